public import Columnar

/// The best rows of each partition.
public struct TopRows: Sendable {
  /// The rows, partition after partition, the best first; equal ones in the order of rows.
  public var rows: Buffer<UInt32>
  /// The rows of partition `p` are those from `offsets[p]` up to `offsets[p + 1]`.
  public var offsets: [Int]
  /// Ties at the cut of partitions in which some of them were left out.
  public var cutTies: [CutTie]
  /// Rows that are never ranked, since their key is missing.
  public var unranked: Int

  /// Rows that are equal to the last one kept, of which some were left out.
  public struct CutTie: Sendable, Hashable {
    /// The partition.
    public var partition: Int
    /// How many rows of the partition are equal to the last one kept, itself among them.
    public var tied: Int
    /// How many of those were kept.
    public var kept: Int
    /// One of them.
    public var row: Int
  }

  /// Finds the best `count` rows of each partition.
  ///
  /// One bounded heap for each partition; every thread fills heaps of its own over its run of
  /// rows, and the heaps are merged. Of equal rows the earlier one is better, so that the best rows
  /// are one set, whatever the number of threads.
  ///
  /// - Parameters:
  ///   - count: How many rows of each partition, at least 0.
  ///   - column: What to rank by; of an ordered type. Missing values are never ranked.
  ///   - largest: Whether large values are the best.
  ///   - partitions: The partition of each row, below `partitionCount`; nil for one partition.
  ///   - withTies: Whether rows equal to the last one kept are kept as well.
  public static func find(
    _ count: Int, of column: Column, largest: Bool, partitions: Buffer<UInt32>? = nil,
    partitionCount: Int = 1, withTies: Bool = false, workers: Workers
  ) -> TopRows {
    let scores = Scores(column, largest: largest, partitions: partitions, workers: workers)
    guard count > 0, column.count > 0 else {
      return TopRows(
        rows: Buffer(repeating: 0, count: 0),
        offsets: [Int](repeating: 0, count: partitionCount + 1), cutTies: [],
        unranked: column.nullCount)
    }
    let fitsHeaps = partitionCount <= max(1 << 16, 4 * column.count) / min(count, column.count)
    var top =
      fitsHeaps
      ? byHeaps(
        min(count, column.count), scores, partitionCount: partitionCount, workers: workers)
      : bySorting(count, scores, partitionCount: partitionCount, workers: workers)
    top.unranked = column.nullCount
    top.settleTies(count, scores, partitionCount: partitionCount, withTies: withTies)
    return top
  }

  private static func byHeaps(
    _ count: Int, _ scores: Scores, partitionCount: Int, workers: Workers
  ) -> TopRows {
    let rowCount = scores.count
    let parts = min(workers.threadCount, Blocks.count(rows: rowCount))
    let heaps = workers.map(parts) { part in
      var heaps = HeapSet(capacity: count, partitions: partitionCount)
      heaps.fill(scores, rows: rowCount * part / parts..<rowCount * (part + 1) / parts)
      return heaps
    }
    var merged = heaps[0]
    for later in heaps.dropFirst() { merged.merge(later) }
    return merged.sorted()
  }

  /// For so many partitions that heaps would need more memory than the rows themselves.
  private static func bySorting(
    _ count: Int, _ scores: Scores, partitionCount: Int, workers: Workers
  ) -> TopRows {
    let ranked = (0..<scores.count).filter { scores.isRanked($0) }.map { UInt32($0) }
    let rankedRows = Buffer(ranked)
    let worst = Buffer<UInt64>(count: ranked.count) { target in
      for index in 0..<ranked.count { target[index] = ~scores.values.base[Int(ranked[index])] }
    }
    let groups = Buffer<UInt64>(count: ranked.count) { target in
      for index in 0..<ranked.count { target[index] = UInt64(scores.partition(Int(ranked[index]))) }
    }
    let order = RowOrder.sorted(
      by: [OrderKey(values: groups, bits: 32), OrderKey(values: worst, bits: 64)],
      count: ranked.count, workers: workers)
    var rows: [UInt32] = []
    var offsets = [0]
    var position = 0
    for partition in 0..<partitionCount {
      var taken = 0
      while position < order.count,
        scores.partition(Int(rankedRows.base[Int(order.base[position])])) == partition
      {
        if taken < count { rows.append(rankedRows.base[Int(order.base[position])]) }
        taken += 1
        position += 1
      }
      offsets.append(rows.count)
    }
    return TopRows(rows: Buffer(rows), offsets: offsets, cutTies: [], unranked: 0)
  }

