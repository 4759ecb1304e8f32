import Columnar
import Diagnostics
import Testing

@testable import Charts

/// The slices of pies: their angles, their order, and what is said about them.
@Suite struct PieTests {
  private func pie(
    _ kinds: [String?], _ values: [Double?], _ change: (inout ChartSpec) -> Void = { _ in }
  ) throws(Diagnostic) -> BuiltChart {
    var spec = ChartSpec(layers: [
      layer("pie", [("value", .number, numbers(values)), ("color", .text, texts(kinds))])
    ])
    change(&spec)
    return try ChartBuilder.build(spec)
  }

  private func failure(
    _ kinds: [String?], _ values: [Double?], _ change: (inout ChartSpec) -> Void = { _ in }
  ) -> Diagnostic? {
    do throws(Diagnostic) {
      _ = try pie(kinds, values, change)
      return nil
    } catch {
      return error
    }
  }

  private func scene(_ chart: BuiltChart) -> Scene {
    ChartLayout.scene(of: chart, on: PixelSurface(), theme: .light)
  }

  private func all(_ items: [SceneItem]) -> [SceneItem] {
    items.flatMap { item in
      if case .group(let children, _) = item.shape { return all(children) }
      return [item]
    }
  }

  private func outlines(_ chart: BuiltChart) -> [(series: String, points: [ScenePoint])] {
    all(scene(chart).items).compactMap { item in
      guard item.role == .mark, case .path(let path) = item.shape else { return nil }
      return (item.series ?? "", path.pieces[0])
    }
  }

  private func written(_ chart: BuiltChart, _ role: SceneRole) -> [String] {
    all(scene(chart).items).compactMap { item in
      guard item.role == role, case .text(let text) = item.shape else { return nil }
      return text.text
    }
  }

  /// The area of a polygon by the shoelace formula.
  private func area(_ points: [ScenePoint]) -> Double {
    var twice = 0.0
    for index in points.indices {
      let (a, b) = (points[index], points[(index + 1) % points.count])
      twice += a.x * b.y - b.x * a.y
    }
    return abs(twice) / 2
  }

  @Test func areasAreShares() throws {
    let slices = outlines(try pie(["a", "b", "c", "b"], [30, 20, 10, 40]))
    #expect(slices.map(\.series) == ["b", "a", "c"])
    let areas = slices.map { area($0.points) }
    let total = areas.reduce(0, +)
    for (area, share) in zip(areas, [0.6, 0.3, 0.1]) { #expect(abs(area / total - share) < 1e-3) }
  }

  @Test func slicesBeginAtTwelveAndGoClockwise() throws {
    let slices = outlines(try pie(["a", "b"], [3, 1]))
    let center = slices[0].points[0]
    let first = slices[0].points[1]
    #expect(first.x == center.x && first.y < center.y)
    // A quarter before twelve is left for the smaller one, which ends where the larger began.
    #expect(abs(slices[1].points[1].x - (center.x - (center.y - first.y))) < 1e-9)
    #expect(slices[1].points.last == first)
    #expect(slices[0].points[2].x > center.x)
  }

  @Test func anOrderOfOnesOwn() throws {
    let chart = try pie(["a", "b", "c"], [1, 5, 3]) {
      $0.orders = [OrderSpec("color", ["c", "a", "b"])]
    }
    #expect(chart.color.categories == ["c", "a", "b"])
    #expect(outlines(chart).map(\.series) == ["c", "a", "b"])
    #expect(try pie(["a", "b", "c"], [1, 5, 3]).color.categories == ["b", "c", "a"])
    #expect(try pie(["b", "a"], [2, 2]).color.categories == ["a", "b"])
  }

  @Test func labelsSayNameShareAndAmount() throws {
    let chart = try pie(["Other", "company", "university"], [1706, 92, 48])
    #expect(
      Set(written(chart, .label)) == [
        "Other", "92.4% · 1,706", "company", "5.0% · 92", "university", "2.6% · 48",
      ])
    #expect(written(chart, .legend).isEmpty)
    #expect(written(chart, .axis).isEmpty)
    #expect(chart.description.contains("Other 92.4%, company 5.0%, university 2.6%"))
  }

