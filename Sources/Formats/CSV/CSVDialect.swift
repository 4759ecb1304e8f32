import Columnar

/// How the delimited text of one file is written.
struct CSVDialect: Sendable {
  /// The byte between cells.
  var delimiter: UInt8 = .init(ascii: ",")
  /// The byte around cells; 0xFF for none.
  var quote: UInt8 = .init(ascii: "\"")

  /// What messages call the delimiter.
  var delimiterName: String {
    switch delimiter {
    case UInt8(ascii: "\t"): "tab"
    case UInt8(ascii: " "): "space"
    default: String(UnicodeScalar(delimiter))
    }
  }

  /// The delimiters that are looked for when none is given.
  static let candidates: [UInt8] = [
    UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t"), UInt8(ascii: "|"),
  ]

  /// Looks at the beginning of a text and chooses what splits most of its records evenly.
  static func detect(
    _ start: UnsafePointer<UInt8>, _ count: Int, delimiter: UInt8?, quote: UInt8?
  ) -> CSVDialect {
    let sample = min(count, 1 << 16)
    var dialect = CSVDialect()
    dialect.quote = quote ?? detectQuote(start, sample)
    if let delimiter {
      dialect.delimiter = delimiter
      return dialect
    }
    var best = (evenness: 0.0, width: 1)
    for candidate in candidates {
      let widths = recordWidths(
        start, sample, SeparatorScanner(delimiter: candidate, quote: dialect.quote),
        isWhole: sample == count)
      guard let width = widths.first, width > 1 else { continue }
      let even = Double(widths.filter { $0 == width }.count) / Double(widths.count)
      if even > best.evenness || (even == best.evenness && width > best.width) {
        best = (even, width)
        dialect.delimiter = candidate
      }
    }
    return dialect
  }

  /// The number of cells of the first records that are not blank.
  private static func recordWidths(
    _ start: UnsafePointer<UInt8>, _ count: Int, _ scanner: SeparatorScanner, isWhole: Bool
  ) -> [Int] {
    withUnsafeTemporaryAllocation(of: UInt32.self, capacity: count + 64) { positions in
      guard let base = positions.baseAddress else { return [] }
      let scan = scanner.scanSlowly(start, count, into: base)
      var widths: [Int] = []
      var cells = 1
      var recordStart = 0
      for index in 0..<scan.count where widths.count < 200 {
        let position = Int(base[index])
        if start[position] != 0x0A {
          cells += 1
          continue
        }
        let isBlank = position == recordStart || (position == recordStart + 1 && cells == 1)
        if !isBlank { widths.append(cells) }
        cells = 1
        recordStart = position + 1
      }
      // The last record of a sample is cut off, unless it is the end of the text.
      if isWhole, recordStart < count, widths.count < 200 { widths.append(cells) }
      return widths.isEmpty ? [cells] : widths
    }
  }

  /// A single quote when cells are enclosed in it and none in double quotes.
  private static func detectQuote(_ start: UnsafePointer<UInt8>, _ count: Int) -> UInt8 {
    let double = UInt8(ascii: "\"")
    let single = UInt8(ascii: "'")
    func isEdge(_ byte: UInt8) -> Bool {
      candidates.contains(byte) || byte == 0x0A || byte == 0x0D
    }
    var opening = 0
    var closing = 0
    for i in 0..<count {
      if start[i] == double { return double }
      guard start[i] == single else { continue }
      if i == 0 || isEdge(start[i - 1]) { opening += 1 }
      if i + 1 == count || isEdge(start[i + 1]) { closing += 1 }
    }
    return opening >= 2 && opening == closing ? single : double
  }
}
