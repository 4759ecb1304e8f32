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
    if trueCount == 0, input.rowCount > 0 { noteAbsentValues(in: input, context) }
    return result
  }

  /// Says so when a text that the condition asks for never occurs in its column (note W13).
  private func noteAbsentValues(in input: Table, _ context: RunContext) {
    var seen: Set<String> = []
    condition.forEach { part in
      guard case .call(let scalar, let operands) = part.kind, scalar.name == "==",
        operands.count == 2
      else { return }
      for (column, literal) in [(operands[0], operands[1]), (operands[1], operands[0])] {
        guard case .column(let name) = column.kind, case .text(let text)? = literal.constant,
          seen.insert("\(name)\u{0}\(text)").inserted,
          let index = input.schema.index(of: name)
        else { continue }
        let values = Self.differentTexts(input.storedColumns[index], limit: 10_000)
        guard !values.contains(text) else { continue }
        let near = Suggestion.nearest(to: text, among: values)
        let advice = near.map { "; did you mean \"\($0)\"?" } ?? ""
        context.note("W13", "\"\(text)\" never occurs in `\(name)`\(advice)")
      }
    }
  }

  private static func differentTexts(_ column: Column, limit: Int) -> [String] {
    var values: Set<String> = []
    switch column.data {
    case .dictionary(let dictionary):
      for index in 0..<dictionary.values.count {
        values.insert(dictionary.values.string(at: index))
      }
    case .text(let text):
      for row in 0..<text.count where column.isValid(row) && values.count < limit {
        values.insert(text.string(at: row))
      }
    default: break
    }
    return values.sorted()
  }
}
