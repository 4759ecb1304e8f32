import Catalog
import Columnar
import Diagnostics

/// A verb that is a ranking: `top` and `bottom` differ in the end from which they rank.
protocol RankingVerb: Verb {
  /// The ranking.
  var stage: RankingStage { get }
}

extension RankingVerb {
  /// The columns that the stage gives: those of its input.
  public var output: Schema { stage.output }

  /// The wanted columns and those of the ranking.
  public func columnsRead(for wanted: Set<String>) -> Set<String> {
    stage.columnsRead(for: wanted)
  }

  /// Keeps the best rows.
  public func run(_ input: Table, _ context: RunContext) throws(Diagnostic) -> Table {
    try stage.run(input, context)
  }

  /// What was ranked, and how much was kept.
  public func sentence(for record: StageRecord) -> String { stage.sentence(for: record) }

  /// At most so many rows.
  public var rowForecast: String { stage.rowForecast }

  /// The ranking with its cut.
  public func story(of run: StageRun) throws(Diagnostic) -> Story { try stage.story(of: run) }

  /// By how much the row lost.
  public func reason(forLosing row: Int, in run: StageRun) throws(Diagnostic) -> String? {
    try stage.reason(forLosing: row, in: run)
  }

  /// The place of the row in its ranking.
  public func account(ofRow row: Int, in run: StageRun) throws(Diagnostic) -> [String] {
    try stage.account(ofRow: row, in: run)
  }
}
