import Catalog
import Columnar
import Diagnostics
import Kernels

/// `parse_json(x)`.
enum ParseJSON: ScalarFunction {
  static let declaration = Declaration(
    "parse_json", "Reads a list or an object that is written inside a text.", category: .list,
    details: """
      Takes JSON, and lists, tuples and dictionaries as Python prints them. The result is of the \
      type json: x.field is a field of an object and x[0] an item of a list, null where there is \
      none. number(x), int(x), bool(x), text(x) and parse_list(x) give values to calculate with. \
      null, None and nan are null. Text that is neither language is null, and counted. Objects are \
      shown with their keys in order; two of the same content are equal.
      """,
    parameters: [ParameterInfo("x", "text", help: "The text.")], result: "json",
    searchTerms: ["json", "dict", "python", "literal_eval", "from_json", "json_extract"],
    examples: [
      Example(
        "A field of an object", "number(parse_json('{\"size\": 7.5}').size) * 2", expected: "15"),
      Example(
        "As Python prints it",
        """
        rows [card; "{'license': 'mit', 'langs': ['en', 'fr']}"; "nothing"]
        | derive c = parse_json(card), license = text(c.license), second = text(c.langs[1])
        | select license, second
        """, expected: "license,second\nmit,fr\n,"),
    ])

  static func bind(_ call: FunctionCall) throws(Diagnostic) -> BoundScalar {
    _ = try call.argument(0, "text") { $0 == .text }
    return .strict(call, type: .json, isTotal: false) {
      (operands, count, validity, counts) throws(Diagnostic) in
      try NestedValues.parsed(operands[0], count, validity, &counts)
    }
  }
}
