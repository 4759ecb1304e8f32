import Columnar

/// Sums of powers over sorted points, from which a local polynomial follows without a look at every
/// point of its window.
///
/// A tricube weight is a polynomial in the distance, so the weighted sums of a local fit are sums of
/// powers of the distance. Runs of points keep such sums around their own middle, small runs joined
/// to larger ones; a window consists of a few of them, moved to its place by the binomial formula.
/// Within a run no power exceeds 1, so that moving loses no digits (the idea of Greengard and
/// Rokhlin 1987, here exact): 10⁶ points with windows of 750,000 take seconds instead of hours.
struct WindowMoments: Sendable {
  private static let leafSize = 32
  /// The highest power: 9 of the weight and 4 of a quadratic's normal equations.
  private static let order = 13

  /// Of x in the first lane and of x and y in the second.
  private typealias Sums = SIMD2<Double>

  private let fit: LocalFit
  private let robustness: Buffer<Double>?
  private let meanY: Double
  /// For each level, the smallest runs first, `order + 1` sums for each run.
  private let levels: [Buffer<Sums>]
  /// The middle and the radius of each run, by level.
  private let places: [Buffer<Sums>]

  init(_ fit: LocalFit, robustness: Buffer<Double>?, workers: Workers) {
    self.fit = fit
    self.robustness = robustness
    var sum = CompensatedSum()
    for index in 0..<fit.y.count { sum.add(fit.y.base[index]) }
    let mean = sum.value / Double(fit.y.count)
    meanY = mean
    let count = fit.x.count
    let width = Self.order + 1
    var levels: [Buffer<Sums>] = []
    var places: [Buffer<Sums>] = []
    for level in 0... {
      let size = Self.leafSize << level
      let runs = (count + size - 1) / size
      let spots = Buffer<Sums>(count: runs) { spots in
        for run in 0..<runs {
          let first = fit.x.base[run * size]
          let last = fit.x.base[min(count, (run + 1) * size) - 1]
          let middle = first + (last - first) / 2
          spots[run] = Sums(middle, max(last - middle, middle - first))
        }
      }
      let below = levels.last
      let spotsBelow = places.last
      let sums = Buffer<Sums>(repeating: .zero, count: runs * width)
      nonisolated(unsafe) let target = UnsafeMutablePointer(mutating: sums.base)
      workers.forEach((runs + 1023) / 1024) { piece in
        for run in piece * 1024..<min(runs, (piece + 1) * 1024) {
          let spot = spots.base[run]
          let into = target + run * width
          guard let below, let spotsBelow else {
            let inverse = spot.y > 0 ? 1 / spot.y : 0
            for index in run * size..<min(count, (run + 1) * size) {
              let share = robustness?.base[index] ?? 1
              Self.add(
                share, (fit.x.base[index] - spot.x) * inverse, fit.y.base[index] - mean, into)
            }
            continue
          }
          for child in 2 * run..<min(below.count / width, 2 * run + 2) {
            let from = spotsBelow.base[child]
            let inverse = spot.y > 0 ? 1 / spot.y : 0
            Self.move(
              below.base + child * width, scale: from.y * inverse, by: (from.x - spot.x) * inverse,
              order: Self.order, into)
          }
        }
      }
      levels.append(sums)
      places.append(spots)
      if runs == 1 { break }
    }
    self.levels = levels
    self.places = places
  }

  /// Adds the powers of one point.
  @inline(__always)
  private static func add(
    _ share: Double, _ u: Double, _ y: Double, _ sums: UnsafeMutablePointer<Sums>
  ) {
    var power = Sums(share, share * y)
    for k in 0...order {
      sums[k] += power
      power *= u
    }
  }

  /// Adds sums of powers of t as sums of powers of `scale`·t + `offset`.
  @inline(__always)
  private static func move(
    _ sums: UnsafePointer<Sums>, scale: Double, by offset: Double, order: Int,
    _ target: UnsafeMutablePointer<Sums>
  ) {
    withUnsafeTemporaryAllocation(of: Sums.self, capacity: Self.order + 1) { moved in
      guard let moved = moved.baseAddress else { return }
      var power = 1.0
      for k in 0...order {
        moved[k] = sums[k] * power
        power *= scale
      }
      // Pascal's triangle, one diagonal after the other.
      for first in 1...order {
        var k = order
        while k >= first {
          moved[k] += offset * moved[k - 1]
          k -= 1
        }
      }
      for k in 0...order { target[k] += moved[k] }
    }
  }

  /// Adds the powers of `sign`·(x − place)·`scale` over a range of points.
  private func add(
    _ range: Range<Int>, place: Double, scale: Double, sign: Double, order: Int,
    _ target: UnsafeMutablePointer<Sums>
  ) {
    var first = range.lowerBound
    let end = range.upperBound
    while first < end {
      var level = 0
      var size = Self.leafSize
      guard first % size == 0, first + size <= end else {
        // The points of a run that is cut by the window.
        let stop = min(end, (first / size + 1) * size)
        for index in first..<stop {
          Self.add(
            robustness?.base[index] ?? 1, sign * (fit.x.base[index] - place) * scale,
            fit.y.base[index] - meanY, target)
        }
        first = stop
        continue
      }
      while first % (size * 2) == 0, first + size * 2 <= end {
        size *= 2
        level += 1
      }
      let run = first / size
      let spot = places[level].base[run]
      Self.move(
        levels[level].base + run * (Self.order + 1), scale: sign * spot.y * scale,
        by: sign * (spot.x - place) * scale, order: order, target)
      first += size
    }
  }

