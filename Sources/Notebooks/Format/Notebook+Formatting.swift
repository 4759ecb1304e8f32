extension Notebook {
  /// The canonical form of the notebook: LF line breaks, no byte-order mark, one blank line around
  /// cells, evenly spaced fences and options, and one line break at the end.
  ///
  /// Prose inside its borders and front matter are kept as they are, and so is the order of options.
  /// Formatting twice gives the same text as formatting once. Blocks that are never closed, and
  /// notebooks that are not UTF-8, are left alone.
  ///
  /// - Parameter code: Formats the text of a cell; nil keeps it.
  public func formatted(code: (String) -> String?) -> String {
    guard undecodable == nil else { return text }
    var parts: [String] = []
    for (index, block) in blocks.enumerated() {
      let part = formatted(index == 0 ? block.withoutByteOrderMark : block, code)
      if !part.isEmpty { parts.append(part) }
    }
    guard let first = parts.first else { return "" }
    var hasFrontMatter = false
    if case .frontMatter? = blocks.first { hasFrontMatter = true }
    return (Self.needsBlankLineAbove(first, hasFrontMatter: hasFrontMatter) ? "\n" : "")
      + parts.joined(separator: "\n\n") + "\n"
  }

  /// Whether a text cannot be the first of a file.
  ///
  /// In the first line a rule would begin a front matter, and a zero-width space be a byte-order mark;
  /// a blank line above keeps them what they are.
  static func needsBlankLineAbove(_ first: String, hasFrontMatter: Bool) -> Bool {
    let line = first.utf8.prefix { $0 != UInt8(ascii: "\n") }
    let isRule =
      first.hasPrefix("---") && line.dropFirst(3).allSatisfy { $0 == 32 || $0 == 9 || $0 == 13 }
    return first.utf8.starts(with: [0xEF, 0xBB, 0xBF]) || isRule && !hasFrontMatter
  }

  /// A block without blank lines at its borders.
  private func formatted(_ block: NotebookBlock, _ code: (String) -> String?) -> String {
    switch block {
    case .frontMatter(let text):
      let lines = Self.plainLines(text).map { line in
        String(decoding: line.utf8.prefix(Self.lengthWithoutSpaces(line)), as: UTF8.self)
      }
      return lines.joined(separator: "\n")
    case .prose(let prose):
      return Self.withoutBlankBorders(Self.plainLines(prose.text)).joined(separator: "\n")
    case .cell(let cell):
      guard cell.isClosed else {
        return Self.withoutBlankBorders(Self.plainLines(cell.text)).joined(separator: "\n")
      }
      let fence = String(repeating: "`", count: cell.fenceLength)
      var lines = [fence + "hfq" + Self.info(cell.text, after: "hfq")]
      for option in cell.optionLines {
        if option.key.isEmpty {
          lines.append(option.value.isEmpty ? "#|" : "#| \(option.value)")
        } else {
          lines.append("#| \(option.key):" + (option.value.isEmpty ? "" : " \(option.value)"))
        }
      }
      let body = code(cell.code).map { $0.hasSuffix("\n") ? String($0.dropLast()) : $0 }
      // A comment that looks like an option stays one below a blank line.
      if body?.hasPrefix("#|") == true { lines.append("") }
      // An empty cell has no line of code, so that formatting does not add one.
      if !(body ?? cell.code).isEmpty { lines.append(body ?? cell.code) }
      return (lines + [fence]).joined(separator: "\n")
    case .exercise(let exercise):
      guard exercise.isClosed else {
        return Self.withoutBlankBorders(Self.plainLines(exercise.text)).joined(separator: "\n")
      }
      let fence = String(repeating: "`", count: exercise.fenceLength)
      let opening = fence + "exercise" + Self.info(exercise.text, after: "exercise")
      return ([opening] + (exercise.body.isEmpty ? [] : [exercise.body]) + [fence])
        .joined(separator: "\n")
    }
  }

  /// What the author wrote after the language of a fence, evenly spaced; empty when there is nothing.
  private static func info(_ text: String, after language: String) -> String {
    let opening = plainLines(text).first ?? ""
    let words = opening.utf8.drop { $0 == UInt8(ascii: "`") }
      .split { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
      .map { String(decoding: $0, as: UTF8.self) }
    return words.dropFirst().map { " " + $0 }.joined()
  }

  /// The lines of a block without carriage returns before line breaks.
  private static func plainLines(_ text: String) -> [String] {
    var lines = Array(text.utf8).split(
      separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    if lines.last?.isEmpty == true { lines.removeLast() }
    return lines.map { line in
      var end = line.endIndex
      while end > line.startIndex, line[end - 1] == UInt8(ascii: "\r") { end -= 1 }
      return String(decoding: line[..<end], as: UTF8.self)
    }
  }

  private static func withoutBlankBorders(_ lines: [String]) -> [String] {
    let isText: (String) -> Bool = { lengthWithoutSpaces($0) > 0 }
    guard let first = lines.firstIndex(where: isText), let last = lines.lastIndex(where: isText)
    else { return [] }
    return Array(lines[first...last])
  }

  /// The number of bytes up to the last one that is not white space.
  private static func lengthWithoutSpaces(_ line: String) -> Int {
    let bytes = Array(line.utf8)
    return (bytes.lastIndex { $0 != 32 && $0 != 9 && $0 != 13 } ?? -1) + 1
  }
}

extension NotebookBlock {
  /// The block without the byte-order marks that it begins with as the first of a file.
  fileprivate var withoutByteOrderMark: NotebookBlock {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    guard text.utf8.starts(with: mark) else { return self }
    var bytes = Array(text.utf8)[...]
    while bytes.starts(with: mark) { bytes = bytes.dropFirst(3) }
    let plain = String(decoding: bytes, as: UTF8.self)
    switch self {
    case .frontMatter: return .frontMatter(plain)
    case .prose(let prose): return .prose(NotebookProse(text: plain, firstLine: prose.firstLine))
    case .cell(let cell): return .cell(cell.replacingText(plain))
    case .exercise(let exercise): return .exercise(exercise.replacingText(plain))
    }
  }
}
