/// What the text between the fences of an exercise says.
///
/// A line in the first column begins a part: its name, a colon, and words. Indented lines below
/// belong to it.
struct ExerciseBody {
  /// The names of parts.
  enum Name: String, CaseIterable {
    case ask, start, solution, hint, check
    case hiddenCheck = "check hidden"
    case after

    /// Whether an exercise may have several of them.
    var mayRepeat: Bool { self == .hint || self == .check || self == .hiddenCheck }
  }

  /// One part.
  struct Part {
    /// The name as written.
    var name: String
    /// The number of its first line in the body, counted from 0.
    var line: Int
    /// The words beside the name, then the lines below without their common indentation.
    var lines: [String]

    /// Whether it says nothing.
    var isEmpty: Bool { lines.allSatisfy { $0.trimmingSpaces().isEmpty } }

    /// The lines as one paragraph.
    var words: String {
      lines.map { $0.trimmingSpaces() }.filter { !$0.isEmpty }.joined(separator: " ")
    }

    /// The lines as code.
    var code: String { lines.joined(separator: "\n") }
  }

  /// The parts in the order of the text.
  private(set) var parts: [Part] = []
  /// The lines in the first column that begin no part.
  private(set) var strayLines: [Int] = []

  /// Reads a body.
  init(_ body: String) {
    var indented: [String] = []
    func endPart() {
      guard !parts.isEmpty else { return }
      parts[parts.count - 1].lines += Self.withoutIndentation(indented)
      indented = []
    }
    let lines = body.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() {
      let text = String(decoding: line, as: UTF8.self)
      let isIndented = line.first == 32 || line.first == 9
      if isIndented || text.trimmingSpaces().isEmpty {
        if !parts.isEmpty { indented.append(text) }
        if parts.isEmpty, !text.trimmingSpaces().isEmpty { strayLines.append(index) }
      } else if let colon = line.firstIndex(of: UInt8(ascii: ":")) {
        endPart()
        let name = String(decoding: line[..<colon], as: UTF8.self)
        let rest = String(decoding: line[line.index(after: colon)...], as: UTF8.self)
          .trimmingSpaces()
        let words = name.split(separator: " ").joined(separator: " ")
        parts.append(Part(name: words, line: index, lines: rest.isEmpty ? [] : [rest]))
      } else {
        strayLines.append(index)
      }
    }
    endPart()
  }

  /// The parts of a name.
  func parts(_ name: Name) -> [Part] { parts.filter { $0.name == name.rawValue } }

  /// The task.
  var task: String { parts(.ask).first?.words ?? "" }

  /// The code to begin from.
  var starter: String { parts(.start).first?.code ?? "" }

  /// What helps, in the order in which it is to be asked for.
  var hints: [String] { parts(.hint).map(\.words).filter { !$0.isEmpty } }

  private static func withoutIndentation(_ lines: [String]) -> [String] {
    var lines = lines[...]
    while lines.last?.trimmingSpaces().isEmpty == true { lines.removeLast() }
    let indent = lines.filter { !$0.trimmingSpaces().isEmpty }
      .map { $0.utf8.prefix { $0 == 32 }.count }.min()
    return lines.map { String(decoding: $0.utf8.dropFirst(indent ?? 0), as: UTF8.self) }
  }
}
