import Columnar
import Diagnostics
import Testing

@testable import Charts

@Suite struct FacetTests {
  private func bars(_ facets: [String], _ names: [String]) -> ChartSpec {
    var spec = ChartSpec(layers: [
      layer(
        "bar",
        [
          ("x", .int, integers(names.indices.map { $0 + 1 })), ("y", .text, texts(names)),
          ("facet", .text, texts(facets)),
        ])
    ])
    spec.facet = FacetSpec(freeAxes: [.y])
    return spec
  }

  @Test func freeCategoriesAreThePanelsOwn() throws {
    let chart = try ChartBuilder.build(bars(["a", "b", "a", "b"], ["p", "q", "r", "p"]))
    #expect(chart.panels.map { $0.scales.y.categories } == [["p", "r"], ["p", "q"]])
    #expect(chart.panels.map { $0.scales.y.upper } == [1.5, 1.5])
    // q is the second name of all and p the first, so the rows of the second panel swap places.
    #expect(chart.panels[0].frames[0].center.y == [0, 1])
    #expect(chart.panels[1].frames[0].center.y == [1, 0])
    #expect(chart.panels[1].frames[0].lower.y == [0.5, -0.5])
    let named = chart.layers[0].naming(chart.panels[0].scales)
    #expect(named.textOfValue(.y, 1) == "r")
    #expect(named.textOfValue(.x, 3) == "3")
  }

  @Test func sharedCategoriesStay() throws {
    var spec = bars(["a", "b"], ["p", "q"])
    spec.facet?.freeAxes = []
    let chart = try ChartBuilder.build(spec)
    #expect(chart.panels.allSatisfy { $0.scales.y.categories == ["p", "q"] })
  }

  private func grid(_ rows: [String], _ columns: [String]) -> ChartSpec {
    var spec = ChartSpec(layers: [
      layer(
        "point",
        [
          ("x", .int, integers(Array(rows.indices))), ("y", .int, integers(Array(rows.indices))),
          ("facet", .text, texts(rows)), ("across", .text, texts(columns)),
        ]),
      layer("rule", [("y", .int, integers([1, 2])), ("facet", .text, texts(["a", "b"]))]),
      layer("rule", [("x", .int, integers([1]))]),
    ])
    spec.facet = FacetSpec()
    return spec
  }

  @Test func aGridHasEveryPair() throws {
    let chart = try ChartBuilder.build(grid(["b", "a", "b"], ["v", "w", "u"]))
    #expect(chart.facetGrid == FacetGrid(rows: ["a", "b"], columns: ["u", "v", "w"]))
    #expect(
      chart.panels.map(\.title) == ["a · u", "a · v", "a · w", "b · u", "b · v", "b · w"])
    #expect(chart.panels.map { $0.frames[0].count } == [0, 0, 1, 1, 1, 0])
    // A layer that knows the rows only is drawn along them, one that knows neither everywhere.
    #expect(chart.panels.map { $0.frames[1].center.y } == [[1], [1], [1], [2], [2], [2]])
    #expect(chart.panels.allSatisfy { $0.frames[2].count == 1 })
  }

  @Test func aGridIsOrderedOnBothSides() throws {
    var spec = grid(["b", "a", "b"], ["v", "w", "u"])
    spec.orders = [OrderSpec("facet", ["b"]), OrderSpec("across", ["w", "v"])]
    let chart = try ChartBuilder.build(spec)
    #expect(chart.facetGrid == FacetGrid(rows: ["b", "a"], columns: ["w", "v", "u"]))
    #expect(chart.panels.map { $0.frames[0].count } == [0, 1, 1, 1, 0, 0])
  }

  @Test func tooManyPairs() {
    let rows = (0..<30).map { "r\($0 / 6)" }
    let columns = (0..<30).map { "c\($0 % 6)" }
    do throws(Diagnostic) {
      _ = try ChartBuilder.build(grid(rows, columns))
      Issue.record("too many panels")
    } catch {
      #expect(error.code == "E377")
      #expect(error.message == "42 panels (7 x 6) are more than fit in one chart")
    }
  }

  private func scene(_ spec: ChartSpec, _ surface: any Surface = PixelSurface()) throws -> Scene {
    ChartLayout.scene(of: try ChartBuilder.build(spec), on: surface, theme: .light)
  }

  @Test func panelsAreEquallyLargeAndInside() throws {
    for columns in [nil, 1, 2, 5, 40] {
      let names = (0..<10).map { "category number \($0)" }
      var spec = bars((0..<10).map { "panel \($0 % 7)" }, names)
      spec.facet?.columns = columns
      let found = try scene(spec)
      #expect(Set(found.panels.map { Int($0.width * 100) }).count == 1)
      #expect(Set(found.panels.map { Int($0.height * 100) }).count == 1)
      #expect(found.panels.allSatisfy { $0.maxX <= found.width && $0.maxY <= found.height })
      for cells in [80, 200] {
        let drawn = try scene(spec, CellSurface(width: cells))
        #expect(drawn.panels.allSatisfy { $0.maxX <= drawn.width })
      }
    }
  }

  /// A panel without another below it has labels, also in the row before a short last one.
  @Test func theShortLastRowKeepsItsAxis() throws {
    var spec = ChartSpec(layers: [
      layer(
        "point",
        [
          ("x", .int, integers(Array(0..<5))), ("y", .int, integers(Array(0..<5))),
          ("facet", .int, integers(Array(0..<5))),
        ])
    ])
    spec.facet = FacetSpec(columns: 3)
    let found = try scene(spec)
    let texts = found.items.compactMap { item -> SceneText? in
      if case .text(let text) = item.shape, item.role == .axis { text } else { nil }
    }
    for (index, panel) in found.panels.enumerated() {
      let below = texts.filter {
        $0.anchor == .middle && $0.position.y > panel.maxY && $0.position.y < panel.maxY + 16
          && $0.position.x >= panel.x - 1 && $0.position.x <= panel.maxX + 1
      }
      #expect(below.isEmpty == (index < 2), "panel \(index)")
    }
  }

  @Test func aTerminalPutsPanelsSideBySideWhereTheyFit() throws {
    var spec = ChartSpec(layers: [
      layer(
        "point",
        [
          ("x", .int, integers(Array(0..<4))), ("y", .int, integers(Array(0..<4))),
          ("facet", .int, integers(Array(0..<4))),
        ])
    ])
    spec.facet = FacetSpec()
    func columns(_ width: Int) throws -> Int {
      Set(try scene(spec, CellSurface(width: width)).panels.map(\.x)).count
    }
    #expect(try columns(40) == 1)
    #expect(try columns(80) == 2)
    #expect(try columns(200) == 4)
  }
}
