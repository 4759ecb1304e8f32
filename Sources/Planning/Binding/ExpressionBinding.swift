import Catalog
import Columnar
import Diagnostics
import QueryLanguage

/// Binds one expression: gives every name its meaning and every part its type.
struct ExpressionBinding {
  let binder: StageBinder
  let schema: Schema
  var mode: ExpressionMode
  /// The items that the functions `t => …` around this place name.
  var items: [Item] = []
  /// The parameters of the user's function that is being expanded, with what was given for them.
  var locals: [String: LocalArgument] = [:]
  /// The user's functions that are being expanded, to find recursion.
  var expanding: [String] = []

  /// How much the user's functions have expanded to, shared by all parts of one expression.
  var expansion = Expansion()

  /// Counts uses of arguments, which double with every call inside a call.
  final class Expansion {
    static let limit = 20_000
    var count = 0
    /// The number of items named so far, so that each has a column of its own.
    var itemCount = 0
  }

  /// An argument of a user's function, bound where it is used, in the scope of the caller.
  struct LocalArgument {
    var expression: ExpressionSyntax
    var locals: Locals
    /// The functions that were being expanded where the argument is written.
    var expanding: [String]
    /// The items that have names where the argument is written.
    var items: [Item]
    /// What outer names mean where the argument is written.
    var definition: NameScope?

    /// The binding that the argument belongs to, in the place where `use` binds it.
    func caller(of use: ExpressionBinding) -> ExpressionBinding {
      var caller = use
      caller.locals = locals.values
      caller.expanding = expanding
      caller.items = items
      caller.definition = definition
      return caller
    }
  }

  /// The locals of a caller; a reference, so that a chain of calls can be kept.
  final class Locals {
    let values: [String: LocalArgument]
    init(_ values: [String: LocalArgument]) { self.values = values }
  }

  /// What outer names mean in the body of the function that is being expanded; nil outside.
  var definition: NameScope?

  /// The settings and extensions of the program that runs.
  var settings: NameScope { binder.scope }

  /// What outer names mean at a place in the text.
  func scope(at span: Span) -> NameScope { definition ?? binder.scope(at: span) }

  /// Whether a place belongs to a definition, which cannot know the columns of its callers.
  func isInDefinition(_ span: Span) -> Bool {
    definition != nil || binder.definition(at: span) != nil
  }

  func bind(_ expression: ExpressionSyntax) throws(Diagnostic) -> BoundExpression {
    switch expression {
    case .literal(let literal, let span):
      return Self.constant(LiteralValue.value(of: literal, weekStart: settings.weekStart), span)
    case .name(let name): return try bind(name: name)
    case .outer(let name): return try bind(outer: name)
    case .column(let name): return try bind(column: name)
    case .parenthesized(let inner, _): return try bind(inner)
    case .unary(let sign, let operand, let span):
      return try bind(
        operator: sign == .not ? "not" : "negate", [try bind(operand)], sign: span,
        span: expression.span)
    case .binary(let sign, let left, let right, let signSpan):
      return try bind(binary: sign, left, right, signSpan: signSpan, span: expression.span)
    case .isNull(let operand, let negated, let span):
      return try bind(
        operator: negated ? "is not null" : "is null", [try bind(operand)], sign: span, span: span)
    case .range(_, _, let span):
      throw Diagnostic(
        "E307", "a range stands only after `in`", at: span,
        details: ["For example: created in 2024-01..2024-03"])
    case .list(let items, let span): return try bind(list: items, span)
    case .call(let call): return try bind(call: call)
    case .member(let base, let name):
      if let error = columnOfTable(base, name.text, in: expression.span) { throw error }
      let text = Self.constant(.text(name.text), name.span)
      return try bind(
        operator: "member", [try bind(base), text], sign: name.span, span: expression.span)
    case .index(let base, let position, let span):
      if case .literal(.text(let name), _) = position,
        let error = columnOfTable(base, name, in: span)
      {
        throw error
      }
      return try bind(
        operator: "index", [try bind(base), try bind(position)], sign: span, span: span)
    case .lambda(_, _, let span): throw Self.misplacedItemFunction(span)
    case .conditional(let condition, let then, let otherwise, let span):
      return try conditional(
        try bindCondition(condition), try bind(then), try bind(otherwise), span)
    case .match(let subject, let arms, let span):
      return try bind(match: subject, arms, span)
    case .interpolated(let parts, let span):
      var pieces: [BoundExpression] = []
      for part in parts {
        switch part {
        case .text(let text): pieces.append(Self.constant(.text(text), span))
        case .expression(let inner): pieces.append(try bind(inner))
        }
      }
      return try bind(operator: "format text", pieces, sign: span, span: span)
    }
  }

  static func constant(_ value: Value, _ span: Span) -> BoundExpression {
    BoundExpression(.constant(value), type: value.type, span: span, isNeverNull: !value.isNull)
  }

