import Columnar
import Diagnostics
import Testing

@testable import Charts

@Suite struct ColorRampTests {
  private func ramp(
    _ values: [Double?], _ change: (inout ColorSpec) -> Void = { _ in }
  ) throws -> ColorRamp {
    var spec = ChartSpec(layers: [points(values)])
    change(&spec.color)
    guard case .ramp(let ramp) = try ChartBuilder.build(spec).color.kind else {
      throw Diagnostic("E999", "not a ramp", at: nil)
    }
    return ramp
  }

  private func points(_ values: [Double?]) -> LayerSpec {
    layer(
      "point",
      [
        ("x", .int, integers(Array(values.indices))), ("y", .int, integers(Array(values.indices))),
        ("color", .number, numbers(values)),
      ])
  }

  private func failure(
    _ layer: LayerSpec, _ change: (inout ColorSpec) -> Void
  ) -> Diagnostic? {
    var spec = ChartSpec(layers: [layer])
    change(&spec.color)
    do throws(Diagnostic) {
      _ = try ChartBuilder.build(spec)
      return nil
    } catch {
      return error
    }
  }

  @Test func viridisIsTheDefault() throws {
    let found = try ramp([0, 5, 10])
    #expect(found.color(0) == Palettes.viridis.colors.first)
    #expect(found.color(10) == Palettes.viridis.colors.last)
    #expect(found.color(5) == Palettes.viridis.colors[4])
    #expect(found.color(.nan) == nil)
    #expect(try ramp([0, 10]) { $0.isReversed = true }.color(0) == Palettes.viridis.colors.last)
  }

  @Test func endsCanBeAskedFor() throws {
    let found = try ramp([2, 5]) {
      $0.from = .int(0)
      $0.to = .int(10)
    }
    #expect(found.color(5) == Palettes.viridis.colors[4])
    #expect(found.color(99) == Palettes.viridis.colors.last)
  }

  @Test func logarithmicColors() throws {
    let found = try ramp([1, 100, 10_000, 0]) { $0.transform = "log" }
    #expect(found.color(100) == Palettes.viridis.colors[4])
    #expect(found.color(0) == nil)
    var spec = ChartSpec(layers: [points([1, 0, -2])])
    spec.color.transform = "log"
    #expect(
      try ChartBuilder.build(spec).notes.map(\.text) == [
        "2 values at zero or below are grey, having no place on the log colours"
      ])
  }

  /// Values equally far from the midpoint are equally strong, whatever the range.
  @Test func divergingColors() throws {
    let found = try ramp([-10, 0, 40]) { $0.midpoint = .int(0) }
    let stops = Palettes.blueRust.colors
    #expect(found.color(0) == stops[4])
    #expect(found.color(40) == stops[8])
    #expect(found.color(-40) == stops[0])
    #expect(found.color(-10) == stops[3])
    #expect(found.color(10) == stops[5])
  }

  @Test func blueRustDivergesEvenly() {
    let luminances = Palettes.blueRust.colors.map(\.luminance)
    #expect(zip(luminances[..<4], luminances[1...4]).allSatisfy { $0 < $1 })
    #expect(zip(luminances[4...], luminances[5...]).allSatisfy { $0 > $1 })
  }

  @Test func stepsHaveRoundEnds() throws {
    let found = try ramp([0, 34_000]) { $0.steps = 5 }
    #expect(found.edges == [0, 7500, 15_000, 22_500, 30_000, 37_500])
    #expect(found.color(7499) == Palettes.viridis.colors[0])
    #expect(found.color(7500) == Palettes.viridis.colors[2])
    #expect(found.color(37_500) == Palettes.viridis.colors[8])
    #expect(
      try ramp([-75, 62]) {
        $0.steps = 5
        $0.midpoint = .int(0)
      }.edges == [-75, -45, -15, 15, 45, 75])
    #expect(
      try ramp([3, 9]) {
        $0.steps = 4
        $0.from = .int(0)
        $0.to = .int(10)
      }.edges == [0, 2.5, 5, 7.5, 10])
    // Decades cover the range with fewer than seven steps; none of them is empty.
    #expect(
      try ramp([1, 20_000]) {
        $0.steps = 7
        $0.transform = "log"
      }.edges == [1, 10, 100, 1000, 10_000, 100_000])
    #expect(
      try ramp([3, 50]) {
        $0.steps = 5
        $0.transform = "log"
      }.edges == [2, 4, 8, 16, 32, 64])
  }

  @Test(arguments: [(2, 0.0), (5, 1e-9), (7, 1e12), (9, -4)])
  func stepsCoverTheirRange(_ count: Int, _ start: Double) {
    let end = start + max(1, start.magnitude) * 3.7
    let edges = ColorSteps.edges(from: start, to: end, count: count, transform: LinearTransform())
    #expect(edges.count >= 3 && edges.count <= count + 1)
    #expect(edges[0] <= start && edges[edges.count - 1] >= end)
    #expect(zip(edges, edges.dropFirst()).allSatisfy { $0 < $1 })
  }

  @Test func requestsThatMakeNoSense() {
    let numeric = points([1, 2, 3])
    #expect(failure(numeric) { $0.palette = "paired" }?.code == "E375")
    #expect(failure(numeric) { $0.palette = "virdis" }?.code == "E370")
    #expect(failure(numeric) { $0.transform = "lag" }?.code == "E370")
    #expect(failure(numeric) { $0.from = .text("a") }?.code == "E375")
    #expect(
      failure(numeric) {
        $0.from = .int(9)
        $0.to = .int(1)
      }?.code == "E378")
    #expect(
      failure(numeric) {
        $0.from = .int(0)
        $0.transform = "log"
      }?.code == "E378")
    let words = layer(
      "point",
      [
        ("x", .int, integers([1, 2])), ("y", .int, integers([1, 2])),
        ("color", .text, texts(["a", "b"])),
      ])
    #expect(failure(words) { $0.transform = "log" }?.message == "categories have no `log`")
    #expect(failure(words) { $0.steps = 5 }?.code == "E375")
    #expect(failure(words) { $0.midpoint = .int(0) }?.code == "E375")
  }

  @Test func rampsColorCategoriesEvenly() throws {
    let rows = Array(0..<15)
    let many = layer(
      "column",
      [
        ("x", .text, rows.map { _ in .text("all") }), ("y", .int, integers(rows.map { $0 + 1 })),
        ("color", .int, integers(rows)),
      ])
    var spec = ChartSpec(layers: [many])
    spec.color.palette = "viridis"
    let color = try ChartBuilder.build(spec).color
    #expect(color.categories.count == 15 && color.foldedCount == 0)
    #expect(Set(color.paints).count == 15)
    #expect(color.paints.first == .fixed(Palettes.viridis.colors[0]))
    #expect(color.paints.last == .fixed(Palettes.viridis.colors[8]))
  }

  @Test func noValuesAtAll() throws {
    let chart = try ChartBuilder.build(ChartSpec(layers: [points([nil, nil])]))
    guard case .none = chart.color.kind else {
      Issue.record("a ramp without values")
      return
    }
    let one = try ramp([5])
    #expect(one.color(5) == Palettes.viridis.colors[4])
  }
}
