public import ArgumentParser
import Diagnostics
public import Notebooks
import Workbench

/// `hfnb export FILE|DIR…`.
struct Export: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write notebooks with their results as HTML, Markdown, Jupyter, text or a program.",
    usage: "hfnb export FILE|DIR … --to html,md,ipynb,text,hfq,csv,svg [-o DIR] [--NAME VALUE …]",
    discussion: """
      Pages are made from the results in NAME.hfnb.out; a notebook without results is run first. \
      Results that are out of date are refused: --run makes them anew, --allow-stale marks them. \
      Exporting twice gives the same bytes. Relative pictures are put into HTML and copied beside \
      Markdown and Jupyter notebooks. The files of csv and svg go to NAME.files.
      """)

  @Option(
    help: "The forms, with commas: html, md, ipynb, text, hfq; csv and svg, a file for each cell.")
  var to: String

  @Option(name: .shortAndLong, help: "The folder for pages; beside each notebook when left out.")
  var output: String?

  @Option(help: "The code of cells in HTML: show, fold or hide.")
  var code: HTMLExporter.CodeDisplay = .show

  @Flag(name: .customLong("run"), help: "Run notebooks with results that are out of date first.")
  var runsStale = false

  @Flag(help: "Run nothing; mark results that are out of date.")
  var allowStale = false

  @Flag(help: "Run nothing; leave with status 4 when results are missing or out of date.")
  var noRun = false

  @Flag(help: "Wait for another run that makes the same results, instead of an error.")
  var wait = false

  @OptionGroup var notebooks: NotebookOptions

  func validate() throws {
    let chosen = [("--allow-stale", allowStale), ("--no-run", noRun), ("--run", runsStale)]
      .filter(\.1).map(\.0)
    guard chosen.count < 2 else {
      throw ValidationError("\(chosen.joined(separator: " and ")) exclude each other.")
    }
  }

  func run() throws {
    let talk = DescriptorSink(2, name: "standard error")
    var request = ExportCommand.Request(
      words: notebooks.words, parameters: notebooks.parameter,
      formats: to.split(separator: ",").map(String.init),
      outputFolder: output.map(Self.withoutSlash), code: code)
    request.allowsStale = allowStale
    request.runsStale = runsStale
    request.refusesToRun = noRun
    request.waits = wait
    request.threadCount = notebooks.threads
    request.today = notebooks.today
    request.isQuiet = notebooks.quiet
    request.color = notebooks.isColored
    request.findings = notebooks.errors
    let status = MainActor.assumeIsolated { [request] in
      Interrupts.stopping { ExportCommand(request, talk: talk, cancellation: .onInterrupt).run() }
    }
    try status.leave()
  }

  private static func withoutSlash(_ folder: String) -> String {
    folder.count > 1 && folder.hasSuffix("/") ? String(folder.dropLast()) : folder
  }
}

extension HTMLExporter.CodeDisplay: ExpressibleByArgument {}
