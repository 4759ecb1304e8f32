/// A pattern of paths, as `--exclude` takes: `draft-*`, `old/`, `reports/**/test-?.hfnb`.
///
/// `*` is any text in one name, `?` one character, `[a-c]` one of some characters (`[!a-c]` none of
/// them), `**` any number of folders, and `\` takes the meaning of the next character away. A pattern
/// without `/` is looked for among the names of the file and of its folders; one with `/` is held
/// against the path from its beginning, or from the folder that was named. A folder stands for all
/// that is in it.
struct PathPattern {
  private let parts: [[Character]]
  private let isName: Bool

  init(_ pattern: String) {
    var text = Substring(pattern)
    while text.hasPrefix("./") { text = text.dropFirst(2) }
    isName = !text.dropLast(text.hasSuffix("/") ? 1 : 0).contains("/")
    parts = text.split(separator: "/").map(Array.init)
  }

  /// Whether a notebook is one of those that the pattern means.
  ///
  /// - Parameters:
  ///   - path: Its path.
  ///   - place: Its path below the folder that was named.
  func matches(_ path: String, place: String) -> Bool {
    [path, place].contains { text in
      let names = text.split(separator: "/").filter { $0 != "." }.map(Array.init)
      if isName, let name = parts.first {
        return names.contains { Self.matches(name[...], $0[...]) }
      }
      // A folder stands for what is in it, so the beginning of the path is enough.
      return names.indices.contains { Self.matches(parts[...], names[...$0]) }
    }
  }

  /// Folders and names: `**` takes any number of them.
  private static func matches(
    _ parts: ArraySlice<[Character]>, _ names: ArraySlice<[Character]>
  ) -> Bool {
    guard let part = parts.first else { return names.isEmpty }
    if part == ["*", "*"] {
      // Several in a row mean one, so that a long pattern costs no more than a short one.
      let rest = parts.drop { $0 == ["*", "*"] }
      return (names.startIndex...names.endIndex).contains { matches(rest, names[$0...]) }
    }
    guard let name = names.first, matches(part[...], name[...]) else { return false }
    return matches(parts.dropFirst(), names.dropFirst())
  }

  /// One name; goes back only to the last star, so that the time is at most the product of lengths.
  private static func matches(
    _ pattern: ArraySlice<Character>, _ name: ArraySlice<Character>
  ) -> Bool {
    var position = pattern.startIndex
    var index = name.startIndex
    var star: (pattern: Int, name: Int)?
    while index < name.endIndex {
      if position < pattern.endIndex, pattern[position] == "*" {
        star = (position + 1, index)
        position += 1
      } else if let next = step(pattern, position, name[index]) {
        position = next
        index += 1
      } else if let last = star {
        position = last.pattern
        index = last.name + 1
        star = (last.pattern, index)
      } else {
        return false
      }
    }
    return pattern[position...].allSatisfy { $0 == "*" }
  }

  /// The position after the part of a pattern that a character fits; nil when it does not.
  private static func step(
    _ pattern: ArraySlice<Character>, _ position: Int, _ character: Character
  ) -> Int? {
    guard position < pattern.endIndex else { return nil }
    switch pattern[position] {
    case "?": return position + 1
    case "\\" where position + 1 < pattern.endIndex:
      return pattern[position + 1] == character ? position + 2 : nil
    case "[":
      guard let (end, isIn) = set(pattern, position, character) else { fallthrough }
      return isIn ? end : nil
    default: return pattern[position] == character ? position + 1 : nil
    }
  }

  /// The position after a set, and whether a character is in it; nil for a bracket without its end.
  private static func set(
    _ pattern: ArraySlice<Character>, _ start: Int, _ character: Character
  ) -> (end: Int, isIn: Bool)? {
    var position = start + 1
    let isInverted = position < pattern.endIndex && "!^".contains(pattern[position])
    if isInverted { position += 1 }
    var isIn = false
    var isFirst = true
    while position < pattern.endIndex, isFirst || pattern[position] != "]" {
      isFirst = false
      let low = pattern[position]
      if position + 2 < pattern.endIndex, pattern[position + 1] == "-", pattern[position + 2] != "]"
      {
        if low <= pattern[position + 2], low...pattern[position + 2] ~= character { isIn = true }
        position += 3
      } else {
        if low == character { isIn = true }
        position += 1
      }
    }
    guard position < pattern.endIndex else { return nil }
    return (position + 1, isIn != isInverted)
  }
}
