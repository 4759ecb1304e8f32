import Catalog
import Columnar
import Diagnostics
import Kernels

/// `not a`.
enum Not: ScalarFunction {
  static let declaration = Declaration(
    "not", "Turns true into false and false into true.", category: .logic,
    details: "The opposite of null is null.",
    parameters: [ParameterInfo("a", "bool", help: "The condition.")], result: "bool",
    searchTerms: ["!", "opposite"],
    examples: [
      Example("A condition", "not (1 == 2)", expected: "true"),
      Example("Null", "(not null) is null", expected: "true"),
    ])

  static func bind(_ call: FunctionCall) throws(Diagnostic) -> BoundScalar {
    _ = try call.argument(0, "true or false") { $0 == .bool }
    var bound = BoundScalar.strict(call, type: .bool) {
      (operands, count, validity, _) throws(Diagnostic) in
      .bools(Elementwise.map(try operands[0].bools(), count: count) { $0 ^ 1 }, validity)
    }
    bound.form = .opposite
    return bound
  }
}
