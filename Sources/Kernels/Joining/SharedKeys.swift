import Columnar

/// Keys of two tables under numbers that both share: equal keys have equal numbers.
struct SharedKeys: Sendable {
  /// The number of each left row's key; `none` when the right table does not have it, or when a
  /// part of it is missing.
  let left: Buffer<UInt32>
  /// The number of each right row's key; `none` when a part of it is missing.
  let right: Buffer<UInt32>
  /// The number of different keys of the right table.
  let count: Int

  static let none = IntegerIndex.none

  /// Numbers the keys of two tables.
  ///
  /// Several columns are joined one by one: a pair of numbers gets a number of its own.
  init(left: [Column], right: [Column], leftCount: Int, rightCount: Int, workers: Workers) {
    var keys: SharedKeys?
    for (leftColumn, rightColumn) in zip(left, right) {
      let next = SharedKeys(leftColumn, rightColumn, workers: workers)
      keys = keys.map { SharedKeys(pairing: $0, next, workers: workers) } ?? next
    }
    self =
      keys
      ?? SharedKeys(
        left: Buffer(repeating: 0, count: leftCount),
        right: Buffer(repeating: 0, count: rightCount), count: 1)
  }

  private init(left: Buffer<UInt32>, right: Buffer<UInt32>, count: Int) {
    self.left = left
    self.right = right
    self.count = count
  }

  private init(_ left: Column, _ right: Column, workers: Workers) {
    switch (left.data, right.data) {
    case (.text, _), (.dictionary, _): self.init(text: left, right, workers: workers)
    default:
      let (index, numbers) = IntegerIndex.build(Self.words(right)) { right.isValid($0) }
      let words = Self.words(left)
      let found = Self.probe(left.count, workers) { row in
        left.isValid(row) ? index.number(of: words.base[row]) : Self.none
      }
      self.init(left: found, right: numbers, count: index.count)
    }
  }

  /// Texts; those of a dictionary are looked up once for each of its values.
  private init(text left: Column, _ right: Column, workers: Workers) {
    let index: TextIndex
    let numbers: Buffer<UInt32>
    if case .dictionary(let dictionary) = right.data {
      let (built, ofValues) = TextIndex.build(dictionary.values.views) { _ in true }
      index = built
      numbers = Self.probe(right.count, workers) { row in
        right.isValid(row) ? ofValues.base[Int(dictionary.codes.base[row])] : Self.none
      }
    } else {
      let views = right.plainText.views
      (index, numbers) = TextIndex.build(views) { right.isValid($0) }
    }
    let found: Buffer<UInt32>
    if case .dictionary(let dictionary) = left.data {
      let ofValues = Self.probe(dictionary.values.count, workers) { value in
        index.number(of: dictionary.values.views.base[value])
      }
      found = Self.probe(left.count, workers) { row in
        left.isValid(row) ? ofValues.base[Int(dictionary.codes.base[row])] : Self.none
      }
    } else {
      let views = left.plainText.views
      found = Self.probe(left.count, workers) { row in
        left.isValid(row) ? index.number(of: views.base[row]) : Self.none
      }
    }
    self.init(left: found, right: numbers, count: index.count)
  }

  private init(pairing a: SharedKeys, _ b: SharedKeys, workers: Workers) {
    func pairs(_ x: Buffer<UInt32>, _ y: Buffer<UInt32>) -> Buffer<UInt64> {
      Buffer(count: x.count) { target in
        for row in 0..<x.count { target[row] = UInt64(x.base[row]) << 32 | UInt64(y.base[row]) }
      }
    }
    func isWhole(_ x: Buffer<UInt32>, _ y: Buffer<UInt32>, _ row: Int) -> Bool {
      x.base[row] != Self.none && y.base[row] != Self.none
    }
    let (index, numbers) = IntegerIndex.build(pairs(a.right, b.right)) {
      isWhole(a.right, b.right, $0)
    }
    let words = pairs(a.left, b.left)
    let found = Self.probe(a.left.count, workers) { row in
      a.left.base[row] != Self.none && b.left.base[row] != Self.none
        ? index.number(of: words.base[row]) : Self.none
    }
    self.init(left: found, right: numbers, count: index.count)
  }

  private static func probe(
    _ count: Int, _ workers: Workers, _ number: @Sendable (Int) -> UInt32
  ) -> Buffer<UInt32> {
    Buffer(count: count) { target in
      nonisolated(unsafe) let target = target
      workers.forEach(Blocks.count(rows: count)) { block in
        for row in Blocks.range(block, rows: count) { target[row] = number(row) }
      }
    }
  }

  /// Values as words that are equal when the values are.
  private static func words(_ column: Column) -> Buffer<UInt64> {
    Buffer(count: column.count) { target in
      switch column.data {
      case .bool(let values):
        for row in 0..<column.count { target[row] = UInt64(values.base[row]) }
      case .int64(let values):
        for row in 0..<column.count { target[row] = UInt64(bitPattern: values.base[row]) }
      case .int32(let values):
        for row in 0..<column.count { target[row] = UInt64(bitPattern: Int64(values.base[row])) }
      case .double(let values):
        // Adding zero turns -0.0 into 0.0.
        for row in 0..<column.count { target[row] = (values.base[row] + 0.0).bitPattern }
      default: target.update(repeating: 0, count: column.count)
      }
    }
  }
}
