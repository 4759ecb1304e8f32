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
      let source = span.source
      let line = source.lineIndex(of: span.lower)
      let start = source.lineStarts[line]
      let length = source.line(at: line).utf8.count
      let bytes =
        source.bytes[start..<span.lower] + Array(replacement.utf8)
        + source.bytes[span.upper..<max(span.upper, start + length)]
      var shown = Substring(String(decoding: bytes, as: UTF8.self))
      while let first = shown.first, first == " " || first == "|" { shown.removeFirst() }
      self.init(String(shown), edits: [Edit(span, replacement)])
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
  /// Whether any of them is an error.
  public var hasErrors: Bool { all.contains { $0.severity == .error } }
}
