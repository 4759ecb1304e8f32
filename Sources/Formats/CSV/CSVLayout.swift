import Catalog
import Columnar
import Diagnostics

/// What the beginning of a delimited file tells: dialect, names, likely types.
struct CSVLayout: Sendable {
  let dialect: CSVDialect
  let names: [String]
  /// How each column of the file is to be read, as far as the sample tells.
  let plans: [ColumnPlan]
  /// The offset of the first record.
  let dataStart: Int
  let findings: [(name: String, value: String)]

  /// The bytes that are looked at in each of a few places to guess types.
  private static let sampleSize = 1 << 14

  init(_ input: InputBytes, _ settings: CSVSettings) throws(Diagnostic) {
    let bytes = UnsafePointer(input.memory.start.assumingMemoryBound(to: UInt8.self))
    var start = 0
    var findings: [(name: String, value: String)] = []
    if input.count >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF {
      start = 3
      findings.append(("byte-order mark", "UTF-8"))
    }
    if settings.isLatin1 { findings.append(("encoding", "Latin-1")) }
    let errors = CSVErrors(input, settings)
    try errors.requireText()
    start = Self.skipping(settings.skippedLines, bytes, start, input.count)
    // Blank lines before the header say nothing.
    while start < input.count, bytes[start] == 0x0A || bytes[start] == 0x0D { start += 1 }
    dialect = CSVDialect.detect(
      bytes + start, input.count - start, delimiter: settings.delimiter, quote: settings.quote)
    let (cells, afterHeader) = try Self.firstRecord(bytes, start, input.count, dialect, errors)
    if cells.count > CSVErrors.mostColumns { throw errors.tooManyColumns(cells.count) }
    findings.append(("delimiter", dialect.delimiterName))
    findings.append(
      ("quote", dialect.quote == 0xFF ? "none" : String(UnicodeScalar(dialect.quote))))
    if afterHeader > start + 1, bytes[afterHeader - 1] == 0x0A, bytes[afterHeader - 2] == 0x0D {
      findings.append(("line ends", "CR LF"))
    }
    var unique = UniqueNames()
    for (index, cell) in cells.enumerated() {
      unique.add(settings.hasHeader ? cell : "", position: index)
    }
    names = unique.names
    findings += unique.findings
    dataStart = settings.hasHeader ? afterHeader : start
    self.findings = findings
    var plans = Self.guess(
      bytes, dataStart..<input.count, columns: names.count, dialect, settings)
    for (column, type, _, span) in settings.types {
      guard let index = names.firstIndex(of: column) else {
        if settings.typesMayBeAbsent { continue }
        let nearest = Suggestion.nearest(to: column, among: names)
        throw Diagnostic(
          "E812", "\(input.name) has no column `\(column)`", at: span,
          label: nearest.map { "did you mean `\($0)`?" } ?? "not found",
          details: ["Columns: \(names.prefix(20).joined(separator: ", "))"], kind: .data)
      }
      plans[index].isDeclared = true
      switch type {
      case .plain(let cell): plans[index].type = cell
      case .list(let items):
        plans[index].type = .text
        plans[index].listItems = items
      }
    }
    self.plans = plans
  }

  /// The type of a column whose cells have been read as some type.
  func dataType(_ index: Int, _ type: CellType) -> DataType {
    plans[index].listItems.map { .list($0.dataType) } ?? type.dataType
  }

  private static func skipping(
    _ lines: Int, _ bytes: UnsafePointer<UInt8>, _ start: Int, _ end: Int
  ) -> Int {
    var start = start
    for _ in 0..<lines {
      while start < end, bytes[start] != 0x0A { start += 1 }
      start = min(end, start + 1)
    }
    return start
  }

