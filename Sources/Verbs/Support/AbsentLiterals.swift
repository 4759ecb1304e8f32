import Catalog
import Columnar
import Diagnostics

/// Finds texts in expressions that never occur in the column they are compared with (note W13).
///
/// A misspelt value is the error that no type tells. Where the values of a column are kept once, in
/// a dictionary, looking costs nothing; other columns are searched only when `searchesRows` says
/// that the result looks suspicious.
enum AbsentLiterals {
  /// The most values of a column that are compared with a literal to find a near one.
  private static let mostCompared = 10_000

  static func note(
    in expressions: [BoundExpression], over input: Table, searchesRows: Bool = false,
    _ context: RunContext
  ) {
    guard input.rowCount > 0 else { return }
    var seen: Set<String> = []
    for expression in expressions {
      expression.forEach { part in
        guard case .call(let scalar, let operands) = part.kind, operands.count == 2 else { return }
        for (name, text) in comparisons(scalar.name, operands[0], operands[1])
        where seen.insert("\(name)\u{0}\(text)").inserted {
          guard let index = input.schema.index(of: name) else { continue }
          note(text, in: input.storedColumns[index], name, searchesRows, context)
        }
      }
    }
  }

  /// The columns and texts that a call compares.
  private static func comparisons(
    _ name: String, _ left: BoundExpression, _ right: BoundExpression
  ) -> [(column: String, text: String)] {
    func column(_ expression: BoundExpression) -> String? {
      if case .column(let name) = expression.kind { name } else { nil }
    }
    switch name {
    case "==", "!=":
      return [(left, right), (right, left)].compactMap { pair in
        guard let name = column(pair.0), case .text(let text)? = pair.1.constant else { return nil }
        return (name, text)
      }
    case "in", "not in":
      if let name = column(left), case .list(let items, of: .text)? = right.constant {
        return items.compactMap { if case .text(let text) = $0 { (name, text) } else { nil } }
      }
      guard let name = column(right), case .text(let text)? = left.constant else { return [] }
      return [(name, text)]
    default: return []
    }
  }

  private static func note(
    _ text: String, in column: Column, _ name: String, _ searchesRows: Bool, _ context: RunContext
  ) {
    guard let values = values(of: column, searchesRows: searchesRows), !values.contains(text) else {
      return
    }
    let near = Suggestion.nearest(to: text, among: values.sorted())
    let advice = near.map { "; did you mean \"\($0)\"?" } ?? ""
    context.note("W13", "\"\(text)\" never occurs in `\(name)`\(advice)")
  }

  /// The different texts of a column, also those inside its lists; nil when it is not looked at.
  private static func values(of column: Column, searchesRows: Bool) -> Set<String>? {
    var values: Set<String> = []
    switch column.data {
    case .dictionary(let dictionary):
      guard dictionary.values.count <= mostCompared || searchesRows else { return nil }
      for index in 0..<dictionary.values.count {
        values.insert(dictionary.values.string(at: index))
      }
      return values
    case .text(let text):
      guard searchesRows else { return nil }
      for row in 0..<text.count where column.isValid(row) && values.count < mostCompared {
        values.insert(text.string(at: row))
      }
      return values.count < mostCompared ? values : nil
    case .list(let list): return Self.values(of: list.items.column, searchesRows: searchesRows)
    default: return nil
    }
  }
}
