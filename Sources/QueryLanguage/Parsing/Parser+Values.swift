import Diagnostics

// What stands between operators: literals, names, calls, brackets, `if` and `case`.
extension Parser {
  mutating func parsePrimary() throws(Failure) -> ExpressionSyntax {
    let place = currentSpan
    height = 1
    switch current.kind {
    case .int(let magnitude):
      guard magnitude <= UInt64(Int64.max) else {
        advance()
        report(SyntaxErrors.intOverflow(place))
        return .literal(.null, place)
      }
      return parseQuantity(.int(Int64(magnitude)))
    case .number(let value): return parseQuantity(.number(value))
    case .literal(let literal):
      advance()
      return .literal(literal, place)
    case .text(let text):
      advance()
      return .literal(.text(text), place)
    case .interpolated(let pieces):
      advance()
      return .interpolated(try parseInterpolation(pieces), place)
    case .invalid:
      hasFailed = true
      advance()
      return .literal(.null, place)
    case .name, .quotedName: return try parseNameOrCall()
    case .word(let word): return try parseReserved(word)
    case .symbol(let symbol): return try parseBracketOrMark(symbol)
    case .rowBreak, .statementEnd, .endOfText: throw fail(unexpected(expected: "a value"))
    }
  }

  private mutating func parseReserved(
    _ word: Token.ReservedWord
  ) throws(Failure) -> ExpressionSyntax {
    let place = currentSpan
    switch word {
    case .null, .true, .false:
      advance()
      return .literal(word == .null ? .null : .bool(word == .true), place)
    case .if: return try parseConditional()
    case .case: return try parseCase()
    default: throw fail(unexpected(expected: "a value"))
    }
  }

  private mutating func parseBracketOrMark(
    _ symbol: Token.Symbol
  ) throws(Failure) -> ExpressionSyntax {
    let lower = current.lower
    let opening = index
    switch symbol {
    case .leftParenthesis:
      advance()
      if at(.rightParenthesis) { throw fail(unexpected(expected: "a value")) }
      if containsBar[opening] { throw fail(SyntaxErrors.pipelineAsValue(span(tokens[opening]))) }
      let inner = try parseExpression()
      try expectClosing(of: opening, "an operator or `)`")
      try setHeight(height + 1)
      return .parenthesized(inner, span(from: lower))
    case .leftBracket:
      let items = try parseListItems()
      return .list(items, span(from: lower))
    case .at, .dot:
      advance()
      guard current.lower == lower + 1 else {
        throw fail(unexpected(expected: "a name directly after `\(symbol.rawValue)`"))
      }
      let name = try parseName("a name")
      let whole = Identifier(name.text, span(from: lower))
      height = 1
      return symbol == .at ? .outer(whole) : .column(whole)
    default: throw fail(unexpected(expected: "a value"))
    }
  }

  /// Parses `[a, b, …]`; a comma may follow the last item.
  mutating func parseListItems() throws(Failure) -> [ExpressionSyntax] {
    let opening = index
    try expect(.leftBracket, "`[`")
    var items: [ExpressionSyntax] = []
    var tallest = 0
    while !at(.rightBracket), !isAtEndOfStage {
      items.append(try parseExpression())
      tallest = max(tallest, height)
      guard take(.comma) else { break }
    }
    try expectClosing(of: opening, "`,` or `]`")
    try setHeight(tallest + 1)
    return items
  }

  /// Parses a number that may have a unit after a space: `30 days`, `5 rows`.
  private mutating func parseQuantity(_ literal: Literal) -> ExpressionSyntax {
    let number = current
    advance()
    guard case .name(let word) = current.kind, !nextIs(.colon), !nextIs(.assign),
      !nextIs(.leftParenthesis)
    else { return .literal(literal, span(number)) }
    if word == "rows" || word == "row", case .int(let count) = literal {
      advance()
      return .literal(.rows(count), span(from: number.lower))
    }
    guard let unit = DurationUnit.spelled[word] else { return .literal(literal, span(number)) }
    advance()
    let whole = span(from: number.lower)
    let written = span(number).text.filter { $0 != "_" }
    let isPlain = written.utf8.allSatisfy { Lexer.isDigit($0) || $0 == UInt8(ascii: ".") }
    let decimal: String
    if isPlain {
      decimal = written
    } else if case .int(let count) = literal {
      decimal = String(count)
    } else {
      report(SyntaxErrors.badDuration(unit, whole))
      return .literal(.null, whole)
    }
    guard let duration = unit.literal(decimal) else {
      report(SyntaxErrors.badDuration(unit, whole))
      return .literal(.null, whole)
    }
    return .literal(duration, whole)
  }

