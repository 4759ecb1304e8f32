import Diagnostics

// Statements.
extension Parser {
  mutating func parseProgram() -> [StatementSyntax] {
    var statements: [StatementSyntax] = []
    while current.kind != .endOfText {
      if current.kind == .statementEnd {
        advance()
        continue
      }
      let start = index
      let lower = current.lower
      hasFailed = false
      if let kind = try? parseStatement() {
        statements.append(StatementSyntax(kind: kind, span: span(from: lower)))
      }
      finishStatement()
      // Every turn takes at least one token.
      if index == start { advance() }
    }
    return statements
  }

  /// Reports what is left of a statement, and skips it.
  private mutating func finishStatement() {
    if current.kind == .statementEnd || current.kind == .endOfText { return }
    if at(.bar) {
      if current.startsLine { return }  // a stage that goes on with the last pipeline
      if !hasFailed { report(SyntaxErrors.stageAfterValue(currentSpan)) }
      _ = parseStages()
    } else if !hasFailed {
      report(leftOver())
    }
    skipToEndOfStatement()
  }

  private func leftOver() -> Diagnostic {
    let isFirst = index == 1 || (index > 1 && tokens[index - 2].kind == .statementEnd)
    if index > 0, isFirst, let word = tokens[index - 1].wordText,
      let advice = ForeignWords.advice(onStatement: word)
    {
      return SyntaxErrors.foreignStatement(word, advice, span(tokens[index - 1]))
    }
    if at(.leftParenthesis), index > 2, tokens[index - 2].isSymbol(.dot) {
      return unexpected(
        expected: "the end of the statement",
        details: ["Stages stand behind `|`: table | filter score > 3"])
    }
    // A verb at the start of a line most likely lacks its bar.
    if index > 0, let word = tokens[index - 1].wordText, verbs.begins(with: word),
      index == 1 || tokens[index - 2].kind == .statementEnd
    {
      return SyntaxErrors.missingBar(word, span(tokens[index - 1]))
    }
    // `lb // text` and `lb -- text` were meant as comments.
    let comment = tokens[..<index].last(where: { $0.startsLine }).flatMap { first in
      SyntaxErrors.foreignComment(in: Span(source, first.lower, current.lower))
    }
    return unexpected(
      expected: "the end of the statement", details: comment.map { [$0] } ?? [])
  }

  /// Whether a statement is a query of SQL: `select … from …`.
  private func isForeignQuery(_ word: String) -> Bool {
    guard word.lowercased() == "select" else { return false }
    for token in tokens[index...] {
      if token.kind == .statementEnd || token.isSymbol(.bar) { return false }
      if token.wordText?.lowercased() == "from" { return true }
    }
    return false
  }

  private mutating func parseStatement() throws(Failure) -> StatementSyntax.Kind {
    if at(.bar) { return .continuation(parseStages()) }
    if let keyword = statementKeyword { return try parseKeyword(keyword) }
    if case .name(let word) = current.kind, startsWithVerb(word), !isForeignQuery(word) {
      let bar = current
      var stages: [StageSyntax] = []
      if let stage = parseStage(bar: bar) { stages.append(stage) }
      return .continuation(stages + parseStages())
    }
    if case .name = current.kind,
      let sign = nextIs(.assign) ? span(next) : foreignAssignment(allowsArrow: true)
    {
      throw fail(
        foreignReading(currentSpan, from: current.lower)
          ?? SyntaxErrors.bareAssignment(sign, from: currentSpan))
    }
    switch try parseDefinition(allowsBareName: true) {
    case .pipeline(let pipeline): return .pipeline(pipeline)
    case .expression(let value): return .expression(value)
    }
  }

  /// The words that begin a statement of a kind of its own.
  private enum Keyword: String {
    case load, use, set, param, `let`, def, explain, step
  }

