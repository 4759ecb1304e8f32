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
  static let mostNames = 10_000
  /// The largest number of cells for each byte of text: more means that most keys are in few
  /// records, and the columns would take far more memory than the file.
  private static let mostCellsPerByte = 16

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
    var keyViews: [TextView] = []
    for name in names {
      var name = name
      let view = name.withUTF8 { keys.copy($0) }
      keyViews.append(view)
      _ = interner.code(of: view)
    }
    var columns: [UnsafeMutablePointer<TextView>] = []
    var capacity = wanted > 100 ? 16 : 1024
    let mostCells = max(1 << 22, (piece.range?.count ?? 0) * Self.mostCellsPerByte)
    for _ in 0..<wanted { columns.append(.allocate(capacity: capacity)) }
    // The last record that had each key, to notice keys that come twice.
    let mostNames = max(Self.mostNames, names.count)
    let lastRow = UnsafeMutablePointer<Int>.allocate(capacity: mostNames)
    defer { lastRow.deallocate() }
    lastRow.update(repeating: -1, count: mostNames)
    do throws(JSONProblem) {
      if rowLimit == .max, let range = piece.range,
        let invalid = TextForm.firstInvalidByte(bytes + range.lowerBound, range.count)
      {
        throw JSONProblem(offset: range.lowerBound + invalid, expected: "UTF-8", isEncoding: true)
      }
      try piece.forEach(bytes) { scanner throws(JSONProblem) in
        guard rows < rowLimit else {
          scanner.position = scanner.end
          return
        }
        if (rows + 1) * wanted > mostCells {
          throw scanner.problem("fewer different keys, as most records lack most of them")
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
          var lastCode = -1
          while true {
            guard scanner.next() == UInt8(ascii: "\"") else {
              throw scanner.problem("a key in double quotes")
            }
            let keyStart = scanner.position
            let (raw, hasEscape) = try scanner.string()
            let key =
              hasEscape ? JSONEscapes.withDecoded(raw) { keys.copy($0) } : raw
            try scanner.expect(UInt8(ascii: ":"), "`:`")
            // Records of one file mostly have their keys in one order.
            var code = lastCode + 1
            if code < keyViews.count, TextView.equal(keyViews[code], key) {
              lastCode = code
            } else {
              code = Int(interner.code(of: key))
              lastCode = code
            }
            if code >= keyViews.count {
              guard code < mostNames else {
                scanner.position = keyStart
                throw scanner.problem("at most \(mostNames) different keys")
              }
              keyViews.append(key)
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
