import Catalog
import Columnar
import Diagnostics
import QueryLanguage

/// What is said about habits of other languages: columns in quotes, texts without them, and columns
/// behind their table.
extension ExpressionBinding {
  /// The error for a table where a value is needed.
  func tableAsValue(_ name: Identifier) -> Diagnostic {
    var details: [String] = []
    if name.span.followedByDot {
      details = ["Columns of this stage are written without their table."]
    }
    if ["//", "--"].contains(where: name.span.isFollowed(by:)) {
      details = ["A comment begins with `#`."]
    }
    return Diagnostic(
      "E206", "`\(name.text)` is a table, not a value", at: name.span,
      label: "a value is needed here", details: details)
  }

  /// The error for `table.column` and `table["column"]`; nil when no table stands there.
  func columnOfTable(
    _ base: ExpressionSyntax, _ column: String, in whole: Span
  ) -> Diagnostic? {
    guard case .name(let name) = base, schema.index(of: name.text) == nil,
      item(named: name) == nil, locals[name.text] == nil,
      scope(at: name.span).values[name.text]?.isTable == true
    else { return nil }
    var error = tableAsValue(name)
    error.details = ["Columns of this stage are written without their table."]
    if schema.index(of: column) != nil {
      error.fix = .init(replacing: whole, with: Identifier.quoted(column))
    }
    return error
  }

  /// An error of a comparison, which may come from a column in quotes or a text without them.
  func aboutQuotes(
    _ error: Diagnostic, _ sign: BinaryOperator, _ left: ExpressionSyntax, _ right: ExpressionSyntax
  ) -> Diagnostic {
    var error = error
    if error.code == "E302", error.fix == nil {
      for (side, other) in [(left, right), (right, left)] {
        guard case .literal(.text(let name), let span) = side, schema.index(of: name) != nil else {
          continue
        }
        let column = ExpressionSyntax.column(Identifier(name, span))
        // Only where the column itself could stand there.
        guard (try? bind(binary: sign, column, other)) != nil else { continue }
        error.details.append("Quotes make a text; a column stands without them.")
        error.fix = .init(replacing: span, with: Identifier.quoted(name))
        return error
      }
    }
    if error.code == "E201", error.fix == nil, [.equal, .notEqual].contains(sign),
      case .name(let name) = right, error.primary?.span == name.span,
      (try? bind(left))?.type == .text
    {
      error.details.append("A text stands in quotes: \"\(name.text)\"")
    }
    return error
  }

  private func bind(
    binary sign: BinaryOperator, _ left: ExpressionSyntax, _ right: ExpressionSyntax
  ) throws(Diagnostic) -> BoundExpression {
    try bind(
      operator: sign.rawValue, [try bind(left), try bind(right)], sign: left.span, span: left.span)
  }
}
