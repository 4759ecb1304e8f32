/// A piece of query text and the name under which messages show it.
///
/// A reference type so that every span can carry its text without copying it: a definition made in
/// one cell can then be pointed at from an error in another.
public final class SourceText: Sendable {
  /// What messages call this text: `cell 4`, `query`, or a file's path.
  public let name: String
  /// The text itself.
  public let text: String
  /// The text as UTF-8; offsets in spans count these bytes.
  public let bytes: [UInt8]
  /// The byte offset at which each line begins.
  public let lineStarts: [Int]
  /// The number of this text's first line in the file that holds it, counted from 1.
  public let firstLine: Int

  /// Creates a source from its text.
  ///
  /// - Parameters:
  ///   - name: What messages call it.
  ///   - text: The text, of any length.
  ///   - firstLine: The line number of its first line, for a cell inside a file.
  public init(name: String, text: String, firstLine: Int = 1) {
    self.name = name
    self.text = text
    self.bytes = Array(text.utf8)
    self.firstLine = firstLine
    var starts = [0]
    for (offset, byte) in bytes.enumerated() where byte == UInt8(ascii: "\n") {
      starts.append(offset + 1)
    }
    self.lineStarts = starts
  }

  /// The whole text as a span.
  public var span: Span { Span(self, 0, bytes.count) }

  /// The zero-based index of the line that holds a byte offset.
  public func lineIndex(of offset: Int) -> Int {
    var low = 0
    var high = lineStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle }
    }
    return low
  }

  /// The line number of a byte offset, as the file that holds this text counts them.
  public func lineNumber(of offset: Int) -> Int { lineIndex(of: offset) + firstLine }

  /// The column of a byte on its line, counted in Unicode scalars from 1.
  public func column(of offset: Int) -> Int {
    let start = lineStarts[lineIndex(of: offset)]
    return String(decoding: bytes[start..<offset], as: UTF8.self).unicodeScalars.count + 1
  }

  /// The text of a line, by zero-based index, without its line break.
  public func line(at index: Int) -> String {
    let start = lineStarts[index]
    var end = index + 1 < lineStarts.count ? lineStarts[index + 1] - 1 : bytes.count
    if end > start, bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
    return String(decoding: bytes[start..<max(start, end)], as: UTF8.self)
  }
}
