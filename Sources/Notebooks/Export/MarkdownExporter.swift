/// A Markdown document and the files that it shows.
public struct MarkdownExport: Sendable, Hashable {
  /// A file that belongs beside the document.
  public struct File: Sendable, Hashable {
    /// The name.
    public var name: String
    /// The content.
    public var bytes: [UInt8]
  }

  /// The document, ending with a line break.
  public var text: String
  /// The charts, in the order of the document.
  public var files: [File]
}

/// Writes a notebook and its results as Markdown that a code host can show.
///
/// Prose is kept as the author wrote it. The document depends on its inputs alone.
public struct MarkdownExporter: Sendable {
  /// The path from the document to its charts, ending with a slash; empty when they are beside it.
  public var imageFolder: String

  /// Creates an exporter.
  public init(imageFolder: String = "") { self.imageFolder = imageFolder }

  /// The document and its charts.
  public func export(_ run: NotebookRun) -> MarkdownExport {
    let outputs = OutputFiles(run)
    var parts: [String] = []
    var files: [MarkdownExport.File] = []
    if let title = run.notebook.header.title, !Self.beginsWithHeading(run.notebook) {
      parts.append("# \(MarkdownText.escaped(title))")
    }
    for block in run.notebook.blocks {
      switch block {
      case .frontMatter: break
      case .prose(let prose):
        let text = MarkdownText.withoutBlankBorders(prose.text)
        if !text.isEmpty { parts.append(text) }
      case .cell(let cell):
        let index = run.cells.firstIndex { $0.id == cell.id }
        parts += section(cell, index, run, outputs, &files)
      case .exercise(let exercise):
        let body = ExerciseBody(exercise.body)
        parts.append("**Exercise** \(body.task)")
        if !body.starter.isEmpty {
          parts.append(MarkdownText.fenced(body.starter, language: "hfq"))
        }
        parts += body.hints.map { "Hint: \($0)" }
      }
    }
    parts.append("---")
    parts.append("The same results come from this command:")
    parts.append(MarkdownText.fenced(run.command, language: "sh"))
    return MarkdownExport(text: parts.joined(separator: "\n\n") + "\n", files: files)
  }

  private static func beginsWithHeading(_ notebook: Notebook) -> Bool {
    for block in notebook.blocks {
      switch block {
      case .frontMatter: continue
      case .prose(let prose): return MarkdownProse.leadingHeading(prose.text) != nil
      default: return false
      }
    }
    return false
  }

  private func section(
    _ cell: NotebookCell, _ index: Int?, _ run: NotebookRun, _ outputs: OutputFiles,
    _ files: inout [MarkdownExport.File]
  ) -> [String] {
    var parts: [String] = []
    let show = cell.options.show
    if show == .all || show == .code, !cell.code.isEmpty {
      parts.append(MarkdownText.fenced(cell.code, language: "hfq"))
    }
    guard let index else {
      if show != .none { parts.append("*Not run.*") }
      return parts
    }
    let outcome = run.cells[index]
    if show == .all || show == .result {
      for (number, output) in outcome.outputs.enumerated() {
        let caption = output.alternativeText ?? cell.caption ?? cell.id
        if let name = outputs.name(cell: index, output: number, type: .svg),
          let bytes = output[.svg]
        {
          files.append(MarkdownExport.File(name: name, bytes: bytes))
          parts.append("![\(MarkdownText.escaped(caption))](\(imageFolder)\(name))")
        } else if let table = output.table {
          parts.append(MarkdownText.table(table))
        } else if let text = output.text(.plainText) ?? output.text(.csv), !text.isEmpty {
          parts.append(MarkdownText.fenced(text, language: "text"))
        }
      }
      if let caption = cell.caption, !outcome.outputs.isEmpty {
        parts.append("*\(MarkdownText.escaped(caption))*")
      }
    }
    for note in outcome.notes { parts.append("> Note: \(MarkdownText.escaped(note))") }
    if let staleness = outcome.staleness {
      parts.append("> Out of date: \(MarkdownText.escaped(staleness)).")
    }
    for finding in outcome.findings {
      parts.append(MarkdownText.fenced(finding.text, language: "text"))
    }
    switch outcome.status {
    case .ok, .failed: break
    case .skipped(let needs):
      let names = needs.map(MarkdownText.escaped).joined(separator: ", ")
      parts.append("*Skipped: needs \(names).*")
    case .cancelled: parts.append("*Stopped before it was done.*")
    case .notRun: if show != .none { parts.append("*Not run.*") }
    }
    return parts
  }
}
