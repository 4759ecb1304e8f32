public import Catalog
public import Columnar
public import Diagnostics
import Kernels
import QueryLanguage

/// Counts how many values fall into each of a row of bins.
public struct Histogram: Verb {
  /// The verb's name, clauses, help and examples.
  public static let declaration = Declaration(
    "histogram", "Counts how many values fall into each of a row of bins.", category: .statistics,
    details: """
      One row for each bin, also for empty ones: `from` and `to`, where a bin holds its lower end \
      and not its upper one; `n`, the number of values; `density`, n over the number of all values \
      and the width of the bin, so that the areas add up to 1. Widths of times are in days, those \
      of periods in periods.

      `bins 20`: bins of equal width from the smallest to the largest value, which the last bin \
      holds as well; whole numbers, dates and periods get bins of whole width, so up to 20 of them. \
      `width 5`: bins of that width with an end at 0; `width 1 week` for dates, and months and \
      years as on the calendar. `log`: from one power of ten to the next, or with `bins` of equal \
      ratio; values not above 0 are left out. Without any the width is that of Freedman and \
      Diaconis (1981), twice the quartile distance over the cube root of n, rounded to 1, 2 or 5 \
      times a power of ten, or, where the quartiles are equal, that of Sturges (1926); at most 200 \
      bins. With `per` all parts have the same bins. Missing values are left out.
      """,
    clauses: [
      ClauseForm("value", .expression, required: true, help: "what to count"),
      ClauseForm("bins", words: ["bins"], .number, help: "how many bins"),
      ClauseForm("width", words: ["width"], .expression, help: "how wide a bin is"),
      ClauseForm("log", words: ["log"], .flag, help: "bins of equal ratio"),
      .per,
    ],
    searchTerms: ["distribution", "frequency", "bins", "hist", "density"],
    examples: [
      Example(
        "Bins of a width", "rows [n; 1; 2; 2; 7] | histogram n width 5",
        expected: "from,to,n,density\n0,5,3,0.15\n5,10,1,0.05\n"),
      Example(
        "Two bins for each kind",
        "rows [kind, x; \"a\", 0.0; \"a\", 1.0; \"b\", 4.0] | histogram x bins 2 per kind",
        expected: "kind,from,to,n,density\na,0,2,2,0.5\na,2,4,0,0\nb,0,2,0,0\nb,2,4,1,0.5\n"),
      Example(
        "Powers of ten", "rows [x; 1; 20; 30] | histogram x log | select from, to, n",
        expected: "from,to,n\n1,10,1\n10,100,2\n"),
    ])

  /// The columns that the stage gives.
  public let output: Schema
  let clauses: PartitionedValue
  private let rule: BinRule

  /// Binds the value, the bins and the parts.
  public init(_ arguments: Arguments) throws(Diagnostic) {
    clauses = try PartitionedValue(
      arguments, accepts: { $0.isMeasurable }, "a number, a date or a period")
    rule = try BinRule(arguments, clauses.value.type)
    let type = rule.endType
    output = try clauses.output(
      [
        Field("from", type, isNeverNull: true), Field("to", type, isNeverNull: true),
        Field("n", .int, isNeverNull: true), Field("density", .number),
      ], arguments)
  }

  /// The value's columns and those of the parts.
  public func columnsRead(for wanted: Set<String>) -> Set<String> { clauses.columnsRead }

  /// Counts the values of each part.
  public func run(_ input: Table, _ context: RunContext) throws(Diagnostic) -> Table {
    guard let column = try context.evaluate([clauses.value], over: input).first else {
      throw .defect("`histogram` without values")
    }
    if column.nullCount > 0 {
      context.record.nullsSkipped.append((Formatter.line(at: clauses.value.span), column.nullCount))
    }
    let bins = try rule.bins(of: column, context)
    let parts = try OrderedPartitions(input, WindowScope(per: clauses.per), context)
    let partCount = parts.rows.groupCount
    let size = partCount.multipliedReportingOverflow(by: bins.count)
    try context.requireRows(size.overflow ? .max : size.partialValue, at: clauses.value.span)
    var counts = [Int64](repeating: 0, count: partCount * bins.count)
    var totals = [Int64](repeating: 0, count: partCount)
    var places = [UInt32](repeating: RowOrigins.none, count: context.isTracing ? input.rowCount : 0)
    let order = parts.partitionsInTableOrder
    var placeOfPart = [Int](repeating: 0, count: partCount)
    for (place, part) in order.enumerated() { placeOfPart[part] = place }
    bins.forEachRow(of: column) { row, bin in
      let place = placeOfPart[Int(parts.groups.base[row])]
      counts[place * bins.count + bin] += 1
      totals[place] += 1
      if context.isTracing { places[row] = UInt32(place * bins.count + bin) }
    }
    let leftOut = column.count - column.nullCount - Int(totals.reduce(0, +))
    if leftOut > 0 { context.note("W5", "\(counted(leftOut, "value")) not above 0 left out") }
    context.trace(.gathered(Buffer(places)))
    var densities: [Double?] = []
    densities.reserveCapacity(counts.count)
    for place in 0..<partCount {
      for bin in 0..<bins.count {
        let width = bins.width(bin)
        let count = Double(counts[place * bins.count + bin])
        let density = count / Double(totals[place]) / width
        densities.append(density.isFinite ? density : nil)
      }
    }
    let rows = Buffer(
      order.flatMap { [UInt32](repeating: parts.firstRows.base[$0], count: bins.count) })
    let binOfRow = Buffer((0..<counts.count).map { UInt32($0 % max(1, bins.count)) })
    let keys = try input.columns(named: clauses.per).map {
      $0.gather(rows.base, count: rows.count)
    }
    let columns =
      keys + [
        bins.starts.gather(binOfRow.base, count: counts.count),
        bins.ends.gather(binOfRow.base, count: counts.count),
        Column(.int, .int64(Buffer(counts)), count: counts.count), Column(numbers: densities),
      ]
    return Table(output, columns, rowCount: counts.count)
  }
}
