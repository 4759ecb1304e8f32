public import Columnar
public import Diagnostics

/// An expression whose names and types are settled.
public struct BoundExpression: Sendable {
  /// What it computes.
  public indirect enum Kind: Sendable {
    /// A column of the stage's input, by name, since pruning moves positions.
    case column(String)
    case constant(Value)
    /// A function of the values of one row.
    case call(BoundScalar, [BoundExpression])
    /// Only the branch that a row takes is computed for it.
    case conditional(
      condition: BoundExpression, then: BoundExpression, otherwise: BoundExpression)
    /// One value per group; only in `group` and `agg`, and inside window stages.
    case aggregate(BoundAggregate)
    /// One value per row that looks at other rows of its partition.
    case window(BoundWindow)
  }

  /// What it computes.
  public var kind: Kind
  /// The type of its values.
  public var type: DataType
  /// Where it stands.
  public var span: Span
  /// Whether it can be shown never to be null.
  public var isNeverNull: Bool

  /// Creates an expression.
  public init(_ kind: Kind, type: DataType, span: Span, isNeverNull: Bool = false) {
    self.kind = kind
    self.type = type
    self.span = span
    self.isNeverNull = isNeverNull
  }

  /// The value, when it is a constant.
  public var constant: Value? {
    if case .constant(let value) = kind { value } else { nil }
  }

  /// The names of the columns it reads, also within aggregates and windows.
  public var columnsRead: Set<String> {
    var names: Set<String> = []
    forEach { expression in
      if case .column(let name) = expression.kind { names.insert(name) }
      if case .window(let window) = expression.kind { names.formUnion(window.scope.columnsRead) }
    }
    return names
  }

  /// Whether an aggregate or a window stands in it.
  public var looksAtOtherRows: Bool {
    var found = false
    forEach { expression in
      switch expression.kind {
      case .aggregate, .window: found = true
      default: break
      }
    }
    return found
  }

  /// Visits the expression and all its parts, outermost first.
  public func forEach(_ visit: (BoundExpression) -> Void) {
    visit(self)
    for part in parts { part.forEach(visit) }
  }

  /// The direct parts.
  public var parts: [BoundExpression] {
    switch kind {
    case .column, .constant: []
    case .call(_, let arguments): arguments
    case .conditional(let condition, let then, let otherwise): [condition, then, otherwise]
    case .aggregate(let aggregate): aggregate.arguments + (aggregate.condition.map { [$0] } ?? [])
    case .window(let window): window.arguments + (window.condition.map { [$0] } ?? [])
    }
  }
}

/// An expression with a direction.
public struct BoundOrder: Sendable {
  /// What to order by.
  public var expression: BoundExpression
  /// Whether large values come first; missing values are last either way.
  public var descending: Bool
  /// Creates an order.
  public init(_ expression: BoundExpression, descending: Bool = false) {
    self.expression = expression
    self.descending = descending
  }
}

/// The partitions and the order that `per` and `along` give to one stage.
public struct WindowScope: Sendable {
  /// The order of rows within a partition; empty when none was given.
  public var along: [BoundOrder]
  /// The columns whose values make the partitions; empty for the whole table.
  public var per: [String]
  /// Creates a scope.
  public init(along: [BoundOrder] = [], per: [String] = []) {
    self.along = along
    self.per = per
  }
  /// The columns it reads.
  public var columnsRead: Set<String> {
    along.reduce(into: Set(per)) { $0.formUnion($1.expression.columnsRead) }
  }
}
