public import Catalog
import ChartRendering
public import Charts
public import Columnar
public import Diagnostics

/// How results are turned into text: at a prompt, on a pipe, or for a file.
public struct PresentationOptions: Sendable {
  /// The name of a writer, or `svg` or `chart` for charts; nil chooses by the terminal.
  public var mode: String?
  /// Whether a person reads the output on a terminal.
  public var isTerminal: Bool
  /// The terminal's width in cells.
  public var width: Int
  /// How many colours the terminal shows.
  public var color: ColorLevel
  /// Whether characters outside ASCII can be shown.
  public var unicode: Bool
  /// Significant digits of numbers in tables for people.
  public var digits: Int
  /// How charts look on a terminal.
  public var charts: ChartStyle

  /// Creates options.
  public init(
    mode: String? = nil, isTerminal: Bool = false, width: Int = 80, color: ColorLevel = .none,
    unicode: Bool = true, digits: Int = 6, charts: ChartStyle = .braille
  ) {
    self.mode = mode
    self.isTerminal = isTerminal
    self.width = width
    self.color = color
    self.unicode = unicode
    self.digits = digits
    self.charts = charts
  }
}

extension ColorLevel {
  /// The colours in the words of the chart renderer.
  var ofCharts: TerminalColor {
    switch self {
    case .none: .none
    case .named: .ansi
    case .indexed: .indexed
    case .trueColor: .full
    }
  }
}

/// Writes results of statements.
public struct ResultPresenter {
  /// The extensions, for the writers.
  public let registry: Registry
  /// How to write.
  public var options: PresentationOptions
  /// The recorded date of `today()`, said below results that it went into.
  public var today: Int32?

  /// Creates a presenter.
  public init(registry: Registry, options: PresentationOptions) {
    self.registry = registry
    self.options = options
  }

  /// The writer of a mode.
  ///
  /// - Throws: `E402` when there is none.
  public func writer(named name: String) throws(Diagnostic) -> any TableWriter.Type {
    if let writer = registry.writers.first(where: {
      $0.declaration.name == name || $0.extensions.contains(name)
    }) {
      return writer
    }
    let names = registry.writers.map { $0.declaration.name }
    let near = Suggestion.nearest(to: name, among: names)
    throw Diagnostic(
      "E402", "there is no mode `\(name)`",
      details: [near.map { "did you mean `\($0)`?" } ?? "Modes: \(names.joined(separator: ", "))"],
      kind: .usage)
  }

  /// Writes everything that a pipeline showed, and its last table unless a stage showed it.
  ///
  /// - Parameter rowLimit: Rows to show at most on a terminal; machine formats are always complete.
  public func present(
    _ result: PipelineResult, rowLimit: Int? = 25, to sink: any ByteSink
  ) throws(Diagnostic) {
    if isMachineFormat {
      // A drawing between rows would spoil them; the rows behind a chart are its machine form.
      let shown = result.outputs.filter { if case .chart = $0 { false } else { true } }
      for output in shown { try present(output, to: sink) }
      let hasTable = shown.contains { if case .table = $0 { true } else { false } }
      let drawsOnly = result.presentsItself && !hasTable && shown.count < result.outputs.count
      if drawsOnly || !result.presentsItself { try present(result.table, rowLimit: nil, to: sink) }
      return
    }
    for output in result.outputs { try present(output, to: sink) }
    if !result.presentsItself { try present(result.table, rowLimit: rowLimit, to: sink) }
  }

  /// Whether a program reads the tables that are written.
  private var isMachineFormat: Bool {
    guard let mode = options.mode else { return false }
    return mode != "box" && !Self.chartModes.contains(mode)
  }

  private func present(_ output: StageOutput, to sink: any ByteSink) throws(Diagnostic) {
    switch output {
    case .table(let table, let rowLimit, let mode):
      try present(table, rowLimit: rowLimit, mode: mode, to: sink)
    case .chart(let chart): try present(chart, to: sink)
    case .expectation: break
    }
  }

