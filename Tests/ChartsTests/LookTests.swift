import Columnar
import Diagnostics
import Testing

@testable import Charts

/// Shapes, sizes, dashes and their legends; the theme for printing; texts and labels.
@Suite struct LookTests {
  private func points(
    _ channels: [(String, DataType, [Value])], _ constants: [(String, Value)] = [], count: Int = 4
  ) -> LayerSpec {
    layer(
      "point",
      [("x", .int, integers(Array(0..<count))), ("y", .int, integers(Array(0..<count)))] + channels,
      constants)
  }

  /// The area of a polygon by the shoelace formula.
  private func area(_ corners: [ScenePoint]) -> Double {
    var twice = 0.0
    for index in corners.indices {
      let (a, b) = (corners[index], corners[(index + 1) % corners.count])
      twice += a.x * b.y - b.x * a.y
    }
    return abs(twice / 2)
  }

  @Test func symbolsCoverOneArea() {
    for symbol in Symbol.allCases where symbol != .disc {
      #expect(abs(area(symbol.corners) - Double.pi) < 1e-9, "\(symbol)")
      let xs = symbol.corners.map(\.x)
      #expect(abs((xs.min() ?? 0) + (xs.max() ?? 0)) < 1e-9, "\(symbol)")
    }
  }

  @Test func shapesAndTheirLegend() throws {
    let drawn = try DrawnChart([points([("shape", .text, texts(["b", "a", "b", nil]))])])
    #expect(drawn.points().map(\.circles.symbol) == [.disc, .triangle, .square])
    #expect(drawn.points().map { $0.circles.centers.count } == [1, 2, 1])
    #expect(drawn.points(.legend).map(\.circles.symbol) == [.disc, .triangle, .square])
    #expect(drawn.texts(.legend).map(\.text) == ["shape", "a", "b", "missing"])
    #expect(drawn.points(.legend).allSatisfy { $0.circles.fill == .series(0) })
  }

