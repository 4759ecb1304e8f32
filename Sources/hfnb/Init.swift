import ArgumentParser
import Diagnostics
import Notebooks
import Workbench

/// `hfnb init [DIR]`.
struct Init: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Prepare a folder for notebooks: what git does with them, and a first one.",
    discussion: """
      Adds to .gitattributes that notebooks are shown as Markdown with the same line breaks \
      everywhere, and that results are made by a program; and to .gitignore the cache in .hfnb. \
      What is there is kept, and running it again changes nothing.
      """)

  @Option(help: "Write a first notebook of this name, such as first.hfnb.")
  var notebook: String?

  @Flag(name: .shortAndLong, help: "Say nothing but errors.")
  var quiet = false

  @Argument(help: "The folder; made when it is not there.")
  var folder = "."

  func run() throws {
    let talk = DescriptorSink(2, name: "standard error")
    try InitCommand(folder: folder, notebook: notebook, isQuiet: quiet, talk: talk).run().leave()
  }
}
