import Catalog
import Columnar
import Diagnostics

/// `first(list)`.
enum FirstItem: ScalarFunction {
  static let declaration = ListFunctions.declaration(
    "first", "Gives the first item of a list.",
    details: "Null when the list is empty. Of a column, first(x) is the first value of a group.",
    result: "the type of the items", terms: ["head"],
    examples: [
      Example("A list", "first([4, 5, 6])", expected: "4"),
      Example("Pieces of a text", "first(split(\"a/b\", \"/\"))", expected: "a"),
    ])
  static func bind(_ call: FunctionCall) throws(Diagnostic) -> BoundScalar {
    let element = try ListFunctions.element(call) ?? .null
    return .strict(call, type: element, isTotal: false) {
      (operands, count, validity, _) throws(Diagnostic) in
      try ListFunctions.pick(operands[0], count, validity) { $1.first }
    }
  }
}
