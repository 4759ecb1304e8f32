import Columnar
import Glibc

/// A curve's value and slope at one place.
struct LocalValue: Sendable {
  var value: Double
  var slope: Double
}

/// Points sorted by x, and local polynomials fitted to the nearest of them.
///
/// Cleveland and Devlin 1988: weighted least squares with tricube weights on the `q` nearest
/// points. The polynomial is built from weighted orthogonal ones (Forsythe 1957) around the
/// weighted mean, so that no normal equations are solved and a lopsided window at an end loses
/// no digits.
struct LocalFit: Sendable {
  /// Ascending.
  let x: Buffer<Double>
  let y: Buffer<Double>
  /// The number of points in a window.
  let windowSize: Int
  /// The factor by which the distance to the farthest point of a window is widened.
  let widening: Double
  let degree: Int
  /// Whether a window with too few different x is fitted with a lower degree instead of none.
  ///
  /// Cleveland's program for `lowess` does, and it rounds weights that are nearly 1 or 0; the one
  /// for `loess` by Cleveland and Grosse does neither.
  let lowersDegree: Bool
  /// Up to this share of the reach all points count fully.
  var core: Double { lowersDegree ? 0.001 : 0 }
  /// From this share of the reach on no point counts.
  var rim: Double { lowersDegree ? 0.999 : 1 }

  /// The fit at a place; nil when the window has too few different x.
  ///
  /// - Parameters:
  ///   - place: Anywhere, also beyond the points.
  ///   - robustness: A factor for the weight of each point; nil for 1.
  ///   - weights: Scratch of `windowSize` values.
  func fit(
    at place: Double, robustness: UnsafePointer<Double>?,
    weights: UnsafeMutablePointer<Double>
  ) -> LocalValue? {
    let first = windowStart(at: place)
    let xs = x.base + first
    let ys = y.base + first
    let reach = max(place - xs[0], xs[windowSize - 1] - place) * widening
    guard reach > 0 else {
      return lowersDegree ? meanOfTies(around: first, robustness: robustness) : nil
    }
    let scale = 1 / reach
    var sums = Weighted()
    var different = 0
    var lastX = Double.nan
    for index in 0..<windowSize {
      let u = (xs[index] - place) * scale
      var weight = tricube(abs(u))
      if let robustness { weight *= robustness[first + index] }
      weights[index] = weight
      guard weight > 0 else { continue }
      sums.add(weight, u, ys[index])
      if different <= degree, xs[index] != lastX {
        different += 1
        lastX = xs[index]
      }
    }
    guard sums.weight > 0 else { return nil }
    var usedDegree = degree
    if different <= degree {
      guard lowersDegree else { return nil }
      usedDegree = different - 1
    }
    return polynomial(
      usedDegree, xs, ys, weights, place: place, scale: scale, sums: sums)
  }

  /// The mean of all points at one place, for a window without width.
  private func meanOfTies(
    around index: Int, robustness: UnsafePointer<Double>?
  ) -> LocalValue? {
    var lower = index
    while lower > 0, x.base[lower - 1] == x.base[index] { lower -= 1 }
    var weight = 0.0
    var sum = 0.0
    var position = lower
    while position < x.count, x.base[position] == x.base[index] {
      let share = robustness?[position] ?? 1
      weight += share
      sum += share * y.base[position]
      position += 1
    }
    return weight > 0 ? LocalValue(value: sum / weight, slope: 0) : nil
  }

  private struct Weighted {
    var weight = 0.0
    var u = 0.0
    var y = 0.0
    @inline(__always)
    mutating func add(_ w: Double, _ u: Double, _ y: Double) {
      weight += w
      self.u += w * u
      self.y += w * y
    }
  }

