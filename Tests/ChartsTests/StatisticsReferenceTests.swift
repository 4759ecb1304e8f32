import Columnar
import Foundation
import Testing

@testable import Charts

/// What R and ggplot2 give for the same data; `References/statistics.R` makes the answers.
@Suite struct StatisticsReferenceTests {
  private static let answers: [String: [Double]] = {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "References/statistics.txt")
    guard let text = try? String(contentsOf: file, encoding: .utf8) else { return [:] }
    var out: [String: [Double]] = [:]
    for line in text.split(separator: "\n") where !line.hasPrefix("#") {
      let parts = line.split(separator: ":", maxSplits: 1)
      out[String(parts[0])] = parts[1].split(separator: " ").compactMap { Double($0) }
    }
    return out
  }()

  private static let sizes = [2, 3, 10, 101, 1500, 5000]
  private static let places = [1, 2, 17, 100, 128, 200, 256, 257, 300, 333, 400, 480, 511, 512]

  private func made(_ count: Int) -> [Double] {
    var values = (1...count).map { Double(($0 * $0 * 7919) % 10007) / 100 }
    values[count - 1] = 400.25
    return values
  }

  private func answer(_ name: String) throws -> [Double] {
    try #require(Self.answers[name], "no answer for \(name)")
  }

  private func expect(
    _ values: [Double], _ name: String, tolerance: Double = 1e-9,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let expected = try answer(name)
    #expect(values.count == expected.count, "\(name)", sourceLocation: sourceLocation)
    for (value, other) in zip(values, expected) {
      let isNear = abs(value - other) <= tolerance * max(1e-300, abs(other))
      #expect(isNear, "\(name): \(value), not \(other)", sourceLocation: sourceLocation)
    }
  }

  @Test(arguments: sizes) func sameData(count: Int) throws {
    let values = made(count)
    try expect([values.reduce(0, +), values[0], values[count - 1]], "data \(count)")
  }

  @Test(arguments: sizes) func bandwidths(count: Int) throws {
    try expect([try #require(KernelDensity(made(count))).bandwidth], "bandwidth \(count)")
    let equal = [Double](repeating: 5, count: count)
    try expect([try #require(KernelDensity(equal)).bandwidth], "iqr bandwidth equal \(count)")
  }

  /// Sums over all values are met exactly up to 2,000 of them.
  ///
  /// Beyond, the error is below a ten-thousandth of the highest place. R's own `density()` is an approximation on a coarser grid, to which the
  /// distance is up to three hundredths of the highest place.
  @Test(arguments: sizes) func densities(count: Int) throws {
    for (adjust, name) in [(1.0, "1"), (0.5, "0.5")] {
      let density = try #require(KernelDensity(made(count), adjust: adjust))
      let reach = 3 * density.bandwidth
      let grid = KernelDensity.places(
        from: density.range.lowerBound - reach, to: density.range.upperBound + reach)
      let places = Self.places.map { grid[$0 - 1] }
      try expect(places, "density places \(count) \(name)")
      let all = density.heights(at: grid)
      let heights = Self.places.map { all[$0 - 1] }
      let exact = try answer("density exact \(count) \(name)")
      let peak = try answer("density peak \(count) \(name)")[0]
      let approximate = try answer("density \(count) \(name)")
      for (index, height) in heights.enumerated() {
        let error = abs(height - exact[index])
        #expect(count <= 2000 ? error <= 1e-12 * peak : error <= 1e-4 * peak)
        #expect(abs(height - approximate[index]) <= 0.03 * peak)
      }
    }
  }

  @Test(arguments: sizes) func boxes(count: Int) throws {
    let box = try #require(BoxSummary(made(count), LinearTransform()))
    try expect([box.first, box.median, box.third], "quartiles \(count)")
    try expect([box.lower, box.first, box.median, box.third, box.upper], "box \(count)")
    try expect([Double(box.outliers.count), box.outliers.reduce(0, +)], "outliers \(count)")
    let log = try #require(BoxSummary(made(count).map { $0 + 0.01 }, LogTransform()))
    try expect([log.lower, log.first, log.median, log.third, log.upper], "log box \(count)")
    try expect([Double(log.outliers.count), log.outliers.reduce(0, +)], "log outliers \(count)")
  }

  @Test(arguments: sizes) func cumulativeShares(count: Int) throws {
    let x = layer("ecdf", [("x", .number, numbers(made(count)))])
    let up = try ChartBuilder.build(ChartSpec(layers: [x])).panels[0].frames[0]
    try expect(
      [0, 10, 50.5, 99.97, 100, 500].map { at in
        (0..<up.count).last { up.center.x[$0] <= at }.map { up.center.y[$0] } ?? 0
      }, "ecdf \(count)")
    var other = x
    other.mark = "ccdf"
    var spec = ChartSpec(layers: [other])
    spec.x.transform = "linear"
    let from = try ChartBuilder.build(spec).panels[0].frames[0]
    try expect(
      [0, 10, 50.5, 99.97, 100, 400.25].map { at in
        (0..<from.count).first { from.center.x[$0] >= at }.map { from.center.y[$0] } ?? 0
      }, "ccdf \(count)")
  }

  @Test(arguments: sizes) func histograms(count: Int) throws {
    let values = made(count)
    func heights(
      _ constants: [(String, Value)], from low: Double, step: Double, bins: Int,
      of values: [Double], log: Bool = false
    ) throws -> [Double] {
      var spec = ChartSpec(
        layers: [layer("histogram", [("x", .number, numbers(values))], constants)])
      if log { spec.x.transform = "log" }
      let frame = try ChartBuilder.build(spec).panels[0].frames[0]
      var out = [Double](repeating: 0, count: bins)
      for row in 0..<frame.count {
        let start = log ? log10(frame.lower.x[row]) : frame.lower.x[row]
        out[Int(((start - low) / step).rounded())] += frame.center.y[row]
      }
      return out
    }
    let fifteen = ("binwidth", Value.int(15))
    try expect(
      try heights([fifteen], from: 0, step: 15, bins: 27, of: values), "histogram 15 \(count)")
    try expect(
      try heights(
        [fifteen, ("height", .text("density"))], from: 0, step: 15, bins: 27, of: values),
      "histogram density 15 \(count)")
    let low = values.min() ?? 0
    try expect(
      try heights(
        [("bins", .int(7))], from: low, step: (400.25 - low) / 7, bins: 7, of: values),
      "histogram 7 bins \(count)")
    try expect(
      try heights(
        [("binwidth", .number(0.5))], from: -2, step: 0.5, bins: 10,
        of: values.map { $0 + 0.013 }, log: true), "log histogram \(count)")
  }
}
