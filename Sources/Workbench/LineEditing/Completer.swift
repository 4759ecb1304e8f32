/// Proposes texts for the place of the cursor.
public protocol Completer {
  /// Proposes what may stand at the cursor.
  ///
  /// - Parameters:
  ///   - line: The whole entry so far: all lines of a statement, up to the end of the current one,
  ///     also behind the cursor.
  ///   - cursor: The place of the cursor in `line`, as an offset in bytes of UTF-8.
  func complete(line: String, cursor: Int) -> Completions
}

/// What a completer proposes.
public struct Completions: Sendable, Equatable {
  /// The part of the line that a candidate takes the place of, as offsets in bytes of UTF-8.
  public var replacing: Range<Int>
  /// The proposals, the best first.
  public var candidates: [Candidate]

  /// Creates a proposal.
  public init(replacing: Range<Int>, candidates: [Candidate]) {
    self.replacing = replacing
    self.candidates = candidates
  }

  /// A proposal of nothing at a cursor.
  public static func none(at cursor: Int) -> Completions {
    Completions(replacing: cursor..<cursor, candidates: [])
  }
}

/// One text that may stand at the cursor.
public struct Candidate: Sendable, Equatable {
  /// The text that is inserted.
  public var text: String
  /// Words shown beside it in a list, such as a type and a sample value; may be empty.
  public var detail: String
  /// Whether a space follows when it is the only candidate; false after an opening bracket or a
  /// folder.
  public var appendSpace: Bool

  /// Creates a candidate.
  public init(_ text: String, detail: String = "", appendSpace: Bool = true) {
    self.text = text
    self.detail = detail
    self.appendSpace = appendSpace
  }
}
