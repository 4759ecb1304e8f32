import Columnar
import Diagnostics
import Glibc
import Testing

@testable import Charts

/// Histograms, densities and cumulative curves as charts.
@Suite struct DistributionMarkTests {
  private func failure(_ layer: LayerSpec, _ change: (inout ChartSpec) -> Void = { _ in })
    -> Diagnostic?
  {
    do throws(Diagnostic) {
      _ = try build(layer, change)
      return nil
    } catch { return error }
  }

  private func scenes(_ chart: BuiltChart) -> [Scene] {
    let theme = Theme.all[0]
    return [
      ChartLayout.scene(of: chart, on: PixelSurface(), theme: theme),
      ChartLayout.scene(of: chart, on: CellSurface(), theme: theme),
    ]
  }

  private static let all = ["histogram", "density", "ecdf", "ccdf"]

  // MARK: Histogram

  @Test func wholeNumbersHaveBinsAboutThem() throws {
    let chart = try build(layer("histogram", [("x", .int, integers([1, 1, 2, 4]))]))
    let frame = chart.panels[0].frames[0]
    #expect(frame.lower.x == [0.5, 1.5, 3.5] && frame.upper.x == [1.5, 2.5, 4.5])
    #expect(frame.upper.y == [2, 1, 1] && frame.lower.y == [0, 0, 0])
    #expect(chart.panels[0].scales.x.kind == .number(isInteger: true))
    #expect(chart.panels[0].scales.y.kind == .number(isInteger: true))
    #expect(chart.axisTitles.y == "count")
    #expect(chart.notes.map(\.text) == ["one bin for each whole number"])
  }

  @Test func endsAreRoundAndTheLastBinHoldsItsUpperEnd() throws {
    let values = numbers((0...100).map { Double($0) / 10 })
    let frame = try build(layer("histogram", [("x", .number, values)])).panels[0].frames[0]
    let width = frame.upper.x[0] - frame.lower.x[0]
    #expect(frame.lower.x.allSatisfy { ($0 / width).rounded() * width == $0 })
    #expect((5...60).contains(frame.count))
    #expect(frame.upper.x.last == 10)
    #expect(frame.center.y.reduce(0, +) == 101)
    // 0 to 9.9 in bins of one size, and 10 in the last of them.
    #expect(Set(frame.center.y.dropLast()).count == 1)
    #expect(frame.center.y.last == frame.center.y[0] + 1)
  }

  @Test func fiveToSixtyBins() throws {
    // Nearly all values at one place, so that the rule of Freedman and Diaconis asks for more.
    let heavy = numbers((1...1000).map { 1 / Double($0) })
    let frame = try build(layer("histogram", [("x", .number, heavy)])).panels[0].frames[0]
    let width = frame.upper.x[0] - frame.lower.x[0]
    let bins = ((frame.upper.x.max()! - frame.lower.x.min()!) / width).rounded()
    #expect((5...60).contains(bins))
    let two = try build(layer("histogram", [("x", .number, numbers([0, 1]))])).panels[0].frames[0]
    #expect(two.upper.x[0] - two.lower.x[0] <= 0.25)
  }

  @Test func coloursStackAndPanelsShareBins() throws {
    let x = numbers([1, 2, 2, 3, 11, 12])
    let data: [(String, DataType, [Value])] = [
      ("x", .number, x), ("color", .text, texts(["a", "b", "a", "a", "b", "a"])),
      ("facet", .text, texts(["p", "p", "p", "q", "q", "q"])),
    ]
    let chart = try build(layer("histogram", data, [("binwidth", .int(10))])) {
      $0.facet = FacetSpec()
    }
    let (p, q) = (chart.panels[0].frames[0], chart.panels[1].frames[0])
    #expect(p.lower.x == [0, 0] && p.upper.y == [2, 3] && p.lower.y == [0, 2])
    #expect(q.lower.x == [0, 10, 10] && q.upper.y == [1, 1, 2])
    #expect(p.colorCodes == [0, 1])
    #expect(chart.notes.map(\.text) == ["2 bins of 10"])
    let shares = try build(
      layer("histogram", data, [("binwidth", .int(10)), ("stack", .text("share"))]))
    #expect(shares.panels[0].frames[0].upper.y.max() == 1)
    #expect(shares.panels[0].scales.y.format == .percent)
    #expect(shares.axisTitles.y == "share of each bin")
  }

