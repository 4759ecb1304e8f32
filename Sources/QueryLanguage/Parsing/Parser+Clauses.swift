import Diagnostics

// The clauses of a verb, led by their forms.
extension Parser {
  /// Parses clauses up to the end of a stage: the positional ones first, then those with words.
  mutating func parseClauses(
    _ forms: [ClauseForm], of verb: Identifier, into clauses: inout [ClauseSyntax]
  ) throws(Failure) {
    try parsePositional(forms, of: verb, into: &clauses)
    try parseWorded(forms, into: &clauses)
    guard isAtEndOfStage else {
      throw fail(outOfPlace(forms, after: verb, clauses))
    }
    reportMissing(forms, of: verb, clauses)
  }

  mutating func parsePositional(
    _ forms: [ClauseForm], of verb: Identifier, into clauses: inout [ClauseSyntax]
  ) throws(Failure) {
    for form in forms where form.words.isEmpty {
      guard canStart(form.content, current), !isClauseWordHere(forms, strictly: form.isRequired)
      else {
        guard form.isRequired else { continue }
        if current.kind != .invalid {
          report(SyntaxErrors.missingPart(form, of: verb, messagePlace))
        }
        throw Failure()
      }
      let lower = current.lower
      let word = Span(source, lower, lower)
      let content = try parseContent(form, among: forms)
      clauses.append(
        ClauseSyntax(key: form.key, wordSpan: word, content: content, span: span(from: lower)))
    }
  }

  mutating func parseWorded(
    _ forms: [ClauseForm], into clauses: inout [ClauseSyntax]
  ) throws(Failure) {
    while !isAtEndOfStage, let form = clauseForm(in: forms) {
      let lower = current.lower
      for _ in form.words { advance() }
      let word = span(from: lower)
      if !form.repeats, let first = clauses.first(where: { $0.key == form.key }) {
        report(SyntaxErrors.repeatedClause(form.words, word, first: first.wordSpan))
      }
      guard canStart(form.content, current) else {
        throw fail(
          SyntaxErrors.emptyClause(form, found: describe(current), messagePlace))
      }
      let content = try parseContent(form, among: forms)
      if let closing = form.closingWord, !take(word: closing) {
        throw fail(unexpected(expected: "`\(closing)`"))
      }
      clauses.append(
        ClauseSyntax(key: form.key, wordSpan: word, content: content, span: span(from: lower)))
    }
  }

  /// The clause whose words stand here.
  private func clauseForm(in forms: [ClauseForm]) -> ClauseForm? {
    var best: ClauseForm?
    for form in forms where form.words.count > (best?.words.count ?? 0) {
      let matches = form.words.indices.allSatisfy { offset in
        index + offset < tokens.count && tokens[index + offset].wordText == form.words[offset]
      }
      if matches { best = form }
    }
    return best
  }

  /// Whether the word here begins a clause rather than being a name.
  ///
  /// Where something must stand, a clause word counts as a name unless what follows it can only
  /// belong to the clause: `filter per > 3` is about a column, `top by score` lacks its count.
  private func isClauseWordHere(_ forms: [ClauseForm], strictly: Bool) -> Bool {
    guard let form = clauseForm(in: forms) else { return false }
    guard strictly else { return true }
    let following = tokens[min(index + form.words.count, tokens.count - 1)]
    switch following.kind {
    case .name(let word):
      return !forms.contains { $0.words.first == word }
    case .quotedName, .int, .number, .literal, .text, .interpolated: return true
    case .word(let word):
      return [.null, .true, .false, .if, .case].contains(word)
    case .symbol(.at), .symbol(.leftBrace): return true
    default: return false
    }
  }

  private mutating func reportMissing(
    _ forms: [ClauseForm], of verb: Identifier, _ clauses: [ClauseSyntax]
  ) {
    for form in forms where form.isRequired && !form.words.isEmpty {
      if !clauses.contains(where: { $0.key == form.key }) {
        let place = span(from: verb.span.lower)
        report(SyntaxErrors.missingClause(form, of: verb, after: place))
      }
    }
  }

  /// The message for something that no clause of the verb begins with.
  private func outOfPlace(
    _ forms: [ClauseForm], after verb: Identifier, _ clauses: [ClauseSyntax]
  ) -> Diagnostic {
    if at(.fatArrow) { return SyntaxErrors.misplacedArrow(currentSpan) }
    let open = forms.filter { form in
      !form.words.isEmpty && (form.repeats || !clauses.contains { $0.key == form.key })
    }
    var words = open.map { $0.words.joined(separator: " ") }
    if case .orders? = clauses.last?.content { words += ["asc", "desc"] }
    let firsts = words.map { $0.prefix { $0 != " " } }.map(String.init)
    let nearest = current.wordText.flatMap { Suggestion.nearest(to: $0, among: firsts) }
    var details: [String] = []
    if at(.comma), !open.isEmpty, !clauses.isEmpty {
      details.append("Clauses follow each other without commas.")
    }
    if let word = current.wordText, verbs.begins(with: word), nearest == nil {
      details.append("A new stage begins with `|`.")
    }
    if let word = current.wordText, let lowered = ForeignWords.lowered(word) {
      return SyntaxErrors.capitals(word, lowered, currentSpan)
    }
    let advice = ForeignWords.advice(on: currentSpan.text, in: verb.text)
    if let advice, nearest == nil { details.append(advice) }
    let isList =
      switch clauses.last?.content {
      case .columns, .items, .keys, .orders, .names: true
      default: false
      }
    if isList, advice == nil, nearest == nil, details.isEmpty, let word = current.wordText {
      details.append("A list has commas between its parts.")
      if case .items(let items)? = clauses.last?.content, case .name(let name)? = items.last?.value
      {
        details.append("A function has parentheses: \(name.text)(\(word))")
      }
    }
    return SyntaxErrors.outOfPlace(
      describe(current), in: verb.text, mayFollow: words, nearest: nearest, currentSpan, details)
  }

  /// Whether the content of a clause can begin with a token.
  func canStart(_ content: ClauseForm.Content, _ token: Token) -> Bool {
    let isName: Bool
    switch token.kind {
    case .name, .quotedName: isName = true
    default: isName = false
    }
    switch content {
    case .flag: return true
    case .expression, .expressions, .items, .assignments, .keys, .orders:
      return canStartExpression(token)
    case .columns:
      return isName || token.isSymbol(.star) || token.kind == .word(.is) || token.kind == .invalid
    case .name, .names, .qualifiedName, .edge, .method, .layer, .options: return isName
    case .text:
      if case .text = token.kind { return true }
      return token.kind == .invalid
    case .number, .size:
      switch token.kind {
      case .int, .number: return true
      default: return false
      }
    case .count:
      if case .int = token.kind { return true }
      return isName || token.isSymbol(.at) || token.isSymbol(.leftParenthesis)
    case .table, .tables: return isName || token.isSymbol(.leftParenthesis)
    case .word(let words): return token.wordText.map(words.contains) ?? false
    case .mapping: return token.isSymbol(.leftBrace)
    case .group(let forms):
      return forms.contains { form in
        form.words.isEmpty
          ? canStart(form.content, token) : form.words.first == token.wordText
      }
    }
  }
}
