import Diagnostics

/// Reads the blocks of a notebook, line by line, in one pass.
///
/// Every line belongs to exactly one block. A fence that is never closed ends where the next cell
/// begins, so that one missing line does not hide the findings of the rest.
struct NotebookParser {
  let source: SourceText
  let lines: SourceLines
  var diagnostics: [Diagnostic] = []
  var blocks: [NotebookBlock] = []
  private let fences: [FenceLine?]
  /// For every line, the longest closing fence of tildes in it or below.
  private let tildesBelow: [Int]
  /// For every line, the longest closing fence of backticks in it or below.
  private let backticksBelow: [Int]

  init(_ source: SourceText) {
    self.source = source
    let lines = SourceLines(source)
    self.lines = lines
    fences = (0..<lines.count).map { lines.fence($0) }
    tildesBelow = Self.longestBelow(fences, UInt8(ascii: "~"))
    backticksBelow = Self.longestBelow(fences, UInt8(ascii: "`"))
  }

  private static func longestBelow(_ fences: [FenceLine?], _ marker: UInt8) -> [Int] {
    var longest = [Int](repeating: 0, count: fences.count + 1)
    for index in fences.indices.reversed() {
      longest[index] = longest[index + 1]
      if let fence = fences[index], fence.info.isEmpty, fence.marker == marker {
        longest[index] = max(longest[index], fence.count)
      }
    }
    return longest
  }

  mutating func parse() -> (notebook: Notebook, diagnostics: [Diagnostic]) {
    var conflicts = ConflictScanner(source, lines)
    let unfinished = conflicts.scan()
    guard unfinished.isEmpty else {
      addProse(0..<lines.count)
      return (Notebook(source: source, header: NotebookHeader(), blocks: blocks), unfinished)
    }
    var header = NotebookHeader()
    var next = 0
    if lines.count > 0, isFrontMatterRule(0) { (header, next) = readFrontMatter() }
    readBlocks(from: next)
    nameCells()
    diagnostics.sort { left, right in
      (left.primary?.span.lower ?? 0) < (right.primary?.span.lower ?? 0)
    }
    return (Notebook(source: source, header: header, blocks: blocks), diagnostics)
  }

  // A byte-order mark is part of the first block, so its range begins at the line's true start.
  func text(ofLines range: Range<Int>) -> String {
    guard let last = range.last else { return "" }
    let start = range.lowerBound == 0 ? 0 : lines.lines[range.lowerBound].start
    return lines.text(start..<lines.lines[last].end)
  }

  /// The lines of a range joined by LF, without the last line break.
  private func content(ofLines range: Range<Int>) -> String {
    range.map { lines.text($0) }.joined(separator: "\n")
  }

  func span(_ range: Range<Int>) -> Span { Span(source, range.lowerBound, range.upperBound) }

  private func isFrontMatterRule(_ index: Int) -> Bool {
    let line = lines.content(index)
    let word = lines.trimmed(line)
    return word.lowerBound == line.lowerBound && word.count == 3
      && lines.bytes[word].allSatisfy { $0 == UInt8(ascii: "-") }
  }

  private mutating func readFrontMatter() -> (NotebookHeader, Int) {
    guard let end = (1..<lines.count).first(where: { isFrontMatterRule($0) }) else {
      diagnostics.append(
        Diagnostic(
          "E620", "the front matter is never closed", at: span(lines.content(0)),
          label: "opened here",
          details: ["A line `---` ends it; a rule in prose needs a blank line before it."]))
      return (NotebookHeader(), 0)
    }
    blocks.append(.frontMatter(text(ofLines: 0..<end + 1)))
    var reader = FrontMatterReader(source, lines, 1..<end)
    let header = reader.read()
    diagnostics += reader.diagnostics
    return (header, end + 1)
  }

  private enum Language { case cell, exercise, other }

  private func language(_ fence: FenceLine) -> Language {
    guard fence.marker == UInt8(ascii: "`"), fence.indent == 0,
      let word = lines.words(fence.info).first
    else { return .other }
    switch lines.text(word) {
    case "hfq": return .cell
    case "exercise": return .exercise
    default: return .other
    }
  }

