import Catalog
import Columnar
import Diagnostics
import Kernels

/// The items of the lists of a batch, one after the other.
struct ListItems {
  /// The number of lists.
  let listCount: Int
  /// The items of list `r` are those from `offsets[r]` up to `offsets[r + 1]`; begins with zero.
  let offsets: Buffer<Int32>
  /// The items.
  let items: Column
  /// Which lists are there; nil for all.
  let validity: Bitmap?

  /// Takes the lists of an operand.
  init(_ operand: Operand, _ count: Int) throws(Diagnostic) {
    let column = operand.expanded(count: count)
    let list = try Operand(column).lists()
    let first = list.offsets.base[0]
    let last = list.offsets.base[count]
    listCount = count
    validity = column.validity
    // A batch is a part of a column; the items of its other lists are no concern of it.
    items = list.items.column.slice(Int(first)..<Int(last))
    offsets =
      first == 0
      ? list.offsets
      : Buffer<Int32>(count: count + 1) { target in
        for row in 0...count { target[row] = list.offsets.base[row] - first }
      }
  }

  /// The list that each item belongs to.
  var listOfItem: Buffer<UInt32> {
    Buffer<UInt32>(count: items.count) { target in
      for row in 0..<listCount {
        for item in Int(offsets.base[row])..<Int(offsets.base[row + 1]) {
          target[item] = UInt32(truncatingIfNeeded: row)
        }
      }
    }
  }

  /// The values that a function gives for the items.
  func values(
    of function: ItemFunction, _ operands: [Operand], _ counts: inout EvaluationCounts
  ) throws(Diagnostic) -> Column {
    try function.evaluate(
      items: items, values: operands.dropFirst(), listOfItem: listOfItem, listCount: listCount,
      &counts)
  }

  /// The lists with other items in the same places.
  func replacing(items: Column) -> Column {
    Column(
      .list(items.type), .list(ListData(offsets: offsets, items: items)), validity: validity,
      count: listCount)
  }

  /// The lists with only the items for which a truth value holds.
  func keeping(where truths: Column) -> Column {
    var kept = BufferBuilder<UInt32>(capacity: items.count)
    let ends = Buffer<Int32>(count: listCount + 1) { target in
      target[0] = 0
      for row in 0..<listCount {
        for item in Int(offsets.base[row])..<Int(offsets.base[row + 1])
        where truths.isValid(item) && isTrue(truths, item) {
          kept.append(UInt32(truncatingIfNeeded: item))
        }
        target[row + 1] = Int32(truncatingIfNeeded: kept.count)
      }
    }
    let rows = kept.finish()
    let data = ListData(offsets: ends, items: items.gather(rows.base, count: rows.count))
    return Column(.list(items.type), .list(data), validity: validity, count: listCount)
  }

  private func isTrue(_ truths: Column, _ item: Int) -> Bool {
    if case .bool(let values) = truths.data { values.base[item] != 0 } else { false }
  }

  /// Whether any or every item of each list is true.
  ///
  /// - Parameters:
  ///   - truths: A truth value for each item.
  ///   - decisive: The truth value that settles the result as soon as an item has it.
  func quantified(_ truths: Column, decisive: UInt8) -> Column {
    let flags: Buffer<UInt8>
    if case .bool(let values) = truths.data {
      flags = values
    } else {
      flags = Buffer(repeating: 0, count: items.count)
    }
    var known = [UInt8](repeating: 1, count: listCount)
    let values = Buffer<UInt8>(count: listCount) { target in
      for row in 0..<listCount {
        var isOpen = false
        target[row] = 1 - decisive
        for item in Int(offsets.base[row])..<Int(offsets.base[row + 1]) {
          if !truths.isValid(item) {
            isOpen = true
          } else if flags.base[item] == decisive {
            target[row] = decisive
          }
        }
        if isOpen, target[row] != decisive { known[row] = 0 }
      }
    }
    let bits = known.withUnsafeBufferPointer { pointer in
      pointer.baseAddress.map { Bitmap(bytes: $0, count: listCount).orNilIfAllSet } ?? nil
    }
    return .bools(values, Bitmap.intersection(validity, bits))
  }
}

extension FunctionCall {
  /// The function of an item at a position, which gives true or false.
  func itemCondition(_ index: Int) throws(Diagnostic) -> ItemFunction? {
    guard let function = itemFunction(index) else { return nil }
    guard function.type == .bool || function.type == .null else {
      throw Diagnostic(
        "E305", "a condition must be true or false", at: function.body.span,
        label: "this is \(function.type.name)")
    }
    return function
  }

  /// The function of an item that must be there.
  func requiredItemFunction(_ index: Int) throws(Diagnostic) -> ItemFunction {
    guard let function = itemFunction(index) else {
      throw .defect("a function of an item was not bound", at: span)
    }
    return function
  }
}
