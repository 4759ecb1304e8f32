public import Columnar

/// The values of a column as small whole numbers: equal values have equal codes.
///
/// Missing values have a code of their own, the largest. Codes below `cardinality` need not all
/// occur.
public struct KeyCodes: Sendable {
  /// One code per row.
  public let codes: Buffer<UInt32>
  /// One more than the largest possible code.
  public let cardinality: Int
  /// Whether the order of codes is the order of values, missing last.
  public let isOrdered: Bool

  /// The widest range of whole numbers that is numbered by subtraction rather than by a hash table.
  static func denseLimit(rows: Int) -> Int { max(1 << 16, rows * 2) }

  /// Numbers the values of a column.
  ///
  /// - Returns: Nil for lists and records, which cannot be keys.
  public init?(_ column: Column, workers: Workers) {
    switch column.data {
    case .bool(let values):
      self.init(bytes: values, column.validity)
    case .int32(let values):
      self.init(integers: values, column.validity)
    case .int64(let values):
      self.init(integers: values, column.validity)
    case .double(let values):
      // Both zeros are one value; there is no NaN.
      let bits = Buffer<Int64>(count: values.count) { target in
        for row in 0..<values.count {
          target[row] = Int64(bitPattern: (values.base[row] + 0.0).bitPattern)
        }
      }
      self.init(hashing: bits, column.validity)
    case .dictionary(let dictionary):
      self.init(dictionary, column.validity)
    case .text(let text):
      self.init(text, column.validity, workers: workers)
    case .list, .record: return nil
    }
  }

  init(codes: Buffer<UInt32>, cardinality: Int, isOrdered: Bool) {
    self.codes = codes
    self.cardinality = cardinality
    self.isOrdered = isOrdered
  }

  private init(bytes: Buffer<UInt8>, _ validity: Bitmap?) {
    let codes = Buffer<UInt32>(count: bytes.count) { target in
      for row in 0..<bytes.count { target[row] = UInt32(bytes.base[row]) }
      Self.markNulls(target, validity, code: 2)
    }
    self.init(codes: codes, cardinality: validity == nil ? 2 : 3, isOrdered: true)
  }

  private init(_ dictionary: DictionaryData, _ validity: Bitmap?) {
    let count = dictionary.values.count
    guard let validity else {
      self.init(codes: dictionary.codes, cardinality: max(1, count), isOrdered: false)
      return
    }
    let codes = Buffer<UInt32>(count: dictionary.codes.count) { target in
      target.update(from: dictionary.codes.base, count: dictionary.codes.count)
      Self.markNulls(target, validity, code: UInt32(count))
    }
    self.init(codes: codes, cardinality: count + 1, isOrdered: false)
  }

  private init<Integer: FixedWidthInteger & BitwiseCopyable & Sendable>(
    integers: Buffer<Integer>, _ validity: Bitmap?
  ) {
    var low = Integer.max
    var high = Integer.min
    if let validity {
      for row in 0..<integers.count where validity[row] {
        low = min(low, integers.base[row])
        high = max(high, integers.base[row])
      }
    } else {
      for row in 0..<integers.count {
        low = min(low, integers.base[row])
        high = max(high, integers.base[row])
      }
    }
    if low > high { low = 0; high = 0 }
    let (width, overflow) = high.subtractingReportingOverflow(low)
    guard !overflow, width < Integer(clamping: Self.denseLimit(rows: integers.count)) else {
      let wide = Buffer<Int64>(count: integers.count) { target in
        for row in 0..<integers.count { target[row] = Int64(integers.base[row]) }
      }
      self.init(hashing: wide, validity)
      return
    }
    let size = Int(width) + 1
    let codes = Buffer<UInt32>(count: integers.count) { target in
      for row in 0..<integers.count {
        target[row] = UInt32(truncatingIfNeeded: integers.base[row] &- low)
      }
      Self.markNulls(target, validity, code: UInt32(size))
    }
    self.init(codes: codes, cardinality: validity == nil ? size : size + 1, isOrdered: true)
  }

  private init(hashing values: Buffer<Int64>, _ validity: Bitmap?) {
    var numbering = IntegerNumbering(expecting: min(values.count, 1 << 16))
    let codes = Buffer<UInt32>(count: values.count) { target in
      for row in 0..<values.count {
        let isValid = validity?[row] ?? true
        target[row] = isValid ? numbering.code(of: UInt64(bitPattern: values.base[row])) : 0
      }
    }
    let count = numbering.count
    guard let validity else {
      self.init(codes: codes, cardinality: max(1, count), isOrdered: false)
      return
    }
    let marked = Buffer<UInt32>(count: codes.count) { target in
      target.update(from: codes.base, count: codes.count)
      Self.markNulls(target, validity, code: UInt32(count))
    }
    self.init(codes: marked, cardinality: count + 1, isOrdered: false)
  }

  /// Numbers texts.
  ///
  /// Large columns are shared out by hash, so that each thread fills a table of its
  /// own; the number of shares is fixed, so codes do not depend on the threads.
  private init(_ text: TextData, _ validity: Bitmap?, workers: Workers) {
    let count = text.count
    let shareCount = count > 1 << 16 ? 16 : 1
    let hashes = Buffer<UInt64>(count: count) { target in
      nonisolated(unsafe) let target = target
      workers.forEach(Blocks.count(rows: count)) { block in
        for row in Blocks.range(block, rows: count) { target[row] = text.views.base[row].hash }
      }
    }
    let shift = UInt64(shareCount == 1 ? 64 : 60)
    let memory = Memory(byteCount: count * 4)
    nonisolated(unsafe) let local = memory.start.bindMemory(
      to: UInt32.self, capacity: max(1, count))
    let sizes = workers.map(shareCount) { share in
      var interner = TextInterner(expecting: count / shareCount / 2)
      for row in 0..<count {
        let hash = hashes.base[row]
        guard shareCount == 1 || hash &>> shift == UInt64(share) else { continue }
        local[row] = interner.code(of: text.views.base[row], hash: hash)
      }
      return interner.count
    }
    var starts: [UInt32] = [0]
    for size in sizes { starts.append((starts.last ?? 0) + UInt32(size)) }
    let total = Int(starts.last ?? 0)
    let firsts = starts
    if shareCount > 1 {
      workers.forEach(Blocks.count(rows: count)) { block in
        for row in Blocks.range(block, rows: count) {
          local[row] &+= firsts[Int(hashes.base[row] &>> shift)]
        }
      }
    }
    Self.markNulls(local, validity, code: UInt32(total))
    self.init(
      codes: Buffer(owner: memory, base: UnsafePointer(local), count: count),
      cardinality: max(1, validity == nil ? total : total + 1), isOrdered: false)
  }

  static func markNulls(_ codes: UnsafeMutablePointer<UInt32>, _ validity: Bitmap?, code: UInt32) {
    guard let validity else { return }
    for word in 0..<validity.words.count where validity.words.base[word] != ~0 {
      for row in word * 64..<min(validity.count, word * 64 + 64) where !validity[row] {
        codes[row] = code
      }
    }
  }
}
