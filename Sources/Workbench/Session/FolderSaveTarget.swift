public import Catalog
import ChartRendering
import Charts
public import Columnar
public import Diagnostics
import Glibc
public import Notebooks

/// Lets `save` write files below one folder and nowhere else.
public struct FolderSaveTarget: SaveTarget {
  private let folder: String
  private let registry: Registry
  /// The results that the files become part of; nil when they are written at once.
  private let results: ResultTransaction?

  /// Creates a target; the folder is made when the first file is saved.
  public init(folder: String, registry: Registry = .standard) {
    self.folder = folder
    self.registry = registry
    results = nil
  }

  /// Creates a target below the results of a notebook: files appear together with all other results.
  public init(results: ResultTransaction, registry: Registry = .standard) {
    folder = results.folder.path + "/saved"
    self.registry = registry
    self.results = results
  }

  /// Writes bytes under a relative name.
  public func save(
    _ bytes: [UInt8], as name: String, at span: Span?
  ) throws(Diagnostic) -> String {
    let path = try path(of: name, at: span)
    do throws(Diagnostic) {
      if let results {
        try checkFolders(of: path, makes: false, at: span)
        try results.save(bytes, as: name)
      } else {
        try checkFolders(of: path, makes: true, at: span)
        try FileText.write(bytes, to: path)
      }
    } catch {
      var located = error
      if located.primary == nil { located.primary = span.map { .init($0) } }
      throw located
    }
    return path
  }

  /// Writes a table in the format that the name's ending asks for.
  public func save(
    _ table: Table, as name: String, at span: Span?
  ) throws(Diagnostic) -> String {
    let ending = name.split(separator: ".").last.map(String.init) ?? ""
    guard name.contains("."),
      let writer = registry.writers.first(where: { $0.extensions.contains(ending) })
    else {
      let endings = registry.writers.flatMap { $0.extensions }.map { "." + $0 }
      throw Diagnostic(
        "E702", "the name `\(name)` does not say which format to write", at: span,
        details: ["Endings: \(endings.joined(separator: ", "))"])
    }
    let sink = MemorySink()
    try writer.write(table, to: sink, WriteOptions())
    return try save(sink.bytes, as: name, at: span)
  }

  /// Writes a chart: as SVG for `.svg`, as a drawing of 80 columns without colour for `.txt`.
  public func save(
    _ chart: any ChartOutput, as name: String, at span: Span?
  ) throws(Diagnostic) -> String {
    guard let chart = chart as? BuiltChart else { throw .defect("a chart of an unknown kind") }
    switch name.split(separator: ".").last {
    case "svg": return try save(Array(SVGRenderer.render(chart).utf8), as: name, at: span)
    case "txt": return try save(Array(TerminalRenderer.render(chart).utf8), as: name, at: span)
    default:
      throw Diagnostic("E702", "the name `\(name)` does not say which format to write", at: span)
    }
  }

  private func path(of name: String, at span: Span?) throws(Diagnostic) -> String {
    let parts = name.split(separator: "/", omittingEmptySubsequences: false)
    let isSafe =
      !name.isEmpty && !name.hasPrefix("/") && !parts.contains("..")
      && !parts.contains("") && !name.utf8.contains(0)
    guard isSafe else {
      throw Diagnostic(
        "E703", "`save` writes only below its own folder", at: span,
        details: ["A name without `..` and without a leading `/` is needed, such as \"moe.csv\"."])
    }
    return folder.isEmpty ? name : folder + "/" + name
  }

  /// Makes the folders of a path if asked; a link among them could lead elsewhere and is refused.
  private func checkFolders(
    of path: String, makes: Bool, at span: Span?
  ) throws(Diagnostic) {
    var made = path.hasPrefix("/") ? "/" : ""
    for part in path.split(separator: "/").dropLast() {
      made += made.isEmpty || made == "/" ? part : "/" + part
      if makes { try ResultFolder.makeFolder(made) }
      guard made.hasPrefix(folder), made != folder else { continue }
      var facts = stat()
      if lstat(made, &facts) == 0, facts.st_mode & S_IFMT == S_IFLNK {
        throw Diagnostic(
          "E703", "`\(made)` is a link, and `save` does not follow links", at: span, kind: .output)
      }
    }
  }
}
