import CRegex
public import Columnar
public import Diagnostics

/// A compiled regular expression; matching takes time in proportion to the text.
///
/// Matching changes nothing that can be seen, so threads may share a pattern.
public final class TextPattern: @unchecked Sendable {
  private let handle: OpaquePointer

  /// Compiles a pattern.
  ///
  /// - Throws: `E309` with what is wrong in the pattern.
  public init(_ pattern: String, at span: Span?) throws(Diagnostic) {
    var message: UnsafeMutablePointer<CChar>?
    var text = pattern
    let compiled = text.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) {
        hfnb_regex_compile($0.baseAddress, $0.count, false, 0, &message)
      }
    }
    defer { hfnb_regex_release_text(message) }
    guard let compiled else {
      let reason = Self.asWritten(
        message.map { String(cString: $0) } ?? "it is too large", in: pattern)
      throw Diagnostic(
        "E309", "this is not a regular expression: \(reason)",
        at: span.map { Self.place(of: reason, in: $0) },
        details: ["The syntax is that of RE2. Patterns are best written raw: r\"^v\\d+\"."])
    }
    handle = compiled
  }

  deinit { hfnb_regex_release(handle) }

  /// A reason with named groups as the pattern writes them.
  private static func asWritten(_ reason: String, in pattern: String) -> String {
    if pattern.contains("(?P<") { return reason }
    return reason.split(separator: "(?P<", omittingEmptySubsequences: false)
      .joined(separator: "(?<")
  }

  /// The part of a pattern that a reason names after its colon, if it stands there exactly once.
  private static func place(of reason: String, in span: Span) -> Span {
    guard let colon = reason.firstIndex(of: ":") else { return span }
    let part = Array(reason[colon...].dropFirst(2).utf8)
    let text = Array(span.source.bytes[span.lower..<span.upper])
    guard !part.isEmpty, part.count < text.count else { return span }
    let places = (0...text.count - part.count).filter {
      text[$0..<$0 + part.count].elementsEqual(part)
    }
    guard places.count == 1 else { return span }
    return Span(span.source, span.lower + places[0], span.lower + places[0] + part.count)
  }

  /// The named groups in the order in which they begin, with their numbers.
  public var namedGroups: [(name: String, group: Int)] {
    (0..<groupCount).compactMap { index in
      hfnb_regex_group_name(handle, Int32(index + 1)).map { (String(cString: $0), index + 1) }
    }
  }

  /// Writes the parts of groups in the first match; a group that took no part gets nil.
  ///
  /// - Parameters:
  ///   - groups: The numbers of groups.
  ///   - parts: Room for as many parts.
  /// - Returns: False when nothing matches.
  public func find(
    _ view: TextView, groups: [Int], _ parts: UnsafeMutablePointer<TextView?>
  ) -> Bool {
    let last = groups.max() ?? 0
    return withUnsafeTemporaryAllocation(of: HfnbRegexRange.self, capacity: last + 1) { ranges in
      ranges.initialize(repeating: HfnbRegexRange(start: -1, end: -1))
      guard
        hfnb_regex_find(
          handle, Self.characters(view), view.count, 0, ranges.baseAddress, ranges.count)
      else { return false }
      for (position, group) in groups.enumerated() {
        let range = ranges[group]
        parts[position] =
          range.start < 0
          ? nil : TextView(start: view.start + range.start, count: range.end - range.start)
      }
      return true
    }
  }

  /// The number of capturing groups.
  public var groupCount: Int { Int(hfnb_regex_group_count(handle)) }

  /// Whether the pattern occurs in a text.
  public func matches(_ view: TextView) -> Bool {
    hfnb_regex_matches(handle, Self.characters(view), view.count)
  }

  /// The first match from a byte on, or one of its groups; nil without a match.
  ///
  /// - Returns: The match, and the part of the group, nil if the group took no part.
  public func find(
    _ view: TextView, from start: Int, group: Int
  ) -> (match: Range<Int>, part: Range<Int>?)? {
    withUnsafeTemporaryAllocation(of: HfnbRegexRange.self, capacity: group + 1) { ranges in
      ranges.initialize(repeating: HfnbRegexRange(start: -1, end: -1))
      guard
        hfnb_regex_find(
          handle, Self.characters(view), view.count, start, ranges.baseAddress, ranges.count)
      else { return nil }
      let part = ranges[group]
      return (
        ranges[0].start..<ranges[0].end, part.start < 0 ? nil : part.start..<part.end
      )
    }
  }

  /// Checks a replacement such as `\1-\2`.
  public func check(replacement: String, at span: Span?) throws(Diagnostic) {
    var message: UnsafeMutablePointer<CChar>?
    var text = replacement
    let isFine = text.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) {
        hfnb_regex_check_replacement(handle, $0.baseAddress, $0.count, &message)
      }
    }
    defer { hfnb_regex_release_text(message) }
    if isFine { return }
    throw Diagnostic(
      "E309", "this replacement does not fit: \(message.map { String(cString: $0) } ?? "")",
      at: span, details: ["\\1 stands for the first group, \\\\ for a backslash."])
  }

  /// The text with every match replaced; nil when the result is too long.
  public func replacing(
    _ view: TextView, with replacement: TextView, _ builder: inout TextBuilder
  ) -> TextView? {
    var result: UnsafeMutablePointer<CChar>?
    var length = 0
    let found = hfnb_regex_replace_all(
      handle, Self.characters(view), view.count, Self.characters(replacement), replacement.count,
      1 << 28, &result, &length)
    guard let result else { return found < 0 ? nil : view }
    defer { hfnb_regex_release_text(result) }
    return result.withMemoryRebound(to: UInt8.self, capacity: length) {
      builder.copy(UnsafeBufferPointer(start: $0, count: length))
    }
  }

  private static func characters(_ view: TextView) -> UnsafePointer<CChar> {
    UnsafeRawPointer(view.start).assumingMemoryBound(to: CChar.self)
  }
}
