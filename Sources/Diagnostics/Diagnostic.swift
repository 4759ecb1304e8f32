/// One finding about a program, its data or its surroundings: what is wrong, where, and what to do.
///
/// Messages are lower case, without a final period, in the third person; they say what was found
/// and what was expected. The same value is rendered as text with carets, and as JSON.
public struct Diagnostic: Error, Sendable, Hashable {
  /// How much a finding matters.
  public enum Severity: String, Sendable, Hashable { case error, warning, note }

  /// Who can mend the cause; decides the exit status of a batch run.
  public enum Kind: Sendable, Hashable {
    /// A flag or a parameter on the command line.
    case usage
    /// The program: syntax, names, types, or a stage that cannot do what it is asked.
    case program
    /// Data that is missing, unreadable or not as declared.
    case data
    /// A limit on time, memory or rows.
    case limit
    /// A result that could not be written.
    case output
    /// An `expect` that does not hold.
    case expectation
    /// Results, or what they rest on, that are not as the lock says.
    case difference
    /// The user stopped it.
    case cancelled
    /// A fault in hfnb itself.
    case defect
  }

  /// A place in the text, with words beside it.
  public struct Label: Sendable, Hashable {
    /// The place.
    public var span: Span
    /// The words beside the carets; may be empty.
    public var text: String
    /// Creates a label.
    public init(_ span: Span, _ text: String = "") {
      self.span = span
      self.text = text
    }
  }

  /// A change of the text that mends the cause.
  public struct Fix: Sendable, Hashable {
    /// One replacement.
    public struct Edit: Sendable, Hashable {
      /// What is replaced; an empty span inserts.
      public var span: Span
      /// What stands there afterwards.
      public var replacement: String
      /// Creates an edit.
      public init(_ span: Span, _ replacement: String) {
        self.span = span
        self.replacement = replacement
      }
    }
    /// What the fix is shown as: usually the corrected line.
    public var text: String
    /// The replacements, in any order, not overlapping; empty when the fix is advice only.
    public var edits: [Edit]
    /// Creates a fix.
    public init(_ text: String, edits: [Edit] = []) {
      self.text = text
      self.edits = edits
    }

    /// Creates a fix that replaces one place and shows the line as it will be.
    ///
    /// The line is shown without the bar and the space before its first word.
    public init(replacing span: Span, with replacement: String) {
      self.init(showing: [Edit(span, replacement)])
    }

    /// Creates a fix of several replacements in one text and shows their lines as they will be.
    ///
    /// The first line is shown without the bar and the space before its first word. Replacements
    /// that overlap an earlier one are left out.
    public init(showing edits: [Edit]) {
      var applied: [Edit] = []
      for edit in edits.sorted(by: { $0.span.lower < $1.span.lower })
      where edit.span.source === edits[0].span.source
        && edit.span.lower >= applied.last?.span.upper ?? 0
      {
        applied.append(edit)
      }
      guard let first = applied.first, let last = applied.last else {
        self.init("")
        return
      }
      let source = first.span.source
      let start = source.lineStarts[source.lineIndex(of: first.span.lower)]
      let lastLine = source.lineIndex(of: last.span.upper)
      let end = source.lineStarts[lastLine] + source.line(at: lastLine).utf8.count
      let changed = Self.applying(applied, to: source, from: start, to: max(end, last.span.upper))
      var shown = Substring(String(decoding: changed, as: UTF8.self))
      while let character = shown.first, character == " " || character == "|" {
        shown.removeFirst()
      }
      self.init(String(shown), edits: applied)
    }

    /// The bytes of a part of a text after replacements that lie in it, ascending and apart.
    private static func applying(
      _ edits: [Edit], to source: SourceText, from start: Int, to end: Int
    ) -> [UInt8] {
      var bytes: [UInt8] = []
      var offset = start
      for edit in edits {
        bytes += source.bytes[offset..<edit.span.lower] + Array(edit.replacement.utf8)
        offset = edit.span.upper
      }
      return bytes + source.bytes[offset..<max(offset, end)]
    }

