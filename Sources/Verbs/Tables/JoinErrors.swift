import Catalog
import Columnar
import Diagnostics
import Kernels
import QueryLanguage

/// The errors of joins that would multiply rows.
struct JoinErrors {
  let stage: StageSyntax
  let keys: JoinKeys
  let table: any BoundTable

  private var span: Span { stage.clause("on")?.span ?? stage.span }
  private var keySpan: Span { keys.pairs.first?.span ?? span }
  private var keyText: String { keys.pairs.map(\.span.text).joined(separator: ", ") }
  private var tableName: String { table.name.contains(" ") ? table.name : "`\(table.name)`" }

  /// Refuses a key that both sides repeat (`E351`).
  func requireNoMultiplying(_ matches: JoinMatches, _ left: Table) throws(Diagnostic) {
    guard let key = matches.repeatedKey else { return }
    let example = try example(row: key.exampleLeftRow, of: left, names: keys.pairs.map(\.left))
    let before = NumberText.grouped(left.rowCount)
    let after = NumberText.grouped(matches.pairCount)
    let uniqueKeys = keys.pairs.map { Identifier.quoted($0.right) }.joined(separator: ", ")
    let source = table.name.contains(" ") ? "…" : Identifier.quoted(table.name)
    throw Diagnostic(
      "E351", "both sides repeat the key `\(keyText)`", at: keySpan,
      label: "up to \(NumberText.grouped(key.leftRows)) rows here and "
        + "\(NumberText.grouped(key.rightRows)) there for \(example)",
      details: [
        "Joining would turn \(before) rows into \(after). Totals after it would count rows several "
          + "times.",
        "If that is wanted: \(oneLine(stage.span.text)) many",
        "Otherwise make one side unique first: \(source) | dedupe \(uniqueKeys) keep first",
      ])
  }

  /// Refuses a right table that repeats a key although `one` was written (`E352`).
  func requireUnique(_ matches: JoinMatches, _ right: Table) throws(Diagnostic) {
    guard let row = matches.firstRepeatedRightRow else { return }
    let names = keys.pairs.map(\.right)
    let example = try example(row: row, of: right, names: names)
    throw Diagnostic(
      "E352", "\(tableName) repeats the key `\(names.joined(separator: ", "))`",
      at: stage.clause("one")?.span ?? keySpan,
      label: "`one` says that each key stands once; \(example) stands again in row \(row + 1)")
  }

  private func example(
    row: Int, of table: Table, names: [String]
  ) throws(Diagnostic) -> String {
    let values = try table.columns(named: names).map { $0.value(at: row) }
    return values.map { value in
      if case .text(let text) = value { return "\"\(text)\"" }
      return ValueText.plain(value)
    }.joined(separator: ", ")
  }

  private func oneLine(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
