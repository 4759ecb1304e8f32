import Columnar
import Diagnostics
import Testing

@testable import Charts

/// Steps, ribbons, bands, segments and rules: where they begin and end.
@Suite struct SpanMarkTests {
  private let ten = (0..<10).map { Double($0) }

  private func points(_ x: [Double] = [0, 10], _ y: [Double] = [0, 10]) -> LayerSpec {
    layer("point", [("x", .number, numbers(x)), ("y", .number, numbers(y))])
  }

  // MARK: step

  private func step(
    _ x: [Double?], _ y: [Double?], _ constants: [(String, Value)] = []
  ) -> LayerSpec {
    layer("step", [("x", .number, numbers(x)), ("y", .number, numbers(y))], constants)
  }

  @Test(arguments: [
    ("after", [0, 2, 2], [1, 1, 3]), ("before", [0, 0, 2], [1, 3, 3]),
    ("around", [0, 1, 1, 2], [1, 1, 3, 3]),
  ])
  func stepsHold(_ hold: String, _ x: [Double], _ y: [Double]) throws {
    let drawn = try DrawnChart([step([0, 2], [1, 3], [("hold", .text(hold))])])
    let vertices = drawn.paths()[0].path.pieces[0]
    let scales = drawn.chart.panels[0].scales
    #expect(vertices.count == x.count)
    for (vertex, (wantedX, wantedY)) in zip(vertices, zip(x, y)) {
      let place = drawn.panel.x + scales.x.fraction(wantedX) * drawn.panel.width
      #expect(abs(vertex.x - place) < 1e-6)
      // The y axis may have grown to a tick, so heights are compared with the ends.
      let isLow = wantedY == 1
      #expect(vertex.y == (isLow ? vertices[0].y : vertices[vertices.count - 1].y))
    }
  }

  @Test func stepsHaveRightAnglesAndGaps() throws {
    let drawn = try DrawnChart([step(ten, [1, 2, nil, 4, 3, 5, nil, nil, 1, 2])])
    let pieces = drawn.paths()[0].path.pieces
    #expect(pieces.count == 3)
    for piece in pieces {
      for (a, b) in zip(piece, piece.dropFirst()) { #expect(a.x == b.x || a.y == b.y) }
    }
    #expect(drawn.notes == ["3 rows with a missing value are not drawn"])
    #expect(failure([step([1, 1], [1, 2])])?.code == "E379")
    #expect(failure([step([1], [1], [("hold", .text("up"))])])?.code == "E373")
  }

  @Test func stepsOfPeriodsHoldAroundThem() throws {
    let months = layer(
      "step",
      [
        ("x", .period(.month), [648, 649].map { .period(.month, $0) }),
        ("y", .int, integers([1, 2])),
      ])
    #expect(try DrawnChart([months]).paths()[0].path.pieces[0].count == 4)
  }

  // MARK: ribbon

  private func ribbon(_ low: [Double?], _ high: [Double?]) -> LayerSpec {
    layer(
      "ribbon",
      [
        ("x", .number, numbers((0..<low.count).map { Double($0) })), ("y", .number, numbers(low)),
        ("y2", .number, numbers(high)),
      ])
  }

  @Test func ribbonsLieBetweenTheirEdges() throws {
    let drawn = try DrawnChart([ribbon([1, 2, 3], [4, 6, 5])])
    let path = try #require(drawn.paths().first?.path)
    #expect(path.isClosed && path.pieces.count == 1 && path.pieces[0].count == 6)
    let item = try #require(drawn.items.first { $0.role == .mark })
    #expect(item.opacity == 0.25)
    let scale = drawn.chart.panels[0].scales.y
    #expect(scale.dataRange == 1...6)
    #expect(drawn.chart.axisTitles.y == "y to y2")
  }

  @Test func missingEdgesAreGaps() throws {
    let drawn = try DrawnChart([ribbon([1, 2, nil, 3, 4, 5], [4, 6, 5, 5, nil, 7])])
    let pieces = drawn.paths()[0].path.pieces
    // Two rows, a gap, one row as a thin bar, a gap, one row as a thin bar.
    #expect(pieces.map(\.count) == [4, 4, 4])
    #expect(abs(pieces[1][1].x - pieces[1][0].x - 3) < 1e-9)
    #expect(drawn.notes == ["2 rows with a missing value are not drawn"])
  }

  @Test func edgesMayCrossAndHaveNoEnd() throws {
    let crossed = try DrawnChart([ribbon([1, 5], [4, 2])]).paths()[0].path.pieces[0]
    #expect(crossed.count == 4)
    let endless = try DrawnChart([ribbon([1, 2], [.infinity, 5])])
    #expect(
      endless.paths().flatMap(\.path.pieces).joined().allSatisfy { $0.x.isFinite && $0.y.isFinite })
  }

