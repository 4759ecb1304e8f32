import ArgumentParser
import Notebooks
import Workbench

/// `hfnb reference`.
struct ReferencePages: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reference",
    abstract: "List verbs, functions, marks and formats, or write their reference.")

  @Flag(help: "Print the whole reference as JSON.")
  var json = false

  @Option(help: "Write one runnable notebook for each category into a folder.")
  var notebooks: String?

  @Option(help: "Make the tables in a README anew, between the two comments that mark them.")
  var readme: String?

  @Flag(help: "Change nothing; leave with status 1 when a file would change.")
  var check = false

  func run() throws {
    try ReferenceCommand(
      .init(
        printsJSON: json, notebookFolder: notebooks, tableFile: readme, checks: check),
      output: DescriptorSink(1, name: "standard output"),
      talk: DescriptorSink(2, name: "standard error")
    ).run().leave()
  }
}
