public import Catalog
import Columnar
import Diagnostics
import Kernels

/// What `sample` tells about its draw.
extension Sample {
  private var amount: String {
    switch size {
    case .rows(let count): counted(count, "row")
    case .share(let share): "\(NumberText.significant(share * 100, digits: 6))% of the rows"
    }
  }
  private var parts: String {
    partition.isEmpty ? "" : " from each \(StoryText.list(partition))"
  }

  /// How many rows are drawn.
  public func sentence(for record: StageRecord) -> String {
    "Draws \(amount) at random\(parts), \(StoryText.number(record.rowsOut)) of "
      + "\(StoryText.number(record.rowsIn)), with seed \(seed); their order stays."
  }

  /// At most so many.
  public var rowForecast: String { "at most \(amount)\(parts)" }

  /// Chance alone.
  public func reason(forLosing row: Int, in run: StageRun) -> String? {
    "it was not drawn (seed \(seed))"
  }

  /// Chance alone.
  public func account(ofRow row: Int, in run: StageRun) -> [String] {
    ["drawn at random (seed \(seed))"]
  }
}
