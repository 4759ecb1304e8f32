import Glibc

/// Widths of the bins of a histogram.
public enum BinWidth {
  /// The width that the rule of Freedman and Diaconis (1981) asks for, twice the distance of the
  /// quartiles over the cube root of n, or, where the quartiles are equal, that of Sturges (1926).
  ///
  /// - Parameters:
  ///   - values: The numbers, at least one and none NaN; they are reordered.
  ///   - low: The smallest of them.
  ///   - high: The largest of them.
  public static func usual(_ values: inout [Double], _ low: Double, _ high: Double) -> Double {
    let count = Double(values.count)
    let range = high - low
    let quartiles = values.withUnsafeMutableBufferPointer { buffer -> (Double, Double) in
      guard let start = buffer.baseAddress else { return (0, 0) }
      let first = OrderStatistic.quantile(start, count: buffer.count, probability: 0.25)
      return (first, OrderStatistic.quantile(start, count: buffer.count, probability: 0.75))
    }
    let width = 2 * (quartiles.1 - quartiles.0) / cbrt(count)
    if width > 0, width.isFinite { return min(width, range.isFinite ? range : width) }
    let bins = Double(Int.bitWidth - max(1, values.count - 1).leadingZeroBitCount) + 1
    return high / bins - low / bins
  }
}
