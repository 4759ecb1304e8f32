import Diagnostics

extension CellOptions {
  /// Sets an option from its text.
  ///
  /// - Throws: What is expected, with the span of the value, when the text is not of its type.
  mutating func set(_ key: Key, to value: String, at span: Span) throws(Diagnostic) {
    switch key {
    case .caption: caption = value
    case .show: show = try Self.choice(key, value, span)
    case .fold: fold = try Self.truth(key, value, span)
    case .run: run = try Self.truth(key, value, span)
    case .error: error = try Self.expectedError(value, span)
    case .digits:
      guard let number = Int(value), (1...17).contains(number) else {
        throw Self.mismatch(key, value, span, expected: "a whole number from 1 to 17")
      }
      digits = number
    case .tolerance: tolerance = try Self.tolerance(value, span)
    case .limit:
      guard let duration = NotebookValue.duration(value) else {
        throw Self.mismatch(
          key, value, span, expected: "a duration such as `30s` or `5min`",
          nearest: NotebookValue.nearestDuration(value))
      }
      limit = duration
    case .cache: cache = try Self.choice(key, value, span)
    case .tags:
      let separators: Set<Character> = [" ", ",", "\t"]
      tags = value.split { separators.contains($0) }.map(String.init)
    }
  }

  private static func mismatch(
    _ key: Key, _ value: String, _ span: Span, expected: String, nearest: String? = nil
  ) -> Diagnostic {
    Diagnostic(
      "E612", "`\(value)` is not a value of the option `\(key.rawValue)`", at: span,
      label: "expected \(expected)",
      fix: nearest.map {
        Diagnostic.Fix("#| \(key.rawValue): \($0)", edits: [.init(span, $0)])
      })
  }

  private static func choice<Choice: RawRepresentable & CaseIterable>(
    _ key: Key, _ value: String, _ span: Span
  ) throws(Diagnostic) -> Choice where Choice.RawValue == String {
    if let choice = Choice(rawValue: value) { return choice }
    let names = Choice.allCases.map(\.rawValue)
    throw mismatch(
      key, value, span, expected: NotebookValue.alternatives(names),
      nearest: Suggestion.nearest(to: value, among: names))
  }

  private static func truth(_ key: Key, _ value: String, _ span: Span) throws(Diagnostic) -> Bool {
    if value == "true" { return true }
    if value == "false" { return false }
    let synonyms = ["yes": "true", "on": "true", "1": "true", "no": "false", "off": "false"]
    throw mismatch(
      key, value, span, expected: "`true` or `false`",
      nearest: synonyms[value.lowercased()]
        ?? Suggestion.nearest(to: value, among: ["true", "false"]))
  }

  private static func expectedError(
    _ value: String, _ span: Span
  ) throws(Diagnostic) -> ExpectedError {
    if value == "never" { return .never }
    if value == "expected" { return .expected }
    let bytes = Array(value.utf8)
    let isCode =
      bytes.count == 4 && bytes[0] == UInt8(ascii: "E")
      && bytes.dropFirst().allSatisfy { (48...57).contains($0) }
    if isCode { return .code(value) }
    let isLowerCode = Suggestion.nearest(to: value, among: ["never", "expected"]) == nil
    let upper = value.uppercased()
    let nearest =
      isLowerCode && upper != value && upper.utf8.count == 4 && upper.utf8.first == 69
      ? upper : Suggestion.nearest(to: value, among: ["never", "expected"])
    throw mismatch(
      .error, value, span, expected: "`never`, `expected` or a code such as `E201`",
      nearest: nearest)
  }

  private static func tolerance(_ value: String, _ span: Span) throws(Diagnostic) -> Tolerance {
    if value == "exact" { return .exact }
    let words = value.split(separator: " ")
    if words.count == 2, words[1] == "ulps" || words[1] == "ulp",
      let count = Int(words[0]), count > 0
    {
      return .ulps(count)
    }
    if let number = Double(value), number > 0, number.isFinite { return .difference(number) }
    throw mismatch(
      .tolerance, value, span, expected: "`exact`, `4 ulps` or a number such as `1e-9`")
  }
}
