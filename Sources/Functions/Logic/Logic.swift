import Catalog
import Columnar
import Diagnostics
import Kernels

/// What `and` and `or` share: logic with three values (Kleene 1938).
enum Logic {
  static func bind(
    _ call: FunctionCall, _ form: ConditionForm,
    _ operation: @escaping @Sendable (TruthVector, TruthVector) -> TruthVector
  ) throws(Diagnostic) -> BoundScalar {
    for index in 0..<2 { _ = try call.argument(index, "true or false") { $0 == .bool } }
    let isTotal = call.type(0) == .bool && call.type(1) == .bool
    // A null that is written out has no truth values in memory: every row is unknown.
    var bound = BoundScalar(call.name, type: .bool, isTotal: isTotal, handlesNull: false) {
      (operands, count, _) throws(Diagnostic) in
      let result = operation(try truth(operands[0], count), try truth(operands[1], count))
      let (values, validity) = result.bytes
      return Column(.bool, .bool(values), validity: validity, count: count)
    }
    bound.form = form
    return bound
  }

  static func truth(_ operand: Operand, _ count: Int) throws(Diagnostic) -> TruthVector {
    guard operand.type == .bool else {
      let none = Bitmap(repeating: false, count: count)
      return TruthVector(isTrue: none, isFalse: none)
    }
    return TruthVector(try operand.bools(), validity: Validity.of([operand], count), count: count)
  }

  static func declaration(
    _ name: String, _ summary: String, details: String, examples: [Example]
  ) -> Declaration {
    Declaration(
      name, summary, category: .logic, details: details,
      parameters: [
        ParameterInfo("a", "bool", help: "The condition on the left."),
        ParameterInfo("b", "bool", help: "The condition on the right."),
      ], result: "bool", searchTerms: ["&&", "||", "logic"], examples: examples)
  }
}
