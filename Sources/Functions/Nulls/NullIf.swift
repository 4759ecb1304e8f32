import Catalog
import Columnar
import Diagnostics

/// `null_if(x, value)`.
enum NullIf: ScalarFunction {
  static let declaration = Declaration(
    "null_if", "Gives null where a value equals another one, else the value.", category: .null,
    details: "For data that marks missing values, such as -1 or \"unknown\".",
    parameters: [
      ParameterInfo("x", "value", help: "The value."),
      ParameterInfo("value", "value", help: "The value that stands for missing."),
    ], result: "the type of x", searchTerms: ["nullif", "missing code"],
    examples: [
      Example("A marker", "null_if(\"unknown\", \"unknown\") ?? \"none\"", expected: "none"),
      Example("Another value stays", "null_if(5, -1)", expected: "5"),
    ])

  static func bind(_ call: FunctionCall) throws(Diagnostic) -> BoundScalar {
    let x = try call.argument(0)
    let comparator = try Comparators.choose(call, .equal)
    return BoundScalar(call.name, type: x.type, isTotal: false, handlesNull: true) {
      (operands, count, _) throws(Diagnostic) in
      let equal = try Comparators.totalEqual(
        comparator, operands[0], operands[1], count: count, negated: false)
      let column = operands[0].expanded(count: count)
      let kept = Buffer<UInt8>(count: count) { target in
        for row in 0..<count { target[row] = 1 - equal.base[row] }
      }
      let validity = Bitmap.intersection(
        column.validity, Bitmap(bytes: kept.base, count: count).orNilIfAllSet)
      return column.masked(validity)
    }
  }
}