  @Test func thinSlicesAreListed() throws {
    let chart = try pie(["a", "b", "c", "d"], [970, 20, 10, 0])
    #expect(written(chart, .label) == ["a", "97% · 970"])
    #expect(written(chart, .legend) == ["Below 3% each", "b", "2%", "c", "1%", "d", "0%"])
    #expect(outlines(chart).map(\.series) == ["a", "b", "c"])
  }

  @Test func smallSharesAreNotNothing() {
    #expect(PieTexts.text(0.0004, decimals: 1) == "<0.1%")
    #expect(PieTexts.text(0.0005, decimals: 1) == "0.1%")
    #expect(PieTexts.text(0.9996, decimals: 1) == ">99.9%")
    #expect(PieTexts.text(1, decimals: 0) == "100%")
    #expect(PieTexts.text(0, decimals: 0) == "0%")
  }

  @Test func aWholeIsADisc() throws {
    let slices = outlines(try pie(["a", "b"], [4, 0]))
    #expect(slices.count == 1)
    let points = slices[0].points
    let xs = points.map(\.x)
    let radius = ((xs.max() ?? 0) - (xs.min() ?? 0)) / 2
    #expect(abs(area(points) / (Double.pi * radius * radius) - 1) < 2e-3)
  }

  @Test func valuesWithoutShares() throws {
    let negative = failure(["a", "b"], [1, -2])
    #expect(negative?.code == "E376")
    #expect(negative?.message.hasSuffix("one is \u{2212}2") == true)
    let zero = try pie(["a", "b"], [0, 0])
    #expect(zero.notes.map(\.text) == ["all values are zero, so nothing has a share"])
    #expect(written(zero, .note).contains("no rows"))
    let missing = try pie(["a", "b", nil], [1, nil, 3])
    #expect(missing.notes.map(\.text) == ["1 row with a missing value is not drawn"])
    #expect(outlines(missing).map(\.series) == ["a", "missing"])
    #expect(outlines(try pie([], [])).isEmpty)
    let huge = outlines(try pie(["a", "b"], [1.5e308, 1.5e308])).map { area($0.points) }
    #expect(abs(huge[0] / huge[1] - 1) < 1e-9)
  }

  @Test func aPieStandsAlone() {
    #expect(failure(["a"], [1]) { $0.x.name = "x" }?.code == "E380")
    #expect(
      failure(["a"], [1]) {
        $0.layers.append(layer("rule", [], [("y", .int(0))]))
      }?.code == "E380")
    let text = layer("pie", [("value", .text, [.text("x")]), ("color", .text, [.text("a")])])
    #expect(throws: Diagnostic.self) { try ChartBuilder.build(ChartSpec(layers: [text])) }
  }

  @Test func manySlicesAreNoted() throws {
    let names = (1...8).map { "k\($0)" }
    #expect(try pie(names, names.map { _ in 1 }).notes.map(\.code) == ["W16"])
    #expect(try pie(Array(names.dropLast()), [1, 1, 1, 1, 1, 1, 1]).notes.isEmpty)
  }

  @Test func linesOfATerminal() throws {
    let chart = try pie(["a", "b"], [30, 10])
    let scene = ChartLayout.scene(of: chart, on: CellSurface(width: 40), theme: .light)
    let lines = all(scene.items).compactMap { item -> SceneText? in
      if case .text(let text) = item.shape { text } else { nil }
    }
    let note = "A pie is drawn as a table in a terminal."
    #expect(lines.map(\.text) == ["a", "75%", "30", "b", "25%", "10", note])
    let bars = all(scene.items).compactMap { item -> SceneRectangle? in
      if case .rectangle(let bar, _, _) = item.shape, item.role == .label { bar } else { nil }
    }
    try #require(bars.count == 2)
    #expect(bars[0].x == bars[1].x)
    #expect(abs(bars[0].width / bars[1].width - 3) < 1e-9)
    #expect(scene.height == 3)
  }
}
