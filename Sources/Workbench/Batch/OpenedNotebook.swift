import Catalog
import Diagnostics
import Notebooks

/// A notebook that a command was given, read but not run.
struct OpenedNotebook {
  /// Where it is.
  var path: String
  /// Where it is below the folder that was named.
  var place: String
  var notebook: Notebook
  /// What is wrong with its form.
  var problems: [Diagnostic]
  /// What its cells define and need.
  var dependencies: CellDependencies

  /// The parameters that it declares, and whether each is a switch.
  var declared: [(name: String, isSwitch: Bool)] { dependencies.declaredParameters }

  /// Reads the notebooks that paths stand for.
  ///
  /// - Parameter command: The word of the command, for messages.
  static func open(
    _ paths: [String], for command: String, _ registry: Registry
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
      let dependencies = CellDependencies(notebook, path: path, verbs: registry.verbForms)
      opened.append(
        OpenedNotebook(
          path: path, place: found.place, notebook: notebook, problems: problems,
          dependencies: dependencies))
    }
    return opened
  }

  /// The folder for its results: beside it, or at the same place below a folder.
  func resultFolder(below folder: String?) -> String {
    guard let folder else { return path + ".out" }
    return folder + "/" + place + ".out"
  }

  /// The path of its lock.
  var lockPath: String { NotebookLock.path(ofNotebook: path) }

  /// Its lock; nil when there is none.
  func lock() throws(Diagnostic) -> NotebookLock? {
    guard FileText.exists(lockPath) else { return nil }
    return try NotebookLock(try FileText.read(lockPath))
  }
}
