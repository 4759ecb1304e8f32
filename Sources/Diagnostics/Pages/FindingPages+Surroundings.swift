extension FindingPages {
  /// The command line, limits, files that are written, and faults.
  static let surroundings: [FindingPage] = [
    FindingPage(
      "E130", "the run was stopped",
      why: "Ctrl-C or a signal. What was complete is kept.",
      mending: "Run it again.",
      example: .none("It needs somebody who presses Ctrl-C.")),
    FindingPage(
      "E401", "a flag or a value of a parameter that does not fit",
      why: "Parameters of a notebook are flags; a misspelt one is never ignored.",
      mending: "`hfnb params FILE` lists the parameters.",
      example: .commands(
        #"""
        printf '```hfq a\nparam k: int in 1..5 = 3\n```\n' > n.hfnb
        hfnb run n.hfnb --k 9
        """#)),
    FindingPage(
      "E402", "a mode or format of output that does not exist",
      why: "The message lists them.",
      mending: "Take one of them.",
      example: .commands("hfnb --format cvs -c 'rows [a; 1]'")),
    FindingPage(
      "E403", "a dot-command that does not exist",
      why: "Commands of the prompt begin with a dot.",
      mending: "`.help` lists them.",
      example: .none("It needs a prompt.")),
    FindingPage(
      "E404", "`.save` without the name of a file",
      why: "The session is written as a notebook.",
      mending: "Write .save report.hfnb.",
      example: .none("It needs a prompt.")),
    FindingPage(
      "E405", "a file or folder that is not there or cannot be read",
      why: "Notebooks and query files are looked for below the working folder.",
      mending: "Check the path.",
      example: .commands("hfnb run nothing.hfnb")),
    FindingPage(
      "E406", "`run` without a notebook",
      why: "There is nothing to do.",
      mending: "Name a notebook or a folder of notebooks.",
      example: .commands("hfnb run")),
    FindingPage(
      "E407", "a comment that allows a note which does not exist",
      why: """
        `# allow W6` on a stage silences that note there. A misspelt code would silence nothing, \
        without a word.
        """,
      mending: "The notes are W1 to W15.",
      example: .query(
        """
        rows [a; 1]
        | take 1  # allow W99
        """)),
    FindingPage(
      "E440", "a question about a result before there is one",
      why: "`.steps` and `.why` tell how the last table was made.",
      mending: "Run a pipeline first.",
      example: .none("It needs a prompt.")),
    FindingPage(
      "E441", "`.why` with the number of a row that is not there",
      why: "Rows of the last result are counted from 1.",
      mending: "`.last` shows the result.",
      example: .none("It needs a prompt.")),
    FindingPage(
      "E442", "`.why` with something that is neither a row nor a condition",
      why: "`.why 2` asks where row 2 comes from, `.why not COND` what became of rows.",
      mending: "Write .why 2, or .why not author == \"org-a\".",
      example: .none("It needs a prompt.")),
    FindingPage(
      "E443", "`.why not` with a condition on columns that no stage keeps",
      why: "Columns that a table on the way makes are there only while a stage passes them on.",
      mending: "Ask about a column of the data set, or keep the column.",
      example: .none("It needs a prompt.")),
    FindingPage(
      "E444", "`step` with a cell that the notebook does not have",
      why: "Cells have a number, counted from 1, and an id.",
      mending: "Use one of the ids that the message lists.",
      example: .none("It needs a notebook.")),
    FindingPage(
      "E408", "`explain` with a code that does not exist",
      why: "Codes are E and three digits, or W1 to W15.",
      mending: "Copy the code from the message: the part in brackets.",
      example: .commands("hfnb explain E999")),
    FindingPage(
      "E471", "the file of the history cannot be used",
      why: "The prompt keeps what was typed in a file of the project.",
      mending: "Move what is in the way; the session works without it.",
      example: .none("It needs a prompt.")),
    FindingPage(
      "E501", "more rows than the limit allows",
      why: "A cross join or `complete` can make more rows than memory holds.",
      mending: "Filter first, or ask for fewer combinations.",
      example: .query("rows [a; 1; 9000000000] | complete a")),
    FindingPage(
      "E503", "the limit of time was reached",
      why: "A notebook or a caller can limit the time of a run.",
      mending: "Raise the limit, or do less.",
      example: .none("It needs a slow query.")),
    FindingPage(
      "E504", "a text that grew too large",
      why: "A replacement can make a text as long as memory.",
      mending: "Match less.",
      example: .none("It needs hundreds of megabytes.")),
    FindingPage(
      "E600", "an `expect` that does not hold",
      why: """
        The program says what must be true, and it is not. The run goes on and ends with status \
        1.
        """,
      mending: "Look at the rows that the message shows; then mend the data or the expectation.",
      example: .query(#"rows [a; 1] | expect a > 1 "too small""#)),
    FindingPage(
      "E701", "results that could not be written",
      why: "The disk is full, or the folder cannot be written.",
      mending: "Free space, or choose another place.",
      example: .commands("hfnb -c 'rows [a; 1]' > /dev/full")),
    FindingPage(
      "E702", "`save` with a name that does not say the format",
      why: "The ending of the name chooses the writer.",
      mending: """
        End the name with .csv, .json or another that the message lists; a chart is written as \
        .svg or .txt.
        """,
      example: .query(#"rows [a; 1] | save "a.xyz""#)),
    FindingPage(
      "E703", "`save` outside of its folder",
      why: "A notebook from somebody else must not be able to write anywhere.",
      mending: "Use a name without `..` and without a leading `/`.",
      example: .query(#"rows [a; 1] | save "../a.csv""#)),
    FindingPage(
      "E900", "a fault in hfnb itself",
      why: "Something happened that its own rules say cannot happen.",
      mending: "Please report it with the query and the output of `hfnb --version`.",
      example: .none("It would be mended rather than shown.")),
  ]
}
