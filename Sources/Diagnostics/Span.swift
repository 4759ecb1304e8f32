/// A range of bytes in one source text.
public struct Span: Sendable, Hashable {
  /// The text that the range lies in.
  public let source: SourceText
  /// The offset of the first byte.
  public let lower: Int
  /// The offset after the last byte.
  public let upper: Int

  /// Creates a span; offsets are clamped to the text, so that a span can always be shown.
  public init(_ source: SourceText, _ lower: Int, _ upper: Int) {
    self.source = source
    self.lower = min(max(0, lower), source.bytes.count)
    self.upper = min(max(self.lower, upper), source.bytes.count)
  }

  /// The text that the span covers.
  public var text: String { String(decoding: source.bytes[lower..<upper], as: UTF8.self) }

  /// The smallest span that covers this one and another of the same text.
  public func union(_ other: Span) -> Span {
    guard other.source === source else { return self }
    return Span(source, min(lower, other.lower), max(upper, other.upper))
  }

  /// The empty span directly after this one.
  public var end: Span { Span(source, upper, upper) }

  /// Whether a dot stands directly behind it.
  public var followedByDot: Bool {
    upper < source.bytes.count && source.bytes[upper] == UInt8(ascii: ".")
  }

  /// Whether a sign stands behind it, after blanks at most.
  public func isFollowed(by sign: String) -> Bool {
    source.bytes[upper...].drop { $0 == UInt8(ascii: " ") }.starts(with: sign.utf8)
  }

  /// Whether two spans cover the same bytes of the same text.
  public static func == (left: Span, right: Span) -> Bool {
    left.source === right.source && left.lower == right.lower && left.upper == right.upper
  }

  /// Hashes the identity of the text and the offsets.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(ObjectIdentifier(source))
    hasher.combine(lower)
    hasher.combine(upper)
  }
}
