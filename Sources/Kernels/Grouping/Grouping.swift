public import Columnar

/// Rows put into groups of equal keys.
public struct Grouping: Sendable {
  /// The group of each row.
  public let groups: Buffer<UInt32>
  /// The number of groups; every group has at least one row.
  public let groupCount: Int
  /// The first row of each group, from which its key can be read.
  public let firstRows: Buffer<UInt32>

  /// Groups rows by the values of key columns, which all have `rowCount` rows.
  ///
  /// Small key ranges become one index, others go through a hash table; the numbering of groups
  /// depends on the data alone.
  ///
  /// - Returns: Nil when a key is a list or a record.
  public init?(_ keys: [Column], rowCount: Int, workers: Workers) {
    guard var combined = keys.first.map({ KeyCodes($0, workers: workers) }) ?? Self.one(rowCount)
    else { return nil }
    for key in keys.dropFirst() {
      guard let next = KeyCodes(key, workers: workers) else { return nil }
      combined = Self.combine(combined, next, workers: workers)
    }
    self.init(combined, workers: workers)
  }

  /// The groups of codes that are known already.
  public init(_ codes: KeyCodes, workers: Workers) {
    let rowCount = codes.codes.count
    let cardinality = codes.cardinality
    // First row of every code; blocks are merged in order, so the earliest row wins.
    let blockCount = cardinality > 1 << 14 ? 1 : Blocks.count(rows: rowCount)
    let parts = workers.map(blockCount) { block in
      let rows = blockCount == 1 ? 0..<rowCount : Blocks.range(block, rows: rowCount)
      return Buffer<UInt32>(count: cardinality) { firsts in
        firsts.update(repeating: .max, count: cardinality)
        for row in rows.reversed() {
          firsts[Int(codes.codes.base[row])] = UInt32(truncatingIfNeeded: row)
        }
      }
    }
    var present: [UInt32] = []
    var remap = [UInt32](repeating: 0, count: cardinality)
    for code in 0..<cardinality {
      var first = UInt32.max
      for part in parts where part.base[code] != .max {
        first = part.base[code]
        break
      }
      guard first != .max else { continue }
      remap[code] = UInt32(present.count)
      present.append(first)
    }
    firstRows = Buffer(present)
    groupCount = present.count
    if present.count == cardinality {
      groups = codes.codes
      return
    }
    let mapping = Buffer(remap)
    groups = Buffer(count: rowCount) { target in
      nonisolated(unsafe) let target = target
      workers.forEach(Blocks.count(rows: rowCount)) { block in
        for row in Blocks.range(block, rows: rowCount) {
          target[row] = mapping.base[Int(codes.codes.base[row])]
        }
      }
    }
  }

  private static func one(_ rowCount: Int) -> KeyCodes? {
    KeyCodes(codes: Buffer(repeating: 0, count: rowCount), cardinality: 1, isOrdered: true)
  }

  /// Codes of pairs of codes.
  static func combine(_ a: KeyCodes, _ b: KeyCodes, workers: Workers) -> KeyCodes {
    let rowCount = a.codes.count
    let (product, overflow) = a.cardinality.multipliedReportingOverflow(by: b.cardinality)
    let width = UInt32(truncatingIfNeeded: b.cardinality)
    if !overflow, product <= KeyCodes.denseLimit(rows: rowCount) {
      let codes = Buffer<UInt32>(count: rowCount) { target in
        nonisolated(unsafe) let target = target
        workers.forEach(Blocks.count(rows: rowCount)) { block in
          for row in Blocks.range(block, rows: rowCount) {
            target[row] = a.codes.base[row] &* width &+ b.codes.base[row]
          }
        }
      }
      return KeyCodes(
        codes: codes, cardinality: max(1, product), isOrdered: a.isOrdered && b.isOrdered)
    }
    var numbering = IntegerNumbering(expecting: min(rowCount, 1 << 16))
    let codes = Buffer<UInt32>(count: rowCount) { target in
      for row in 0..<rowCount {
        let pair = UInt64(a.codes.base[row]) &<< 32 | UInt64(b.codes.base[row])
        target[row] = numbering.code(of: pair)
      }
    }
    return KeyCodes(codes: codes, cardinality: max(1, numbering.count), isOrdered: false)
  }

  /// The rows of each group.
  public var groupedRows: GroupedRows { GroupedRows(groups: groups, groupCount: groupCount) }

  /// The number of rows of each group.
  public var sizes: Buffer<UInt32> {
    Buffer(count: groupCount) { sizes in
      sizes.update(repeating: 0, count: groupCount)
      for row in 0..<groups.count { sizes[Int(groups.base[row])] &+= 1 }
    }
  }
}
