import Diagnostics

/// The messages of the lexer and the parser, one function for each.
///
/// | Code | Cause |
/// |---|---|
/// | E101 | a stage begins with a word that is no verb |
/// | E102 | a word or sign that cannot stand here |
/// | E103 | text or a name in backticks without an end |
/// | E104 | a bracket without a partner |
/// | E105 | a number, duration, date or period that does not exist |
/// | E106 | an escape or brace in text that means nothing |
/// | E107 | typographic quotes |
/// | E108 | a clause that must stand is missing |
/// | E109 | a clause that may stand once is repeated |
/// | E110 | an expression that is nested too deeply |
/// | E111 | `=` where `==` is meant |
/// | E112 | a row of an inline table that is longer or shorter than its header |
/// | E113 | an argument labelled with `=` |
/// | E114 | a statement without one of its parts |
/// | E119 | more errors than are shown |
enum SyntaxErrors {
  /// The number of errors after which no more are shown.
  static let limit = 100

  /// The text of a place after a change, when it is short enough to be shown on one line.
  static func changed(_ span: Span, _ edits: [Diagnostic.Fix.Edit]) -> Diagnostic.Fix? {
    guard span.upper - span.lower <= 300 else { return nil }
    var result: [UInt8] = []
    var offset = span.lower
    for edit in edits.sorted(by: { $0.span.lower < $1.span.lower }) {
      guard edit.span.lower >= offset, edit.span.upper <= span.upper else { return nil }
      result += span.source.bytes[offset..<edit.span.lower]
      result += edit.replacement.utf8
      offset = edit.span.upper
    }
    result += span.source.bytes[offset..<span.upper]
    let text = String(decoding: result, as: UTF8.self)
    guard !text.contains("\n") else { return nil }
    return Diagnostic.Fix(text, edits: edits)
  }

  private static func replacing(_ span: Span, _ text: String) -> Diagnostic.Fix {
    Diagnostic.Fix(text, edits: [.init(span, text)])
  }

  /// What to say about `//` and `--` in a text that makes no sense otherwise.
  static func foreignComment(in span: Span) -> String? {
    let text = span.text
    return text.contains("//") || text.contains("--") ? "A comment begins with `#`." : nil
  }

  // MARK: Reading

  static func emptyName(_ span: Span) -> Diagnostic {
    Diagnostic("E103", "a name in backticks is empty", at: span)
  }

  static func unterminatedName(_ span: Span) -> Diagnostic {
    Diagnostic(
      "E103", "a name in backticks has no end", at: span,
      label: "this backtick has no partner on its line")
  }

  static func unterminatedText(_ opening: Span, isLong: Bool) -> Diagnostic {
    let quotes = String(opening.text.drop { $0 == "r" || $0 == "f" })
    return Diagnostic(
      "E103", "text has no end", at: opening,
      label: isLong
        ? "these quotes have no partner" : "this quote has no partner on its line",
      details: isLong
        ? ["The text ends with \(quotes)"]
        : ["Text over several lines stands between \"\"\" and \"\"\""])
  }

  static func foreignSign(
    _ written: String, _ meant: String, _ span: Span, inserting replacement: String? = nil
  ) -> Diagnostic {
    Diagnostic(
      "E102", "`\(written)` is not a sign of this language", at: span,
      label: "written `\(meant)` here", fix: replacing(span, replacement ?? meant))
  }

  static func fractionWithoutZero(_ span: Span) -> Diagnostic {
    Diagnostic(
      "E105", "a number begins with a digit", at: span, fix: replacing(span, "0" + span.text))
  }

