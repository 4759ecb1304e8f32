public import Diagnostics

/// Turns query text into a syntax tree.
///
/// Parsing never fails: what is wrong is reported and skipped up to the next `|` or the next
/// statement, so that one run reports several errors. The time taken is linear in the length of the
/// text, and nesting is bounded, so that no text can exhaust the stack.
public struct Parser {
  /// The reason for leaving a construct has been reported.
  struct Failure: Error {}

  /// The number of nested constructs that are accepted.
  static let maximumDepth = 100
  /// The number of levels that a tree may have, long chains of operators included.
  static let maximumHeight = 400

  let source: SourceText
  let verbs: VerbForms
  let tokens: [Token]
  let partners: [Int]
  let containsBar: [Bool]
  let comments: [CommentSyntax]
  var index = 0
  var diagnostics: [Diagnostic] = []
  var depth: Int
  /// The number of levels of the expression that was parsed last.
  var height = 0
  /// Whether `=` ends an expression, as between the type and the default of a parameter.
  var equalsEndsExpression = false
  /// Whether errors are kept to oneself, because the place has been reported already.
  var isQuiet = false
  /// Whether an error has been met since the flag was last cleared.
  var hasFailed = false

  init(_ source: SourceText, _ lexed: Lexer.Result, verbs: VerbForms, depth: Int = 0) {
    self.source = source
    self.verbs = verbs
    self.tokens = lexed.tokens
    self.partners = lexed.partners
    self.containsBar = lexed.containsBar
    self.comments = lexed.comments
    self.diagnostics = lexed.diagnostics
    self.depth = depth
  }

  /// Parses a program.
  public static func parse(_ source: SourceText, verbs: VerbForms) -> Script {
    var parser = Parser(source, Lexer.lex(source), verbs: verbs)
    let statements = parser.parseProgram()
    return Script(
      source: source, statements: statements, comments: parser.comments,
      diagnostics: parser.finishedDiagnostics())
  }

  /// Parses a text that is one expression, such as the value of a parameter.
  ///
  /// - Throws: Everything that is wrong with the text.
  public static func parseExpression(
    _ source: SourceText
  ) throws(DiagnosticList) -> ExpressionSyntax {
    var parser = Parser(source, Lexer.lex(source), verbs: VerbForms([]))
    let result = try? parser.parseExpression()
    if result != nil, parser.diagnostics.isEmpty, parser.current.kind != .endOfText {
      parser.report(parser.unexpected(expected: "the end"))
    }
    guard let result, parser.diagnostics.isEmpty else {
      throw DiagnosticList(parser.finishedDiagnostics())
    }
    return result
  }

  /// A finding whose fix is shown as the whole corrected stage, when that is short.
  private func showingStage(_ diagnostic: Diagnostic) -> Diagnostic {
    guard let fix = diagnostic.fix, let edit = fix.edits.first else { return diagnostic }
    var low = 0
    var high = tokens.count - 1
    while low < high {
      let middle = (low + high) / 2
      if tokens[middle].upper <= edit.span.lower { low = middle + 1 } else { high = middle }
    }
    guard let changed = SyntaxErrors.changed(stageSpan(around: low), fix.edits) else {
      // A bar belongs to no stage; its line says more.
      guard fix.text == "|" else { return diagnostic }
      var result = diagnostic
      result.fix = Diagnostic.Fix(showing: fix.edits)
      return result
    }
    var result = diagnostic
    result.fix = changed.text == "|" ? Diagnostic.Fix(showing: fix.edits) : changed
    return result
  }

  /// The findings in the order of the text, cut at a limit.
  private func finishedDiagnostics() -> [Diagnostic] {
    let order = diagnostics.indices.sorted { left, right in
      let a = diagnostics[left].primary?.span.lower ?? 0
      let b = diagnostics[right].primary?.span.lower ?? 0
      return a == b ? left < right : a < b
    }
    var result = order.prefix(SyntaxErrors.limit).map { showingStage(diagnostics[$0]) }
    if order.count > SyntaxErrors.limit { result.append(SyntaxErrors.tooMany()) }
    return result
  }
}

// Looking at tokens and moving over them.
extension Parser {
  var current: Token { tokens[index] }
  var next: Token { tokens[min(index + 1, tokens.count - 1)] }
  var currentSpan: Span { span(current) }
  /// The offset after the last token that was taken.
  var previousEnd: Int { index > 0 ? tokens[index - 1].upper : current.lower }

  func span(_ token: Token) -> Span { Span(source, token.lower, token.upper) }
  func span(from lower: Int) -> Span { Span(source, lower, max(lower, previousEnd)) }

  func at(_ symbol: Token.Symbol) -> Bool { current.kind == .symbol(symbol) }
  func at(word: String) -> Bool { current.wordText == word }
  func nextIs(_ symbol: Token.Symbol) -> Bool { next.kind == .symbol(symbol) }

  mutating func advance() {
    if index < tokens.count - 1 { index += 1 }
  }

