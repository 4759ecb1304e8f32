import Catalog
import Columnar
import Diagnostics

/// `mod(a, b)`.
enum Modulo: ScalarFunction {
  static let declaration = Declaration(
    "mod", "Gives the remainder of a division that rounds down.", category: .number,
    details: """
      a - b * floor(a / b): the result has the sign of b, so mod(-1, 7) is 6. A divisor of zero \
      gives null and is counted.
      """,
    parameters: [
      ParameterInfo("a", "number", help: "The number that is divided."),
      ParameterInfo("b", "number", help: "The divisor."),
    ], result: "int or number", searchTerms: ["remainder", "modulo", "%"],
    examples: [
      Example("A remainder", "mod(17, 5)", expected: "2"),
      Example("A negative number", "mod(-1, 7)", expected: "6"),
    ])

  static func bind(_ call: FunctionCall) throws(Diagnostic) -> BoundScalar {
    try FloorDivision.bind(call) { a, b in
      if b == -1 { return (0, false) }
      let rest = a % b
      return (rest != 0 && (rest < 0) != (b < 0) ? rest + b : rest, false)
    } numbers: { a, b in
      let rest = a.truncatingRemainder(dividingBy: b)
      return rest != 0 && (rest < 0) != (b < 0) ? rest + b : rest
    }
  }
}
