/// Count, mean and sum of squared deviations of a stream of numbers.
///
/// One pass after Welford (1962), parts joined after Chan, Golub and LeVeque (1983).
public struct RunningMoments: BitwiseCopyable, Sendable {
  /// How many numbers there were.
  public var count: Int64
  /// Their mean.
  public var mean: Double
  /// The sum of squared deviations from the mean.
  public var squares: Double

  /// Creates the moments of nothing.
  @inlinable
  public init() {
    count = 0
    mean = 0
    squares = 0
  }

  /// Takes in a number.
  @inlinable @inline(__always)
  public mutating func add(_ value: Double) {
    count &+= 1
    let delta = value - mean
    mean += delta / Double(count)
    squares += delta * (value - mean)
  }

  /// Takes in the moments of other numbers.
  @inlinable
  public mutating func add(_ other: RunningMoments) {
    guard other.count > 0 else { return }
    guard count > 0 else {
      self = other
      return
    }
    let total = Double(count + other.count)
    let delta = other.mean - mean
    squares += other.squares + delta * delta * (Double(count) * Double(other.count) / total)
    mean += delta * (Double(other.count) / total)
    count += other.count
  }

  /// The sample variance, with `n - 1` below; nil for fewer than two numbers.
  @inlinable
  public var variance: Double? { count > 1 ? squares / Double(count - 1) : nil }
}
