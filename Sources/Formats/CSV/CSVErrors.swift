import Catalog
import Columnar
import Diagnostics

/// Writes the errors about one delimited file.
struct CSVErrors: Sendable {
  let input: InputBytes
  let settings: CSVSettings

  init(_ input: InputBytes, _ settings: CSVSettings) {
    self.input = input
    self.settings = settings
  }

  private var bytes: UnsafePointer<UInt8> {
    UnsafePointer(input.memory.start.assumingMemoryBound(to: UInt8.self))
  }

  /// Throws when the beginning is that of a binary file.
  func requireText() throws(Diagnostic) {
    try BinaryContent.requireText(input, at: settings.span)
  }

  /// The error for a file without a single record.
  func empty() -> Diagnostic {
    Diagnostic(
      "E820", "\(input.name) is empty", at: settings.span,
      details: ["Expected a line with the names of the columns."], kind: .data)
  }

  /// The largest number of columns that is read.
  static let mostColumns = 100_000

  /// The error for a first line with more columns than that.
  func tooManyColumns(_ count: Int) -> Diagnostic {
    error(
      "E827", "\(input.name) has \(NumberText.grouped(count)) columns",
      ["At most \(NumberText.grouped(Self.mostColumns)) are read."],
      fix: "if each line is a row, check the delimiter: with delimiter: \"…\"")
  }

  /// The error for a problem at an offset.
  func diagnostic(_ problem: CSVProblem, columns: Int, _ dialect: CSVDialect) -> Diagnostic {
    switch problem {
    case .ragged(let offset, let cells):
      let few = cells < columns
      let advice =
        few
        ? "A line break inside a cell that is not quoted, or another delimiter, is likely."
        : "A `\(dialect.delimiterName)` inside a cell that is not quoted is likely."
      return error(
        "E821",
        "line \(line(of: offset)) of \(input.name) has \(cellCount(cells)), "
          + "expected \(columns)",
        ["The line: \(excerpt(offset))", advice],
        fix: few
          ? "give the delimiter: with delimiter: \"…\""
          : "put quotes around the cell that holds the `\(dialect.delimiterName)`")
    case .unclosedQuote(let record):
      let offset = openQuote(record, dialect)
      return error(
        "E822", "a quote in line \(line(of: offset)) of \(input.name) is never closed",
        [
          "The cell: \(excerpt(offset))", "Expected another \(name(dialect.quote)) before the end.",
        ],
        fix: "if quotes are ordinary characters here: with quote: \"\"")
    case .invalidUTF8(let offset):
      return error(
        "E823",
        "line \(line(of: offset)) of \(input.name) is not UTF-8 at byte \(column(of: offset))",
        ["Found the byte 0x\(hex(bytes[offset]))."], fix: "with encoding: \"latin1\"")
    case .recordTooLong(let offset):
      return error(
        "E824", "the record at line \(line(of: offset)) of \(input.name) is longer than 4 GB", [])
    case .notOfType(let offset, let column, let cell):
      let declared = settings.types.last { $0.column == layoutName(column) }
      return error(
        "E825",
        "line \(line(of: offset)) of \(input.name): `\(cell)` is not \(declared?.name ?? "such")",
        ["`types` declares column `\(layoutName(column))` so."],
        fix: "if it stands for a missing value: null [\"\(cell)\"]")
    }
  }

  /// The names, for errors about declared types; set once they are known.
  var names: [String] = []

  private func layoutName(_ column: Int) -> String {
    column < names.count ? names[column] : "column\(column + 1)"
  }

  private func error(
    _ code: String, _ message: String, _ details: [String], fix: String? = nil
  ) -> Diagnostic {
    Diagnostic(
      code, message, at: settings.span, details: details, fix: fix.map { Diagnostic.Fix($0) },
      kind: .data)
  }

  private func cellCount(_ count: Int) -> String { count == 1 ? "1 cell" : "\(count) cells" }
  private func name(_ byte: UInt8) -> String { String(UnicodeScalar(byte)) }
  private func hex(_ byte: UInt8) -> String {
    let digits = String(byte, radix: 16, uppercase: true)
    return digits.utf8.count == 1 ? "0" + digits : digits
  }

  /// The number of the line that an offset lies in, counted from 1.
  func line(of offset: Int) -> Int {
    var line = 1
    for i in 0..<offset where bytes[i] == 0x0A { line += 1 }
    return line
  }

  /// The number of the byte in its line, counted from 1.
  private func column(of offset: Int) -> Int {
    var start = offset
    while start > 0, bytes[start - 1] != 0x0A { start -= 1 }
    return offset - start + 1
  }

  /// The beginning of the line at an offset, with control characters made visible.
  private func excerpt(_ offset: Int) -> String {
    var last = offset
    while last < input.count, last - offset < 70, bytes[last] != 0x0A, bytes[last] != 0x0D {
      last += 1
    }
    let isCut = last < input.count && bytes[last] != 0x0A && bytes[last] != 0x0D
    let text = String(
      decoding: UnsafeBufferPointer(start: bytes + offset, count: last - offset), as: UTF8.self)
    return VisibleText.escaped(text) + (isCut ? "…" : "")
  }

  /// The offset of the quote that stays open, in the record that begins at an offset.
  private func openQuote(_ record: Int, _ dialect: CSVDialect) -> Int {
    var open = record
    var isInside = false
    var atBeginning = true
    var i = record
    while i < input.count {
      let byte = bytes[i]
      if isInside {
        if byte == dialect.quote {
          if i + 1 < input.count, bytes[i + 1] == dialect.quote { i += 1 } else { isInside = false }
        }
      } else if byte == dialect.delimiter || byte == 0x0A {
        atBeginning = true
        i += 1
        continue
      } else if byte == dialect.quote, atBeginning {
        isInside = true
        open = i
      }
      atBeginning = false
      i += 1
    }
    return open
  }
}
