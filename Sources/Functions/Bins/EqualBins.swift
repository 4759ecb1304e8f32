import Catalog
import Columnar
import Diagnostics
import Kernels

/// Bins of equal width between the smallest and the largest number of each partition.
enum EqualBins {
  /// The lower end of each number's bin.
  static func kernel(count: Double) -> WindowKernel {
    WindowKernel(type: .number) { (columns, partitions, workers) throws(Diagnostic) in
      try WindowLoops.numbers(columns[0], partitions, workers) { rows, values, validity, output in
        var low = Double.infinity
        var high = -Double.infinity
        for row in rows where validity?[Int(row)] ?? true {
          low = min(low, values[Int(row)])
          high = max(high, values[Int(row)])
        }
        for row in rows where validity?[Int(row)] ?? true {
          output.set(row, lowerEnd(of: values[Int(row)], low, high, count))
        }
      }
    }
  }

  /// The largest end that is not above x, of `count` bins from `low` to `high`; the last holds
  /// `high`.
  static func lowerEnd(of x: Double, _ low: Double, _ high: Double, _ count: Double) -> Double {
    guard low < high else { return low }
    func end(_ index: Double) -> Double {
      // Dividing last rounds once: a third of 10 is 3.3333333333333335, as for a human.
      let exact = (low * (count - index) + high * index) / count
      if exact.isFinite { return exact }
      let share = index / count
      return low * (1 - share) + high * share
    }
    // In halves, since the distance of huge numbers may not be a number.
    let share = (x / 2 - low / 2) / (high / 2 - low / 2)
    var index = max(0, min(count - 1, (share * count).rounded(.down)))
    // The quotient is rounded, so the answer may be next to it.
    if index > 0, end(index) > x { index -= 1 }
    if index < count - 1, end(index + 1) <= x { index += 1 }
    return index == 0 ? low : end(index)
  }
}
