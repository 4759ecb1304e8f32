import Catalog
import Columnar
import Diagnostics

/// `filter(list, t => …)`.
enum FilterItems: ScalarFunction {
  static let declaration = Declaration(
    "filter", "Gives the items of a list for which a condition holds.", category: .list,
    details: "Items keep their order. An item whose condition is unknown is left out.",
    parameters: [
      ParameterInfo("x", "list", help: "The list."),
      ParameterInfo("f", "function", help: "The condition for an item: t => …"),
    ], result: "the type of x", searchTerms: ["keep", "where", "select", "lambda"],
    examples: [
      Example("Large items", "filter([5, 1, 7], n => n > 3)", expected: "[5, 7]"),
      Example(
        "Texts by pattern",
        "filter([\"license:mit\", \"moe\"], t => not (t ~ r\"^license:\"))", expected: "[moe]"),
    ])

  static func bind(_ call: FunctionCall) throws(Diagnostic) -> BoundScalar {
    let element = try ListFunctions.element(call)
    let isNeverNull = try call.argument(0).isNeverNull
    guard let element, let function = try call.itemCondition(1) else {
      return ListFunctions.missing(call, .null)
    }
    return BoundScalar(
      call.name, type: .list(element), isTotal: isNeverNull, handlesNull: true
    ) { (operands, count, counts) throws(Diagnostic) in
      let lists = try ListItems(operands[0], count)
      return lists.keeping(where: try lists.values(of: function, operands, &counts))
    }
  }
}
