import ArgumentParser
import Diagnostics
import Notebooks
import Workbench

/// `hfnb import FILE.ipynb`.
struct Import: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Make a notebook from a Jupyter notebook.",
    usage: "hfnb import FILE.ipynb [-o FILE.hfnb]",
    discussion: """
      What hfnb exported comes back as it was, with the changes made in Jupyter. Notebooks of other \
      languages keep their prose, and their code as text that is shown and never run; what could \
      not be taken over is listed.
      """)

  @Option(name: .shortAndLong, help: "The notebook to write; - for standard output.")
  var output: String?

  @Flag(help: "Keep outputs that are text below the code of other languages.")
  var keepTextOutputs = false

  @Flag(help: "Replace a notebook that is there already.")
  var force = false

  @Flag(name: .shortAndLong, help: "Say nothing but errors.")
  var quiet = false

  @Argument(help: "A Jupyter notebook of format 3 or 4.")
  var file: String

  func run() throws {
    let command = ImportCommand(
      keepsTextOutputs: keepTextOutputs, replaces: force, isQuiet: quiet,
      output: DescriptorSink(1, name: "standard output"),
      talk: DescriptorSink(2, name: "standard error"))
    try command.run(file, to: output).leave()
  }
}
