import Catalog
import Columnar
import Diagnostics
import Kernels

/// Compares the values of two operands, whatever stands in missing rows.
typealias Comparator = @Sendable (Operand, Operand, Int) throws(Diagnostic) -> Buffer<UInt8>

/// Chooses how two types are compared.
enum Comparators {
  /// The loop for the types of the first two arguments of a call.
  static func choose(
    _ call: FunctionCall, _ relation: Relation
  ) throws(Diagnostic) -> Comparator {
    let (a, b) = (try call.argument(0).type, try call.argument(1).type)
    switch (a, b) {
    case (.null, _), (_, .null):
      return { (_, _, count) throws(Diagnostic) in Buffer(repeating: 0, count: count) }
    case (.bool, .bool):
      return { (x, y, count) throws(Diagnostic) in
        relation.compare(try x.bools(), try y.bools(), count: count)
      }
    case (.int, .int):
      return { (x, y, count) throws(Diagnostic) in
        relation.compare(try x.int64s(), try y.int64s(), count: count)
      }
    case _ where a.isNumeric && b.isNumeric:
      return { (x, y, count) throws(Diagnostic) in
        relation.compare(try x.doubles(), try y.doubles(), count: count)
      }
    case (.duration, .duration):
      try TemporalArithmetic.refuseMonths(call)
      return { (x, y, count) throws(Diagnostic) in
        relation.compare(try x.int64s(), try y.int64s(), count: count)
      }
    case (.json, .json) where !relation.isTotal: throw mismatch(call)
    case (.text, .text), (.json, .json):
      return { (x, y, count) throws(Diagnostic) in
        try TextComparison.compare(x, y, relation, count: count)
      }
    case _ where a.isTemporal || b.isTemporal:
      return try SpanComparison.choose(call, relation)
    case (.list, .list), (.record, .record):
      guard relation.isTotal else { throw mismatch(call) }
      return { (x, y, count) throws(Diagnostic) in
        Elementwise.zip(Vector(rows(x, count)), Vector(rows(y, count)), count: count) {
          let areEqual = x.column.value(at: $0) == y.column.value(at: $1)
          return areEqual == (relation == .equal) ? 1 : 0
        }
      }
    default: throw mismatch(call)
    }
  }

  private static func rows(_ operand: Operand, _ count: Int) -> Buffer<Int> {
    Buffer(count: count) { target in
      for row in 0..<count { target[row] = operand.isConstant ? 0 : row }
    }
  }

  /// The error for types that have no common order.
  static func mismatch(_ call: FunctionCall) -> Diagnostic {
    let (left, right) = (call.optionalArgument(0), call.optionalArgument(1))
    let (a, b) = (call.type(0), call.type(1))
    let verb = a == b ? "have no order" : "cannot be compared"
    var error = Diagnostic(
      "E302", a == b ? "values of type \(a.name) \(verb)" : "\(a.name) and \(b.name) \(verb)",
      at: right?.span ?? call.span, label: "this is \(b.name)",
      secondary: left.map { [.init($0.span, "this is \(a.name)")] } ?? [])
    if let fix = numberFix(left, right) ?? numberFix(right, left) { error.fix = fix }
    if let fix = jsonFix(left, right) ?? jsonFix(right, left) { error.fix = fix }
    return error
  }

  /// Text that holds a number, compared with a number, lacks only its quotes removed.
  private static func numberFix(
    _ number: BoundExpression?, _ text: BoundExpression?
  ) -> Diagnostic.Fix? {
    guard let number, number.type.isNumeric, let text, case .text(let written)? = text.constant,
      Double(written)?.isFinite == true
    else { return nil }
    return .init(replacing: text.span, with: written)
  }

  /// Json beside a value of a type lacks only the function that gives that type.
  private static func jsonFix(
    _ json: BoundExpression?, _ value: BoundExpression?
  ) -> Diagnostic.Fix? {
    guard let json, json.type == .json, let value else { return nil }
    let function: String
    switch value.type {
    case .text: function = "text"
    case .bool: function = "bool"
    case .int, .number: function = "number"
    case .date: function = "parse_date(text"
    case .list: function = "parse_list"
    default: return nil
    }
    let close = function.contains("(") ? "))" : ")"
    let written = "\(function)(\(json.span.text)\(close)"
    return .init("convert it: \(written)", edits: [.init(json.span, written)])
  }

  /// Equality in which null equals null and nothing else.
  static func totalEqual(
    _ comparator: Comparator, _ x: Operand, _ y: Operand, count: Int, negated: Bool
  ) throws(Diagnostic) -> Buffer<UInt8> {
    let result = try comparator(x, y, count)
    let left = Validity.of([x], count)
    let right = Validity.of([y], count)
    guard left != nil || right != nil else { return result }
    let target = UnsafeMutablePointer(mutating: result.base)
    for row in 0..<count {
      let (a, b) = (left?[row] ?? true, right?[row] ?? true)
      if !(a && b) { target[row] = (a == b) != negated ? 1 : 0 }
    }
    return result
  }

  /// Binds a comparison operator.
  static func bind(
    _ call: FunctionCall, _ relation: Relation
  ) throws(Diagnostic) -> BoundScalar {
    var bound = try bindLoop(call, relation)
    let isInTime = call.type(0).isTemporal
    bound.form = .relation(
      whenTrue: relation.words(isInTime: isInTime),
      whenFalse: relation.opposite.words(isInTime: isInTime))
    return bound
  }

  private static func bindLoop(
    _ call: FunctionCall, _ relation: Relation
  ) throws(Diagnostic) -> BoundScalar {
    let comparator = try choose(call, relation)
    guard relation.isTotal else {
      return .strict(call, type: .bool) { (operands, count, validity, _) throws(Diagnostic) in
        .bools(try comparator(operands[0], operands[1], count), validity)
      }
    }
    return BoundScalar(call.name, type: .bool, handlesNull: true) {
      (operands, count, _) throws(Diagnostic) in
      let values = try totalEqual(
        comparator, operands[0], operands[1], count: count, negated: relation == .notEqual)
      return .bools(values, nil)
    }
  }

  /// What the declarations of the six operators have in common.
  static func declaration(
    _ sign: String, _ summary: String, details: String, terms: [String], examples: [Example]
  ) -> Declaration {
    Arithmetic.declaration(
      sign, summary, details: details, result: "bool", category: .logic, terms: terms,
      examples: examples)
  }

  /// How the operators that order values treat null and spans of time.
  static let orderDetails = """
    Null if either side is null. Texts are ordered by code point, false comes before true. A date \
    compared with a period, or an instant with a date, is compared with the whole span: \
    `created <= 2024-03` holds through 31 March, `created < 2024-03` up to 29 February. A \
    constant whole number beside a date counts as a year.
    """
}
