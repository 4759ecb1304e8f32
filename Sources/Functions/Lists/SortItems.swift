import Catalog
import Columnar
import Diagnostics
import Kernels

/// `sort(list)`.
enum SortItems: ScalarFunction {
  static let declaration = ListFunctions.declaration(
    "sort", "Gives the items of a list in ascending order.",
    details: "Texts by code point, null items last.", result: "the type of x", terms: ["order"],
    examples: [
      Example("Numbers", "sort([3, 1, 2])", expected: "[1, 2, 3]"),
      Example("Texts", "sort([\"b\", \"a\"])", expected: "[a, b]"),
    ])

  static func bind(_ call: FunctionCall) throws(Diagnostic) -> BoundScalar {
    guard let element = try ListFunctions.element(call) else {
      return .strict(call, type: .null) { (_, count, _, _) throws(Diagnostic) in
        .nulls(.null, count: count)
      }
    }
    guard element.isOrdered else {
      throw call.typeError(0, expected: "a list of values with an order")
    }
    let type = DataType.list(element)
    return .strict(call, type: type) { (operands, count, validity, _) throws(Diagnostic) in
      try ListFunctions.rebuild(operands[0], count, validity, type) { items, range in
        range.sorted { precedes(items, $0, $1) }
      }
    }
  }

  /// Whether an item comes before another; equal ones keep their places.
  private static func precedes(_ items: Column, _ a: Int, _ b: Int) -> Bool {
    guard items.isValid(a), items.isValid(b) else {
      return items.isValid(a) == items.isValid(b) ? a < b : items.isValid(a)
    }
    switch items.data {
    case .bool(let values): return pair(values, a, b)
    case .int64(let values): return pair(values, a, b)
    case .int32(let values): return pair(values, a, b)
    case .double(let values): return pair(values, a, b)
    default:
      let order = TextView.compare(items.textView(at: a), items.textView(at: b))
      return order == 0 ? a < b : order < 0
    }
  }

  private static func pair<T: Comparable>(_ values: Buffer<T>, _ a: Int, _ b: Int) -> Bool {
    values.base[a] == values.base[b] ? a < b : values.base[a] < values.base[b]
  }
}
