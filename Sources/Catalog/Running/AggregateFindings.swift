public import Columnar

/// What is said about the values that aggregates give.
extension RunContext {
  /// Notes that come from an aggregate and the rows it reads: a mean of means (W2), and sums and
  /// counts over rows that a join has repeated (W11).
  ///
  /// - Parameter text: The aggregate as written.
  public func noteMeaning(
    ofAggregate name: String, _ arguments: [BoundExpression], in input: Schema,
    text: @autoclosure () -> String
  ) {
    if name == "mean", case .column(let column)? = arguments.first?.kind,
      input[column]?.summary == .mean
    {
      let count = input.fields.first { $0.summary == .count }?.name ?? "n"
      note(
        "W2",
        "`\(text())` is a mean of means, in which small groups weigh as much as large ones; "
          + "weighted_mean(\(column), \(count)) keeps their sizes")
    }
    guard name == "sum" || name == "count" else { return }
    let reads = arguments.reduce(into: Set<String>()) { $0.formUnion($1.columnsRead) }
    let repeated = history.repeats.first { item in
      reads.isEmpty ? item.isLeft : !item.columns.isDisjoint(with: reads)
    }
    guard let repeated else { return }
    let average = NumberText.significant(repeated.average, digits: 2)
    note(
      "W11",
      "`\(text())` takes values several times: in the join, 1 \(repeated.source) became "
        + "\(average) rows on average")
  }

  /// Counts the groups whose value is undefined: it is missing although there were rows to compute
  /// it from.
  ///
  /// - Parameter countsRows: Whether each row of such a group counts, as in a window.
  public func countUndefined(
    _ result: Column, of kernel: AggregateKernel, arguments: [Column], condition: Column?,
    groups: Buffer<UInt32>, countsRows: Bool = false
  ) {
    guard !kernel.picksValues, !arguments.isEmpty, result.nullCount > 0 else { return }
    var needed = arguments.reduce(nil as Bitmap?) { Bitmap.intersection($0, $1.validity) }
    if let condition, case .bool(let truth) = condition.data {
      let isTrue = Bitmap(bytes: truth.base, count: groups.count)
      needed = Bitmap.intersection(Bitmap.intersection(needed, condition.validity), isTrue)
    }
    var hasRows = [Bool](repeating: false, count: result.count)
    for row in 0..<groups.count where needed?[row] ?? true {
      hasRows[Int(groups.base[row])] = true
    }
    let isUndefined = (0..<result.count).map { hasRows[$0] && !result.isValid($0) }
    guard countsRows else {
      record.evaluation.undefined += isUndefined.count { $0 }
      return
    }
    for row in 0..<groups.count where isUndefined[Int(groups.base[row])] {
      record.evaluation.undefined += 1
    }
  }
}
