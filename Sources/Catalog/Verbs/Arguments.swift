public import Columnar
public import Diagnostics
public import QueryLanguage

/// The clauses of a stage as its verb reads them: bound, typed, with errors that point.
public struct Arguments: Sendable {
  /// The stage as written.
  public let stage: StageSyntax
  /// The columns of its input.
  public let input: Schema
  /// What settles names and types.
  public let binder: any ExpressionBinder

  /// Creates arguments.
  public init(stage: StageSyntax, input: Schema, binder: any ExpressionBinder) {
    self.stage = stage
    self.input = input
    self.binder = binder
  }

  /// Whether a clause stands.
  public func has(_ key: String) -> Bool { stage.clause(key) != nil }

  /// Where a clause stands; the verb when it does not.
  public func span(_ key: String) -> Span { stage.clause(key)?.span ?? stage.verb.span }

  /// The expression of a clause, unbound.
  public func syntax(_ key: String) -> ExpressionSyntax? {
    if case .expression(let expression)? = stage.clause(key)?.content { expression } else { nil }
  }

  /// The expression of a clause that may be left out.
  public func optionalExpression(
    _ key: String, mode: ExpressionMode = .row
  ) throws(Diagnostic) -> BoundExpression? {
    guard let expression = syntax(key) else { return nil }
    return try binder.bind(expression, in: input, mode: mode)
  }

  /// The expression of a clause that must stand.
  public func expression(
    _ key: String, mode: ExpressionMode = .row
  ) throws(Diagnostic) -> BoundExpression {
    guard let bound = try optionalExpression(key, mode: mode) else { throw missingClause(key) }
    return bound
  }

  /// The expressions of a clause, unbound.
  public func expressionList(_ key: String) -> [ExpressionSyntax] {
    if case .expressions(let list)? = stage.clause(key)?.content { list } else { [] }
  }

  /// The items or assignments of a clause, unbound.
  public func items(_ key: String) -> [ItemSyntax] {
    if case .items(let items)? = stage.clause(key)?.content { items } else { [] }
  }

  /// The grouping keys of a clause, unbound.
  public func keys(_ key: String) -> [KeySyntax] {
    if case .keys(let keys)? = stage.clause(key)?.content { keys } else { [] }
  }

  /// The orders of a clause, bound.
  public func orders(
    _ key: String, mode: ExpressionMode = .row
  ) throws(Diagnostic) -> [BoundOrder] {
    guard case .orders(let orders)? = stage.clause(key)?.content else { return [] }
    var bound: [BoundOrder] = []
    for order in orders {
      let expression = try binder.bind(order.value, in: input, mode: mode)
      guard expression.type.isOrdered else {
        throw Diagnostic(
          "E303", "a \(expression.type.name) has no order", at: expression.span,
          label: "this is a \(expression.type.name)")
      }
      bound.append(BoundOrder(expression, descending: order.descending))
    }
    return bound
  }

  /// The names of a clause, unchecked: for new names.
  public func newNames(_ key: String) -> [Identifier] {
    if case .names(let names)? = stage.clause(key)?.content { names } else { [] }
  }

  /// The columns that the names of a clause stand for; each must exist.
  public func existingColumns(_ key: String) throws(Diagnostic) -> [String] {
    var names: [String] = []
    for name in newNames(key) { names.append(try existingColumn(name).name) }
    return names
  }

  /// The column of a name.
  ///
  /// - Throws: `E201` when there is none.
  public func existingColumn(_ name: Identifier) throws(Diagnostic) -> Field {
    guard let field = input[name.text] else { throw binder.missingColumn(name, in: input) }
    return field
  }

  /// The window that `along` and `per` describe.
  public func windowScope(along: String = "along", per: String = "per") throws(Diagnostic)
    -> WindowScope
  {
    WindowScope(along: try orders(along), per: try existingColumns(per))
  }

  /// The text of a clause.
  public func text(_ key: String) -> (text: String, span: Span)? {
    if case .text(let text, let span)? = stage.clause(key)?.content { (text, span) } else { nil }
  }

  /// The chosen word of a clause.
  public func word(_ key: String) -> Identifier? {
    if case .word(let word)? = stage.clause(key)?.content { word } else { nil }
  }

  /// The table of a clause.
  public func tables(_ key: String) throws(Diagnostic) -> [any BoundTable] {
    guard case .tables(let tables)? = stage.clause(key)?.content else { return [] }
    var bound: [any BoundTable] = []
    for table in tables { bound.append(try binder.bind(table: table)) }
    return bound
  }

  /// The constant of a clause; nil when the clause does not stand.
  public func constant(_ key: String) throws(Diagnostic) -> (value: Value, span: Span)? {
    guard let bound = try optionalExpression(key, mode: .constant) else { return nil }
    guard let value = bound.constant else {
      throw Diagnostic("E312", "a constant is needed here", at: bound.span)
    }
    return (value, bound.span)
  }

  /// The whole number of a clause, at least `minimum`.
  public func count(_ key: String, minimum: Int = 0) throws(Diagnostic) -> Int? {
    guard let (value, span) = try constant(key) else { return nil }
    guard case .int(let number) = value, number >= Int64(minimum), number <= Int64(Int32.max) else {
      throw Diagnostic(
        "E313", "a whole number of at least \(minimum) is needed here", at: span,
        label: "found \(ValueText.plain(value))")
    }
    return Int(number)
  }

  /// The error for a required clause that does not stand; the parser usually finds it first.
  public func missingClause(_ key: String) -> Diagnostic {
    Diagnostic("E108", "`\(stage.verb.text)` needs `\(key)`", at: stage.verb.span)
  }

  /// The columns that a clause's selectors choose, in order, with the names they get.
  ///
  /// - Throws: `E201` for a name or glob that fits no column, `E202` when two columns would get one
  ///   name.
  public func columns(_ key: String) throws(Diagnostic) -> [ChosenColumn]? {
    guard case .columns(let selectors)? = stage.clause(key)?.content else { return nil }
    return try ColumnSelection.resolve(selectors, in: input, binder: binder)
  }
}

/// A column chosen by a selector.
public struct ChosenColumn: Sendable {
  /// The column of the input.
  public var source: String
  /// The name it gets.
  public var name: String
  /// The selector that chose it.
  public var span: Span
}
