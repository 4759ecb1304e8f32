import Diagnostics

// Expressions, and the pieces of the text that are kept as they were written.
extension Formatter {
  func expression(_ value: ExpressionSyntax) -> Layout {
    switch value {
    case .literal(let literal, let span):
      if case .text = literal { return .text(span.text) }
      return .text(joined(span))
    case .interpolated(_, let span): return .text(span.text)
    case .name(let name), .outer(let name), .column(let name): return .text(written(name))
    case .unary(let sign, let operand, _):
      return .sequence([.text(sign == .not ? "not " : "-"), expression(operand)])
    case .binary(let sign, let left, let right, _): return chain(sign, left, right)
    case .isNull(let operand, let negated, _):
      return .sequence([expression(operand), .text(negated ? " is not null" : " is null")])
    case .range(let first, let last, _):
      return .sequence([
        first.map(expression) ?? .text(""), .text(".."), last.map(expression) ?? .text(""),
      ])
    case .list(let items, let span):
      return .brackets("[", .commas(items.map(expression)), "]", breaking: breaksAfter(span))
    case .call(let call): return self.call(call)
    case .member(let base, let name):
      return .sequence([expression(base), .text("." + written(name))])
    case .index(let base, let position, _):
      return .sequence([expression(base), .text("["), expression(position), .text("]")])
    case .lambda(let name, let body, _):
      return .sequence([.text("\(written(name)) => "), expression(body)])
    case .conditional(let condition, let then, let otherwise, _):
      return .group([
        .text("if "), expression(condition),
        .nest(
          2,
          [
            .space, .text("then "), expression(then), .space, .text("else "),
            expression(otherwise),
          ]),
      ])
    case .match(let subject, let arms, let span): return match(subject, arms, span)
    case .parenthesized(let inner, _):
      return .group([.text("("), .nest(1, [expression(inner)]), .text(")")])
    }
  }

  /// A chain of operators of the same strength, which are broken together or not at all.
  private func chain(
    _ sign: BinaryOperator, _ left: ExpressionSyntax, _ right: ExpressionSyntax
  ) -> Layout {
    var pieces = [(sign, right)]
    var first = left
    while case .binary(let inner, let left, let right, _) = first,
      Self.strength(inner) == Self.strength(sign), Self.strength(sign) != 0
    {
      pieces.append((inner, right))
      first = left
    }
    var rest: [Layout] = []
    for (sign, operand) in pieces.reversed() {
      rest += [.space, .text(sign.rawValue + " "), expression(operand)]
    }
    return .group([expression(first), .nest(2, rest)])
  }

  /// A number for the operators that can follow each other without parentheses; 0 for the others.
  private static func strength(_ sign: BinaryOperator) -> Int {
    switch sign {
    case .or: 1
    case .and: 2
    case .coalesce: 3
    case .add, .subtract: 4
    case .multiply, .divide, .floorDivide: 5
    default: 0
    }
  }

  private func call(_ call: CallSyntax) -> Layout {
    let opening = Span(source, call.name.span.upper, call.span.upper)
    return .group([
      .text(written(call.name)),
      .brackets("(", arguments(call.arguments), ")", breaking: breaksAfter(opening)),
    ])
  }

  func arguments(_ arguments: [ArgumentSyntax]) -> Layout {
    .commas(
      arguments.map { argument in
        guard let label = argument.label else { return expression(argument.value) }
        return .sequence([.text("\(written(label)): "), expression(argument.value)])
      })
  }

  private func match(
    _ subject: ExpressionSyntax?, _ arms: [CaseArmSyntax], _ span: Span
  ) -> Layout {
    let lines = arms.map { arm -> Layout in
      .sequence([
        arm.pattern.map(expression) ?? .text("else"), .text(" => "), expression(arm.value),
      ])
    }
    var opening = Span(source, span.lower + 4, span.upper)
    if let subject { opening = Span(source, subject.span.upper, span.upper) }
    return .sequence([
      .text("case "), subject.map { .sequence([expression($0), .text(" ")]) } ?? .text(""),
      .brackets("{", .commas(lines), "}", padding: .space, breaking: breaksAfter(opening)),
    ])
  }

  /// A name as it was written, with its backticks.
  func written(_ name: Identifier) -> String { joined(name.span) }

  /// The tokens of a place, as they were written, with one space where there was any.
  func joined(_ span: Span) -> String {
    let text = span.text
    if text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "#") }) { return text }
    var result = ""
    var end: Int?
    for token in tokens(span.lower, span.upper) {
      if let end, token.lower > end { result += " " }
      result += Span(source, token.lower, token.upper).text
      end = token.upper
    }
    return result
  }

  /// The first token between two offsets.
  func firstToken(_ lower: Int, _ upper: Int) -> Span? {
    guard lower < upper else { return nil }
    return tokens(lower, upper).first.map { Span(source, $0.lower, $0.upper) }
  }

  private func tokens(_ lower: Int, _ upper: Int) -> [Token] {
    Lexer.lex(source, lower: lower, upper: upper).tokens.filter { token in
      switch token.kind {
      case .endOfText, .statementEnd, .rowBreak: false
      default: true
      }
    }
  }

  /// Whether a place reaches over more than one line.
  func isBroken(_ span: Span) -> Bool {
    source.lineIndex(of: span.lower) != source.lineIndex(of: span.upper)
  }

  /// Whether nothing but blanks stands before an offset on its line.
  func beginsLine(_ offset: Int) -> Bool {
    var position = offset
    while position > 0, Lexer.isBlank(source.bytes[position - 1]) { position -= 1 }
    return position == 0 || source.bytes[position - 1] == UInt8(ascii: "\n")
  }

  /// Whether the line ends directly after the bracket with which a place begins.
  func breaksAfter(_ span: Span) -> Bool {
    var position = span.lower
    while position < span.upper, !"([{".utf8.contains(source.bytes[position]) { position += 1 }
    position += 1
    while position < span.upper, Lexer.isBlank(source.bytes[position]) { position += 1 }
    guard position < span.upper else { return false }
    return source.bytes[position] == UInt8(ascii: "\n")
      || source.bytes[position] == UInt8(ascii: "#")
  }
}
