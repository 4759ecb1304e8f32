import Glibc
import Kernels

/// A smooth estimate of how values are distributed: the mean of one normal curve about each value.
///
/// Silverman, *Density Estimation for Statistics and Data Analysis* (1986), chapters 2 and 3.
struct KernelDensity: Sendable {
  /// The values, ascending.
  private let values: [Double]
  /// The standard deviation of the curves.
  let bandwidth: Double

  /// The number of places at which a curve is drawn, as in R.
  static let placeCount = 512
  /// Further away than this many bandwidths a curve adds less than a double can tell.
  private static let reach = 9.0
  /// Up to this many values the sum is taken over each of them.
  private static let mostExact = 2000
  /// The cells of the grid that stands for more values, for each bandwidth, and at most.
  private static let cellsPerBandwidth = 32.0
  private static let mostCells = 262_144.0

  /// An estimate for finite values; nil when they are too few for the usual bandwidth, or none.
  ///
  /// - Parameter bandwidth: The standard deviation of the curves; nil for the usual one.
  init?(_ values: [Double], bandwidth: Double? = nil, adjust: Double = 1) {
    guard !values.isEmpty else { return nil }
    self.values = values.sorted()
    guard let width = bandwidth ?? Self.usualBandwidth(sorted: self.values) else { return nil }
    self.bandwidth = width * adjust
    guard self.bandwidth > 0, self.bandwidth.isFinite else { return nil }
  }

  /// The smallest and the largest value.
  var range: ClosedRange<Double> { values[0]...values[values.count - 1] }

  /// The rule of thumb of Silverman (1986, 3.31), as R's `bw.nrd0`: 0.9 times the smaller of the
  /// standard deviation and the quartile distance over 1.34, over the fifth root of n.
  static func usualBandwidth(sorted values: [Double]) -> Double? {
    guard values.count > 1 else { return nil }
    let count = Double(values.count)
    // Scaled, so that squares of huge values stay finite.
    let scale = max(values[0].magnitude, values[values.count - 1].magnitude)
    guard scale > 0 else { return 0.9 * pow(count, -0.2) }
    var sum = 0.0
    for value in values { sum += value / scale }
    let mean = sum / count
    var squares = 0.0
    var rest = 0.0
    for value in values {
      let difference = value / scale - mean
      squares += difference * difference
      rest += difference
    }
    let deviation = ((squares - rest * rest / count) / (count - 1)).squareRoot() * scale
    var copy = values
    let distance = copy.withUnsafeMutableBufferPointer { buffer -> Double in
      guard let start = buffer.baseAddress else { return 0 }
      return OrderStatistic.quantile(start, count: buffer.count, probability: 0.75)
        - OrderStatistic.quantile(start, count: buffer.count, probability: 0.25)
    }
    var low = min(deviation, distance / 1.34)
    // All, or half of them, are equal; what R takes then.
    if values[0] == values[values.count - 1] {
      low = values[0].magnitude
    } else if low <= 0 {
      low = deviation
    }
    if low <= 0 { low = 1 }
    return 0.9 * low * pow(count, -0.2)
  }

  /// Places at equal distances.
  static func places(from lower: Double, to upper: Double, count: Int = placeCount) -> [Double] {
    (0..<count).map { index in
      index == count - 1
        ? upper : lower + (upper - lower) * (Double(index) / Double(count - 1))
    }
  }

  /// The estimate at places, ascending.
  ///
  /// Few values are summed one by one. More are first shared out to the two nearest cells of a grid
  /// of 32 cells per bandwidth (linear binning, as Wand 1994 and R do), which errs by less than a
  /// ten-thousandth of the curve's height.
  func heights(at places: [Double]) -> [Double] {
    let span = values[values.count - 1] - values[0]
    let cells = (span / bandwidth * Self.cellsPerBandwidth).rounded(.up)
    guard values.count > Self.mostExact, cells > 0, cells < Self.mostCells else {
      return sums(values, nil, at: places)
    }
    let width = span / cells
    var weights = [Double](repeating: 0, count: Int(cells) + 2)
    let first = values[0]
    for value in values {
      let place = (value - first) / width
      let cell = place.rounded(.down)
      weights[Int(cell)] += 1 - (place - cell)
      weights[Int(cell) + 1] += place - cell
    }
    return sums(weights.indices.map { first + Double($0) * width }, weights, at: places)
  }

  /// At each place the sum of the curves about the centres within reach.
  private func sums(_ centers: [Double], _ weights: [Double]?, at places: [Double]) -> [Double] {
    let factor = 1 / (Double(values.count) * bandwidth * (2 * Double.pi).squareRoot())
    var first = 0
    var end = 0
    return places.map { place in
      while first < centers.count, centers[first] < place - Self.reach * bandwidth { first += 1 }
      end = max(end, first)
      while end < centers.count, centers[end] <= place + Self.reach * bandwidth { end += 1 }
      var sum = 0.0
      if let weights {
        for index in first..<end where weights[index] != 0 {
          let distance = (centers[index] - place) / bandwidth
          sum += weights[index] * exp(-0.5 * distance * distance)
        }
      } else {
        for index in first..<end {
          let distance = (centers[index] - place) / bandwidth
          sum += exp(-0.5 * distance * distance)
        }
      }
      return sum * factor
    }
  }
}