  mutating func take(_ symbol: Token.Symbol) -> Bool {
    guard at(symbol) else { return false }
    advance()
    return true
  }

  mutating func take(word: String) -> Bool {
    guard at(word: word) else { return false }
    advance()
    return true
  }

  mutating func expect(_ symbol: Token.Symbol, _ expected: String) throws(Failure) {
    guard take(symbol) else { throw fail(unexpected(expected: expected)) }
  }

  /// Takes the bracket that closes the one at an index.
  ///
  /// An opening bracket without a partner has been reported already; it counts as closed where
  /// its content ends.
  mutating func expectClosing(of opening: Int, _ expected: String) throws(Failure) {
    let partner = partners[opening]
    if partner >= 0 {
      guard index == partner else { throw fail(unexpected(expected: expected)) }
      advance()
    } else {
      hasFailed = true
      if !isAtEndOfStage { throw Failure() }
    }
  }

  /// Whether a stage cannot go on here.
  var isAtEndOfStage: Bool {
    switch current.kind {
    case .statementEnd, .endOfText, .rowBreak: true
    case .symbol(let symbol): symbol == .bar || symbol.isClosing
    default: false
    }
  }

  mutating func parseName(_ what: String) throws(Failure) -> Identifier {
    switch current.kind {
    case .name(let text), .quotedName(let text):
      let result = Identifier(text, currentSpan)
      advance()
      return result
    case .word(let word):
      throw fail(SyntaxErrors.reservedName(word.rawValue, what, currentSpan))
    default: throw fail(unexpected(expected: what))
    }
  }

  /// Parses names with commas between them.
  mutating func parseNames(_ what: String) throws(Failure) -> [Identifier] {
    var result = [try parseName(what)]
    while take(.comma) { result.append(try parseName(what)) }
    return result
  }

  mutating func parseText(_ what: String) throws(Failure) -> (String, Span) {
    let place = currentSpan
    switch current.kind {
    case .text(let text):
      advance()
      return (text, place)
    case .invalid:
      hasFailed = true
      advance()
      return ("", place)
    default: throw fail(unexpected(expected: what))
    }
  }
}

// Reporting, and going on after an error.
extension Parser {
  mutating func report(_ diagnostic: Diagnostic) {
    hasFailed = true
    if !isQuiet, diagnostics.count <= 2 * SyntaxErrors.limit { diagnostics.append(diagnostic) }
  }

  mutating func fail(_ diagnostic: Diagnostic) -> Failure {
    if current.kind == .invalid {
      hasFailed = true
    } else {
      report(diagnostic)
    }
    return Failure()
  }

  /// Where a message about the current token points: a token on the next line is never the
  /// mistake, but the end of the line before it is.
  var messagePlace: Span {
    current.startsLine && index > 0 ? Span(source, previousEnd, previousEnd) : currentSpan
  }

  /// What stands here, for a message.
  func describe(_ token: Token) -> String {
    switch token.kind {
    case .statementEnd, .rowBreak: return "the end of the line"
    case .endOfText: return "the end of the text"
    default:
      let text = span(token).text
      let isLong = text.count > 30 || text.contains("\n")
      let shown = isLong ? text.prefix { $0 != "\n" }.prefix(29) + "…" : Substring(text)
      return "`\(shown)`"
    }
  }

  func unexpected(expected: String, details: [String] = []) -> Diagnostic {
    if at(.fatArrow) { return SyntaxErrors.misplacedArrow(currentSpan) }
    if let word = current.wordText, let lowered = ForeignWords.lowered(word) {
      return SyntaxErrors.capitals(word, lowered, currentSpan)
    }
    var details = details
    if let advice = ForeignWords.advice(on: currentSpan.text, in: "") { details.append(advice) }
    return SyntaxErrors.unexpected(
      current.startsLine && index > 0 && at(.bar) ? "the end of the line" : describe(current),
      expected: expected, messagePlace, details: details)
  }

  /// Skips to the next `|`, or to the end of the statement or of the brackets around it.
  mutating func skipToEndOfStage() {
    while !isAtEndOfStage {
      if partners[index] > index { index = partners[index] }
      advance()
    }
  }

  /// Skips the rest of a statement.
  mutating func skipToEndOfStatement() {
    while current.kind != .statementEnd, current.kind != .endOfText {
      if partners[index] > index { index = partners[index] }
      advance()
    }
  }

  /// Runs a part of the parser one level deeper, up to a limit.
  mutating func nested<T>(
    _ body: (inout Parser) throws(Failure) -> T
  ) throws(Failure) -> T {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.maximumDepth else {
      throw fail(SyntaxErrors.tooDeep(currentSpan))
    }
    return try body(&self)
  }

  /// Notes the levels of an expression that is put together from others.
  mutating func setHeight(_ value: Int) throws(Failure) {
    height = value
    if value > Self.maximumHeight { throw fail(SyntaxErrors.tooDeep(currentSpan)) }
  }
}