  @Test func oneLegendForColourAndShape() throws {
    let kinds = texts(["b", "a", "b", "c"])
    var both = points([("shape", .text, kinds), ("color", .text, kinds)])
    both.channels[2].title = "kind"
    both.channels[3].title = "kind"
    let drawn = try DrawnChart([both])
    #expect(drawn.texts(.legend).map(\.text) == ["kind", "a", "b", "c"])
    let samples = drawn.points(.legend).map { ($0.circles.symbol, $0.circles.fill) }
    let marks = drawn.points().map { ($0.circles.symbol, $0.circles.fill) }
    #expect(samples.map(\.0) == marks.map(\.0) && samples.map(\.1) == marks.map(\.1))
    // An order of the colours is one of the shapes.
    let ordered = try DrawnChart([both]) { $0.orders = [OrderSpec("color", ["c", "b", "a"])] }
    #expect(ordered.texts(.legend).map(\.text) == ["kind", "c", "b", "a"])
    #expect(ordered.chart.shape.categories == ["c", "b", "a"])
    // Other titles, other legends.
    both.channels[3].title = "type"
    #expect(
      try DrawnChart([both]).texts(.legend).map(\.text)
        == ["type", "a", "b", "c", "kind", "a", "b", "c"])
  }

  @Test func atMostAsManyShapesAsThereAre() throws {
    let many = points([("shape", .int, integers(Array(0..<9)))], count: 9)
    let error = failure([many])
    #expect(error?.code == "E377")
    #expect(error?.message == "9 categories are more than there are shapes")
    #expect(failure([points([("shape", .int, integers(Array(0..<8)))], count: 8)]) == nil)
    #expect(failure([points([], [("shape", .text("blob"))])])?.code == "E373")
    let square = try DrawnChart([points([], [("shape", .text("square"))])])
    #expect(square.points().map(\.circles.symbol) == [.square])
    #expect(square.points(.legend).isEmpty)
  }

  @Test func areasStandForValues() throws {
    let sized = points([("size", .int, integers([0, 100, 400, 1600]))])
    let drawn = try DrawnChart([sized])
    let radii = drawn.points().flatMap(\.circles.radii)
    #expect(radii.count == 4)
    #expect(abs(radii[0] * radii[0] / (radii[1] * radii[1]) - 4) < 1e-9)
    #expect(abs(radii[1] * radii[1] / (radii[2] * radii[2]) - 4) < 1e-9)
    #expect(radii[0] == 10 && radii[3] > 0)
    // The largest is drawn first.
    #expect(radii == radii.sorted(by: >))
    let samples = drawn.points(.legend).map { $0.circles.radii[0] }
    #expect(drawn.texts(.legend).map(\.text) == ["size", "1,000", "200", "50"])
    #expect(abs(samples[0] - 10 * (1000.0 / 1600).squareRoot()) < 1e-9)
  }

  @Test func sizesWithoutAnArea() throws {
    let drawn = try DrawnChart([
      points([("size", .number, numbers([-1, nil, 3, .infinity]))])
    ])
    #expect(drawn.points().reduce(0) { $0 + $1.circles.centers.count } == 1)
    #expect(
      drawn.notes == [
        "1 row with a missing value is not drawn",
        "2 rows have no area: their size is below zero or infinite",
      ])
    #expect(failure([points([("size", .text, texts(["a", "b", "c", "d"]))])])?.code == "E375")
    #expect(failure([points([("size", .date, [0, 1, 2, 3].map { .date($0) })])])?.code == "E375")
  }

  @Test(arguments: [
    (1600.0, true, [1000.0, 200, 50]), (1, true, [1]), (3, true, [2, 1]),
    (0.3, false, [0.2, 0.05, 0.01]),
    (0, true, []), (7, true, [5, 2, 1]),
  ])
  func sizesInTheLegendAreRound(_ largest: Double, _ isInteger: Bool, _ wanted: [Double]) {
    let found = SizeScale(title: "", largest: largest, isInteger: isInteger).samples
    #expect(found.count == wanted.count)
    for (a, b) in zip(found, wanted) { #expect(abs(a - b) < 1e-12 * max(1, b)) }
  }

  @Test func dashesAndTheirLegend() throws {
    let lines = layer(
      "line",
      [
        ("x", .int, integers([1, 2, 1, 2])), ("y", .int, integers([1, 2, 3, 4])),
        ("dash", .text, texts(["u", "u", "v", "v"])),
      ])
    let drawn = try DrawnChart([lines])
    #expect(drawn.paths().compactMap(\.path.stroke?.dash) == [[], [6, 3]])
    #expect(drawn.paths(.legend).compactMap(\.path.stroke?.dash) == [[], [6, 3]])
    #expect(drawn.texts(.legend).map(\.text) == ["dash", "u", "v"])
    let constant = layer(
      "line", [("x", .int, integers([1, 2])), ("y", .int, integers([1, 2]))],
      [("dash", .text("dotted"))])
    #expect(try DrawnChart([constant]).paths()[0].path.stroke?.dash == [1.5, 2.5])
    let many = layer(
      "line",
      [
        ("x", .int, integers(Array(0..<7))), ("y", .int, integers(Array(0..<7))),
        ("dash", .int, integers(Array(0..<7))),
      ])
    #expect(failure([many])?.message == "7 categories are more than there are kinds of dashes")
  }

  @Test func legendsStandWhereTheyAreAsked() throws {
    let sized = points([
      ("size", .int, integers([1, 2, 3, 4])), ("shape", .text, texts(["a", "b", "a", "b"])),
      ("color", .text, texts(["p", "p", "q", "q"])),
    ])
    for place in [LegendPlacement.automatic, .top, .bottom, .right] {
      let drawn = try DrawnChart([sized]) { $0.legend = place }
      let frame = SceneRectangle(x: 0, y: 0, width: drawn.scene.width, height: drawn.scene.height)
      let measurer = PixelTextMeasurer()
      let bounds = drawn.texts(.legend).map {
        $0.bounds(width: measurer.width(of: $0.text, size: $0.size, isBold: false))
      }
      #expect(bounds.count == 9, "\(place)")
      #expect(bounds.allSatisfy { frame.contains($0) && !$0.intersects(drawn.panel) }, "\(place)")
      for (index, first) in bounds.enumerated() {
        #expect(!bounds[(index + 1)...].contains { $0.intersects(first) }, "\(place)")
      }
    }
    #expect(try DrawnChart([sized]) { $0.legend = .none }.texts(.legend).isEmpty)
    let renamed = try DrawnChart([sized]) { $0.names = ["size": "Stars"] }
    #expect(renamed.texts(.legend).contains { $0.text == "Stars" })
  }

  @Test func fillAndStrokeDiffer() throws {
    let columns = layer(
      "column", [("x", .text, texts(["a"])), ("y", .int, integers([1]))],
      [("fill", .text("white")), ("stroke", .text("black"))])
    let item = try #require(
      try DrawnChart([columns]).items.first { $0.role == .mark })
    guard case .rectangle(_, let fill, let stroke) = item.shape else {
      Issue.record("no rectangle")
      return
    }
    #expect(fill == .fixed(RGBColor(0xffffff)) && stroke?.paint == .fixed(RGBColor(0)))
    #expect(failure([points([], [("fill", .text("blurple"))])])?.code == "E374")
  }

  @Test func opacityAndTooltipsOfRows() throws {
    let drawn = try DrawnChart([
      points([
        ("alpha", .number, numbers([0.2, 0.2, 1, nil])),
        ("tooltip", .text, texts(["one", "two", nil, "four"])),
      ])
    ])
    #expect(drawn.items.filter { $0.role == .mark }.map(\.opacity) == [0.2, 1])
    #expect(
      drawn.points().flatMap(\.circles.tooltips) == [
        "0: 0 · one", "1: 1 · two", "2: 2", "3: 3 · four",
      ])
  }

  @Test func rowsWithMoreOfAnOrderLieOnTop() throws {
    let drawn = try DrawnChart([
      points([
        ("order", .int, integers([3, 1, 2, 0])), ("color", .text, texts(["a", "b", "a", "b"])),
      ])
    ])
    // The runs of one colour: the fourth and second row, then the third and first.
    #expect(drawn.points().map(\.series) == ["b", "a"])
    let places = drawn.points().flatMap { $0.circles.centers.map(\.x) }
    #expect(places.count == 4 && places[0] > places[1] && places[2] > places[3])
    #expect(failure([points([("order", .text, texts(["a", "b", "c", "d"]))])])?.code == "E375")
  }

  @Test func aLineWithAnOrderIsAPath() throws {
    let path = layer(
      "line",
      [
        ("x", .int, integers([1, 3, 2, 1])), ("y", .int, integers([1, 2, 3, 4])),
        ("order", .int, integers([1, 2, 3, 4])),
      ])
    let vertices = try DrawnChart([path]).paths()[0].path.pieces[0]
    #expect(vertices.count == 4 && vertices[0].x == vertices[3].x)
    #expect(vertices[1].x > vertices[2].x)
  }

  // MARK: Without colour

  @Test func printedSeriesDifferWithoutColour() throws {
    let kinds = texts(["a", "b", "c", "d"])
    let dots = try DrawnChart([points([("color", .text, kinds)])], theme: .print)
    #expect(Set(dots.points().map(\.circles.symbol)).count == 4)
    #expect(dots.points(.legend).map(\.circles.symbol) == dots.points().map(\.circles.symbol))
    let lines = layer(
      "line",
      [
        ("x", .int, integers([1, 2, 1, 2])), ("y", .int, integers([1, 2, 3, 4])),
        ("color", .text, texts(["a", "a", "b", "b"])),
      ])
    let printed = try DrawnChart([lines], theme: .print)
    #expect(Set(printed.paths().compactMap(\.path.stroke?.dash)).count == 2)
    #expect(Set(Hatch.printed).count == Hatch.printed.count)
    #expect(Hatch.printed.count == Palettes.light.colors.count)
    #expect(Theme.light.hatches.isEmpty && Theme.dark.hatches.isEmpty)
  }

  // MARK: Texts and labels

  private func labels(
    _ mark: String, _ count: Int, _ more: [(String, DataType, [Value])] = [],
    _ constants: [(String, Value)] = []
  ) -> LayerSpec {
    layer(
      mark,
      [
        ("x", .int, integers((0..<count).map { $0 % 7 })),
        ("y", .int, integers((0..<count).map { $0 % 5 })),
        ("text", .text, (0..<count).map { .text("label \($0)") }),
      ] + more, constants)
  }

  private func bounds(_ drawn: DrawnChart) -> [SceneRectangle] {
    let measurer = PixelTextMeasurer()
    return drawn.texts(.label).map {
      $0.bounds(width: measurer.width(of: $0.text, size: $0.size, isBold: false))
    }
  }

  @Test func labelsKeepApartAndAreCounted() throws {
    let many = labels("label", 400)
    let drawn = try DrawnChart([many])
    let placed = bounds(drawn)
    #expect(placed.count > 35 && placed.count < 400)
    for (index, first) in placed.enumerated() {
      #expect(drawn.panel.contains(first, slack: 1e-6))
      #expect(!placed[(index + 1)...].contains { $0.inset(by: 0.1).intersects(first) })
    }
    #expect(
      drawn.texts(.note).map(\.text) == [
        "\(400 - placed.count) labels have no room and are left out."
      ])
    #expect(try DrawnChart([many]).texts(.label).map(\.text) == drawn.texts(.label).map(\.text))
    let all = try DrawnChart([labels("label", 400, [], [("repel", .bool(false))])])
    #expect(all.texts(.label).count == 400)
  }

  @Test func leadersAreShort() throws {
    let drawn = try DrawnChart([labels("label", 200)])
    let leaders = drawn.paths(.label).flatMap(\.path.pieces)
    #expect(!leaders.isEmpty)
    for leader in leaders {
      let (dx, dy) = (leader[1].x - leader[0].x, leader[1].y - leader[0].y)
      #expect((dx * dx + dy * dy).squareRoot() <= 34)
      #expect(max(abs(dx), abs(dy)) <= 24)
    }
  }

  @Test func theMostImportantLabelsComeFirst() throws {
    let order = (0..<200).map { ($0 * 37) % 200 }
    let drawn = try DrawnChart([labels("label", 200, [("order", .int, integers(order))])])
    let first = try #require(drawn.texts(.label).first?.text)
    #expect(first == "label \(order.firstIndex(of: 199) ?? -1)")
  }

  @Test func labelsAreFastEnoughForMany() throws {
    let clock = ContinuousClock()
    let many = labels("label", 10_000)
    let time = try clock.measure { _ = try DrawnChart([many]) }
    // Without optimisation; with it some tens of milliseconds.
    #expect(time < .seconds(20))
  }

  @Test func textsStandOutFromFills() throws {
    let columns = layer(
      "column", [("x", .text, texts(["a", "b"])), ("y", .int, integers([10, 10]))],
      [("color", .text("#202020"))])
    func text(_ heights: [Int], _ theme: Theme = .light) throws -> [SceneText] {
      let layer = layer(
        "text",
        [
          ("x", .text, texts(["a", "b"])), ("y", .int, integers(heights)),
          ("text", .text, texts(["in", "or out"])),
        ])
      return try DrawnChart([columns, layer], theme: theme).texts(.label)
    }
    let inside = try text([5, 5])
    #expect(inside.map(\.paint) == [.paper, .paper] && !inside[0].hasHalo)
    let edge = try text([5, 10])
    #expect(edge[1].paint == .ink && edge[1].hasHalo)
    let pale = try text([5, 5], .dark)
    #expect(pale.map(\.paint) == [.ink, .ink])
  }

  @Test func textsStayInsideAndAreNudged() throws {
    let long = labels("text", 3, [], [("dx", .int(5)), ("dy", .int(8))])
    let drawn = try DrawnChart([long])
    #expect(bounds(drawn).allSatisfy { drawn.panel.contains($0, slack: 1e-6) })
    let still = try DrawnChart([labels("text", 3)]).texts(.label)
    let moved = drawn.texts(.label)
    #expect(abs(moved[1].position.x - still[1].position.x - 5) < 1e-9)
    #expect(abs(moved[1].position.y - still[1].position.y + 8) < 1e-9)
    #expect(failure([labels("text", 3, [], [("dx", .text("left"))])])?.code == "E373")
  }
}
