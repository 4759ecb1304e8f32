import Diagnostics

// Pipelines, their sources and their stages.
extension Parser {
  /// Parses a source and its stages.
  mutating func parsePipeline() throws(Failure) -> PipelineSyntax {
    try nested { parser throws(Failure) in
      let lower = parser.current.lower
      let source = try parser.parseTable("a table")
      let stages = parser.parseStages()
      return PipelineSyntax(source: source, stages: stages, span: parser.span(from: lower))
    }
  }

  /// Parses a name, `rows [ … ]` or a pipeline in parentheses.
  mutating func parseTable(_ what: String) throws(Failure) -> SourceSyntax {
    if atRows { return .rows(try parseRows()) }
    guard at(.leftParenthesis) else { return .name(try parseName(what)) }
    let lower = current.lower
    let opening = index
    advance()
    let pipeline = try parsePipeline()
    try expectClosing(of: opening, "`|` or `)`")
    return .pipeline(pipeline, span(from: lower))
  }

  var atRows: Bool { current.kind == .name("rows") && nextIs(.leftBracket) }

  /// Parses stages as long as they begin with `|`; each recovers by itself.
  mutating func parseStages() -> [StageSyntax] {
    var stages: [StageSyntax] = []
    while at(.bar) {
      let bar = current
      advance()
      if let stage = parseStage(bar: bar) { stages.append(stage) }
    }
    return stages
  }

  /// Parses what follows a `|`, up to the next one.
  mutating func parseStage(bar: Token) -> StageSyntax? {
    let outer = hasFailed
    hasFailed = false
    defer { hasFailed = hasFailed || outer }
    let previous = tokens.indices.contains(index - 2) ? tokens[index - 2] : nil
    var stage = parseVerb()
    if !isAtEndOfStage {
      if stage != nil, !hasFailed { report(unexpected(expected: "`|`")) }
      hasFailed = true
      skipToEndOfStage()
    }
    if let start = stage?.span {
      stage?.span = span(from: start.lower)
      stage?.isIncomplete = hasFailed
      stage?.comments = stageComments(bar: bar, previousEnd: previous?.upper ?? 0)
    }
    return stage
  }

  private mutating func parseVerb() -> StageSyntax? {
    guard case .name(let word) = current.kind else {
      if isAtEndOfStage {
        report(SyntaxErrors.missingVerb(messagePlace))
      } else {
        _ = fail(unexpected(expected: "a verb"))
      }
      return nil
    }
    let forms = verbs.forms(beginningWith: word)
    if let form = longestMatch(forms) {
      let lower = current.lower
      for _ in form.words { advance() }
      let place = span(from: lower)
      if atBracketedClauses(form) { return parseBracketedClauses(form, place) }
      takeForeignBy(form, place)
      return parseStage(form, verb: Identifier(form.name, place))
    }
    if !forms.isEmpty { return parseHalfVerb(word, forms) }
    let isForeign =
      VerbSynonyms.meaning(of: word) != nil
      && tokens[min(index + 3, tokens.count - 1)].isSymbol(.assign)
    if nextIs(.leftParenthesis), !isForeign { return parseUserCall() }
    return parseUnknownVerb(word)
  }

  /// The form with the most words that all stand here.
  private func longestMatch(_ forms: [VerbForm]) -> VerbForm? {
    var best: VerbForm?
    for form in forms where form.words.count > (best?.words.count ?? 0) {
      let matches = form.words.indices.allSatisfy { offset in
        index + offset < tokens.count && tokens[index + offset].kind == .name(form.words[offset])
      }
      if matches { best = form }
    }
    return best
  }

  mutating func parseStage(_ form: VerbForm, verb: Identifier) -> StageSyntax {
    var clauses: [ClauseSyntax] = []
    // A failure has been reported; what was parsed before it is kept.
    try? parseClauses(form.clauses, of: verb, into: &clauses)
    return StageSyntax(verb: verb, clauses: clauses, span: span(from: verb.span.lower))
  }

  private mutating func parseUserCall() -> StageSyntax? {
    guard let name = try? parseName("a verb") else { return nil }
    let arguments = try? parseArguments()
    return StageSyntax(
      verb: name, clauses: [], userCall: arguments ?? [], span: span(from: name.span.lower))
  }

  /// Parses a verb of two words whose second word is missing or misspelt.
  private mutating func parseHalfVerb(_ word: String, _ forms: [VerbForm]) -> StageSyntax? {
    let first = currentSpan
    advance()
    let seconds = forms.compactMap { $0.words.dropFirst().first }
    let found = current.wordText
    let nearest = found.flatMap { Suggestion.nearest(to: $0, among: seconds) }
    let only = forms.count == 1 ? forms.first : nil
    let form = forms.first { $0.words.dropFirst().first == nearest && nearest != nil } ?? only
    report(
      SyntaxErrors.halfVerb(
        word, seconds: seconds, meant: form?.words.dropFirst().first, found: currentSpan,
        foundText: describe(current), replaces: nearest != nil, after: first))
    guard let form else { return nil }
    if nearest != nil { advance() }
    return quietly { parser in
      parser.parseStage(form, verb: Identifier(form.name, parser.span(from: first.lower)))
    }
  }

