public import Diagnostics

/// A name in the text, with its place.
public struct Identifier: Sendable, Hashable {
  /// The name without backticks.
  public var text: String
  /// Where it stands.
  public var span: Span
  /// Creates a name.
  public init(_ text: String, _ span: Span) {
    self.text = text
    self.span = span
  }

  /// A name as it must be written: in backticks unless it is plain.
  public static func quoted(_ name: String) -> String {
    let scalars = name.unicodeScalars
    let isPlain =
      scalars.first.map { $0 == "_" || $0.properties.isAlphabetic } ?? false
      && scalars.allSatisfy {
        $0 == "_" || $0.properties.isAlphabetic || $0.properties.numericType == .decimal
      }
    return isPlain
      ? name
      : "`\(name.split(separator: "`", omittingEmptySubsequences: false).joined(separator: "``"))`"
  }
}

/// A literal value as it was written.
public enum Literal: Sendable, Hashable {
  case null
  case bool(Bool)
  case int(Int64)
  case number(Double)
  /// Text in NFC.
  case text(String)
  case date(CivilDateLiteral)
  case period(PeriodLiteral)
  case instant(InstantLiteral)
  /// A calendar duration: whole months, and microseconds.
  case duration(months: Int64, microseconds: Int64)
  /// A number of rows, `5 rows`, as the width of a window.
  case rows(Int64)
}

/// A date as written: the calendar has checked that the day exists.
public struct CivilDateLiteral: Sendable, Hashable {
  /// The parts, months and days counted from 1.
  public var year: Int, month: Int, day: Int
  /// Creates a date from parts that exist.
  public init(year: Int, month: Int, day: Int) {
    self.year = year
    self.month = month
    self.day = day
  }
}

/// A period as written: `2024-03`, `2024-W09`, `2024-Q1`.
public enum PeriodLiteral: Sendable, Hashable {
  case month(year: Int, month: Int)
  /// A week by its ISO 8601 number.
  case week(isoYear: Int, week: Int)
  case quarter(year: Int, quarter: Int)
}

/// An instant as written; without a zone it is UTC.
public struct InstantLiteral: Sendable, Hashable {
  /// The civil date before the offset is taken off.
  public var date: CivilDateLiteral
  /// Microseconds since midnight of that date.
  public var microseconds: Int64
  /// The zone's offset from UTC in minutes.
  public var offsetMinutes: Int
  /// Creates an instant from its parts.
  public init(date: CivilDateLiteral, microseconds: Int64, offsetMinutes: Int) {
    self.date = date
    self.microseconds = microseconds
    self.offsetMinutes = offsetMinutes
  }
}

/// An operator between two operands.
public enum BinaryOperator: String, Sendable, Hashable, CaseIterable {
  case or, and
  case equal = "==", notEqual = "!="
  case less = "<", lessOrEqual = "<=", greater = ">", greaterOrEqual = ">="
  case matches = "~", doesNotMatch = "!~"
  case isIn = "in", isNotIn = "not in"
  case coalesce = "??"
  case add = "+", subtract = "-", multiply = "*", divide = "/", floorDivide = "//", power = "^"
}

/// An operator before its operand.
public enum UnaryOperator: String, Sendable, Hashable { case not, negate = "-" }

/// An expression as written, which can give the span that it covers.
public indirect enum ExpressionSyntax: Sendable, Hashable {
  case literal(Literal, Span)
  /// A bare name: a column here, else an outer param or let.
  case name(Identifier)
  /// `@name`: the outer param or let; the span includes the sign.
  case outer(Identifier)
  /// `.name`: the column; the span includes the dot.
  case column(Identifier)
  case unary(UnaryOperator, ExpressionSyntax, operatorSpan: Span)
  case binary(BinaryOperator, ExpressionSyntax, ExpressionSyntax, operatorSpan: Span)
  case isNull(ExpressionSyntax, negated: Bool, Span)
  /// `a..b`, `a..`, `..b`: both ends belong to it.
  case range(ExpressionSyntax?, ExpressionSyntax?, Span)
  case list([ExpressionSyntax], Span)
  case call(CallSyntax)
  /// `x.field` on a record.
  case member(ExpressionSyntax, Identifier)
  /// `x[0]` on a list.
  case index(ExpressionSyntax, ExpressionSyntax, Span)
  /// `t => …`, only as an argument of a list function.
  case lambda(Identifier, ExpressionSyntax, Span)
  case conditional(
    condition: ExpressionSyntax, then: ExpressionSyntax, otherwise: ExpressionSyntax, Span)
  case match(subject: ExpressionSyntax?, arms: [CaseArmSyntax], Span)
  case interpolated([InterpolationPart], Span)
  /// Parentheses as written, so that the formatter keeps them.
  case parenthesized(ExpressionSyntax, Span)

  /// The text that the expression covers.
  public var span: Span {
    switch self {
    case .literal(_, let span), .isNull(_, _, let span), .range(_, _, let span),
      .list(_, let span), .index(_, _, let span), .lambda(_, _, let span),
      .conditional(_, _, _, let span), .match(_, _, let span), .interpolated(_, let span),
      .parenthesized(_, let span):
      span
    case .name(let name), .outer(let name), .column(let name): name.span
    case .unary(_, let operand, let span): span.union(operand.span)
    case .binary(_, let left, let right, _): left.span.union(right.span)
    case .call(let call): call.span
    case .member(let base, let name): base.span.union(name.span)
    }
  }

  /// The expression without parentheses around it.
  public var unparenthesized: ExpressionSyntax {
    if case .parenthesized(let inner, _) = self { return inner.unparenthesized }
    return self
  }
}

/// One arm of `case { … }`; no pattern means `else`.
public struct CaseArmSyntax: Sendable, Hashable {
  /// The condition, or the value compared with the subject; nil for `else`.
  public var pattern: ExpressionSyntax?
  /// The value of the arm.
  public var value: ExpressionSyntax
  /// Creates an arm.
  public init(pattern: ExpressionSyntax?, value: ExpressionSyntax) {
    self.pattern = pattern
    self.value = value
  }
}

/// A piece of an `f"…"` text.
public enum InterpolationPart: Sendable, Hashable {
  case text(String)
  case expression(ExpressionSyntax)
}

/// `name(a, label: b)`.
public struct CallSyntax: Sendable, Hashable {
  /// The function's name.
  public var name: Identifier
  /// The arguments as written.
  public var arguments: [ArgumentSyntax]
  /// The whole call.
  public var span: Span
  /// Creates a call.
  public init(name: Identifier, arguments: [ArgumentSyntax], span: Span) {
    self.name = name
    self.arguments = arguments
    self.span = span
  }
}

/// An argument with its label, if it has one: in calls, load options and chart channels.
public struct ArgumentSyntax: Sendable, Hashable {
  /// The word before the colon.
  public var label: Identifier?
  /// The value.
  public var value: ExpressionSyntax
  /// Creates an argument.
  public init(label: Identifier?, value: ExpressionSyntax) {
    self.label = label
    self.value = value
  }
}
