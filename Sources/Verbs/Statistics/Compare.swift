public import Catalog
public import Columnar
public import Diagnostics
import Kernels
import QueryLanguage

/// Tests whether a value differs between groups.
public struct Compare: Verb {
  /// The verb's name, clauses, help and examples.
  public static let declaration = Declaration(
    "compare", "Tests whether a value differs between groups.", category: .statistics,
    details: """
      One row: the statistic, its degrees of freedom, `p`, and for each group, sorted, its name, \
      the number of its values and their median. `p` is the probability of a statistic at least \
      this far off when no group differs.

      `kruskal`: H of Kruskal and Wallis (1952) for two or more groups, corrected for ties, against \
      chi-squared. `mannwhitney`: U of the first of two groups (Mann and Whitney 1947), two-sided, \
      against the normal distribution, corrected for ties and continuity, whatever the number of \
      rows: as R's `wilcox.test(exact = FALSE)`. Rows without a value or a group are left out.
      """,
    clauses: [
      ClauseForm("value", .expression, required: true, help: "what to compare"),
      ClauseForm("by", words: ["by"], .name, required: true, help: "the groups"),
      ClauseForm(
        "method", words: ["using"], .word(["kruskal", "mannwhitney"]), required: true,
        help: "kruskal or mannwhitney"),
    ],
    searchTerms: ["significance", "kruskal-wallis", "wilcoxon", "rank sum", "u test", "p value"],
    examples: [
      Example(
        "Two groups without overlap",
        """
        rows [kind, n; "a", 1; "a", 2; "a", 3; "b", 4; "b", 5; "b", 6]
        | compare n by kind using kruskal
        | derive p = round(p, 4), statistic = round(statistic, 4) | select statistic, df, p
        """,
        expected: "statistic,df,p\n3.8571,1,0.0495\n"),
      Example(
        "The same by Mann and Whitney: no value of a exceeds one of b",
        """
        rows [kind, n; "a", 1; "a", 2; "a", 3; "b", 4; "b", 5; "b", 6]
        | compare n by kind using mannwhitney | select statistic, p
        """,
        expected: "statistic,p\n0,0.0808555983700523\n"),
    ])

  /// The columns that the stage gives.
  public let output: Schema
  let value: BoundExpression
  let group: Field
  private let groupSpan: Span
  let isKruskal: Bool

  /// Binds the value and the groups.
  public init(_ arguments: Arguments) throws(Diagnostic) {
    value = try arguments.expression("value", mode: .row)
    guard value.type.isMeasurable || value.type == .bool || value.type == .null else {
      throw Diagnostic(
        "E397", "`compare` needs values with an order, such as numbers, not \(value.type.name)",
        at: value.span, label: "this is \(value.type.name)")
    }
    guard let (field, span) = try arguments.existingFields("by").first else {
      throw arguments.missingClause("by")
    }
    try Arguments.requireKey(field.type, at: span)
    group = field
    groupSpan = span
    isKruskal = arguments.word("method")?.text == "kruskal"
    output = Schema([
      Field("statistic", .number), Field("df", .int), Field("p", .number),
      Field("groups", .list(field.type)), Field("n", .list(.int)), Field("median", .list(.number)),
    ])
  }

  /// The value's columns and the group.
  public func columnsRead(for wanted: Set<String>) -> Set<String> {
    value.columnsRead.union([group.name])
  }

  /// Ranks the values and compares the groups' sums of ranks.
  public func run(_ input: Table, _ context: RunContext) throws(Diagnostic) -> Table {
    guard let values = try context.evaluate([value], over: input).first else {
      throw .defect("`compare` without values")
    }
    let keys = try input.columns(named: [group.name])[0]
    let groups = try NumberedGroups(values, keys, input, group.name, context)
    let left = input.rowCount - groups.used
    if left > 0 {
      context.note("W5", "\(counted(left, "row")) without a value or a group left out")
    }
    if !isKruskal, groups.count > 2 {
      throw Diagnostic(
        "E398", "`mannwhitney` compares two groups, and `\(group.name)` has \(groups.count)",
        at: groupSpan, details: ["`using kruskal` compares any number of groups."], kind: .data)
    }
    let sums = RankTests.RankSums(
      DenseRanks(values, workers: context.workers), groups: groups.numbers,
      groupCount: groups.count)
    let result = isKruskal ? RankTests.kruskal(sums) : RankTests.mannWhitney(sums)
    if result.probability == nil {
      context.note("W5", "nothing to compare: fewer than two groups, or all values are equal")
    }
    context.trace(.pooled)
    var builders = output.fields.map { ColumnBuilder($0.type, capacity: 1) }
    builders[0].append(result.statistic.map { .number($0) } ?? .null)
    builders[1].append(result.degrees.map { .int(Int64($0)) } ?? .null)
    builders[2].append(result.probability.map { .number($0) } ?? .null)
    builders[3].append(.list(groups.firstRows.map { keys.value(at: Int($0)) }, of: group.type))
    builders[4].append(.list(sums.sizes.map { .int(Int64($0)) }, of: .int))
    builders[5].append(.list(groups.medians(values).map { .number($0) }, of: .number))
    return Table(output, builders.map { $0.finish() }, rowCount: 1)
  }
}

/// The groups that have values, numbered in sorted order.
private struct NumberedGroups {
  /// The group of each row; `count` for a row that takes no part.
  let numbers: Buffer<UInt32>
  /// A row of each group.
  let firstRows: [UInt32]
  /// The number of rows that take part.
  let used: Int
  var count: Int { firstRows.count }

  init(
    _ values: Column, _ keys: Column, _ table: Table, _ name: String, _ context: RunContext
  ) throws(Diagnostic) {
    let grouping = try table.grouping(by: [name], workers: context.workers)
    var sizes = [Int](repeating: 0, count: grouping.groupCount)
    for row in 0..<table.rowCount where values.isValid(row) && keys.isValid(row) {
      sizes[Int(grouping.groups.base[row])] += 1
    }
    let firsts = keys.gather(grouping.firstRows.base, count: grouping.groupCount)
    let order = RowOrder.sorted(
      by: [SortColumn(firsts)], count: grouping.groupCount, workers: context.workers)
    let present = order.array.filter { sizes[Int($0)] > 0 }
    var number = [UInt32](repeating: UInt32(present.count), count: grouping.groupCount)
    for (index, group) in present.enumerated() { number[Int(group)] = UInt32(index) }
    firstRows = present.map { grouping.firstRows.base[Int($0)] }
    used = sizes.reduce(0, +)
    let absent = UInt32(present.count)
    numbers = Buffer(count: table.rowCount) { target in
      for row in 0..<table.rowCount {
        let takesPart = values.isValid(row) && keys.isValid(row)
        target[row] = takesPart ? number[Int(grouping.groups.base[row])] : absent
      }
    }
  }

  func medians(_ values: Column) -> [Double] {
    let positions = values.positions
    let rows = GroupedRows(groups: numbers, groupCount: count)
    return (0..<count).map { group in
      var numbers = rows.range(group).map { positions[Int(rows.rows.base[$0])] }
      return numbers.withUnsafeMutableBufferPointer { buffer in
        guard let start = buffer.baseAddress else { return .nan }
        return OrderStatistic.quantile(start, count: buffer.count, probability: 0.5)
      }
    }
  }
}
