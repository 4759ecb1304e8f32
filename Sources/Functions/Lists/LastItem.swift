import Catalog
import Columnar
import Diagnostics

/// `last(list)`.
enum LastItem: ScalarFunction {
  static let declaration = ListFunctions.declaration(
    "last", "Gives the last item of a list.",
    details: "Null when the list is empty. Of a column, last(x) is the last value of a group.",
    result: "the type of the items", terms: ["tail"],
    examples: [
      Example("A list", "last([4, 5, 6])", expected: "6"),
      Example("Pieces of a text", "last(split(\"a/b\", \"/\"))", expected: "b"),
    ])
  static func bind(_ call: FunctionCall) throws(Diagnostic) -> BoundScalar {
    let element = try ListFunctions.element(call) ?? .null
    return .strict(call, type: element, isTotal: false) {
      (operands, count, validity, _) throws(Diagnostic) in
      try ListFunctions.pick(operands[0], count, validity) { $1.last }
    }
  }
}
