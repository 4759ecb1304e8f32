public import Catalog
import Diagnostics
import Glibc
public import Notebooks

/// Makes notebooks from Jupyter's, as `hfnb import` asks.
public struct ImportCommand {
  private let keepsTextOutputs: Bool
  private let replaces: Bool
  private let isQuiet: Bool
  private let output: any ByteSink
  private let talk: any ByteSink

  /// Creates a command.
  ///
  /// - Parameters:
  ///   - keepsTextOutputs: Whether outputs that are text are kept below the code of other languages.
  ///   - replaces: Whether a notebook that is there already is replaced.
  ///   - output: Where the notebook goes when it is written to `-`.
  public init(
    keepsTextOutputs: Bool = false, replaces: Bool = false, isQuiet: Bool = false,
    output: any ByteSink, talk: any ByteSink
  ) {
    self.keepsTextOutputs = keepsTextOutputs
    self.replaces = replaces
    self.isQuiet = isQuiet
    self.output = output
    self.talk = talk
  }

  /// Imports a file.
  ///
  /// - Parameter target: The notebook to write; nil for one beside the file, `-` for the output.
  public func run(_ path: String, to target: String?) -> ExitStatus {
    do throws(Diagnostic) {
      let target = target ?? Self.notebookPath(of: path)
      let stem = NotebookFiles.stem(of: target)
      if target != "-" { try check(target) }
      let importer = JupyterImporter(
        keepsTextOutputs: keepsTextOutputs, pictureFolder: stem + ".files")
      let result = try importer.read(try FileText.readBytes(path), name: path)
      if !isQuiet { FindingWriter(talk).write(result.findings) }
      guard target != "-" else {
        try output.write(result.text)
        return .success
      }
      let saving = FolderSaveTarget(folder: NotebookFiles.folder(of: target))
      for file in result.attachments { _ = try saving.save(file.bytes, as: file.path, at: nil) }
      try FileText.write(result.text, to: target)
      if !isQuiet { try talk.write(Self.summary(result, target)) }
      return .success
    } catch {
      FindingWriter(talk).write(error)
      return ExitStatus(error.kind)
    }
  }

  private static func notebookPath(of path: String) -> String {
    (path.hasSuffix(".ipynb") ? String(path.dropLast(6)) : path) + ".hfnb"
  }

  private static func summary(_ result: JupyterImport, _ target: String) -> String {
    var parts = ["\(result.runnableCells) to run", "\(result.shownCells) of text"]
    if !result.attachments.isEmpty {
      let count = result.attachments.count
      parts.append("\(count) picture\(count == 1 ? "" : "s")")
    }
    return "wrote \(target)   cells: \(parts.joined(separator: ", "))\n"
  }

  private func check(_ target: String) throws(Diagnostic) {
    guard target.hasSuffix(".hfnb") || target.hasSuffix(".hfnb.md") else {
      throw Diagnostic(
        "E692", "`\(target)` is not the name of a notebook", details: ["It ends with `.hfnb`."],
        kind: .usage)
    }
    var facts = stat()
    if !replaces, lstat(target, &facts) == 0 {
      throw Diagnostic(
        "E692", "`\(target)` is already there",
        details: ["`--force` replaces it, `-o` names another notebook."], kind: .usage)
    }
  }
}
