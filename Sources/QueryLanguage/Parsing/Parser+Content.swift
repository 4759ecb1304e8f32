import Diagnostics

// What follows the word of a clause, one form of content at a time.
extension Parser {
  mutating func parseContent(
    _ form: ClauseForm, among forms: [ClauseForm]
  ) throws(Failure) -> ClauseSyntax.Content {
    switch form.content {
    case .flag: return .flag
    case .expression: return .expression(try parseExpression())
    case .expressions: return .expressions(try parseExpressions())
    case .items: return .items(try parseItems(named: false))
    case .assignments: return .items(try parseItems(named: true))
    case .keys: return .keys(try parseKeys(before: forms))
    case .orders: return .orders(try parseOrders())
    case .columns: return .columns(try parseColumns())
    case .name: return .names([try parseName("a name")])
    case .names: return .names(try parseNames("a name"))
    case .qualifiedName:
      let table = try parseName("a table")
      try expect(.dot, "`.` and a column, as in `table.column`")
      return .qualifiedName(table: table, column: try parseName("a column"))
    case .edge:
      let source = try parseName("a column")
      try expect(.arrow, "`->` and a column")
      return .edge(source, try parseName("a column"))
    case .text:
      let (text, place) = try parseText("text in quotes")
      return .text(text, place)
    case .number: return .expression(try parseNumber())
    case .count: return .expression(try parseCount())
    case .table: return .tables([try parseTable("a table")])
    case .tables:
      var tables = [try parseTable("a table")]
      while take(.comma) { tables.append(try parseTable("a table")) }
      return .tables(tables)
    case .method: return .method(try parseMethod())
    case .word(let words):
      guard let word = current.wordText, words.contains(word) else {
        throw fail(unexpected(expected: SyntaxErrors.choice(words)))
      }
      let place = currentSpan
      advance()
      return .word(Identifier(word, place))
    case .options: return .options(try parseLabelled("an option"))
    case .layer: return .layer(try parseLayer())
    case .size:
      let width = try parseSide()
      guard take(word: "x") else { throw fail(unexpected(expected: "`x` and the height")) }
      return .size(width, try parseSide())
    case .mapping: return .mapping(try parseMapping())
    case .group(let forms): return .group(try parseGroup(forms))
    }
  }

  mutating func parseExpressions() throws(Failure) -> [ExpressionSyntax] {
    var result = [try parseExpression()]
    while take(.comma) { result.append(try parseExpression()) }
    return result
  }

  /// Parses `[name =] expr, …`, the name being optional or not.
  private mutating func parseItems(named: Bool) throws(Failure) -> [ItemSyntax] {
    var result: [ItemSyntax] = []
    repeat {
      let item = try parseItem(named: named)
      if named, item.name == nil {
        throw fail(SyntaxErrors.unnamedAssignment(item.value))
      }
      result.append(item)
    } while take(.comma)
    return result
  }

  /// - Parameter named: Whether a name must stand, so that `x <- 3` is no comparison.
  private mutating func parseItem(named: Bool = false) throws(Failure) -> ItemSyntax {
    var name: Identifier?
    let foreign = foreignAssignment(allowsArrow: named)
    if nextIs(.assign) || foreign != nil {
      switch current.kind {
      case .name, .quotedName, .word:
        name = try parseName("a name")
        if let foreign {
          report(SyntaxErrors.foreignSign(foreign.text, "=", foreign))
          advance()
        }
        advance()
      default: break
      }
    }
    return ItemSyntax(name: name, value: try parseExpression())
  }

  private mutating func parseKeys(
    before forms: [ClauseForm]
  ) throws(Failure) -> [KeySyntax] {
    var result: [KeySyntax] = []
    repeat {
      let every = takeModifier("every", before: forms)
      let whole = takeModifier("whole", before: forms)
      result.append(KeySyntax(every: every, whole: whole, item: try parseItem()))
    } while take(.comma)
    return result
  }

  /// Takes a word that stands before a key, which is a column's name unless a name follows it.
  private mutating func takeModifier(_ word: String, before forms: [ClauseForm]) -> Span? {
    guard current.kind == .name(word) else { return nil }
    switch next.kind {
    case .quotedName: break
    case .name(let following):
      // `group by every agg …` groups by a column called `every`.
      let after = tokens[min(index + 2, tokens.count - 1)]
      let isClauseWord = forms.contains { $0.words.first == following }
      if isClauseWord, !after.isSymbol(.comma), !after.isSymbol(.bar) { return nil }
    default: return nil
    }
    let place = currentSpan
    advance()
    return place
  }

