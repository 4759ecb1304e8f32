import ArgumentParser
import Diagnostics
import Notebooks
import Workbench

/// `hfnb step FILE [--cell N]`.
struct Step: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "step",
    abstract: "Run a notebook and tell what each stage of its pipelines did.",
    discussion: """
      Numbers such as #12 are row numbers of the data set and stay with a row through a pipeline. \
      --format json writes the run record, which is the same on every run.
      """)

  @Option(help: "The cell to tell about: its number or its id; all cells when left out.")
  var cell: String?

  @Option(name: .customShort("p"), help: "A parameter: NAME=VALUE; may be given several times.")
  var parameter: [String] = []

  @Option(help: "How steps are written: text or json.")
  var format = "text"

  @Option(help: "The width of the text in terminal cells.")
  var width: Int?

  @Option(help: "The number of threads; results do not depend on it.")
  var threads: Int?

  @Option(help: "The date of today(), as YYYY-MM-DD.")
  var today: String?

  @Option(help: "Colours: auto, always or never.")
  var color: ColorLevel.Choice = .automatic

  @Flag(help: "Tell how long each stage took.")
  var times = false

  @Argument(help: "A notebook.")
  var file: String

  func validate() throws {
    if let threads, threads < 1 { throw ValidationError("--threads takes a number from 1.") }
    if let width, width < 40 { throw ValidationError("--width takes a number from 40.") }
    guard format == "text" || format == "json" else {
      throw ValidationError("--format takes text or json; found '\(format)'.")
    }
    for item in parameter where !item.contains("=") {
      throw ValidationError("-p takes NAME=VALUE, such as grain=month; found '\(item)'.")
    }
  }

  func run() throws {
    let terminal = Terminal(color: color)
    var values: [String: [String]] = [:]
    for item in parameter {
      let parts = item.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      values[String(parts[0]), default: []].append(String(parts[1]))
    }
    let options = NotebookStepper.Options(
      cell: cell, parameterValues: values, threadCount: threads, today: today, showsTimes: times,
      presentation: PresentationOptions(
        mode: format == "json" ? "json" : nil,
        isTerminal: Terminal.isTerminal(terminal.output) || width != nil,
        width: width ?? terminal.size.columns, color: terminal.colorLevel))
    let stepper = NotebookStepper(
      options, output: DescriptorSink(terminal.output, name: "standard output"),
      talk: DescriptorSink(2, name: "standard error"))
    let status = MainActor.assumeIsolated {
      Interrupts.watched { stepper.run(file, cancellation: .onInterrupt) }
    }
    try status.leave()
  }
}
