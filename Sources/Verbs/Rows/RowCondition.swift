import Catalog
import Columnar
import Diagnostics

/// A condition that chooses rows, for `filter` and `reject`.
struct RowCondition: Sendable {
  let condition: BoundExpression
  let scope: WindowScope

  init(_ arguments: Arguments) throws(Diagnostic) {
    scope = try arguments.windowScope()
    condition = try arguments.condition("condition", scope: scope)
  }

  func columnsRead(for wanted: Set<String>) -> Set<String> {
    wanted.union(condition.columnsRead).union(condition.looksAtOtherRows ? scope.columnsRead : [])
  }

  /// The outcome over a table, written to the record.
  ///
  /// - Parameter keepsTrue: Whether rows where the condition is true stay, or the others.
  func outcome(
    over input: Table, keepsTrue: Bool, _ context: RunContext
  ) throws(Diagnostic) -> ConditionResult {
    let result = try context.evaluator.rows(where: condition, in: input, context)
    let trueCount = result.trueRows.count
    context.record.kept = keepsTrue ? trueCount : input.rowCount - trueCount
    context.record.removed = keepsTrue ? input.rowCount - trueCount : trueCount
    context.record.unknown = result.unknownRows.count
    let isSuspicious = trueCount == 0 || trueCount == input.rowCount
    AbsentLiterals.note(in: [condition], over: input, searchesRows: isSuspicious, context)
    return result
  }

  /// The columns of the condition that lack values, for messages: ``` `score` ```.
  func missingColumns(in input: Table) -> String? {
    let names = condition.columnsRead.sorted().filter { name in
      input.schema.index(of: name).map { input.storedColumns[$0].nullCount > 0 } ?? false
    }
    guard let first = names.first else { return nil }
    return names.count == 1 ? "`\(first)` is missing" : "a value is missing"
  }
}
