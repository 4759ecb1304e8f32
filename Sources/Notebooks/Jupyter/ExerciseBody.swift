/// What the text between the fences of an exercise says, as far as a page or a learner's cell needs it.
struct ExerciseBody {
  /// The task.
  private(set) var task = ""
  /// The code to begin from, without its indentation.
  private(set) var starter = ""

  /// Reads a body: `key: words` lines in the first column, and indented lines below them.
  init(_ body: String) {
    var section = ""
    var starterLines: [String] = []
    for line in body.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      let text = String(decoding: line, as: UTF8.self)
      if let first = line.first, first != 32, first != 9,
        let colon = line.firstIndex(of: UInt8(ascii: ":"))
      {
        section = String(decoding: line[..<colon], as: UTF8.self)
        let rest = String(decoding: line[line.index(after: colon)...], as: UTF8.self)
          .trimmingSpaces()
        if section == "ask" { task = rest }
        if section == "start", !rest.isEmpty { starterLines.append(rest) }
      } else if section == "ask" {
        let words = text.trimmingSpaces()
        if !words.isEmpty { task += (task.isEmpty ? "" : " ") + words }
      } else if section == "start" {
        starterLines.append(text)
      }
    }
    while starterLines.last?.trimmingSpaces().isEmpty == true { starterLines.removeLast() }
    var indent = Int.max
    for line in starterLines where !line.trimmingSpaces().isEmpty {
      indent = min(indent, line.utf8.prefix { $0 == 32 }.count)
    }
    let starterIndent = indent == .max ? 0 : indent
    starter = starterLines.map { String(decoding: $0.utf8.dropFirst(starterIndent), as: UTF8.self) }
      .joined(separator: "\n")
  }
}
