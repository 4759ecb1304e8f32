import Catalog
import Columnar
import Diagnostics

/// Computes an expression of one dictionary column once for each different value.
///
/// Cleaning a text, matching a pattern or translating a label then costs as much as there are
/// values, not rows. The result is the same as row by row: when a value gives an error or an
/// undefined result, which must be counted by rows, the expression is computed row by row after all.
enum DictionaryLifting {
  static func lift(
    _ expression: BoundExpression, _ table: PreparedTable, _ context: RunContext
  ) throws(Diagnostic) -> Column? {
    let names = expression.columnsRead
    guard names.count == 1, let name = names.first else { return nil }
    let stored = try table.storedColumn(name, expression.span)
    guard case .dictionary(let dictionary) = stored.data, table.rowCount > 64,
      dictionary.values.count <= table.rowCount / 2
    else { return nil }

    // One row per value, and one that is missing.
    let valueCount = dictionary.values.count
    let present = Bitmap((0...valueCount).map { $0 < valueCount })
    let views = Buffer<TextView>.concatenate([dictionary.values.views, Buffer([TextView.empty])])
    let values = Column(
      stored.type, .text(TextData(views: views, owners: dictionary.values.owners)),
      validity: present, count: valueCount + 1)
    let small = PreparedTable(
      Table(Schema([Field(name, stored.type)]), [values], rowCount: valueCount + 1))

    var counts = EvaluationCounts()
    var pieces: [Column] = []
    var start = 0
    while start <= valueCount {
      let end = min(start + Evaluator.batchSize, valueCount + 1)
      var batch = Batch(table: small, rows: start..<end)
      guard let operand = try? batch.evaluate(expression, &counts) else { return nil }
      pieces.append(operand.expanded(count: end - start))
      start = end
    }
    guard counts.undefined == 0, counts.unknownConditions == 0 else { return nil }
    let results = asDictionary(.concatenate(pieces, type: expression.type))

    let column = try table.wholeColumn(name, expression.span)
    guard case .dictionary(let rows) = column.data else { return nil }
    guard let validity = column.validity else {
      return results.gather(rows.codes.base, count: column.count)
    }
    let codes = Buffer<UInt32>(count: column.count) { target in
      for row in 0..<column.count {
        target[row] = validity[row] ? rows.codes.base[row] : UInt32(valueCount)
      }
    }
    return results.gather(codes.base, count: column.count)
  }

  /// Text results as a dictionary, so that later stages profit as well.
  private static func asDictionary(_ column: Column) -> Column {
    guard column.type == .text, case .text(let text) = column.data else { return column }
    var interner = TextInterner(expecting: column.count)
    let codes = Buffer<UInt32>(count: column.count) { target in
      for row in 0..<column.count {
        target[row] = column.isValid(row) ? interner.code(of: text.views.base[row]) : 0
      }
    }
    if interner.count == 0 { _ = interner.code(of: .empty) }
    let values = TextData(views: interner.finish(), owners: text.owners)
    return Column(
      .text, .dictionary(DictionaryData(codes: codes, values: values)), validity: column.validity,
      count: column.count)
  }
}