  /// Parses the expressions inside an `f"…"` text, each with a reader of its own.
  private mutating func parseInterpolation(
    _ pieces: [Token.InterpolationToken]
  ) throws(Failure) -> [InterpolationPart] {
    var result: [InterpolationPart] = []
    var tallest = 0
    for piece in pieces {
      switch piece {
      case .text(let text): result.append(.text(text))
      case .expression(let lower, let upper):
        let lexed = Lexer.lex(source, lower: lower, upper: upper)
        var inner = Parser(source, lexed, verbs: verbs, depth: depth)
        inner.isQuiet = isQuiet
        let value = try? inner.parseExpression()
        if value != nil, inner.current.kind != .endOfText, inner.diagnostics.isEmpty {
          inner.report(inner.unexpected(expected: "`}`"))
        }
        if !inner.diagnostics.isEmpty || inner.hasFailed { hasFailed = true }
        if !isQuiet { diagnostics += inner.diagnostics }
        guard let value else { throw Failure() }
        result.append(.expression(value))
        tallest = max(tallest, inner.height)
      }
    }
    try setHeight(tallest + 1)
    return result
  }

  private mutating func parseNameOrCall() throws(Failure) -> ExpressionSyntax {
    let isBare = current.wordText != nil
    let name = try parseName("a name")
    guard at(.leftParenthesis), isBare else { return .name(name) }
    let arguments = try parseArguments()
    return .call(CallSyntax(name: name, arguments: arguments, span: span(from: name.span.lower)))
  }

  /// Parses `(a, label: b)`; a comma may follow the last argument.
  mutating func parseArguments() throws(Failure) -> [ArgumentSyntax] {
    let opening = index
    try expect(.leftParenthesis, "`(`")
    var result: [ArgumentSyntax] = []
    var tallest = 0
    while !at(.rightParenthesis), !isAtEndOfStage {
      let label = try parseLabel()
      let value = try parseArgumentValue()
      tallest = max(tallest, height)
      result.append(ArgumentSyntax(label: label, value: value))
      guard take(.comma) else { break }
    }
    try expectClosing(of: opening, "`,` or `)`")
    try setHeight(tallest + 1)
    return result
  }

  /// Parses the word before a colon, if an argument has one.
  private mutating func parseLabel() throws(Failure) -> Identifier? {
    let label: String
    switch current.kind {
    case .name(let text), .quotedName(let text): label = text
    case .word(let word): label = word.rawValue
    default: return nil
    }
    let place = currentSpan
    if nextIs(.assign) {
      advance()
      report(SyntaxErrors.labelWithEquals(label, currentSpan, from: place))
    } else {
      guard nextIs(.colon) else { return nil }
      advance()
    }
    advance()
    return Identifier(label, place)
  }

  private mutating func parseArgumentValue() throws(Failure) -> ExpressionSyntax {
    guard nextIs(.fatArrow) else { return try parseExpression() }
    let name = try parseName("the name of an item")
    advance()
    let body = try parseExpression()
    try setHeight(height + 1)
    return .lambda(name, body, name.span.union(body.span))
  }

  private mutating func parseConditional() throws(Failure) -> ExpressionSyntax {
    let lower = current.lower
    advance()
    if at(.leftParenthesis), holdsSeveral(index) { return try parseForeignConditional(from: lower) }
    let condition = try parseExpression()
    var tallest = height
    guard take(word: "then") else { throw fail(unexpected(expected: "`then`")) }
    let value = try parseExpression()
    tallest = max(tallest, height)
    guard take(word: "else") else {
      throw fail(
        unexpected(
          expected: "`else`", details: ["`if` is a value, so that it needs both branches."]))
    }
    let otherwise = try parseExpression()
    try setHeight(max(tallest, height) + 1)
    return .conditional(
      condition: condition, then: value, otherwise: otherwise, span(from: lower))
  }

  private mutating func parseCase() throws(Failure) -> ExpressionSyntax {
    let lower = current.lower
    advance()
    var subject: ExpressionSyntax?
    var tallest = 0
    if at(word: "when"), !nextIs(.leftBrace) { return try parseForeignCase(nil, from: lower) }
    if !at(.leftBrace) {
      subject = try parseExpression()
      tallest = height
    }
    if at(word: "when") { return try parseForeignCase(subject, from: lower) }
    let opening = index
    try expect(.leftBrace, "`{`")
    var arms: [CaseArmSyntax] = []
    repeat {
      if at(.rightBrace) && !arms.isEmpty { break }
      let pattern: ExpressionSyntax?
      if current.kind == .word(.else) {
        advance()
        pattern = nil
      } else {
        pattern = try parseExpression()
        tallest = max(tallest, height)
      }
      try expect(.fatArrow, "`=>`")
      let value = try parseExpression()
      tallest = max(tallest, height)
      arms.append(CaseArmSyntax(pattern: pattern, value: value))
    } while take(.comma)
    try expectClosing(of: opening, "`,` or `}`")
    try setHeight(tallest + 1)
    return .match(subject: subject, arms: arms, span(from: lower))
  }
}
