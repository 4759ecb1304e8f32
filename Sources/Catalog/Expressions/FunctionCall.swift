public import Columnar
public import Diagnostics

/// A call as a function sees it when it is bound: its arguments with types and places.
public struct FunctionCall: Sendable {
  /// One argument.
  public struct Argument: Sendable {
    /// The label it was given with.
    public var label: String?
    /// The value; for a function of an item, the value that it gives.
    public var expression: BoundExpression
    /// The function `t => …` that was given instead of a value.
    public var itemFunction: ItemFunction?
    /// Creates an argument.
    public init(
      label: String? = nil, _ expression: BoundExpression, itemFunction: ItemFunction? = nil
    ) {
      self.label = label
      self.expression = expression
      self.itemFunction = itemFunction
    }
  }

  /// The name as written; an operator's sign for operators.
  public var name: String
  /// Where the name stands.
  public var nameSpan: Span
  /// The whole call.
  public var span: Span
  /// The arguments in the order of the function's parameters; nil where one was left out.
  public var arguments: [Argument?]
  /// The first day of a week, from `set week_start`.
  public var weekStart: Weekday

  /// Creates a call.
  public init(
    name: String, nameSpan: Span, span: Span, arguments: [Argument?], weekStart: Weekday = .monday
  ) {
    self.name = name
    self.nameSpan = nameSpan
    self.span = span
    self.arguments = arguments
    self.weekStart = weekStart
  }

  /// The argument at a position, which the parameter list says must be there.
  public func argument(_ index: Int) throws(Diagnostic) -> BoundExpression {
    guard index < arguments.count, let argument = arguments[index] else {
      throw Diagnostic(
        "E311", "`\(name)` needs \(index + 1) argument\(index == 0 ? "" : "s")", at: nameSpan,
        label: "found \(arguments.compactMap { $0 }.count)")
    }
    return argument.expression
  }

  /// The argument at a position, or nil when it was left out.
  public func optionalArgument(_ index: Int) -> BoundExpression? {
    index < arguments.count ? arguments[index]?.expression : nil
  }

  /// The function of an item at a position; nil when it was left out.
  ///
  /// What it reads besides the item are the operands after the first one.
  public func itemFunction(_ index: Int) -> ItemFunction? {
    index < arguments.count ? arguments[index]?.itemFunction : nil
  }

  /// The type of the argument at a position; `null` when it was left out.
  public func type(_ index: Int) -> DataType { optionalArgument(index)?.type ?? .null }

  /// An argument that must be one of some types.
  ///
  /// - Parameters:
  ///   - index: The position.
  ///   - expected: The types in words: `a number`.
  ///   - accepts: Which types fit; the literal null always fits.
  public func argument(
    _ index: Int, _ expected: String, _ accepts: (DataType) -> Bool
  ) throws(Diagnostic) -> BoundExpression {
    let argument = try argument(index)
    guard argument.type == .null || accepts(argument.type) else {
      throw typeError(index, expected: expected)
    }
    return argument
  }

  /// The error for an argument of an unsuitable type.
  public func typeError(_ index: Int, expected: String, fix: Diagnostic.Fix? = nil) -> Diagnostic {
    let expression = optionalArgument(index)
    var fix = fix
    if fix == nil, let expression, expression.type == .json {
      let conversions = [
        ("number", "number"), ("int", "int"), ("text", "text"), ("list", "parse_list"),
        ("bool", "bool"),
      ]
      let function = conversions.first { expected.contains($0.0) }?.1
      if let function {
        let written = "\(function)(\(expression.span.text))"
        fix = .init("convert it: \(written)", edits: [.init(expression.span, written)])
      }
    }
    return Diagnostic(
      "E301", "`\(name)` needs \(expected), not \(expression?.type.name ?? "nothing")",
      at: expression?.span ?? span, label: "this is \(expression?.type.name ?? "missing")", fix: fix
    )
  }

  /// A constant argument; nil when it was left out.
  ///
  /// - Throws: When the argument depends on rows.
  public func constant(_ index: Int) throws(Diagnostic) -> Value? {
    guard let argument = optionalArgument(index) else { return nil }
    guard let value = argument.constant else {
      throw Diagnostic(
        "E312", "`\(name)` needs a constant here", at: argument.span,
        label: "this depends on rows")
    }
    return value
  }
}

