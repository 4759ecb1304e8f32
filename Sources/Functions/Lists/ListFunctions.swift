import Catalog
import Columnar
import Diagnostics
import Kernels

/// What functions of lists share.
enum ListFunctions {
  /// The type of the items of the first argument; nil when it is the literal null.
  static func element(
    _ call: FunctionCall, _ expected: String = "a list"
  ) throws(Diagnostic) -> DataType? {
    let x = try call.argument(0, expected) { if case .list = $0 { true } else { false } }
    if case .list(let element) = x.type { return element }
    return nil
  }

  /// A function whose list is the literal null.
  static func missing(_ call: FunctionCall, _ type: DataType) -> BoundScalar {
    BoundScalar(call.name, type: type, isTotal: false, handlesNull: true) {
      (_, count, _) throws(Diagnostic) in .nulls(type, count: count)
    }
  }

  /// The lists of an operand with one list per row, and the column of their items.
  static func lists(
    _ operand: Operand, _ count: Int
  ) throws(Diagnostic) -> (offsets: UnsafePointer<Int32>, items: Column, owner: ListData) {
    let list = try Operand(operand.expanded(count: count)).lists()
    return (list.offsets.base, list.items.column, list)
  }

  /// One item, or none, of each list.
  ///
  /// - Parameter choose: Gets the row and the items' range; gives a position in the range, or nil.
  static func pick(
    _ operand: Operand, _ count: Int, _ validity: Bitmap?,
    _ choose: (Int, Range<Int>) -> Int?
  ) throws(Diagnostic) -> Column {
    let (offsets, items, owner) = try lists(operand, count)
    let nothing = UInt32(truncatingIfNeeded: items.count)
    let rows = Buffer<UInt32>(count: count) { target in
      for row in 0..<count {
        let range = Int(offsets[row])..<Int(offsets[row + 1])
        let chosen = validity?[row] ?? true ? choose(row, range) : nil
        target[row] = chosen.map { UInt32(truncatingIfNeeded: $0) } ?? nothing
      }
    }
    withExtendedLifetime(owner) {}
    return Column.concatenate([items, .nulls(items.type, count: 1)], type: items.type)
      .gather(rows.base, count: count)
  }

  /// Lists of other items of the same lists.
  ///
  /// - Parameter choose: Gets the items' range; gives positions in the range.
  static func rebuild(
    _ operand: Operand, _ count: Int, _ validity: Bitmap?, _ type: DataType,
    _ choose: (Column, Range<Int>) -> [Int]
  ) throws(Diagnostic) -> Column {
    let (offsets, items, owner) = try lists(operand, count)
    var rows = BufferBuilder<UInt32>(capacity: items.count)
    var ends = BufferBuilder<Int32>(capacity: count + 1)
    ends.append(0)
    for row in 0..<count {
      if validity?[row] ?? true {
        let range = Int(offsets[row])..<Int(offsets[row + 1])
        for position in choose(items, range) { rows.append(UInt32(truncatingIfNeeded: position)) }
      }
      ends.append(Int32(truncatingIfNeeded: rows.count))
    }
    withExtendedLifetime(owner) {}
    let chosen = rows.finish()
    let data = ListData(
      offsets: ends.finish(), items: items.gather(chosen.base, count: chosen.count))
    return Column(type, .list(data), validity: validity?.orNilIfAllSet, count: count)
  }

  static func declaration(
    _ name: String, _ summary: String, details: String, result: String, terms: [String],
    examples: [Example]
  ) -> Declaration {
    Declaration(
      name, summary, category: .list, details: details,
      parameters: [ParameterInfo("x", "list", help: "The list.")], result: result,
      searchTerms: terms, examples: examples)
  }
}
