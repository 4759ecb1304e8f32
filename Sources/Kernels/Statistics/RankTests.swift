public import Columnar

/// Tests of whether groups differ, by the ranks of their values.
public enum RankTests {
  /// The outcome of a test.
  public struct Result: Sendable {
    /// The statistic; nil where there is nothing to compare.
    public var statistic: Double?
    /// The degrees of freedom of a test that has any.
    public var degrees: Int?
    /// The probability of a statistic at least as far off when no group differs.
    public var probability: Double?
  }

  /// The sums of ranks of groups, ties sharing their mean rank.
  public struct RankSums: Sendable {
    /// Twice the sum of ranks of each group; whole, so exact.
    public var doubled: [Double]
    /// The number of values in each group.
    public var sizes: [Int]
    /// The sum of t³ − t over runs of t equal values.
    public var ties: Double

    /// Ranks values.
    ///
    /// - Parameters:
    ///   - ranks: The dense rank of each value.
    ///   - groups: The group of each value; rows whose group is `groupCount` or larger, or that
    ///     have no rank, take no part.
    ///   - groupCount: The number of groups.
    public init(_ ranks: DenseRanks, groups: Buffer<UInt32>, groupCount: Int) {
      var runs = [Int](repeating: 0, count: ranks.count)
      sizes = [Int](repeating: 0, count: groupCount)
      let count = ranks.codes.count
      for row in 0..<count {
        let code = ranks.codes.base[row]
        guard code != DenseRanks.none, groups.base[row] < groupCount else { continue }
        runs[Int(code)] += 1
        sizes[Int(groups.base[row])] += 1
      }
      var tied = CompensatedSum()
      for run in runs {
        let t = Double(run)
        tied.add(t * (t * t - 1))
      }
      ties = tied.value
      var before = 0
      let twice = runs.map { size in
        defer { before += size }
        return 2 * before + size + 1
      }
      var sums = [Int](repeating: 0, count: groupCount)
      for row in 0..<count {
        let code = ranks.codes.base[row]
        guard code != DenseRanks.none, groups.base[row] < groupCount else { continue }
        sums[Int(groups.base[row])] += twice[Int(code)]
      }
      doubled = sums.map(Double.init)
    }
  }

  /// Kruskal and Wallis (1952): H, corrected for ties, against chi-squared.
  public static func kruskal(_ sums: RankSums) -> Result {
    let n = Double(sums.sizes.reduce(0, +))
    let used = sums.sizes.indices.filter { sums.sizes[$0] > 0 }
    guard used.count > 1 else { return Result() }
    let degrees = used.count - 1
    let correction = 1 - sums.ties / (n * (n * n - 1))
    guard correction > 0 else { return Result(degrees: degrees) }
    // Around the mean rank, so that nothing large is taken from something large.
    var between = CompensatedSum()
    for group in used {
      let size = Double(sums.sizes[group])
      let off = sums.doubled[group] / 2 - size * (n + 1) / 2
      between.add(off * off / size)
    }
    let statistic = max(0, 12 / (n * (n + 1)) * between.value / correction)
    return Result(
      statistic: statistic, degrees: degrees,
      probability: TailProbabilities.chiSquared(statistic, degrees: degrees))
  }

  /// Mann and Whitney (1947): U of the first of two groups, against the normal distribution with
  /// corrections for ties and continuity.
  public static func mannWhitney(_ sums: RankSums) -> Result {
    guard sums.sizes.count == 2, sums.sizes.allSatisfy({ $0 > 0 }) else { return Result() }
    let (a, b) = (Double(sums.sizes[0]), Double(sums.sizes[1]))
    let n = a + b
    let statistic = sums.doubled[0] / 2 - a * (a + 1) / 2
    let variance = a * b / 12 * ((n + 1) - sums.ties / (n * (n - 1)))
    guard variance > 0 else { return Result(statistic: statistic) }
    let off = abs(statistic - a * b / 2)
    let z = max(0, off - 0.5) / variance.squareRoot()
    return Result(
      statistic: statistic, probability: off == 0 ? 1 : min(1, 2 * TailProbabilities.normal(z)))
  }
}
