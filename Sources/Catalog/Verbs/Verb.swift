public import Columnar
public import Diagnostics
public import QueryLanguage

/// A stage of a pipeline: takes one table and gives one table.
///
/// One file per verb: declaration, binding, behaviour. A verb is bound once, against the schema of
/// its input, before any data is read; names, types and constants are settled then.
public protocol Verb: Sendable {
  /// The verb's name, clauses, help and examples.
  static var declaration: Declaration { get }

  /// All spellings, each as its words; by default the declared name alone.
  static var spellings: [[String]] { get }

  /// Binds a stage.
  ///
  /// - Throws: A diagnostic that points at what does not fit.
  init(_ arguments: Arguments) throws(Diagnostic)

  /// The forms under which the parser knows the verb.
  static var forms: [VerbForm] { get }

  /// Whether its rows or values can depend on `set seed`, so that the seed is part of what a result
  /// rests on.
  static var drawsAtRandom: Bool { get }

  /// Whether it draws charts, so that the usual size of charts is part of what a cell shows.
  static var drawsCharts: Bool { get }

  /// The columns that the stage gives.
  var output: Schema { get }

  /// Whether the output schema depends on the data, so that later names are checked when it runs.
  var hasOpenSchema: Bool { get }

  /// Whether the stage shows its result itself, so that its table is not shown again.
  var presentsResult: Bool { get }

  /// The columns of the input that are needed to give the wanted columns of the output.
  func columnsRead(for wanted: Set<String>) -> Set<String>

  /// The error for a column that the stage would give if it were written otherwise; nil when there
  /// is none.
  ///
  /// - Parameters:
  ///   - name: The column that a later stage reads.
  ///   - tables: The named tables and their columns.
  func absence(of name: Identifier, tables: [(name: String, schema: Schema)]) -> Diagnostic?

  /// Runs the stage.
  ///
  /// Columns of the input that nobody reads may be absent from `input`; a verb that passes columns
  /// on passes on those that are there.
  func run(_ input: Table, _ context: RunContext) throws(Diagnostic) -> Table

  /// What the stage did, in one sentence filled from its record.
  func sentence(for record: StageRecord) -> String

  /// What can be said about the number of rows before any is read: `fewer or equal rows`.
  var rowForecast: String { get }

  /// What the stage did to the rows, for `step`.
  func story(of run: StageRun) throws(Diagnostic) -> Story

  /// Why a row of the input is not in the result: `created 2023-11-02 is before 2024-01-01`.
  func reason(forLosing row: Int, in run: StageRun) throws(Diagnostic) -> String?

  /// How a row of the result came about, one sentence a line.
  func account(ofRow row: Int, in run: StageRun) throws(Diagnostic) -> [String]
}

extension Verb {
  /// The declared name as the only spelling.
  public static var spellings: [[String]] {
    [declaration.name.split(separator: " ").map(String.init)]
  }
  /// Most verbs draw nothing.
  public static var drawsAtRandom: Bool { false }
  /// Most verbs make tables.
  public static var drawsCharts: Bool { false }
  /// Most verbs leave showing to whoever runs them.
  public var presentsResult: Bool { false }
  /// Most verbs know their columns.
  public var hasOpenSchema: Bool { false }
  /// Most verbs give the same columns however they are written.
  public func absence(
    of name: Identifier, tables: [(name: String, schema: Schema)]
  ) -> Diagnostic? { nil }
  /// One form for each spelling.
  public static var forms: [VerbForm] { spellings.map { VerbForm($0, declaration.clauses) } }
}

/// How far an expression may look.
public enum ExpressionMode: Sendable {
  /// Only at its own row.
  case row
  /// At its own row and, by window functions, at others of its partition.
  case windowed(WindowScope)
  /// At the rows of a group; plain columns must stand inside aggregates, unless they are keys.
  case aggregate(keys: [String])
  /// At nothing: it must be a constant.
  case constant
}

/// Settles names and types; the planner gives one to each stage.
public protocol ExpressionBinder: Sendable {
  /// Binds an expression against the columns of a schema.
  func bind(
    _ expression: ExpressionSyntax, in schema: Schema, mode: ExpressionMode
  ) throws(Diagnostic) -> BoundExpression

  /// Binds a table argument: a name, `rows […]`, or a pipeline in parentheses.
  func bind(table: TableSyntax) throws(Diagnostic) -> any BoundTable

  /// The error for a column that is not there: what is, where it went, and what was meant.
  func missingColumn(_ name: Identifier, in schema: Schema) -> Diagnostic

  /// The name of the table that the pipeline begins with, if it has one.
  var sourceName: String? { get }

  /// The first day of a week, from `set week_start`.
  var weekStart: Weekday { get }

  /// The seed of `set seed`, or the default.
  var seed: UInt64 { get }

  /// The marks of charts and other extensions, by name.
  var registry: Registry { get }
}

/// A table that a stage takes as an argument.
public protocol BoundTable: Sendable {
  /// Its columns; when they depend on data, all of them only once its rows are there.
  var schema: Schema { get }
  /// Whether its columns depend on data.
  var hasOpenSchema: Bool { get }
  /// What messages call it: its name, or `the table in parentheses`.
  var name: String { get }
  /// Its rows; computed once, then kept.
  func table(_ context: RunContext) throws(Diagnostic) -> Table
  /// Its rows with at least the given columns, for a stage that reads no others.
  func table(_ context: RunContext, columns: Set<String>) throws(Diagnostic) -> Table
}

extension BoundTable {
  /// Most tables are computed as a whole.
  public func table(_ context: RunContext, columns: Set<String>) throws(Diagnostic) -> Table {
    try table(context)
  }
}

extension BoundTable {
  /// Most tables know their columns.
  public var hasOpenSchema: Bool { false }
}
