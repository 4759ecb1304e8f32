import Diagnostics
import Notebooks
import QueryLanguage

/// Writes the code of a notebook as one program for `hfnb -f`, with the prose as comments.
///
/// The program gives the tables of the notebook. A cell that goes on from the pipeline before it is
/// joined to that one, and what is not to run or meant to fail becomes a comment.
struct QueryExporter {
  /// The verbs after which a pipeline does not show its rows, because they show something themselves.
  private static let presenting: Set<String> = ["show", "plot"]

  private let verbs: VerbForms

  init(verbs: VerbForms) { self.verbs = verbs }

  /// The program, ending with a line break.
  func export(_ notebook: Notebook, path: String) throws(Diagnostic) -> String {
    try checkLocalNames(notebook, path)
    var parts: [String] = []
    if let title = notebook.header.title { parts.append(Self.comment(title)) }
    var last: Int?
    for block in notebook.blocks {
      switch block {
      case .frontMatter: break
      case .prose(let prose):
        parts += prose.paragraphs.map(Self.comment)
      case .exercise(let exercise):
        let task = exercise.task
        parts.append(Self.comment("exercise \(exercise.id)" + (task.isEmpty ? "" : ": \(task)")))
      case .cell(let cell): try append(cell, path, to: &parts, &last)
      }
    }
    return parts.isEmpty ? "" : parts.joined(separator: "\n\n") + "\n"
  }

  /// A program is one cell, so names that are local to several cells would be one name there.
  private func checkLocalNames(_ notebook: Notebook, _ path: String) throws(Diagnostic) {
    let locals = CellDependencies(notebook, path: path, verbs: verbs).locals
    for name in locals.keys.sorted() {
      guard let cells = locals[name], cells.count > 1 else { continue }
      throw Diagnostic(
        "E696", "the cells `\(cells[0])` and `\(cells[1])` each have their own `\(name)`",
        details: [
          path, "One program cannot have both. Give one of them another name.",
        ])
    }
  }

  /// - Parameter last: The part that ends with the last pipeline; nil when a statement came after it.
  private func append(
    _ cell: NotebookCell, _ path: String, to parts: inout [String], _ last: inout Int?
  ) throws(Diagnostic) {
    let code = Self.withoutBlankBorders(cell.code)
    guard !code.isEmpty else { return }
    let script = Parser.parse(cell.sourceText(in: path), verbs: verbs)
    let isMeantToFail = cell.options.error != .never
    guard cell.options.run, !isMeantToFail else {
      parts.append(
        Self.comment((isMeantToFail ? "meant to fail:\n" : "not run:\n") + code))
      return
    }
    guard let first = script.statements.first, case .continuation = first.kind else {
      parts.append(code)
      last = endsWithPipeline(script) ? parts.count - 1 : Self.kept(script, last)
      return
    }
    guard let index = last else {
      throw Diagnostic(
        "E695", "the cell `\(cell.id)` goes on from a pipeline that is not the statement before it",
        details: [
          "\(path), line \(cell.fenceLine)",
          "In one program `|` continues the line above it. Name the pipeline with `let` and begin "
            + "the cell with that name.",
        ])
    }
    // What the pipeline gives so far is shown before it goes on, unless it shows something itself.
    if !presents(parts[index]) { parts.append("| show") }
    parts.append(code)
    last = endsWithPipeline(script) ? parts.count - 1 : Self.kept(script, nil)
  }

  /// A cell that only has comments leaves the pipeline before it the last one.
  private static func kept(_ script: Script, _ before: Int?) -> Int? {
    script.statements.isEmpty ? before : nil
  }

  private func endsWithPipeline(_ script: Script) -> Bool {
    switch script.statements.last?.kind {
    case .pipeline, .continuation, .expression(.name): true
    default: false
    }
  }

  /// Whether the last stage of a text shows something itself.
  private func presents(_ text: String) -> Bool {
    let source = SourceText(name: "cell", text: text)
    guard let statement = Parser.parse(source, verbs: verbs).statements.last else { return false }
    let stages: [StageSyntax]
    switch statement.kind {
    case .pipeline(let pipeline): stages = pipeline.stages
    case .continuation(let more): stages = more
    default: return false
    }
    return stages.last.map { Self.presenting.contains($0.verb.text) } ?? false
  }

  private static func comment(_ text: String) -> String {
    text.utf8.split(separator: 10, omittingEmptySubsequences: false).map { line in
      let words = String(decoding: line, as: UTF8.self)
      return words.isEmpty ? "#" : "# \(words)"
    }.joined(separator: "\n")
  }

  private static func withoutBlankBorders(_ text: String) -> String {
    var lines = text.utf8.split(separator: 10, omittingEmptySubsequences: false)[...]
    func isBlank(_ line: Substring.UTF8View) -> Bool { line.allSatisfy { $0 <= 32 } }
    while let line = lines.first, isBlank(line) { lines.removeFirst() }
    while let line = lines.last, isBlank(line) { lines.removeLast() }
    return lines.map { line in
      let end = line.last == 13 ? line.dropLast() : line
      return String(decoding: end, as: UTF8.self)
    }.joined(separator: "\n")
  }
}
