import Catalog
import Columnar
import Diagnostics
import Kernels

/// `parse_list(x)`.
enum ParseList: ScalarFunction {
  static let declaration = Declaration(
    "parse_list", "Reads a list that is written inside a text, or is an item of json.",
    category: .list,
    details: """
      Takes JSON lists, and lists and tuples as Python prints them. Items are texts unless items: \
      says otherwise: number, int, bool or json; an item that is no such value is null, and \
      counted, nested lists and objects are texts of JSON. null, None and nan, alone or as items, \
      are null. Text that is no list is null, and counted; split(x, ",") takes apart a text \
      without brackets.
      """,
    parameters: [
      ParameterInfo("x", "text or json", help: "The list."),
      ParameterInfo(
        "items", "word: text, number, int, bool or json", help: "The type of the items.",
        default: "text", labelled: true),
    ], result: "list", searchTerms: ["json", "python", "literal_eval", "array", "split"],
    examples: [
      Example(
        "As Python prints it", "parse_list(\"['en', \\\"l'un\\\", None]\")",
        expected: "[en, l'un, null]"),
      Example(
        "Numbers", "parse_list(\"[1.5, nan, 2]\", items: number)", expected: "[1.5, null, 2]"),
    ])

  static func bind(_ call: FunctionCall) throws(Diagnostic) -> BoundScalar {
    let x = try call.argument(0, "text or json") { $0 == .text || $0 == .json }
    let word = try call.constantText(1, "the name of a type") ?? "text"
    let types: [DataType] = [.text, .number, .int, .bool, .json]
    guard let element = types.first(where: { $0.name == word }) else {
      throw call.valueError(
        1, "items of a list cannot be read as `\(word)`: text, number, int, bool or json")
    }
    return .strict(call, type: .list(element), isTotal: false) {
      (operands, count, validity, counts) throws(Diagnostic) in
      var json = operands[0].expanded(count: count)
      if x.type == .text { json = try NestedValues.parsed(operands[0], count, validity, &counts) }
      return try NestedValues.lists(json, of: element, &counts)
    }
  }
}
