import Catalog
import Columnar
import Diagnostics

/// `any(list)` and `any(list, t => …)`.
enum AnyItem: ScalarFunction {
  static let declaration = Quantifier.declaration(
    "any", "Tells whether at least one item of a list is true.",
    details: "False for an empty list. Null if no item is true and one is null.",
    terms: ["some", "exists"],
    examples: [
      Example("One of them", "any([false, true])", expected: "true"),
      Example("None", "any([1 > 2, 2 > 3])", expected: "false"),
      Example("By a condition", "any([1, 5], n => n > 3)", expected: "true"),
    ])
  static func bind(_ call: FunctionCall) throws(Diagnostic) -> BoundScalar {
    try Quantifier.bind(call, decisive: 1)
  }
}

/// What `any` and `all` of a list share.
enum Quantifier {
  static func declaration(
    _ name: String, _ summary: String, details: String, terms: [String], examples: [Example]
  ) -> Declaration {
    Declaration(
      name, summary, category: .list, details: details,
      parameters: [
        ParameterInfo("x", "list", help: "The list."),
        ParameterInfo("f", "function", help: "A condition for an item: t => …", default: ""),
      ], result: "bool", searchTerms: terms, examples: examples)
  }

  /// - Parameter decisive: The truth value that settles the result as soon as an item has it.
  static func bind(_ call: FunctionCall, decisive: UInt8) throws(Diagnostic) -> BoundScalar {
    let function = try call.itemCondition(1)
    let expected = function == nil ? "a list of true and false" : "a list"
    guard let element = try ListFunctions.element(call, expected) else {
      return ListFunctions.missing(call, .bool)
    }
    guard function != nil || element == .bool || element == .null else {
      throw call.typeError(0, expected: expected)
    }
    return BoundScalar(call.name, type: .bool, isTotal: false, handlesNull: true) {
      (operands, count, counts) throws(Diagnostic) in
      let lists = try ListItems(operands[0], count)
      let truths = try function.map { (function) throws(Diagnostic) in
        try lists.values(of: function, operands, &counts)
      }
      return lists.quantified(truths ?? lists.items, decisive: decisive)
    }
  }
}
