import Catalog
import Columnar
import Diagnostics

/// `x is null`.
enum IsNull: ScalarFunction {
  static let declaration = Declaration(
    "is null", "Tells whether a value is missing.", category: .null,
    details: "Written after the value: `score is null`. Empty text is not missing.",
    parameters: [ParameterInfo("x", "value", help: "The value.")], result: "bool",
    searchTerms: ["missing", "na", "isna"],
    examples: [
      Example("Null", "null is null", expected: "true"),
      Example("Empty text", "\"\" is null", expected: "false"),
    ])
  static func bind(_ call: FunctionCall) throws(Diagnostic) -> BoundScalar {
    try NullTest.bind(call, wanted: 0)
  }
}

/// What `is null` and `is not null` share.
enum NullTest {
  /// - Parameter wanted: Whether a row must have a value (1) or not (0).
  static func bind(_ call: FunctionCall, wanted: UInt8) throws(Diagnostic) -> BoundScalar {
    _ = try call.argument(0)
    var bound = BoundScalar(call.name, type: .bool, handlesNull: true) {
      (operands, count, _) throws(Diagnostic) in
      guard let validity = Validity.of([operands[0]], count) else {
        return .bools(Buffer(repeating: wanted, count: count), nil)
      }
      let values = Buffer<UInt8>(count: count) { target in
        for row in 0..<count { target[row] = validity[row] ? wanted : 1 - wanted }
      }
      return .bools(values, nil)
    }
    bound.form =
      wanted == 0
      ? .relation(whenTrue: "is missing", whenFalse: "is not missing")
      : .relation(whenTrue: "is not missing", whenFalse: "is missing")
    return bound
  }
}
