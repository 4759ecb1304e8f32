import Catalog
import Columnar
import Diagnostics

/// Writes tables with a delimiter between cells (RFC 4180, with line feeds).
///
/// Cells are quoted only when they hold the delimiter, a quote or a line break. A missing value is
/// an empty cell, an empty text is `""`, lists and records are JSON.
struct DelimitedText {
  let delimiter: UInt8

  func write(_ table: Table, to sink: any ByteSink) throws(Diagnostic) {
    var out = OutputBuffer(sink)
    for (index, field) in table.schema.fields.enumerated() {
      if index > 0 { try out.append(delimiter) }
      try appendText(field.name, &out)
    }
    try out.append(0x0A)
    let rows = table.rowCount
    for block in 0..<Blocks.count(rows: rows) {
      let part = table.slice(Blocks.range(block, rows: rows)).compacted()
      let cells = part.storedColumns.map { BlockCells($0) }
      for row in 0..<part.storedRowCount {
        for column in cells.indices {
          if column > 0 { try out.append(delimiter) }
          guard cells[column].isValid(row) else { continue }
          try append(cells[column], row, &out) { part.storedColumns[column].value(at: row) }
        }
        try out.append(0x0A)
      }
    }
    try out.flush()
  }

  @inline(__always)
  private func append(
    _ cells: BlockCells, _ row: Int, _ out: inout OutputBuffer, value: () -> Value
  ) throws(Diagnostic) {
    switch cells.kind {
    case .text(let views): try appendText(views[row], &out)
    case .dictionary(let codes, let values): try appendText(values[Int(codes[row])], &out)
    case .number(let numbers): try out.append(number: numbers[row])
    case .int(let numbers): try out.append(int: numbers[row])
    case .bool(let values): try out.append(values[row] != 0 ? "true" : "false")
    case .date(let days): try out.append(date: days[row])
    case .instant(let instants): try out.append(instant: instants[row])
    case .other:
      let value = value()
      switch value {
      case .list, .record: try appendText(JSONText.compact(value), &out)
      default: try appendText(ValueText.plain(value), &out)
      }
    }
  }

  private func appendText(_ text: String, _ out: inout OutputBuffer) throws(Diagnostic) {
    var builder = TextBuilder(capacity: 1)
    builder.append(text)
    let data = builder.finish()
    try appendText(data.views[0], &out)
  }

  @inline(__always)
  private func appendText(_ view: TextView, _ out: inout OutputBuffer) throws(Diagnostic) {
    let isPlain = view.count > 0 && !holdsSpecial(view)
    if isPlain {
      try out.append(view.bytes)
      return
    }
    try out.append(UInt8(ascii: "\""))
    for byte in view.bytes {
      if byte == UInt8(ascii: "\"") { try out.append(byte) }
      try out.append(byte)
    }
    try out.append(UInt8(ascii: "\""))
  }

  /// Whether a text holds a delimiter, a quote or a line break; eight bytes at a time.
  @inline(__always)
  private func holdsSpecial(_ view: TextView) -> Bool {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let high: UInt64 = 0x8080_8080_8080_8080
    let raw = UnsafeRawPointer(view.start)
    var i = 0
    while i &+ 8 <= view.count {
      let word = raw.loadUnaligned(fromByteOffset: i, as: UInt64.self)
      var found: UInt64 = 0
      // A byte is zero exactly when subtracting one borrows and its high bit was clear.
      var difference = word ^ (UInt64(delimiter) &* ones)
      found |= (difference &- ones) & ~difference
      difference = word ^ (0x22 &* ones)
      found |= (difference &- ones) & ~difference
      difference = word ^ (0x0A &* ones)
      found |= (difference &- ones) & ~difference
      difference = word ^ (0x0D &* ones)
      found |= (difference &- ones) & ~difference
      if found & high != 0 { return true }
      i &+= 8
    }
    while i < view.count {
      let byte = view.start[i]
      if byte == delimiter || byte == 0x22 || byte == 0x0A || byte == 0x0D { return true }
      i &+= 1
    }
    return false
  }
}
