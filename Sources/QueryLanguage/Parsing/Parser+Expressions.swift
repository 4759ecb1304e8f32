import Diagnostics

// Operators, from the weakest to the strongest: or, and, not, comparison, ??, range, + -, * / //,
// minus, ^.
extension Parser {
  /// The strength of an operator between two operands.
  enum Strength: Int {
    case or = 1, and, not, comparison, coalesce, range, sum, product
  }

  /// Parses an expression of any kind.
  mutating func parseExpression() throws(Failure) -> ExpressionSyntax {
    try nested { parser throws(Failure) in
      let lower = parser.current.lower
      let value = try parser.parseOperators(.or)
      guard parser.current.kind == .word(.if) else { return value }
      return parser.parseTrailingConditional(after: value, from: lower)
    }
  }

  private mutating func parseOperators(
    _ weakest: Strength
  ) throws(Failure) -> ExpressionSyntax {
    let lower = current.lower
    var left: ExpressionSyntax
    if current.kind == .word(.not), weakest.rawValue <= Strength.not.rawValue {
      let place = currentSpan
      advance()
      let operand = try nested { parser throws(Failure) in try parser.parseOperators(.not) }
      try setHeight(height + 1)
      left = .unary(.not, operand, operatorSpan: place)
    } else if at(.range), weakest.rawValue <= Strength.range.rawValue {
      advance()
      let end = try parseOperators(.sum)
      try setHeight(height + 1)
      left = .range(nil, end, span(from: lower))
    } else {
      left = try parseUnary()
    }
    while let (strength, kind) = infix(), strength.rawValue >= weakest.rawValue {
      left = try parseInfix(left, strength, kind, lower)
    }
    return left
  }

  enum Infix {
    case binary(BinaryOperator), range, isNull, negatedIn, assign
  }

  /// The operator that stands here.
  func infix() -> (Strength, Infix)? {
    switch current.kind {
    case .word(.or): (.or, .binary(.or))
    case .word(.and): (.and, .binary(.and))
    case .word(.in): (.comparison, .binary(.isIn))
    case .word(.not) where next.kind == .word(.in): (.comparison, .negatedIn)
    case .word(.is): (.comparison, .isNull)
    case .symbol(.equal): (.comparison, .binary(.equal))
    case .symbol(.notEqual): (.comparison, .binary(.notEqual))
    case .symbol(.less): (.comparison, .binary(.less))
    case .symbol(.lessOrEqual): (.comparison, .binary(.lessOrEqual))
    case .symbol(.greater): (.comparison, .binary(.greater))
    case .symbol(.greaterOrEqual): (.comparison, .binary(.greaterOrEqual))
    case .symbol(.matches): (.comparison, .binary(.matches))
    case .symbol(.doesNotMatch): (.comparison, .binary(.doesNotMatch))
    case .symbol(.assign) where !equalsEndsExpression: (.comparison, .assign)
    case .symbol(.coalesce): (.coalesce, .binary(.coalesce))
    case .symbol(.range): (.range, .range)
    case .symbol(.plus): (.sum, .binary(.add))
    case .symbol(.minus): (.sum, .binary(.subtract))
    case .symbol(.star): (.product, .binary(.multiply))
    case .symbol(.slash): (.product, .binary(.divide))
    case .symbol(.doubleSlash): (.product, .binary(.floorDivide))
    default: nil
    }
  }

  private mutating func parseInfix(
    _ left: ExpressionSyntax, _ strength: Strength, _ kind: Infix, _ lower: Int
  ) throws(Failure) -> ExpressionSyntax {
    let leftHeight = height
    let operatorToken = current
    let hasSpaceBefore = previousEnd < current.lower
    var place = currentSpan
    advance()
    var binary = BinaryOperator.equal
    switch kind {
    case .range:
      return try parseRangeEnd(left, operatorToken, hasSpaceBefore: hasSpaceBefore, lower)
    case .isNull:
      let negated = current.kind == .word(.not)
      if negated { advance() }
      guard current.kind == .word(.null) else {
        throw fail(unexpected(expected: negated ? "`null`" : "`null` or `not null`"))
      }
      advance()
      try setHeight(leftHeight + 1)
      try rejectChain(after: strength)
      return .isNull(left, negated: negated, span(from: lower))
    case .negatedIn:
      advance()
      place = span(from: operatorToken.lower)
      binary = .isNotIn
    case .assign:
      let stage = stageSpan(around: index)
      report(SyntaxErrors.assignInCondition(place, in: stage))
    case .binary(let value): binary = value
    }
    if current.kind == .statementEnd, operatorToken.kind == .symbol(.star) { advance() }
    let tighter = Strength(rawValue: strength.rawValue + 1)
    let right: ExpressionSyntax
    if binary == .isIn || binary == .isNotIn, at(.leftParenthesis), holdsSeveral(index) {
      right = try parseForeignList()
    } else if let tighter {
      right = try parseOperators(tighter)
    } else {
      right = try parseUnary()
    }
    try setHeight(max(leftHeight, height) + 1)
    if strength == .comparison { try rejectChain(after: strength) }
    return .binary(binary, left, right, operatorSpan: place)
  }

