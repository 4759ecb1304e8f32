public import Columnar
public import Diagnostics

/// A function of the values of one row.
///
/// Operators are scalar functions whose name is their sign.
public protocol ScalarFunction: Sendable {
  /// The function's name, parameters, help and examples.
  static var declaration: Declaration { get }
  /// Chooses the code for the types of a call.
  ///
  /// - Throws: A diagnostic when the types do not fit.
  static func bind(_ call: FunctionCall) throws(Diagnostic) -> BoundScalar
  /// Chooses the code for a call whose result depends on all rows, such as bins between the
  /// smallest and the largest value; nil for a call that looks at one row only.
  static func window(_ call: FunctionCall) throws(Diagnostic) -> WindowKernel?
}

extension ScalarFunction {
  /// Most functions look at one row.
  public static func window(_ call: FunctionCall) throws(Diagnostic) -> WindowKernel? { nil }
}

/// A function of all values of a group.
public protocol AggregateFunction: Sendable {
  /// The function's name, parameters, help and examples.
  static var declaration: Declaration { get }
  /// Whether it depends on the order of rows, so that `along` must be given in a window.
  static var needsOrder: Bool { get }
  /// Chooses the code for the types of a call.
  static func bind(_ call: FunctionCall) throws(Diagnostic) -> AggregateKernel
}

extension AggregateFunction {
  /// Most aggregates do not look at the order.
  public static var needsOrder: Bool { false }
}

/// A function that gives one value per row and looks at other rows of the partition.
public protocol WindowFunction: Sendable {
  /// The function's name, parameters, help and examples.
  static var declaration: Declaration { get }
  /// Whether it depends on the order of rows, so that `along` must be given.
  static var needsOrder: Bool { get }
  /// Chooses the code for the types of a call.
  static func bind(_ call: FunctionCall, scope: WindowScope) throws(Diagnostic) -> WindowKernel
}

/// Running totals of an aggregate for many groups at once.
///
/// Group numbers are the same in all states of one stage. A state sees rows in order within its
/// part; parts are merged in order, so results do not depend on threads.
public protocol AggregateState: AnyObject {
  /// Takes in rows; `groups[i]` is the group of row `i` of the operands.
  func update(
    _ arguments: [Operand], groups: UnsafePointer<UInt32>, count: Int
  ) throws(Diagnostic)
  /// Takes in the state of the rows that follow; it is of the same class.
  func merge(_ later: any AggregateState) throws(Diagnostic)
  /// The value of each group, `groupCount` rows.
  func finish() throws(Diagnostic) -> Column
}

/// An aggregate that is bound to the types of its arguments.
public struct AggregateKernel: Sendable {
  /// How the values are computed.
  public enum Method: Sendable {
    /// From running totals; the closure gives a state for a number of groups.
    case streaming(@Sendable (_ groupCount: Int) -> any AggregateState)
    /// From the rows of each group at once: columns of all rows, and which rows belong together.
    case grouped(
      @Sendable ([Column], GroupedRows, Workers) throws(Diagnostic) -> Column)
  }
  /// The type of the result.
  public var type: DataType
  /// Whether even a group without rows has a value.
  public var isNeverNull: Bool
  /// Whether it gives the value of some row, so that a missing result may be a missing value.
  public var picksValues = false
  /// How the values are computed.
  public var method: Method
  /// The argument whose largest or smallest value decides, so that one row can be shown for it.
  public var extreme: (argument: Int, isLargest: Bool)?
  /// Creates a kernel.
  public init(type: DataType, isNeverNull: Bool = false, _ method: Method) {
    self.type = type
    self.isNeverNull = isNeverNull
    self.method = method
  }
}

/// An aggregate with its arguments.
public struct BoundAggregate: Sendable {
  /// The function's name.
  public var name: String
  /// The code.
  public var kernel: AggregateKernel
  /// The arguments, computed for each row.
  public var arguments: [BoundExpression]
  /// `if: condition`; rows where it is not true are left out.
  public var condition: BoundExpression?
  /// Creates a bound aggregate.
  public init(
    name: String, kernel: AggregateKernel, arguments: [BoundExpression],
    condition: BoundExpression? = nil
  ) {
    self.name = name
    self.kernel = kernel
    self.arguments = arguments
    self.condition = condition
  }
}

/// The partitions of a table and the order of rows in them.
public struct WindowPartitions: Sendable {
  /// The rows of each partition, in the order that `along` gives.
  public var rows: GroupedRows
  /// The number of each row's partition.
  public var partitionOfRow: Buffer<UInt32>
  /// The values of the first `along` column, one per row of the table; nil without `along`.
  public var along: Column?
  /// Creates partitions.
  public init(rows: GroupedRows, partitionOfRow: Buffer<UInt32>, along: Column?) {
    self.rows = rows
    self.partitionOfRow = partitionOfRow
    self.along = along
  }
}

/// A window function that is bound to the types of its arguments.
public struct WindowKernel: Sendable {
  /// The type of the result.
  public var type: DataType
  /// Whether it reads the row before or after, whatever the distance along the order.
  public var readsNeighbours = false
  /// Computes the values of all rows, in the order of the table, from the arguments of all rows.
  public var evaluate: Counting
  /// Computes values and counts the undefined results among them.
  public typealias Counting =
    @Sendable ([Column], WindowPartitions, Workers, inout EvaluationCounts) throws(Diagnostic) ->
    Column
  /// Creates a kernel.
  public init(
    type: DataType,
    evaluate: @escaping @Sendable ([Column], WindowPartitions, Workers) throws(Diagnostic) -> Column
  ) {
    self.type = type
    self.evaluate = { (columns, partitions, workers, _) throws(Diagnostic) in
      try evaluate(columns, partitions, workers)
    }
  }
  /// Creates a kernel whose results can be undefined.
  public init(type: DataType, counting evaluate: @escaping Counting) {
    self.type = type
    self.evaluate = evaluate
  }
}

/// A window function, or an aggregate used as one, with its arguments and its scope.
public struct BoundWindow: Sendable {
  /// What computes the values.
  public enum Method: Sendable {
    case window(WindowKernel)
    /// The aggregate of the partition, repeated on each row.
    case aggregate(AggregateKernel)
  }
  /// The function's name.
  public var name: String
  /// What computes the values.
  public var method: Method
  /// The arguments, computed for each row.
  public var arguments: [BoundExpression]
  /// `if: condition` of an aggregate.
  public var condition: BoundExpression?
  /// The partitions and the order.
  public var scope: WindowScope
  /// Creates a bound window.
  public init(
    name: String, method: Method, arguments: [BoundExpression], condition: BoundExpression? = nil,
    scope: WindowScope
  ) {
    self.name = name
    self.method = method
    self.arguments = arguments
    self.condition = condition
    self.scope = scope
  }
}
