import Catalog
import Columnar
import Diagnostics
import Notebooks

/// A data set of which only the columns are known, as a lock says them; it has no rows.
final class LockedSource: TableSource {
  let schema: Schema
  let findings: [(name: String, value: String)] = []

  /// Nil when a type of the lock is none of this version.
  init?(_ data: NotebookLock.Data) {
    var fields: [Field] = []
    for column in data.columns {
      guard let type = TypeWords.type(column.type) else { return nil }
      fields.append(Field(column.name, type, isNeverNull: column.nulls == 0))
    }
    schema = Schema(fields)
  }

  func read(columns: Set<String>?, _ context: RunContext) throws(Diagnostic) -> Table {
    let fields = schema.fields.filter { columns?.contains($0.name) ?? true }
    return Table(Schema(fields), fields.map { Column.nulls($0.type, count: 0) }, rowCount: 0)
  }
}

/// Types by the words that the language has for them.
enum TypeWords {
  static func type(_ words: String) -> DataType? {
    switch words {
    case "null": return .null
    case "bool": return .bool
    case "int": return .int
    case "number": return .number
    case "text": return .text
    case "date": return .date
    case "instant": return .instant
    case "duration": return .duration
    case "json": return .json
    default: break
    }
    if let inner = content(of: words, "list<", ">") { return type(inner).map { .list($0) } }
    if let grain = content(of: words, "period<", ">") { return period(grain) }
    guard let inner = content(of: words, "record{", "}") else { return nil }
    var fields: [Field] = []
    for part in parts(of: inner) {
      guard let colon = part.firstRange(of: ": "),
        let type = type(String(part[colon.upperBound...]))
      else { return nil }
      fields.append(Field(String(part[..<colon.lowerBound]), type))
    }
    return .record(fields)
  }

  private static func period(_ grain: String) -> DataType? {
    switch grain {
    case "hour": .period(.hour)
    case "day": .period(.day)
    case "week": .period(.week(startingOn: .monday))
    case "month": .period(.month)
    case "quarter": .period(.quarter)
    case "year": .period(.year)
    default: nil
    }
  }

  private static func content(of words: String, _ open: String, _ close: String) -> String? {
    guard words.hasPrefix(open), words.hasSuffix(close), words.count > open.count else {
      return nil
    }
    return String(words.dropFirst(open.count).dropLast(close.count))
  }

  /// The parts between commas that stand in no inner brackets.
  private static func parts(of words: String) -> [Substring] {
    var parts: [Substring] = []
    var depth = 0
    var start = words.startIndex
    for index in words.indices {
      switch words[index] {
      case "<", "{": depth += 1
      case ">", "}": depth -= 1
      case "," where depth == 0:
        parts.append(words[start..<index])
        start = words.index(after: index)
      default: break
      }
    }
    parts.append(words[start...])
    return parts.map { $0.drop { $0 == " " } }
  }
}