  /// Reports a second comparison after a first one, which has no meaning of its own.
  private mutating func rejectChain(after strength: Strength) throws(Failure) {
    if let (following, _) = infix(), following == .comparison {
      throw fail(SyntaxErrors.chainedComparison(describe(current), currentSpan))
    }
  }

  /// Parses what follows `..`; the end is missing when `..` touches only what stands before it.
  private mutating func parseRangeEnd(
    _ left: ExpressionSyntax, _ sign: Token, hasSpaceBefore: Bool, _ lower: Int
  ) throws(Failure) -> ExpressionSyntax {
    let leftHeight = height
    guard canStartExpression(current), !at(.range),
      current.lower == sign.upper || hasSpaceBefore
    else {
      try setHeight(leftHeight + 1)
      return .range(left, nil, span(from: lower))
    }
    let right = try parseOperators(.sum)
    try setHeight(max(leftHeight, height) + 1)
    return .range(left, right, span(from: lower))
  }

  private mutating func parseUnary() throws(Failure) -> ExpressionSyntax {
    guard at(.minus) else {
      let base = try parsePostfix()
      guard at(.caret) else { return base }
      let baseHeight = height
      let place = currentSpan
      advance()
      let exponent = try nested { parser throws(Failure) in try parser.parseUnary() }
      try setHeight(max(baseHeight, height) + 1)
      return .binary(.power, base, exponent, operatorSpan: place)
    }
    let place = currentSpan
    if case .int(let magnitude) = next.kind, magnitude == UInt64(Int64.max) + 1 {
      advance()
      advance()
      height = 1
      return .literal(.int(Int64.min), span(from: place.lower))
    }
    advance()
    let operand = try nested { parser throws(Failure) in try parser.parseUnary() }
    try setHeight(height + 1)
    return .unary(.negate, operand, operatorSpan: place)
  }

  private mutating func parsePostfix() throws(Failure) -> ExpressionSyntax {
    let lower = current.lower
    let beginsStatement = index == 0 || tokens[index - 1].kind == .statementEnd
    var base = try parsePrimary()
    while true {
      if at(.dot) {
        advance()
        let name = try parseName("the name of a field")
        try setHeight(height + 1)
        // `table.filter(…)` is no function of a value, but a stage.
        if at(.leftParenthesis), current.lower == previousEnd, !beginsStatement {
          base = try parseMethodCall(on: base, name, from: lower)
          continue
        }
        base = .member(base, name)
      } else if at(.leftBracket) {
        let opening = index
        let baseHeight = height
        advance()
        let position = try parseExpression()
        try expectClosing(of: opening, "`]`")
        try setHeight(max(baseHeight, height) + 1)
        base = .index(base, position, span(from: lower))
      } else {
        return base
      }
    }
  }

  /// Whether an expression can begin with a token.
  func canStartExpression(_ token: Token) -> Bool {
    switch token.kind {
    case .name, .quotedName, .int, .number, .literal, .text, .interpolated, .invalid: true
    case .word(let word):
      switch word {
      case .not, .null, .true, .false, .if, .case: true
      default: false
      }
    case .symbol(let symbol):
      switch symbol {
      case .leftParenthesis, .leftBracket, .minus, .at, .dot, .range: true
      default: false
      }
    case .rowBreak, .statementEnd, .endOfText: false
    }
  }

  /// The stage or statement around a token, or as much of it as is short.
  func stageSpan(around index: Int) -> Span {
    var first = index
    while first > 0, index - first < 60 {
      let kind = tokens[first - 1].kind
      if kind == .symbol(.bar) || kind == .statementEnd { break }
      first -= 1
    }
    var last = index
    while last < tokens.count - 1, last - index < 60 {
      let kind = tokens[last].kind
      if kind == .symbol(.bar) || kind == .statementEnd { break }
      last += 1
    }
    return Span(source, tokens[first].lower, tokens[max(last - 1, first)].upper)
  }
}
