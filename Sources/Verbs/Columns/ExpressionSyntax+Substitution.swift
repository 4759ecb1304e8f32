import QueryLanguage

extension ExpressionSyntax {
  /// The expression with a column in the place of a bare name.
  func replacing(_ name: String, with column: String) -> ExpressionSyntax {
    func inner(_ expression: ExpressionSyntax) -> ExpressionSyntax {
      expression.replacing(name, with: column)
    }
    switch self {
    case .literal, .outer, .column: return self
    case .name(let found):
      return found.text == name ? .column(Identifier(column, found.span)) : self
    case .unary(let sign, let operand, let span):
      return .unary(sign, inner(operand), operatorSpan: span)
    case .binary(let sign, let left, let right, let span):
      return .binary(sign, inner(left), inner(right), operatorSpan: span)
    case .isNull(let operand, let negated, let span):
      return .isNull(inner(operand), negated: negated, span)
    case .range(let low, let high, let span):
      return .range(low.map(inner), high.map(inner), span)
    case .list(let items, let span): return .list(items.map(inner), span)
    case .call(var call):
      for index in call.arguments.indices {
        call.arguments[index].value = inner(call.arguments[index].value)
      }
      return .call(call)
    case .member(let base, let field): return .member(inner(base), field)
    case .index(let base, let position, let span): return .index(inner(base), inner(position), span)
    case .lambda(let parameter, let body, let span):
      return parameter.text == name ? self : .lambda(parameter, inner(body), span)
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
