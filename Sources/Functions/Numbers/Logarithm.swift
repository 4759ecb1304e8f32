import Catalog
import Columnar
import Diagnostics

/// `log(x, b)`.
enum Logarithm: ScalarFunction {
  static let declaration = Declaration(
    "log", "Gives the logarithm of a number to a given base.", category: .number,
    details: """
      The base is always written, so that no reader has to guess it; ln(x) is the natural one. \
      Undefined for numbers or bases that are not positive and for base 1: null, and counted. \
      \(ElementaryFunctions.note)
      """,
    parameters: [
      ParameterInfo("x", "number", help: "The number."),
      ParameterInfo("b", "number", help: "The base."),
    ], result: "number", searchTerms: ["logarithm"],
    examples: [
      Example("Base 2", "log(8, 2)", expected: "3"),
      Example("Base 10", "log(100, b: 10)", expected: "2"),
    ])

  static func bind(_ call: FunctionCall) throws(Diagnostic) -> BoundScalar {
    for index in 0..<2 { _ = try call.argument(index, "a number") { $0.isNumeric } }
    return Arithmetic.numbers(call) { ElementaryFunctions.log($0, base: $1) }
  }
}