/// What a function's parts count while they run, for the run record.
public struct EvaluationCounts: Sendable, Hashable {
  /// Results that are undefined, such as a division by zero, and became null.
  public var undefined = 0
  /// Rows in which the condition of an `if` was null, so that the `else` branch was taken.
  public var unknownConditions = 0
  /// Creates counts of zero.
  public init() {}
  /// Adds other counts.
  public mutating func add(_ other: EvaluationCounts) {
    undefined += other.undefined
    unknownConditions += other.unknownConditions
  }
}

/// An argument while a function runs: a column of as many rows as the batch, or a constant.
public struct Operand: Sendable {
  /// The values; a single row when the operand is constant.
  public var column: Column
  /// Whether the one row stands for all rows.
  public var isConstant: Bool
  /// Creates an operand.
  public init(_ column: Column, isConstant: Bool = false) {
    self.column = column
    self.isConstant = isConstant
  }
  /// The operand of a constant.
  ///
  /// Months have no fixed length and no column, so of a calendar duration only the microseconds are
  /// here; functions that take months read them when they are bound.
  public init(constant value: Value, _ type: DataType) {
    var value = value
    if case .duration(let duration) = value {
      value = .duration(CalendarDuration(microseconds: duration.microseconds))
    }
    self.init(.constant(value, type, count: 1), isConstant: true)
  }
  /// The type.
  public var type: DataType { column.type }
  /// Whether it is the constant null.
  public var isNullConstant: Bool { isConstant && column.nullCount == 1 }

  /// The values as a column of the batch's length.
  public func expanded(count: Int) -> Column {
    guard isConstant else { return column }
    return .constant(column.value(at: 0), column.type, count: count)
  }
}

/// What a condition says, for sentences about why a row was kept or left out.
public enum ConditionForm: Sendable {
  /// No more than its own text says.
  case opaque
  /// All parts must hold: `and`.
  case all
  /// At least one part must hold: `or`.
  case any
  /// The part must not hold: `not`.
  case opposite
  /// The first argument and the others stand in a relation: `is below`, `is at least`.
  case relation(whenTrue: String, whenFalse: String)
  /// The first argument lies between ends.
  case between([RangeEnd])
}

/// One end of a range.
public struct RangeEnd: Sendable {
  /// The position of the end among the arguments.
  public var argument: Int
  /// Whether a value is on the right side of the end: a function of the value and the end.
  public var isInside: BoundScalar
  /// Whether it is the lower end.
  public var isLow: Bool
  /// Creates an end.
  public init(argument: Int, isInside: BoundScalar, isLow: Bool) {
    self.argument = argument
    self.isInside = isInside
    self.isLow = isLow
  }
}

/// A scalar function that is bound to the types of its arguments.
public struct BoundScalar: Sendable {
  /// The name, for plans and errors.
  public var name: String
  /// The type of the result.
  public var type: DataType
  /// Whether the result is never null when no argument is.
  public var isTotal: Bool
  /// Whether null arguments do not simply give null (`==`, `??`, `and`).
  public var handlesNull: Bool
  /// How a condition is put into words when somebody asks why.
  public var form = ConditionForm.opaque
  /// Computes a batch: operands in the order of the arguments, and the number of rows.
  ///
  /// The result has that many rows, and is null wherever an argument is null unless
  /// `handlesNull`. It must not depend on how rows are cut into batches.
  public var evaluate:
    @Sendable ([Operand], Int, inout EvaluationCounts) throws(Diagnostic) -> Column

  /// Creates a bound function.
  public init(
    _ name: String, type: DataType, isTotal: Bool = true, handlesNull: Bool = false,
    evaluate:
      @escaping @Sendable ([Operand], Int, inout EvaluationCounts) throws(Diagnostic) ->
      Column
  ) {
    self.name = name
    self.type = type
    self.isTotal = isTotal
    self.handlesNull = handlesNull
    self.evaluate = evaluate
  }
}
