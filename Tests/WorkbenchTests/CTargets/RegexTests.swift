import CRegex
import Testing

@Suite struct RegexTests {
  /// Gives the compiled pattern back at the end.
  private final class Pattern: @unchecked Sendable {
    private let regex: OpaquePointer

    init?(_ text: String, ignoresCase: Bool = false, memory: Int64 = 0) {
      guard
        let compiled = hfnb_regex_compile(text, text.utf8.count, ignoresCase, memory, nil)
      else { return nil }
      regex = compiled
    }

    deinit { hfnb_regex_release(regex) }

    func matches(_ text: String) -> Bool { hfnb_regex_matches(regex, text, text.utf8.count) }

    var groupNames: [String?] {
      (1...max(1, hfnb_regex_group_count(regex))).map { group in
        hfnb_regex_group_name(regex, group).map { String(cString: $0) }
      }
    }

    func matchesNull() -> Bool { hfnb_regex_matches(regex, nil, 0) }

    func replacementError(_ text: String) -> String? {
      var error: UnsafeMutablePointer<CChar>?
      let isGood = hfnb_regex_check_replacement(regex, text, text.utf8.count, &error)
      defer { hfnb_regex_release_text(error) }
      #expect(isGood == (error == nil))
      return error.map { String(cString: $0) }
    }

    func matchesWhole(_ text: String) -> Bool {
      hfnb_regex_matches_whole(regex, text, text.utf8.count)
    }

    func groups(in text: String, from offset: Int = 0, count: Int) -> [Range<Int>?]? {
      var ranges = [HfnbRegexRange](repeating: HfnbRegexRange(), count: count)
      guard hfnb_regex_find(regex, text, text.utf8.count, offset, &ranges, count) else {
        return nil
      }
      return ranges.map { $0.start < 0 ? nil : $0.start..<$0.end }
    }

    func replacingAll(_ text: String, _ replacement: String, limit: Int = 1 << 20) -> (String?, Int)
    {
      var result: UnsafeMutablePointer<CChar>?
      var length = 0
      let count = hfnb_regex_replace_all(
        regex, text, text.utf8.count, replacement, replacement.utf8.count, limit, &result, &length)
      defer { hfnb_regex_release_text(result) }
      guard let result else { return (nil, count) }
      let bytes = UnsafeRawBufferPointer(start: result, count: length)
      return (String(decoding: bytes, as: UTF8.self), count)
    }
  }

  @Test func searchesAnywhereOrWhole() throws {
    let pattern = try #require(Pattern("b+"))
    #expect(pattern.matches("abbbc"))
    #expect(!pattern.matches("ac"))
    #expect(!pattern.matches(""))
    #expect(!pattern.matchesWhole("abbb"))
    #expect(pattern.matchesWhole("bbb"))
    #expect(try #require(Pattern("")).matchesWhole(""))
    #expect(try #require(Pattern("^$")).matchesNull())
  }

  @Test func caseIsFoldedBeyondASCII() throws {
    let pattern = try #require(Pattern("größe", ignoresCase: true))
    #expect(pattern.matches("GRÖßE"))
    #expect(!(try #require(Pattern("größe")).matches("GRÖßE")))
  }

  @Test func errorsAreTold() {
    for (text, expected) in [
      ("a(b", "missing ): a(b"), ("*", "no argument for repetition operator: *"),
      (#"(a)\1"#, #"invalid escape sequence: \1"#), ("a{9999}", "invalid repetition size: {9999}"),
    ] {
      var error: UnsafeMutablePointer<CChar>?
      #expect(hfnb_regex_compile(text, text.utf8.count, false, 0, &error) == nil)
      #expect(error.map { String(cString: $0) } == expected)
      hfnb_regex_release_text(error)
    }
  }

  @Test func memoryIsLimited() {
    #expect(Pattern("(a{1,200}){1,5}", memory: 1 << 12) == nil)
    #expect(Pattern("(a{1,200}){1,5}") != nil)
  }

  @Test func matchingIsLinear() throws {
    // Backtracking would need about 2^60 steps here.
    let pattern = try #require(Pattern("(a*)*b"))
    #expect(!pattern.matches(String(repeating: "a", count: 100_000)))
  }

  @Test func groupsHaveRangesAndNames() throws {
    let pattern = try #require(Pattern(#"(?P<org>[^/]+)/(?P<name>[\p{L}]+)(-v(\d+))?"#))
    #expect(pattern.groupNames == ["org", "name", nil, nil])
    let groups = try #require(pattern.groups(in: "é/bert", count: 6))
    #expect(groups == [0..<7, 0..<2, 3..<7, nil, nil, nil])
  }

  @Test func findingGoesOnFromAnOffset() throws {
    let pattern = try #require(Pattern(#"\b\d+"#))
    let text = "12 a34 56"
    #expect(pattern.groups(in: text, count: 1) == [0..<2])
    // The offset is inside a word: a boundary is judged by the text before it.
    #expect(pattern.groups(in: text, from: 4, count: 1) == [7..<9])
    #expect(pattern.groups(in: text, from: 9, count: 1) == nil)
    #expect(pattern.groups(in: text, from: 10, count: 1) == nil)
    #expect(try #require(Pattern("^1")).groups(in: "11", from: 1, count: 1) == nil)
  }

  @Test func replacesAllMatches() throws {
    let swap = try #require(Pattern(#"(\w)(\w)?"#))
    #expect(swap.replacingAll("abc", #"<\2\1>\\"#) == (#"<ba>\<c>\"#, 2))
    #expect(swap.replacingAll("--", "x") == (nil, 0))
    let empty = try #require(Pattern("b*"))
    // As RE2::GlobalReplace: no second, empty match behind "bb".
    #expect(empty.replacingAll("abba", "-") == ("-a-a-", 3))
    #expect(empty.replacingAll("", "-") == ("-", 1))
    // No place inside a character counts, though `\B` holds between any two of its bytes.
    #expect(try #require(Pattern(#"\B"#)).replacingAll("日é", "-") == ("-日-é-", 3))
    #expect(Pattern(#"a\C"#) == nil)
    #expect(Pattern(#"\Q\C\E\\C"#)?.matches(#"x\C\C"#) == true)
    #expect(empty.replacingAll("é日", "-") == ("-é-日-", 3))
  }

  @Test func replacingMeetsItsLimit() throws {
    let pattern = try #require(Pattern("a"))
    let text = String(repeating: "a", count: 100)
    #expect(pattern.replacingAll(text, "xy", limit: 200).1 == 100)
    #expect(pattern.replacingAll(text, "xy", limit: 199) == (nil, -1))
  }

  @Test func replacementsAreChecked() throws {
    let pattern = try #require(Pattern("(a)"))
    #expect(pattern.replacementError(#"\1"#) == nil)
    #expect(pattern.replacementError(#"\2"#)?.contains("requests 2 matches") == true)
    #expect(pattern.replacementError(#"\x"#) != nil)
  }

  @Test func onePatternServesManyThreads() async throws {
    let pattern = try #require(Pattern(#"(\d+)-(\d+)"#))
    let total = await withTaskGroup(of: Int.self) { group in
      for thread in 0..<8 {
        group.addTask {
          (0..<200).reduce(0) { sum, i in
            let text = String(repeating: "x", count: thread) + "\(i)-\(i + 1)"
            let expected = thread..<text.utf8.count
            return sum + (pattern.groups(in: text, count: 3)?.first == expected ? 1 : 0)
          }
        }
      }
      return await group.reduce(0, +)
    }
    #expect(total == 1_600)
  }
}
