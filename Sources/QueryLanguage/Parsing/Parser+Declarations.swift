import Diagnostics

// The statements with clauses of their own: `load` and `param`.
extension Parser {
  mutating func parseLoad() throws(Failure) -> LoadSyntax {
    let name = try parseName("the name of the table")
    guard take(word: "from") else { throw fail(unexpected(expected: "`from` and a path")) }
    var load = LoadSyntax(name: name, path: try parseExpression())
    var seen: [String: Span] = [:]
    while let word = current.wordText, ["as", "types", "null", "sha256", "with"].contains(word) {
      let place = currentSpan
      if let first = seen[word] {
        report(SyntaxErrors.repeatedClause([word], place, first: first))
      }
      seen[word] = place
      advance()
      switch word {
      case "as": load.format = try parseName("a format")
      case "types": load.types = try parseTypes()
      case "null":
        let lower = current.lower
        guard at(.leftBracket) else { throw fail(unexpected(expected: "a list of texts")) }
        load.nullTokens = .list(try parseListItems(), span(from: lower))
      case "sha256":
        let (digest, digestSpan) = try parseText("a digest in quotes")
        load.digest = Identifier(digest, digestSpan)
      default: load.options = try parseLabelled("an option")
      }
    }
    if let word = current.wordText {
      let known = ["as", "types", "null", "sha256", "with"]
      throw fail(
        SyntaxErrors.outOfPlace(
          describe(current), in: "load", mayFollow: known.filter { seen[$0] == nil },
          nearest: Suggestion.nearest(to: word, among: known), currentSpan, [], isStage: false))
    }
    return load
  }

  /// Parses `{column: type, …}`; a type may have another in angle brackets.
  private mutating func parseTypes() throws(Failure) -> [(column: Identifier, type: Identifier)] {
    let opening = index
    try expect(.leftBrace, "`{`")
    var result: [(column: Identifier, type: Identifier)] = []
    while !at(.rightBrace), !isAtEndOfStage {
      let column = try parseName("a column")
      try expect(.colon, "`:` and a type")
      var type = try parseName("a type")
      if take(.less) {
        let inner = try parseName("a type")
        try expect(.greater, "`>`")
        type = Identifier("\(type.text)<\(inner.text)>", span(from: type.span.lower))
      }
      result.append((column, type))
      guard take(.comma) else { break }
    }
    try expectClosing(of: opening, "`,` or `}`")
    return result
  }

  mutating func parseParameter() throws(Failure) -> ParameterSyntax {
    let name = try parseName("the name of the parameter")
    try expect(.colon, "`:` and a type")
    equalsEndsExpression = true
    defer { equalsEndsExpression = false }
    let lower = current.lower
    let kind = try parseParameterKind()
    let kindSpan = span(from: lower)
    try expect(.assign, "`=` and a default")
    let start = current.lower
    var value: ExpressionSyntax?
    if current.kind == .name("all"), !nextIs(.leftParenthesis) {
      advance()
    } else {
      value = try parseExpression()
    }
    let defaultSpan = span(from: start)
    var help: String?
    if case .text(let text) = current.kind {
      help = text
      advance()
    }
    return ParameterSyntax(
      name: name, kind: kind, kindSpan: kindSpan, defaultValue: value, defaultSpan: defaultSpan,
      help: help)
  }

  private mutating func parseParameterKind() throws(Failure) -> ParameterSyntax.Kind {
    let place = currentSpan
    let word = current.wordText ?? ""
    let names = ["one of", "any of", "dates", "date", "bool", "int", "number", "text"]
    switch word {
    case "one", "any":
      advance()
      guard take(word: "of") else { throw fail(unexpected(expected: "`of` and the choices")) }
      let choices = try parseChoices()
      return word == "one" ? .oneOf(choices) : .anyOf(choices)
    case "int", "number":
      advance()
      let range = take(word: "in") ? try parseExpression() : nil
      return word == "int" ? .int(range: range) : .number(range: range)
    case "text":
      advance()
      return .text(
        pattern: take(word: "matching") ? try parseText("a regular expression").0 : nil)
    case "dates", "date", "bool":
      advance()
      return word == "dates" ? .dates : word == "date" ? .date : .bool
    default:
      throw fail(
        SyntaxErrors.unknownParameterType(
          describe(current), names, nearest: Suggestion.nearest(to: word, among: names), place))
    }
  }

  private mutating func parseChoices() throws(Failure) -> ParameterSyntax.Choices {
    if current.kind == .name("values"), nextIs(.leftParenthesis) {
      advance()
      let opening = index
      advance()
      let table = try parseName("a table")
      try expect(.dot, "`.` and a column")
      let column = try parseName("a column")
      try expectClosing(of: opening, "`)`")
      return .column(table: table, column: column)
    }
    return .values(try parseExpressions())
  }
}