  // MARK: Names

  private func bind(name: Identifier) throws(Diagnostic) -> BoundExpression {
    if let item = item(named: name) { return try bind(item: item, name) }
    if let local = locals[name.text] {
      try countExpansion(at: name.span)
      return try local.caller(of: self).bind(local.expression)
    }
    let outer = scope(at: name.span).values[name.text]
    if schema.index(of: name.text) != nil {
      if let outer, !outer.isTable {
        // In a definition a name means what it meant there, whatever columns a caller has.
        if isInDefinition(name.span) { return try bind(outer: name) }
        throw Diagnostic(
          "E205", "`\(name.text)` is both a column here and a name outside", at: name.span,
          details: ["Write `.\(name.text)` for the column, `@\(name.text)` for the other."])
      }
      return try bind(column: name)
    }
    if outer != nil { return try bind(outer: name) }
    throw binder.missingColumn(name, in: schema)
  }

  private func bind(column name: Identifier) throws(Diagnostic) -> BoundExpression {
    guard let field = schema[name.text] else { throw binder.missingColumn(name, in: schema) }
    let expression = BoundExpression(
      .column(field.name), type: field.type, span: name.span, isNeverNull: field.isNeverNull)
    if case .aggregate(let keys) = mode, !keys.contains(field.name) {
      throw manyValues(field, name.span, keys)
    }
    return expression
  }

  private func bind(outer name: Identifier) throws(Diagnostic) -> BoundExpression {
    let scope = scope(at: name.span)
    switch scope.values[name.text] {
    case .value(let value, let type)?:
      return BoundExpression(
        .constant(value), type: type, span: name.span, isNeverNull: !value.isNull)
    case .range?:
      throw Diagnostic(
        "E307", "`\(name.text)` is a range and stands only after `in`", at: name.span)
    case .table?, .data?:
      throw tableAsValue(name)
    case nil:
      let near = Suggestion.nearest(to: name.text, among: scope.values.keys.sorted())
      throw Diagnostic(
        "E207", "there is no parameter or let called `\(name.text)`", at: name.span,
        label: near.map { "did you mean `\($0)`?" } ?? "not found")
    }
  }

  private func manyValues(_ field: Field, _ span: Span, _ keys: [String]) -> Diagnostic {
    let name = Identifier.quoted(field.name)
    let ordered = schema.fields.first { $0.type.isNumeric && $0.name != field.name }?.name
    var choices = ["count_distinct(\(name))", "list(\(name))"]
    if let ordered { choices.append("max_by(\(name), \(Identifier.quoted(ordered)))") }
    var details = ["Pick one meaning: \(choices.joined(separator: ", "))"]
    if keys.isEmpty {
      return Diagnostic(
        "E331", "`\(field.name)` has many values", at: span,
        label: "which \(field.name)?", details: details)
    }
    details[0] += ","
    details.append("or make it a key: group by \(keys.joined(separator: ", ")), \(name)")
    return Diagnostic(
      "E331", "`\(field.name)` has many values per group", at: span,
      label: "which \(field.name)?", details: details)
  }

  // MARK: Operators

  func bind(
    operator name: String, _ operands: [BoundExpression?], sign: Span, span: Span
  ) throws(Diagnostic) -> BoundExpression {
    guard let function = settings.registry.scalarFunction(named: name) else {
      throw .defect("the operator `\(name)` is in no list", at: sign)
    }
    let call = FunctionCall(
      name: name, nameSpan: sign, span: span,
      arguments: operands.map { $0.map { FunctionCall.Argument($0) } },
      weekStart: settings.weekStart)
    return try Self.fold(
      try function.bind(call), operands.compactMap { $0 }, span: span,
      positions: operands.map { $0 != nil })
  }

  private func bind(
    binary sign: BinaryOperator, _ left: ExpressionSyntax, _ right: ExpressionSyntax,
    signSpan: Span, span: Span
  ) throws(Diagnostic) -> BoundExpression {
    if sign == .isIn || sign == .isNotIn, let (low, high) = try rangeEnds(right) {
      let inside = try bind(
        operator: "in range", [try bind(left), low, high], sign: signSpan, span: span)
      guard sign == .isNotIn else { return inside }
      return try bind(operator: "not", [inside], sign: signSpan, span: span)
    }
    do throws(Diagnostic) {
      let operands = [try bind(left), try bind(right)]
      return try bind(operator: sign.rawValue, operands, sign: signSpan, span: span)
    } catch {
      throw aboutQuotes(error, sign, left, right)
    }
  }

