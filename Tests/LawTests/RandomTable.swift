import Columnar
import TestSupport

/// A table with a column of every common type: few different values, so that ties, gaps and single
/// rows are common.
struct RandomTable {
  /// The columns: `id` counts the rows, `o` is an order without ties; the others have ties and nulls.
  static let fields: [(name: String, type: DataType)] = [
    ("id", .int), ("o", .int), ("g", .text), ("k", .int), ("n", .int), ("x", .number),
    ("b", .bool), ("d", .date),
  ]

  /// The cells, row by row.
  var rows: [[Value]]

  init(rows: [[Value]]) { self.rows = rows }

  /// Draws a table with fewer than `bound` rows.
  init(_ random: inout SeededNumbers, bound: Int = 24) {
    // Every eighth table is empty or has one row.
    let count = random.next(below: 8) == 0 ? random.next(below: 2) : random.next(below: bound)
    let order = (0..<count).shuffled(using: &random)
    let spread = [2, 4, 50][random.next(below: 3)]
    let rarity = [2, 5, 1000][random.next(below: 3)]
    func orNull(_ value: Value, _ random: inout SeededNumbers) -> Value {
      random.next(below: rarity) == 0 ? .null : value
    }
    rows = (0..<count).map { row in
      [
        .int(Int64(row)), .int(Int64(order[row])),
        orNull(.text(Self.words[random.next(below: min(spread, Self.words.count))]), &random),
        orNull(.int(Int64(random.next(below: spread))), &random),
        orNull(.int(Int64(random.next(below: 2 * spread) - spread)), &random),
        orNull(.number(Self.number(spread, &random)), &random),
        orNull(.bool(random.next(below: 2) == 0), &random),
        orNull(.date(Int32(19_700 + random.next(below: spread * 9))), &random),
      ]
    }
  }

  private static let words = ["a", "b", "", "é", "B", "long text beyond a view", "日本", "a b"]

  private static func number(_ spread: Int, _ random: inout SeededNumbers) -> Double {
    let small = Double(random.next(below: 2 * spread) - spread)
    switch random.next(below: 8) {
    case 0: return small * 1e15
    case 1: return small * 1e-9
    case 2: return small / 3
    default: return small / 4
    }
  }

  /// The table as the engine has it.
  ///
  /// - Parameter coded: Whether text is stored as codes.
  func table(coded: Bool = true) -> Table {
    Table(
      Self.fields.enumerated().map { index, field in
        var builder = ColumnBuilder(field.type, capacity: rows.count)
        for row in rows { builder.append(row[index]) }
        let column = builder.finish()
        guard !coded, field.type == .text else { return (field.name, column) }
        let texts = rows.map { row in
          if case .text(let text) = row[index] { text } else { "" }
        }
        return (
          field.name,
          Column(.text, .text(TextData(texts)), validity: column.validity, count: rows.count)
        )
      })
  }

  /// The rows in another order.
  func shuffled(_ random: inout SeededNumbers) -> RandomTable {
    RandomTable(rows: rows.shuffled(using: &random))
  }

  /// The values of a column.
  subscript(name: String) -> [Value] {
    guard let index = Self.fields.firstIndex(where: { $0.name == name }) else { return [] }
    return rows.map { $0[index] }
  }

  /// The table as the language writes it.
  var text: String {
    let header = Self.fields.map(\.name).joined(separator: ", ")
    let lines = rows.map { row in
      row.map { value in
        if case .text(let text) = value { return "\"\(text)\"" }
        return value.isNull ? "null" : ValueText.plain(value)
      }.joined(separator: ", ")
    }
    return "rows [\(([header] + lines).joined(separator: "; "))]"
  }
}
