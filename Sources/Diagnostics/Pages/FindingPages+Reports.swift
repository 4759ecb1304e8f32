extension FindingPages {
  /// Reports of runs, parameters from files, and the choice of notebooks and cells.
  static let reports: [FindingPage] = [
    FindingPage(
      "E715", "a report that could not be written",
      why: """
        Where a report goes is looked at before anything is run. If it cannot be written at the end, \
        the results are kept and the status is 7.
        """,
      mending: "Move what is in the way, free some space, or name another place.",
      example: .commands(
        #"""
        printf '```hfq a\n6\n```\n' > n.hfnb
        mkdir report.json
        hfnb run n.hfnb --report json:report.json
        """#)),
    FindingPage(
      "E716", "a report that does not exist, or without a place of its own",
      why: """
        Reports are json:PATH, junit:PATH and github, which goes to standard output, as a path of - \
        does. Only one thing can be written to each place.
        """,
      mending: "Write the kind, a colon and a path: --report json:report.json.",
      example: .commands(
        #"""
        printf '```hfq a\n6\n```\n' > n.hfnb
        hfnb run n.hfnb --report jsn:report.json
        """#)),
    FindingPage(
      "E717", "a file of parameters that cannot be read",
      why: """
        It is one JSON object, or lines such as grain: month in the YAML that front matters have. A \
        value is text, a number, true, false, or a list of them, and takes the type of its parameter.
        """,
      mending: "Mend the line that the message points at.",
      example: .commands(
        #"""
        printf '```hfq a\nparam k: int = 3\n```\n' > n.hfnb
        printf '{"k": null}' > p.json
        hfnb run n.hfnb --params p.json
        """#)),
    FindingPage(
      "E718", "combinations of parameters that cannot be made",
      why: """
        --matrix grain=day,week runs a notebook once for each value; several multiply. Each value is \
        given once, and there are at most 1,000 combinations.
        """,
      mending: "Name the parameter, an equals sign, and the values with commas between them.",
      example: .commands(
        #"""
        printf '```hfq a\nparam k: int = 3\n```\n' > n.hfnb
        hfnb run n.hfnb --matrix k=1,1
        """#)),
    FindingPage(
      "E719", "patterns or cells that leave nothing to run",
      why: "A run that does nothing would look as if all were well.",
      mending: "Exclude less, and quote patterns for the shell.",
      example: .commands(
        #"""
        printf '```hfq a\n6\n```\n' > n.hfnb
        hfnb run n.hfnb --exclude '*.hfnb'
        """#)),
    FindingPage(
      "E720", "the id of a cell that does not exist",
      why: "--only, --until and --stdout take the ids behind the opening fences of cells.",
      mending: "Take one of the ids that the message lists.",
      example: .commands(
        #"""
        printf '```hfq a\n6\n```\n' > n.hfnb
        hfnb run n.hfnb --only b
        """#)),
    FindingPage(
      "E721", "a result that cannot go to standard output alone",
      why: """
        --stdout ID writes the results of one cell of one run in one form: text, or what --format \
        says. A cell that made no result in that form has nothing to write.
        """,
      mending: "Name one notebook, leave --matrix away, and choose a form that the cell has.",
      example: .commands(
        #"""
        printf '```hfq a\n6\n```\n' > n.hfnb
        cp n.hfnb m.hfnb
        hfnb run n.hfnb m.hfnb --stdout a
        """#)),
  ]
}
