/// A pattern of file names, such as `hub/kpi_*.csv`.
///
/// `*` stands for any characters but `/`, `?` for one of them, `[a-z]` for one of a set and `[!a-z]`
/// for one outside it, and a part `**` for any number of folders. The C library's `glob` is not
/// used: it takes bytes for characters unless a locale is set, and knows no `**`.
struct FilePattern: Sendable {
  /// Whether a path holds a sign of a pattern.
  static func isPattern(_ path: String) -> Bool {
    path.unicodeScalars.contains { "*?[".unicodeScalars.contains($0) }
  }

  /// What one part of a path must match.
  enum Part: Sendable {
    /// This very name.
    case name(String)
    /// A name of this form.
    case form([Sign])
    /// Any number of folders.
    case anyFolders
  }

  /// What one character of a name must match.
  enum Sign: Sendable {
    case character(Unicode.Scalar)
    case anyCharacter
    case anyCharacters
    case oneOf([ClosedRange<UInt32>], negated: Bool)
  }

  /// The folder before the first sign of a pattern, with its last `/`; empty for the working folder.
  let folder: String
  /// What stands behind the folder.
  let parts: [Part]

  init(_ path: String) {
    var names = path.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    var fixed: [String] = []
    while names.count > 1, let first = names.first, !Self.isPattern(first) {
      fixed.append(first)
      names.removeFirst()
    }
    folder = fixed.map { $0 + "/" }.joined()
    parts = names.filter { !$0.isEmpty }.map { name in
      if name == "**" { return .anyFolders }
      return Self.isPattern(name) ? .form(Self.signs(of: name)) : .name(name)
    }
  }

  private static func signs(of name: String) -> [Sign] {
    let scalars = Array(name.unicodeScalars)
    var signs: [Sign] = []
    var index = 0
    while index < scalars.count {
      switch scalars[index] {
      case "*":
        if case .anyCharacters? = signs.last { break }
        signs.append(.anyCharacters)
      case "?": signs.append(.anyCharacter)
      case "[":
        if let (set, next) = set(scalars, index + 1) {
          signs.append(set)
          index = next
          continue
        }
        // A bracket that nothing closes stands for itself.
        signs.append(.character("["))
      default: signs.append(.character(scalars[index]))
      }
      index += 1
    }
    return signs
  }

  /// The set that begins behind a bracket, and the position behind its end.
  private static func set(_ scalars: [Unicode.Scalar], _ start: Int) -> (Sign, Int)? {
    var index = start
    var ranges: [ClosedRange<UInt32>] = []
    let isNegated = index < scalars.count && (scalars[index] == "!" || scalars[index] == "^")
    if isNegated { index += 1 }
    let first = index
    while index < scalars.count {
      // A bracket right at the beginning is a member.
      if scalars[index] == "]", index > first {
        return (.oneOf(ranges, negated: isNegated), index + 1)
      }
      let low = scalars[index].value
      var high = low
      if index + 2 < scalars.count, scalars[index + 1] == "-", scalars[index + 2] != "]" {
        high = scalars[index + 2].value
        index += 2
      }
      if low <= high { ranges.append(low...high) }
      index += 1
    }
    return nil
  }

  /// Whether a name is of a form.
  ///
  /// Goes back to the last `*` only, so that the time is at most the product of both lengths.
  static func matches(_ name: String, _ form: [Sign]) -> Bool {
    let scalars = Array(name.unicodeScalars)
    // A hidden file must be asked for.
    if scalars.first == "." {
      guard case .character(".")? = form.first else { return false }
    }
    var (position, sign) = (0, 0)
    var retry: (position: Int, sign: Int)?
    while position < scalars.count {
      if sign < form.count, case .anyCharacters = form[sign] {
        retry = (position, sign + 1)
        sign += 1
      } else if sign < form.count, fits(scalars[position], form[sign]) {
        position += 1
        sign += 1
      } else if let last = retry {
        retry = (last.position + 1, last.sign)
        (position, sign) = (last.position + 1, last.sign)
      } else {
        return false
      }
    }
    return form[sign...].allSatisfy { if case .anyCharacters = $0 { true } else { false } }
  }

  private static func fits(_ scalar: Unicode.Scalar, _ sign: Sign) -> Bool {
    switch sign {
    case .character(let wanted): scalar == wanted
    case .anyCharacter, .anyCharacters: true
    case .oneOf(let ranges, let negated):
      ranges.contains { $0.contains(scalar.value) } != negated
    }
  }
}
