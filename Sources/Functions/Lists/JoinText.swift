import Catalog
import Columnar
import Diagnostics

/// `join_text(list, mark)`.
enum JoinText: ScalarFunction {
  static let declaration = Declaration(
    "join_text", "Joins the items of a list to one text.", category: .list,
    details: "Items appear as in CSV; null items are left out. An empty list gives empty text.",
    parameters: [
      ParameterInfo("x", "list", help: "The list."),
      ParameterInfo("mark", "text", help: "The text between items, a constant.", default: ", "),
    ], result: "text", searchTerms: ["paste", "collapse", "implode", "string_agg"],
    examples: [
      Example("The usual mark", "join_text([1, 2, 3])", expected: "1, 2, 3"),
      Example("Another mark", "join_text([\"a\", \"b\"], \"/\")", expected: "a/b"),
    ])

  static func bind(_ call: FunctionCall) throws(Diagnostic) -> BoundScalar {
    _ = try ListFunctions.element(call)
    let mark = Array((try call.constantText(1, "text") ?? ", ").utf8)
    return .strict(call, type: .text) { (operands, count, validity, _) throws(Diagnostic) in
      let (offsets, items, owner) = try ListFunctions.lists(operands[0], count)
      let texts = try TextVector(
        Operand(try TextConversion.column(Operand(items), count: items.count)))
      var builder = TextBuilder(capacity: count)
      var bytes: [UInt8] = []
      for row in 0..<count {
        bytes.removeAll(keepingCapacity: true)
        var isFirst = true
        if validity?[row] ?? true {
          for item in Int(offsets[row])..<Int(offsets[row + 1]) where items.isValid(item) {
            if !isFirst { bytes.append(contentsOf: mark) }
            bytes.append(contentsOf: texts[item].bytes)
            isFirst = false
          }
        }
        bytes.withUnsafeBufferPointer { builder.append($0) }
      }
      withExtendedLifetime(owner) {}
      return Column(.text, .text(builder.finish()), validity: validity?.orNilIfAllSet, count: count)
    }
  }
}
