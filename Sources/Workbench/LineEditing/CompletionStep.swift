/// What the Tab key does with the candidates.
enum CompletionStep: Equatable {
  /// Put this text in the place of what was typed.
  case insert(String)
  /// Show the candidates.
  case list
  /// There is nothing to do.
  case nothing

  /// Decides: a single candidate is taken, several are followed as far as they agree, and when that
  /// is no further than what was typed they are shown.
  ///
  /// - Parameters:
  ///   - typed: The text that a candidate would take the place of.
  ///   - next: The character behind it, if any.
  ///   - candidates: The proposals.
  static func next(
    typed: String, followedBy next: Character?, candidates: [Candidate]
  ) -> CompletionStep {
    guard let first = candidates.first else { return .nothing }
    if candidates.count == 1 {
      let text = first.appendSpace && next != " " ? first.text + " " : first.text
      return text == typed ? .nothing : .insert(text)
    }
    var shared = first.text[...]
    for candidate in candidates.dropFirst() {
      shared = shared.prefix(commonLength(shared, candidate.text[...]))
    }
    // A prefix that is not what was typed would throw typed letters away; so would a shorter one.
    let agrees = shared.lowercased().hasPrefix(typed.lowercased())
    return agrees && shared.count > typed.count ? .insert(String(shared)) : .list
  }

  private static func commonLength(_ a: Substring, _ b: Substring) -> Int {
    var count = 0
    for (x, y) in zip(a, b) {
      if x != y { break }
      count += 1
    }
    return count
  }
}
