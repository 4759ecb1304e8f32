import Catalog
import Columnar
import Diagnostics
import Kernels
import QueryLanguage

/// The clauses that name one value and the parts: `VALUE [per K]`.
struct PartitionedValue: Sendable {
  let value: BoundExpression
  let per: [String]

  init(_ arguments: Arguments, accepts: (DataType) -> Bool, _ expected: String) throws(Diagnostic) {
    value = try arguments.expression("value", mode: .row)
    guard accepts(value.type) || value.type == .null else {
      throw Diagnostic(
        "E394", "`\(arguments.stage.verb.text)` needs \(expected), not \(value.type.name)",
        at: value.span, label: "this is \(value.type.name)")
    }
    per = try arguments.keyColumns("per")
  }

  var columnsRead: Set<String> { value.columnsRead.union(per) }

  /// The columns of the result: those of `per`, then others.
  ///
  /// - Throws: `E202` when a column of `per` is called like another one.
  func output(_ fields: [Field], _ arguments: Arguments) throws(Diagnostic) -> Schema {
    let all = per.compactMap { arguments.input[$0] } + fields
    for field in fields where per.contains(field.name) {
      throw Diagnostic(
        "E202", "two columns would be called `\(field.name)`", at: arguments.span("per"),
        details: ["Rename the column of `per` first."])
    }
    return Schema(all)
  }
}

/// The rows of each part, sorted by a value.
struct SortedValues {
  /// The value of each row of the table.
  let column: Column
  private let parts: OrderedPartitions

  init(
    _ clauses: PartitionedValue, _ table: Table, _ context: RunContext
  ) throws(Diagnostic) {
    parts = try OrderedPartitions(
      table, WindowScope(along: [BoundOrder(clauses.value)], per: clauses.per), context)
    guard let along = parts.along else { throw .defect("values without an order") }
    column = along
    if along.nullCount > 0 {
      context.record.nullsSkipped.append((Formatter.line(at: clauses.value.span), along.nullCount))
    }
  }

  /// The parts in the order of their first rows.
  var partsInTableOrder: [Int] { parts.partitionsInTableOrder }

  /// The first row of a part in the table.
  func firstRow(_ part: Int) -> UInt32 { parts.firstRows.base[part] }

  /// The rows of a part that have a value, ascending by it.
  func rows(_ part: Int) -> Buffer<UInt32> {
    let range = parts.rows.range(part)
    // Missing values stand at the end.
    var low = range.lowerBound
    var high = range.upperBound
    while low < high {
      let middle = (low + high) / 2
      if column.isValid(Int(parts.rows.rows.base[middle])) {
        low = middle + 1
      } else {
        high = middle
      }
    }
    return parts.rows.rows.slice(range.lowerBound..<low)
  }

  /// The values of a part as numbers, ascending.
  func numbers(_ part: Int) -> [Double] {
    let rows = rows(part)
    return switch column.data {
    case .int64(let values): rows.array.map { Double(values.base[Int($0)]) }
    case .double(let values): rows.array.map { values.base[Int($0)] }
    case .int32(let values): rows.array.map { Double(values.base[Int($0)]) }
    default: []
    }
  }
}

/// The runs of equal values of all parts: what a distribution's table consists of.
struct DistributionRows {
  /// The part's first row for each row of the result.
  private(set) var partRows: [UInt32] = []
  /// A row with the value for each row of the result; `RowOrigins.none` for one without.
  private(set) var valueRows: [UInt32] = []
  /// The row of the result into which each row went.
  private var gathered: Buffer<UInt32>

  init(rowCount: Int) { gathered = Buffer(repeating: RowOrigins.none, count: rowCount) }

  /// The number of rows so far.
  var count: Int { valueRows.count }

  mutating func append(part: UInt32, value: UInt32) {
    partRows.append(part)
    valueRows.append(value)
  }

  /// Says that a row of the input went into the last row so far.
  func gather(_ row: UInt32) {
    UnsafeMutablePointer(mutating: gathered.base)[Int(row)] = UInt32(
      truncatingIfNeeded: valueRows.count - 1)
  }

  var origins: RowOrigins { .gathered(gathered) }

  /// The columns of `per` for the rows of the result.
  func partColumns(_ per: [String], of table: Table) throws(Diagnostic) -> [Column] {
    let rows = Buffer(partRows)
    return try table.columns(named: per).map { $0.gather(rows.base, count: rows.count) }
  }
}
