import Diagnostics

// Forms of other languages that have one certain meaning here: they are reported with the form of
// this language as the fix, and read on as if that stood there.
extension Parser {
  /// Reads `if(condition, a, b)` of spreadsheets and SQL, from its bracket on.
  mutating func parseForeignConditional(from lower: Int) throws(Failure) -> ExpressionSyntax {
    let word = Span(source, lower, lower + 2)
    let arguments = try parseArguments()
    let values = arguments.map(\.value)
    guard values.count == 2 || values.count == 3, arguments.allSatisfy({ $0.label == nil }) else {
      throw fail(SyntaxErrors.foreignForm("`if` is written with words", word, Self.conditionalForm))
    }
    let whole = span(from: lower)
    let other = values.count == 3 ? values[2] : .literal(.null, whole.end)
    let otherText = values.count == 3 ? other.span.text : "null"
    report(
      SyntaxErrors.foreignForm(
        "`if` is written with words", word, Self.conditionalForm,
        fix: conditional(values[0], values[1].span.text, otherText, in: whole)))
    return .conditional(condition: values[0], then: values[1], otherwise: other, whole)
  }

  /// Reads `a if condition else b` of Python, from its `if` on; the value itself when what follows
  /// is not of that form.
  mutating func parseTrailingConditional(
    after value: ExpressionSyntax, from lower: Int
  ) -> ExpressionSyntax {
    let word = currentSpan
    var trial = self
    trial.isQuiet = true
    trial.hasFailed = false
    trial.advance()
    guard let condition = try? trial.parseExpression(), trial.take(word: "else"),
      let other = try? trial.parseExpression(), !trial.hasFailed
    else { return value }
    trial.isQuiet = isQuiet
    trial.hasFailed = hasFailed
    self = trial
    let whole = span(from: lower)
    report(
      SyntaxErrors.foreignForm(
        "`if` begins a choice", word, Self.conditionalForm,
        fix: conditional(condition, value.span.text, other.span.text, in: whole)))
    return .conditional(condition: condition, then: value, otherwise: other, whole)
  }

  private static let conditionalForm = "written `if condition then a else b`"

  /// The fix that writes a choice in the words of this language.
  private func conditional(
    _ condition: ExpressionSyntax, _ then: String, _ otherwise: String, in whole: Span
  ) -> Diagnostic.Fix {
    let text = "if \(condition.span.text) then \(then) else \(otherwise)"
    // What follows would belong to the last branch.
    return .init(replacing: whole, with: infix() == nil ? text : "(\(text))")
  }

  /// Reads `case when condition then a else b end` of SQL, from its first `when` on.
  mutating func parseForeignCase(
    _ subject: ExpressionSyntax?, from lower: Int
  ) throws(Failure) -> ExpressionSyntax {
    let word = currentSpan
    let outer = (isQuiet, hasFailed)
    (isQuiet, hasFailed) = (true, false)
    let arms = try? parseForeignArms()
    let fits = arms != nil && !hasFailed
    (isQuiet, hasFailed) = outer
    let whole = span(from: lower)
    var fix: Diagnostic.Fix?
    if let arms, fits {
      let shown = arms.map { arm in
        "\(arm.pattern?.span.text ?? "else") => \(arm.value.span.text)"
      }
      let start = subject.map { "case \($0.span.text) {" } ?? "case {"
      fix = .init(replacing: whole, with: "\(start) \(shown.joined(separator: ", ")) }")
    }
    report(
      SyntaxErrors.foreignForm(
        "the parts of `case` stand in braces", word,
        "written `case { condition => value, else => other }`", fix: fix))
    guard let arms else { throw Failure() }
    return .match(subject: subject, arms: arms, whole)
  }

  private mutating func parseForeignArms() throws(Failure) -> [CaseArmSyntax] {
    var arms: [CaseArmSyntax] = []
    while take(word: "when") {
      let pattern = try parseExpression()
      guard take(word: "then") else { throw fail(unexpected(expected: "`then`")) }
      arms.append(CaseArmSyntax(pattern: pattern, value: try parseExpression()))
    }
    if take(word: "else") { arms.append(CaseArmSyntax(pattern: nil, value: try parseExpression())) }
    guard take(word: "end") else { throw fail(unexpected(expected: "`end`")) }
    return arms
  }

