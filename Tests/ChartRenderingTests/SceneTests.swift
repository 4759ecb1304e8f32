import Columnar
import Diagnostics
import Testing

@testable import Charts

/// What every scene must hold, whatever the chart.
@Suite struct SceneTests {
  static let surfaces: [any Surface] = [PixelSurface(), CellSurface(), CellSurface(width: 40)]

  private func texts(
    _ items: [SceneItem], _ measurer: any TextMeasurer
  ) -> [(role: SceneRole, text: SceneText, bounds: SceneRectangle)] {
    items.flatMap { item -> [(SceneRole, SceneText, SceneRectangle)] in
      switch item.shape {
      case .group(let children, _): return texts(children, measurer)
      case .text(let text):
        let width = measurer.width(of: text.text, size: text.size, isBold: text.isBold)
        return [(item.role, text, text.bounds(width: width))]
      default: return []
      }
    }
  }

  @Test(arguments: Gallery.all + EdgeCharts.all)
  func textIsInsideAndApart(_ example: Gallery.Case) throws {
    let chart = try ChartBuilder.build(example.spec)
    for surface in Self.surfaces {
      let scene = ChartLayout.scene(of: chart, on: surface, theme: .light)
      let frame = SceneRectangle(x: 0, y: 0, width: scene.width, height: scene.height)
      let found = texts(scene.items, surface.measurer)
      for entry in found where entry.role != .label || !surface.metrics.isCellular {
        #expect(
          frame.contains(entry.bounds, slack: 0.6), "\(example.name): \(entry.text.text.prefix(40))"
        )
      }
      for role in [SceneRole.axis, .legend, .title, .note] {
        let same = found.filter { $0.role == role && !$0.text.text.isEmpty && $0.text.angle == 0 }
        for (index, first) in same.enumerated() {
          for second in same[(index + 1)...] {
            #expect(
              !first.bounds.inset(by: 0.8).intersects(second.bounds.inset(by: 0.8)),
              "\(example.name): \(first.text.text.prefix(30)) / \(second.text.text.prefix(30))")
          }
        }
      }
      let titles = found.filter { $0.role == .title }
      for legend in found where legend.role == .legend {
        #expect(!titles.contains { $0.bounds.inset(by: 1).intersects(legend.bounds.inset(by: 1)) })
      }
    }
  }

  @Test(arguments: Gallery.all + EdgeCharts.all)
  func ticksAreDistinctAndAscending(_ example: Gallery.Case) throws {
    let chart = try ChartBuilder.build(example.spec)
    let layout = ChartLayout(chart: chart, surface: PixelSurface(), theme: .light)
    for panel in chart.panels {
      let axes = PanelAxes(panel, chart: chart, layout: layout, width: 600, height: 300)
      for axis in Axis.allCases {
        let ticks = axes.ticks[axis].major
        #expect(zip(ticks, ticks.dropFirst()).allSatisfy { $0.value < $1.value })
        #expect(ticks.allSatisfy { axes.scales[axis].contains($0.value) })
        guard case .number = axes.scales[axis].kind else { continue }
        #expect(Set(ticks.map(\.label)).count == ticks.count, "\(example.name) \(axis)")
      }
    }
  }

  @Test func legendFollowsTheOrderOfTheStack() throws {
    let chart = try ChartBuilder.build(Gallery.stackedColumns)
    let scene = ChartLayout.scene(of: chart, on: PixelSurface(), theme: .light)
    let labels = texts(scene.items, PixelTextMeasurer()).filter { $0.role == .legend }
      .map(\.text.text)
    #expect(labels == ["type"] + chart.color.categories)
    var right = Gallery.stackedColumns
    right.legend = .right
    let onTheRight = ChartLayout.scene(
      of: try ChartBuilder.build(right), on: PixelSurface(), theme: .light)
    let listed = texts(onTheRight.items, PixelTextMeasurer()).filter { $0.role == .legend }
      .map(\.text.fullText)
    #expect(listed.count == 7)
    // Stacked from the bottom, listed from the top.
    let lines = texts(onTheRight.items, PixelTextMeasurer()).filter { $0.role == .legend }
    #expect(lines.last?.text.text.hasPrefix("base merges") == true)
  }

  @Test func columnsBeginAtZero() throws {
    let chart = try ChartBuilder.build(Gallery.stackedColumns)
    let scene = ChartLayout.scene(of: chart, on: PixelSurface(), theme: .light)
    let panel = try #require(scene.panels.first)
    var bottoms: [Double] = []
    func visit(_ items: [SceneItem]) {
      for item in items {
        if case .group(let children, _) = item.shape { visit(children) }
        if case .rectangle(let rectangle, _, _) = item.shape, item.role == .mark,
          item.series == chart.color.categories.first
        {
          bottoms.append(rectangle.maxY)
        }
      }
    }
    visit(scene.items)
    #expect(bottoms.count == 44)
    #expect(bottoms.allSatisfy { abs($0 - panel.maxY) < 1e-6 })
  }

  @Test func directLabelsReplaceTheLegend() throws {
    let chart = try ChartBuilder.build(Gallery.cumulative)
    let scene = ChartLayout.scene(of: chart, on: PixelSurface(), theme: .light)
    #expect(!scene.items.contains { $0.role == .legend })
    let series = Set(scene.items.filter { $0.role == .label }.compactMap(\.series))
    #expect(series == Set(chart.color.categories))
    var placed = Gallery.cumulative
    placed.legend = .bottom
    let below = ChartLayout.scene(
      of: try ChartBuilder.build(placed), on: PixelSurface(), theme: .light)
    #expect(below.items.contains { $0.role == .legend })
  }

  @Test func sizesAreKept() throws {
    var spec = Gallery.stackedColumns
    spec.size = (900, 400)
    let scene = ChartLayout.scene(
      of: try ChartBuilder.build(spec), on: PixelSurface(size: spec.size), theme: .light)
    #expect(scene.width == 900 && scene.height == 400)
  }
}
