import Catalog
import Columnar
import Diagnostics
import Kernels
import QueryLanguage

/// The shares of values up to, or from, each different value: what `ecdf` and `ccdf` have in
/// common.
struct EmpiricalDistribution: Sendable {
  static let clauses = [
    ClauseForm("value", .expression, required: true, help: "whose distribution"), .per,
  ]

  let output: Schema
  let clauses: PartitionedValue

  init(_ arguments: Arguments) throws(Diagnostic) {
    clauses = try PartitionedValue(
      arguments, accepts: { $0.isMeasurable }, "a number, a date or a period")
    output = try clauses.output(
      [
        Field("x", clauses.value.type, isNeverNull: true),
        Field("p", .number, isNeverNull: true),
      ], arguments)
  }

  /// - Parameter share: The share from the number of smaller values, of values up to this one, and
  ///   of all.
  func run(
    _ input: Table, _ context: RunContext, share: (_ below: Int, _ upTo: Int, _ all: Int) -> Double
  ) throws(Diagnostic) -> Table {
    let sorted = try SortedValues(clauses, input, context)
    var result = DistributionRows(rowCount: input.rowCount)
    var shares: [Double] = []
    for part in sorted.partsInTableOrder {
      try context.checkpoint()
      let rows = sorted.rows(part)
      let starts = ValueRuns.starts(sorted.column, order: rows.base, count: rows.count)
      var first = 0
      while first < rows.count {
        var end = first + 1
        while end < rows.count, starts.base[end] == 0 { end += 1 }
        result.append(part: sorted.firstRow(part), value: rows.base[first])
        shares.append(share(first, end, rows.count))
        if context.isTracing { for place in first..<end { result.gather(rows.base[place]) } }
        first = end
      }
    }
    context.trace(result.origins)
    let rows = Buffer(result.valueRows)
    let columns =
      try result.partColumns(clauses.per, of: input) + [
        sorted.column.gather(rows.base, count: rows.count),
        Column(.number, .double(Buffer(shares)), count: shares.count),
      ]
    return Table(output, columns, rowCount: rows.count)
  }
}