  /// Counts the rows equal to the last one kept, and adds them when they are wanted.
  private mutating func settleTies(
    _ count: Int, _ scores: Scores, partitionCount: Int, withTies: Bool
  ) {
    // Only a full partition has a cut.
    let cut = (0..<partitionCount).map { partition -> UInt64? in
      guard offsets[partition + 1] - offsets[partition] == count else { return nil }
      return scores.values.base[Int(rows.base[offsets[partition + 1] - 1])]
    }
    guard cut.contains(where: { $0 != nil }) else { return }
    var tied = [Int](repeating: 0, count: partitionCount)
    for row in 0..<scores.count {
      let partition = scores.partition(row)
      if scores.values.base[row] == cut[partition], scores.isRanked(row) { tied[partition] += 1 }
    }
    var kept = [Int](repeating: 0, count: partitionCount)
    for partition in 0..<partitionCount {
      for index in offsets[partition]..<offsets[partition + 1]
      where scores.values.base[Int(rows.base[index])] == cut[partition] {
        kept[partition] += 1
      }
    }
    if withTies {
      addTies(cut, tied: tied, scores, partitionCount: partitionCount)
    } else {
      for partition in 0..<partitionCount where tied[partition] > kept[partition] {
        let row = Int(rows.base[offsets[partition + 1] - 1])
        cutTies.append(
          CutTie(partition: partition, tied: tied[partition], kept: kept[partition], row: row))
      }
    }
  }

  private mutating func addTies(
    _ cut: [UInt64?], tied: [Int], _ scores: Scores, partitionCount: Int
  ) {
    var tiedRows = [[UInt32]](repeating: [], count: partitionCount)
    for row in 0..<scores.count {
      let partition = scores.partition(row)
      if scores.values.base[row] == cut[partition], scores.isRanked(row) {
        tiedRows[partition].append(UInt32(truncatingIfNeeded: row))
      }
    }
    var all: [UInt32] = []
    var newOffsets = [0]
    for partition in 0..<partitionCount {
      for index in offsets[partition]..<offsets[partition + 1]
      where scores.values.base[Int(rows.base[index])] != cut[partition] {
        all.append(rows.base[index])
      }
      // Without a cut there are no tied rows, and all rows have been added.
      all += tiedRows[partition]
      newOffsets.append(all.count)
    }
    rows = Buffer(all)
    offsets = newOffsets
  }
}

/// What rows are ranked by: a number per row, the larger the better.
struct Scores: Sendable {
  let values: Buffer<UInt64>
  let validity: Bitmap?
  let partitions: Buffer<UInt32>?

  init(_ column: Column, largest: Bool, partitions: Buffer<UInt32>?, workers: Workers) {
    let raw = OrderKey.orderedBits(of: column, workers: workers)
    values =
      largest
      ? raw
      : Buffer(count: raw.count) { target in
        for row in 0..<raw.count { target[row] = ~raw.base[row] }
      }
    validity = column.validity
    self.partitions = partitions
  }

  var count: Int { values.count }

  @inline(__always) func isRanked(_ row: Int) -> Bool { validity?[row] ?? true }

  @inline(__always) func partition(_ row: Int) -> Int {
    if let partitions { Int(partitions.base[row]) } else { 0 }
  }
}
