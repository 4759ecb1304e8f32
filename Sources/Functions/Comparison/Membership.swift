import Catalog
import Columnar
import Diagnostics
import Kernels

/// `x in list`, `x in period`: what `in` and `not in` share.
enum Membership {
  static func bind(_ call: FunctionCall, negated: Bool) throws(Diagnostic) -> BoundScalar {
    var bound = try bindTest(call, negated: negated)
    bound.form =
      negated
      ? .relation(whenTrue: "is not in", whenFalse: "is in")
      : .relation(whenTrue: "is in", whenFalse: "is not in")
    return bound
  }

  private static func bindTest(
    _ call: FunctionCall, negated: Bool
  ) throws(Diagnostic) -> BoundScalar {
    let (x, container) = (try call.argument(0), try call.argument(1))
    switch container.type {
    case .list(let element):
      if case .list(let items, _)? = container.constant {
        return try constantList(call, items, element, negated)
      }
      return try listColumn(call, element, negated)
    case .null:
      return BoundScalar(call.name, type: .bool, isTotal: false) {
        (_, count, _) throws(Diagnostic) in .nulls(.bool, count: count)
      }
    case _ where x.type.isTemporal && (container.type.isTemporal || container.type == .int):
      let comparator = try SpanComparison.containment(call)
      return .strict(call, type: .bool) { (operands, count, validity, _) throws(Diagnostic) in
        let inside = try comparator(operands[0], operands[1], count)
        return .bools(flipped(inside, negated), validity)
      }
    case .text:
      let what = x.type == .text ? "text" : x.type.name
      throw Diagnostic(
        "E308", "`\(call.name)` looks into lists and periods, not into text", at: container.span,
        label: "this is text", secondary: [.init(x.span, "this is \(what)")],
        details: ["A part of a text is found by contains(text, part)."])
    default:
      throw Diagnostic(
        "E308", "`\(call.name)` needs a list, a range or a period", at: container.span,
        label: "this is \(container.type.name)")
    }
  }

  private static func flipped(_ values: Buffer<UInt8>, _ negated: Bool) -> Buffer<UInt8> {
    negated ? Elementwise.map(Vector(values), count: values.count) { 1 - $0 } : values
  }

  /// A list that is known: a set where values are compared one to one, else one test per item.
  private static func constantList(
    _ call: FunctionCall, _ items: [Value], _ element: DataType, _ negated: Bool
  ) throws(Diagnostic) -> BoundScalar {
    let hasNull = items.contains { $0.isNull }
    let x = try call.argument(0)
    let test: @Sendable (Operand, Int) throws(Diagnostic) -> Buffer<UInt8>
    if let set = ValueSet(items, of: element, comparedWith: x.type) {
      test = { (operand, count) throws(Diagnostic) in try set.contains(operand, count: count) }
    } else {
      var tests: [(comparator: Comparator, operand: Operand)] = []
      let span = try call.argument(1).span
      for item in items where !item.isNull {
        var pair = call
        let expression = BoundExpression(.constant(item), type: element, span: span)
        pair.arguments = [call.arguments[0], FunctionCall.Argument(expression)]
        tests.append(
          (
            try Comparators.choose(pair, .equal),
            Operand(.constant(item, element, count: 1), isConstant: true)
          ))
      }
      let chosen = tests
      test = { (operand, count) throws(Diagnostic) in
        var result = Buffer<UInt8>(repeating: 0, count: count)
        for one in chosen {
          let part = try one.comparator(operand, one.operand, count)
          result = Elementwise.zip(Vector(result), Vector(part), count: count) { $0 | $1 }
        }
        return result
      }
    }
    return BoundScalar(call.name, type: .bool, handlesNull: true) {
      (operands, count, _) throws(Diagnostic) in
      let values = try test(operands[0], count)
      Cleaning.clearMissing(
        values, zero: hasNull ? 1 : 0, validity: Validity.of([operands[0]], count))
      return .bools(flipped(values, negated), nil)
    }
  }

  /// A list per row: null where the list is missing.
  private static func listColumn(
    _ call: FunctionCall, _ element: DataType, _ negated: Bool
  ) throws(Diagnostic) -> BoundScalar {
    var pair = call
    let container = try call.argument(1)
    let item = BoundExpression(.column("item"), type: element, span: container.span)
    pair.arguments = [FunctionCall.Argument(item), call.arguments[0]]
    let comparator = try Comparators.choose(pair, .equal)
    return BoundScalar(call.name, type: .bool, isTotal: true, handlesNull: false) {
      (operands, count, _) throws(Diagnostic) in
      let column = operands[1].expanded(count: count)
      let list = try Operand(column).lists()
      let offsets = list.offsets.base
      let first = Int(offsets[0])
      let items = list.items.column.slice(first..<Int(offsets[count]))
      var wanted = operands[0]
      if !wanted.isConstant {
        let rows = Buffer<UInt32>(count: items.count) { target in
          for row in 0..<count {
            for item in Int(offsets[row])..<Int(offsets[row + 1]) {
              target[item - first] = UInt32(truncatingIfNeeded: row)
            }
          }
        }
        wanted = Operand(wanted.column.gather(rows.base, count: items.count))
      }
      let matches = try Comparators.totalEqual(
        comparator, Operand(items), wanted, count: items.count, negated: false)
      let values = Buffer<UInt8>(count: count) { target in
        for row in 0..<count {
          var found: UInt8 = 0
          for item in Int(offsets[row])..<Int(offsets[row + 1]) {
            found |= matches.base[item - first]
          }
          target[row] = found
        }
      }
      return .bools(flipped(values, negated), column.validity)
    }
  }
}
