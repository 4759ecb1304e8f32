import Columnar
import Diagnostics
import Testing

@testable import Charts

/// The vectors come from the algorithm of Talbot, Lin and Hanrahan as R's package labeling has it.
@Suite struct LinearTickTests {
  @Test(arguments: [
    (0.0, 1.0, [0, 0.25, 0.5, 0.75, 1]), (0, 37, [0, 10, 20, 30, 40]),
    (0, 1_300_000, [0, 250_000, 500_000, 750_000, 1_000_000, 1_250_000]),
    (0, 84_213, [0, 20_000, 40_000, 60_000, 80_000]), (-5, 12, [-4, 0, 4, 8, 12]),
    (12, 98, [0, 25, 50, 75, 100]), (3.2, 3.9, [3.2, 3.4, 3.6, 3.8, 4]),
    (0, 24, [0, 5, 10, 15, 20, 25]),
    (99.2, 100.4, [99.2, 99.4, 99.6, 99.8, 100, 100.2, 100.4]),
    (-0.03, 0.11, [-0.04, 0, 0.04, 0.08, 0.12]),
  ])
  func matchesReference(_ lower: Double, _ upper: Double, _ expected: [Double]) {
    #expect(ExtendedTicks.values(from: lower, to: upper, target: 5) == expected)
  }

  @Test func integersOnly() {
    #expect(ExtendedTicks.values(from: 0, to: 7, target: 5, integersOnly: true) == [0, 2, 4, 6, 8])
    #expect(ExtendedTicks.values(from: 0, to: 3, target: 5, integersOnly: true) == [0, 1, 2, 3])
  }

  @Test func oddRanges() {
    #expect(ExtendedTicks.values(from: 1, to: 1, target: 5).isEmpty)
    #expect(ExtendedTicks.values(from: 0, to: .infinity, target: 5).isEmpty)
    #expect(ExtendedTicks.values(from: .nan, to: 1, target: 5).isEmpty)
    for range in [(0.0, 1e-9), (1e11, 1e11 + 7), (-1e250, 1e250), (0.1, 0.1000001)] {
      let ticks = ExtendedTicks.values(from: range.0, to: range.1, target: 5)
      #expect(ticks.count >= 2 && ticks.count < 15)
      #expect(zip(ticks, ticks.dropFirst()).allSatisfy { $0 < $1 })
    }
  }
}

@Suite struct LogTickTests {
  @Test(arguments: [
    (20.0, 900.0, [30.0, 100, 300]), (2000, 9000, [2000, 3000, 5000]),
    (0.004, 3, [0.01, 0.1, 1]),
  ])
  func matchesReference(_ lower: Double, _ upper: Double, _ expected: [Double]) {
    let ticks = LogTicks.values(from: lower, to: upper)
    #expect(ticks.values == expected)
    #expect(!ticks.isLinear)
  }

  @Test func smallRangesAreLinear() {
    let ticks = LogTicks.values(from: 1800, to: 2000)
    #expect(ticks.isLinear)
    #expect(ticks.values == [1800, 1850, 1900, 1950, 2000])
  }

  @Test func manyDecadesAreThinned() {
    #expect(LogTicks.values(from: 1e-12, to: 1e12).values.count <= 6)
    #expect(LogTicks.values(from: 0, to: 10).values.isEmpty)
    // Decades without a label have a mark.
    #expect(LogTicks.minor(from: 1, to: 1e6, besides: [1, 100, 1e4, 1e6]) == [10, 1000, 1e5])
    #expect(LogTicks.minor(from: 0, to: 1e6).isEmpty)
    #expect(LogTicks.minor(from: 1, to: 100).contains(20))
  }
}

@Suite struct TimeTickTests {
  private func labels(
    _ from: (Int, Int, Int), _ to: (Int, Int, Int), target: Int = 7, grain: Grain? = nil
  ) -> [String] {
    let lower = Double(CivilCalendar.days(year: from.0, month: from.1, day: from.2))
    let upper = Double(CivilCalendar.days(year: to.0, month: to.1, day: to.2))
    let step = TimeStep.nearest(span: upper - lower, target: target, grain: grain)
    return TimeTicks.ticks(from: lower, to: upper, step: step, grain: grain).major.map {
      $0.context.isEmpty ? $0.label : "\($0.label)/\($0.context)"
    }
  }

