extension FindingPages {
  /// The format of notebooks, and their runs.
  static let notebooks: [FindingPage] = [
    FindingPage(
      "E601", "a notebook that is not UTF-8 text",
      why: "Notebooks are text files.",
      mending: "Convert the file to UTF-8.",
      example: .commands(
        #"""
        printf '\351' > n.hfnb
        hfnb run n.hfnb
        """#)),
    FindingPage(
      "E602", "a block that is never closed",
      why: """
        A cell begins and ends with three backticks; an open one swallows the rest of the page.
        """,
      mending: "Add the closing line.",
      example: .notebook(
        """
        ```hfq a
        6 * 7

        """)),
    FindingPage(
      "E603", "an id that a cell cannot have",
      why: """
        Ids are part of file names and addresses: lower-case letters, digits and `-`, beginning \
        with a letter.
        """,
      mending: "Take the id that the message suggests.",
      example: .notebook(
        """
        ```hfq By Month
        6 * 7
        ```

        """)),
    FindingPage(
      "E604", "an exercise without an id",
      why: "Answers are kept by the id of the exercise.",
      mending: "Write exercise and a name.",
      example: .notebook(
        """
        ```exercise
        ask: why?
        ```

        """)),
    FindingPage(
      "E605", "two cells with one id",
      why: "Results are kept by id.",
      mending: "Rename one of them.",
      example: .notebook(
        """
        ```hfq a
        6
        ```

        ```hfq a
        7
        ```

        """)),
    FindingPage(
      "E606", "an unfinished merge",
      why: """
        The file holds the markers of a version control system; running one side of it would be \
        a guess.
        """,
      mending: "Keep one side or combine both, and delete the markers.",
      example: .notebook(
        """
        ```hfq a
        <<<<<<< ours
        6
        =======
        7
        >>>>>>> theirs
        ```

        """)),
    FindingPage(
      "E607", "a marker that is left over from a merge",
      why: "The merge was finished except for a line.",
      mending: "Delete the line.",
      example: .notebook(
        """
        Text
        >>>>>>> branch

        """)),
    FindingPage(
      "E610", "an option line without a colon",
      why: "Options of a cell are written #| key: value.",
      mending: "Add the colon and the value.",
      example: .notebook(
        """
        ```hfq a
        #| fold
        6
        ```

        """)),
    FindingPage(
      "E611", "an option that cells do not have",
      why: "The message lists the options.",
      mending: "Correct the name.",
      example: .notebook(
        """
        ```hfq a
        #| captoin: x
        6
        ```

        """)),
    FindingPage(
      "E612", "a value that an option cannot have",
      why: "Each option takes one kind of value.",
      mending: "Take one that the message names.",
      example: .notebook(
        """
        ```hfq a
        #| fold: yes
        6
        ```

        """)),
    FindingPage(
      "E613", "an option that is given twice",
      why: "The second would silently win.",
      mending: "Remove one.",
      example: .notebook(
        """
        ```hfq a
        #| fold: true
        #| fold: false
        6
        ```

        """)),
    FindingPage(
      "E614", "an option without a value",
      why: "Nothing stands after the colon.",
      mending: "Add the value, or remove the line.",
      example: .notebook(
        """
        ```hfq a
        #| caption:
        6
        ```

        """)),
    FindingPage(
      "E620", "front matter that is never closed",
      why: "It ends with a line ---.",
      mending: "Add the line.",
      example: .notebook(
        """
        ---
        hfnb: 1

        """)),
    FindingPage(
      "E621", "front matter that is not of the form that is read",
      why: "It is a small part of YAML: key: value, and one level of indentation.",
      mending: "Correct the line that the message shows.",
      example: .notebook(
        """
        ---
        hfnb: 1
        	title: x
        ---

        """)),
    FindingPage(
      "E622", "a key of the front matter that is given twice",
      why: "The second would silently win.",
      mending: "Remove one.",
      example: .notebook(
        """
        ---
        hfnb: 1
        title: a
        title: b
        ---

        """)),
    FindingPage(
      "E623", "front matter without the version of the format",
      why: "The version tells later programs how to read the file.",
      mending: "Add hfnb: 1.",
      example: .notebook(
        """
        ---
        title: x
        ---

        """)),
    FindingPage(
      "E624", "a notebook of a newer format",
      why: "This version cannot know what it means.",
      mending: "Update hfnb.",
      example: .notebook(
        """
        ---
        hfnb: 2
        ---

        """)),
    FindingPage(
      "E625", "a key that front matter does not have",
      why: "Keys of other tools stand below `x:`.",
      mending: "Correct the name.",
      example: .notebook(
        """
        ---
        hfnb: 1
        titel: x
        ---

        """)),
    FindingPage(
      "E626", "a value that a key of the front matter cannot have",
      why: "Each key takes one kind of value.",
      mending: "Take one that the message names.",
      example: .notebook(
        """
        ---
        hfnb: 1
        lang: new
        ---

        """)),
    FindingPage(
      "E640", "a result folder that cannot be written",
      why: "Results stand beside the notebook, or below --out.",
      mending: "Move what is in the way, or choose another place.",
      example: .commands(
        #"""
        printf '```hfq a\n6\n```\n' > n.hfnb
        printf x > taken
        hfnb run n.hfnb --out taken
        """#)),
    FindingPage(
      "E627", "a notebook that reads standard input",
      why: """
        A notebook gives the same results whenever it is run. What a pipe gave is gone after the first \
        time.
        """,
      mending: "Keep the input in a file, and load the file.",
      example: .notebook(
        """
        ```hfq a
        stdin | take 3
        ```

        """)),
    FindingPage(
      "E628", "a part that exercises do not have",
      why: """
        The parts of an exercise are ask, start, solution, hint, check, check hidden and after. A \
        misspelt one would be lost without a word.
        """,
      mending: "Take the name that the message suggests, or indent a line that only goes on.",
      example: .notebook(
        """
        ```exercise best
        ask: Which author is the busiest?
        soluton: lb | top 1 by n
        ```

        """)),
    FindingPage(
      "E629", "a line of an exercise that belongs to no part",
      why: """
        A line in the first column begins a part; the lines of a part are indented.
        """,
      mending: "Indent the line, or begin it with the name of a part and a colon.",
      example: .notebook(
        """
        ```exercise best
        ask: Which author
        is the busiest?
        ```

        """)),
    FindingPage(
      "E630", "an exercise that lacks a part it needs",
      why: """
        Every exercise asks something, and a check that compares with the solution needs one.
        """,
      mending: "Add the part.",
      example: .notebook(
        """
        ```exercise best
        start: lb
        ```

        """)),
    FindingPage(
      "E631", "a part of an exercise that is given twice",
      why: """
        Only hints and checks may be several; of all others it would not be known which one counts.
        """,
      mending: "Join the two, or remove one.",
      example: .notebook(
        """
        ```exercise best
        ask: Which author is the busiest?
        ask: And which the laziest?
        ```

        """)),
    FindingPage(
      "E632", "a part of an exercise that says nothing",
      why: """
        A part without words is mostly one whose lines are not indented.
        """,
      mending: "Write words after the colon, or indented lines below; or remove the part.",
      example: .notebook(
        """
        ```exercise best
        ask: Which author is the busiest?
        hint:
        ```

        """)),
    FindingPage(
      "E641", "results that another run is making",
      why: """
        Two runs of a notebook would write the same results. The message names the process that is \
        at it; one that died holds nothing.
        """,
      mending: "Wait until it is done, or run with --wait.",
      example: .commands(
        #"""
        printf '```hfq a\n6\n```\n' > n.hfnb
        mkdir .n.hfnb.out.work
        flock .n.hfnb.out.work/run.lock hfnb run n.hfnb
        """#)),
    FindingPage(
      "E650", "a cell that should fail and ran",
      why: """
        #| error: E201 says that the cell shows an error. One that stops failing no longer shows \
        it.
        """,
      mending: "Remove the option, or bring the mistake back.",
      example: .notebook(
        """
        ```hfq a
        #| error: E201
        6 * 7
        ```

        """)),
  ]
}
