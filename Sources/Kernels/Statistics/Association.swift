import Columnar

/// How strongly two columns go together.
public enum Association {
  /// Pearson's correlation; nil for fewer than two pairs or when a side does not vary.
  ///
  /// Two passes, the second over deviations from the mean, with compensated sums. Each side is
  /// scaled by a power of two first, so that no square leaves the range of doubles.
  public static func pearson(
    _ x: UnsafeBufferPointer<Double>, _ y: UnsafeBufferPointer<Double>
  ) -> Double? {
    guard x.count > 1 else { return nil }
    let (scaleX, meanX) = centre(x)
    let (scaleY, meanY) = centre(y)
    var squaresX = CompensatedSum()
    var squaresY = CompensatedSum()
    var products = CompensatedSum()
    for index in 0..<x.count {
      let a = x[index] * scaleX - meanX
      let b = y[index] * scaleY - meanY
      squaresX.add(a * a)
      squaresY.add(b * b)
      products.add(a * b)
    }
    // Equal values may differ from their rounded mean by its last digit.
    let noise = Double(x.count) * 0x1p-104
    guard squaresX.value > noise, squaresY.value > noise else { return nil }
    let scale = (squaresX.value * squaresY.value).squareRoot()
    return max(-1, min(1, products.value / scale))
  }

  /// A power of two that brings the largest value near 1, and the mean of the scaled values.
  private static func centre(_ values: UnsafeBufferPointer<Double>) -> (Double, Double) {
    var largest = 0.0
    for value in values { largest = max(largest, abs(value)) }
    let scale = PowerOfTwo.bringingToOne(largest)
    var sum = CompensatedSum()
    for value in values { sum.add(value * scale) }
    return (scale, sum.value / Double(values.count))
  }

  /// Spearman's correlation: Pearson's of the ranks, ties sharing their mean rank.
  ///
  /// - Parameters:
  ///   - x: The dense rank of each row; rows in which either side is `none` are left out.
  ///   - y: As many.
  public static func spearman(_ x: DenseRanks, _ y: DenseRanks) -> (r: Double?, pairs: Int) {
    let rows = commonRows(x, y)
    let a = meanRanks(x, rows)
    let b = meanRanks(y, rows)
    let r = a.withUnsafeBufferPointer { a in b.withUnsafeBufferPointer { b in pearson(a, b) } }
    return (r, rows.count)
  }

  /// Twice the deviation of each row's rank from the middle one; whole numbers, so that sums of
  /// them round late.
  private static func meanRanks(_ ranks: DenseRanks, _ rows: [UInt32]) -> [Double] {
    var sizes = [Int](repeating: 0, count: ranks.count)
    for row in rows { sizes[Int(ranks.codes.base[Int(row)])] += 1 }
    var before = 0
    let centred = sizes.map { size in
      defer { before += size }
      return Double(2 * before + size - rows.count)
    }
    return rows.map { centred[Int(ranks.codes.base[Int($0)])] }
  }

  private static func commonRows(_ x: DenseRanks, _ y: DenseRanks) -> [UInt32] {
    var rows: [UInt32] = []
    rows.reserveCapacity(x.codes.count)
    for row in 0..<x.codes.count
    where x.codes.base[row] != DenseRanks.none && y.codes.base[row] != DenseRanks.none {
      rows.append(UInt32(truncatingIfNeeded: row))
    }
    return rows
  }

  /// Kendall's tau-b (Kendall 1945), in n log n steps after Knight (1966).
  public static func kendall(_ x: DenseRanks, _ y: DenseRanks) -> (r: Double?, pairs: Int) {
    var rows = commonRows(x, y)
    let count = rows.count
    guard count > 1 else { return (nil, count) }
    rows = sorted(rows, by: y)
    rows = sorted(rows, by: x)
    var tiedX = 0
    var tiedBoth = 0
    var runX = 0
    var runBoth = 0
    for index in 1..<count {
      let (row, last) = (Int(rows[index]), Int(rows[index - 1]))
      // A run that grows to k + 1 members has k pairs more.
      runX = x.codes.base[row] == x.codes.base[last] ? runX + 1 : 0
      runBoth = runX > 0 && y.codes.base[row] == y.codes.base[last] ? runBoth + 1 : 0
      tiedX += runX
      tiedBoth += runBoth
    }
    var sizes = [Int](repeating: 0, count: y.count)
    for row in rows { sizes[Int(y.codes.base[Int(row)])] += 1 }
    let tiedY = sizes.reduce(0) { $0 + $1 * ($1 - 1) / 2 }
    let pairs = count * (count - 1) / 2
    guard tiedX < pairs, tiedY < pairs else { return (nil, count) }
    var codes = rows.map { y.codes.base[Int($0)] }
    let discordant = inversions(&codes)
    let score = pairs - tiedX - tiedY + tiedBoth - 2 * discordant
    let scale = Double(pairs - tiedX).squareRoot() * Double(pairs - tiedY).squareRoot()
    return (max(-1, min(1, Double(score) / scale)), count)
  }

  /// A stable counting sort of rows by their rank.
  private static func sorted(_ rows: [UInt32], by ranks: DenseRanks) -> [UInt32] {
    var next = [Int](repeating: 0, count: ranks.count + 1)
    for row in rows { next[Int(ranks.codes.base[Int(row)]) + 1] += 1 }
    for rank in 0..<ranks.count { next[rank + 1] += next[rank] }
    var result = [UInt32](repeating: 0, count: rows.count)
    for row in rows {
      let rank = Int(ranks.codes.base[Int(row)])
      result[next[rank]] = row
      next[rank] += 1
    }
    return result
  }

  /// How many pairs stand in falling order; sorts the codes by merging.
  private static func inversions(_ codes: inout [UInt32]) -> Int {
    var total = 0
    var width = 1
    let count = codes.count
    var other = codes
    while width < count {
      codes.withUnsafeBufferPointer { from in
        other.withUnsafeMutableBufferPointer { to in
          var start = 0
          while start < count {
            let middle = min(count, start + width)
            let end = min(count, start + 2 * width)
            var left = start
            var right = middle
            for place in start..<end {
              if left < middle, right >= end || from[left] <= from[right] {
                to[place] = from[left]
                left += 1
              } else {
                to[place] = from[right]
                right += 1
                total += middle - left
              }
            }
            start = end
          }
        }
      }
      swap(&codes, &other)
      width *= 2
    }
    return total
  }
}

/// Powers of two, by which a scaling loses no digits.
public enum PowerOfTwo {
  /// The factor that brings a size to between 1 and 2; 1 for zero.
  public static func bringingToOne(_ size: Double) -> Double {
    guard size > 0, size.isFinite else { return 1 }
    // 2^1023 is the largest; the smallest sizes come near enough to 1.
    return Double(sign: .plus, exponent: min(1023, -size.exponent), significand: 1)
  }
}
