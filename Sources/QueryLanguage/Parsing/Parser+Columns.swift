import Diagnostics

// Column selectors, and tables written inline.
extension Parser {
  /// Parses names, `*`, globs, `is type`, `* except a, b` and `new = old`, with commas between.
  mutating func parseColumns() throws(Failure) -> [ColumnSelectorSyntax] {
    var result: [ColumnSelectorSyntax] = []
    repeat { result.append(try parseColumn()) } while take(.comma)
    return result
  }

  private mutating func parseColumn() throws(Failure) -> ColumnSelectorSyntax {
    let lower = current.lower
    if current.kind == .word(.is) {
      advance()
      let type = try parseName("a type, as in `is number`")
      return .type(type, span(from: lower))
    }
    if let glob = takeGlob() { return glob }
    if take(.star) {
      var left: [Identifier] = []
      if take(word: "except") {
        repeat { left.append(try parseColumnName()) } while take(.comma)
      }
      return .all(except: left, span(from: lower))
    }
    let name = try parseColumnName()
    guard take(.assign) else { return .name(name) }
    return .renamed(new: name, old: try parseColumnName())
  }

  /// Takes names and stars that touch each other: `bench_*`, `*_score`.
  private mutating func takeGlob() -> ColumnSelectorSyntax? {
    var end = index
    var stars = 0
    while end < tokens.count {
      let token = tokens[end]
      if end > index, token.lower != tokens[end - 1].upper { break }
      if token.isSymbol(.star) {
        stars += 1
      } else {
        guard case .name = token.kind else { break }
      }
      end += 1
    }
    guard stars > 0, end - index > 1 else { return nil }
    let place = Span(source, current.lower, tokens[end - 1].upper)
    index = end
    return .glob(Normalization.nfc(place.text), place)
  }

  /// Parses `rows [ a, b; 1, 2 ]`, with rows on lines of their own or between `;`.
  mutating func parseRows() throws(Failure) -> RowsSyntax {
    let lower = current.lower
    advance()
    let opening = index
    try expect(.leftBracket, "`[`")
    let header = try parseNames("the name of a column")
    let headerSpan = header.reduce(header[0].span) { $0.union($1.span) }
    var rows: [[ExpressionSyntax]] = []
    while takeRowEnd() {
      if at(.rightBracket) { break }
      if at(.semicolon) || current.kind == .rowBreak { continue }
      let first = current.lower
      let cells = try parseExpressions()
      if cells.count == header.count {
        rows.append(cells)
      } else {
        report(
          SyntaxErrors.raggedRow(
            cells.count, header.count, span(from: first), header: headerSpan))
      }
    }
    try expectClosing(of: opening, "`,`, a new row or `]`")
    return RowsSyntax(header: header, rows: rows, span: span(from: lower))
  }

  private mutating func takeRowEnd() -> Bool {
    guard at(.semicolon) || current.kind == .rowBreak else { return false }
    advance()
    return true
  }
}
