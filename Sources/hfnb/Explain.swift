import ArgumentParser
import Diagnostics
import Notebooks
import Workbench

/// `hfnb explain E201`.
struct Explain: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Explain what the code of an error or a note means.")

  @Flag(help: "List all codes with their meaning.")
  var list = false

  @Argument(help: "Codes, such as E201 or W6.")
  var codes: [String] = []

  func run() throws {
    try CodeExplanation(
      output: DescriptorSink(1, name: "standard output"),
      talk: DescriptorSink(2, name: "standard error")
    ).run(list ? nil : codes).leave()
  }

  func validate() throws {
    if codes.isEmpty, !list { throw ValidationError("A code is needed, such as E201 or W6.") }
  }
}
