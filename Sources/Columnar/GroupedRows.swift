/// The rows of each group, in the order of rows.
public struct GroupedRows: Sendable {
  /// The rows of group `g` are `rows[offsets[g]..<offsets[g + 1]]`.
  public let offsets: Buffer<UInt32>
  /// Row numbers, group after group.
  public let rows: Buffer<UInt32>
  /// The number of groups.
  public var groupCount: Int { offsets.count - 1 }
  /// Wraps grouped rows.
  public init(offsets: Buffer<UInt32>, rows: Buffer<UInt32>) {
    self.offsets = offsets
    self.rows = rows
  }
  /// The positions in `rows` of a group.
  @inlinable
  public func range(_ group: Int) -> Range<Int> {
    Int(offsets.base[group])..<Int(offsets.base[group + 1])
  }
}

extension GroupedRows {
  /// Sorts rows by group with a counting sort; rows keep their order within a group.
  ///
  /// - Parameters:
  ///   - groups: The group of each row. Rows whose number is `groupCount` or larger are left out.
  ///   - groupCount: The number of groups.
  public init(groups: Buffer<UInt32>, groupCount: Int) {
    var included = 0
    let offsets = Buffer<UInt32>(count: groupCount + 1) { offsets in
      offsets.update(repeating: 0, count: groupCount + 1)
      for row in 0..<groups.count {
        let group = Int(groups.base[row])
        if group < groupCount { offsets[group + 1] &+= 1 }
      }
      for group in 0..<groupCount { offsets[group + 1] &+= offsets[group] }
      included = Int(offsets[groupCount])
    }
    let next = UnsafeMutablePointer<UInt32>.allocate(capacity: groupCount + 1)
    defer { next.deallocate() }
    next.update(from: offsets.base, count: groupCount + 1)
    let rows = Buffer<UInt32>(count: included) { rows in
      for row in 0..<groups.count {
        let group = Int(groups.base[row])
        guard group < groupCount else { continue }
        rows[Int(next[group])] = UInt32(truncatingIfNeeded: row)
        next[group] &+= 1
      }
    }
    self.init(offsets: offsets, rows: rows)
  }
}
