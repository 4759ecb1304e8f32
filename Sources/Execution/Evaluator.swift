public import Catalog
public import Columnar
public import Diagnostics
import Kernels

/// Computes bound expressions column by column, block by block on all threads.
public struct Evaluator: ExpressionEvaluator {
  /// Rows that are computed at a time within a block: small enough to stay in the cache.
  static let batchSize = 8_192

  /// Creates an evaluator.
  public init() {}

  /// The values of expressions, one column each, with as many rows as the table.
  public func evaluate(
    _ expressions: [BoundExpression], over table: Table, _ context: RunContext
  ) throws(Diagnostic) -> [Column] {
    var prepared = PreparedTable(table)
    var rewritten: [BoundExpression] = []
    for expression in expressions {
      rewritten.append(try prepare(expression, &prepared, context))
    }
    let ready = prepared
    var results = [Column?](repeating: nil, count: expressions.count)
    var computed: [Int] = []
    for (index, expression) in rewritten.enumerated() {
      switch expression.kind {
      case .column(let name): results[index] = try ready.wholeColumn(name, expression.span)
      case .constant(let value):
        results[index] = .constant(value, expression.type, count: table.rowCount)
      default: computed.append(index)
      }
    }
    if !computed.isEmpty {
      let wanted = computed.map { rewritten[$0] }
      let pieces = try evaluateBlocks(wanted, ready, context)
      for (position, index) in computed.enumerated() {
        results[index] = .concatenate(
          pieces.flatMap { $0.columns[position] }, type: wanted[position].type)
      }
      for piece in pieces { context.record.evaluation.add(piece.counts) }
    }
    return results.compactMap { $0 }
  }

  /// What one block gives: for each expression its batches, and the counts.
  private struct BlockResult: Sendable {
    var columns: [[Column]]
    var counts: EvaluationCounts
  }

  private func evaluateBlocks(
    _ expressions: [BoundExpression], _ table: PreparedTable, _ context: RunContext
  ) throws(Diagnostic) -> [BlockResult] {
    let rowCount = table.rowCount
    return try context.workers.map(Blocks.count(rows: rowCount)) {
      (block) throws(Diagnostic) -> BlockResult in
      try context.checkpoint()
      var result = BlockResult(
        columns: [[Column]](repeating: [], count: expressions.count), counts: EvaluationCounts())
      let rows = Blocks.range(block, rows: rowCount)
      var start = rows.lowerBound
      while start < rows.upperBound {
        let end = min(start + Self.batchSize, rows.upperBound)
        var batch = Batch(table: table, rows: start..<end)
        for (index, expression) in expressions.enumerated() {
          let operand = try batch.evaluate(expression, &result.counts)
          result.columns[index].append(operand.expanded(count: end - start))
        }
        start = end
      }
      return result
    }
  }

  /// The rows where a condition is true, ascending, and those where it is null.
  public func rows(
    where condition: BoundExpression, in table: Table, _ context: RunContext
  ) throws(Diagnostic) -> ConditionResult {
    var prepared = PreparedTable(table)
    let expression = try prepare(condition, &prepared, context)
    let ready = prepared
    let rowCount = table.rowCount
    let parts = try context.workers.map(Blocks.count(rows: rowCount)) {
      (block) throws(Diagnostic) -> ConditionPart in
      try context.checkpoint()
      var part = ConditionPart()
      let rows = Blocks.range(block, rows: rowCount)
      var trueRows = BufferBuilder<UInt32>(capacity: rows.count)
      var unknownRows = BufferBuilder<UInt32>(capacity: 64)
      var start = rows.lowerBound
      while start < rows.upperBound {
        let end = min(start + Self.batchSize, rows.upperBound)
        var batch = Batch(table: ready, rows: start..<end)
        let column = try batch.evaluate(expression, &part.counts).expanded(count: end - start)
        Self.split(column, firstRow: start, into: &trueRows, unknown: &unknownRows)
        start = end
      }
      part.trueRows = trueRows.finish()
      part.unknownRows = unknownRows.finish()
      return part
    }
    for part in parts { context.record.evaluation.add(part.counts) }
    return ConditionResult(
      trueRows: .concatenate(parts.map(\.trueRows)),
      unknownRows: .concatenate(parts.map(\.unknownRows)))
  }

  private struct ConditionPart: Sendable {
    var trueRows = Buffer<UInt32>([])
    var unknownRows = Buffer<UInt32>([])
    var counts = EvaluationCounts()
  }

  /// Sorts the rows of a batch by whether the condition is true or null.
  private static func split(
    _ column: Column, firstRow: Int, into trueRows: inout BufferBuilder<UInt32>,
    unknown: inout BufferBuilder<UInt32>
  ) {
    guard case .bool(let values) = column.data else {
      // The literal null: unknown everywhere.
      for row in 0..<column.count { unknown.append(UInt32(truncatingIfNeeded: firstRow + row)) }
      return
    }
    guard let validity = column.validity else {
      for row in 0..<column.count where values.base[row] != 0 {
        trueRows.append(UInt32(truncatingIfNeeded: firstRow &+ row))
      }
      return
    }
    for row in 0..<column.count {
      let number = UInt32(truncatingIfNeeded: firstRow &+ row)
      if !validity[row] {
        unknown.append(number)
      } else if values.base[row] != 0 {
        trueRows.append(number)
      }
    }
  }

  /// Computes what cannot be computed batch by batch and puts columns in its place.
  private func prepare(
    _ expression: BoundExpression, _ table: inout PreparedTable, _ context: RunContext
  ) throws(Diagnostic) -> BoundExpression {
    var result = expression
    switch expression.kind {
    case .column, .constant: return expression
    case .window(let window):
      let column = try WindowEvaluation.evaluate(window, over: &table, self, context)
      return table.adding(column, type: expression.type, span: expression.span)
    case .aggregate:
      throw .defect("an aggregate reached the evaluator", at: expression.span)
    case .call(let scalar, let arguments):
      if !expression.looksAtOtherRows,
        let lifted = try DictionaryLifting.lift(expression, table, context)
      {
        return table.adding(lifted, type: expression.type, span: expression.span)
      }
      var prepared: [BoundExpression] = []
      for argument in arguments { prepared.append(try prepare(argument, &table, context)) }
      result.kind = .call(scalar, prepared)
    case .conditional(let condition, let then, let otherwise):
      if !expression.looksAtOtherRows,
        let lifted = try DictionaryLifting.lift(expression, table, context)
      {
        return table.adding(lifted, type: expression.type, span: expression.span)
      }
      result.kind = .conditional(
        condition: try prepare(condition, &table, context),
        then: try prepareBranch(then, &table, context),
        otherwise: try prepareBranch(otherwise, &table, context))
    }
    return result
  }

  /// A branch is computed only for its rows, so only windows in it are computed beforehand.
  private func prepareBranch(
    _ expression: BoundExpression, _ table: inout PreparedTable, _ context: RunContext
  ) throws(Diagnostic) -> BoundExpression {
    guard expression.looksAtOtherRows else { return expression }
    return try prepare(expression, &table, context)
  }
}
