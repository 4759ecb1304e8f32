import Diagnostics

@testable import Notebooks

/// Notebooks that several suites use.
enum Sample {
  static let monthly = """
    ---
    hfnb: 1
    title: Models per month
    summary: "What was published, by type: a short look"
    authors: [Ada Example, Ben Example]
    tags:
      - models
      - monthly
    figure: 720x360
    limits:
      cell: 30s
      memory: 2GB
    x:
      tool: anything
    ---

    # Models per month

    We count what was *published*, by type.

    ```hfq setup
    load lb from "data/leaderboard.csv"
    param grain: one of day, week, month = month   "Aggregation level"
    ```

    ```hfq by-month
    #| caption: New models per period
    #| digits: 4
    lb
    | group by every period(created, grain), type
    ```

    The same as a chart:

    ````hfq by-month-chart
    # The same, drawn
    | plot column x: period, y: n, color: type
    ````

    ```hfq
    lb | top 5 by score
    ```

    ```exercise busiest
    ask: Which authors are busiest?
    start:
      lb
    ```

    ~~~hfq
    # shown, never run
    ```hfq not-a-cell
    ~~~

    ```python
    print("shown")
    ```

    """

  /// Whole files that have to survive reading and writing.
  static let corpus: [String] = [
    "", "\n", "\r\n", "\r", "a", "a\n", "\u{FEFF}", "\u{FEFF}---\nhfnb: 1\n---\n", "---",
    "---\n---\n",
    "---\r\nhfnb: 1\r\n---\r\n\r\n```hfq a\r\n#| fold: true\r\nlb\r\n```\r\n", "```hfq",
    "```hfq\n```",
    "```hfq a\nlb", "~~~\n```hfq a\n", "text\n   ```hfq a\n   lb\n   ```\n",
    "`````hfq a\n```\n`````\n",
    "```hfq a\n\n\n```\n\n\n\n```hfq b\n```\n", "e\u{301} 👩‍👩‍👧 \u{0}\u{1}\n```hfq\n\u{202E}\n```\n",
    "<<<<<<< a\n=======\n>>>>>>> b\n", "Title\n=======\n", "a\r\r\n```hfq\r\rx\r\r\n```",
    "\u{2028}\n\u{85}",
    monthly,
    monthly.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\r\n"),
  ]

  static func parse(_ text: String, name: String = "n.hfnb") -> (
    notebook: Notebook, diagnostics: [Diagnostic]
  ) {
    Notebook.parse(SourceText(name: name, text: text))
  }

  /// The complete messages of a notebook.
  static func messages(_ text: String) -> String {
    parse(text).diagnostics.map { DiagnosticRenderer().render($0) }.joined()
  }
}