  @Test func matchesReference() {
    #expect(
      labels((2022, 1, 1), (2025, 8, 1)) == [
        "Jan/2022", "Jul", "Jan/2023", "Jul", "Jan/2024", "Jul", "Jan/2025", "Jul",
      ])
    #expect(
      labels((2019, 3, 1), (2026, 1, 1))
        == ["2020", "2021", "2022", "2023", "2024", "2025", "2026"])
    #expect(
      labels((2010, 1, 1), (2026, 1, 1))
        == ["2010", "2012", "2014", "2016", "2018", "2020", "2022", "2024", "2026"])
    #expect(
      labels((2024, 6, 1), (2024, 6, 3)) == [
        "00:00/1 Jun", "06:00", "12:00", "18:00", "00:00/2 Jun", "06:00", "12:00", "18:00",
        "00:00/3 Jun",
      ])
    #expect(
      labels((2024, 1, 1), (2024, 12, 1))
        == ["Jan/2024", "Mar", "May", "Jul", "Sep", "Nov"])
    #expect(
      labels((2024, 1, 1), (2024, 12, 1), target: 12)
        == [
          "Jan/2024", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
        ])
    #expect(
      labels((2022, 1, 1), (2024, 1, 1), target: 8, grain: .quarter)
        == ["Q1/2022", "Q2", "Q3", "Q4", "Q1/2023", "Q2", "Q3", "Q4"])
    #expect(labels((1824, 1, 1), (2024, 1, 1)).first == "1840")
  }

  @Test func neverFinerThanTheData() {
    #expect(TimeStep.nearest(span: 60, target: 60, grain: .month) == TimeStep(.month, 1))
    #expect(TimeStep.nearest(span: 60, target: 60, grain: .year) == TimeStep(.year, 1))
    #expect(TimeStep.nearest(span: 365, target: 4, grain: .quarter) == TimeStep(.quarter, 1))
  }

  @Test func ticksStandBelowTheirPeriod() {
    // January 2024 has 31 days, so its middle is 15.5 days after its start.
    let start = Double(CivilCalendar.days(year: 2024, month: 1, day: 1))
    let ticks = TimeTicks.ticks(
      from: start, to: start + 366, step: TimeStep(.month, 1), grain: .month)
    #expect(ticks.major.first?.value == start + 15.5)
    #expect(ticks.major.count == 12)
    // February of a leap year.
    #expect(ticks.major[1].value == start + 31 + 14.5)
  }

  @Test func weeksKeepTheirFirstDay() {
    let sunday = Grain.week(startingOn: .sunday)
    let first = Double(sunday.firstDay(of: 2800))
    let ticks = TimeTicks.ticks(
      from: first, to: first + 28, step: TimeStep(.week), grain: sunday)
    #expect(ticks.major.first?.value == first + 3.5)
  }

  @Test func stepsFromDurations() {
    #expect(TimeStep(CalendarDuration(months: 1)) == TimeStep(.month, 1))
    #expect(TimeStep(CalendarDuration(months: 24)) == TimeStep(.year, 2))
    #expect(
      TimeStep(CalendarDuration(microseconds: 14 * CalendarDuration.day)) == TimeStep(.week, 2))
    #expect(TimeStep(CalendarDuration(microseconds: 5)) == nil)
    #expect(TimeStep(CalendarDuration(months: 1, microseconds: CalendarDuration.day)) == nil)
  }
}

@Suite struct NumberLabelTests {
  @Test(arguments: [
    ([0.0, 20_000, 40_000], ["0", "20k", "40k"]), ([0, 2500, 5000], ["0", "2,500", "5,000"]),
    ([0, 250_000, 1_250_000], ["0", "0.25M", "1.25M"]), ([0, 0.5, 1], ["0.0", "0.5", "1.0"]),
    ([-4, 0, 4], ["\u{2212}4", "0", "4"]), ([0, 3e9], ["0", "3B"]), ([0, 2e13], ["0", "20T"]),
    ([1e-7, 2e-7], ["1e-7", "2e-7"]), ([1e17, 2e17], ["1e17", "2e17"]),
  ])
  func oneUnitPerAxis(_ values: [Double], _ expected: [String]) {
    #expect(NumberLabels.labels(values) == expected)
  }

