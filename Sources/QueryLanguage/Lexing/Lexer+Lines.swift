import Diagnostics

// Brackets, and where statements and rows end.
extension Lexer {
  /// Pairs the brackets and inserts the ends of statements and rows.
  ///
  /// A line break ends a statement unless a bracket is open, the line ends with a sign that needs
  /// something after it, the next line starts with `|`, or the next line is indented more than the
  /// first line of the statement. A bracket without an end does not count as open, so that one
  /// mistake does not swallow the rest of the text.
  mutating func arrangeLines() -> Result {
    let pairs = pairBrackets()
    var result = Result(
      tokens: [], comments: comments, diagnostics: [], partners: [], containsBar: [])
    result.tokens.reserveCapacity(tokens.count + 8)
    var open: [(index: Int, isRows: Bool)] = []
    var statementIndent = 0
    var previous: Token?

    func append(_ token: Token) {
      result.tokens.append(token)
      result.partners.append(-1)
      result.containsBar.append(false)
    }

    for (index, token) in tokens.enumerated() where pairs[index] != .stray {
      if token.startsLine, let last = previous {
        if let top = open.last {
          if top.isRows, !continues(last), last.kind != .symbol(.semicolon),
            !isOpening(last), !token.isSymbol(.rightBracket)
          {
            append(Token(.rowBreak, lower: last.upper, upper: last.upper))
          }
        } else if !continues(last), !token.isSymbol(.bar),
          indent(of: token) <= statementIndent
        {
          append(Token(.statementEnd, lower: last.upper, upper: last.upper))
          statementIndent = indent(of: token)
        }
      } else if previous == nil {
        statementIndent = indent(of: token)
      }
      append(token)
      let here = result.tokens.count - 1
      if token.isSymbol(.bar), let top = open.last { result.containsBar[top.index] = true }
      switch pairs[index] {
      case .opens:
        let isRows =
          token.isSymbol(.leftBracket) && previous?.kind == .name("rows")
        open.append((here, isRows))
      case .closes:
        if let top = open.popLast() {
          result.partners[top.index] = here
          result.partners[here] = top.index
          if result.containsBar[top.index], let outer = open.last {
            result.containsBar[outer.index] = true
          }
        }
      case .unclosed: result.openBrackets += 1
      case .plain, .stray: break
      }
      previous = token
    }
    append(Token(.endOfText, lower: limit, upper: limit, startsLine: true))
    result.diagnostics = diagnostics
    result.isOpenEnded = hasOpenText || result.openBrackets > 0
    return result
  }

  private enum Role { case plain, opens, closes, unclosed, stray }

  /// Finds the partner of each bracket; reports those that have none.
  private mutating func pairBrackets() -> [Role] {
    var roles = [Role](repeating: .plain, count: tokens.count)
    var open: [(index: Int, closing: Token.Symbol)] = []
    var waiting: [Token.Symbol: Int] = [:]
    for (index, token) in tokens.enumerated() {
      guard case .symbol(let symbol) = token.kind else { continue }
      if let closing = symbol.closing {
        open.append((index, closing))
        waiting[closing, default: 0] += 1
      } else if symbol.isClosing {
        guard waiting[symbol, default: 0] > 0 else {
          roles[index] = .stray
          report(SyntaxErrors.strayBracket(symbol, span(token.lower, token.upper)))
          continue
        }
        while let top = open.popLast() {
          waiting[top.closing, default: 0] -= 1
          if top.closing == symbol {
            roles[top.index] = .opens
            roles[index] = .closes
            break
          }
          markUnclosed(top.index, &roles, before: token)
        }
      }
    }
    for entry in open { markUnclosed(entry.index, &roles, before: nil) }
    return roles
  }

  private mutating func markUnclosed(_ index: Int, _ roles: inout [Role], before: Token?) {
    roles[index] = .unclosed
    let token = tokens[index]
    report(
      SyntaxErrors.unclosedBracket(
        span(token.lower, token.upper), before: before.map { span($0.lower, $0.upper) }))
  }

  private func isOpening(_ token: Token) -> Bool {
    if case .symbol(let symbol) = token.kind { return symbol.closing != nil }
    return false
  }

  private func continues(_ token: Token) -> Bool {
    switch token.kind {
    case .symbol(let symbol): symbol.continuesLine
    case .word(let word):
      switch word {
      case .and, .or, .not, .in, .is, .if, .then, .else: true
      default: false
      }
    default: false
    }
  }

  /// The column at which a token's line begins, a tab reaching to the next multiple of eight.
  private func indent(of token: Token) -> Int {
    var offset = source.lineStarts[source.lineIndex(of: token.lower)]
    var column = 0
    while offset < token.lower {
      switch bytes[offset] {
      case UInt8(ascii: " "): column += 1
      case UInt8(ascii: "\t"): column = (column / 8 + 1) * 8
      default: return column
      }
      offset += 1
    }
    return column
  }
}
