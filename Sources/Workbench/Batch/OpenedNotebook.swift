import Diagnostics
import Notebooks
import QueryLanguage

/// A notebook that a command was given, as it was read.
struct OpenedNotebook {
  /// Where it is.
  var path: String
  /// Where it is below the folder that was named.
  var place: String
  /// What was read.
  var notebook: Notebook
  /// What is wrong with it.
  var problems: [Diagnostic]
  /// What its cells define and need.
  var dependencies: CellDependencies

  /// The parameters it declares, and whether each is a switch.
  var declared: [(name: String, isSwitch: Bool)] { dependencies.declaredParameters }

  /// Reads the notebooks that paths stand for.
  ///
  /// - Throws: `E406` when no path is given.
  static func open(
    _ paths: [String], command: String, verbs: VerbForms
  ) throws(Diagnostic) -> [OpenedNotebook] {
    guard !paths.isEmpty else {
      throw Diagnostic(
        "E406", "`\(command)` needs a notebook or a folder of notebooks",
        details: ["For example: hfnb \(command) notebooks"], kind: .usage)
    }
    var opened: [OpenedNotebook] = []
    for found in try NotebookFiles.find(paths) {
      let path = found.path
      let (notebook, problems) = Notebook.parse(bytes: try FileText.readBytes(path), name: path)
      opened.append(
        OpenedNotebook(
          path: path, place: found.place, notebook: notebook, problems: problems,
          dependencies: CellDependencies(notebook, path: path, verbs: verbs)))
    }
    return opened
  }
}
