public import Columnar

/// A linear regression with an intercept.
///
/// The normal equations of the centred columns, in 32 digits. They square the condition of the
/// problem, as Householder's method does not; with twice the digits they still leave more right
/// than that method in 16, and one pass over the rows is enough (Higham 2002, chapter 20).
/// A column that is a combination of those before it, to 11 digits, has no coefficient, as in R.
public struct LeastSquares: Sendable {
  /// The intercept and the coefficient of each column; nil for a column that adds nothing, and
  /// without rows.
  public private(set) var coefficients: [Double?]
  /// Their standard errors; nil where the rows do not leave any freedom.
  public private(set) var errors: [Double?]
  /// The share of the variance that the fit explains; nil when y does not vary.
  public private(set) var rSquared: Double?
  private var means: [Double]
  private var meanOfY = 0.0

  /// Fits y to columns.
  ///
  /// - Parameters:
  ///   - columns: Finite numbers, each as many as `y`.
  ///   - y: Finite numbers.
  ///   - workers: The threads.
  public init(_ columns: [Buffer<Double>], y: Buffer<Double>, workers: Workers) {
    let width = columns.count
    coefficients = [Double?](repeating: nil, count: width + 1)
    errors = coefficients
    means = [Double](repeating: 0, count: width)
    guard y.count > 0 else { return }
    let moments = Moments(columns + [y], workers: workers)
    let scales = moments.scales
    let factor = Factor(moments, width: width)
    meanOfY = moments.means[width].value / scales[width]
    means = (0..<width).map { moments.means[$0].value / scales[$0] }
    let total = moments.products[width][width]
    let explained = factor.projections.reduce(DoubleDouble(0)) { $0 + $1 * $1 }
    var rest = total - explained
    // Below the last of the 32 digits there is nothing but rounding.
    if rest.high <= 1e-30 * total.high { rest = DoubleDouble(0) }
    let isConstant = total.high <= Moments.vanishing * Double(y.count)
    if isConstant { rest = DoubleDouble(0) }
    rSquared = isConstant ? nil : ((total - rest) / total).value
    let freedom = y.count - factor.kept.count - 1
    let variance = freedom > 0 ? rest / DoubleDouble(Double(freedom)) : nil
    let slopes = factor.solution()
    var intercept = moments.means[width]
    // The variance of the intercept: 1/n and the way from the means to zero.
    var leverage = DoubleDouble(1) / DoubleDouble(Double(y.count))
    for row in factor.inverse {
      var reach = DoubleDouble(0)
      for (index, column) in factor.kept.enumerated() where index < row.count {
        reach = reach + row[index] * moments.means[column]
      }
      leverage = leverage + reach * reach
    }
    for (index, column) in factor.kept.enumerated() {
      let unit = scales[column] / scales[width]
      coefficients[column + 1] = Self.finite(slopes[index].value, unit)
      intercept = intercept - slopes[index] * moments.means[column]
      guard let variance else { continue }
      let spread = factor.inverse.reduce(DoubleDouble(0)) { sum, row in
        index < row.count ? sum + row[index] * row[index] : sum
      }
      errors[column + 1] = Self.finite((variance * spread).squareRoot().value, unit)
    }
    coefficients[0] = Self.finite(intercept.value, 1 / scales[width])
    if let variance {
      errors[0] = Self.finite((variance * leverage).squareRoot().value, 1 / scales[width])
    }
  }

  private static func finite(_ value: Double, _ factor: Double) -> Double? {
    let result = value * factor
    return result.isFinite ? result : nil
  }

  /// The fitted value at a row, from the means outwards; nil without a fit.
  public func prediction(_ row: (Int) -> Double) -> Double? {
    guard coefficients[0] != nil else { return nil }
    var value = meanOfY
    for column in means.indices {
      if let slope = coefficients[column + 1] { value += slope * (row(column) - means[column]) }
    }
    return value.isFinite ? value : nil
  }
}

/// Sums of products of centred columns.
private struct Moments: Sendable {
  /// A mean square below this, of a column scaled to 1, is that of a constant.
  static let vanishing = 1e-40

  /// The number of rows.
  let rowCount: Int
  /// What each column is multiplied by: a power of two that brings it near 1.
  var scales: [Double] = []
  /// The means of the scaled columns.
  var means: [DoubleDouble] = []
  /// The products of each pair of columns around their means; the lower triangle.
  var products: [[DoubleDouble]] = []

