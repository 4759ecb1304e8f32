public import Columnar
public import Diagnostics

/// A function of one item of a list, `t => …`, bound to the type of the items.
///
/// It is computed over the items of many lists at once. What it reads besides the item, such as
/// columns of the row, are operands of the call that it stands in.
public struct ItemFunction: Sendable {
  /// The value for an item.
  public let body: BoundExpression
  /// The name under which the body reads the item.
  public let item: String
  /// What the body reads besides, in order.
  public let operands: [Operand]

  /// Something that the body reads besides the item.
  public struct Operand: Sendable {
    /// The name under which the body reads it.
    public var name: String
    /// Its value for a row.
    public var value: BoundExpression
    /// Creates an operand.
    public init(name: String, value: BoundExpression) {
      self.name = name
      self.value = value
    }
  }

  /// Creates a function of an item.
  public init(body: BoundExpression, item: String, operands: [Operand]) {
    self.body = body
    self.item = item
    self.operands = operands
  }

  /// The type of the values.
  public var type: DataType { body.type }

  /// The values for items.
  ///
  /// - Parameters:
  ///   - items: The items of all lists, one after the other.
  ///   - values: The values of the other operands for each list, in order.
  ///   - listOfItem: The list that each item belongs to.
  ///   - listCount: The number of lists.
  public func evaluate(
    items: Column, values: ArraySlice<Catalog.Operand>, listOfItem: Buffer<UInt32>, listCount: Int,
    _ counts: inout EvaluationCounts
  ) throws(Diagnostic) -> Column {
    let valueOf = Dictionary(zip(operands.map(\.name), values)) { first, _ in first }
    let item = item
    var batch = Batch(count: items.count) { (name, span) throws(Diagnostic) in
      if name == item { return items }
      guard let operand = valueOf[name] else {
        throw .defect("`\(name)` was not carried to the items of a list", at: span)
      }
      return operand.expanded(count: listCount).gather(listOfItem.base, count: items.count)
    }
    return try batch.evaluate(body, &counts).expanded(count: items.count)
  }
}
