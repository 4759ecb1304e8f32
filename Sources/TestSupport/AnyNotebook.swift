import Catalog
import Diagnostics
import Notebooks
import QueryLanguage
import Workbench

/// What must hold of the bytes of a notebook whatever they are.
enum AnyNotebook {
  /// The property that bytes break; nil when they keep all.
  static func flaw(in bytes: [UInt8]) -> String? {
    let (notebook, findings) = Notebook.parse(bytes: bytes, name: "fuzz")
    if notebook.bytes != bytes { return "is not written back as it was" }
    if notebook.blocks.map(\.text).joined() != notebook.text { return "blocks are not the text" }
    if let flaw = AnyText.flaw(in: findings, of: notebook.source) { return flaw }
    if let flaw = identities(notebook) { return flaw }
    guard String(validating: bytes, as: UTF8.self) != nil,
      findings.allSatisfy({ $0.severity != .error })
    else { return nil }
    if let flaw = formatFlaw(notebook, findings, code: { _ in nil }) { return flaw }
    return formatFlaw(notebook, findings, code: formatted)
  }

  /// A cell as `fmt` writes it.
  private static func formatted(_ code: String) -> String? {
    let source = SourceText(name: "cell", text: code)
    return Formatter.format(Parser.parse(source, verbs: Registry.standard.verbForms))
  }

  /// Every cell and exercise has an id of its own, and lies where it says.
  private static func identities(_ notebook: Notebook) -> String? {
    let ids = notebook.cells.map(\.id) + notebook.exercises.map(\.id)
    if Set(ids).count != ids.count { return "two cells of one id" }
    let lines = notebook.source.lineStarts.count
    for cell in notebook.cells {
      if cell.fenceLine < 1 || cell.fenceLine > lines { return "a cell outside of the text" }
      if cell.firstLine <= cell.fenceLine { return "code above its fence" }
    }
    return nil
  }

  /// The canonical form is read as the same notebook, and is canonical itself.
  private static func formatFlaw(
    _ notebook: Notebook, _ findings: [Diagnostic], code: (String) -> String?
  ) -> String? {
    let once = notebook.formatted(code: code)
    if once.utf8.contains(13) && !notebook.text.utf8.contains(13) { return "gained a line break" }
    if !once.isEmpty, once.utf8.last != 10 { return "does not end its last line" }
    let (again, others) = Notebook.parse(SourceText(name: "formatted", text: once))
    if again.formatted(code: code) != once { return "is formatted in two steps:\n\(once)" }
    if others.map(\.code) != findings.map(\.code) { return "gets other findings:\n\(once)" }
    if again.header != notebook.header { return "says other facts:\n\(once)" }
    if again.cells.map(\.id) != notebook.cells.map(\.id) { return "has other ids:\n\(once)" }
    if again.cells.map(\.options) != notebook.cells.map(\.options) {
      return "has other options:\n\(once)"
    }
    if again.cells.map(meaning) != notebook.cells.map(meaning) {
      return "means something else:\n\(once)"
    }
    if again.exercises.map(\.id) != notebook.exercises.map(\.id) {
      return "has other exercises:\n\(once)"
    }
    return nil
  }

  /// What a cell says, without white space and comments; its letters when it cannot be read.
  private static func meaning(_ cell: NotebookCell) -> [String] {
    let script = Parser.parse(
      SourceText(name: "cell", text: cell.code), verbs: Registry.standard.verbForms)
    guard script.diagnostics.isEmpty else { return [cell.code] }
    return script.statements.map(\.canonicalText)
  }
}