  private mutating func readBlocks(from first: Int) {
    var index = first
    var proseStart = first
    while index < lines.count {
      guard let fence = fences[index] else {
        index += 1
        continue
      }
      let kind = language(fence)
      let end = endOfFence(fence, kind, openedAt: index)
      let bodyEnd = end.isClosed ? end.next - 1 : end.next
      if kind == .other {
        warnAboutLanguage(fence)
      } else {
        addProse(proseStart..<index)
        let body = index + 1..<bodyEnd
        if kind == .cell {
          addCell(fence, index, body: body, end: end.next, isClosed: end.isClosed)
        } else {
          addExercise(fence, index, body: body, end: end.next, isClosed: end.isClosed)
        }
        proseStart = end.next
      }
      index = end.next
    }
    addProse(proseStart..<lines.count)
  }

  private mutating func addProse(_ range: Range<Int>) {
    guard !range.isEmpty else { return }
    let prose = NotebookProse(text: text(ofLines: range), firstLine: range.lowerBound + 1)
    blocks.append(.prose(prose))
  }

  /// Finds the line after a fenced block, and reports a fence that is not closed.
  private mutating func endOfFence(
    _ fence: FenceLine, _ kind: Language, openedAt opening: Int
  ) -> (next: Int, isClosed: Bool) {
    let below = fence.marker == UInt8(ascii: "~") ? tildesBelow : backticksBelow
    let canClose = below[opening + 1] >= fence.count
    for index in opening + 1..<max(lines.count, opening + 1) {
      guard let candidate = fences[index] else { continue }
      if canClose, candidate.closes(fence) { return (index + 1, true) }
      // Tildes are how a cell is shown without running, so they swallow cells on purpose.
      if canClose, fence.marker == UInt8(ascii: "~") { continue }
      let swallows =
        language(candidate) != .other && (candidate.count >= fence.count || !canClose)
        || kind != .other && !candidate.info.isEmpty && candidate.indent == 0
          && candidate.marker == fence.marker && candidate.count >= fence.count
      if swallows {
        reportUnclosed(fence, opening, swallowed: index)
        return (index, false)
      }
    }
    reportUnclosed(fence, opening, swallowed: nil)
    return (lines.count, false)
  }

  private mutating func reportUnclosed(_ fence: FenceLine, _ opening: Int, swallowed: Int?) {
    let name = fence.marker == UInt8(ascii: "~") ? "tildes" : "backticks"
    let closing = "a line of \(fence.count) \(name)"
    var finding = Diagnostic(
      "E602", "the block that begins in line \(opening + 1) is never closed",
      at: span(lines.trimmed(lines.content(opening))), label: "opened here")
    if let swallowed {
      let next = lines.trimmed(lines.content(swallowed))
      let info = fences[swallowed].map { lines.text($0.info) } ?? ""
      finding.message =
        "the block that begins in line \(opening + 1) is not closed before "
        + "`\(Self.shortened(info))` in line \(swallowed + 1)"
      finding.secondary = [Diagnostic.Label(span(next), "swallowed by it")]
      finding.fix = Diagnostic.Fix(
        "\(closing) above line \(swallowed + 1), where the block ends")
    } else {
      finding.fix = Diagnostic.Fix("\(closing) where the block ends")
    }
    diagnostics.append(finding)
  }

  /// Warns about a fence whose language is nearly `hfq`, since it is shown but never executed.
  private mutating func warnAboutLanguage(_ fence: FenceLine) {
    guard fence.marker == UInt8(ascii: "`"), let word = lines.words(fence.info).first else {
      return
    }
    let name = lines.text(word)
    let bare = name.lowercased().filter { $0 != "{" && $0 != "}" && $0 != "." && $0 != "," }
    guard bare == "hfq" else { return }
    let isIndented = name == "hfq"
    diagnostics.append(
      Diagnostic(
        "W601",
        isIndented
          ? "an indented block is shown, not executed" : "`\(name)` is shown, not executed",
        at: span(word),
        label: isIndented
          ? "a cell begins in the first column" : "the language of a cell is written `hfq`",
        details: ["A block of tildes, `~~~hfq`, shows a query on purpose."], severity: .warning))
  }

