import Columnar
import Testing

@testable import Charts

/// Labels at lines and in bands, and legends in all places.
@Suite struct GuideTests {
  private func lines(
    _ count: Int, mark: String = "line", from start: Int = 0,
    value: (Int, Int) -> Int? = { $0 * 10 + $1 }
  ) -> ChartSpec {
    var x: [Value] = []
    var y: [Value] = []
    var color: [Value] = []
    for series in 0..<count {
      for place in 0..<12 {
        x.append(.int(Int64(place + start)))
        y.append(value(series, place).map { .int(Int64($0)) } ?? .null)
        color.append(.text("series \(series)"))
      }
    }
    return ChartSpec(layers: [
      layer(mark, [("x", .int, x), ("y", .int, y), ("color", .text, color)])
    ])
  }

  private func scene(_ spec: ChartSpec, _ surface: any Surface = PixelSurface()) throws -> Scene {
    ChartLayout.scene(of: try ChartBuilder.build(spec), on: surface, theme: .light)
  }

  private func texts(_ scene: Scene, _ role: SceneRole) -> [SceneText] {
    scene.items.compactMap {
      if case .text(let text) = $0.shape, $0.role == role { text } else { nil }
    }
  }

  private func areApart(_ labels: [SceneText], by pitch: Double) -> Bool {
    let places = labels.map(\.position.y).sorted()
    return zip(places, places.dropFirst()).allSatisfy { $1 - $0 >= pitch - 1e-6 }
  }

  @Test(arguments: [2, 5, 8])
  func endsAreLabelledAndApart(_ count: Int) throws {
    // Lines that cross and end close together.
    let found = try scene(lines(count) { series, place in 100 + (series * 7 + place * series) % 9 })
    let labels = texts(found, .label)
    #expect(labels.count == count)
    #expect(areApart(labels, by: 14))
    #expect(texts(found, .legend).isEmpty)
    let panel = try #require(found.panels.first)
    #expect(labels.allSatisfy { $0.position.x > panel.maxX })
  }

  @Test func nineLinesKeepSevenLabels() throws {
    let spec = lines(12)
    let chart = try ChartBuilder.build(spec)
    let labels = texts(try scene(spec), .label).map(\.text)
    // The largest by total; the five smallest are grey and have no label.
    #expect(labels.sorted() == (5..<12).map { "series \($0)" }.sorted())
    #expect(chart.notes.map(\.text) == ["the 5 smallest categories are drawn in light grey"])
  }

  @Test func aLineThatEndsEarlyIsJoinedToItsLabel() throws {
    let found = try scene(
      lines(2) { series, place in series == 1 && place > 10 ? nil : place * 10 })
    let panel = try #require(found.panels.first)
    let leaders = found.items.compactMap { item -> [ScenePoint]? in
      if case .path(let path) = item.shape, item.role == .label { path.pieces[0] } else { nil }
    }
    #expect(texts(found, .label).count == 2)
    #expect(leaders.contains { $0[0].x < panel.maxX - 20 && $0[$0.count - 1].x > panel.maxX })
  }

  @Test func linesThatEndFarFromTheEdgeHaveALegend() throws {
    let found = try scene(lines(2) { series, place in series == 1 && place > 4 ? nil : place })
    #expect(texts(found, .legend).count == 3)
  }

  @Test func bandsAreLabelledInsideOrBeside() throws {
    let spec = lines(4, mark: "area") { series, _ in series == 2 ? 1 : 100 }
    for surface in [PixelSurface() as any Surface, CellSurface()] {
      let found = try scene(spec, surface)
      let panel = try #require(found.panels.first)
      let labels = texts(found, .label)
      #expect(labels.count == 4)
      let inside = labels.filter { $0.position.x < panel.maxX }
      let beside = labels.filter { $0.position.x >= panel.maxX }
      #expect(beside.map(\.text) == ["series 2"])
      // From the top down the labels are in the reverse order of the stack.
      #expect(
        inside.sorted { $0.position.y < $1.position.y }
          .map { $0.text.filter { $0 != " " } } == ["series3", "series1", "series0"])
      #expect(texts(found, .legend).isEmpty)
    }
  }

  @Test func textInsideBandsCanBeRead() throws {
    for theme in Theme.all {
      var spec = lines(8, mark: "area") { _, _ in 100 }
      spec.theme = theme.name
      let chart = try ChartBuilder.build(spec)
      let found = ChartLayout.scene(of: chart, on: PixelSurface(), theme: theme)
      let panel = try #require(found.panels.first)
      for item in found.items where item.role == .label {
        guard case .text(let text) = item.shape, text.position.x < panel.maxX,
          let code = chart.color.categories.firstIndex(of: item.series ?? "")
        else { continue }
        let fill = theme.color(chart.color.paint(code))
        #expect(theme.color(text.paint).contrast(with: fill) >= 4.5, "\(theme.name) \(code)")
      }
    }
  }

  @Test func bandsThatAreOverEarlyKeepTheLegend() throws {
    let spec = lines(3, mark: "area") { series, place in
      series == 2 ? (place < 3 ? 1 : nil) : 100
    }
    #expect(!texts(try scene(spec), .legend).isEmpty)
  }

  @Test func legendsInAllPlaces() throws {
    for (placement, count) in [(LegendPlacement.top, 4), (.right, 4), (.bottom, 4), (.none, 0)] {
      for surface in [PixelSurface() as any Surface, CellSurface()] {
        var spec = lines(3, mark: "column")
        spec.legend = placement
        let found = try scene(spec, surface)
        let panel = try #require(found.panels.first)
        let legend = texts(found, .legend).filter { !"█●━".contains($0.text) }
        #expect(legend.count == count, "\(placement)")
        switch placement {
        case .top: #expect(legend.allSatisfy { $0.position.y < panel.y })
        case .bottom: #expect(legend.allSatisfy { $0.position.y > panel.maxY })
        case .right: #expect(legend.allSatisfy { $0.position.x > panel.maxX })
        case .none, .automatic: break
        }
      }
    }
  }

  @Test func aRampHasThreeToFiveTicks() throws {
    for top in [1.0, 7, 37, 1234, 84_213, 3e9] {
      let values = numbers((0..<5).map { Double($0) * top / 4 })
      var spec = ChartSpec(layers: [
        layer(
          "point",
          [
            ("x", .int, integers(Array(0..<5))), ("y", .int, integers(Array(0..<5))),
            ("color", .number, values),
          ])
      ])
      for placement in [LegendPlacement.top, .right] {
        spec.legend = placement
        let found = try scene(spec)
        let ticks = texts(found, .legend).dropFirst()
        #expect((3...5).contains(ticks.count), "\(top) \(placement)")
        let bars = found.items.compactMap { item -> SceneRectangle? in
          guard case .rectangle(let area, _, _) = item.shape, item.role == .legend else {
            return nil
          }
          return area
        }
        let length =
          placement == .top
          ? (bars.map(\.maxX).max() ?? 0) - (bars.map(\.x).min() ?? 0)
          : (bars.map(\.maxY).max() ?? 0) - (bars.map(\.y).min() ?? 0)
        #expect(abs(length - 160) < 0.6)
      }
    }
  }

  @Test func aLegendInASmallChartCountsWhatItLeavesOut() throws {
    var spec = lines(8, mark: "column")
    spec.size = (240, 200)
    let found = try scene(spec, PixelSurface(size: spec.size))
    let legend = texts(found, .legend).map(\.text)
    #expect(legend.last?.hasPrefix("+ ") == true)
    let shown = legend.count - 2
    #expect(legend.last == "+ \(8 - shown) more")
  }
}
