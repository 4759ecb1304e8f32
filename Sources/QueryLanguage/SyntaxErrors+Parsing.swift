import Diagnostics

// The messages of the parser.
extension SyntaxErrors {
  static func unexpected(
    _ found: String, expected: String, _ span: Span, details: [String]
  ) -> Diagnostic {
    let message =
      found.hasPrefix("the end of ") ? "\(found) comes too early" : "\(found) cannot stand here"
    return Diagnostic("E102", message, at: span, label: "expected \(expected)", details: details)
  }

  /// A form of another language, with the form of this one.
  static func foreignForm(
    _ message: String, _ span: Span, _ label: String, fix: Diagnostic.Fix? = nil
  ) -> Diagnostic {
    Diagnostic("E102", message, at: span, label: label, fix: fix)
  }

  static func misplacedArrow(_ span: Span) -> Diagnostic {
    Diagnostic(
      "E115", "`=>` cannot stand here", at: span,
      details: [
        "It stands after the name of an item in `map`, `filter`, `any` and `all`:",
        "any(tags, t => t ~ \"moe\"); and in the arms of `case { … }`.",
      ])
  }

  static func foreignStatement(_ word: String, _ advice: String, _ span: Span) -> Diagnostic {
    Diagnostic(
      "E102", "`\(word)` begins no statement of this language", at: span, details: [advice])
  }

  static func capitals(_ word: String, _ lowered: String, _ span: Span) -> Diagnostic {
    Diagnostic(
      "E102", "`\(word)` is not a word of this language", at: span,
      label: "written `\(lowered)`, in small letters",
      fix: Diagnostic.Fix(replacing: span, with: lowered))
  }

  static func reservedName(_ word: String, _ what: String, _ span: Span) -> Diagnostic {
    Diagnostic(
      "E102", "`\(word)` is a reserved word", at: span, label: "expected \(what)",
      details: ["A column with this name stands in backticks: `\(word)`"])
  }

  static func tooDeep(_ span: Span) -> Diagnostic {
    Diagnostic(
      "E110", "the nesting is too deep", at: span, label: "beyond this place",
      details: ["Give parts of it a name with `let` or `derive`."])
  }

  static func tooMany() -> Diagnostic {
    Diagnostic("E119", "there are more than \(limit) errors; the others are not shown")
  }

  static func assignInCondition(_ place: Span, in stage: Span) -> Diagnostic {
    Diagnostic(
      "E111", "`=` names things; `==` compares them", at: place,
      fix: changed(stage, [.init(place, "==")]))
  }

  static func labelWithEquals(_ label: String, _ sign: Span, from name: Span) -> Diagnostic {
    Diagnostic(
      "E113", "the label of an argument ends with `:`", at: sign,
      fix: changed(name.union(sign), [.init(Span(sign.source, name.upper, sign.upper), ":")]))
  }

  static func chainedComparison(_ found: String, _ span: Span) -> Diagnostic {
    Diagnostic(
      "E102", "comparisons cannot be chained", at: span, label: "a second comparison",
      details: ["For a value between two others: x in 1..5, or  a < b and b < c"])
  }

  static func pipelineAsValue(_ span: Span) -> Diagnostic {
    Diagnostic(
      "E102", "a pipeline cannot stand inside an expression", at: span,
      details: ["Give it a name with `let`, and join it or use it as a table."])
  }

  static func missingVerb(_ span: Span) -> Diagnostic {
    Diagnostic("E102", "a stage lacks its verb", at: span, label: "expected a verb after `|`")
  }

  static func foreignVerb(
    _ word: String, _ verb: String, _ purpose: String, _ span: Span, _ fix: Diagnostic.Fix?
  ) -> Diagnostic {
    Diagnostic(
      "E101", "`\(word)` is not a verb", at: span,
      label: "the verb that \(purpose) is `\(verb)`", fix: fix)
  }

  static func unknownVerb(
    _ word: String, nearest: String?, _ span: Span, stage: Span, all: [String]
  ) -> Diagnostic {
    guard let nearest else {
      return Diagnostic(
        "E101", "`\(word)` is not a verb", at: span,
        details: wrapped("Verbs: ", all))
    }
    return Diagnostic(
      "E101", "`\(word)` is not a verb", at: span, label: "did you mean `\(nearest)`?",
      fix: changed(stage, [.init(span, nearest)]))
  }

  static func halfVerb(
    _ word: String, seconds: [String], meant: String?, found: Span, foundText: String,
    replaces: Bool, after first: Span
  ) -> Diagnostic {
    var fix: Diagnostic.Fix?
    if let meant {
      fix = Diagnostic.Fix(
        "\(word) \(meant)",
        edits: [replaces ? .init(found, meant) : .init(first.end, " \(meant)")])
    }
    return Diagnostic(
      "E102", "`\(word)` is followed by \(choice(seconds))", at: found, label: "found \(foundText)",
      fix: fix)
  }

  static func missingPart(_ form: ClauseForm, of verb: Identifier, _ span: Span) -> Diagnostic {
    Diagnostic(
      "E108", "`\(verb.text)` lacks \(article(of: form))", at: span,
      label: form.help.isEmpty ? "expected here" : form.help)
  }

  static func missingClause(_ form: ClauseForm, of verb: Identifier, after stage: Span)
    -> Diagnostic
  {
    let words = form.words.joined(separator: " ")
    return Diagnostic(
      "E108", "`\(verb.text)` lacks `\(words)`", at: verb.span,
      label: form.help.isEmpty ? "" : "`\(words)` says \(form.help)")
  }

