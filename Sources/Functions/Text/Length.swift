import Catalog
import Columnar
import Diagnostics
import Kernels

/// `length(x)`.
enum Length: ScalarFunction {
  static let declaration = Declaration(
    "length", "Counts the characters of a text or the items of a list.", category: .text,
    details: "Characters are Unicode code points, so 👍🏽 counts as two. Null items count.",
    parameters: [ParameterInfo("x", "text or list", help: "The text or the list.")], result: "int",
    searchTerms: ["size", "nchar", "len", "count"],
    examples: [
      Example("A text", "length(\"héllo\")", expected: "5"),
      Example("A list", "length([4, 5, 6])", expected: "3"),
    ])

  static func bind(_ call: FunctionCall) throws(Diagnostic) -> BoundScalar {
    let x = try call.argument(0, "text or a list") {
      if case .list = $0 { true } else { $0 == .text }
    }
    if x.type == .text || x.type == .null {
      return .strict(call, type: .int) { (operands, count, validity, _) throws(Diagnostic) in
        let lengths = try TextLoops.values(operands[0], count: count) { view, _ in
          Int64(UnicodeText.count(view))
        }
        return .ints(lengths, validity)
      }
    }
    return .strict(call, type: .int) { (operands, count, validity, _) throws(Diagnostic) in
      let list = try Operand(operands[0].expanded(count: count)).lists()
      let lengths = Buffer<Int64>(count: count) { target in
        for row in 0..<count {
          target[row] = Int64(list.offsets.base[row + 1] - list.offsets.base[row])
        }
      }
      return .ints(lengths, validity)
    }
  }
}