  /// The cells of the first record and the offset after it.
  private static func firstRecord(
    _ bytes: UnsafePointer<UInt8>, _ start: Int, _ end: Int, _ dialect: CSVDialect,
    _ errors: CSVErrors
  ) throws(Diagnostic) -> ([String], Int) {
    guard start < end else { throw errors.empty() }
    var cells: [String] = []
    var cellStart = start
    var i = start
    var isInside = false
    var atBeginning = true
    func finish(_ limit: Int) {
      var limit = limit
      if limit > cellStart, bytes[limit - 1] == 0x0D, limit == end || bytes[limit] == 0x0A {
        limit -= 1
      }
      let cell = bytes + cellStart
      let length = limit - cellStart
      if length > 0, cell[0] == dialect.quote {
        cells.append(
          TextCollector.withUnescaped(cell, length, dialect.quote) {
            String(decoding: $0, as: UTF8.self)
          })
      } else {
        cells.append(
          String(decoding: UnsafeBufferPointer(start: cell, count: length), as: UTF8.self))
      }
    }
    while i < end {
      let byte = bytes[i]
      if isInside {
        if byte == dialect.quote {
          if i + 1 < end, bytes[i + 1] == dialect.quote { i += 1 } else { isInside = false }
        }
      } else if byte == 0x0A {
        break
      } else if byte == dialect.delimiter {
        finish(i)
        cellStart = i + 1
        atBeginning = true
        i += 1
        continue
      } else if byte == dialect.quote, atBeginning {
        isInside = true
      }
      atBeginning = false
      i += 1
    }
    if isInside { throw errors.diagnostic(.unclosedQuote(offset: start), columns: 0, dialect) }
    if let invalid = TextForm.firstInvalidByte(bytes + start, i - start) {
      throw errors.diagnostic(.invalidUTF8(offset: start + invalid), columns: 0, dialect)
    }
    finish(i)
    return (cells, min(end, i + 1))
  }

  /// The types of a few places of the file, joined.
  private static func guess(
    _ bytes: UnsafePointer<UInt8>, _ range: Range<Int>, columns: Int, _ dialect: CSVDialect,
    _ settings: CSVSettings
  ) -> [ColumnPlan] {
    var types = [CellType](repeating: .empty, count: columns)
    var distinct = [Set<UInt64>](repeating: [], count: columns)
    var present = [Int](repeating: 0, count: columns)
    let walker = CSVWalker(
      bytes: bytes, end: range.upperBound,
      scanner: SeparatorScanner(delimiter: dialect.delimiter, quote: dialect.quote),
      columnCount: columns, windowSize: sampleSize)
    func sample(_ place: Int, of places: Int) {
      var start = range.lowerBound + range.count / places * place
      if place > 0 {
        while start < range.upperBound, bytes[start] != 0x0A { start += 1 }
        start = min(start + 1, range.upperBound)
      }
      let part = start..<min(start + sampleSize, range.upperBound)
      _ = walker.walk(part, patience: sampleSize) { window, _ in
        for row in 0..<min(window.rows, 400) {
          for column in 0..<columns {
            var (cell, length) = window.cell(row, column)
            if length > 0 { present[column] += 1 }
            if length > 0, length < 1000, types[column] == .text || types[column] == .empty {
              distinct[column].insert(TextView(start: cell, count: length).hash)
            }
            guard types[column] != .text else { continue }
            if length > 0, cell[0] == dialect.quote {
              (cell, length) = CellCollector.unquoted(cell, length, dialect.quote)
            }
            types[column] = types[column].joined(settings.syntax.type(of: cell, length))
          }
        }
        return nil
      }
    }
    let places = range.count > 8 * sampleSize ? 5 : 1
    for place in 0..<places { sample(place, of: places) }
    // Columns with hardly a value are looked for in many more places.
    let more = min(100, range.count / (2 * sampleSize))
    for place in 0..<max(0, more) where places > 1 && types.contains(.empty) {
      sample(place, of: more)
    }
    return types.indices.map { index in
      var plan = ColumnPlan(index: index, type: types[index])
      plan.isMostlyDistinct =
        present[index] >= 500 && distinct[index].count * 100 > present[index] * 97
      return plan
    }
  }
}

/// Names of columns, made unique: `column3` for none, `name_2` for the second of a name.
struct UniqueNames {
  private(set) var names: [String] = []
  private(set) var findings: [(name: String, value: String)] = []
  private var taken: Set<String> = []

  /// Adds the name of the column at a position, counted from 0.
  mutating func add(_ name: String, position: Int) {
    let wanted = name.isEmpty ? "column\(position + 1)" : name
    var unique = wanted
    var number = 2
    while taken.contains(unique) {
      unique = "\(wanted)_\(number)"
      number += 1
    }
    if unique != wanted {
      findings.append(("repeated name", "\(wanted), read as \(unique)"))
    } else if name.isEmpty {
      findings.append(("unnamed column", unique))
    }
    taken.insert(unique)
    names.append(unique)
  }
}
