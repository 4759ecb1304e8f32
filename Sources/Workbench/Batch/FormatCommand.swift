public import Catalog
import Diagnostics
public import Notebooks
import QueryLanguage

/// Writes notebooks and query files in their canonical form.
public struct FormatCommand {
  private let check: Bool
  private let registry: Registry
  private let talk: any ByteSink

  /// Creates a command; with `check` it changes nothing.
  public init(check: Bool, registry: Registry = .standard, talk: any ByteSink) {
    self.check = check
    self.registry = registry
    self.talk = talk
  }

  /// Formats files; expectation when `check` found one that would change.
  public func run(_ files: [String]) -> ExitStatus {
    ExitStatus.combined(files.map(formatAll))
  }

  /// Formats a file, or the notebooks of a folder.
  private func formatAll(_ path: String) -> ExitStatus {
    do throws(Diagnostic) {
      return ExitStatus.combined(try NotebookFiles.find([path]).map { format($0.path) })
    } catch {
      FindingWriter(talk).write(error)
      return ExitStatus(error.kind)
    }
  }

  private func format(_ path: String) -> ExitStatus {
    do throws(DiagnosticList) {
      let bytes = try single { () throws(Diagnostic) in try FileText.readBytes(path) }
      let canonical = try path.hasSuffix(".hfq") ? query(bytes, path) : notebook(bytes, path)
      guard canonical != bytes else { return .success }
      try? talk.write("\(check ? "would change" : "formatted") \(path)\n")
      guard !check else { return .expectation }
      try single { () throws(Diagnostic) in
        try FileText.write(canonical, to: path)
      }
      return .success
    } catch {
      FindingWriter(talk).write(error.all)
      return ExitStatus.combined(error.all)
    }
  }

  private func query(_ bytes: [UInt8], _ path: String) throws(DiagnosticList) -> [UInt8] {
    let source = SourceText(name: path, text: String(decoding: bytes, as: UTF8.self))
    let script = Parser.parse(source, verbs: registry.verbForms)
    guard let text = Formatter.format(script) else { throw DiagnosticList(script.diagnostics) }
    return Array(text.utf8)
  }

  /// The canonical form of a notebook that the program has made.
  func canonical(_ text: String, name: String) throws(Diagnostic) -> String {
    do throws(DiagnosticList) {
      return String(decoding: try notebook(Array(text.utf8), name), as: UTF8.self)
    } catch {
      throw error.all.first ?? Diagnostic("E900", "\(name) cannot be written", kind: .program)
    }
  }

  private func notebook(_ bytes: [UInt8], _ path: String) throws(DiagnosticList) -> [UInt8] {
    let (notebook, problems) = Notebook.parse(bytes: bytes, name: path)
    guard !problems.contains(where: { $0.severity == .error }) else {
      throw DiagnosticList(problems)
    }
    FindingWriter(talk).write(problems)
    return Array(
      notebook.formatted { code in
        let script = Parser.parse(
          SourceText(name: path, text: code), verbs: registry.verbForms)
        return Formatter.format(script)
      }.utf8)
  }

  private func single<Result>(
    _ body: () throws(Diagnostic) -> Result
  ) throws(DiagnosticList) -> Result {
    do throws(Diagnostic) { return try body() } catch { throw DiagnosticList([error]) }
  }
}