  /// Writes a table.
  public func present(
    _ table: Table, rowLimit: Int?, mode: String? = nil, to sink: any ByteSink
  ) throws(Diagnostic) {
    // A chart mode says how charts look; a table beside them is still a table.
    let chosen = mode ?? (Self.chartModes.contains(options.mode ?? "") ? nil : options.mode)
    let name = chosen ?? (options.isTerminal ? "box" : "csv")
    let writer = try writer(named: name)
    let isForPeople = name == "box"
    let writing = WriteOptions(
      width: isForPeople && options.isTerminal ? options.width : nil,
      rowLimit: isForPeople ? rowLimit : nil, digits: options.digits,
      color: options.color != .none, unicode: options.unicode)
    try writer.write(table, to: sink, writing)
  }

  private static let chartModes = ["svg", "chart"]

  /// Writes a chart: as SVG in mode `svg`, else as a drawing.
  public func present(_ output: any ChartOutput, to sink: any ByteSink) throws(Diagnostic) {
    guard let chart = output as? BuiltChart else {
      throw .defect("a chart of an unknown kind")
    }
    let text = options.mode == "svg" ? SVGRenderer.render(chart) : drawing(of: chart)
    try sink.write(text)
  }

  /// The drawing of a chart for a terminal, or the rows behind it.
  public func drawing(of chart: BuiltChart) -> String {
    switch options.charts {
    case .plain: ChartTable(chart: chart, width: options.width).text
    case .braille, .ascii:
      TerminalRenderer.render(
        chart, width: options.width, color: options.color.ofCharts,
        isASCII: options.charts == .ascii || !options.unicode)
    }
  }

  /// The steps of a pipeline: as text, or as JSON in mode `json`.
  ///
  /// - Parameter showsTimes: Whether the time of each stage is told, which differs from run to run.
  public func text(of report: StepReport, showsTimes: Bool = false) throws(Diagnostic) -> String {
    if options.mode == "json" {
      return RecordJSON(showsTimes: showsTimes).value(of: report).rendered() + "\n"
    }
    return try StepText(layout: storyLayout, showsTimes: showsTimes).text(of: report)
  }

  /// How stories are laid out here.
  var storyLayout: StoryLayout {
    StoryLayout(
      width: options.isTerminal ? max(60, min(options.width, 100)) : 100,
      color: options.color != .none, unicode: options.unicode)
  }

  /// A value without a table.
  public func text(of value: Value, _ type: DataType) -> String {
    let plain: String
    switch value {
    case .null: plain = "null"
    case .text(let text) where options.isTerminal: plain = text
    case .number(let number) where options.isTerminal:
      plain = NumberText.significant(number, digits: 15)
    default: plain = ValueText.plain(value)
    }
    return plain + "\n"
  }

  /// The line below a table at a prompt: rows, time, notes.
  public func footer(of result: PipelineResult) -> String {
    let rows = result.table.rowCount
    var parts = ["\(NumberText.grouped(rows)) row\(rows == 1 ? "" : "s")"]
    parts.append(Self.duration(result.nanoseconds))
    if let today, result.record.stages.contains(where: { $0.text.contains("today(") }) {
      parts.append("today() is \(ValueText.plain(.date(today)))")
    }
    parts += result.record.notes.lines
    return parts.joined(separator: " · ") + "\n"
  }

  /// A duration for people.
  public static func duration(_ nanoseconds: UInt64) -> String {
    let milliseconds = Double(nanoseconds) / 1_000_000
    if milliseconds < 10 { return NumberText.fixed(milliseconds, decimals: 1) + " ms" }
    if milliseconds < 1000 { return NumberText.fixed(milliseconds, decimals: 0) + " ms" }
    return NumberText.fixed(milliseconds / 1000, decimals: 2) + " s"
  }
}
