public import Columnar
public import Diagnostics

/// Some rows while expressions are computed for them: of a table, or the items of lists.
///
/// `positions` narrows the rows further, for the branches of a conditional.
public struct Batch {
  /// The number of rows.
  public let count: Int
  private let source: (String, Span) throws(Diagnostic) -> Column
  private var positions: Buffer<UInt32>?
  private var fetched: [String: Column] = [:]

  /// Creates a batch.
  ///
  /// - Parameter source: Gives the values of a column for the rows of the batch.
  public init(count: Int, source: @escaping (String, Span) throws(Diagnostic) -> Column) {
    self.count = count
    self.source = source
  }

  private init(_ outer: Batch, positions: Buffer<UInt32>) {
    count = positions.count
    source = outer.source
    self.positions = positions
  }

  /// The values of an expression for the rows of the batch.
  public mutating func evaluate(
    _ expression: BoundExpression, _ counts: inout EvaluationCounts
  ) throws(Diagnostic) -> Operand {
    switch expression.kind {
    case .column(let name): return Operand(try column(name, expression.span))
    case .constant(let value):
      return Operand(constant: value, expression.type)
    case .call(let scalar, let arguments):
      var operands: [Operand] = []
      operands.reserveCapacity(arguments.count)
      for argument in arguments { operands.append(try evaluate(argument, &counts)) }
      do throws(Diagnostic) {
        return Operand(try scalar.evaluate(operands, count, &counts))
      } catch {
        var located = error
        if located.primary == nil { located.primary = .init(expression.span) }
        throw located
      }
    case .conditional(let condition, let then, let otherwise):
      return try choose(condition, then, otherwise, expression.type, &counts)
    case .aggregate, .window:
      throw .defect("a window or aggregate reached a batch", at: expression.span)
    }
  }

  private mutating func column(_ name: String, _ span: Span) throws(Diagnostic) -> Column {
    if let column = fetched[name] { return column }
    var column = try source(name, span)
    if let positions { column = column.gather(positions.base, count: positions.count) }
    fetched[name] = column
    return column
  }

  /// Computes each branch for its own rows and puts the values back in order.
  private mutating func choose(
    _ condition: BoundExpression, _ then: BoundExpression, _ otherwise: BoundExpression,
    _ type: DataType, _ counts: inout EvaluationCounts
  ) throws(Diagnostic) -> Operand {
    let truth = try evaluate(condition, &counts).expanded(count: count)
    var chosen: [UInt32] = []
    var rest: [UInt32] = []
    for row in 0..<count {
      let number = UInt32(truncatingIfNeeded: row)
      if !truth.isValid(row) { counts.unknownConditions += 1 }
      if case .bool(let values) = truth.data, truth.isValid(row), values.base[row] != 0 {
        chosen.append(number)
      } else {
        rest.append(number)
      }
    }
    if rest.isEmpty { return try evaluate(then, &counts) }
    if chosen.isEmpty { return try evaluate(otherwise, &counts) }
    let first = try narrowed(to: chosen).evaluated(then, &counts)
    let second = try narrowed(to: rest).evaluated(otherwise, &counts)
    // Row r of the result is at `order[r]` of the two results put one after the other.
    var order = [UInt32](repeating: 0, count: count)
    for (position, row) in chosen.enumerated() { order[Int(row)] = UInt32(position) }
    for (position, row) in rest.enumerated() { order[Int(row)] = UInt32(chosen.count + position) }
    let joined = Column.concatenate([first, second], type: type)
    return Operand(
      order.withUnsafeBufferPointer { source in
        source.baseAddress.map { joined.gather($0, count: count) } ?? joined
      })
  }

  private func narrowed(to rows: [UInt32]) -> Batch {
    let chosen = Buffer(rows)
    return Batch(
      self, positions: positions.map { $0.gather(chosen.base, count: chosen.count) } ?? chosen)
  }

  private func evaluated(
    _ expression: BoundExpression, _ counts: inout EvaluationCounts
  ) throws(Diagnostic) -> Column {
    var copy = self
    return try copy.evaluate(expression, &counts).expanded(count: copy.count)
  }
}
