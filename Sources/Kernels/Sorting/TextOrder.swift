import Columnar

/// The order of texts by code point, which is the byte order of UTF-8.
enum TextOrder {
  /// The given rows sorted by their texts; rows with equal text keep their order.
  ///
  /// Sorts eight bytes at a time: by the first eight that differ, then each run of equal ones by
  /// the next. Runs wait on a list instead of the stack, so that long texts cannot exhaust it.
  static func sorted(
    _ rows: [UInt32], views: UnsafePointer<TextView>, workers: Workers
  ) -> [UInt32] {
    var items = rows.map { KeyedRow(key: 0, row: $0) }
    items.withUnsafeMutableBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      nonisolated(unsafe) let start = base
      nonisolated(unsafe) let views = views
      let runs = split(
        Run(lower: 0, upper: buffer.count, depth: 0), start, views, workers: workers)
      let serial = Workers(threadCount: 1)
      workers.forEach(runs.count) { index in
        var waiting = [runs[index]]
        while let run = waiting.popLast() {
          waiting += split(run, start, views, workers: serial)
        }
      }
    }
    return items.map(\.row)
  }

  /// For each row the position of its text among the different texts in order.
  ///
  /// - Returns: The ranks, 0 for missing rows, and the number of different texts.
  static func ranks(of column: Column, workers: Workers) -> (ranks: Buffer<UInt64>, count: Int) {
    switch column.data {
    case .dictionary(let dictionary):
      let (valueRanks, count) = ranks(of: dictionary.values, validity: nil, workers: workers)
      let ranks = Buffer<UInt64>(count: column.count) { target in
        for row in 0..<column.count {
          target[row] = column.isValid(row) ? valueRanks[Int(dictionary.codes.base[row])] : 0
        }
      }
      return (ranks, count)
    case .text(let text):
      return ranks(of: text, validity: column.validity, workers: workers)
    default:
      return (Buffer(repeating: 0, count: column.count), 1)
    }
  }

  private static func ranks(
    of text: TextData, validity: Bitmap?, workers: Workers
  ) -> (Buffer<UInt64>, Int) {
    let rows = (0..<text.count).filter { validity?[$0] ?? true }.map { UInt32($0) }
    let views = text.views.base
    let order = sorted(rows, views: views, workers: workers)
    var different = 0
    let ranks = Buffer<UInt64>(count: text.count) { target in
      target.update(repeating: 0, count: text.count)
      var previous: TextView?
      for row in order {
        let view = views[Int(row)]
        if let last = previous, !TextView.equal(last, view) { different += 1 }
        target[Int(row)] = UInt64(different)
        previous = view
      }
    }
    return (ranks, order.isEmpty ? 0 : different + 1)
  }

  /// Neighbouring items whose texts agree in their first `depth` bytes.
  private struct Run: Sendable {
    var lower: Int, upper: Int, depth: Int
  }

  /// Sorts a run by the first word of eight bytes that differs, and gives the runs left to sort.
  private static func split(
    _ run: Run, _ items: UnsafeMutablePointer<KeyedRow>, _ views: UnsafePointer<TextView>,
    workers: Workers
  ) -> [Run] {
    let count = run.upper - run.lower
    guard count > 1 else { return [] }
    let first = items + run.lower
    if count <= 24 {
      insertionSort(first, count: count, views, from: run.depth)
      return []
    }
    let depth = sharedLength(first, count: count, views, from: run.depth)
    for index in 0..<count {
      first[index].key = word(views[Int(first[index].row)], at: depth)
    }
    RadixSort.sort(first, count: count, bits: 0..<64, workers: workers)
    var rest: [Run] = []
    var lower = 0
    while lower < count {
      var upper = lower + 1
      while upper < count, first[upper].key == first[lower].key { upper += 1 }
      if upper - lower > 1 {
        let ended = moveEnded(first + lower, count: upper - lower, views, end: depth + 8)
        if upper - lower - ended > 1 {
          rest.append(
            Run(lower: run.lower + lower + ended, upper: run.lower + upper, depth: depth + 8))
        }
      }
      lower = upper
    }
    return rest
  }

  /// How many bytes all texts of a run share.
  private static func sharedLength(
    _ items: UnsafeMutablePointer<KeyedRow>, count: Int, _ views: UnsafePointer<TextView>,
    from depth: Int
  ) -> Int {
    let first = views[Int(items[0].row)]
    var shared = first.count
    for index in 1..<count where shared > depth {
      let other = views[Int(items[index].row)]
      var position = depth
      let limit = min(shared, other.count)
      while position < limit, first.start[position] == other.start[position] { position += 1 }
      shared = position
    }
    return max(depth, shared)
  }

  /// Eight bytes as a number whose order is theirs; absent bytes are zero.
  private static func word(_ view: TextView, at depth: Int) -> UInt64 {
    let left = view.count - depth
    guard left > 0 else { return 0 }
    if left >= 8 {
      return UnsafeRawPointer(view.start + depth).loadUnaligned(as: UInt64.self).bigEndian
    }
    var bits: UInt64 = 0
    for index in 0..<left { bits |= UInt64(view.start[depth + index]) << UInt64(56 - index * 8) }
    return bits
  }

  /// Brings texts that end before `end` to the front, the shorter ones first.
  ///
  /// Their words are equal, so a shorter text is the beginning of a longer one.
  private static func moveEnded(
    _ items: UnsafeMutablePointer<KeyedRow>, count: Int, _ views: UnsafePointer<TextView>, end: Int
  ) -> Int {
    var ended = 0
    for index in 0..<count {
      let length = views[Int(items[index].row)].count
      items[index].key = UInt64(min(length, end + 1))
      if length <= end { ended += 1 }
    }
    if ended > 0 {
      RadixSort.sort(items, count: count, bits: 0..<64, workers: Workers(threadCount: 1))
    }
    return ended
  }

  private static func insertionSort(
    _ items: UnsafeMutablePointer<KeyedRow>, count: Int, _ views: UnsafePointer<TextView>,
    from depth: Int
  ) {
    for index in 1..<count {
      let item = items[index]
      let view = views[Int(item.row)].dropping(depth)
      var position = index
      while position > 0,
        TextView.compare(views[Int(items[position - 1].row)].dropping(depth), view) > 0
      {
        items[position] = items[position - 1]
        position -= 1
      }
      items[position] = item
    }
  }
}

extension TextView {
  /// The text without its first bytes, of which it has at least as many.
  fileprivate func dropping(_ bytes: Int) -> TextView {
    TextView(start: start + bytes, count: count - bytes)
  }
}
