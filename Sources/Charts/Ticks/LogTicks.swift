import Glibc

/// Round places on a logarithmic axis.
///
/// Whole powers of the base; where they are too few, multiples of them are added one by one, each
/// time the multiple that splits the widest gap, as R's package scales does.
public enum LogTicks {
  /// The places inside a positive range, and whether they are spread linearly because the range
  /// is too small for multiples of powers.
  public static func values(
    from lower: Double, to upper: Double, base: Int = 10, target: Int = 5
  ) -> (values: [Double], isLinear: Bool) {
    guard lower > 0, upper > lower, upper.isFinite else { return ([], false) }
    let scale = log(Double(base))
    let first = Int((log(lower) / scale + 1e-9).rounded(.down))
    let last = Int((log(upper) / scale - 1e-9).rounded(.up))
    func isInside(_ value: Double) -> Bool {
      value >= lower * (1 - 1e-9) && value <= upper * (1 + 1e-9)
    }
    let enough = max(2, target - 2)
    var stride = (last - first) / max(1, target) + 1
    while stride >= 1 {
      // Powers divisible by the stride, so that one is always among the labels.
      let powers = (first...last).filter { $0 % stride == 0 }.map { power(base, $0) }
      let inside = powers.filter(isInside)
      if inside.count >= enough { return (inside, false) }
      stride -= 1
    }
    if base <= 2 { return ((first...last).map { power(base, $0) }.filter(isInside), false) }
    var multiples = [1]
    var candidates = Array(2..<base)
    while !candidates.isEmpty {
      var best = (index: 0, gap: -1.0)
      for (index, candidate) in candidates.enumerated() {
        let gap = smallestGap(multiples + [candidate, base])
        if gap > best.gap + 1e-12 { best = (index, gap) }
      }
      multiples.append(candidates.remove(at: best.index))
      let values = (first...last).flatMap { exponent in
        multiples.map { Double($0) * power(base, exponent) }
      }
      let inside = values.filter(isInside).sorted()
      if inside.count >= enough { return (inside, false) }
    }
    let linear = ExtendedTicks.values(from: lower, to: upper, target: target)
    return (linear.filter(isInside), true)
  }

  /// The places of short marks: the multiples 2 to 9 when there are at most four decades, else the
  /// powers that have no label.
  public static func minor(
    from lower: Double, to upper: Double, besides labelled: [Double] = []
  ) -> [Double] {
    guard lower > 0, upper > lower, upper.isFinite else { return [] }
    let first = Int(log10(lower).rounded(.down))
    let last = Int(log10(upper).rounded(.up))
    let multiples = upper / lower <= 10_001 ? 1...9 : 1...1
    let known = Set(labelled)
    return (first...last).flatMap { exponent in
      multiples.map { Double($0) * power(10, exponent) }
    }.filter { $0 >= lower && $0 <= upper && !known.contains($0) }
  }

  /// A whole power of a base, exact where doubles allow it.
  static func power(_ base: Int, _ exponent: Int) -> Double {
    exponent >= 0
      ? pow(Double(base), Double(exponent)) : 1 / pow(Double(base), Double(-exponent))
  }

  private static func smallestGap(_ multiples: [Int]) -> Double {
    let logs = multiples.sorted().map { log(Double($0)) }
    return zip(logs, logs.dropFirst()).map { $1 - $0 }.min() ?? 0
  }
}
