import Catalog
import Columnar
import Diagnostics
import Kernels

/// What number(x), int(x), bool(x) and text(x) share.
///
/// A value that has no counterpart in the other type becomes missing and is counted.
enum Conversions {
  /// Whether a type can be converted at all.
  static func accepts(_ type: DataType) -> Bool {
    [.text, .json, .int, .number, .bool].contains(type)
  }

  /// The values in another type.
  static func column(
    _ operand: Operand, to wanted: DataType, count: Int, _ counts: inout EvaluationCounts
  ) throws(Diagnostic) -> Column {
    let validity = Validity.of([operand], count)
    if operand.type == wanted { return operand.expanded(count: count) }
    switch wanted {
    case .text:
      if operand.type == .json {
        return try NestedValues.texts(operand, count: count, validity: validity)
      }
      return try TextConversion.column(operand, count: count)
    case .number: return try numbers(operand, count, validity, &counts)
    case .int: return try ints(operand, count, validity, &counts)
    case .bool: return try bools(operand, count, validity, &counts)
    default: throw .defect("nothing is converted to \(wanted.name)")
    }
  }

  /// Binds a conversion; `note` says in which words the argument is asked for.
  static func bind(_ call: FunctionCall, to wanted: DataType) throws(Diagnostic) -> BoundScalar {
    _ = try call.argument(0, "text, json, a number or a bool", accepts)
    return .strict(call, type: wanted, isTotal: false) {
      (operands, count, _, counts) throws(Diagnostic) in
      try column(operands[0], to: wanted, count: count, &counts)
    }
  }

  private static func numbers(
    _ operand: Operand, _ count: Int, _ validity: Bitmap?, _ counts: inout EvaluationCounts
  ) throws(Diagnostic) -> Column {
    let values: Buffer<Double>
    switch operand.type {
    case .bool:
      values = Elementwise.map(try operand.bools(), count: count) { Double($0) }
    case .text, .json:
      values = try TextLoops.values(operand, count: count) { view, _ in
        number(content(view, operand.type)) ?? .nan
      }
    default: values = Elementwise.map(try operand.doubles(), count: count) { $0 }
    }
    return .numbers(values, validity, &counts)
  }

  private static func ints(
    _ operand: Operand, _ count: Int, _ validity: Bitmap?, _ counts: inout EvaluationCounts
  ) throws(Diagnostic) -> Column {
    let values: Buffer<Int64?>
    switch operand.type {
    case .bool: values = Elementwise.map(try operand.bools(), count: count) { Int64($0) }
    case .text, .json:
      values = try TextLoops.values(operand, count: count) { view, _ in
        let view = content(view, operand.type)
        guard view.count < 400 else { return nil }
        return Int64(view.string) ?? number(view).flatMap(Int64.init(exactly:))
      }
    default:
      values = Elementwise.map(try operand.doubles(), count: count) { Int64(exactly: $0) }
    }
    let present = defined(count, validity, &counts) { values.base[$0] != nil }
    let ints = Elementwise.map(Vector(values), count: count) { $0 ?? 0 }
    return .ints(ints, present)
  }

  private static func bools(
    _ operand: Operand, _ count: Int, _ validity: Bitmap?, _ counts: inout EvaluationCounts
  ) throws(Diagnostic) -> Column {
    // Two stands for what is neither.
    let values: Buffer<UInt8>
    switch operand.type {
    case .text, .json:
      values = try TextLoops.values(operand, count: count) { view, _ in
        switch content(view, operand.type).string.lowercased() {
        case "true", "1": 1
        case "false", "0": 0
        default: 2
        }
      }
    default:
      values = Elementwise.map(try operand.doubles(), count: count) { number in
        number == 1 ? 1 : number == 0 ? 0 : 2
      }
    }
    let present = defined(count, validity, &counts) { values.base[$0] < 2 }
    return .bools(Elementwise.map(Vector(values), count: count) { $0 & 1 }, present)
  }

  private static func defined(
    _ count: Int, _ validity: Bitmap?, _ counts: inout EvaluationCounts, _ test: (Int) -> Bool
  ) -> Bitmap? {
    let flags = (0..<count).map { (validity?[$0] ?? true) && test($0) }
    let result = Bitmap(flags)
    counts.undefined += (validity?.setCount ?? count) - result.setCount
    return result.orNilIfAllSet
  }

  /// The text without spaces around it, and of json without quotes.
  private static func content(_ view: TextView, _ type: DataType) -> TextView {
    var (first, last) = (0, view.count)
    if type == .json, NestedText.kind(of: view) == .text { (first, last) = (1, last - 1) }
    while first < last, view.start[first] == 0x20 { first += 1 }
    while last > first, view.start[last - 1] == 0x20 { last -= 1 }
    return TextView(start: view.start + first, count: last - first)
  }

  /// The number that a text writes; nil for hexadecimal and other forms that only Swift knows.
  private static func number(_ view: TextView) -> Double? {
    guard view.count < 400 else { return nil }
    let isDecimal = view.bytes.allSatisfy { byte in
      byte &- 0x30 <= 9 || byte | 0x20 == UInt8(ascii: "e") || "+-.".utf8.contains(byte)
    }
    guard isDecimal, let value = Double(view.string), value.isFinite else {
      return nil
    }
    return value + 0
  }

  static func declaration(
    _ name: String, _ summary: String, details: String, terms: [String], examples: [Example]
  ) -> Declaration {
    Declaration(
      name, summary, category: name == "text" ? .text : name == "bool" ? .logic : .number,
      details: details,
      parameters: [
        ParameterInfo("x", "text, json, number or bool", help: "The value to convert.")
      ], result: name, searchTerms: ["cast", "convert", "as", "parse"] + terms,
      examples: examples)
  }
}