  private mutating func addCell(
    _ fence: FenceLine, _ opening: Int, body: Range<Int>, end: Int, isClosed: Bool
  ) {
    let id = readID(fence, of: "cell")
    var options = CellOptionsReader(source, lines)
    let codeStart = options.read(body)
    diagnostics += options.diagnostics
    blocks.append(
      .cell(
        NotebookCell(
          id: id ?? "", hasExplicitId: id != nil, options: options.options,
          code: content(ofLines: codeStart..<body.upperBound), firstLine: codeStart + 1,
          fenceLine: opening + 1, isClosed: isClosed, text: text(ofLines: opening..<end),
          fenceLength: fence.count, optionLines: options.kept)))
  }

  private mutating func addExercise(
    _ fence: FenceLine, _ opening: Int, body: Range<Int>, end: Int, isClosed: Bool
  ) {
    let id = readID(fence, of: "exercise")
    if id == nil, lines.words(fence.info).count == 1 {
      diagnostics.append(
        Diagnostic(
          "E604", "an exercise needs an id", at: span(fence.info),
          label: "expected `exercise` and a name", fix: .init("```exercise first-steps")))
    }
    if isClosed {
      var checker = ExerciseChecker(source, lines, body)
      checker.check(opening: fence.info)
      diagnostics += checker.diagnostics
    }
    blocks.append(
      .exercise(
        NotebookExercise(
          id: id ?? "", body: content(ofLines: body), firstLine: opening + 2,
          fenceLine: opening + 1, isClosed: isClosed, text: text(ofLines: opening..<end),
          fenceLength: fence.count)))
  }

  /// The spans of the ids that authors wrote, for the message about a second one.
  private var written: [String: Span] = [:]

  private mutating func readID(_ fence: FenceLine, of what: String) -> String? {
    let words = lines.words(fence.info)
    guard words.count > 1 else { return nil }
    let named = words[1].lowerBound..<fence.info.upperBound
    let id = lines.text(named)
    guard CellIdentity.isValid(id) else {
      let nearest = CellIdentity.nearest(to: id)
      let isLong = id.utf8.count > CellIdentity.longest
      diagnostics.append(
        Diagnostic(
          "E603", "`\(Self.shortened(id))` is not an id", at: span(named),
          label: isLong
            ? "expected at most \(CellIdentity.longest) characters, found \(id.utf8.count)"
            : "expected a lower-case letter, then letters, digits and hyphens",
          fix: nearest.map { .init($0, edits: [.init(span(named), $0)]) }))
      return nil
    }
    if let first = written[id] {
      var number = 2
      while written["\(id)-\(number)"] != nil { number += 1 }
      let other = "\(id)-\(number)"
      diagnostics.append(
        Diagnostic(
          "E605",
          "lines \(source.lineNumber(of: first.lower)) and "
            + "\(source.lineNumber(of: named.lowerBound)) both have the id `\(id)`",
          at: span(named), label: "second use", secondary: [.init(first, "first use")],
          fix: CellIdentity.isValid(other)
            ? .init("rename the second to `\(other)`", edits: [.init(span(named), other)]) : nil))
      return nil
    }
    written[id] = span(named)
    return id
  }

  static func shortened(_ text: String) -> String {
    text.count > 40 ? String(text.prefix(39)) + "…" : text
  }

  /// Gives an id to every cell and exercise whose author gave none.
  private mutating func nameCells() {
    var taken = Set(written.keys)
    var repeats: [String: Int] = [:]
    func unique(_ stem: String) -> String {
      var number = repeats[stem] ?? 1
      var id = number == 1 ? stem : "\(stem)-\(number)"
      while !taken.insert(id).inserted {
        number += 1
        id = "\(stem)-\(number)"
      }
      repeats[stem] = number + 1
      return id
    }
    for index in blocks.indices {
      switch blocks[index] {
      case .cell(let cell) where cell.id.isEmpty:
        blocks[index] = .cell(cell.named(unique(CellIdentity.derived(from: cell.code))))
      case .exercise(let exercise) where exercise.id.isEmpty:
        let id = unique(CellIdentity.derived(from: exercise.body))
        blocks[index] = .exercise(exercise.named(id))
      default: break
      }
    }
  }
}
