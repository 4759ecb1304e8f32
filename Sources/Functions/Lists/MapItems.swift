import Catalog
import Columnar
import Diagnostics

/// `map(list, t => …)`.
enum MapItems: ScalarFunction {
  static let declaration = Declaration(
    "map", "Gives the list of the values that a function has for each item.", category: .list,
    details: """
      The function names the item before `=>`; after it the item, the columns of the row and outer \
      names can be read. A missing item is given to the function like any other.
      """,
    parameters: [
      ParameterInfo("x", "list", help: "The list."),
      ParameterInfo("f", "function", help: "The value for an item: t => …"),
    ], result: "list", searchTerms: ["apply", "transform", "lambda", "for each"],
    examples: [
      Example("Numbers", "map([1, 2, 3], n => n * n)", expected: "[1, 4, 9]"),
      Example(
        "With a column of the row",
        """
        rows [names, n; "x y", 1]
        | derive ids = map(split(names, " "), t => f"{t}-{n}") | select ids
        """,
        expected: "ids\n\"[\"\"x-1\"\",\"\"y-1\"\"]\"\n"),
    ])

  static func bind(_ call: FunctionCall) throws(Diagnostic) -> BoundScalar {
    let element = try ListFunctions.element(call)
    let function = try call.requiredItemFunction(1)
    let isNeverNull = try call.argument(0).isNeverNull
    guard element != nil else { return ListFunctions.missing(call, .list(function.type)) }
    return BoundScalar(
      call.name, type: .list(function.type), isTotal: isNeverNull, handlesNull: true
    ) { (operands, count, counts) throws(Diagnostic) in
      let lists = try ListItems(operands[0], count)
      return lists.replacing(items: try lists.values(of: function, operands, &counts))
    }
  }
}
