/// The page behind a code: what a finding means, something that raises it, and how to mend it.
public struct FindingPage: Sendable {
  /// Something that raises the finding.
  public enum Example: Sendable {
    /// A program.
    case query(String)
    /// Lines for a shell in an empty folder.
    case commands(String)
    /// The text of a notebook.
    case notebook(String)
    /// Nothing that can be shown in a few lines, and why.
    case none(String)
  }

  /// The code, such as `E201` or `W6`.
  public let code: String
  /// What is wrong, in a few words; different for each code.
  public let meaning: String
  /// Why it is a mistake, or worth a note.
  public let why: String
  /// What to do about it.
  public let mending: String
  /// Something that raises it.
  public let example: Example

  init(_ code: String, _ meaning: String, why: String, mending: String, example: Example) {
    self.code = code
    self.meaning = meaning
    self.why = why
    self.mending = mending
    self.example = example
  }

  /// The page as text for a terminal, ending with a line break.
  public var text: String {
    var out = "\(code): \(meaning)\n\n"
    out += Self.wrapped(why) + "\n"
    out += "To mend it\n" + Self.wrapped(mending)
    switch example {
    case .query(let query) where query.utf8.count <= 400:
      out += "\nAn example\n" + Self.indented(query)
    case .commands(let lines): out += "\nAn example, in a shell\n" + Self.indented(lines)
    case .notebook(let text): out += "\nAn example, a notebook\n" + Self.indented(text)
    case .query: break
    case .none(let reason): out += "\nThere is no example: \(reason.lowercasedFirst)\n"
    }
    if code.hasPrefix("W") {
      out +=
        "\nA comment on a stage or directly above it silences the note there: # allow \(code)\n"
    }
    return out
  }

  private static func indented(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.isEmpty ? "\n" : "  \($0)\n" }.joined()
  }

  /// A paragraph in lines of at most 78 cells, indented by two.
  private static func wrapped(_ paragraph: String) -> String {
    WordWrap.lines(paragraph, width: 78, indent: 2).map { $0 + "\n" }.joined()
  }
}

/// The pages of all codes.
public enum FindingPages {
  /// All pages: errors in the order of their codes, then notes.
  public static let all: [FindingPage] =
    (syntax + names + definitions + types + verbs + statistics + surroundings + workers + notebooks
    + locks
    + exchange
    + data)
    .sorted { $0.code < $1.code } + notes

  /// The page of a code, in capitals or not.
  public static func page(_ code: String) -> FindingPage? {
    let wanted = code.uppercased()
    return all.first { $0.code == wanted }
  }
}

extension String {
  fileprivate var lowercasedFirst: String { prefix(1).lowercased() + dropFirst() }
}
