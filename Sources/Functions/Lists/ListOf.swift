import Catalog
import Columnar
import Diagnostics

/// `[a, b, …]`.
enum ListOf: ScalarFunction {
  static let declaration = Declaration(
    "list", "Makes a list of several values of one row.", category: .list,
    details: "Written in brackets: [a, b]. Null values become items. All have one type.",
    parameters: [ParameterInfo("items…", "value", help: "The items.", default: "")],
    result: "list", searchTerms: ["array", "vector"],
    examples: [
      Example("Constants", "[1, 2, 3]", expected: "[1, 2, 3]"),
      Example("By row", "rows [a, b; 1, 2] | derive c = length([a, b])", expected: "a,b,c\n1,2,2"),
    ])

  static func bind(_ call: FunctionCall) throws(Diagnostic) -> BoundScalar {
    let expressions = call.arguments.compactMap { $0?.expression }
    if call.nameSpan != call.span, case .list? = expressions.first?.type {
      throw Diagnostic(
        "E308", "`list` does not collect lists", at: call.span,
        details: ["One row per item comes from the verb explode."])
    }
    let element = try Alternatives.commonType(call, expressions)
    let width = expressions.count
    return BoundScalar("list", type: .list(element), handlesNull: true) {
      (operands, count, _) throws(Diagnostic) in
      var columns: [Column] = []
      for operand in operands {
        columns.append(try Alternatives.converted(operand, to: element, count))
      }
      // Columns one after the other hold item i of row r at i * count + r.
      let order = Buffer<UInt32>(count: count * width) { target in
        for row in 0..<count {
          for item in 0..<width {
            target[row * width + item] = UInt32(truncatingIfNeeded: item * count + row)
          }
        }
      }
      let offsets = Buffer<Int32>(count: count + 1) { target in
        for row in 0...count { target[row] = Int32(truncatingIfNeeded: row * width) }
      }
      let items = Column.concatenate(columns, type: element)
        .gather(order.base, count: order.count)
      return Column(
        .list(element), .list(ListData(offsets: offsets, items: items)), count: count)
    }
  }
}
