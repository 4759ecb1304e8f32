import CRegex
import Columnar
import Diagnostics

/// A compiled regular expression; matching takes time in proportion to the text.
final class Regex: @unchecked Sendable {
  private let handle: OpaquePointer

  /// Compiles a pattern.
  ///
  /// - Throws: `E309` with what is wrong in the pattern.
  init(_ pattern: String, at span: Span?) throws(Diagnostic) {
    var message: UnsafeMutablePointer<CChar>?
    var text = pattern
    let compiled = text.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) {
        hfnb_regex_compile($0.baseAddress, $0.count, false, 0, &message)
      }
    }
    defer { hfnb_regex_release_text(message) }
    guard let compiled else {
      let reason = message.map { String(cString: $0) } ?? "it is too large"
      throw Diagnostic(
        "E309", "this is not a regular expression: \(reason)", at: span,
        details: ["The syntax is that of RE2. Patterns are best written raw: r\"^v\\d+\"."])
    }
    handle = compiled
  }

  deinit { hfnb_regex_release(handle) }

  /// The number of capturing groups.
  var groupCount: Int { Int(hfnb_regex_group_count(handle)) }

  /// Whether the pattern occurs in a text.
  func matches(_ view: TextView) -> Bool {
    hfnb_regex_matches(handle, Self.characters(view), view.count)
  }

  /// The first match from a byte on, or one of its groups; nil without a match.
  ///
  /// - Returns: The match, and the part of the group, nil if the group took no part.
  func find(
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
  func check(replacement: String, at span: Span?) throws(Diagnostic) {
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
  func replacing(
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