  private mutating func parseOrders() throws(Failure) -> [OrderSyntax] {
    var result: [OrderSyntax] = []
    repeat {
      let value = try parseExpression()
      let place = currentSpan
      let descending = at(word: "desc")
      if descending || at(word: "asc") {
        advance()
        result.append(
          OrderSyntax(value: value, descending: descending, directionSpan: place))
      } else {
        result.append(OrderSyntax(value: value, descending: false, directionSpan: nil))
      }
    } while take(.comma)
    return result
  }

  private mutating func parseNumber() throws(Failure) -> ExpressionSyntax {
    let place = currentSpan
    height = 1
    switch current.kind {
    case .int(let value) where value <= UInt64(Int64.max):
      advance()
      return .literal(.int(Int64(value)), place)
    case .number(let value):
      advance()
      return .literal(.number(value), place)
    default: throw fail(unexpected(expected: "a number"))
    }
  }

  /// Parses a count, which has no unit, so that `top 10 day by n` is about the column `day`.
  private mutating func parseCount() throws(Failure) -> ExpressionSyntax {
    switch current.kind {
    case .int: return try parseNumber()
    case .name, .quotedName: return .name(try parseName("a count"))
    default: return try parsePrimary()
    }
  }

  private mutating func parseMethod() throws(Failure) -> CallSyntax {
    let name = try parseName("a method")
    let arguments = at(.leftParenthesis) ? try parseArguments() : []
    return CallSyntax(name: name, arguments: arguments, span: span(from: name.span.lower))
  }

  /// Parses `label: expr, …`.
  mutating func parseLabelled(_ what: String) throws(Failure) -> [ArgumentSyntax] {
    var result: [ArgumentSyntax] = []
    repeat {
      let label = try parseName(what)
      guard take(.colon) else {
        let hint = "After a comma follows another `name: value`; clauses have no commas between."
        throw fail(
          unexpected(expected: "`:` and a value", details: result.isEmpty ? [] : [hint]))
      }
      result.append(ArgumentSyntax(label: label, value: try parseExpression()))
    } while take(.comma)
    return result
  }

  private mutating func parseLayer() throws(Failure) -> LayerSyntax {
    let mark = try parseName("a mark")
    var table: TableSyntax?
    if at(word: "from"), !nextIs(.colon) {
      advance()
      table = try parseTable("a table")
    }
    var arguments: [ArgumentSyntax] = []
    if nextIs(.colon) {
      arguments = try parseLabelled("a channel")
    } else if nextIs(.assign), current.wordText != nil {
      let label = current
      advance()
      throw fail(
        SyntaxErrors.labelWithEquals(span(label).text, currentSpan, from: span(label)))
    }
    return LayerSyntax(
      mark: mark, table: table, arguments: arguments, span: span(from: mark.span.lower))
  }

  private mutating func parseSide() throws(Failure) -> Double {
    switch current.kind {
    case .int(let value):
      advance()
      return Double(value)
    case .number(let value):
      advance()
      return value
    default: throw fail(unexpected(expected: "a number, as in `900 x 400`"))
    }
  }

  private mutating func parseMapping() throws(Failure) -> [MappingEntrySyntax] {
    let opening = index
    try expect(.leftBrace, "`{`")
    var entries: [MappingEntrySyntax] = []
    while !at(.rightBrace), !isAtEndOfStage {
      let (key, keySpan) = try parseText("a value in quotes")
      try expect(.colon, "`:`")
      let (value, valueSpan) = try parseText("text in quotes")
      entries.append(
        MappingEntrySyntax(key: Identifier(key, keySpan), value: Identifier(value, valueSpan)))
      guard take(.comma) else { break }
    }
    try expectClosing(of: opening, "`,` or `}`")
    return entries
  }

  /// Parses the clauses inside a clause: as many as stand here, at least one.
  private mutating func parseGroup(_ forms: [ClauseForm]) throws(Failure) -> [ClauseSyntax] {
    var clauses: [ClauseSyntax] = []
    let place = Identifier(describe(current), currentSpan)
    try parsePositional(forms, of: place, into: &clauses)
    try parseWorded(forms, into: &clauses)
    for form in forms where form.isRequired && !form.words.isEmpty {
      if !clauses.contains(where: { $0.key == form.key }) {
        throw fail(unexpected(expected: "`\(form.words.joined(separator: " "))`"))
      }
    }
    return clauses
  }
}
