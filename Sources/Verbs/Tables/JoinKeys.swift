import Catalog
import Columnar
import Diagnostics
import QueryLanguage

/// The columns by which two tables are joined.
struct JoinKeys: Sendable {
  /// A column of each side, and the type in which they are compared.
  struct Pair: Sendable {
    var left: String
    var right: String
    var type: DataType
    var span: Span
    /// Whether one name was written, so that the result has one column for both.
    var isShared: Bool
  }
  var pairs: [Pair] = []

  init(
    _ conditions: [ExpressionSyntax], left: Schema, right: Schema, rightName: String,
    _ binder: any ExpressionBinder
  ) throws(Diagnostic) {
    for condition in conditions {
      let (leftName, rightColumn) = try Self.names(condition, left: left, right: right)
      guard let leftField = left[leftName.text] else {
        throw binder.missingColumn(leftName, in: left)
      }
      guard let rightField = right[rightColumn.text] else {
        let near = Suggestion.nearest(to: rightColumn.text, among: right.names)
        throw Diagnostic(
          "E201", "`\(rightName)` has no column `\(rightColumn.text)`", at: rightColumn.span,
          label: near.map { "did you mean `\($0)`?" } ?? "not found",
          details: ["Its columns: \(right.names.map(Identifier.quoted).joined(separator: ", "))"])
      }
      guard let type = Self.common(leftField.type, rightField.type) else {
        throw Diagnostic(
          "E302", "a \(leftField.type.name) cannot be compared with \(rightField.type.name)",
          at: condition.span,
          label: "`\(leftField.name)` is \(leftField.type.name) here, "
            + "`\(rightField.name)` is \(rightField.type.name) there")
      }
      try Arguments.requireKey(type, at: condition.span)
      pairs.append(
        Pair(
          left: leftField.name, right: rightField.name, type: type, span: condition.span,
          isShared: leftField.name == rightField.name))
    }
  }

  /// `col`, or `left == right`; the sides may be swapped when that is clear.
  private static func names(
    _ condition: ExpressionSyntax, left: Schema, right: Schema
  ) throws(Diagnostic) -> (Identifier, Identifier) {
    switch condition.unparenthesized {
    case .name(let name), .column(let name): return (name, name)
    case .binary(.equal, let a, let b, _):
      if let first = name(a), let second = name(b) {
        let isSwapped =
          left.index(of: first.text) == nil && right.index(of: first.text) != nil
          && left.index(of: second.text) != nil
        return isSwapped ? (second, first) : (first, second)
      }
    default: break
    }
    throw Diagnostic(
      "E353", "a join matches columns: `name`, or `left == right`", at: condition.span,
      label: "this is another expression",
      details: [
        "Columns are written without their tables: the left one is of this stage.",
        "Other keys can be made first with `derive`.",
      ])
  }

  private static func name(_ expression: ExpressionSyntax) -> Identifier? {
    switch expression.unparenthesized {
    case .name(let name), .column(let name): name
    default: nil
    }
  }

  static func common(_ a: DataType, _ b: DataType) -> DataType? {
    switch (a, b) {
    case _ where a == b: a
    case (.null, let other), (let other, .null): other
    case (.int, .number), (.number, .int): .number
    case (.date, .instant), (.instant, .date): .instant
    default: nil
    }
  }

  /// The key columns of a side in the types of the comparison.
  func columns(of table: Table, isLeft: Bool) throws(Diagnostic) -> [Column] {
    let columns = try table.columns(named: pairs.map { isLeft ? $0.left : $0.right })
    return zip(columns, pairs).map { $0.converted(to: $1.type) }
  }
}
