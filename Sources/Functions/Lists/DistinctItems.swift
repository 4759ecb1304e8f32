import Catalog
import Columnar
import Diagnostics

/// `distinct(list)`.
enum DistinctItems: ScalarFunction {
  static let declaration = ListFunctions.declaration(
    "distinct", "Gives the different items of a list, in the order of their first place.",
    details: "Null items are kept once.", result: "the type of x", terms: ["unique", "dedupe"],
    examples: [
      Example("Numbers", "distinct([1, 2, 1, 3])", expected: "[1, 2, 3]"),
      Example("How many differ", "length(distinct([\"a\", \"a\"]))", expected: "1"),
    ])
  static func bind(_ call: FunctionCall) throws(Diagnostic) -> BoundScalar {
    guard let element = try ListFunctions.element(call) else {
      return .strict(call, type: .null) { (_, count, _, _) throws(Diagnostic) in
        .nulls(.null, count: count)
      }
    }
    let type = DataType.list(element)
    return .strict(call, type: type) { (operands, count, validity, _) throws(Diagnostic) in
      try ListFunctions.rebuild(operands[0], count, validity, type) { items, range in
        var seen: Set<Value> = []
        return range.filter { seen.insert(items.value(at: $0)).inserted }
      }
    }
  }
}
