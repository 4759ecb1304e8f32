import ArgumentParser
import Diagnostics
import Notebooks
import Workbench

/// `hfnb fmt FILE…`.
struct Format: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fmt", abstract: "Write notebooks and query files in their canonical form.")

  @Flag(help: "Change nothing; leave with status 1 when a file would change.")
  var check = false

  @Argument(help: "Notebooks (.hfnb), folders of notebooks, and query files (.hfq).")
  var files: [String]

  func run() throws {
    let talk = DescriptorSink(2, name: "standard error")
    try FormatCommand(check: check, talk: talk).run(files).leave()
  }
}

/// `hfnb params FILE`.
struct Params: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "params",
    abstract: "List the parameters that a notebook declares.")

  @Option(help: "How the list is written: box, csv, json.")
  var format: String?

  @Flag(help: "One JSON object with the type, the default, the choices and the help of each.")
  var json = false

  @Argument(help: "A notebook.")
  var file: String

  func run() throws {
    let terminal = Terminal()
    let presentation = PresentationOptions(
      mode: format, isTerminal: Terminal.isTerminal(1), width: terminal.size.columns,
      color: terminal.colorLevel)
    try ParameterListing(presentation).run(
      file, json: json, output: DescriptorSink(1, name: "standard output"),
      talk: DescriptorSink(2, name: "standard error")
    ).leave()
  }
}
