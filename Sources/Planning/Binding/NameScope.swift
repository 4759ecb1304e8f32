public import Catalog
public import Columnar
public import Diagnostics
public import QueryLanguage

/// What a name outside a table stands for.
public enum OuterValue: Sendable {
  /// A parameter or a `let` that is a value.
  case value(Value, DataType)
  /// A parameter that is a range; nil for an open end.
  case range(Value?, Value?)
  /// A table: loaded, or bound by `let`.
  case table(any BoundTable)
  /// A loaded data set that is decoded as needed.
  case data(any TableSource)

  /// Whether rows can come from it.
  public var isTable: Bool {
    switch self {
    case .table, .data: true
    case .value, .range: false
    }
  }
}

/// A function that the program defines itself.
public struct UserFunction: Sendable {
  /// Its parameters.
  public var parameters: [Identifier]
  /// Its value.
  public var body: ExpressionSyntax
  /// Creates a function.
  public init(parameters: [Identifier], body: ExpressionSyntax) {
    self.parameters = parameters
    self.body = body
  }
}

/// Everything outside a pipeline that its names can mean.
public struct NameScope: Sendable {
  /// The extensions.
  public var registry: Registry
  /// Parameters, lets and tables by name.
  public var values: [String: OuterValue]
  /// Functions defined by the program.
  public var functions: [String: UserFunction]
  /// The first day of a week.
  public var weekStart: Weekday
  /// The seed of drawn samples.
  public var seed: UInt64
  /// The recorded date of `today()`.
  public var today: Int32?
  /// Decodes all of a data set that a stage takes as an argument, so that its types are final.
  public var settle: @Sendable (any TableSource) throws(Diagnostic) -> Void
  /// Computes a table whose columns depend on data, so that they are known.
  public var settleTable: @Sendable (any BoundTable) throws(Diagnostic) -> Void
  /// Runs plans of named tables.
  public var execute: @Sendable (Plan, RunContext) throws(Diagnostic) -> Table

  /// Creates a scope.
  public init(
    registry: Registry, values: [String: OuterValue] = [:],
    functions: [String: UserFunction] = [:], weekStart: Weekday = .monday, seed: UInt64 = 0,
    today: Int32? = nil,
    settle: @escaping @Sendable (any TableSource) throws(Diagnostic) -> Void,
    settleTable: @escaping @Sendable (any BoundTable) throws(Diagnostic) -> Void = { _ in },
    execute: @escaping @Sendable (Plan, RunContext) throws(Diagnostic) -> Table
  ) {
    self.registry = registry
    self.values = values
    self.functions = functions
    self.weekStart = weekStart
    self.seed = seed
    self.today = today
    self.settle = settle
    self.settleTable = settleTable
    self.execute = execute
  }

  /// The names of tables, sorted.
  public var tableNames: [String] {
    values.filter { $0.value.isTable }.map(\.key).sorted()
  }
}
