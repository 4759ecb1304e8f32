import Catalog
import Columnar
import Diagnostics
import Kernels

/// `x[0]`.
enum ItemAt: ScalarFunction {
  static let declaration = Declaration(
    "index", "Gives an item of a list by its position, counted from 0.", category: .list,
    details: """
      Written x[0]. A negative position counts from the end. Null where there is no item. Of json \
      it gives json, which number(x), text(x) and others turn into values.
      """,
    parameters: [
      ParameterInfo("x", "list or json", help: "The list."),
      ParameterInfo("position", "int", help: "The position, from 0."),
    ], result: "the type of the items", searchTerms: ["subscript", "element", "nth"],
    examples: [
      Example("The first item", "[4, 5, 6][0]", expected: "4"),
      Example("The last item", "[4, 5, 6][-1]", expected: "6"),
    ])

  static func bind(_ call: FunctionCall) throws(Diagnostic) -> BoundScalar {
    if call.type(0) == .json { return try jsonItem(call) }
    if call.type(0) == .text, let x = call.optionalArgument(0) {
      throw Diagnostic(
        "E301", "a text has no items", at: x.span, label: "this is text",
        details: ["A part of a text: substr(\(x.span.text), 1, 1)"])
    }
    guard let element = try ListFunctions.element(call, "a list or json") else {
      return .strict(call, type: .null) { (_, count, _, _) throws(Diagnostic) in
        .nulls(.null, count: count)
      }
    }
    _ = try call.argument(1, "an int") { $0 == .int }
    return .strict(call, type: element, isTotal: false) {
      (operands, count, validity, _) throws(Diagnostic) in
      let positions = try operands[1].int64s()
      let isConstant = operands[1].isConstant
      return try ListFunctions.pick(operands[0], count, validity) { row, range in
        let position = positions.buffer.base[isConstant ? 0 : row]
        let index = position < 0 ? Int64(range.count) &+ position : position
        guard index >= 0, index < Int64(range.count) else { return nil }
        return range.lowerBound + Int(index)
      }
    }
  }

  private static func jsonItem(_ call: FunctionCall) throws(Diagnostic) -> BoundScalar {
    _ = try call.argument(1, "an int") { $0 == .int }
    return .strict(call, type: .json, isTotal: false) {
      (operands, count, validity, _) throws(Diagnostic) in
      let positions = try operands[1].int64s()
      let isConstant = operands[1].isConstant
      return try NestedValues.parts(operands[0], [operands[1]], count: count, validity: validity) {
        view, row in NestedText.item(positions.buffer.base[isConstant ? 0 : row], of: view)
      }
    }
  }
}
