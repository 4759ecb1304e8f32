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
    let types = table.schema.fields.map(\.type)
    let rows = table.rowCount
    for block in 0..<Blocks.count(rows: rows) {
      let part = table.slice(Blocks.range(block, rows: rows)).compacted()
      for row in 0..<part.storedRowCount {
        for column in types.indices {
          if column > 0 { try out.append(delimiter) }
          let cells = part.storedColumns[column]
          guard cells.isValid(row) else { continue }
          try append(cells, row, types[column], &out)
        }
        try out.append(0x0A)
      }
    }
    try out.flush()
  }

  @inline(__always)
  private func append(
    _ column: Column, _ row: Int, _ type: DataType,
    _ out: inout OutputBuffer
  ) throws(Diagnostic) {
    switch column.data {
    case .text(let text): try appendText(text.views.base[row], &out)
    case .dictionary(let dictionary):
      try appendText(dictionary.values.views.base[Int(dictionary.codes.base[row])], &out)
    case .double(let values): try out.append(number: values.base[row])
    case .bool(let values): try out.append(values.base[row] != 0 ? "true" : "false")
    case .int64(let values):
      switch type {
      case .int: try out.append(int: values.base[row])
      case .instant: try out.append(ValueText.instant(values.base[row]))
      default: try out.append(ValueText.plain(column.value(at: row)))
      }
    case .int32(let values):
      if type == .date {
        try out.append(date: values.base[row])
      } else {
        try out.append(ValueText.plain(column.value(at: row)))
      }
    case .list, .record:
      try appendText(JSONText.compact(column.value(at: row)), &out)
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
    var isPlain = view.count > 0
    for i in 0..<view.count {
      let byte = view.start[i]
      if byte == delimiter || byte == 0x22 || byte == 0x0A || byte == 0x0D {
        isPlain = false
        break
      }
    }
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
}
