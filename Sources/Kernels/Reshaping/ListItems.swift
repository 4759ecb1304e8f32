public import Columnar

/// The items of a column of lists, one row for each; a list without items has one row too.
public struct ListItems: Sendable {
  /// The row of the list that each item is in.
  public let rows: Buffer<UInt32>
  /// The items; missing where the list has none.
  public let items: Column
  /// Rows whose list is empty, and rows without a list.
  public let emptyLists: Int, missingLists: Int

  private let offsets: Buffer<Int32>

  /// Takes lists apart.
  ///
  /// - Returns: Nil when the column does not hold lists.
  public init?(_ column: Column, workers: Workers) {
    guard case .list(let list) = column.data else { return nil }
    let count = column.count
    offsets = list.offsets
    let blocks = Blocks.count(rows: count)
    let sizes = workers.map(blocks) { block -> (rows: Int, empty: Int, missing: Int) in
      var size = (rows: 0, empty: 0, missing: 0)
      for row in Blocks.range(block, rows: count) {
        let length = Self.length(list, column, row)
        size.rows += max(1, length)
        if length == 0 {
          if column.isValid(row) { size.empty += 1 } else { size.missing += 1 }
        }
      }
      return size
    }
    var starts = [0]
    for size in sizes { starts.append(starts[starts.count - 1] + size.rows) }
    emptyLists = sizes.reduce(0) { $0 + $1.empty }
    missingLists = sizes.reduce(0) { $0 + $1.missing }
    let total = starts[blocks]
    let rowMemory = Memory(byteCount: total * 4)
    let itemMemory = Memory(byteCount: total * 4)
    nonisolated(unsafe) let rowTarget = rowMemory.start.bindMemory(
      to: UInt32.self, capacity: max(1, total))
    nonisolated(unsafe) let itemTarget = itemMemory.start.bindMemory(
      to: UInt32.self, capacity: max(1, total))
    workers.forEach(blocks) { [starts] block in
      var position = starts[block]
      for row in Blocks.range(block, rows: count) {
        let first = UInt32(truncatingIfNeeded: list.offsets.base[row])
        let length = Self.length(list, column, row)
        for item in 0..<max(1, length) {
          rowTarget[position] = UInt32(truncatingIfNeeded: row)
          itemTarget[position] =
            length == 0 ? JoinMatches.noRow : first &+ UInt32(truncatingIfNeeded: item)
          position += 1
        }
      }
    }
    rows = Buffer(owner: rowMemory, base: UnsafePointer(rowTarget), count: total)
    let picked = Buffer(owner: itemMemory, base: UnsafePointer(itemTarget), count: total)
    let first = count > 0 ? Int(list.offsets[0]) : 0
    if emptyLists + missingLists == 0 {
      // No list is empty, so the items stand in this order already.
      items = list.items.column.slice(first..<first + total)
    } else {
      items = list.items.column.gatherOptional(picked)
    }
  }

  /// How many items the lists have together, a list without items counted as one; known before
  /// anything is made.
  public static func count(_ column: Column) -> Int {
    guard case .list(let list) = column.data else { return 0 }
    var total = 0
    for row in 0..<column.count { total += max(1, length(list, column, row)) }
    return total
  }

  @inline(__always)
  private static func length(_ list: ListData, _ column: Column, _ row: Int) -> Int {
    column.isValid(row) ? Int(list.offsets.base[row + 1] - list.offsets.base[row]) : 0
  }

  /// The place of each item in its list, counted from 0; missing where the list has none.
  public var positions: Column {
    let places = Buffer<Int64>(count: rows.count) { target in
      for index in 0..<rows.count {
        let isNext = index > 0 && rows.base[index] == rows.base[index - 1]
        target[index] = isNext ? target[index - 1] + 1 : 0
      }
    }
    guard emptyLists + missingLists > 0 else {
      return Column(.int, .int64(places), count: rows.count)
    }
    let present = Bitmap(count: rows.count) { words in
      words.update(repeating: 0, count: (rows.count + 63) / 64)
      for index in 0..<rows.count {
        let row = Int(rows.base[index])
        let isItem = offsets.base[row + 1] > offsets.base[row]
        if isItem { words[index >> 6] |= 1 << UInt64(index & 63) }
      }
    }
    return Column(.int, .int64(places), validity: present.orNilIfAllSet, count: rows.count)
  }
}
