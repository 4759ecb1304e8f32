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
    guard !paths.isEmpty else { throw nothing(for: command) }
    var opened: [OpenedNotebook] = []
    for found in try NotebookFiles.find(paths) {
      opened.append(try OpenedNotebook(found.path, place: found.place, registry))
    }
    return opened
  }

  /// The error of a command without a notebook.
  static func nothing(for command: String) -> Diagnostic {
    Diagnostic(
      "E406", "`\(command)` needs a notebook or a folder of notebooks",
      details: ["For example: hfnb \(command) notebooks"], kind: .usage)
  }

  /// Reads one notebook.
  init(_ path: String, place: String, _ registry: Registry) throws(Diagnostic) {
    self.path = path
    self.place = place
    (notebook, problems) = Notebook.parse(bytes: try FileText.readBytes(path), name: path)
    dependencies = CellDependencies(notebook, path: path, verbs: registry.verbForms)
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