  /// The ends of a range on the right of `in`: written there, or a parameter that is a range.
  private func rangeEnds(
    _ expression: ExpressionSyntax
  ) throws(Diagnostic) -> (BoundExpression?, BoundExpression?)? {
    switch expression.unparenthesized {
    case .range(let low, let high, _):
      var ends: (BoundExpression?, BoundExpression?) = (nil, nil)
      if let low { ends.0 = try bind(low) }
      if let high { ends.1 = try bind(high) }
      return ends
    case .name(let name)
    where item(named: name) == nil && locals[name.text] == nil
      && (schema.index(of: name.text) == nil || isInDefinition(name.span)),
      .outer(let name):
      guard case .range(let low, let high)? = scope(at: name.span).values[name.text] else {
        return nil
      }
      return (
        low.map { Self.constant($0, name.span) }, high.map { Self.constant($0, name.span) }
      )
    case .name(let name):
      guard item(named: name) == nil, let local = locals[name.text] else { return nil }
      return try local.caller(of: self).rangeEnds(local.expression)
    default: return nil
    }
  }

  private func bind(
    list items: [ExpressionSyntax], _ span: Span
  ) throws(Diagnostic) -> BoundExpression {
    var bound: [BoundExpression] = []
    var type = DataType.null
    for item in items {
      let expression = try bind(item)
      guard let unified = TypeUnification.unify(type, expression.type) else {
        throw Diagnostic(
          "E306", "a list cannot hold \(type.name) and \(expression.type.name)",
          at: expression.span, label: "this is \(expression.type.name)")
      }
      type = unified
      bound.append(expression)
    }
    bound = bound.map { TypeUnification.convert($0, to: type) }
    let values = bound.compactMap(\.constant)
    if values.count == bound.count {
      return BoundExpression(
        .constant(.list(values, of: type)), type: .list(type), span: span, isNeverNull: true)
    }
    return try bind(operator: "list", bound, sign: span, span: span)
  }

  // MARK: Branches

  func bindCondition(
    _ expression: ExpressionSyntax
  ) throws(Diagnostic) -> BoundExpression {
    let condition = try bind(expression)
    guard condition.type == .bool || condition.type == .null else {
      throw Diagnostic(
        "E305", "a condition must be true or false", at: condition.span,
        label: "this is \(condition.type.name)")
    }
    return condition
  }

  private func conditional(
    _ condition: BoundExpression, _ then: BoundExpression, _ otherwise: BoundExpression,
    _ span: Span
  ) throws(Diagnostic) -> BoundExpression {
    guard let type = TypeUnification.unify(then.type, otherwise.type) else {
      throw Diagnostic(
        "E306", "the branches give \(then.type.name) and \(otherwise.type.name)",
        at: otherwise.span, label: "this is \(otherwise.type.name)",
        secondary: [.init(then.span, "this is \(then.type.name)")])
    }
    let branches = (
      TypeUnification.convert(then, to: type), TypeUnification.convert(otherwise, to: type)
    )
    if let value = condition.constant {
      return value == .bool(true) ? branches.0 : branches.1
    }
    try then.requireFixedLength()
    try otherwise.requireFixedLength()
    return BoundExpression(
      .conditional(condition: condition, then: branches.0, otherwise: branches.1), type: type,
      span: span, isNeverNull: then.isNeverNull && otherwise.isNeverNull)
  }

  private func bind(
    match subject: ExpressionSyntax?, _ arms: [CaseArmSyntax], _ span: Span
  ) throws(Diagnostic) -> BoundExpression {
    var result = Self.constant(.null, span)
    if let last = arms.last, last.pattern == nil { result = try bind(last.value) }
    for arm in arms.reversed() {
      guard let pattern = arm.pattern else { continue }
      let condition: BoundExpression
      if let subject {
        condition = try bind(
          binary: .equal, subject, pattern, signSpan: pattern.span, span: pattern.span)
      } else {
        condition = try bindCondition(pattern)
      }
      result = try conditional(condition, try bind(arm.value), result, span)
    }
    return result
  }

  // MARK: Folding

  /// The call, or its value when all arguments are constants.
  static func fold(
    _ scalar: BoundScalar, _ arguments: [BoundExpression], span: Span, positions: [Bool] = []
  ) throws(Diagnostic) -> BoundExpression {
    let isTotal =
      scalar.isTotal && (scalar.handlesNull || arguments.allSatisfy(\.isNeverNull))
    let call = BoundExpression(
      .call(scalar, arguments), type: scalar.type, span: span, isNeverNull: isTotal)
    let constants = arguments.compactMap(\.constant)
    guard constants.count == arguments.count else { return call }
    var counts = EvaluationCounts()
    let operands = zip(constants, arguments).map { value, argument in
      Operand(constant: value, argument.type)
    }
    let column: Column
    do throws(Diagnostic) {
      column = try scalar.evaluate(operands, 1, &counts)
    } catch {
      var located = error
      if located.primary == nil { located.primary = .init(span) }
      throw located
    }
    // An undefined constant is left to run time, where it is counted.
    guard counts.undefined == 0, column.count == 1 else { return call }
    let value = column.value(at: 0)
    return BoundExpression(
      .constant(value), type: scalar.type, span: span, isNeverNull: !value.isNull)
  }
}