  static func unknownCharacter(_ scalar: Unicode.Scalar, _ span: Span) -> Diagnostic {
    let isVisible: Bool
    switch scalar.properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .nonspacingMark, .enclosingMark:
      isVisible = false
    default: isVisible = scalar != "`"
    }
    let digits = String(scalar.value, radix: 16, uppercase: true)
    let code = "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    return Diagnostic(
      "E102",
      isVisible ? "`\(scalar)` begins nothing here" : "the character \(code) begins nothing here",
      at: span,
      details: [
        Self.foreignUses[scalar]
          ?? "A name with other characters than letters, digits and `_` stands in backticks."
      ])
  }

  /// What signs of other languages are used for there, and what is written here.
  private static let foreignUses: [Unicode.Scalar: String] = [
    "%": "The remainder of a division: mod(a, b). A percentage has no space: 70%",
    "?": "A choice: if score > 3 then \"high\" else \"low\"",
    "&": "Both conditions: a > 1 and b > 2", "$": "Names have no sign before them: score > 3",
  ]

  static func strayBracket(_ symbol: Token.Symbol, _ span: Span) -> Diagnostic {
    Diagnostic("E104", "`\(symbol.rawValue)` closes nothing", at: span, label: "no bracket is open")
  }

  static func strayBrace(_ span: Span) -> Diagnostic {
    Diagnostic(
      "E106", "`}` closes nothing in this text", at: span, label: "a brace itself is written `}}`",
      fix: replacing(span, "}}"))
  }

  static func unclosedBracket(_ span: Span, before: Span?) -> Diagnostic {
    Diagnostic(
      "E104", "`\(span.text)` is never closed", at: span,
      secondary: before.map { [.init($0, "closed before it")] } ?? [])
  }

  static func intOverflow(_ span: Span) -> Diagnostic {
    Diagnostic(
      "E105", "the number does not fit into an int", at: span,
      label: "the largest is 9223372036854775807",
      details: ["With a fraction or an exponent it is a `number`, to about 16 digits."])
  }

  static func numberOutOfRange(_ span: Span) -> Diagnostic {
    Diagnostic(
      "E105", "the number is out of range", at: span,
      label: "numbers reach from about 5e-324 to 1.8e308")
  }

  static func badDuration(_ unit: DurationUnit, _ span: Span) -> Diagnostic {
    Diagnostic(
      "E105", "the duration cannot be represented", at: span,
      label: unit.months > 0 ? "not a whole number of months" : "not a whole number of microseconds"
    )
  }

  static func badSuffix(_ suffix: String, number: Span, whole: Span) -> Diagnostic {
    let digits = number.text
    func make(_ message: String, _ label: String, _ fix: String?, _ details: [String] = [])
      -> Diagnostic
    {
      Diagnostic(
        "E105", message, at: whole, label: label, details: details,
        fix: fix.map { replacing(whole, $0) })
    }
    if suffix == "m" {
      return make(
        "`m` could mean minutes or months", "\(digits)min or \(digits)mo", nil,
        ["There is no unit `m`, because it is so often misread."])
    }
    if DurationUnit.spelled[suffix] != nil {
      return make(
        "a spelled unit stands after a space", "", "\(digits) \(suffix)")
    }
    let power = ["K": "k", "m": "M", "g": "G", "B": "G", "b": "G", "t": "T"][suffix]
    if let power {
      return make(
        "`\(suffix)` is not a suffix of a number", "the suffixes are k, M, G and T",
        digits + power)
    }
    if let unit = DurationUnit.compact[suffix.lowercased()],
      let right = DurationUnit.compact.first(where: { $0.value == unit })?.key
    {
      return make("`\(suffix)` is not a unit", "units are lower case", digits + right)
    }
    let size = suffix.dropFirst()
    if suffix.hasPrefix("x"), !size.isEmpty, size.utf8.allSatisfy(Lexer.isDigit) {
      return make("a size has spaces around its `x`", "", "\(digits) x \(size)")
    }
    return make(
      "`\(whole.text.prefix(40))` is not a number", "", nil,
      [
        "After a number: k M G T multiply, % divides by 100, and y q mo w d h min s are units.",
        "A name that begins with a digit stands in backticks.",
      ])
  }

  static func unpaddedDate(_ span: Span) -> Diagnostic {
    Diagnostic(
      "E105", "`\(span.text.prefix(40))` is neither a date nor a difference", at: span,
      details: [
        "Dates have all their digits: 2024-03-01, 2024-03, 2024-W09, 2024-Q1.",
        "A subtraction has spaces around its sign.",
      ])
  }

  static func badDate(_ span: Span) -> Diagnostic {
    Diagnostic(
      "E105", "`\(span.text.prefix(40))` is not a date", at: span,
      details: ["Dates and periods: 2024-03-01, 2024-03, 2024-W09, 2024-Q1, 2024-03-01T12:30."])
  }

  static func badInstant(_ span: Span) -> Diagnostic {
    Diagnostic(
      "E105", "`\(span.text.prefix(60))` is not an instant", at: span,
      details: [
        "An instant: 2024-03-01T12:30, with :15 or :15.250 for seconds and Z or +02:00 for the zone."
      ])
  }

  static func noSuchMonth(_ month: Int, year: Int, _ span: Span) -> Diagnostic {
    Diagnostic(
      "E105", year < 1 ? "years begin with 0001" : "there is no month \(month)", at: span,
      details: ["A subtraction has spaces around its sign."])
  }

  static func noSuchDay(_ day: Int, last: Int, _ span: Span, day place: Span) -> Diagnostic {
    let month = String(span.text.prefix(7))
    return Diagnostic(
      "E105", "there is no \(span.text)", at: place, label: "\(month) has \(last) days",
      fix: day > last ? Diagnostic.Fix("\(month)-\(last)", edits: [.init(place, "\(last)")]) : nil)
  }

  static func noSuchPart(_ part: String, _ last: Int, year: Int, _ span: Span) -> Diagnostic {
    Diagnostic(
      "E105", "there is no \(span.text)", at: span,
      label: year < 1 ? "years begin with 0001" : "\(span.text.prefix(4)) has \(last) \(part)")
  }

  static func badEscape(_ span: Span) -> Diagnostic {
    Diagnostic(
      "E106", "`\(span.text)` is not an escape", at: span,
      label: "escapes are \\n \\t \\\\ \\\" \\' \\u{…}",
      details: ["For a regular expression use raw text: r\"…\""],
      fix: replacing(span, "\\" + span.text))
  }

  static func badScalarEscape(_ span: Span) -> Diagnostic {
    Diagnostic(
      "E106", "`\(span.text)` is not a Unicode character", at: span,
      label: "written \\u{1F600}, one to six hexadecimal digits")
  }

  static func curlyQuotes(_ content: String?, _ span: Span) -> Diagnostic {
    guard let content else {
      return Diagnostic(
        "E107", "text stands between straight quotes", at: span, label: "a typographic quote")
    }
    let quote = content.contains("\"") ? "'" : "\""
    let isSafe = !content.contains(quote) && !content.contains("\\")
    return Diagnostic(
      "E107", "text stands between straight quotes", at: span, label: "typographic quotes",
      fix: isSafe ? replacing(span, quote + content + quote) : nil)
  }
}
