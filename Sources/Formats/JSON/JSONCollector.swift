import Columnar

/// The values of some columns in one piece of a JSON file, as the bytes that they consist of.
struct JSONCollector: Sendable {
  /// What a record is.
  enum Kind: Sendable {
    case object, list, single
  }

  /// The names of the columns that are known.
  let names: [String]
  let kind: Kind
  /// For each name, which of the wanted columns it is; negative for none.
  let slots: [Int]
  /// Records so far.
  private(set) var rows = 0
  /// Names that were not known, in the order of their appearance.
  private(set) var newNames: [String] = []
  /// Keys that came twice in one record.
  private(set) var repeatedKeys = 0
  /// For each wanted column its values; an empty view is a missing one.
  private(set) var values: [Buffer<TextView>] = []
  /// What is wrong with the first record that could not be read.
  private(set) var problem: JSONProblem?

  /// The largest number of different keys.
  static let mostNames = 20_000

  /// Collects the values of a piece.
  ///
  /// - Parameters:
  ///   - wanted: The number of wanted columns.
  ///   - rowLimit: The number of records after which it stops.
  init(
    _ piece: JSONPiece, _ bytes: UnsafePointer<UInt8>, names: [String], kind: Kind, slots: [Int],
    wanted: Int, rowLimit: Int = .max
  ) {
    self.names = names
    self.kind = kind
    self.slots = slots
    var interner = TextInterner(expecting: names.count)
    var keys = TextBuilder(capacity: names.count + 1)
    for name in names {
      var name = name
      _ = interner.code(of: name.withUTF8 { keys.copy($0) })
    }
    var columns: [UnsafeMutablePointer<TextView>] = []
    var capacity = 1024
    for _ in 0..<wanted { columns.append(.allocate(capacity: capacity)) }
    /// The last record that had each key, to notice keys that come twice.
    var lastRow = [Int](repeating: -1, count: names.count)
    do throws(JSONProblem) {
      try piece.forEach(bytes) { scanner throws(JSONProblem) in
        guard rows < rowLimit else {
          scanner.position = scanner.end
          return
        }
        if rows == capacity {
          for slot in columns.indices {
            let larger = UnsafeMutablePointer<TextView>.allocate(capacity: capacity * 2)
            larger.update(from: columns[slot], count: rows)
            columns[slot].deallocate()
            columns[slot] = larger
          }
          capacity *= 2
        }
        for slot in columns.indices { columns[slot][rows] = .empty }
        switch kind {
        case .single:
          let value = try scanner.value()
          if slots[0] >= 0 { columns[slots[0]][rows] = value }
        case .list:
          try scanner.expect(UInt8(ascii: "["), "a list, like the records before")
          if scanner.skip(UInt8(ascii: "]")) { break }
          var index = 0
          while true {
            let value = try scanner.value()
            if index < slots.count {
              if slots[index] >= 0 { columns[slots[index]][rows] = value }
            } else if index - names.count >= newNames.count {
              newNames.append("column\(index + 1)")
            }
            index += 1
            if scanner.skip(UInt8(ascii: ",")) { continue }
            try scanner.expect(UInt8(ascii: "]"), "`,` or `]`")
            break
          }
        case .object:
          try scanner.expect(UInt8(ascii: "{"), "an object, like the records before")
          if scanner.skip(UInt8(ascii: "}")) { break }
          while true {
            guard scanner.next() == UInt8(ascii: "\"") else {
              throw scanner.problem("a key in double quotes")
            }
            let keyStart = scanner.position
            let (raw, hasEscape) = try scanner.string()
            let key =
              hasEscape ? JSONEscapes.withDecoded(raw) { keys.copy($0) } : raw
            try scanner.expect(UInt8(ascii: ":"), "`:`")
            let code = Int(interner.code(of: key))
            if code >= lastRow.count {
              guard code < Self.mostNames else {
                scanner.position = keyStart
                throw scanner.problem("at most \(Self.mostNames) different keys")
              }
              lastRow.append(-1)
              newNames.append(key.string)
            }
            if lastRow[code] == rows { repeatedKeys += 1 }
            lastRow[code] = rows
            let value = try scanner.value()
            if code < slots.count, slots[code] >= 0 { columns[slots[code]][rows] = value }
            if scanner.skip(UInt8(ascii: ",")) { continue }
            try scanner.expect(UInt8(ascii: "}"), "`,` or `}`")
            break
          }
        }
        rows += 1
      }
    } catch {
      problem = error
    }
    let count = rows
    values = columns.map { column in
      let memory = Memory(
        start: UnsafeMutableRawPointer(column), byteCount: count * MemoryLayout<TextView>.stride
      ) { $0.deallocate() }
      return Buffer(owner: memory, base: UnsafePointer(column), count: count)
    }
  }
}
