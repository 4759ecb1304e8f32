import Columnar

/// Turns text such as `['a', 'b']`, `["a"]` or `a, b` into lists.
enum ListCells {
  /// A list column from a text column; each different text is taken apart once.
  static func column(_ text: Column, items: CellType, _ syntax: CellSyntax) -> Column {
    var offsets: [Int32] = [0]
    var builder = ColumnBuilder(items.dataType)
    var known: [String: [Value]] = [:]
    for row in 0..<text.count {
      if text.isValid(row) {
        let cell = text.textView(at: row).string
        let values: [Value]
        if let found = known[cell] {
          values = found
        } else {
          values = parse(cell).map { value($0, items, syntax) }
          known[cell] = values
        }
        for value in values { builder.append(value) }
      }
      offsets.append(Int32(truncatingIfNeeded: builder.count))
    }
    let list = ListData(offsets: Buffer(offsets), items: builder.finish())
    return Column(
      .list(items.dataType), .list(list), validity: text.validity, count: text.count)
  }

  /// The items of a list written as in Python or JSON, or with commas; nil items are missing.
  static func parse(_ cell: String) -> [String?] {
    var body = Substring(cell)
    while body.first == " " { body.removeFirst() }
    while body.last == " " { body.removeLast() }
    let isBracketed =
      (body.first == "[" && body.last == "]") || (body.first == "(" && body.last == ")")
    if isBracketed { body = body.dropFirst().dropLast() }
    var items: [String?] = []
    var current = ""
    var quote: Unicode.Scalar?
    var wasQuoted = false
    var isEscaped = false
    func finish() {
      let trimmed = wasQuoted ? current : trimmedText(current)
      let isNull = !wasQuoted && (["None", "null", "nan", "NaN"].contains(trimmed))
      items.append(isNull ? nil : trimmed)
      current = ""
      wasQuoted = false
    }
    for scalar in body.unicodeScalars {
      if let open = quote {
        if isEscaped {
          current.unicodeScalars.append(escape(scalar))
          isEscaped = false
        } else if scalar == "\\" {
          isEscaped = true
        } else if scalar == open {
          quote = nil
        } else {
          current.unicodeScalars.append(scalar)
        }
      } else if isBracketed, scalar == "'" || scalar == "\"", trimmedText(current).isEmpty {
        quote = scalar
        current = ""
        wasQuoted = true
      } else if scalar == "," {
        finish()
      } else if !(wasQuoted && scalar == " ") {
        current.unicodeScalars.append(scalar)
      }
    }
    let isEmpty = items.isEmpty && !wasQuoted && trimmedText(current).isEmpty
    // Python writes a comma after the last item of a tuple.
    let endsWithComma = !items.isEmpty && !wasQuoted && trimmedText(current).isEmpty
    if !isEmpty, !(endsWithComma && isBracketed) { finish() }
    return items
  }

  private static func escape(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar {
    case "n": "\n"
    case "t": "\t"
    case "r": "\r"
    default: scalar
    }
  }

  private static func trimmedText(_ text: String) -> String {
    var body = Substring(text)
    while body.first == " " { body.removeFirst() }
    while body.last == " " { body.removeLast() }
    return String(body)
  }

  private static func value(_ item: String?, _ type: CellType, _ syntax: CellSyntax) -> Value {
    guard var item else { return .null }
    if type == .text { return .text(item) }
    return item.withUTF8 { bytes in
      guard let start = bytes.baseAddress else { return .null }
      switch type {
      case .bool: return parseBool(start, bytes.count).map { .bool($0 != 0) } ?? .null
      case .int: return parseInt(start, bytes.count).map { .int($0) } ?? .null
      case .number:
        let number = parseNumber(start, bytes.count, syntax.decimalSign)
        return number.flatMap { $0.isNaN ? nil : .number($0) } ?? .null
      case .date: return parseDate(start, bytes.count).map { .date($0) } ?? .null
      case .instant: return parseInstant(start, bytes.count).map { .instant($0) } ?? .null
      case .text, .empty: return .null
      }
    }
  }
}
