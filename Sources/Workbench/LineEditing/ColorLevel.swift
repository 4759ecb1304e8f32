/// How many colours a terminal shows.
public enum ColorLevel: Int, Sendable, Comparable {
  /// None: meaning is never carried by colour alone, so nothing is lost.
  case none
  /// The sixteen named colours.
  case named
  /// The 256 colours of xterm.
  case indexed
  /// Red, green and blue with 8 bits each.
  case trueColor

  /// The choice on the command line.
  public enum Choice: String, Sendable, CaseIterable {
    /// Colour where it is seen and not unwanted.
    case automatic = "auto"
    /// Colour also in a file or a pipe.
    case always
    /// No colour.
    case never
  }

  /// Orders levels by the number of colours.
  public static func < (a: ColorLevel, b: ColorLevel) -> Bool { a.rawValue < b.rawValue }

  /// Decides the level: the command line first, then `NO_COLOR` (no-color.org: set and not empty),
  /// then what the terminal can do by `COLORTERM` and `TERM`.
  ///
  /// - Parameters:
  ///   - choice: The choice on the command line.
  ///   - isTerminal: Whether the output is a terminal.
  ///   - environment: Looks up a variable.
  public static func level(
    _ choice: Choice, isTerminal: Bool, environment: (String) -> String?
  ) -> ColorLevel {
    let term = environment("TERM") ?? ""
    switch choice {
    case .never: return .none
    case .always: return max(.named, capability(term: term, environment: environment))
    case .automatic:
      let isUnwanted = environment("NO_COLOR").map { !$0.isEmpty } ?? false
      guard isTerminal, !isUnwanted, !term.isEmpty, term != "dumb" else { return .none }
      return capability(term: term, environment: environment)
    }
  }

  private static func capability(
    term: String, environment: (String) -> String?
  ) -> ColorLevel {
    switch environment("COLORTERM") {
    case "truecolor", "24bit": return .trueColor
    default: break
    }
    if term.hasSuffix("-direct") { return .trueColor }
    return term.hasSuffix("-256color") ? .indexed : .named
  }
}