  static func emptyClause(_ form: ClauseForm, found: String, _ span: Span) -> Diagnostic {
    Diagnostic(
      "E108", "`\(form.words.joined(separator: " "))` lacks \(article(of: form))", at: span,
      label: form.help.isEmpty ? "found \(found)" : form.help)
  }

  static func repeatedClause(_ words: [String], _ span: Span, first: Span) -> Diagnostic {
    Diagnostic(
      "E109", "`\(words.joined(separator: " "))` is given twice", at: span, label: "again here",
      secondary: [.init(first, "first here")])
  }

  static func outOfPlace(
    _ found: String, in verb: String, mayFollow words: [String], nearest: String?, _ span: Span,
    _ details: [String], isStage: Bool = true
  ) -> Diagnostic {
    let ends = words.map { "`\($0)`" } + [isStage ? "`|`" : "the end of the line"]
    let list =
      ends.count == 1
      ? ends[0] : ends.dropLast().joined(separator: ", ") + " or " + (ends.last ?? "")
    return Diagnostic(
      "E102", "\(found) has no place in `\(verb)`", at: span,
      label: nearest.map { "did you mean `\($0)`?" } ?? "",
      details: details + ["Here may follow: \(list)"],
      fix: nearest.map { Diagnostic.Fix($0, edits: [.init(span, $0)]) })
  }

  static func unnamedAssignment(_ value: ExpressionSyntax) -> Diagnostic {
    var details: [String] = []
    if case .binary(.equal, .name(let name), let right, _) = value {
      details = [
        "`==` compares. A column `\(name.text)` is written `\(name.text) = \(right.span.text)`."
      ]
    }
    return Diagnostic(
      "E108", "a new column lacks its name", at: value.span, label: "written `name = …`",
      details: details)
  }

  static func raggedRow(_ cells: Int, _ columns: Int, _ span: Span, header: Span) -> Diagnostic {
    func count(_ number: Int, _ word: String) -> String {
      "\(number) \(word)\(number == 1 ? "" : "s")"
    }
    return Diagnostic(
      "E112", "a row has \(count(cells, "cell")) for \(count(columns, "column"))", at: span,
      label: count(cells, "cell"), secondary: [.init(header, count(columns, "column"))])
  }

  static func missingBar(_ word: String, _ span: Span) -> Diagnostic {
    Diagnostic(
      "E102", "a stage begins with `|`", at: span, label: "`\(word)` is a verb",
      fix: Diagnostic.Fix(
        "| \(word)", edits: [.init(Span(span.source, span.lower, span.lower), "| ")]))
  }

  static func stageAfterValue(_ span: Span) -> Diagnostic {
    Diagnostic(
      "E102", "a stage follows a table", at: span, label: "what stands before it is not a table")
  }

  static func bareAssignment(_ sign: Span, from name: Span) -> Diagnostic {
    var edits = [Diagnostic.Fix.Edit(Span(name.source, name.lower, name.lower), "let ")]
    if sign.text != "=" { edits.append(.init(sign, "=")) }
    return Diagnostic(
      "E114", "a name is given with `let`", at: sign,
      fix: Diagnostic.Fix("let \(name.text) =", edits: edits))
  }

  static func unknownParameterType(
    _ found: String, _ types: [String], nearest: String?, _ span: Span
  ) -> Diagnostic {
    Diagnostic(
      "E114", "\(found) is not a type of a parameter", at: span,
      label: nearest.map { "did you mean `\($0)`?" } ?? "",
      details: ["Types: " + types.joined(separator: ", ")])
  }

  /// Words with commas between them, on lines of a width that is easy to read.
  private static func wrapped(_ head: String, _ words: [String]) -> [String] {
    var lines = [head]
    for (index, word) in words.enumerated() {
      let piece = index + 1 < words.count ? "\(word), " : word
      if lines[lines.count - 1].count + piece.count > 80 { lines.append("  ") }
      lines[lines.count - 1] += piece
    }
    return lines.map { line in String(line.reversed().drop { $0 == " " }.reversed()) }
  }

  /// `a`, `b` or `c`.
  static func choice(_ words: [String]) -> String {
    let quoted = words.map { "`\($0)`" }
    guard quoted.count > 1, let last = quoted.last else { return quoted.first ?? "" }
    return quoted.dropLast().joined(separator: ", ") + " or " + last
  }

  /// What a clause needs, in words.
  private static func article(of form: ClauseForm) -> String {
    switch form.content {
    case .flag, .word: "a word"
    case .expression, .expressions: "an expression"
    case .items, .keys: "at least one expression"
    case .assignments: "at least one `name = expression`"
    case .orders: "an order"
    case .columns, .names: "at least one column"
    case .name: "a name"
    case .qualifiedName: "a column of a table"
    case .edge: "an edge `from -> to`"
    case .text: "text in quotes"
    case .number: "a number"
    case .count: "a count"
    case .table, .tables: "a table"
    case .method: "a method"
    case .options: "an option"
    case .layer: "a mark"
    case .size: "a size"
    case .mapping: "a mapping in braces"
    case .group(let forms):
      if let first = forms.first(where: { $0.words.isEmpty }) {
        article(of: first)
      } else {
        choice(forms.map { $0.words.joined(separator: " ") })
      }
    }
  }
}