  @Test func logarithmicBinsAreEqualRatios() throws {
    let values = numbers([0.5, 1, 9, 10, 99, 1000, 0, -3])
    let chart = try build(
      layer("histogram", [("x", .number, values)], [("binwidth", .int(1))])
    ) { $0.x.transform = "log" }
    let frame = chart.panels[0].frames[0]
    #expect(frame.lower.x == [0.1, 1, 10, 100] && frame.upper.x == [1, 10, 100, 1000])
    #expect(frame.center.y == [1, 2, 2, 1])
    #expect(
      chart.notes.map(\.text) == [
        "2 rows at zero or below have no place on the log axis", "4 bins, 1 per power of ten",
      ])
  }

  @Test func calendarBins() throws {
    func day(_ month: Int, _ day: Int, year: Int = 2024) -> Value {
      .date(CivilCalendar.days(year: year, month: month, day: day))
    }
    let dates = [day(1, 1), day(1, 31), day(2, 29), day(3, 1), day(12, 31)]
    func starts(_ width: CalendarDuration) throws -> [Value] {
      let frame = try build(
        layer("histogram", [("x", .date, dates)], [("binwidth", .duration(width))])
      ).panels[0].frames[0]
      return frame.lower.x.map { .date(Int32($0)) }
    }
    #expect(
      try starts(CalendarDuration(months: 1, microseconds: 0)) == [
        day(1, 1), day(2, 1), day(3, 1), day(12, 1),
      ])
    #expect(
      try starts(CalendarDuration(months: 3, microseconds: 0)) == [day(1, 1), day(10, 1)])
    // Weeks begin on Mondays; 2024-01-01 was one.
    #expect(
      try starts(CalendarDuration(months: 0, microseconds: 7 * CalendarDuration.day)) == [
        day(1, 1), day(1, 29), day(2, 26), day(12, 30),
      ])
    let chart = try build(layer("histogram", [("x", .date, dates)]))
    #expect(chart.notes[0].text.contains(" bins of "))
    let wrong = layer("histogram", [("x", .date, dates)], [("binwidth", .int(3))])
    #expect(failure(wrong)?.code == "E373")
  }

  @Test func periodsAndInstants() throws {
    let months = (0..<24).map { Value.period(.month, Int32(640 + $0)) }
    let quarters = try build(
      layer(
        "histogram", [("x", .period(.month), months)],
        [("binwidth", .duration(CalendarDuration(months: 3, microseconds: 0)))]))
    // Month 640 is 2023-05: two months of its quarter are left, then seven whole ones and one month.
    #expect(quarters.panels[0].frames[0].center.y == [2, 3, 3, 3, 3, 3, 3, 3, 1])
    let hour: Int64 = 3_600_000_000
    let moments = (0..<48).map { Value.instant(Int64($0) * hour) }
    let days = try build(
      layer(
        "histogram", [("x", .instant, moments)],
        [("binwidth", .duration(CalendarDuration(months: 0, microseconds: 6 * hour)))]))
    #expect(days.panels[0].frames[0].center.y == [Double](repeating: 6, count: 8))
    #expect(try build(layer("histogram", [("x", .instant, moments)])).panels[0].frames[0].count > 4)
  }

  @Test func settingsOfHistogramsThatDoNotFit() {
    let x: [(String, DataType, [Value])] = [("x", .number, numbers([1, 2, 3]))]
    #expect(failure(layer("histogram", x, [("bins", .int(0))]))?.code == "E373")
    #expect(failure(layer("histogram", x, [("bins", .number(2.5))]))?.code == "E373")
    #expect(failure(layer("histogram", x, [("binwidth", .int(-1))]))?.code == "E373")
    #expect(failure(layer("histogram", x, [("binwidth", .number(1e-9))]))?.code == "E373")
    #expect(failure(layer("histogram", x, [("height", .text("up"))]))?.code == "E373")
    let both: [(String, Value)] = [("bins", .int(3)), ("binwidth", .int(3))]
    #expect(failure(layer("histogram", x, both))?.code == "E326")
    #expect(failure(layer("density", x, [("bandwidth", .int(0))]))?.code == "E373")
    for mark in Self.all {
      #expect(failure(layer(mark, [("x", .text, texts(["a"]))]))?.code == "E375")
      #expect(failure(layer(mark, [("y", .int, integers([1]))]))?.code == "E370")
    }
  }

  @Test func rowsOutsideAskedEndsAreNotBinned() throws {
    let x = numbers((0..<100).map(Double.init))
    let chart = try build(layer("histogram", [("x", .number, x)])) {
      $0.x.from = .int(0); $0.x.to = .int(50)
    }
    #expect(chart.panels[0].frames[0].center.y.reduce(0, +) == 51)
    #expect(chart.notes.contains { $0.code == "W14" && $0.text.hasPrefix("49 rows") })
  }

  // MARK: Density

  @Test func densitiesHaveAnAreaOfOne() throws {
    let values = (0..<400).map { Double(($0 * $0) % 97) }
    let frame = try build(layer("density", [("x", .number, numbers(values))])).panels[0].frames[0]
    #expect(frame.count == 512)
    var area = 0.0
    for row in 1..<frame.count {
      area +=
        (frame.center.x[row] - frame.center.x[row - 1])
        * (frame.center.y[row] + frame.center.y[row - 1]) / 2
    }
    // Three bandwidths beyond the ends all but 0.3 % of the outermost curves are there.
    #expect(abs(area - 1) < 0.002)
    #expect(frame.lower.y.allSatisfy { $0 == 0 })
  }

  @Test func stackedDensitiesShareTheirPlaces() throws {
    let data: [(String, DataType, [Value])] = [
      ("x", .number, numbers([1, 2, 3, 10, 20])),
      ("color", .text, texts(["a", "a", "a", "b", "b"])),
    ]
    let frame = try build(layer("density", data, [("stack", .text("share"))])).panels[0].frames[0]
    #expect(frame.count == 1024)
    #expect(frame.center.x[0..<512] == frame.center.x[512..<1024])
    #expect((0..<512).allSatisfy { abs(frame.upper.y[$0 + 512] - 1) < 1e-12 })
    let whole = try build(layer("density", [data[0]])).panels[0].frames[0]
    #expect(whole.count == 512)
  }

  @Test func tooFewValuesForADensity() throws {
    let data: [(String, DataType, [Value])] = [
      ("x", .number, numbers([1, 2, 3])), ("color", .text, texts(["a", "a", "b"])),
    ]
    let chart = try build(layer("density", data))
    #expect(chart.panels[0].frames[0].count == 512)
    #expect(chart.notes.map(\.text).contains("1 series with a single value has no density"))
    let own = try build(layer("density", data, [("bandwidth", .int(1))]))
    #expect(own.panels[0].frames[0].count == 1024)
  }

  /// The grid for many values against the sum over each of them.
  @Test func manyValuesAreSharedOutToAGrid() throws {
    let values = (1...60_000).map { Double(($0 * $0 * 7919) % 1_000_003) / 1000 }
    let density = try #require(KernelDensity(values))
    let places = KernelDensity.places(from: -100, to: 1100, count: 13)
    let heights = density.heights(at: places)
    let peak = heights.max() ?? 0
    for (place, height) in zip(places, heights) {
      var sum = 0.0
      for value in values {
        let distance = (value - place) / density.bandwidth
        sum += exp(-0.5 * distance * distance)
      }
      let exact = sum / (Double(values.count) * density.bandwidth * (2 * Double.pi).squareRoot())
      #expect(abs(height - exact) < 1e-4 * peak)
    }
  }

  // MARK: Cumulative curves

  @Test func stepsOfCumulativeShares() throws {
    let x = layer("ecdf", [("x", .int, integers([2, 1, 5, 2]))])
    let frame = try build(x).panels[0].frames[0]
    #expect(frame.center.x == [1, 1, 2, 5] && frame.center.y == [0, 0.25, 0.75, 1])
    let chart = try build(x)
    #expect(chart.panels[0].scales.y.format == .percent)
    #expect(chart.axisTitles.y == "cumulative share")
  }

  @Test func tailsHaveLogarithmicAxesWhereTheyCan() throws {
    let x = layer("ccdf", [("x", .int, integers([2, 1, 5, 2]))])
    let chart = try build(x)
    #expect(!chart.panels[0].scales.x.transform.hasZero)
    #expect(!chart.panels[0].scales.y.transform.hasZero)
    let frame = chart.panels[0].frames[0]
    #expect(frame.center.x == [1, 2, 5] && frame.center.y == [1, 0.75, 0.25])
    let linear = try build(x) { $0.x.transform = "linear" }
    #expect(linear.panels[0].scales.x.transform.hasZero)
    #expect(linear.panels[0].scales.y.transform.hasZero)
    #expect(linear.panels[0].frames[0].center.y == [1, 0.75, 0.25, 0])
    let zeros = layer("ccdf", [("x", .int, integers([0, 1, 5, 2]))])
    let tail = try build(zeros)
    #expect(!tail.panels[0].scales.x.transform.hasZero)
    #expect(tail.notes.contains { $0.text.contains("1 row at zero or below") })
    let negative = layer("ccdf", [("x", .int, integers([0, -1]))])
    #expect(try build(negative).panels[0].scales.x.transform.hasZero)
    let half = try build(x) { $0.y.transform = "linear" }
    #expect(!half.panels[0].scales.x.transform.hasZero)
    #expect(half.panels[0].scales.y.transform.hasZero)
  }

  /// Values without a place on the axis still count in the shares.
  @Test func sharesAreOfAllRows() throws {
    let x = layer("ccdf", [("x", .int, integers([0, -1, 1, 10]))])
    let chart = try build(x) { $0.x.transform = "log" }
    let frame = chart.panels[0].frames[0]
    #expect(frame.center.x == [1, 10] && frame.center.y == [0.5, 0.25])
    #expect(chart.notes.map(\.text).contains { $0.hasPrefix("2 rows at zero or below") })
    var up = x
    up.mark = "ecdf"
    let shares = try build(up) { $0.x.transform = "log" }.panels[0].frames[0]
    #expect(shares.center.y == [0.5, 0.75, 1])
  }

  @Test func manyValuesStaySmall() throws {
    let x = layer("ecdf", [("x", .int, integers(Array(0..<50_000)))])
    let frame = try build(x).panels[0].frames[0]
    #expect(frame.count <= 2 * 8193 + 1)
    #expect(frame.center.y.first == 0 && frame.center.y.last == 1)
    for row in 1..<frame.count {
      #expect(frame.center.y[row] >= frame.center.y[row - 1])
      #expect(frame.center.y[row] == (frame.center.x[row] + 1) / 50_000)
    }
  }

  // MARK: Edges

  @Test(arguments: all) func emptyAndDegenerateColumns(mark: String) throws {
    let huge = Double.greatestFiniteMagnitude
    let columns: [(DataType, [Value])] = [
      (.number, []), (.int, []), (.number, [.null, .null]), (.null, [.null]), (.date, []),
      (.number, numbers([3])), (.int, integers([0])), (.int, integers([7, 7, 7])),
      (.number, numbers([0, 0, 0])), (.number, numbers([.infinity, 1, 2, -.infinity])),
      (.number, numbers([.infinity])), (.int, [.int(.max), .int(.max - 1), .int(.max - 5000)]),
      (.int, [.int(.min), .int(.max), .int(0)]), (.number, numbers([-huge, huge])),
      (.number, numbers([1e-300, 2e-300, 0])),
      (.number, numbers([1, 1 + 1e-16, 1 + 3e-16])),
      (.date, [.date(0)]), (.date, [.date(-700_000), .date(2_000_000)]),
      (.duration, [.duration(CalendarDuration(months: 0, microseconds: 5))]),
      (.period(.year), [.period(.year, 50), .period(.year, -1900)]),
      (.instant, [.instant(0), .instant(1)]),
    ]
    for (type, values) in columns {
      for transform in ["linear", "log", "symlog"] {
        let isNumber = type == .number || type == .int
        if transform != "linear", !isNumber { continue }
        let chart = try build(layer(mark, [("x", type, values)])) { $0.x.transform = transform }
        for scene in scenes(chart) { #expect(scene.panels.count == 1) }
        let frame = chart.panels[0].frames[0]
        #expect(frame.center.x.allSatisfy(\.isFinite) && frame.center.y.allSatisfy(\.isFinite))
      }
    }
  }

  @Test(arguments: all) func sameOnEveryRun(mark: String) throws {
    let data: [(String, DataType, [Value])] = [
      ("x", .number, numbers((0..<500).map { Double(($0 * $0) % 101) })),
      ("color", .text, texts((0..<500).map { "k\($0 % 12)" })),
    ]
    let first = try build(layer(mark, data)).panels[0].frames[0]
    let second = try build(layer(mark, data)).panels[0].frames[0]
    #expect(first.center.y == second.center.y && first.colorCodes == second.colorCodes)
  }
}
