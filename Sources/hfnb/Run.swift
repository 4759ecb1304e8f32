import ArgumentParser
import Diagnostics
import Notebooks
import Workbench

/// `hfnb run FILE|DIR…`.
struct Run: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Run notebooks and write their results.",
    usage: "hfnb run FILE|DIR … [--NAME VALUE …] [--out DIR] [--format html,md,svg,csv,text]",
    discussion: """
      Every parameter that a notebook declares is a flag: --grain month, --labels, --no-labels. \
      -p NAME=VALUE does the same for names that are flags of the command itself. Results go to \
      NAME.hfnb.out beside each notebook, or below --out.
      """)

  @Option(name: .customShort("p"), help: "A parameter: NAME=VALUE; may be given several times.")
  var parameter: [String] = []

  @Option(help: "The folder for results.")
  var out: String?

  @Option(
    help: "Pages to write besides the results: html, md, ipynb; and which results: text, svg, csv.")
  var format = "text,svg,csv"

  @Option(help: "The number of threads; results do not depend on it.")
  var threads: Int?

  @Option(help: "The date of today(), as YYYY-MM-DD.")
  var today: String?

  @Flag(help: "Notes make the run fail.")
  var strict = false

  @Flag(help: "Stop at the first failure.")
  var failFast = false

  @Flag(help: "Refuse to run what is not as its lock says: data, parameters, settings, cells.")
  var locked = false

  @Flag(help: "Wait for another run that makes the same results, instead of an error.")
  var wait = false

  @Flag(name: .shortAndLong, help: "Say nothing but errors.")
  var quiet = false

  @Option(help: "Colours: auto, always or never.")
  var color: ColorLevel.Choice = .automatic

  @Option(help: "The form of errors: text or json, one object a line.")
  var errors: FindingWriter.Form = .text

  @Argument(parsing: .allUnrecognized, help: "Notebooks, folders of notebooks, and parameters.")
  var words: [String] = []

  func run() throws {
    let talk = DescriptorSink(2, name: "standard error")
    let terminal = Terminal(output: 2, color: color)
    var request = BatchRun.Request(
      words: words, parameters: parameter, outputFolder: out,
      formats: format.split(separator: ",").map(String.init), threadCount: threads, today: today,
      isStrict: strict, stopsAtFirstFailure: failFast, isLocked: locked, isQuiet: quiet,
      color: terminal.colorLevel != .none, findings: errors)
    request.waits = wait
    let status = MainActor.assumeIsolated {
      Interrupts.watched { BatchRun(request, talk: talk, cancellation: .onInterrupt).run() }
    }
    try status.leave()
  }
}
