import Notebooks

/// Why a result is out of date, in words.
enum StaleReason {
  /// What a changed part of a key means: `data lb changed`, `parameter grain`.
  static func words(_ input: String) -> String {
    guard let space = input.firstIndex(of: " ") else {
      switch input {
      case "code": return "its text changed"
      case "today": return "the date of today()"
      case "semantics": return "the semantics of hfnb"
      default: return input
      }
    }
    let name = input[input.index(after: space)...]
    switch input[..<space] {
    case "data": return "data \(name) changed"
    case "parameter": return "parameter \(name)"
    case "setting": return "setting \(name)"
    case "option": return "option \(name)"
    case "view": return "view: \(name)"
    default: return input
    }
  }

  /// The reasons for a difference between what a key was and is made of, each said once.
  ///
  /// - Parameter places: The cell, or the other notebook, that makes each definition.
  static func reasons(
    from before: [String: String], to now: [String: String], places: [String: String]
  ) -> [String] {
    let changed = Set(before.keys).union(now.keys).filter { before[$0] != now[$0] }
    var found: [String] = []
    for input in changed.sorted(by: { order($0) < order($1) }) {
      var words = words(input)
      if input.hasPrefix("definition ") {
        let name = String(input.dropFirst(11))
        words = places[name].map { "upstream \($0) changed" } ?? "`\(name)` is not defined any more"
        if before[input] == nil { words = "it uses `\(name)` now" }
        if name == "|" { words = "the pipeline before it changed" }
      }
      if !found.contains(words) { found.append(words) }
    }
    return found
  }

  /// Its own text first, then what stands before it, then values.
  private static func order(_ input: String) -> String {
    let rank: Int
    switch input.prefix(while: { $0 != " " }) {
    case "code", "option": rank = 0
    case "data": rank = 1
    case "definition": rank = 2
    case "parameter", "setting", "today": rank = 3
    default: rank = 4
    }
    return "\(rank) \(input)"
  }
}
