import Diagnostics

/// Finds what is wrong with the form of an exercise.
struct ExerciseChecker {
  private let source: SourceText
  private let lines: SourceLines
  /// The line of the first part in the file, counted from 0.
  private let firstLine: Int
  private let body: ExerciseBody
  private(set) var diagnostics: [Diagnostic] = []

  init(_ source: SourceText, _ lines: SourceLines, _ range: Range<Int>) {
    self.source = source
    self.lines = lines
    firstLine = range.lowerBound
    body = ExerciseBody(range.map { lines.text($0) }.joined(separator: "\n"))
  }

  /// Checks the parts.
  ///
  /// - Parameter opening: The words of the opening fence.
  mutating func check(opening: Range<Int>) {
    for line in body.strayLines {
      diagnostics.append(
        Diagnostic(
          "E629", "a line of an exercise belongs to no part", at: span(line),
          label: "expected `ask:` or another part, or an indented line below one",
          details: [Self.partNames]))
    }
    var seen: [ExerciseBody.Name: Int] = [:]
    for part in body.parts {
      guard let name = ExerciseBody.Name(rawValue: part.name) else {
        reportUnknown(part)
        continue
      }
      if let first = seen[name], !name.mayRepeat {
        diagnostics.append(
          Diagnostic(
            "E631", "the part `\(part.name)` is given twice", at: nameSpan(part.line),
            label: "second time", secondary: [.init(nameSpan(first), "first time")]))
      } else if part.isEmpty {
        diagnostics.append(
          Diagnostic(
            "E632", "the part `\(part.name)` is empty", at: nameSpan(part.line),
            label: "expected words after the colon, or indented lines below"))
      }
      seen[name] = seen[name] ?? part.line
    }
    checkWhole(seen, opening)
  }

  private mutating func checkWhole(_ seen: [ExerciseBody.Name: Int], _ opening: Range<Int>) {
    let isUnreadable = body.parts.contains { ExerciseBody.Name(rawValue: $0.name) == nil }
    if seen[.ask] == nil, !isUnreadable {
      diagnostics.append(
        Diagnostic(
          "E630", "an exercise asks nothing", at: range(opening), label: "it has no part `ask`",
          fix: .init("ask: what the learner is to find")))
    }
    guard seen[.solution] == nil, !isUnreadable else { return }
    let comparing = (body.parts(.check) + body.parts(.hiddenCheck)).first {
      $0.words.hasPrefix("same as solution")
    }
    if let comparing {
      diagnostics.append(
        Diagnostic(
          "E630", "a check compares with a solution that is not there", at: span(comparing.line),
          label: "the exercise has no part `solution`"))
    }
  }

  private mutating func reportUnknown(_ part: ExerciseBody.Part) {
    let names = ExerciseBody.Name.allCases.map(\.rawValue)
    let synonyms = [
      "task": "ask", "question": "ask", "starter": "start", "code": "start", "answer": "solution",
      "hints": "hint", "test": "check", "checks": "check", "hidden check": "check hidden",
      "hidden": "check hidden", "note": "after",
    ]
    let nearest =
      synonyms[part.name.lowercased()] ?? Suggestion.nearest(to: part.name, among: names)
    let place = nameSpan(part.line)
    diagnostics.append(
      Diagnostic(
        "E628", "an exercise has no part `\(NotebookParser.shortened(part.name))`", at: place,
        label: nearest.map { "did you mean `\($0)`?" } ?? "not a part of an exercise",
        details: [Self.partNames, "A line that goes on with the one above is indented."],
        fix: nearest.map { .init("\($0): …", edits: [.init(place, $0)]) }))
  }

  private static let partNames =
    "Parts: " + ExerciseBody.Name.allCases.map(\.rawValue).joined(separator: ", ")

  private func range(_ bytes: Range<Int>) -> Span {
    Span(source, bytes.lowerBound, bytes.upperBound)
  }

  private func span(_ line: Int) -> Span {
    range(lines.trimmed(lines.content(firstLine + line)))
  }

  /// The name of a part, up to its colon.
  private func nameSpan(_ line: Int) -> Span {
    let content = lines.content(firstLine + line)
    let colon = lines.bytes[content].firstIndex(of: UInt8(ascii: ":")) ?? content.upperBound
    return range(lines.trimmed(content.lowerBound..<colon))
  }
}
