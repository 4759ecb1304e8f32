extension FindingPages {
  /// Notebooks that are written in other forms, and those of other tools that are read.
  static let exchange: [FindingPage] = [
    FindingPage(
      "E690", "a Jupyter notebook that is not JSON",
      why: "The message names the line and column where the text stops being JSON.",
      mending: "Finish a merge that is open, or get the file again.",
      example: .commands(
        #"""
        printf '{"cells": [' > n.ipynb
        hfnb import n.ipynb
        """#)),
    FindingPage(
      "E691", "JSON that is no Jupyter notebook, or one of a format that is not read",
      why: "Formats 3 and 4 are read; they are what Jupyter has written since 2013.",
      mending: "Save it with a newer Jupyter, or check that it is the right file.",
      example: .commands(
        #"""
        printf '{"rows": 3}' > n.ipynb
        hfnb import n.ipynb
        """#)),
    FindingPage(
      "E692", "a new notebook that cannot have its name",
      why: """
        The name of a notebook ends with .hfnb, and neither import nor init replaces what is there.
        """,
      mending: "Take another name, or let import replace the old notebook with --force.",
      example: .commands(
        #"""
        printf '{"nbformat": 4, "cells": [], "metadata": {}}' > n.ipynb
        printf '' > n.hfnb
        hfnb import n.ipynb
        """#)),
    FindingPage(
      "E693", "results that are missing or out of date, and may not be made",
      why: """
        A page with results of another text, other data or other parameters would look right and \
        be wrong. So an export refuses results that are out of date.
        """,
      mending:
        "Run the notebook, or export with --run. With --allow-stale the page says it itself.",
      example: .commands(
        #"""
        printf '```hfq a\n6\n```\n' > n.hfnb
        hfnb run -q n.hfnb
        printf '```hfq a\n7\n```\n' > n.hfnb
        hfnb export n.hfnb --to md
        """#)),
    FindingPage(
      "E694", "two notebooks with the same place for their pages",
      why: "Pages are called like their notebooks, and both would be written to one folder.",
      mending: "Export them to different folders, or name the folder that holds both.",
      example: .commands(
        #"""
        mkdir a b
        printf '' > a/n.hfnb
        printf '' > b/n.hfnb
        hfnb export a/n.hfnb b/n.hfnb --to md -o pages
        """#)),
    FindingPage(
      "E695", "a notebook that cannot be one program",
      why: """
        In a program a line that begins with | continues the statement above it. A cell that goes on \
        from a pipeline further up has no such line above it.
        """,
      mending: "Name the pipeline with let, and begin the cell with that name.",
      example: .commands(
        #"""
        printf '```hfq a\nrows [a; 1]\nlet k = 1\n```\n\n```hfq b\n| take 1\n```\n' > n.hfnb
        hfnb export n.hfnb --to hfq
        """#)),
    FindingPage(
      "E696", "local names of one spelling that cannot be in one program",
      why: """
        A name that begins with _ belongs to the cell that defines it. A program is one text, in \
        which a name is defined once.
        """,
      mending: "Give the name of one of the cells another spelling.",
      example: .commands(
        #"""
        printf '```hfq a\nlet _k = 1\n```\n\n```hfq b\nlet _k = 2\n```\n' > n.hfnb
        hfnb export n.hfnb --to hfq
        """#)),
  ]
}
