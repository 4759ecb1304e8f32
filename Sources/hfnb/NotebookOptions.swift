import ArgumentParser
import Workbench

/// The flags that all commands about notebooks take, and the words that name notebooks.
struct NotebookOptions: ParsableArguments {
  @Option(name: .customShort("p"), help: "A parameter: NAME=VALUE; may be given several times.")
  var parameter: [String] = []

  @Option(help: "The date of today(), as YYYY-MM-DD.")
  var today: String?

  @Option(
    help: "Threads of one notebook; all that there are by default. No result depends on it.")
  var threads: Int?

  @Flag(name: .shortAndLong, help: "Say nothing but errors.")
  var quiet = false

  @Option(help: "Colours: auto, always or never.")
  var color: ColorLevel.Choice = .automatic

  @Option(help: "The form of errors: text or json, one object a line.")
  var errors: FindingWriter.Form = .text

  @Argument(parsing: .allUnrecognized, help: "Notebooks, folders of notebooks, and parameters.")
  var words: [String] = []

  /// Whether messages are coloured.
  var isColored: Bool { Terminal(output: 2, color: color).colorLevel != .none }

  func validate() throws {
    if let threads, threads < 1 { throw ValidationError("--threads takes a number from 1.") }
  }
}
