public import Catalog
public import Diagnostics
import Glibc

/// Writes the reports of a run at its end.
///
/// A file is written beside its place under another name, flushed and renamed, so that a reader finds
/// the old report or the new one, never half of one.
public struct ReportWriter {
  private let targets: [ReportTarget]
  private let folder: String
  private let output: any ByteSink

  /// Creates a writer.
  ///
  /// - Parameters:
  ///   - targets: The reports.
  ///   - folder: The working folder.
  ///   - output: Standard output.
  public init(_ targets: [ReportTarget], folder: String, output: any ByteSink) {
    self.targets = targets
    self.folder = folder
    self.output = output
  }

  /// Makes the folders of the reports, and looks whether they can be written, before hours of work.
  ///
  /// - Throws: `E715` with the reason.
  public func prepare() throws(Diagnostic) {
    for path in targets.compactMap(\.path) {
      try Self.asReport(path) { () throws(Diagnostic) in
        let (parent, name) = Self.split(path)
        try ResultFolder.makeFolder(parent)
        _ = try OpenFolder(parent)
        var facts = stat()
        if stat(path, &facts) == 0, facts.st_mode & S_IFMT == S_IFDIR {
          throw OpenFolder.failure("it is a folder", path, EISDIR)
        }
        // A file that is there may stand in a folder that cannot be written, such as /dev.
        let isSpecial = stat(path, &facts) == 0 && facts.st_mode & S_IFMT != S_IFREG
        guard access(isSpecial ? path : parent, W_OK) == 0 else {
          throw OpenFolder.failure("it cannot be written", isSpecial ? path : parent, errno)
        }
        if name.isEmpty { throw OpenFolder.failure("it is a folder", path, EISDIR) }
      }
    }
  }

  /// Writes all reports.
  ///
  /// - Returns: What could not be written; a report that fails does not stop the others.
  public func write(_ report: RunReport) -> [Diagnostic] {
    var problems: [Diagnostic] = []
    for target in targets {
      let text = text(report, target.kind)
      do throws(Diagnostic) {
        if let path = target.path {
          try Self.asReport(path) { () throws(Diagnostic) in try Self.write(text, to: path) }
        } else {
          try write(text)
        }
      } catch {
        problems.append(error)
      }
    }
    return problems
  }

  private func text(_ report: RunReport, _ kind: ReportTarget.Kind) -> String {
    switch kind {
    case .json: JSONReport.text(report)
    case .junit: JUnitReport.text(report)
    case .github: GitHubReport.text(report, folder: folder)
    }
  }

  private func write(_ text: String) throws(Diagnostic) {
    var failure: Diagnostic?
    Array(text.utf8).withUnsafeBytes { buffer in
      do throws(Diagnostic) { try output.write(buffer) } catch { failure = error }
    }
    if let failure { throw failure }
  }

  // MARK: Files

  private static func write(_ text: String, to path: String) throws(Diagnostic) {
    let bytes = Array(text.utf8)
    var facts = stat()
    if stat(path, &facts) == 0, facts.st_mode & S_IFMT != S_IFREG {
      try append(bytes, to: path)
      return
    }
    try ResultFolder.makeFolder(split(path).folder)
    try AtomicFile.replace(path, with: bytes) {
      OpenFolder.failure("it cannot be replaced", path, $0)
    }
  }

  /// Writes to a device or a pipe, which cannot be replaced.
  private static func append(_ bytes: [UInt8], to path: String) throws(Diagnostic) {
    let file = open(path, O_WRONLY | O_CLOEXEC | O_NOCTTY)
    guard file >= 0 else { throw OpenFolder.failure("it cannot be opened", path, errno) }
    defer { close(file) }
    let reason = bytes.withUnsafeBytes { buffer -> Int32? in
      var written = 0
      while written < buffer.count, let base = buffer.baseAddress {
        let count = Glibc.write(file, base + written, buffer.count - written)
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { return count == 0 ? ENOSPC : errno }
        written += count
      }
      return nil
    }
    if let reason { throw OpenFolder.failure("it cannot be filled", path, reason) }
  }

  /// The folder of a path, and the name in it; empty for a path that ends with `/`.
  private static func split(_ path: String) -> (folder: String, name: String) {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return (".", path) }
    let folder = String(path[..<slash])
    return (folder.isEmpty ? "/" : folder, String(path[path.utf8.index(after: slash)...]))
  }

  /// Says of what fails inside that it is a report, and where the report can go instead.
  private static func asReport(
    _ path: String, _ work: () throws(Diagnostic) -> Void
  ) throws(Diagnostic) {
    do throws(Diagnostic) { try work() } catch {
      throw Diagnostic(
        "E715", "the report `\(path)` could not be written", details: error.details,
        fix: .init("choose another place for it"),
        kind: .output)
    }
  }
}
