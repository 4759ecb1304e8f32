import Catalog
import Columnar
import Diagnostics
import QueryLanguage

extension ClauseForm {
  /// The order of rows for one stage.
  static let along = ClauseForm(
    "along", words: ["along"], .orders, help: "the order in which rows follow each other")
  /// The partitions for one stage.
  static let per = ClauseForm(
    "per", words: ["per"], .names, help: "the columns whose values split the rows into parts")
}

extension Arguments {
  /// A condition: an expression that is true, false or unknown for each row.
  func condition(_ key: String, scope: WindowScope) throws(Diagnostic) -> BoundExpression {
    let condition = try expression(key, mode: .windowed(scope))
    try Self.requireCondition(condition)
    return condition
  }

  /// Checks that an expression is true or false.
  static func requireCondition(_ condition: BoundExpression) throws(Diagnostic) {
    guard condition.type == .bool || condition.type == .null else {
      throw Diagnostic(
        "E305", "a condition must be true or false", at: condition.span,
        label: "this is \(condition.type.name)")
    }
  }

  /// The clauses inside a clause.
  func group(_ key: String) -> [ClauseSyntax] {
    if case .group(let clauses)? = stage.clause(key)?.content { clauses } else { [] }
  }

  /// The places where the names of a clause stand, for errors about their types.
  func existingFields(_ key: String) throws(Diagnostic) -> [(field: Field, span: Span)] {
    var fields: [(Field, Span)] = []
    for name in newNames(key) { fields.append((try existingColumn(name), name.span)) }
    return fields
  }

  /// Columns that make groups or partitions; lists and records cannot.
  func keyColumns(_ key: String) throws(Diagnostic) -> [String] {
    var names: [String] = []
    for (field, span) in try existingFields(key) {
      try Self.requireKey(field.type, at: span)
      names.append(field.name)
    }
    return names
  }

  /// Checks that values of a type can be told apart cheaply, so that they can be keys.
  static func requireKey(_ type: DataType, at span: Span) throws(Diagnostic) {
    guard !type.isOrdered else { return }
    throw Diagnostic(
      "E304", "a \(type.name) cannot be a key", at: span, label: "this is a \(type.name)")
  }
}

/// A key as a message names it, also a missing one and an empty text.
func keyName(_ key: Value) -> String {
  let text = ValueText.plain(key)
  return key.isNull ? "missing" : text.isEmpty ? "\"\"" : text
}

/// A number with its noun: `1 row`, `2 rows`.
func counted(_ count: Int, _ noun: String) -> String {
  "\(NumberText.grouped(count)) \(noun)\(count == 1 ? "" : "s")"
}
