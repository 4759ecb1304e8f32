import Columnar
import Diagnostics
import Planning

/// Values as the lock writes them: one text for each value, and another for every other one.
enum ValueWords {
  static func text(of value: OuterValue) -> String {
    switch value {
    case .value(let value, _): text(of: value)
    case .range(let low, let high):
      (low.map { text(of: $0) } ?? "") + ".." + (high.map { text(of: $0) } ?? "")
    case .table, .data: "table"
    }
  }

  static func text(of value: Value) -> String {
    switch value {
    case .text(let text), .json(let text): return JSONValue.quoted(text)
    case .number(let number):
      let text = NumberText.shortest(number)
      return text.utf8.allSatisfy { (48...57).contains($0) || $0 == 45 } ? text + ".0" : text
    case .list(let items, of: _):
      return "[" + items.map { text(of: $0) }.joined(separator: ", ") + "]"
    case .record(let parts):
      let all = parts.map { "\(JSONValue.quoted($0.name)): \(text(of: $0.value))" }
      return "{" + all.joined(separator: ", ") + "}"
    case .period(let grain, let number):
      // A week and a day are written alike.
      let text = ValueText.period(grain, number)
      return grain.name == "week" ? "week \(text)" : text
    case .null: return "null"
    default: return ValueText.plain(value)
    }
  }
}