  /// Reads the arguments of `value.function(…)`, which stand in the function's own brackets here.
  mutating func parseMethodCall(
    on value: ExpressionSyntax, _ name: Identifier, from lower: Int
  ) throws(Failure) -> ExpressionSyntax {
    var receiver = value
    // Libraries sort their functions into name spaces such as `.str`.
    if case .member(let inner, let space) = value, Self.nameSpaces.contains(space.text) {
      receiver = inner
    }
    let outer = hasFailed
    hasFailed = false
    let opening = current.upper
    let arguments = try parseArguments()
    let given = Span(source, opening, max(opening, previousEnd - 1)).text
    let whole = span(from: lower)
    let call = "\(name.text)(\(receiver.span.text)\(given.isEmpty ? "" : ", ")\(given))"
    report(
      SyntaxErrors.foreignForm(
        "a function stands before what it works on", name.span,
        "written `\(name.text)(x\(given.isEmpty ? "" : ", …"))`",
        fix: hasFailed ? nil : .init(replacing: whole, with: call)))
    hasFailed = hasFailed || outer
    return .call(
      CallSyntax(
        name: name, arguments: [ArgumentSyntax(label: nil, value: receiver)] + arguments,
        span: whole))
  }

  private static let nameSpaces: Set<String> = ["str", "dt", "list", "arr", "cat"]

  /// Reads `(a, b)` on the right of `in`, where a list in brackets is meant.
  mutating func parseForeignList() throws(Failure) -> ExpressionSyntax {
    let opening = currentSpan
    let lower = opening.lower
    let index = index
    advance()
    var items: [ExpressionSyntax] = []
    var tallest = 0
    while !at(.rightParenthesis), !isAtEndOfStage {
      items.append(try parseExpression())
      tallest = max(tallest, height)
      guard take(.comma) else { break }
    }
    try expectClosing(of: index, "`,` or `)`")
    try setHeight(tallest + 1)
    let whole = span(from: lower)
    let closing = Span(source, whole.upper - 1, whole.upper)
    report(
      SyntaxErrors.foreignForm(
        "a list stands in brackets", opening, "written `[a, b]`",
        fix: Diagnostic.Fix(showing: [.init(opening, "["), .init(closing, "]")])))
    return .list(items, whole)
  }

  /// Whether a bracket holds several parts with commas between them.
  func holdsSeveral(_ opening: Int) -> Bool {
    let closing = partners[opening]
    var position = opening + 1
    while position < closing {
      if tokens[position].isSymbol(.comma) { return true }
      position = max(position, partners[position]) + 1
    }
    return false
  }

  /// The place of `:=` or `<-` after a name, which other languages give names with.
  ///
  /// In `x <-3` the minus belongs to the number.
  func foreignAssignment(allowsArrow: Bool) -> Span? {
    guard index + 3 < tokens.count, next.upper == tokens[index + 2].lower else { return nil }
    let isApart = tokens[index + 2].upper < tokens[index + 3].lower
    switch (next.kind, tokens[index + 2].kind) {
    case (.symbol(.colon), .symbol(.assign)): break
    case (.symbol(.less), .symbol(.minus)) where allowsArrow && isApart: break
    default: return nil
    }
    return Span(source, next.lower, tokens[index + 2].upper)
  }