  @Test func ribbonsOfColoursAndOfNothing() throws {
    var two = ribbon([1, 2, 3, 4], [4, 6, 5, 7])
    two.data = Table([
      (name: "x", column: column(.text, texts(["p", "q", "p", "q"]))),
      (name: "y", column: column(.int, integers([1, 2, 3, 4]))),
      (name: "y2", column: column(.int, integers([2, 3, 4, 5]))),
      (name: "color", column: column(.text, texts(["a", "a", "b", "b"]))),
    ])
    two.channels = ["x", "y", "y2", "color"].map {
      LayerSpec.Channel($0, title: $0, type: two.data.column(named: $0)?.type ?? .null)
    }
    let drawn = try DrawnChart([two])
    #expect(drawn.paths().map(\.series) == ["a", "b"])
    #expect(drawn.rectangles(.legend).count == 2)
    #expect(try DrawnChart([ribbon([], [])]).texts(.note).map(\.text) == ["no rows"])
    #expect(try DrawnChart([ribbon([nil], [nil])]).paths().isEmpty)
    #expect(
      failure(
        [points()].map {
          var l = $0; l.mark = "ribbon"; return l
        })?.code == "E372")
  }

  // MARK: band

  @Test func bandsCoverThePanelBelowAllElse() throws {
    let band = layer("band", [], [("x", .number(2)), ("x2", .number(4)), ("label", .text("era"))])
    let drawn = try DrawnChart([points(), band])
    let shape = try #require(drawn.rectangles().first?.rectangle)
    #expect(shape.y == drawn.panel.y && abs(shape.height - drawn.panel.height) < 1e-6)
    let scale = drawn.chart.panels[0].scales.x
    let places = [2.0, 4].map { drawn.panel.x + scale.fraction($0) * drawn.panel.width }
    #expect(abs(shape.x - places[0]) < 1e-6 && abs(shape.maxX - places[1]) < 1e-6)
    let roles = drawn.items.filter { $0.role == .mark }
    if case .rectangle = roles[0].shape {} else { Issue.record("the band is not drawn first") }
    #expect(roles[0].opacity == 0.15 && roles[0].tooltip == "era")
    let label = try #require(drawn.texts(.label).first)
    #expect(label.text == "era" && label.position.x > shape.x && label.position.x < shape.maxX)
    // It does not stretch the axes.
    #expect(scale.dataRange == 0...10)
  }

  @Test func bandsOfDatesAndPeriodsAndCategories() throws {
    let days = (0..<40).map { Value.date(Int32(19_723 + $0)) }
    let line = layer("line", [("x", .date, days), ("y", .int, integers(Array(0..<40)))])
    let month = layer("band", [("x", .period(.month), [.period(.month, 648)])])
    let frame = try DrawnChart([line, month]).chart.panels[0].frames[1]
    #expect(frame.lower.x == [19_723] && frame.upper.x == [19_754])
    let literal = layer(
      "band", [], [("x", .date(19_725)), ("x2", .date(19_726))])
    let literals = try DrawnChart([line, literal]).chart.panels[0].frames[1]
    #expect(literals.lower.x == [19_725] && literals.upper.x == [19_727])
    let columns = layer(
      "column", [("x", .text, texts(["a", "b", "c"])), ("y", .int, integers([1, 2, 3]))])
    let slots = layer("band", [("x", .text, texts(["c"])), ("x2", .text, texts(["b"]))])
    let categories = try DrawnChart([columns, slots]).chart.panels[0].frames[1]
    #expect(categories.lower.x == [0.5] && categories.upper.x == [2.5])
  }

  @Test func bandsOutsideAndWithoutEnds() throws {
    let ends: [(Double?, Double?)] = [(20, 30), (-5, 2), (4, .infinity), (nil, 3), (8, 6)]
    let bands = layer(
      "band", [("y", .number, numbers(ends.map(\.0))), ("y2", .number, numbers(ends.map(\.1)))])
    let drawn = try DrawnChart([points(), bands])
    let shapes = drawn.rectangles().map(\.rectangle)
    #expect(shapes.count == 3)
    #expect(shapes.allSatisfy { drawn.panel.contains($0, slack: 1e-6) })
    // From 4 upwards it reaches the upper edge.
    #expect(abs(shapes[1].y - drawn.panel.y) < 1e-6)
    #expect(
      drawn.notes == [
        "1 row with a missing value is not drawn", "1 row lies outside the axes (band)",
      ])
    #expect(failure([points(), layer("band", [])])?.code == "E372")
  }

  // MARK: segment

  @Test func segmentsGoFromPlaceToPlace() throws {
    let segments = layer(
      "segment",
      [
        ("x", .number, numbers([0, 4, nil])), ("y", .number, numbers([0, 4, 1])),
        ("x2", .number, numbers([2, 1, 3])), ("y2", .number, numbers([6, 4, 1])),
      ])
    let drawn = try DrawnChart([segments])
    #expect(drawn.paths().map { $0.path.pieces.count } == [1, 1])
    #expect(drawn.chart.panels[0].scales.y.dataRange == 0...6)
    #expect(drawn.chart.panels[0].scales.x.dataRange == 0...4)
    #expect(drawn.notes == ["1 row with a missing value is not drawn"])
    #expect(drawn.chart.axisTitles.x == "x to x2")
    let horizontal = drawn.paths()[1].path.pieces[0]
    #expect(horizontal[0].y == horizontal[1].y && horizontal[0].x > horizontal[1].x)
  }

  @Test func arrowHeadsEndAtTheEnd() throws {
    let arrows = layer(
      "segment",
      [
        ("x", .number, numbers([0, 5])), ("y", .text, texts(["a", "b"])),
        ("x2", .number, numbers([9, 5])),
      ], [("arrow", .bool(true))])
    let pieces = try DrawnChart([arrows]).paths().map(\.path.pieces)
    #expect(pieces[0].count == 2 && pieces[0][1].count == 3)
    #expect(pieces[0][1][1] == pieces[0][0][1])
    #expect(pieces[0][1][0].x < pieces[0][0][1].x)
    // One without length has no direction.
    #expect(pieces[1].count == 1)
    let cells = try DrawnChart([arrows], on: CellSurface())
    #expect(cells.texts(.label).map(\.text).first == "▶")
    var noEnd = arrows
    noEnd.channels.removeLast()
    #expect(failure([noEnd])?.message == "a segment needs `x2` or `y2`")
  }

  // MARK: rule

  @Test func rulesWithASlopeAreCutAtThePanel() throws {
    let rule = layer(
      "rule", [], [("slope", .int(2)), ("intercept", .int(0)), ("label", .text("twice"))])
    let drawn = try DrawnChart([points(), rule])
    let ends = drawn.paths()[0].path.pieces[0]
    #expect(ends.count == 2)
    #expect(ends.allSatisfy { drawn.panel.inset(by: -1e-6).contains(point: $0) })
    let label = try #require(drawn.texts(.label).first)
    // Turned with the line, which rises to the right.
    #expect(label.angle < 0 && label.angle > -90)
    let angle = (ends[1].y - ends[0].y) / (ends[1].x - ends[0].x)
    let (sine, cosine) = Rotation.sineAndCosine(degrees: label.angle)
    #expect(abs(sine / cosine - angle) < 1e-6)
  }

  @Test func rulesOutsideAreCounted() throws {
    let away = layer("rule", [], [("slope", .int(0)), ("intercept", .int(1000))])
    let drawn = try DrawnChart([points(), away])
    #expect(drawn.paths().isEmpty)
    #expect(drawn.texts(.note).map(\.text) == ["1 rule lies outside the axes."])
    let far = layer("rule", [("x", .number, numbers([5, 50, 60]))])
    #expect(try DrawnChart([points(), far]).notes == ["2 rows lie outside the axes (rule)"])
  }

  @Test func rulesCurveOnLogAxes() throws {
    let rule = layer("rule", [], [("slope", .int(1)), ("label", .text("same"))])
    let drawn = try DrawnChart([points([1, 1000], [1, 10]), rule]) { $0.x.transform = "log" }
    let curve = drawn.paths()[0].path.pieces[0]
    #expect(curve.count > 20)
    #expect(zip(curve, curve.dropFirst()).allSatisfy { $0.x <= $1.x && $0.y >= $1.y })
    #expect(drawn.texts(.label).count == 1)
  }
}

extension SceneRectangle {
  /// Whether a point lies inside.
  fileprivate func contains(point: ScenePoint) -> Bool {
    (x...maxX).contains(point.x) && (y...maxY).contains(point.y)
  }
}
