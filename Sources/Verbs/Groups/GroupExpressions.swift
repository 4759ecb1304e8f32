import Catalog
import Columnar
import Diagnostics
import Kernels
import QueryLanguage

/// Expressions with aggregates in them, such as `sum(a) / count()`.
///
/// Each aggregate is computed once for each group; the rest of the expression is then computed over
/// a table with one row per group, in which a column stands for the aggregate.
struct GroupExpressions: Sendable {
  private var aggregates: [(aggregate: BoundAggregate, type: DataType, span: Span)] = []
  private var outer: [BoundExpression] = []

  init(_ expressions: [BoundExpression]) {
    for expression in expressions { outer.append(replaceAggregates(expression)) }
  }

  /// The column that stands for an aggregate; no column of a user can have the name.
  private static func placeholder(_ index: Int) -> String { "\u{1}\(index)" }

  private mutating func replaceAggregates(_ expression: BoundExpression) -> BoundExpression {
    var result = expression
    switch expression.kind {
    case .aggregate(let aggregate):
      result.kind = .column(Self.placeholder(aggregates.count))
      aggregates.append((aggregate, expression.type, expression.span))
    case .call(let scalar, let arguments):
      result.kind = .call(scalar, arguments.map { replaceAggregates($0) })
    case .conditional(let condition, let then, let otherwise):
      result.kind = .conditional(
        condition: replaceAggregates(condition), then: replaceAggregates(then),
        otherwise: replaceAggregates(otherwise))
    case .column, .constant, .window: break
    }
    return result
  }

  /// Whether any aggregate other than a count is computed: few rows make such a number shaky.
  var summarisesValues: Bool { aggregates.contains { !$0.aggregate.name.hasPrefix("count") } }

  /// The values of the expressions, one per group.
  ///
  /// - Parameters:
  ///   - input: The rows.
  ///   - groups: The group of each row.
  ///   - groupCount: The number of groups; some may have no rows.
  ///   - keys: The values of the keys, one per group.
  func evaluate(
    over input: Table, groups: Buffer<UInt32>, groupCount: Int,
    keys: [(name: String, column: Column)], _ context: RunContext
  ) throws(Diagnostic) -> [Column] {
    let inputs = aggregates.flatMap { entry in
      entry.aggregate.arguments + (entry.aggregate.condition.map { [$0] } ?? [])
    }
    let rowTable = input.adding(keys, of: groups, readBy: inputs)
    let values = try context.evaluate(inputs, over: rowTable)
    AbsentLiterals.note(in: inputs, over: input, context)
    var grouped: GroupedRows?
    func rows() -> GroupedRows {
      if let grouped { return grouped }
      let made = GroupedRows(groups: groups, groupCount: groupCount)
      grouped = made
      return made
    }
    var columns = keys
    var position = 0
    for (index, entry) in aggregates.enumerated() {
      try context.checkpoint()
      let argumentCount = entry.aggregate.arguments.count
      let arguments = Array(values[position..<position + argumentCount])
      position += argumentCount
      var condition: Column?
      if entry.aggregate.condition != nil {
        condition = values[position]
        position += 1
      }
      countSkipped(entry.aggregate, arguments, context)
      context.noteMeaning(
        ofAggregate: entry.aggregate.name, entry.aggregate.arguments, in: input.schema,
        text: Formatter.line(at: entry.span))
      let result: Column
      do throws(Diagnostic) {
        result = try GroupAggregation.run(
          entry.aggregate.kernel, arguments: arguments, condition: condition, groups: groups,
          groupCount: groupCount, rows: rows, workers: context.workers)
      } catch {
        var located = error
        if located.primary == nil { located.primary = .init(entry.span) }
        throw located
      }
      context.countUndefined(
        result, of: entry.aggregate.kernel, arguments: arguments, condition: condition,
        groups: groups)
      columns.append((Self.placeholder(index), result))
    }
    let fields = columns.map { Field($0.name, $0.column.type) }
    let groupTable = Table(Schema(fields), columns.map(\.column), rowCount: groupCount)
    return try context.evaluate(outer, over: groupTable)
  }

  /// Counts the missing values that an aggregate leaves out.
  private func countSkipped(
    _ aggregate: BoundAggregate, _ arguments: [Column], _ context: RunContext
  ) {
    guard case .column(let name)? = aggregate.arguments.first?.kind,
      let missing = arguments.first?.nullCount, missing > 0,
      !context.record.nullsSkipped.contains(where: { $0.name == name })
    else { return }
    context.record.nullsSkipped.append((name, missing))
  }
}

extension Table {
  /// The rows with those key columns that expressions read and that the table itself has not.
  fileprivate func adding(
    _ keys: [(name: String, column: Column)], of groups: Buffer<UInt32>,
    readBy expressions: [BoundExpression]
  ) -> Table {
    let reads = expressions.reduce(into: Set<String>()) { $0.formUnion($1.columnsRead) }
    let missing = keys.filter { reads.contains($0.name) && schema.index(of: $0.name) == nil }
    guard !missing.isEmpty else { return self }
    let expanded = missing.map { key in
      (name: key.name, column: key.column.gather(groups.base, count: groups.count))
    }
    let wanted = missing.reduce(schema) { $0.setting(Field($1.name, $1.column.type)) }
    return setting(expanded, like: wanted)
  }
}

extension BoundAggregate {
  /// What its values are, when they are misread by aggregating them again.
  var summary: Field.Summary? {
    switch name {
    case "mean" where condition == nil: .mean
    case "count" where arguments.isEmpty && condition == nil: .count
    default: nil
    }
  }
}

extension StageRecord.Groups {
  /// A summary of the numbers of rows of groups.
  init(count: Int, sizes: Buffer<UInt32>) {
    let all = UnsafeBufferPointer(start: sizes.base, count: sizes.count)
    let smallest = all.min() ?? 0
    self.init(
      count: count, smallest: count > sizes.count ? 0 : Int(smallest), largest: Int(all.max() ?? 0))
  }
}
