public import Columnar

/// A number for each cell of a table: equal for equal values, and as good as always another one for
/// another value.
public enum CellMarks {
  /// The numbers of each column, in its order.
  public static func marks(of table: Table, workers: Workers) -> [[UInt32]] {
    let table = TableDigest.inNormalForm(table, workers)
    let blocks = Blocks.count(rows: table.rowCount)
    let pieces = workers.map(blocks * table.columnCount) { piece in
      marks(of: TableDigest.part(of: table, column: piece / blocks, piece % blocks))
    }
    return (0..<table.columnCount).map { column in
      Array(pieces[column * blocks..<(column + 1) * blocks].joined())
    }
  }

  /// FNV-1a of each cell's bytes, folded to 32 bits (Fowler, Noll and Vo, draft-eastlake-fnv).
  private static func marks(of column: Column) -> [UInt32] {
    var places = [Int](repeating: 0, count: column.count)
    places.withUnsafeMutableBufferPointer { sizes in
      if let sizes = sizes.baseAddress { CellBytes.addSizes(of: column, to: sizes) }
    }
    var ends = places
    var size = 0
    for row in places.indices {
      places[row] = size
      size += ends[row]
      ends[row] = size
    }
    let bytes = [UInt8](unsafeUninitializedCapacity: size) { target, count in
      if let base = target.baseAddress {
        places.withUnsafeMutableBufferPointer { places in
          if let places = places.baseAddress { CellBytes.write(column, to: base, at: places) }
        }
      }
      count = size
    }
    var start = 0
    return ends.map { end in
      var hash: UInt64 = 0xCBF2_9CE4_8422_2325
      for place in start..<end { hash = (hash ^ UInt64(bytes[place])) &* 0x100_0000_01B3 }
      start = end
      return UInt32(truncatingIfNeeded: hash ^ hash >> 32)
    }
  }
}