  init(_ columns: [Buffer<Double>], workers: Workers) {
    let rows = columns.first?.count ?? 0
    rowCount = rows
    let width = columns.count
    let blocks = Blocks.count(rows: rows)
    var centres: [Double] = []
    for column in columns {
      var largest = 0.0
      for row in 0..<rows { largest = max(largest, abs(column.base[row])) }
      let scale = PowerOfTwo.bringingToOne(largest)
      var sum = CompensatedSum()
      for row in 0..<rows { sum.add(column.base[row] * scale) }
      scales.append(scale)
      centres.append(sum.value / Double(rows))
    }
    let (scale, centre) = (scales, centres)
    // Blocks are of fixed size and joined in order, whatever the threads.
    let parts = workers.map(blocks) { block in
      var sums = [DoubleDouble](repeating: DoubleDouble(0), count: width * (width + 1) / 2 + width)
      var deviations = [DoubleDouble](repeating: DoubleDouble(0), count: width)
      for row in Blocks.range(block, rows: rows) {
        for index in 0..<width {
          deviations[index] = DoubleDouble.sum(
            columns[index].base[row] * scale[index], -centre[index])
        }
        var position = 0
        for first in 0..<width {
          for second in 0...first {
            sums[position] = sums[position] + deviations[first] * deviations[second]
            position += 1
          }
        }
        for index in 0..<width {
          sums[position + index] = sums[position + index] + deviations[index]
        }
      }
      return sums
    }
    var sums = [DoubleDouble](repeating: DoubleDouble(0), count: width * (width + 1) / 2 + width)
    for part in parts {
      for position in sums.indices { sums[position] = sums[position] + part[position] }
    }
    let offset = width * (width + 1) / 2
    let count = DoubleDouble(Double(rows))
    means = (0..<width).map { DoubleDouble(centre[$0]) + sums[offset + $0] / count }
    var position = 0
    for first in 0..<width {
      var line: [DoubleDouble] = []
      for second in 0...first {
        // What the rounded centre has left.
        line.append(sums[position] - sums[offset + first] * sums[offset + second] / count)
        position += 1
      }
      products.append(line)
    }
  }
}

/// Cholesky's factor of the columns that add something, in their order.
private struct Factor {
  /// The columns that add something.
  var kept: [Int] = []
  /// The lower triangle for them.
  private var lower: [[DoubleDouble]] = []
  /// The part of y along each step.
  var projections: [DoubleDouble] = []
  /// The inverse of the lower triangle; a triangle as well.
  var inverse: [[DoubleDouble]] = []

  init(_ moments: Moments, width: Int) {
    for column in 0..<width {
      var line: [DoubleDouble] = []
      for (index, earlier) in kept.enumerated() {
        var rest = moments.products[column][earlier]
        for step in 0..<index { rest = rest - line[step] * lower[index][step] }
        line.append(rest / lower[index][index])
      }
      let square = moments.products[column][column]
      let rest = line.reduce(square) { $0 - $1 * $1 }
      guard square.high > Moments.vanishing * Double(moments.rowCount),
        rest.high > 1e-22 * square.high
      else { continue }
      line.append(rest.squareRoot())
      var projection = moments.products[width][column]
      for step in kept.indices { projection = projection - line[step] * projections[step] }
      projections.append(projection / line[kept.count])
      kept.append(column)
      lower.append(line)
    }
    for row in kept.indices {
      var line: [DoubleDouble] = []
      for column in 0..<row {
        var sum = DoubleDouble(0)
        for step in column..<row { sum = sum + lower[row][step] * inverse[step][column] }
        line.append(-(sum / lower[row][row]))
      }
      line.append(DoubleDouble(1) / lower[row][row])
      inverse.append(line)
    }
  }

  /// The coefficients of the kept columns.
  func solution() -> [DoubleDouble] {
    var result = [DoubleDouble](repeating: DoubleDouble(0), count: kept.count)
    for index in kept.indices.reversed() {
      var rest = projections[index]
      for later in index + 1..<max(index + 1, kept.count) {
        rest = rest - lower[later][index] * result[later]
      }
      result[index] = rest / lower[index][index]
    }
    return result
  }
}
