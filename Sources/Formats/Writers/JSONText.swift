import Catalog
import Columnar
import Diagnostics

/// Writes values as JSON (RFC 8259): dates, instants, periods and durations are texts.
enum JSONText {
  /// A value on one line.
  static func compact(_ value: Value) -> String {
    switch value {
    case .null: "null"
    case .bool, .int, .number, .json: ValueText.plain(value)
    case .list(let items, _): "[\(items.map(compact).joined(separator: ","))]"
    case .record(let parts):
      "{\(parts.map { "\(quoted($0.name)):\(compact($0.value))" }.joined(separator: ","))}"
    default: quoted(ValueText.plain(value))
    }
  }

  /// A text in quotes with its escapes.
  static func quoted(_ text: String) -> String {
    var out = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": out += "\\\""
      case "\\": out += "\\\\"
      case "\n": out += "\\n"
      case "\r": out += "\\r"
      case "\t": out += "\\t"
      case _ where scalar.value < 0x20: out += escape(UInt8(scalar.value))
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out + "\""
  }

  private static func escape(_ byte: UInt8) -> String {
    "\\u00" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
  }

  /// Appends a text in quotes.
  static func append(_ view: TextView, _ out: inout OutputBuffer) throws(Diagnostic) {
    try out.append(UInt8(ascii: "\""))
    var done = 0
    for i in 0..<view.count {
      let byte = view.start[i]
      guard byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") else {
        continue
      }
      try out.append(UnsafeBufferPointer(start: view.start + done, count: i - done))
      done = i + 1
      switch byte {
      case UInt8(ascii: "\""): try out.append("\\\"")
      case UInt8(ascii: "\\"): try out.append("\\\\")
      case 0x0A: try out.append("\\n")
      case 0x0D: try out.append("\\r")
      case 0x09: try out.append("\\t")
      default: try out.append(escape(byte))
      }
    }
    try out.append(UnsafeBufferPointer(start: view.start + done, count: view.count - done))
    try out.append(UInt8(ascii: "\""))
  }

  /// Appends one object for each row, with something before each and nothing after.
  static func appendObjects(
    _ table: Table, between separator: String, _ out: inout OutputBuffer
  ) throws(Diagnostic) {
    let names = table.schema.fields.enumerated().map { index, field in
      (index > 0 ? "," : "{") + quoted(field.name) + ":"
    }
    let rows = table.rowCount
    for block in 0..<Blocks.count(rows: rows) {
      let part = table.slice(Blocks.range(block, rows: rows)).compacted()
      let cells = part.storedColumns.map { BlockCells($0) }
      for row in 0..<part.storedRowCount {
        if block > 0 || row > 0 { try out.append(separator) }
        if names.isEmpty { try out.append("{") }
        for column in names.indices {
          try out.append(names[column])
          try append(cells[column], row, &out) { part.storedColumns[column].value(at: row) }
        }
        try out.append("}")
      }
    }
  }

  @inline(__always)
  private static func append(
    _ cells: BlockCells, _ row: Int, _ out: inout OutputBuffer, value: () -> Value
  ) throws(Diagnostic) {
    guard cells.isValid(row) else {
      try out.append("null")
      return
    }
    switch cells.kind {
    case .text(let views) where cells.isJSON: try out.append(views[row].bytes)
    case .dictionary(let codes, let values) where cells.isJSON:
      try out.append(values[Int(codes[row])].bytes)
    case .text(let views): try append(views[row], &out)
    case .dictionary(let codes, let values): try append(values[Int(codes[row])], &out)
    case .number(let numbers): try out.append(number: numbers[row])
    case .int(let numbers): try out.append(int: numbers[row])
    case .bool(let values): try out.append(values[row] != 0 ? "true" : "false")
    case .date(let days):
      try out.append(UInt8(ascii: "\""))
      try out.append(date: days[row])
      try out.append(UInt8(ascii: "\""))
    case .instant(let instants):
      try out.append(UInt8(ascii: "\""))
      try out.append(instant: instants[row])
      try out.append(UInt8(ascii: "\""))
    case .other: try out.append(compact(value()))
    }
  }
}
