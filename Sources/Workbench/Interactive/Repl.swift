public import Catalog
import Columnar
import Diagnostics
import Notebooks
import QueryLanguage

/// The prompt: reads statements and dot-commands, runs them, and shows what they give.
@MainActor
public final class Repl {
  let session: Session
  let editor: LineEditor
  let sink: DescriptorSink
  var presenter: ResultPresenter
  private let store: HistoryStore?
  /// Statements that ran, in order, for `.save`.
  var transcript: [String] = []
  /// The last error, for `.fix`.
  var lastDiagnostics: [Diagnostic] = []
  var showsTimer = true

  /// Creates a prompt on a terminal.
  public init(
    registry: Registry = .standard, terminal: Terminal = Terminal(), mode: String? = nil,
    charts: ChartStyle.Choice = .automatic, threadCount: Int? = nil, today: Int32? = nil,
    saving: (any SaveTarget)? = nil
  ) {
    let options = SessionOptions(
      threadCount: threadCount, allowsRedefinition: true, loadsEagerly: true, today: today,
      saving: saving)
    session = Session(
      registry: registry, options: options, cancellation: Cancellation { Interrupts.isPending })
    editor = LineEditor(terminal: terminal)
    sink = DescriptorSink(terminal.output, name: "the screen")
    presenter = ResultPresenter(
      registry: registry,
      options: PresentationOptions(
        mode: mode, isTerminal: terminal.isInteractive, width: terminal.size.columns,
        color: terminal.colorLevel, unicode: Terminal.showsUnicode(isTerminal: true),
        charts: charts.style(isTerminal: true)))
    presenter.today = today
    store = terminal.isInteractive ? HistoryStore.standard(folder: ".") : nil
    editor.completer = SessionCompleter(session)
  }

  /// Opens files as tables before the first prompt.
  public func load(_ loads: [(name: String, path: String)]) {
    for load in loads {
      attempt { () throws(Diagnostic) in try self.session.open(load.path, as: load.name) }
    }
  }

  /// Reads and runs until the user leaves.
  public func run(greeting: String) {
    if let entries = try? store?.load() { editor.setHistory(entries.map(\.text)) }
    show(greeting)
    let colored = editor.terminal.colorLevel != .none
    let prompt = colored ? "\u{1B}[1;34m>\u{1B}[0m " : "> "
    loop: while true {
      presenter.options.width = editor.terminal.size.columns
      switch editor.readEntry(prompt: prompt, isComplete: completeness) {
      case .endOfInput: break loop
      case .interrupted: continue
      case .text(let text):
        let trimmed = Self.trimmed(text)
        if trimmed.isEmpty { continue }
        let start = MonotonicClock.nanoseconds()
        let goesOn = Interrupts.watched { self.execute(trimmed) }
        let milliseconds = Int((MonotonicClock.nanoseconds() - start) / 1_000_000)
        let rows = session.lastResult?.table.rowCount
        try? store?.append(HistoryRecord(text, milliseconds: milliseconds, rows: rows))
        if !goesOn { break loop }
      }
    }
  }

  private static func trimmed(_ text: String) -> String {
    var view = Substring(text)
    while view.last?.isWhitespace ?? false { view.removeLast() }
    // Leading space of a continuation is kept out of the way of `|` and dot-commands.
    while view.first?.isWhitespace ?? false { view.removeFirst() }
    return String(view)
  }

  private func completeness(_ text: String) -> EntryCompleteness {
    let trimmed = Self.trimmed(text)
    if trimmed.hasPrefix(".") || trimmed.hasPrefix("?") || trimmed.hasSuffix("?") {
      return .complete
    }
    let source = SourceText(name: "prompt", text: text)
    if case .incomplete = Parser.completeness(of: source, verbs: session.registry.verbForms) {
      return .incomplete
    }
    return .complete
  }

  /// Runs one entry; false when it asks to leave.
  @discardableResult
  public func execute(_ entry: String) -> Bool {
    if entry.hasPrefix("?") {
      showHelp(String(entry.dropFirst()))
      return true
    }
    if entry.hasSuffix("?"), entry.dropLast().allSatisfy({ $0.isLetter || $0 == "_" || $0 == " " })
    {
      showHelp(String(entry.dropLast()))
      return true
    }
    if entry.hasPrefix("."), entry.dropFirst().first?.isLetter ?? false {
      return runCommand(entry)
    }
    runStatements(SourceText(name: "prompt", text: entry))
    return true
  }

  /// Runs statements and shows their results.
  ///
  /// - Returns: Whether all ran.
  @discardableResult
  func runStatements(_ source: SourceText) -> Bool {
    let problems = session.run(source) { (result) throws(Diagnostic) in try self.show(result) }
    lastDiagnostics = problems
    for problem in problems { show(problem) }
    if problems.isEmpty { transcript.append(source.text) }
    return problems.isEmpty
  }

  func show(_ result: StatementResult) throws(Diagnostic) {
    switch result {
    case .table(let pipeline):
      try presenter.present(pipeline, to: sink)
      for case .expectation(let finding) in pipeline.outputs { show(finding) }
      if presenter.options.isTerminal, showsTimer { show(presenter.footer(of: pipeline)) }
    case .value(let value, let type): show(presenter.text(of: value, type))
    case .loaded(let name, let rows, let schema):
      show(Self.loadMessage(name, rows, schema))
      // Commas and double quotes are what everybody expects.
      let usual = ["delimiter ,", "quote \"", "records a list", "records one on each line"]
      show(Self.detected(session.findings(of: name), except: usual))
    case .defined: break
    case .text(let text): show(text)
    case .steps(let report):
      show(try presenter.text(of: report, showsTimes: presenter.options.isTerminal && showsTimer))
    }
  }

  /// A line that says what was detected in a file; empty when there is nothing to say.
  static func detected(
    _ findings: [(name: String, value: String)], except usual: [String] = []
  ) -> String {
    let texts = findings.map { "\($0.name) \($0.value)" }.filter { !usual.contains($0) }
    guard !texts.isEmpty else { return "" }
    let more = texts.count > 6 ? ", … (\(texts.count) in all)" : ""
    return "  detected: \(texts.prefix(6).joined(separator: ", "))\(more)\n"
  }

  private static func loadMessage(_ name: String, _ rows: Int?, _ schema: Schema) -> String {
    let size = rows.map { "\(NumberText.grouped($0)) rows x " } ?? ""
    let notable = schema.fields.filter { field in
      switch field.type {
      case .date, .instant, .list, .record: true
      default: false
      }
    }
    let types = notable.prefix(4).map { "\($0.name): \($0.type.name)" }.joined(separator: ", ")
    let columns = schema.fields.count
    return "\(name): \(size)\(columns) column\(columns == 1 ? "" : "s")"
      + (types.isEmpty ? "" : "   \(types)") + "\n"
  }

  func show(_ diagnostic: Diagnostic) {
    show(DiagnosticRenderer(color: presenter.options.color != .none).render(diagnostic))
  }

  /// Writes a text to the screen; a screen that is gone ends the session elsewhere.
  func show(_ text: String) {
    try? sink.write(text)
  }

  func showHelp(_ topic: String) {
    show(HelpText.topic(topic, registry: session.registry))
  }
}
