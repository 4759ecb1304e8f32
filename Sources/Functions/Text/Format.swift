import Catalog
import Columnar
import Diagnostics
import Kernels

/// `format(x, pattern)`.
enum Format: ScalarFunction {
  static let declaration = Declaration(
    "format", "Writes a number with a fixed number of digits after the point.", category: .text,
    details: """
      Patterns: "0" and "0.00" for digits after the point, with "," in front for commas between \
      thousands (",0.0"), and "%" behind for percent ("0.0%"). Rounds the shortest decimal text of \
      the number, half away from zero.
      """,
    parameters: [
      ParameterInfo("x", "number", help: "The number."),
      ParameterInfo("pattern", "text", help: "How to write it, a constant."),
    ], result: "text", searchTerms: ["printf", "sprintf", "round", "percent"],
    examples: [
      Example("Two digits", "format(2.5, \"0.00\")", expected: "2.50"),
      Example("Thousands", "format(1234567, \",0\")", expected: "1,234,567"),
      Example("Percent", "format(0.125, \"0.0%\")", expected: "12.5%"),
    ])

  private struct Pattern {
    var isGrouped = false
    var decimals = 0
    var isPercent = false

    init?(_ text: String) {
      var rest = text[...]
      if rest.first == "," {
        isGrouped = true
        rest.removeFirst()
      }
      if rest.last == "%" {
        isPercent = true
        rest.removeLast()
      }
      guard rest.first == "0" else { return nil }
      rest.removeFirst()
      if rest.isEmpty { return }
      guard rest.removeFirst() == ".", !rest.isEmpty, rest.allSatisfy({ $0 == "0" }),
        rest.count <= 20
      else { return nil }
      decimals = rest.count
    }

    func text(_ x: Double) -> String {
      dressed(NumberText.fixed(x, decimals: decimals, shift: isPercent ? 2 : 0))
    }

    func text(_ x: Int64) -> String {
      dressed(NumberText.fixed(x, decimals: decimals, shift: isPercent ? 2 : 0))
    }

    private func dressed(_ digits: String) -> String {
      let sign = digits.hasPrefix("-") ? "-" : ""
      let unsigned = digits.dropFirst(sign.count)
      let whole = unsigned.prefix { $0 != "." }
      let fraction = unsigned.dropFirst(whole.count)
      return sign + (isGrouped ? grouped(whole) : String(whole)) + fraction + (isPercent ? "%" : "")
    }

    private func grouped(_ digits: some StringProtocol) -> String {
      var out = ""
      for (index, digit) in digits.enumerated() {
        if index > 0, (digits.count - index) % 3 == 0 { out.append(",") }
        out.append(digit)
      }
      return out
    }
  }

  static func bind(_ call: FunctionCall) throws(Diagnostic) -> BoundScalar {
    let isWhole = try call.argument(0, "a number") { $0.isNumeric }.type == .int
    let written = try call.constantText(1, "a pattern such as \"0.00\"") ?? "0"
    guard let pattern = Pattern(written) else {
      throw call.valueError(1, "`\(written)` is not a pattern such as \"0.00\", \",0\" or \"0.0%\"")
    }
    return .strict(call, type: .text) { (operands, count, validity, _) throws(Diagnostic) in
      if isWhole {
        // Beyond 53 bits a double no longer has all digits of an int.
        let numbers = try operands[0].int64s()
        return texts(count, validity) { pattern.text(numbers[$0]) }
      }
      let numbers = try operands[0].doubles()
      return texts(count, validity) { pattern.text(numbers[$0]) }
    }
  }

  private static func texts(
    _ count: Int, _ validity: Bitmap?, _ text: (Int) -> String
  ) -> Column {
    var builder = TextBuilder(capacity: count)
    for row in 0..<count { builder.append(validity?[row] ?? true ? text(row) : "") }
    return Column(.text, .text(builder.finish()), validity: validity?.orNilIfAllSet, count: count)
  }
}
