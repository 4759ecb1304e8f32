/// Writes a notebook and its results as a terminal shows them.
///
/// Prose is kept as the author wrote it, code stands behind `> `, and results as drawn in boxes. The
/// text depends on its inputs alone.
public struct TextExporter: Sendable {
  /// Creates an exporter.
  public init() {}

  /// The text, ending with a line break.
  public func export(_ run: NotebookRun) -> String {
    var outcomes: [String: CellRun] = [:]
    for cell in run.cells { outcomes[cell.id] = cell }
    var parts: [String] = []
    let header = run.notebook.header
    let facts = [header.title, header.summary, header.authors.joined(separator: ", ")]
      .compactMap(\.self).filter { !$0.isEmpty }
    if !facts.isEmpty { parts.append(facts.map(Self.plain).joined(separator: "\n")) }
    for block in run.notebook.blocks {
      switch block {
      case .frontMatter: break
      case .prose(let prose): parts += prose.paragraphs.map(Self.plain)
      case .cell(let cell):
        let text = Self.text(of: cell, outcomes[cell.id] ?? CellRun(id: cell.id, status: .notRun))
        if !text.isEmpty { parts.append(text) }
      case .exercise(let exercise):
        let body = ExerciseBody(exercise.body)
        let lines = body.starter.isEmpty ? [] : Self.quoted(body.starter)
        parts.append(
          (["Exercise \(exercise.id): \(Self.plain(body.task))"] + lines
            + body.hints.map { "Hint: \(Self.plain($0))" }).joined(separator: "\n"))
      }
    }
    parts.append("$ \(Self.plain(run.command))")
    return parts.map { $0.utf8.last == 10 ? $0 : $0 + "\n" }.joined(separator: "\n")
  }

  private static func text(of cell: NotebookCell, _ outcome: CellRun) -> String {
    let show = cell.options.show
    var out = ""
    func line(_ text: String) { out += text.utf8.last == 10 ? text : text + "\n" }
    if show == .all || show == .code {
      for code in quoted(cell.code) { line(code) }
    }
    if show == .all || show == .result {
      for output in outcome.outputs {
        if let text = output.text(.plainText) ?? output.text(.csv) { line(plain(text)) }
      }
      if let caption = cell.options.caption, !outcome.outputs.isEmpty { line(plain(caption)) }
    }
    if let staleness = outcome.staleness { line("out of date: \(plain(staleness))") }
    for note in outcome.notes { line("note \(plain(note))") }
    for finding in outcome.findings { line(plain(finding.text)) }
    switch outcome.status {
    case .ok, .failed: break
    case .skipped(let needs): line("skipped: needs \(needs.joined(separator: ", "))")
    case .cancelled: line("stopped before it was done")
    case .notRun: if show != .none { line("not run") }
    }
    return out
  }

  /// The lines of a code behind `> `.
  private static func quoted(_ code: String) -> [String] {
    code.utf8.split(separator: 10, omittingEmptySubsequences: false).map { line in
      let text = plain(String(decoding: line, as: UTF8.self))
      return text.isEmpty ? ">" : "> \(text)"
    }
  }

  /// Text without what a terminal would obey.
  private static func plain(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 < 32 && $0 != 10 && $0 != 9 || $0 == 127 }) else {
      return text
    }
    var out: [UInt8] = []
    for byte in text.utf8 {
      if byte < 32 && byte != 10 && byte != 9 || byte == 127 {
        if byte != 13 { out.append(contentsOf: "\u{FFFD}".utf8) }
      } else {
        out.append(byte)
      }
    }
    return String(decoding: out, as: UTF8.self)
  }
}
