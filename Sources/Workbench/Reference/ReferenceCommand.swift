public import Catalog
import Diagnostics
public import Notebooks

/// Writes the reference: as a list, as JSON, as notebooks, into the README.
public struct ReferenceCommand {
  /// What is asked for.
  public struct Request: Sendable {
    /// Whether the reference is printed as JSON.
    public var printsJSON: Bool
    /// The folder for notebooks; nil for none.
    public var notebookFolder: String?
    /// The file whose tables are made anew; nil for none.
    public var tableFile: String?
    /// Whether files are compared and not written.
    public var checks: Bool

    /// Creates a request.
    public init(
      printsJSON: Bool = false, notebookFolder: String? = nil, tableFile: String? = nil,
      checks: Bool = false
    ) {
      self.printsJSON = printsJSON
      self.notebookFolder = notebookFolder
      self.tableFile = tableFile
      self.checks = checks
    }
  }

  private let request: Request
  private let registry: Registry
  private let reference: Reference
  private let output: any ByteSink
  private let talk: any ByteSink

  /// Creates a command.
  public init(
    _ request: Request, registry: Registry = .standard, output: any ByteSink, talk: any ByteSink
  ) {
    self.request = request
    self.registry = registry
    self.reference = Reference(registry)
    self.output = output
    self.talk = talk
  }

  /// Does what the request asks for; without a file, prints the list.
  public func run() -> ExitStatus {
    do throws(Diagnostic) {
      if request.printsJSON { try output.write(ReferenceJSON.text(reference)) }
      var isCurrent = true
      if let folder = request.notebookFolder {
        if !request.checks { try ResultFolder.makeFolder(folder) }
        let formatter = FormatCommand(check: true, registry: registry, talk: talk)
        for (name, text) in ReferenceNotebooks.all(reference) {
          let path = "\(folder)/\(name)"
          isCurrent = try settle(try formatter.canonical(text, name: path), path) && isCurrent
        }
      }
      if let path = request.tableFile {
        let text = try FileText.read(path).text
        guard let updated = ReferenceTables.updated(text, reference) else {
          throw Diagnostic(
            "E407", "\(path) has no place for the tables of the reference",
            details: ["It begins and ends with lines of comments; see the README of hfnb."],
            kind: .usage)
        }
        isCurrent = try settle(updated, path) && isCurrent
      }
      if !request.printsJSON, request.notebookFolder == nil, request.tableFile == nil {
        try output.write(list)
      }
      return isCurrent ? .success : .expectation
    } catch {
      try? talk.write(DiagnosticRenderer().render(error))
      return ExitStatus(error.kind)
    }
  }

  /// Writes a file that is not what it should be; false when it was only to be checked.
  private func settle(_ text: String, _ path: String) throws(Diagnostic) -> Bool {
    if let bytes = try? FileText.readBytes(path), bytes == Array(text.utf8) { return true }
    try talk.write("\(request.checks ? "would change" : "wrote") \(path)\n")
    guard !request.checks else { return false }
    try FileText.write(text, to: path)
    return true
  }

  /// Names and summaries by chapter.
  private var list: String {
    var out = ""
    for chapter in reference.chapters {
      out += "\(chapter.category.title)\n"
      let width = chapter.entries.map { DisplayWidth.cells($0.title) }.max() ?? 0
      for entry in chapter.entries {
        let gap = String(repeating: " ", count: width - DisplayWidth.cells(entry.title) + 2)
        out += "  \(entry.title)\(gap)\(entry.declaration.summary)\n"
      }
      out += "\n"
    }
    return out
  }
}
