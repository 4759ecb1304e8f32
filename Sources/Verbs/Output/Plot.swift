public import Catalog
import Charts
public import Columnar
public import Diagnostics
import QueryLanguage

/// Draws a chart and passes the table on.
public struct Plot: Verb {
  /// The verb's name, clauses, help and examples.
  public static let declaration = Declaration(
    "plot", "Draws a chart of the rows and passes them on.", category: .output,
    details: """
      A layer is a mark with channels, `channel: expression`; a constant colours or sizes the whole \
      layer. Further layers follow `add` and take over the channels of the first; `from TABLE` \
      gives a layer rows of its own. `order y by count() desc` orders categories by an aggregate. \
      `save "chart.svg"` writes the chart as SVG, `save "chart.txt"` as text, below the folder of \
      the run. Without a layer a chart is chosen by the types of the columns and by what is in \
      them, and a note says the form that draws it.

      A last period that the data do not reach the end of is drawn dashed or pale, with note W4.
      """,
    clauses: PlotClauses.forms,
    searchTerms: ["chart", "graph", "draw", "visualize", "ggplot", "render"],
    examples: [
      Example(
        "A grid of panels, colours about zero",
        """
        rows [x, gain, size, year; 1, -2, "small", 2023; 2, 3, "large", 2023; 3, 1, "small", 2024]
        | plot point x: x, y: gain, color: gain facet size across year scale color midpoint 0
        | take 1
        """,
        expected: "x,gain,size,year\n1,-2,small,2023\n"),
      Example(
        "Columns with a title; the rows go on",
        "rows [kind, n; \"a\", 3; \"b\", 5] | plot column x: kind, y: n title \"Kinds\" | take 1",
        expected: "kind,n\na,3\n"),
      Example(
        "Points on a line",
        """
        rows [x, y; 1, 2; 2, 3; 3, 5]
        | plot line x: x, y: y add point size: 2 name x "Step" scale y from 0 to 10 format "0.0"
        | skip 2
        """,
        expected: "x,y\n3,5\n"),
      Example(
        "A chart chosen by the columns: a line",
        "rows [month, n; 2024-01, 3; 2024-02, 5] | plot | take 1", expected: "month,n\n2024-01,3\n"),
    ])

  /// Its charts have the usual size when it gives none.
  public static let drawsCharts = true
  /// The columns that the stage gives: those of its input.
  public let output: Schema
  /// The chart as it was written; nil for one that is chosen when its rows are there.
  private let written: WrittenChart?
  private let chosen: ChosenChart?
  private let saving: ChartFile?

  /// The stage shows its chart itself.
  public var presentsResult: Bool { true }

  /// Binds layers and clauses.
  public init(_ arguments: Arguments) throws(Diagnostic) {
    output = arguments.input
    saving = try ChartFile(arguments)
    if arguments.has("layer") {
      written = try WrittenChart(arguments)
      chosen = nil
    } else {
      written = nil
      chosen = try ChosenChart(arguments)
    }
  }

  /// The wanted columns and those of the chart.
  public func columnsRead(for wanted: Set<String>) -> Set<String> {
    wanted.union(written?.columnsRead ?? Set(output.names))
  }

  /// Builds the chart, and writes it where that is asked for.
  public func run(_ input: Table, _ context: RunContext) throws(Diagnostic) -> Table {
    let chart: BuiltChart
    if let written {
      chart = try written.chart(over: input, context)
    } else if let choice = try chosen?.chart(over: input, context) {
      chart = choice.chart
      context.note("plot", Self.drawnAs + choice.form)
      if let note = choice.note { context.note("plot", note) }
    } else {
      throw .defect("a chart neither written nor chosen")
    }
    // Findings without a code stand under the chart already.
    for note in chart.notes where !note.code.isEmpty { context.note(note.code, note.text) }
    try saving?.write(chart, context)
    context.outputs.append(.chart(chart))
    context.trace(.same)
    return input
  }

  private static let drawnAs = "drawn as: "
}

/// What the stage tells about itself.
extension Plot {
  /// How many rows are drawn.
  public func sentence(for record: StageRecord) -> String {
    let rows = counted(record.rowsIn, "row")
    if let written {
      return "Draws \(rows) as \(StoryText.list(written.markNames)) and passes them on."
    }
    let form = record.notes.first { $0.text.hasPrefix(Self.drawnAs) }?.text ?? ""
    return form.isEmpty
      ? "Draws \(rows) as a chart that suits the columns and passes them on."
      : "Draws \(rows) as `\(form.dropFirst(Self.drawnAs.count))` and passes them on."
  }

  /// As many rows as before.
  public var rowForecast: String { "same rows" }

  /// Nothing happened to the rows; what the chart says below itself is told.
  public func story(of run: StageRun) throws(Diagnostic) -> Story {
    var story = Story()
    var chart = try written?.chart(over: run.before, run.context)
    if let chosen { chart = try chosen.chart(over: run.before, run.context).chart }
    guard let chart else { return story }
    // Notes with a code are told with those of the stage.
    let notes = chart.notes.filter { $0.code.isEmpty }.map(\.text)
    story.add(chart.panels.count > 1 ? [counted(chart.panels.count, "panel")] : [])
    for note in notes { story.add([note]) }
    return story
  }
}
