import Catalog
import Columnar
import Diagnostics
import Kernels

/// Loops over columns of json: text in the canonical form of `NestedText`.
enum NestedValues {
  /// Texts read as json; what cannot be read becomes missing and is counted.
  static func parsed(
    _ operand: Operand, _ count: Int, _ validity: Bitmap?, _ counts: inout EvaluationCounts
  ) throws(Diagnostic) -> Column {
    var bytes: [UInt8] = []
    let texts = try TextLoops.map(operand, count: count, validity: validity) { view, _, builder in
      bytes.removeAll(keepingCapacity: true)
      guard NestedText.parse(view, into: &bytes) == .value else { return nil }
      return bytes.withUnsafeBufferPointer { builder.copy($0) }
    }
    let column = texts.retyped(.json)
    let before = validity?.setCount ?? count
    let after = count - column.nullCount
    guard after < before else { return column }
    let isNothing = try TextLoops.values(operand, count: count) { view, _ in
      var bytes: [UInt8] = []
      return view.count < 32 && NestedText.parse(view, into: &bytes) == .null
    }
    var nothing = 0
    for row in 0..<count where isNothing.base[row] && validity?[row] ?? true { nothing += 1 }
    withExtendedLifetime(isNothing) {}
    counts.undefined += before - after - nothing
    return column
  }

  /// A part of each value; missing where there is none, and where it is JSON's null.
  static func parts(
    _ operand: Operand, _ others: [Operand] = [], count: Int, validity: Bitmap?,
    _ part: (TextView, Int) -> TextView?
  ) throws(Diagnostic) -> Column {
    try TextLoops.map(operand, others, count: count, validity: validity) { view, row, _ in
      guard let found = part(view, row), NestedText.kind(of: found) != .null else { return nil }
      return found
    }.retyped(.json)
  }

  /// Values as text: texts without their quotes, anything else as JSON.
  static func texts(
    _ operand: Operand, count: Int, validity: Bitmap?
  ) throws(Diagnostic) -> Column {
    try TextLoops.map(operand, count: count, validity: validity) { view, _, builder in
      guard NestedText.kind(of: view) == .text else { return view }
      return NestedText.content(of: view) { builder.copy($0) }
    }.retyped(.text)
  }

  /// The lists among values, with items of a type; other values become missing and are counted.
  static func lists(
    _ json: Column, of element: DataType, _ counts: inout EvaluationCounts
  ) throws(Diagnostic) -> Column {
    let texts = try TextVector(Operand(json))
    var views = BufferBuilder<TextView>(capacity: json.count * 2)
    var offsets = BufferBuilder<Int32>(capacity: json.count + 1)
    var present = [Bool](repeating: false, count: json.count)
    var missingItems = false
    offsets.append(0)
    for row in 0..<json.count {
      if json.isValid(row) {
        let view = texts[row]
        present[row] = NestedText.kind(of: view) == .list
        if !present[row] { counts.undefined += 1 }
        NestedText.forEachItem(of: view) { item in
          let isNull = NestedText.kind(of: item) == .null
          if isNull { missingItems = true }
          views.append(isNull ? .empty : item)
        }
      }
      guard views.count <= Int(Int32.max) else {
        throw Diagnostic("E851", "the lists have more than 2,147,483,647 items", kind: .limit)
      }
      offsets.append(Int32(truncatingIfNeeded: views.count))
    }
    let all = views.finish()
    let validity =
      missingItems
      ? Bitmap((0..<all.count).map { all[$0].count > 0 }) : nil
    let items = Column(
      .json, .text(TextData(views: all, owners: texts.owners)), validity: validity,
      count: all.count)
    let converted = try Conversions.column(Operand(items), to: element, count: all.count, &counts)
    return Column(
      .list(element), .list(ListData(offsets: offsets.finish(), items: converted)),
      validity: present.contains(false) ? Bitmap(present) : nil, count: json.count)
  }
}
