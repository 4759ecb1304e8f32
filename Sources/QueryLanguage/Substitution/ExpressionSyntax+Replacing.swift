extension ExpressionSyntax {
  /// The expression with others in the place of bare names.
  ///
  /// A name that a function `t => …` gives to its items is left alone inside that function.
  ///
  /// - Parameter replacement: What stands in the place of a name; nil to leave it.
  public func replacingNames(
    _ replacement: (Identifier) -> ExpressionSyntax?
  ) -> ExpressionSyntax {
    func inner(_ expression: ExpressionSyntax) -> ExpressionSyntax {
      expression.replacingNames(replacement)
    }
    /// An operand; it keeps the place of the name, from which the operator's place is made.
    func operand(_ expression: ExpressionSyntax) -> ExpressionSyntax {
      if case .name(let name) = expression, let found = replacement(name) {
        return .parenthesized(found, name.span)
      }
      return inner(expression)
    }
    switch self {
    case .literal, .outer, .column: return self
    case .name(let name): return replacement(name) ?? self
    case .unary(let sign, let value, let span):
      return .unary(sign, operand(value), operatorSpan: span)
    case .binary(let sign, let left, let right, let span):
      return .binary(sign, operand(left), operand(right), operatorSpan: span)
    case .isNull(let value, let negated, let span):
      return .isNull(inner(value), negated: negated, span)
    case .range(let low, let high, let span):
      return .range(low.map(inner), high.map(inner), span)
    case .list(let items, let span): return .list(items.map(inner), span)
    case .call(let call): return .call(call.replacingNames(replacement))
    case .member(let base, let field): return .member(operand(base), field)
    case .index(let base, let position, let span): return .index(inner(base), inner(position), span)
    case .lambda(let item, let body, let span):
      let inside = body.replacingNames { $0.text == item.text ? nil : replacement($0) }
      return .lambda(item, inside, span)
    case .conditional(let condition, let then, let otherwise, let span):
      return .conditional(
        condition: inner(condition), then: inner(then), otherwise: inner(otherwise), span)
    case .match(let subject, let arms, let span):
      return .match(
        subject: subject.map(inner),
        arms: arms.map { CaseArmSyntax(pattern: $0.pattern.map(inner), value: inner($0.value)) },
        span)
    case .interpolated(let parts, let span):
      return .interpolated(
        parts.map { part in
          if case .expression(let expression) = part { return .expression(inner(expression)) }
          return part
        }, span)
    case .parenthesized(let expression, let span): return .parenthesized(inner(expression), span)
    }
  }
}

extension CallSyntax {
  /// The call with other expressions in the place of bare names in its arguments.
  public func replacingNames(_ replacement: (Identifier) -> ExpressionSyntax?) -> CallSyntax {
    var call = self
    for index in call.arguments.indices {
      call.arguments[index].value = call.arguments[index].value.replacingNames(replacement)
    }
    return call
  }
}
