public import Columnar

/// Finds values for rows that have none, from other rows of their partition.
public enum GapFilling {
  /// Which row's value a row takes.
  public enum Source: Sendable {
    /// The last row before it that has a value.
    case forward
    /// The next row after it that has a value.
    case backward
    /// The row nearest in position that has a value; of two equally near ones the one before it.
    case nearest
  }

  /// For each row the row whose value it has afterwards: itself when it has a value, and
  /// `JoinMatches.noRow` when there is none to take.
  ///
  /// - Parameters:
  ///   - source: Which row's value is taken.
  ///   - validity: Which rows have a value.
  ///   - rows: The rows of each partition in order.
  ///   - positions: A position for each row, for `nearest`; NaN where it is not known.
  public static func sources(
    _ source: Source, validity: Bitmap, rows: GroupedRows, positions: [Double]
  ) -> Buffer<UInt32> {
    Buffer(count: validity.count) { target in
      for row in 0..<validity.count {
        target[row] = validity[row] ? UInt32(truncatingIfNeeded: row) : JoinMatches.noRow
      }
      eachGap(validity: validity, rows: rows) { before, after, gap in
        for row in gap {
          switch source {
          case .forward: if let before { target[row] = UInt32(truncatingIfNeeded: before) }
          case .backward: if let after { target[row] = UInt32(truncatingIfNeeded: after) }
          case .nearest:
            if let near = nearest(row, before, after, positions) {
              target[row] = UInt32(truncatingIfNeeded: near)
            }
          }
        }
      }
    }
  }

  private static func nearest(
    _ row: Int, _ before: Int?, _ after: Int?, _ positions: [Double]
  ) -> Int? {
    guard let before else { return after }
    guard let after else { return before }
    let back = abs(positions[row] - positions[before])
    let ahead = abs(positions[after] - positions[row])
    return ahead < back ? after : before
  }

  /// Values on the straight line between the neighbours that have one; rows before the first and
  /// after the last such neighbour stay without.
  ///
  /// - Parameters:
  ///   - values: A number for each row; anything where there is none.
  ///   - positions: The position of each row; NaN where it is not known.
  public static func linear(
    _ values: Buffer<Double>, validity: Bitmap, rows: GroupedRows, positions: [Double]
  ) -> (values: Buffer<Double>, validity: Bitmap?) {
    var isValid = (0..<values.count).map { validity[$0] }
    let filled = Buffer<Double>(count: values.count) { target in
      target.update(from: values.base, count: values.count)
      eachGap(validity: validity, rows: rows) { before, after, gap in
        guard let before, let after else { return }
        let width = positions[after] - positions[before]
        for row in gap {
          let share = width == 0 ? 0 : (positions[row] - positions[before]) / width
          let value = target[before] + (target[after] - target[before]) * share
          guard value.isFinite else { continue }
          target[row] = value
          isValid[row] = true
        }
      }
    }
    return (filled, Bitmap(isValid).orNilIfAllSet)
  }

  /// Visits runs of rows without values, with the rows before and after that have one.
  private static func eachGap(
    validity: Bitmap, rows: GroupedRows, _ visit: (Int?, Int?, [Int]) -> Void
  ) {
    for group in 0..<rows.groupCount {
      var before: Int?
      var gap: [Int] = []
      for index in rows.range(group) {
        let row = Int(rows.rows.base[index])
        guard validity[row] else {
          gap.append(row)
          continue
        }
        if !gap.isEmpty { visit(before, row, gap) }
        gap.removeAll(keepingCapacity: true)
        before = row
      }
      if !gap.isEmpty { visit(before, nil, gap) }
    }
  }
}
