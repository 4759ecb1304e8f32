import Catalog
import Columnar

/// Finds the columns of the source that a plan needs, so that no other is decoded.
public enum ColumnPruning {
  /// The columns of the source that are needed to give the wanted columns of the result.
  ///
  /// - Parameter wanted: Columns of the plan's result; nil for all.
  public static func columnsNeeded(_ plan: Plan, wanted: Set<String>? = nil) -> Set<String> {
    (columnsWanted(plan, wanted: wanted).first ?? []).intersection(plan.source.schema.names)
  }

  /// The columns that are read of the source and of each stage's result, in the order of stages.
  ///
  /// - Parameter wanted: Columns of the plan's result; nil for all.
  public static func columnsWanted(_ plan: Plan, wanted: Set<String>? = nil) -> [Set<String>] {
    var needed = wanted ?? Set(plan.schema.names)
    var steps = [needed]
    for stage in plan.stages.reversed() {
      needed = stage.verb.columnsRead(for: needed)
      steps.append(needed)
    }
    return steps.reversed()
  }
}
