import Diagnostics

/// Tables of pages as members of the JSON object of their output.
extension OutputTable {
  var members: [String: JSONValue] {
    [
      "columns": .array(columns.map { .text($0.name) }),
      "numeric": .array(columns.map { .bool($0.isNumeric) }),
      "rows": .array(
        rows.map { row in .array(row.map { $0.map { .text($0) } ?? .null }) }),
      "total": .int(totalRows),
    ]
  }

  /// Reads the members; nil when one is missing or rows and columns do not fit.
  init?(_ value: JSONValue) {
    guard let names = value["columns"]?.asTexts, let numeric = value["numeric"]?.asArray,
      numeric.count == names.count, let rows = value["rows"]?.asArray,
      let total = value["total"]?.asInt, total >= rows.count
    else { return nil }
    var texts: [[String?]] = []
    for row in rows {
      guard let cells = row.asArray, cells.count == names.count,
        cells.allSatisfy({ $0 == .null || $0.asText != nil })
      else { return nil }
      texts.append(cells.map(\.asText))
    }
    self.init(
      columns: zip(names, numeric).map { .init($0, isNumeric: $1 == .bool(true)) }, rows: texts,
      totalRows: total)
  }
}
