public import Columnar

/// Work on the rows of each group, shared out over threads.
public enum GroupPieces {
  /// Rows that one piece of work should have at least.
  static let size = 16_384

  /// Cuts groups into runs of about equally many rows; depends on the rows alone.
  static func cut(_ rows: GroupedRows) -> [Range<Int>] {
    var pieces: [Range<Int>] = []
    var first = 0
    var start = 0
    for group in 0..<rows.groupCount {
      let end = rows.range(group).upperBound
      if end - start >= size || group - first >= size || group + 1 == rows.groupCount {
        pieces.append(first..<group + 1)
        first = group + 1
        start = end
      }
    }
    return pieces
  }

  /// Calls a closure for runs of groups, several at a time.
  ///
  /// The closure gets the groups of its run; what it writes for different groups must not overlap.
  public static func forEach<Failure: Error>(
    _ rows: GroupedRows, _ workers: Workers,
    _ body: @Sendable (Range<Int>) throws(Failure) -> Void
  ) throws(Failure) {
    let pieces = cut(rows)
    try workers.forEach(pieces.count) { (piece) throws(Failure) in try body(pieces[piece]) }
  }

  /// One number, or none, for each group, from the numbers of its rows that are not missing.
  ///
  /// - Parameters:
  ///   - values: The numbers of all rows.
  ///   - compute: Gets the group's numbers in the order of rows, in memory that it may reorder.
  public static func summarize<Failure: Error>(
    _ values: Buffer<Double>, validity: Bitmap?, rows: GroupedRows, workers: Workers,
    _ compute: @Sendable (UnsafeMutableBufferPointer<Double>) throws(Failure) -> Double?
  ) throws(Failure) -> (values: Buffer<Double>, validity: Bitmap?) {
    let groupCount = rows.groupCount
    let present = Buffer<UInt8>(repeating: 0, count: groupCount)
    let results = Buffer<Double>(repeating: 0, count: groupCount)
    nonisolated(unsafe) let flags = UnsafeMutablePointer(mutating: present.base)
    nonisolated(unsafe) let target = UnsafeMutablePointer(mutating: results.base)
    try forEach(rows, workers) { (groups) throws(Failure) in
      let longest = groups.reduce(0) { max($0, rows.range($1).count) }
      let scratch = UnsafeMutablePointer<Double>.allocate(capacity: max(1, longest))
      defer { scratch.deallocate() }
      for group in groups {
        var count = 0
        for position in rows.range(group) {
          let row = Int(rows.rows.base[position])
          scratch[count] = values.base[row]
          count &+= validity?[row] ?? true ? 1 : 0
        }
        let numbers = UnsafeMutableBufferPointer(start: scratch, count: count)
        if let result = try compute(numbers) {
          target[group] = result
          flags[group] = 1
        }
      }
    }
    return (results, Bitmap(bytes: present.base, count: groupCount).orNilIfAllSet)
  }
}
