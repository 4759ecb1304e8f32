/// A running sum of doubles with a second double for the digits that the first one loses.
///
/// Kahan-Babuska summation as improved by Neumaier (1974): the correction is kept apart and added
/// once at the end.
public struct CompensatedSum: BitwiseCopyable, Sendable {
  /// The sum so far.
  public var sum: Double
  /// What the sum has lost.
  public var lost: Double

  /// Creates a sum of nothing.
  @inlinable @inline(__always)
  public init() {
    sum = 0
    lost = 0
  }

  /// The best double for the sum.
  @inlinable
  public var value: Double { sum + lost }

  /// Adds a number.
  ///
  /// The lost digits are found without a branch (Knuth's two-sum), which gives the same result as
  /// Neumaier's comparison of magnitudes.
  @inlinable @inline(__always)
  public mutating func add(_ value: Double) {
    let total = sum + value
    let part = total - sum
    lost += (sum - (total - part)) + (value - part)
    sum = total
  }

  /// Adds another sum.
  @inlinable @inline(__always)
  public mutating func add(_ other: CompensatedSum) {
    add(other.sum)
    lost += other.lost
  }
}