  private func polynomial(
    _ degree: Int, _ xs: UnsafePointer<Double>, _ ys: UnsafePointer<Double>,
    _ weights: UnsafePointer<Double>, place: Double, scale: Double, sums: Weighted
  ) -> LocalValue? {
    let meanU = sums.u / sums.weight
    let meanY = sums.y / sums.weight
    guard degree > 0 else { return LocalValue(value: meanY, slope: 0) }
    var square = 0.0
    var cube = 0.0
    var product = 0.0
    for index in 0..<windowSize {
      let v = (xs[index] - place) * scale - meanU
      let wv = weights[index] * v
      square += wv * v
      cube += wv * v * v
      product += wv * (ys[index] - meanY)
    }
    guard square > 0 else { return nil }
    if lowersDegree {
      // Cleveland's program takes the mean when the spread is below a thousandth of the range.
      let range = (x.base[x.count - 1] - x.base[0]) * scale
      if (square / sums.weight).squareRoot() <= 0.001 * range {
        return LocalValue(value: meanY, slope: 0)
      }
    }
    let linear = product / square
    var value = meanY - linear * meanU
    var slope = linear
    if degree == 2 {
      let tilt = cube / square
      let level = square / sums.weight
      var norm = 0.0
      var curved = 0.0
      for index in 0..<windowSize {
        let v = (xs[index] - place) * scale - meanU
        let p = v * (v - tilt) - level
        norm += weights[index] * p * p
        curved += weights[index] * p * (ys[index] - meanY)
      }
      guard norm > 0 else { return nil }
      let quadratic = curved / norm
      value += quadratic * (meanU * (meanU + tilt) - level)
      slope -= quadratic * (2 * meanU + tilt)
    }
    guard value.isFinite, slope.isFinite else { return nil }
    return LocalValue(value: value, slope: slope * scale)
  }

  /// (1 − u³)³; with Cleveland's `lowess` 1 very near and 0 at the rim.
  @inline(__always)
  private func tricube(_ u: Double) -> Double {
    if u >= rim { return 0 }
    if u < core { return 1 }
    let c = 1 - u * u * u
    return c * c * c
  }

  /// The first point of the window of nearest points; of equally near ones the left is taken.
  func windowStart(at place: Double) -> Int {
    var low = 0
    var high = x.count - windowSize
    while low < high {
      let middle = (low + high) / 2
      if x.base[middle + windowSize] - place < place - x.base[middle] {
        low = middle + 1
      } else {
        high = middle
      }
    }
    return low
  }

  /// Points in the order of x; equal x keep theirs.
  static func sorted(_ x: [Double], _ y: [Double]) -> (x: Buffer<Double>, y: Buffer<Double>) {
    if zip(x, x.dropFirst()).allSatisfy({ $0 <= $1 }) { return (Buffer(x), Buffer(y)) }
    let order = x.indices.sorted { x[$0] != x[$1] ? x[$0] < x[$1] : $0 < $1 }
    return (Buffer(order.map { x[$0] }), Buffer(order.map { y[$0] }))
  }

  /// The window size and the number of places from which on sums of powers pay.
  private static let manyPoints = 1024
  private static let manyPlaces = 32

  /// Fits at many places; places are independent, so threads share them.
  func fit(
    at places: [Double], robustness: Buffer<Double>?, workers: Workers
  ) -> [LocalValue?] {
    let isLarge = windowSize >= Self.manyPoints && places.count > Self.manyPlaces
    let moments =
      isLarge ? WindowMoments(self, robustness: robustness, workers: workers) : nil
    let batch = isLarge ? 512 : 16
    let parts = workers.map((places.count + batch - 1) / batch) { part in
      var weights: UnsafeMutablePointer<Double>?
      defer { weights?.deallocate() }
      let range = part * batch..<min(places.count, (part + 1) * batch)
      if workers.shouldStop() { return [LocalValue?](repeating: nil, count: range.count) }
      var results: [LocalValue?] = []
      results.reserveCapacity(range.count)
      var last: (place: Double, value: LocalValue?)?
      for place in places[range] {
        if last?.place != place {
          if case .value(let value)? = moments?.value(at: place) {
            last = (place, value)
          } else {
            let scratch = weights ?? .allocate(capacity: windowSize)
            weights = scratch
            last = (place, fit(at: place, robustness: robustness?.base, weights: scratch))
          }
        }
        results.append(last?.value)
      }
      return results
    }
    return parts.flatMap { $0 }
  }

  /// Bisquare weights of residuals (Mosteller and Tukey 1977) on six times their median size.
  ///
  /// - Returns: Nil when half of the residuals vanish, so that there is nothing to scale by.
  static func bisquare(_ residuals: [Double], vanishing: Double) -> Buffer<Double>? {
    let sizes = residuals.map { abs($0) }.sorted()
    guard let largest = sizes.last, largest > 0 else { return nil }
    let middle = sizes.count / 2
    let median = sizes.count % 2 == 1 ? sizes[middle] : (sizes[middle - 1] + sizes[middle]) / 2
    let scale = 6 * median
    guard scale > vanishing else { return nil }
    return Buffer(
      residuals.map { residual in
        let r = abs(residual)
        if r <= 0.001 * scale { return 1 }
        if r > 0.999 * scale { return 0 }
        let c = 1 - (r / scale) * (r / scale)
        return c * c
      })
  }
}
