public import Columnar

/// Local regression of y on x (Cleveland and Devlin 1988).
public struct Loess: Sendable {
  /// Where the local fits are computed.
  public enum Surface: Sendable {
    /// At every place that is asked for.
    case direct
    /// At a few vertices, with cubic blending between them, as R's `loess` does by default; places
    /// outside the data have no value.
    case interpolate
  }

  /// The share of the points in a window; above 1 all points, with the window widened.
  public var span: Double
  /// The degree of the local polynomials: 0, 1 or 2.
  public var degree: Int
  /// Whether far-off points lose weight, by three rounds of bisquare weights.
  public var isRobust: Bool
  /// Where the local fits are computed.
  public var surface: Surface

  /// Creates a smoother; R's defaults, but computed directly.
  public init(
    span: Double = 0.75, degree: Int = 2, isRobust: Bool = false, surface: Surface = .direct
  ) {
    self.span = span
    self.degree = degree
    self.isRobust = isRobust
    self.surface = surface
  }

  /// The fewest different x that the fit needs.
  public var requiredPoints: Int { degree + 1 }

  /// The curve at places.
  ///
  /// Agrees with R's `loess`: a window holds ⌊n·span + 10⁻⁵⌋ points, and above 1 the span widens
  /// squared distances, as in the program by Cleveland and Grosse, so that √span widens the window.
  ///
  /// - Parameters:
  ///   - x: In any order; finite.
  ///   - y: As many; finite.
  ///   - places: Where the curve is wanted.
  ///   - workers: The threads.
  /// - Returns: A value for each place; nil where the points near it do not determine one.
  public func values(
    x: [Double], y: [Double], at places: [Double], workers: Workers
  ) -> [Double?] {
    let nothing = [Double?](repeating: nil, count: places.count)
    let (sortedX, sortedY) = LocalFit.sorted(x, y)
    let count = x.count
    let window = min(Double(count), (Double(count) * span + 1e-5).rounded(.down))
    guard window >= Double(max(1, degree)), count > 0 else { return nothing }
    let fit = LocalFit(
      x: sortedX, y: sortedY, windowSize: Int(window), widening: max(1, span).squareRoot(),
      degree: degree,
      lowersDegree: false)
    var robustness: Buffer<Double>?
    if isRobust {
      for _ in 0..<3 {
        let fitted = evaluate(fit, at: sortedX.array, robustness: robustness, workers: workers)
        let residuals = zip(sortedY.array, fitted).map { y, fit in fit.map { y - $0 } ?? 0 }
        robustness = LocalFit.bisquare(residuals, vanishing: .leastNormalMagnitude)
        if robustness == nil { break }
      }
    }
    return evaluate(fit, at: places, robustness: robustness, workers: workers)
  }

  private func evaluate(
    _ fit: LocalFit, at places: [Double], robustness: Buffer<Double>?, workers: Workers
  ) -> [Double?] {
    switch surface {
    case .direct:
      return fit.fit(at: places, robustness: robustness, workers: workers).map { $0?.value }
    case .interpolate:
      let vertices = LoessVertices(fit, span: span)
      let values = fit.fit(at: vertices.places, robustness: robustness, workers: workers)
      return places.map { vertices.blend(values, at: $0) }
    }
  }
}

/// The vertices of R's interpolating surface for one predictor (Cleveland and Grosse 1991).
struct LoessVertices {
  /// Ascending.
  let places: [Double]
  private let range: ClosedRange<Double>

  /// Cuts the range of x, a little widened, until no cell has more than a fifth of a window.
  init(_ fit: LocalFit, span: Double) {
    let x = fit.x
    let low = x.base[0]
    let high = x.base[x.count - 1]
    range = low...high
    let margin = 0.005 * max(high - low, max(abs(low), abs(high)) * 1e-3 + 1e-30)
    let limit = (Double(x.count) * span * 0.2).rounded(.down)
    var cuts = [low - margin, high + margin]
    var cells = [(first: 0, last: x.count - 1, lower: low - margin, upper: high + margin)]
    while let cell = cells.popLast() {
      let size = cell.last - cell.first + 1
      guard Double(size) > limit, let cut = Self.cut(x, cell.first, cell.last) else { continue }
      let value = x.base[cut]
      guard value != cell.lower, value != cell.upper else { continue }
      cuts.append(value)
      cells.append((cell.first, cut, cell.lower, value))
      cells.append((cut + 1, cell.last, value, cell.upper))
    }
    places = cuts.sorted()
  }

  /// The position nearest to the middle after which x changes; nil when all x are equal.
  private static func cut(_ x: Buffer<Double>, _ first: Int, _ last: Int) -> Int? {
    // The middle of positions counted from 1, as in the original program.
    let middle = (first + 1 + last + 1) / 2 - 1
    for offset in 0...(last - first + 1) {
      for candidate in offset == 0 ? [middle] : [middle + offset, middle - offset]
      where candidate >= first && candidate < last {
        if x.base[candidate] != x.base[candidate + 1] { return candidate }
      }
    }
    return nil
  }

  /// Cubic Hermite blending between the vertices around a place.
  func blend(_ values: [LocalValue?], at place: Double) -> Double? {
    guard range.contains(place) else { return nil }
    var low = 0
    var high = places.count - 1
    while high - low > 1 {
      let middle = (low + high) / 2
      if places[middle] <= place { low = middle } else { high = middle }
    }
    guard let left = values[low], let right = values[high] else { return nil }
    let width = places[high] - places[low]
    guard width > 0 else { return left.value }
    let t = (place - places[low]) / width
    let s = 1 - t
    return s * s * (1 + 2 * t) * left.value + t * t * (3 - 2 * t) * right.value
      + s * s * t * width * left.slope - t * t * s * width * right.slope
  }
}