  /// The statement word that stands here, unless it is used as a name.
  private var statementKeyword: Keyword? {
    guard case .name(let word) = current.kind, let keyword = Keyword(rawValue: word) else {
      return nil
    }
    switch next.kind {
    case .name, .quotedName, .text, .interpolated, .invalid, .statementEnd, .endOfText, .int,
      .word(.case), .word(.if), .word(.null), .word(.true), .word(.false), .word(.else),
      .word(.then):
      return keyword
    case .symbol(.leftParenthesis):
      return (keyword == .explain || keyword == .step) && next.lower > current.upper
        ? keyword : nil
    case .symbol(.assign): return keyword == .let || keyword == .param ? keyword : nil
    case .symbol(.bar): return nil
    default: return nil
    }
  }

  /// Whether a statement begins with a verb that may stand without a bar.
  private func startsWithVerb(_ word: String) -> Bool {
    guard verbs.forms(beginningWith: word).contains(where: \.canBeginStatement) else {
      return false
    }
    switch next.kind {
    case .symbol(.leftParenthesis): return next.lower > current.upper
    case .symbol(.leftBracket), .symbol(.dot), .symbol(.minus): return false
    case .word(.not): return true
    default: return canStartExpression(next)
    }
  }

  private mutating func parseKeyword(_ keyword: Keyword) throws(Failure) -> StatementSyntax.Kind {
    advance()
    switch keyword {
    case .load: return .load(try parseLoad())
    case .use: return try parseUse()
    case .set:
      let name = try parseName("the name of a setting")
      guard canStartExpression(current) else { throw fail(unexpected(expected: "a value")) }
      return .set(name: name, value: try parseExpression())
    case .param: return .param(try parseParameter())
    case .let:
      let lower = previousEnd - 3
      let name = try parseName("a name")
      if let reading = foreignReading(name.span, from: lower, isMember: true) {
        throw fail(reading)
      }
      try expect(.assign, "`=`")
      return .letBinding(name: name, value: try parseDefinition(allowsBareName: false))
    case .def: return try parseDef()
    case .explain: return .explain(try parsePipeline())
    case .step: return .step(try parsePipeline())
    }
  }

  private mutating func parseUse() throws(Failure) -> StatementSyntax.Kind {
    let (path, place) = try parseText("the path of a notebook in quotes")
    let names = take(word: "for") ? try parseNames("a name") : []
    return .use(path: path, pathSpan: place, names: names)
  }

  private mutating func parseDef() throws(Failure) -> StatementSyntax.Kind {
    let name = try parseName("a name")
    let opening = index
    try expect(.leftParenthesis, "`(` and the parameters")
    let parameters = at(.rightParenthesis) ? [] : try parseNames("a parameter")
    try expectClosing(of: opening, "`,` or `)`")
    try expect(.assign, "`=`")
    return .def(
      name: name, parameters: parameters, body: try parseDefinition(allowsBareName: false))
  }

  /// Parses a pipeline or an expression.
  ///
  /// A bare name is a pipeline of its own as a statement, and an expression after `=`.
  private mutating func parseDefinition(
    allowsBareName: Bool
  ) throws(Failure) -> DefinitionSyntax {
    switch current.kind {
    case .name, .quotedName:
      if atRows || nextIs(.bar) { return .pipeline(try parsePipeline()) }
      if allowsBareName, next.kind == .statementEnd || next.kind == .endOfText {
        return .pipeline(try parsePipeline())
      }
    case .symbol(.leftParenthesis):
      let partner = partners[index]
      let after = partner >= 0 ? tokens[min(partner + 1, tokens.count - 1)] : current
      let holdsRows =
        next.kind == .name("rows")
        && tokens[min(index + 2, tokens.count - 1)]
          .isSymbol(.leftBracket)
      if containsBar[index] || holdsRows || after.isSymbol(.bar) {
        return .pipeline(try parsePipeline())
      }
    default: break
    }
    return .expression(try parseExpression())
  }
}
