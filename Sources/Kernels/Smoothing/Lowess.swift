public import Columnar

/// Robust locally weighted regression by lines (Cleveland 1979).
public struct Lowess: Sendable {
  /// The share of the points in a window.
  public var span: Double
  /// How often points far from the curve lose weight.
  public var iterations: Int

  /// Creates a smoother.
  public init(span: Double = 2.0 / 3.0, iterations: Int = 3) {
    self.span = span
    self.iterations = iterations
  }

  /// The curve at places, with a line fitted at each of them.
  ///
  /// As R's `lowess(delta = 0)`: a window has ⌊n·span + 10⁻⁷⌋ points, at least two; where the x in a
  /// window hardly differ their mean is taken.
  ///
  /// - Parameters:
  ///   - x: In any order; finite.
  ///   - y: As many; finite.
  ///   - places: Where the curve is wanted.
  ///   - workers: The threads.
  /// - Returns: A value for each place; nil where no point near it has weight.
  public func values(
    x: [Double], y: [Double], at places: [Double], workers: Workers
  ) -> [Double?] {
    let count = x.count
    guard count > 1 else { return places.map { _ in y.first } }
    let (sortedX, sortedY) = LocalFit.sorted(x, y)
    let window = Int(max(2, min(Double(count), (Double(count) * span + 1e-7).rounded(.down))))
    let fit = LocalFit(
      x: sortedX, y: sortedY, windowSize: window, widening: 1, degree: 1, lowersDegree: true)
    var robustness: Buffer<Double>?
    for _ in 0..<iterations {
      let fitted = fit.fit(at: sortedX.array, robustness: robustness, workers: workers)
      let residuals = zip(sortedY.array, fitted).map { y, fit in fit.map { y - $0.value } ?? 0 }
      let size = residuals.reduce(0) { $0 + abs($1) } / Double(count)
      guard let weights = LocalFit.bisquare(residuals, vanishing: 1e-7 * size) else { break }
      robustness = weights
    }
    return fit.fit(at: places, robustness: robustness, workers: workers).map { $0?.value }
  }
}
