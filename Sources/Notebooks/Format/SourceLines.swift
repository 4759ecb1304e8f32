import Diagnostics

/// One line of a notebook, as byte offsets into its text.
struct SourceLine {
  /// The offset of the first byte, after a byte-order mark.
  var start: Int
  /// The offset after the last byte that is not part of the line break.
  var contentEnd: Int
  /// The offset after the line break.
  var end: Int
}

/// A line that opens or closes a fenced block, in the sense of CommonMark 0.29 §4.5.
struct FenceLine {
  /// The number of spaces before it, at most three.
  var indent: Int
  /// A backtick or a tilde.
  var marker: UInt8
  /// How many markers stand side by side, three or more.
  var count: Int
  /// The words after the markers, without the white space around them.
  var info: Range<Int>

  /// Whether this line closes a block that another line opened.
  func closes(_ opening: FenceLine) -> Bool {
    info.isEmpty && marker == opening.marker && count >= opening.count
  }
}

/// The lines of a notebook and what they look like.
struct SourceLines {
  let bytes: [UInt8]
  let lines: [SourceLine]

  init(_ source: SourceText) {
    bytes = source.bytes
    var textStart = 0
    while bytes[textStart...].starts(with: [0xEF, 0xBB, 0xBF]) { textStart += 3 }
    var found: [SourceLine] = []
    found.reserveCapacity(source.lineStarts.count)
    for (index, lineStart) in source.lineStarts.enumerated() {
      let isLast = index + 1 == source.lineStarts.count
      let end = isLast ? bytes.count : source.lineStarts[index + 1]
      if isLast, lineStart == end { break }
      var contentEnd = end
      if !isLast { contentEnd -= 1 }
      while contentEnd > lineStart, !isLast, bytes[contentEnd - 1] == UInt8(ascii: "\r") {
        contentEnd -= 1
      }
      let start = index == 0 ? textStart : lineStart
      found.append(SourceLine(start: start, contentEnd: max(start, contentEnd), end: end))
    }
    lines = found
  }

  var count: Int { lines.count }

  /// The text of a line without its line break.
  func text(_ index: Int) -> String {
    String(decoding: bytes[lines[index].start..<lines[index].contentEnd], as: UTF8.self)
  }

  /// The text of some bytes.
  func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  /// The range of a line without its line break.
  func content(_ index: Int) -> Range<Int> { lines[index].start..<lines[index].contentEnd }

  /// Whether a line holds nothing but spaces and tabs.
  func isBlank(_ index: Int) -> Bool { trimmed(content(index)).isEmpty }

  /// A range without the spaces and tabs at its ends.
  func trimmed(_ range: Range<Int>) -> Range<Int> {
    var lower = range.lowerBound
    var upper = range.upperBound
    while lower < upper, Self.isSpace(bytes[lower]) { lower += 1 }
    while upper > lower, Self.isSpace(bytes[upper - 1]) { upper -= 1 }
    return lower..<upper
  }

  static func isSpace(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
  }

  /// What a line says as a fence, or nil when it is none.
  func fence(_ index: Int) -> FenceLine? {
    let line = content(index)
    var position = line.lowerBound
    while position < line.upperBound, position - line.lowerBound < 4,
      bytes[position] == UInt8(ascii: " ")
    {
      position += 1
    }
    let indent = position - line.lowerBound
    guard indent < 4, position < line.upperBound else { return nil }
    let marker = bytes[position]
    guard marker == UInt8(ascii: "`") || marker == UInt8(ascii: "~") else { return nil }
    let first = position
    while position < line.upperBound, bytes[position] == marker { position += 1 }
    guard position - first >= 3 else { return nil }
    let info = trimmed(position..<line.upperBound)
    if marker == UInt8(ascii: "`"), bytes[info].contains(marker) { return nil }
    return FenceLine(indent: indent, marker: marker, count: position - first, info: info)
  }

  /// The words of a range, split at spaces and tabs.
  func words(_ range: Range<Int>) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var start: Int?
    for position in range {
      if Self.isSpace(bytes[position]) {
        if let from = start { found.append(from..<position) }
        start = nil
      } else if start == nil {
        start = position
      }
    }
    if let from = start { found.append(from..<range.upperBound) }
    return found
  }
}