  /// What the sums say about a place.
  enum Answer {
    case value(LocalValue)
    /// Too near to undetermined: the points themselves must be looked at.
    case undecided
  }

  /// The fit at a place, as `LocalFit.fit` defines it.
  func value(at place: Double) -> Answer {
    let x = fit.x.base
    let start = fit.windowStart(at: place)
    let end = start + fit.windowSize
    let reach = max(place - x[start], x[end - 1] - place) * fit.widening
    guard reach > 0, (1 / reach).isFinite else { return .undecided }
    let scale = 1 / reach
    // Weights are 0 from the rim on, and 1 in the core.
    let first = partition(start, end) { abs((x[$0] - place) * scale) < fit.rim || x[$0] >= place }
    let last = partition(start, end) { x[$0] > place && abs((x[$0] - place) * scale) >= fit.rim }
    let left = partition(first, last) { abs((x[$0] - place) * scale) < fit.core || x[$0] >= place }
    let right = partition(left, last) { x[$0] > place && abs((x[$0] - place) * scale) >= fit.core }
    let needed = 9 + 2 * fit.degree
    return withUnsafeTemporaryAllocation(of: Sums.self, capacity: 3 * (Self.order + 1)) { memory in
      memory.initialize(repeating: .zero)
      guard let before = memory.baseAddress else { return .undecided }
      let after = before + Self.order + 1
      let near = after + Self.order + 1
      add(first..<left, place: place, scale: scale, sign: -1, order: needed, before)
      add(right..<last, place: place, scale: scale, sign: 1, order: needed, after)
      add(left..<right, place: place, scale: scale, sign: 1, order: max(1, 2 * fit.degree), near)
      let total = before[0].x + after[0].x + near[0].x
      var sums = (Sums.zero, Sums.zero, Sums.zero, Sums.zero, Sums.zero)
      func weighted(_ a: Int) -> Sums {
        // (1 − v³)³, multiplied out.
        let left = (before[a] - before[a + 9]) - 3 * (before[a + 3] - before[a + 6])
        let right = (after[a] - after[a + 9]) - 3 * (after[a + 3] - after[a + 6])
        return near[a] + right + (a % 2 == 0 ? left : -left)
      }
      sums.0 = weighted(0)
      if fit.degree > 0 {
        sums.1 = weighted(1)
        sums.2 = weighted(2)
      }
      if fit.degree > 1 {
        sums.3 = weighted(3)
        sums.4 = weighted(4)
      }
      return solve(sums, total: total, scale: scale)
    }
  }

  private func partition(_ first: Int, _ end: Int, _ test: (Int) -> Bool) -> Int {
    var low = first
    var high = end
    while low < high {
      let middle = (low + high) / 2
      if test(middle) { high = middle } else { low = middle + 1 }
    }
    return low
  }

  /// The polynomial from the weighted sums of powers of u, around the weighted mean of u.
  private func solve(
    _ sums: (Sums, Sums, Sums, Sums, Sums), total: Double, scale: Double
  ) -> Answer {
    let weight = sums.0.x
    // What the sums may be off by is a few units in the 16th digit of `total`.
    let certain = 1e-5 * total
    guard weight > certain else { return .undecided }
    let localY = sums.0.y / weight
    guard fit.degree > 0 else { return .value(LocalValue(value: meanY + localY, slope: 0)) }
    let mean = sums.1.x / weight
    let square = sums.2.x - mean * sums.1.x
    if fit.lowersDegree {
      let range = (fit.x.base[fit.x.count - 1] - fit.x.base[0]) * scale
      let least = 0.001 * range
      if square > -certain, (max(0, square) / weight).squareRoot() <= least * (1 - 1e-6),
        square > certain || least * least * weight > 2 * certain
      {
        return .value(LocalValue(value: meanY + localY, slope: 0))
      }
    }
    guard square > certain else { return .undecided }
    let product = sums.1.y - mean * sums.0.y
    let linear = product / square
    var value = localY - linear * mean
    var slope = linear
    if fit.degree == 2 {
      let cube = sums.3.x - 3 * mean * sums.2.x + 2 * mean * mean * sums.1.x
      let fourth =
        sums.4.x - 4 * mean * sums.3.x + 6 * mean * mean * sums.2.x
        - 3 * mean * mean * mean * sums.1.x
      let tilt = cube / square
      let level = square / weight
      let norm = fourth - tilt * cube - level * square
      guard norm > certain else { return .undecided }
      let second = sums.2.y - 2 * mean * sums.1.y + mean * mean * sums.0.y
      let quadratic = (second - tilt * product - level * sums.0.y) / norm
      value += quadratic * (mean * (mean + tilt) - level)
      slope -= quadratic * (2 * mean + tilt)
    }
    guard value.isFinite, slope.isFinite else { return .undecided }
    return .value(LocalValue(value: meanY + value, slope: slope * scale))
  }
}
