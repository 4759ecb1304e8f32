/// Order statistics by selection.
public enum OrderStatistic {
  /// Puts the value of rank `rank` at its place, smaller values before it and larger ones after it.
  ///
  /// Quickselect with the median of three as pivot (Hoare 1961); ranges that shrink too slowly are
  /// sorted instead, so that no input takes quadratic time.
  ///
  /// - Parameters:
  ///   - values: `count` numbers without NaN; they are reordered.
  ///   - rank: From 0 up to `count`.
  public static func select(_ values: UnsafeMutablePointer<Double>, count: Int, rank: Int) -> Double
  {
    var low = 0
    var high = count - 1
    var roundsLeft = 2 * (Int.bitWidth - max(1, count).leadingZeroBitCount)
    while high - low > 16 {
      guard roundsLeft > 0 else { break }
      roundsLeft -= 1
      let pivot = medianOfThree(values[low], values[low + (high - low) / 2], values[high])
      var i = low
      var j = high
      while i <= j {
        while values[i] < pivot { i &+= 1 }
        while values[j] > pivot { j &-= 1 }
        if i <= j {
          let held = values[i]
          values[i] = values[j]
          values[j] = held
          i &+= 1
          j &-= 1
        }
      }
      if rank <= j {
        high = j
      } else if rank >= i {
        low = i
      } else {
        return values[rank]
      }
    }
    var rest = UnsafeMutableBufferPointer(start: values + low, count: high - low + 1)
    rest.sort()
    return values[rank]
  }

  private static func medianOfThree(_ a: Double, _ b: Double, _ c: Double) -> Double {
    max(min(a, b), min(max(a, b), c))
  }

  /// A quantile of numbers, by one of the nine definitions of Hyndman and Fan (1996).
  ///
  /// - Parameters:
  ///   - values: `count` numbers, at least one, without NaN; they are reordered.
  ///   - probability: From 0 to 1.
  ///   - type: 1 to 9; 7 is the usual one.
  public static func quantile(
    _ values: UnsafeMutablePointer<Double>, count: Int, probability: Double, type: Int = 7
  ) -> Double {
    let n = Double(count)
    // Position of the quantile on the ranks 1…n, and how much of the next value is mixed in.
    let lower: Double
    var share: Double
    switch type {
    case 1, 2, 3:
      let position = n * probability + (type == 3 ? -0.5 : 0)
      lower = withTolerance(position)
      let rest = position - lower
      let isWhole = abs(rest) < tolerance
      switch type {
      case 1: share = isWhole ? 0 : 1
      case 2: share = isWhole ? 0.5 : 1
      default: share = isWhole && lower.truncatingRemainder(dividingBy: 2) == 0 ? 0 : 1
      }
    default:
      let (a, b): (Double, Double) =
        switch type {
        case 4: (0, 1)
        case 5: (0.5, 0.5)
        case 6: (0, 0)
        case 8: (1.0 / 3, 1.0 / 3)
        case 9: (3.0 / 8, 3.0 / 8)
        default: (1, 1)
        }
      let position = a + probability * (n + 1 - a - b)
      lower = type == 7 ? position.rounded(.down) : withTolerance(position)
      share = position - lower
      if abs(share) < tolerance, type != 7 { share = 0 }
    }
    let first = max(1, min(count, Int(lower)))
    let second = max(1, min(count, Int(lower) + 1))
    let x = select(values, count: count, rank: first - 1)
    guard share > 0, second != first else { return x }
    var y = values[second - 1]
    // After the selection everything behind `first` is at least `x`, the next value its smallest.
    for index in first..<count { y = min(y, values[index]) }
    if share == 1 { return y }
    let distance = y - x
    // The distance of huge numbers may not be a number; the other form never leaves the two values.
    return distance.isFinite ? x + share * distance : x * (1 - share) + y * share
  }

  /// A position counts as whole when it is nearer than this to one, as in R.
  private static let tolerance = 4 * Double.ulpOfOne

  private static func withTolerance(_ position: Double) -> Double {
    (position + tolerance).rounded(.down)
  }
}
