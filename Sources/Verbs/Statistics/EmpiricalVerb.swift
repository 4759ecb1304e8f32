import Catalog
import Columnar
import Diagnostics

/// A verb that gives the share of values on one side of each different value.
protocol EmpiricalVerb: Verb {
  /// The values and their parts.
  var distribution: EmpiricalDistribution { get }
  /// `at most` or `at least`: on which side of a value its share lies.
  static var bound: String { get }
  /// `smaller` or `larger`: which values count besides the value itself.
  static var others: String { get }
}

extension EmpiricalVerb {
  private var clauses: PartitionedValue { distribution.clauses }

  /// The columns that the stage gives.
  public var output: Schema { distribution.output }

  /// The value's columns and those of the parts.
  public func columnsRead(for wanted: Set<String>) -> Set<String> { clauses.columnsRead }

  /// What p is.
  public func sentence(for record: StageRecord) -> String {
    "Gives for each different \(clauses.text)\(clauses.parts) the share of values that are "
      + "\(Self.bound) so large, as p."
  }

  /// One row for each value.
  public var rowForecast: String { "one row per different \(clauses.text)\(clauses.forecast)" }

  /// The first and last shares.
  public func story(of run: StageRun) -> Story { clauses.story(of: run, "different value") }

  /// Only rows without a value take no part.
  public func reason(forLosing row: Int, in run: StageRun) throws(Diagnostic) -> String? {
    try clauses.reason(row, run)
  }

  /// How many rows have the value.
  public func account(ofRow row: Int, in run: StageRun) -> [String] {
    let own = run.inputRows(of: row).count
    return [
      "\(counted(own, "value"))\(clauses.whose(row, run)) of \(clauses.cell("x", row, run)); p = "
        + "\(clauses.cell("p", row, run)) counts these and all \(Self.others) ones"
    ]
  }
}
