import Diagnostics

@testable import Notebooks

extension Sample {
  static let svg = """
    <?xml version="1.0"?>
    <svg xmlns="http://www.w3.org/2000/svg" width="720" height="260" viewBox="0 0 720 260" \
    role="img" aria-labelledby="by-month-chart-title-1">
    <title id="by-month-chart-title-1">Columns per month</title>
    <rect width="720" height="260" fill="#ffffff"/>
    <g fill="#2f6db3"><rect x="80" y="120" width="120" height="100"/>
    <rect x="260" y="80" width="120" height="140"/><rect x="440" y="40" width="120" height="180"/></g>
    <line x1="60" y1="220" x2="680" y2="220" stroke="#555555"/>
    <g font-family="Arial, sans-serif" font-size="13" fill="#333333" text-anchor="middle">
    <text x="140" y="240">2024-01</text><text x="320" y="240">2024-02</text>
    <text x="500" y="240">2024-03</text></g>
    </svg>

    """

  static let report = """
    ---
    hfnb: 1
    title: Models per month
    summary: How many models were published in the first quarter, and what they are for.
    authors: [Ada Example, Ben Example]
    tags: [models, monthly]
    ---

    # Models per month

    We count what was *published*, by type. A model counts in the month in which its page was
    made; later edits do not move it. See the [notes on dates](#by-month) for what is left out.

    | Type | Meaning | Share |
    |---|---|--:|
    | chat | answers in turns | 42 % |
    | embed | maps text to numbers | 17 % |

    ```hfq setup
    #| fold: true
    load lb from "data/leaderboard.csv"
    param grain: one of day, week, month = month   "Aggregation level"
    ```

    ## Counts

    ```hfq by-month
    #| caption: New models per period and type
    lb
    | filter created in 2024-01..2024-03 and not `Merged ✓`
    | group by every period(created, grain), type   # one row per month and type
    | derive share = n / sum(n), label = f"{type} in {period}"
    ```

    The same as a chart. Two things stand out:

    - chat models grow in *every* month;
    - the sum of the others is flat.

    ```hfq by-month-chart
    #| caption: The same, drawn
    | plot column x: period, y: n, color: type
    ```

    ```hfq broken
    lb | filter colour == "red"
    ```

    ```hfq after-broken
    broken | top 3 by score
    ```

    ```hfq expected
    #| error: E201
    #| show: result
    lb | filter color == 1
    ```

    > A quotation, and `code` in a line.

    ~~~hfq
    # shown, never run
    lb | top 5 by score
    ~~~

    """

  /// A run with a result of every kind.
  static func run() -> NotebookRun {
    let notebook = parse(report, name: "reports/monthly.hfnb").notebook
    let columns = [
      OutputTable.Column("period"), OutputTable.Column("type"),
      OutputTable.Column("n", isNumeric: true), OutputTable.Column("share", isNumeric: true),
    ]
    let rows: [[String?]] = [
      ["2024-01", "chat", "1240", "0.4215"], ["2024-01", "embed", "96", "0.0326"],
      ["2024-02", "chat", "1391", "0.4728"], ["2024-02", nil, "7", "0.0024"],
      ["2024-03", "chat | <b>", "1502", nil],
    ]
    let table = OutputTable(columns: columns, rows: rows, totalRows: 187)
    let csv = Array("period,type,n,share\n2024-01,chat,1240,0.4215".utf8)
    let text = Array("period   type   n\n2024-01  chat   1240\n".utf8)
    func failure(_ id: String, _ code: String) -> Diagnostic {
      let source = notebook.cell(id)?.sourceText(in: "reports/monthly.hfnb")
      return Diagnostic(
        code, "there is no column `colour` at this stage",
        at: source.map { Span($0, 12, 18) }, label: "did you mean `color`?",
        details: ["Columns here: created, type, color"])
    }
    return NotebookRun(
      notebook: notebook, path: "reports/monthly.hfnb",
      parameters: [.init("grain", "month"), .init("span", "2023-01 .. it's")],
      data: [
        .init(
          name: "lb", path: "data/leaderboard.csv", bytes: 988_607, digest: "sha256:9f0a1c",
          rows: 20_000)
      ],
      cells: [
        CellRun(id: "setup"),
        CellRun(
          id: "by-month", outputs: [CellOutput([.csv: csv, .plainText: text], table: table)],
          notes: ["W8: 2 rows tie at 27, 1 kept; add `with ties`"], rows: 187),
        CellRun(
          id: "by-month-chart",
          outputs: [CellOutput([.svg: Array(svg.utf8), .csv: csv], table: table)]),
        CellRun(id: "broken", status: .failed, diagnostics: [failure("broken", "E201")]),
        CellRun(id: "after-broken", status: .skipped(needs: ["broken"])),
        CellRun(id: "expected", status: .ok, diagnostics: [failure("expected", "E201")]),
      ], exitStatus: .program)
  }
}