  @Test func formats() {
    #expect(NumberLabels.labels([0, 0.25, 1], format: .percent) == ["0%", "25%", "100%"])
    #expect(NumberLabels.labels([0, 0.125], format: .percent) == ["0.0%", "12.5%"])
    #expect(NumberLabels.labels([0, 2e9], format: .bytes) == ["0", "2 GB"])
    #expect(NumberLabels.labels([1900, 2024], areYears: true) == ["1900", "2024"])
    let pattern = NumberFormat(text: "$0,0.00 each")
    #expect(
      pattern == .pattern(prefix: "$", decimals: 2, isGrouped: true, suffix: " each"))
    #expect(pattern.map { NumberLabels.labels([1234.5], format: $0) } == ["$1,234.50 each"])
    #expect(NumberFormat(text: "0.0").map { NumberLabels.labels([-0.04], format: $0) } == ["0.0"])
    #expect(NumberFormat(text: "nothing") == nil)
  }

  @Test func logarithmic() {
    #expect(
      NumberLabels.logarithmicLabels([0.01, 1, 300, 1000, 20_000, 1e6])
        == ["0.01", "1", "300", "1k", "20k", "1M"])
  }
}

/// Axes as a whole: domains, ticks and the words on them.
@Suite struct AxisDomainTests {
  private func axes(
    _ mark: String, _ x: (DataType, [Value]), _ y: [Int], title: String = "x",
    _ change: (inout ChartSpec) -> Void = { _ in }
  ) throws -> PanelAxes {
    var first = layer(mark, [("x", x.0, x.1), ("y", .int, integers(y))])
    first.channels[0].title = title
    var spec = ChartSpec(layers: [first])
    change(&spec)
    let chart = try ChartBuilder.build(spec)
    let layout = ChartLayout(chart: chart, surface: PixelSurface(), theme: .light)
    return PanelAxes(chart.panels[0], chart: chart, layout: layout, width: 640, height: 320)
  }

  @Test func wholeNumbersHaveWholeTicks() throws {
    let found = try axes("column", (.int, integers([1, 2])), [3, 5])
    #expect(found.ticks.x.major.map(\.label) == ["1", "2"])
  }

  @Test func oneValueStandsInTheMiddle() throws {
    let found = try axes("point", (.int, integers([7])), [7])
    #expect(found.ticks.x.major.map(\.label) == ["6", "7", "8"])
    let logarithmic = try axes("point", (.int, integers([5])), [5]) { $0.x.transform = "log" }
    #expect(logarithmic.ticks.x.major.map(\.label).contains("5"))
    #expect(abs(logarithmic.scales.x.fraction(5) - 0.5) < 1e-12)
  }

  @Test func theEndGrowsToANearTickOnly() throws {
    #expect(try axes("line", (.int, integers([1, 2])), [0, 37]).scales.y.upper == 40)
    // The next tick would be more than a tenth away, so it is dropped.
    let far = try axes("line", (.int, integers([1, 2])), [0, 31]) { $0.y.ticks = .int(10) }
    #expect(far.ticks.y.major.last?.label == "30")
    #expect(far.scales.y.upper < 33)
  }

  /// From 12 to 98 the axis grows to 100, which is near, but not to 0.
  @Test func aFarTickIsDropped() throws {
    let found = try axes("line", (.int, integers([1, 2])), [12, 98]) { $0.y.ticks = .int(25) }
    #expect(found.ticks.y.major.map(\.label) == ["25", "50", "75", "100"])
  }

  @Test func expansion() throws {
    let points = try axes("point", (.int, integers([0, 100])), [0, 100])
    #expect(points.scales.x.lower == -4 && points.scales.x.upper == 104)
    let lines = try axes("line", (.date, [.date(0), .date(100)]), [0, 100])
    #expect(lines.scales.x.lower == 0.5 && lines.scales.x.upper == 100.5)
    let columns = try axes(
      "column", (.period(.month), [.period(.month, 648), .period(.month, 649)]), [5, 7])
    #expect(columns.scales.y.lower == 0)
    #expect(columns.scales.x.lower < Double(CivilCalendar.days(year: 2024, month: 1, day: 1)))
  }