    /// A text after replacements; those of other texts, and those that overlap an earlier one,
    /// are left out.
    public static func text(_ source: SourceText, after edits: [Edit]) -> String {
      let own = Fix(showing: edits.filter { $0.span.source === source })
      let bytes = applying(own.edits, to: source, from: 0, to: source.bytes.count)
      return String(decoding: bytes, as: UTF8.self)
    }
  }

  /// How much it matters.
  public var severity: Severity
  /// A stable code such as `E201`, with a longer page behind it; `W10` for a note.
  public var code: String
  /// What is wrong, in one line.
  public var message: String
  /// Who can mend it.
  public var kind: Kind
  /// The smallest place that is wrong, if it is in the program's text.
  public var primary: Label?
  /// Other places that help to understand it.
  public var secondary: [Label]
  /// Lines of explanation, shown below the text.
  public var details: [String]
  /// What to do about it, when that is known.
  public var fix: Fix?

  /// Creates an error.
  ///
  /// - Parameters:
  ///   - code: A stable code such as `E201`.
  ///   - message: What is wrong, lower case, no final period.
  ///   - span: Where, if it is in the program's text.
  ///   - label: The words beside the carets.
  ///   - secondary: Other places that matter.
  ///   - details: Lines of explanation.
  ///   - fix: What to do about it.
  ///   - kind: Who can mend it.
  public init(
    _ code: String, _ message: String, at span: Span? = nil, label: String = "",
    secondary: [Label] = [], details: [String] = [], fix: Fix? = nil,
    kind: Kind = .program, severity: Severity = .error
  ) {
    self.severity = severity
    self.code = code
    self.message = message
    self.kind = kind
    self.primary = span.map { Label($0, label) }
    self.secondary = secondary
    self.details = details
    self.fix = fix
  }

  /// A fault in hfnb itself: something that its own rules say cannot happen.
  public static func defect(_ message: String, at span: Span? = nil) -> Diagnostic {
    Diagnostic(
      "E900", "fault in hfnb: \(message)", at: span,
      details: ["Please report it with the query and the output of `hfnb --version`."],
      kind: .defect)
  }
}

/// Several findings thrown together, so that one run reports them all.
public struct DiagnosticList: Error, Sendable {
  /// The findings, in the order of the text.
  public var all: [Diagnostic]
  /// Creates a collection.
  public init(_ all: [Diagnostic]) { self.all = all }
  /// The findings with the fixes of one line put together, shown below the last of them.
  ///
  /// A line with two mistakes is shown once, with both mended.
  public var joiningFixes: [Diagnostic] {
    var result = all
    for index in result.indices {
      guard let fix = result[index].fix, let edit = fix.edits.first, fix.isOnOneLine else {
        continue
      }
      let line = edit.span.source.lineIndex(of: edit.span.lower)
      let partner = result[..<index].lastIndex { earlier in
        guard let other = earlier.fix, other.isOnOneLine, let first = other.edits.first else {
          return false
        }
        return first.span.source === edit.span.source
          && first.span.source.lineIndex(of: first.span.lower) == line
      }
      guard let partner, let other = result[partner].fix else { continue }
      let joined = Diagnostic.Fix(showing: other.edits + fix.edits)
      guard joined.edits.count == other.edits.count + fix.edits.count else { continue }
      result[partner].fix = nil
      result[index].fix = joined
    }
    return result
  }

  /// Whether any of them is an error.
  public var hasErrors: Bool { all.contains { $0.severity == .error } }
}

extension Diagnostic.Fix {
  /// Whether all replacements lie on one line of one text.
  fileprivate var isOnOneLine: Bool {
    guard let first = edits.first?.span else { return false }
    let line = first.source.lineIndex(of: first.lower)
    return edits.allSatisfy {
      $0.span.source === first.source && first.source.lineIndex(of: $0.span.lower) == line
        && first.source.lineIndex(of: $0.span.upper) == line
    }
  }
}