  /// A statement that reads a file with a function of another language: `df = pd.read_csv("x.csv")`.
  ///
  /// - Parameters:
  ///   - name: The name that it is given.
  ///   - isMember: Whether only functions behind a dot count, since the program can have its own.
  func foreignReading(_ name: Span, from lower: Int, isMember: Bool = false) -> Diagnostic? {
    var position = index
    while position + 2 < tokens.count, tokens[position].kind != .statementEnd {
      if case .name(let word) = tokens[position].kind, Self.readers.contains(word),
        !isMember || tokens[position - 1].isSymbol(.dot),
        tokens[position + 1].isSymbol(.leftParenthesis), case .text = tokens[position + 2].kind
      {
        let path = span(tokens[position + 2]).text
        let closing = partners[position + 1]
        let isAlone = closing == position + 3 && closing + 1 < tokens.count
        let ends = isAlone && [.statementEnd, .endOfText].contains(tokens[closing + 1].kind)
        let fix =
          ends
          ? Diagnostic.Fix(
            replacing: Span(source, lower, tokens[closing].upper),
            with: "load \(name.text) from \(path)") : nil
        return SyntaxErrors.foreignForm(
          "a file is read with `load`", span(tokens[position]),
          "written `load \(name.text) from \(path)`", fix: fix)
      }
      position += 1
    }
    return nil
  }

  /// Functions that read files in pandas, polars, R and others; `csv` is that of `read.csv`.
  private static let readers: Set<String> = [
    "read_csv", "read_csv_auto", "read_tsv", "read_delim", "read_table", "read_json", "read_ndjson",
    "read_excel", "read_parquet", "scan_csv", "scan_ndjson", "fread", "csv", "delim",
  ]

  /// Reads the clauses of a verb that stand in brackets, as the arguments of a function would.
  ///
  /// - Parameters:
  ///   - form: The verb.
  ///   - place: The verb as written.
  mutating func parseBracketedClauses(_ form: VerbForm, _ place: Span) -> StageSyntax {
    let opening = index
    advance()
    let outer = (isQuiet, hasFailed)
    (isQuiet, hasFailed) = (true, false)
    let stage = parseStage(form, verb: Identifier(form.name, place))
    let fits = !hasFailed && index == partners[opening]
    (isQuiet, hasFailed) = outer
    index = partners[opening] + 1
    let (first, last) = (span(tokens[opening]), span(tokens[partners[opening]]))
    var error = SyntaxErrors.foreignForm(
      "verbs take no parentheses", first, "",
      fix: fits ? Diagnostic.Fix(showing: [.init(first, " "), .init(last, "")]) : nil)
    if case .expression? = form.clauses.first?.content {
      error.details = ["Several conditions are joined with `and`."]
    }
    report(error)
    return stage
  }

  /// Whether the bracket here, directly behind a verb, holds all of the verb's clauses.
  func atBracketedClauses(_ form: VerbForm) -> Bool {
    guard atBracketToTheEnd else { return false }
    let positional = form.clauses.first { $0.words.isEmpty }
    let canStand = positional.map { canStart($0.content, current) } ?? false
    return !canStand || holdsSeveral(index) || isAssignment(index + 2)
  }

  /// Whether a bracket stands here that closes where the stage ends.
  var atBracketToTheEnd: Bool {
    guard at(.leftParenthesis), current.lower == previousEnd, partners[index] > index + 1 else {
      return false
    }
    switch tokens[partners[index] + 1].kind {
    case .statementEnd, .endOfText: return true
    case .symbol(let symbol): return symbol == .bar || symbol.isClosing
    default: return false
    }
  }

  private func isAssignment(_ index: Int) -> Bool {
    index < tokens.count && tokens[index].isSymbol(.assign)
  }

  /// Takes `by` before what a verb orders or chooses, where the verb has no such word.
  mutating func takeForeignBy(_ form: VerbForm, _ verb: Span) {
    guard current.kind == .name("by"), let first = form.clauses.first, first.words.isEmpty,
      !form.clauses.contains(where: { $0.words.first == "by" })
    else { return }
    switch first.content {
    case .orders, .columns, .keys, .names: break
    default: return
    }
    switch next.kind {
    case .quotedName: break
    case .name(let word):
      if ["asc", "desc"].contains(word) || form.clauses.contains(where: { $0.words.first == word })
      {
        return
      }
    default: return
    }
    let place = Span(source, current.lower, next.lower)
    report(
      SyntaxErrors.foreignForm(
        "`\(form.name)` takes its columns without `by`", currentSpan, "",
        fix: .init(replacing: place, with: "")))
    advance()
  }
}