  @Test func yearsHaveNoSeparators() throws {
    let years = integers([1825, 1925, 2024])
    #expect(
      try axes("line", (.int, years), [1, 2, 3], title: "year").ticks.x.major.first?.label
        == "1825")
    #expect(
      try axes("line", (.int, years), [1, 2, 3], title: "release_year").ticks.x.major
        .allSatisfy { !$0.label.contains(",") })
    #expect(
      try axes("line", (.int, years), [1, 2, 3], title: "n").ticks.x.major.first?.label == "1,825")
  }

  @Test func titlesThatSayNothing() throws {
    func title(_ type: DataType, _ title: String) throws -> String {
      let value: Value = type == .date ? .date(0) : .int(0)
      var first = layer("point", [("x", type, [value]), ("y", .int, integers([1]))])
      first.channels[0].title = title
      return try ChartBuilder.build(ChartSpec(layers: [first])).axisTitles.x
    }
    #expect(try title(.date, "month") == "")
    #expect(try title(.date, "week(created_at)") == "")
    #expect(try title(.date, "released") == "released")
    #expect(try title(.int, "year") == "year")
  }

  @Test func reversedAndExplicitEnds() throws {
    let reversed = try axes("line", (.int, integers([0, 10])), [0, 10]) { $0.x.isReversed = true }
    #expect(reversed.scales.x.fraction(0) > reversed.scales.x.fraction(10))
    let fixed = try axes("line", (.int, integers([0, 10])), [0, 10]) {
      $0.y.from = .int(-5)
      $0.y.to = .int(25)
      $0.y.ticks = .int(5)
    }
    #expect(fixed.scales.y.lower == -5 && fixed.scales.y.upper == 25)
    #expect(
      fixed.ticks.y.major.map(\.label) == ["\u{2212}5", "0", "5", "10", "15", "20", "25"])
  }

  @Test func categoriesHaveNoEnds() {
    do throws(Diagnostic) {
      var spec = ChartSpec(layers: [
        layer("column", [("x", .text, texts(["a"])), ("y", .int, integers([1]))])
      ])
      spec.x.from = .text("a")
      _ = try ChartBuilder.build(spec)
      Issue.record("an end among categories")
    } catch {
      #expect(error.code == "E375")
    }
  }
}

@Suite struct UnitTests {
  @Test func binaryBytes() {
    #expect(
      NumberLabels.labels([0, 0x1p30, 0x1p31], format: .binaryBytes) == ["0", "1 GiB", "2 GiB"])
    #expect(NumberFormat(text: "KiB") == .binaryBytes)
    #expect(NumberLabels.short(0x1.8p20, format: .binaryBytes) == "1.5 MiB")
    #expect(NumberLabels.short(1_234_567, format: .bytes) == "1.23 MB")
    let ticks = LinearTransform().ticks(
      from: 0, to: 0x1p33, target: 5, style: TickStyle(format: .binaryBytes))
    #expect(ticks.major.map(\.label) == ["0", "2 GiB", "4 GiB", "6 GiB", "8 GiB"])
  }

  @Test func powersOfTwo() {
    #expect(
      NumberLabels.powersOfTwo([0.5, 2, 2048, 8192, 16_384, 0x1p20, 0x1p30])
        == ["0.5", "2", "2,048", "8,192", "16.4k", "1.05M", "1.07B"])
    #expect(
      BinaryLogTransform().ticks(from: 1000, to: 140_000, target: 7, style: TickStyle()).major
        .map(\.label) == ["1,024", "2,048", "4,096", "8,192", "16.4k", "32.8k", "65.5k", "131k"])
  }

  @Test func noLongFractionsOfAUnit() {
    #expect(NumberLabels.labels([1_000_000, 1_000_000.5]) == ["1,000,000.0", "1,000,000.5"])
    #expect(NumberLabels.labels([1_234_000, 1_234_500]) == ["1,234.0k", "1,234.5k"])
    #expect(NumberLabels.labels([1_000_000, 1_250_000]) == ["1.00M", "1.25M"])
  }
}
