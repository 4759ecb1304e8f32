/// Finds the name that was probably meant.
///
/// A suggestion is made only when one is near: a case-insensitive match first, then the smallest
/// edit distance of at most a third of the length, counting a swap of neighbours as one edit
/// (Damerau 1964, in the restricted form of optimal string alignment).
public enum Suggestion {
  /// The nearest candidate, or nil when none is near enough.
  ///
  /// Ties go to the candidate that shares the longer beginning, then to the earlier one.
  public static func nearest(to name: String, among candidates: some Sequence<String>) -> String? {
    let wanted = Array(name.lowercased().unicodeScalars)
    var best: (name: String, distance: Int, prefix: Int)?
    for candidate in candidates {
      let lowered = Array(candidate.lowercased().unicodeScalars)
      if lowered == wanted { return candidate }
      let limit = max(wanted.count, lowered.count) / 3
      guard limit > 0, abs(wanted.count - lowered.count) <= limit else { continue }
      let distance = editDistance(wanted, lowered)
      guard distance <= limit else { continue }
      let prefix = zip(wanted, lowered).prefix { $0 == $1 }.count
      if let current = best {
        if distance > current.distance { continue }
        if distance == current.distance, prefix <= current.prefix { continue }
      }
      best = (candidate, distance, prefix)
    }
    return best?.name
  }

  /// The only candidate that is a word of the name, or that the name is a word of: `hub_likes` and
  /// `likes`, `Model` and `model_name`; nil when there is none or when there are several.
  ///
  /// Words are separated by `_`, `.`, `-` and spaces, and have at least three letters.
  public static func sharingWord(
    with name: String, among candidates: some Sequence<String>
  ) -> String? {
    func words(_ text: String) -> [Substring] {
      text.lowercased().split { "_.- ".contains($0) }.filter { $0.count > 2 }
    }
    let wanted = words(name)
    let found = candidates.filter { candidate in
      let parts = words(candidate)
      guard parts.count == 1 || wanted.count == 1 else { return false }
      return parts.count == 1
        ? parts.first.map(wanted.contains) ?? false : wanted.first.map(parts.contains) ?? false
    }
    return found.count == 1 ? found[0] : nil
  }

  /// The number of insertions, deletions, replacements and swaps of neighbours between two texts.
  static func editDistance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
    guard !a.isEmpty else { return b.count }
    guard !b.isEmpty else { return a.count }
    var previous2 = [Int](repeating: 0, count: b.count + 1)
    var previous = Array(0...b.count)
    var current = previous
    for i in 1...a.count {
      current[0] = i
      for j in 1...b.count {
        let cost = a[i - 1] == b[j - 1] ? 0 : 1
        var value = min(previous[j] + 1, current[j - 1] + 1, previous[j - 1] + cost)
        if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
          value = min(value, previous2[j - 2] + 1)
        }
        current[j] = value
      }
      previous2 = previous
      previous = current
    }
    return previous[b.count]
  }
}
