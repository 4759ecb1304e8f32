import Columnar
import Diagnostics
import QueryLanguage

/// Turns column selectors into columns.
enum ColumnSelection {
  static func resolve(
    _ selectors: [ColumnSelectorSyntax], in schema: Schema, binder: any ExpressionBinder
  ) throws(Diagnostic) -> [ChosenColumn] {
    var chosen: [ChosenColumn] = []
    for selector in selectors {
      for column in try columns(of: selector, in: schema, binder: binder) {
        if let earlier = chosen.first(where: { $0.name == column.name }) {
          // A glob or `*` may meet a column that a name has placed already.
          if earlier.source == column.source { continue }
          throw Diagnostic(
            "E202", "two columns would be called `\(column.name)`", at: column.span,
            secondary: [.init(earlier.span, "the first")])
        }
        chosen.append(column)
      }
    }
    return chosen
  }

  private static func columns(
    of selector: ColumnSelectorSyntax, in schema: Schema, binder: any ExpressionBinder
  ) throws(Diagnostic) -> [ChosenColumn] {
    switch selector {
    case .name(let name):
      guard schema.index(of: name.text) != nil else { throw binder.missingColumn(name, in: schema) }
      return [ChosenColumn(source: name.text, name: name.text, span: name.span)]
    case .renamed(let new, let old):
      guard schema.index(of: old.text) != nil else { throw binder.missingColumn(old, in: schema) }
      return [ChosenColumn(source: old.text, name: new.text, span: new.span)]
    case .all(let except, let span):
      for name in except where schema.index(of: name.text) == nil {
        throw binder.missingColumn(name, in: schema)
      }
      return schema.names.filter { name in !except.contains { $0.text == name } }
        .map { ChosenColumn(source: $0, name: $0, span: span) }
    case .glob(let pattern, let span):
      let names = schema.names.filter { matches(glob: pattern, $0) }
      guard !names.isEmpty else {
        throw Diagnostic(
          "E203", "no column fits `\(pattern)`", at: span,
          details: ["Columns here: \(schema.names.joined(separator: ", "))"])
      }
      return names.map { ChosenColumn(source: $0, name: $0, span: span) }
    case .type(let word, let span):
      let test = try typeTest(word)
      return schema.fields.filter { test($0.type) }
        .map { ChosenColumn(source: $0.name, name: $0.name, span: span) }
    }
  }

  /// Whether a name fits a pattern in which `*` stands for any run of characters.
  static func matches(glob pattern: String, _ name: String) -> Bool {
    let pieces = pattern.split(separator: "*", omittingEmptySubsequences: false)
    guard pieces.count > 1, let first = pieces.first, let last = pieces.last else {
      return pattern == name
    }
    guard name.hasPrefix(first), name.count >= first.count + last.count, name.hasSuffix(last) else {
      return false
    }
    var rest = Substring(name).dropFirst(first.count).dropLast(last.count)
    for piece in pieces.dropFirst().dropLast() where !piece.isEmpty {
      guard let found = firstRange(of: piece, in: rest) else { return false }
      rest = rest[found.upperBound...]
    }
    return true
  }

  private static func firstRange(of piece: Substring, in text: Substring) -> Range<String.Index>? {
    var start = text.startIndex
    while start <= text.endIndex {
      if text[start...].hasPrefix(piece) { return start..<text.index(start, offsetBy: piece.count) }
      if start == text.endIndex { break }
      start = text.index(after: start)
    }
    return nil
  }

  private static let typeWords: [(String, @Sendable (DataType) -> Bool)] = [
    ("number", { $0.isNumeric }), ("int", { $0 == .int }), ("text", { $0 == .text }),
    ("bool", { $0 == .bool }), ("date", { $0 == .date }), ("instant", { $0 == .instant }),
    ("period", { if case .period = $0 { true } else { false } }),
    ("duration", { $0 == .duration }),
    ("list", { if case .list = $0 { true } else { false } }),
    ("record", { if case .record = $0 { true } else { false } }), ("json", { $0 == .json }),
  ]

  private static func typeTest(_ word: Identifier) throws(Diagnostic)
    -> @Sendable (DataType) ->
    Bool
  {
    if let found = typeWords.first(where: { $0.0 == word.text }) { return found.1 }
    let near = Suggestion.nearest(to: word.text, among: typeWords.map(\.0))
    throw Diagnostic(
      "E204", "`\(word.text)` is not a type", at: word.span,
      label: near.map { "did you mean `\($0)`?" } ?? "",
      details: ["Types: \(typeWords.map(\.0).joined(separator: ", "))"])
  }
}
