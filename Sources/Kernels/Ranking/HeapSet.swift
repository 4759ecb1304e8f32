import Columnar

/// A bounded heap for each partition, with the worst row that is kept at the root.
///
/// A row is worse than another when its score is smaller, or equal and the row later.
struct HeapSet: Sendable {
  /// The rows that each heap can hold.
  private let capacity: Int
  private var sizes: [Int]
  private var scores: [UInt64]
  private var rows: [UInt32]

  init(capacity: Int, partitions: Int) {
    self.capacity = capacity
    sizes = [Int](repeating: 0, count: partitions)
    scores = [UInt64](repeating: 0, count: capacity * partitions)
    rows = [UInt32](repeating: 0, count: capacity * partitions)
  }

  /// Offers rows in their order.
  mutating func fill(_ source: Scores, rows range: Range<Int>) {
    let capacity = capacity
    sizes.withUnsafeMutableBufferPointer { sizes in
      scores.withUnsafeMutableBufferPointer { scores in
        rows.withUnsafeMutableBufferPointer { rows in
          guard let sizes = sizes.baseAddress, let scores = scores.baseAddress,
            let rows = rows.baseAddress
          else { return }
          for row in range where source.isRanked(row) {
            let partition = source.partition(row)
            let heap = Heap(
              scores: scores + partition * capacity, rows: rows + partition * capacity)
            heap.offer(
              source.values.base[row], UInt32(truncatingIfNeeded: row), size: &sizes[partition],
              capacity: capacity)
          }
        }
      }
    }
  }

  /// Takes in the heaps of other rows.
  mutating func merge(_ other: HeapSet) {
    let capacity = capacity
    for partition in sizes.indices {
      let start = partition * capacity
      scores.withUnsafeMutableBufferPointer { scores in
        rows.withUnsafeMutableBufferPointer { rows in
          guard let scores = scores.baseAddress, let rows = rows.baseAddress else { return }
          let heap = Heap(scores: scores + start, rows: rows + start)
          for index in start..<start + other.sizes[partition] {
            heap.offer(
              other.scores[index], other.rows[index], size: &sizes[partition], capacity: capacity)
          }
        }
      }
    }
  }

  /// The rows of all heaps, the best of each partition first.
  func sorted() -> TopRows {
    var all: [UInt32] = []
    var offsets = [0]
    for partition in sizes.indices {
      let start = partition * capacity
      let order = (start..<start + sizes[partition]).sorted {
        scores[$0] != scores[$1] ? scores[$0] > scores[$1] : rows[$0] < rows[$1]
      }
      for index in order { all.append(rows[index]) }
      offsets.append(all.count)
    }
    return TopRows(rows: Buffer(all), offsets: offsets, cutTies: [], unranked: 0)
  }
}

/// The memory of one heap.
private struct Heap {
  let scores: UnsafeMutablePointer<UInt64>
  let rows: UnsafeMutablePointer<UInt32>

  @inline(__always)
  func offer(_ score: UInt64, _ row: UInt32, size: inout Int, capacity: Int) {
    if size == capacity {
      if score < scores[0] || (score == scores[0] && row > rows[0]) { return }
      siftDown(score, row, size: size)
    } else {
      siftUp(score, row, at: size)
      size += 1
    }
  }

  /// Whether the first entry is worse than the second.
  @inline(__always)
  private func isWorse(_ a: UInt64, _ aRow: UInt32, than b: UInt64, _ bRow: UInt32) -> Bool {
    a != b ? a < b : aRow > bRow
  }

  private func siftUp(_ score: UInt64, _ row: UInt32, at position: Int) {
    var hole = position
    while hole > 0 {
      let parent = (hole - 1) / 2
      guard isWorse(score, row, than: scores[parent], rows[parent]) else { break }
      scores[hole] = scores[parent]
      rows[hole] = rows[parent]
      hole = parent
    }
    scores[hole] = score
    rows[hole] = row
  }

  /// Puts an entry in the place of the root.
  private func siftDown(_ score: UInt64, _ row: UInt32, size: Int) {
    var hole = 0
    while true {
      var child = hole * 2 + 1
      guard child < size else { break }
      if child + 1 < size,
        isWorse(scores[child + 1], rows[child + 1], than: scores[child], rows[child])
      {
        child += 1
      }
      guard isWorse(scores[child], rows[child], than: score, row) else { break }
      scores[hole] = scores[child]
      rows[hole] = rows[child]
      hole = child
    }
    scores[hole] = score
    rows[hole] = row
  }
}