  /// Reports a word that is no verb, and reads on as if the nearest verb stood there.
  private mutating func parseUnknownVerb(_ word: String) -> StageSyntax? {
    let place = currentSpan
    let synonym = VerbSynonyms.meaning(of: word).flatMap { meaning in
      verbs.form(named: meaning.verb).map { (form: $0, purpose: meaning.purpose) }
    }
    advance()
    if let synonym {
      return parseForeignVerb(word, synonym.form, synonym.purpose, place)
    }
    let names = verbs.all.map(\.name)
    let nearest =
      Suggestion.nearest(to: word, among: names)
      ?? Suggestion.nearest(to: word, among: verbs.all.compactMap { $0.words.first })
    let form = nearest.flatMap { name in
      verbs.form(named: name) ?? verbs.forms(beginningWith: name).first
    }
    report(
      SyntaxErrors.unknownVerb(
        word, nearest: nearest, place, stage: stageSpan(around: index - 1), all: names))
    guard let form, let nearest else {
      return StageSyntax(verb: Identifier(word, place), clauses: [], span: place)
    }
    for second in form.words.dropFirst() where nearest != form.name { _ = take(word: second) }
    return quietly { parser in
      parser.parseStage(form, verb: Identifier(form.name, place))
    }
  }

  /// Reads on as if our verb stood in the place of another language's; when the stage fits, the
  /// word alone has to be replaced.
  private mutating func parseForeignVerb(
    _ word: String, _ form: VerbForm, _ purpose: String, _ place: Span
  ) -> StageSyntax? {
    var replaced = place
    // `order by`, `group_by(…)` and the like bring their own second word.
    if form.words.count == 1, current.kind == .name("by") {
      replaced = place.union(currentSpan)
      advance()
    }
    let opening = atBracketToTheEnd ? index : nil
    if opening != nil { advance() }
    let outer = (hasFailed, isQuiet)
    (hasFailed, isQuiet) = (false, true)
    let stage = parseStage(form, verb: Identifier(form.name, place))
    var fits = !hasFailed && VerbSynonyms.replaceable.contains(word.lowercased())
    var edits = [Diagnostic.Fix.Edit(replaced, form.name)]
    if let opening {
      fits = fits && index == partners[opening]
      index = partners[opening] + 1
      edits = [
        .init(Span(source, replaced.lower, tokens[opening].upper), "\(form.name) "),
        .init(span(tokens[partners[opening]]), ""),
      ]
    }
    fits = fits && isAtEndOfStage
    (hasFailed, isQuiet) = outer
    let fix = fits ? Diagnostic.Fix(showing: edits) : nil
    report(SyntaxErrors.foreignVerb(word, form.name, purpose, place, fix))
    return stage
  }

  /// Parses without reporting, in a place that has been reported as a whole.
  private mutating func quietly<T>(_ body: (inout Parser) -> T) -> T {
    let outer = isQuiet
    isQuiet = true
    defer { isQuiet = outer }
    let result = body(&self)
    hasFailed = true
    return result
  }

  /// The comments above a stage, in it, and behind it on its last line.
  private func stageComments(bar: Token, previousEnd: Int) -> [CommentSyntax] {
    guard !comments.isEmpty else { return [] }
    let stageEnd = self.previousEnd
    // A comment above belongs to the stage only if the stage begins its line.
    let first = bar.startsLine ? previousEnd : bar.lower
    let next = current.kind == .endOfText ? source.bytes.count : tokenAfterEnd
    var result: [CommentSyntax] = []
    var position = firstComment(from: first)
    while position < comments.count {
      let comment = comments[position]
      position += 1
      let lower = comment.span.lower
      if lower >= next { break }
      if lower < bar.lower {
        if !comment.isTrailing { result.append(comment) }
      } else if lower < stageEnd || isOnSameLine(stageEnd, lower) {
        result.append(comment)
      } else {
        break
      }
    }
    return result
  }

  /// Where the next token with text of its own begins.
  private var tokenAfterEnd: Int {
    switch current.kind {
    case .statementEnd, .rowBreak: next.lower
    default: current.lower
    }
  }

  /// The index of the first comment at or after an offset.
  private func firstComment(from offset: Int) -> Int {
    var low = 0
    var high = comments.count
    while low < high {
      let middle = (low + high) / 2
      if comments[middle].span.lower < offset { low = middle + 1 } else { high = middle }
    }
    return low
  }

  private func isOnSameLine(_ lower: Int, _ upper: Int) -> Bool {
    source.lineIndex(of: lower) == source.lineIndex(of: upper)
  }
}
