import Catalog
import Columnar

/// Finds the columns of the source that a plan needs, so that no other is decoded.
public enum ColumnPruning {
  /// The columns of the source that are needed to give the wanted columns of the result.
  ///
  /// - Parameter wanted: Columns of the plan's result; nil for all.
  public static func columnsNeeded(_ plan: Plan, wanted: Set<String>? = nil) -> Set<String> {
    var needed = wanted ?? Set(plan.schema.names)
    for stage in plan.stages.reversed() { needed = stage.verb.columnsRead(for: needed) }
    return needed.intersection(plan.source.schema.names)
  }
}
