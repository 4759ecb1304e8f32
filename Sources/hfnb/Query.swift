public import ArgumentParser
import Diagnostics
import Glibc
import Notebooks
public import Workbench

/// `hfnb`, `hfnb -c QUERY`, `hfnb -f FILE`.
struct Query: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "query", abstract: "Answer queries, or open a prompt (the default).")

  // A query may begin with a minus sign.
  @Option(
    name: .customShort("c"), parsing: .unconditionalSingleValue,
    help: "A query to run; may be given several times.")
  var query: [String] = []

  @Option(name: .customShort("f"), help: "A file of statements to run; may be given several times.")
  var file: [String] = []

  @Option(help: "Load a file as a table: NAME=PATH; may be given several times.")
  var load: [String] = []

  @Option(help: "The format of the table stdin; found from its content when left out.")
  var stdin: String?

  @Option(help: "How results are written: box, csv, tsv, json, jsonl, md, html, line, svg, chart.")
  var format: String?

  @Option(help: "Colours: auto, always or never.")
  var color: ColorLevel.Choice = .automatic

  @Option(
    help: """
      How charts are drawn: braille, ascii, plain (the rows behind them, for screen readers and \
      logs), or auto: braille where the terminal shows it.
      """)
  var charts: ChartStyle.Choice = .automatic

  @Option(help: "The number of threads; results do not depend on it.")
  var threads: Int?

  @Option(help: "The width of tables and drawings in terminal cells.")
  var width: Int?

  @Option(help: "The form of errors and notes on standard error: text or json, one object a line.")
  var errors: FindingWriter.Form = .text

  @Option(
    help: "The date of today(), as YYYY-MM-DD; the day of this run in UTC when left out.")
  var today: String?

  @Flag(help: "Leave with status 1 when there are notes.")
  var strict = false

  func validate() throws {
    if let today, Dates.day(today) == nil {
      throw ValidationError("--today takes a date as YYYY-MM-DD; found '\(today)'.")
    }
    if let threads, threads < 1 { throw ValidationError("--threads takes a number from 1.") }
    if let width, width < 20 { throw ValidationError("--width takes a number from 20.") }
    for item in load where !item.contains("=") {
      throw ValidationError("--load takes NAME=PATH, such as lb=leaderboard.csv; found '\(item)'.")
    }
  }

  func run() throws {
    let terminal = Terminal(color: color)
    if query.isEmpty, file.isEmpty, terminal.isInteractive {
      MainActor.assumeIsolated {
        let repl = Repl(
          terminal: terminal, mode: format, charts: charts, threadCount: threads, today: day,
          saving: FolderSaveTarget(folder: ""))
        repl.load(loads)
        repl.run(greeting: "hfnb \(Version.text)   .help  .quit\n")
      }
      return
    }
    try status(terminal).leave()
  }

  /// The date of `today()`: the only place where a clock is read, once for a run.
  private var day: Int32 { today.flatMap(Dates.day) ?? Dates.day(ofSeconds: time(nil)) }

  private var loads: [(name: String, path: String)] {
    load.map { item in
      let parts = item.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      return (String(parts[0]), String(parts.last ?? ""))
    }
  }

  private func status(_ terminal: Terminal) -> ExitStatus {
    let talk = DescriptorSink(2, name: "standard error")
    var sources: [SourceText] = []
    do throws(Diagnostic) {
      for (index, text) in query.enumerated() {
        sources.append(
          SourceText(name: query.count == 1 ? "query" : "query \(index + 1)", text: text))
      }
      for path in file { sources.append(try FileText.read(path)) }
      if sources.isEmpty { sources = [try FileText.readStandardInput()] }
    } catch {
      FindingWriter(talk, form: errors, color: terminal.colorLevel != .none).write(error)
      return ExitStatus(error.kind)
    }
    let isTerminal = Terminal.isTerminal(terminal.output)
    let options = QueryRunner.Options(
      loads: loads, threadCount: threads, isStrict: strict,
      presentation: PresentationOptions(
        mode: format, isTerminal: isTerminal, width: width ?? terminal.size.columns,
        color: terminal.colorLevel, charts: charts.style(isTerminal: isTerminal)),
      standardInputFormat: stdin, findings: errors, today: day)
    let runner = QueryRunner(
      options, output: DescriptorSink(terminal.output, name: "standard output"), talk: talk)
    return MainActor.assumeIsolated {
      Interrupts.watched { runner.run(sources, cancellation: .onInterrupt) }
    }
  }
}

extension ColorLevel.Choice: ExpressibleByArgument {}
extension ChartStyle.Choice: ExpressibleByArgument {}
extension FindingWriter.Form: ExpressibleByArgument {}
