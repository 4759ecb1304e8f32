import Glibc

/// Round places on a linear axis.
///
/// The search of Talbot, Lin and Hanrahan, *An Extension of Wilkinson's Algorithm for Positioning
/// Tick Labels on Axes* (2010), with its step list and weights and legibility fixed at one. Ticks
/// may lie a little outside the range.
public enum ExtendedTicks {
  private static let steps: [Double] = [1, 5, 2, 2.5, 4, 3]
  private static let weights = (simplicity: 0.25, coverage: 0.2, density: 0.5, legibility: 0.05)

  /// The places for a range and about `target` ticks; none for a range that is empty or not finite.
  public static func values(
    from lower: Double, to upper: Double, target: Int, integersOnly: Bool = false
  ) -> [Double] {
    let range = upper - lower
    guard range.isFinite, range > 0, max(abs(lower), abs(upper)) < 1e300 else { return [] }
    // Below this the doubles between the ends are too few to place ticks on, and steps become zero.
    guard range > max(abs(lower), abs(upper)) * 1e-12, range > 1e-290 else { return [lower] }
    let wanted = Double(max(2, target))
    var best = -2.0
    var chosen: (start: Double, step: Double, count: Int)?

    search: for skip in 1...20 {
      let skipped = Double(skip)
      for (position, step) in steps.enumerated() {
        let simplest = simplicity(position, skipped, includesZero: true)
        if score(simplest, 1, 1) < best { break search }
        var count = 2
        while count < 100 {
          let densest =
            Double(count) >= wanted ? 2 - Double(count - 1) / (wanted - 1) : 1
          if score(simplest, 1, densest) < best { break }
          let delta = range / Double(count + 1) / skipped / step
          var exponent = log10(delta).rounded(.up)
          let highest = exponent + 40
          while exponent < highest {
            let size = skipped * step * pow(10, exponent)
            let span = size * Double(count - 1)
            if score(simplest, bestCoverage(range, span), densest) < best { break }
            exponent += 1
            if integersOnly, size < 1 || size != size.rounded() { continue }
            let first = (upper / size).rounded(.down) * skipped - Double(count - 1) * skipped
            let last = (lower / size).rounded(.up) * skipped
            if first > last { continue }
            var start = first
            while start <= last {
              let low = start * (size / skipped)
              let high = low + span
              let remainder = low.truncatingRemainder(dividingBy: size).magnitude
              let hitsZero =
                (remainder < size * 1e-10 || size - remainder < size * 1e-10) && low <= 0
                && high >= 0
              let above = (upper - high) / (0.1 * range)
              let below = (lower - low) / (0.1 * range)
              let covered = 1 - 0.5 * (above * above + below * below)
              let density = Double(count - 1) / span
              let wantedDensity = (wanted - 1) / (max(high, upper) - min(low, lower))
              let dense = 2 - max(density / wantedDensity, wantedDensity / density)
              let total = score(
                simplicity(position, skipped, includesZero: hitsZero), covered, dense)
              if total > best, !integersOnly || low == low.rounded() {
                best = total
                chosen = (low, size, count)
              }
              start += 1
            }
          }
          count += 1
        }
      }
    }
    guard let chosen else { return [] }
    return (0..<chosen.count).map {
      rounded(chosen.start + Double($0) * chosen.step, toStep: chosen.step)
    }
  }

  /// The largest power of ten that is at most a tenth of a size.
  static func roundStep(below size: Double) -> Double {
    guard size.isFinite, size > 0 else { return 1 }
    return pow(10, max(-300, log10(size).rounded(.down) - 1))
  }

  /// Removes the binary noise of a sum from a multiple of a step.
  static func rounded(_ value: Double, toStep step: Double) -> Double {
    guard step > 0, step.isFinite else { return value }
    let digits = 2 - Int(log10(step).rounded(.down))
    guard digits > 0 else { return value.rounded() }
    guard digits < 300 else { return value }
    let factor = pow(10, Double(digits))
    let scaled = value * factor
    return scaled.magnitude < 1e15 ? scaled.rounded() / factor : value
  }

  private static func simplicity(
    _ position: Int, _ skip: Double, includesZero: Bool
  ) -> Double {
    1 - Double(position) / Double(steps.count - 1) - skip + (includesZero ? 1 : 0)
  }

  private static func bestCoverage(_ range: Double, _ span: Double) -> Double {
    guard span > range else { return 1 }
    // Divided before squaring, so that very long ranges do not overflow.
    let half = (span - range) / 2 / (0.1 * range)
    return 1 - half * half
  }

  private static func score(
    _ simplicity: Double, _ coverage: Double, _ density: Double
  ) -> Double {
    weights.simplicity * simplicity + weights.coverage * coverage + weights.density * density
      + weights.legibility
  }
}
