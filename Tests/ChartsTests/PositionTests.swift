import Columnar
import Diagnostics
import Testing

@testable import Charts

/// Where rows of one place go: side by side, scattered, on top of each other.
@Suite struct PositionTests {
  /// Counts of kinds per year; the kind `c` is missing in 2024.
  private func years(_ mark: String, _ constants: [(String, Value)]) -> LayerSpec {
    let isBar = mark == "bar"
    return layer(
      mark,
      [
        (isBar ? "y" : "x", .text, texts(["2023", "2023", "2023", "2024", "2024"])),
        (isBar ? "x" : "y", .int, integers([3, 1, 5, 2, 4])),
        ("color", .text, texts(["a", "b", "c", "a", "b"])),
      ], constants)
  }

  @Test func dodgedColumnsAreEqualAndApart() throws {
    let drawn = try DrawnChart([years("column", [("dodge", .bool(true))])])
    let bars = drawn.rectangles()
    #expect(bars.count == 5)
    let slot = drawn.panel.width / 2
    for bar in bars { #expect(abs(bar.rectangle.width - slot / 4 * 0.9) < 1e-6) }
    for (index, first) in bars.enumerated() {
      for second in bars[(index + 1)...] {
        #expect(!first.rectangle.intersects(second.rectangle))
      }
    }
    // A kind stands at the same place of every slot, whether another is missing or not.
    let a = bars.filter { $0.series == "a" }.map(\.rectangle.x)
    #expect(abs(a[1] - a[0] - slot) < 1e-6)
    let first = bars.map(\.rectangle.x).min() ?? 0
    #expect(first > drawn.panel.x && abs(first - drawn.panel.x - slot / 8 - slot / 80) < 1e-6)
    // Legend and bars have one order.
    let order = bars.filter { $0.rectangle.x < drawn.panel.x + slot }
      .sorted { $0.rectangle.x < $1.rectangle.x }.map(\.series)
    #expect(order == ["a", "b", "c"])
  }

  @Test func dodgedBarsReadFromTheTop() throws {
    let drawn = try DrawnChart([years("bar", [("dodge", .bool(true))])])
    let bars = drawn.rectangles().sorted { $0.rectangle.y < $1.rectangle.y }
    #expect(bars.map(\.series) == ["a", "b", "c", "a", "b"])
    #expect(Set(bars.map { ($0.rectangle.height * 1e6).rounded() }).count == 1)
    let cells = try DrawnChart([years("bar", [("dodge", .bool(true))])], on: CellSurface())
    for bar in cells.rectangles() {
      #expect(abs(bar.rectangle.height - 1) < 1e-6 && bar.rectangle.y == bar.rectangle.y.rounded())
    }
    #expect(Set(cells.rectangles().map(\.rectangle.y)).count == 5)
  }

  @Test func dodgedRowsOfOneSeriesAreAddedUp() throws {
    let twice = layer(
      "column",
      [
        ("x", .text, texts(["a", "a"])), ("y", .int, integers([2, 3])),
        ("color", .text, texts(["k", "k"])),
      ], [("dodge", .bool(true))])
    let drawn = try DrawnChart([twice])
    #expect(drawn.rectangles().count == 1)
    #expect(drawn.chart.panels[0].frames[0].upper.y == [5])
  }

  @Test func panelsDodgeTheirOwnGroups() throws {
    let rows = layer(
      "column",
      [
        ("x", .text, texts(["p", "p", "p", "p", "q"])), ("y", .int, integers([1, 2, 3, 4, 5])),
        ("color", .text, texts(["a", "b", "c", "a", "a"])),
        ("facet", .text, texts(["one", "one", "one", "two", "two"])),
      ], [("dodge", .bool(true))])
    let drawn = try DrawnChart([rows]) { $0.facet = FacetSpec() }
    let widths = drawn.chart.panels.map { panel in
      Set(
        zip(panel.frames[0].lower.x, panel.frames[0].upper.x).map { (($1 - $0) * 1e9).rounded() })
    }
    #expect(widths == [[250_000_000], [500_000_000]])
  }

  @Test func dodgedDatesStayInTheirPeriod() throws {
    let months = layer(
      "column",
      [
        ("x", .period(.month), [648, 648, 649].map { .period(.month, $0) }),
        ("y", .int, integers([1, 2, 3])), ("color", .text, texts(["a", "b", "a"])),
      ], [("dodge", .bool(true))])
    let frame = try DrawnChart([months]).chart.panels[0].frames[0]
    // January 2024 begins on day 19723 and has 31 days, February 29.
    #expect(frame.lower.x.allSatisfy { $0 > 19723 } && frame.upper.x.allSatisfy { $0 < 19783 })
    #expect(frame.upper.x[1] < 19754 && frame.lower.x[2] > 19754)
  }

  @Test func dodgedPointsShareTheSlot() throws {
    let points = layer(
      "point",
      [
        ("x", .text, texts(["a", "a"])), ("y", .int, integers([1, 1])),
        ("color", .text, texts(["k", "l"])),
      ], [("dodge", .bool(true))])
    let drawn = try DrawnChart([points])
    let places = drawn.points().flatMap { $0.circles.centers.map(\.x) }
    #expect(places.count == 2)
    #expect(abs(places[1] - places[0] - drawn.panel.width / 3) < 1e-6)
    #expect(abs((places[0] + places[1]) / 2 - drawn.panel.midX) < 1e-6)
    // What pointing at them says is the place in the data.
    #expect(drawn.points().flatMap(\.circles.tooltips) == ["k · a: 1", "l · a: 1"])
  }

  private func scattered(_ count: Int, _ constants: [(String, Value)] = [("jitter", .bool(true))])
    -> LayerSpec
  {
    layer(
      "point",
      [
        ("x", .text, (0..<count).map { .text($0 % 2 == 0 ? "a" : "b") }),
        ("y", .int, integers((0..<count).map { $0 % 10 })),
      ], constants)
  }

  @Test func jitterMovesAlongCategoriesOnly() throws {
    let still = try DrawnChart([scattered(500, [])])
    let moved = try DrawnChart([scattered(500)])
    let frame = moved.chart.panels[0].frames[0]
    #expect(frame.shift.y.isEmpty)
    #expect(frame.shift.x.count == 500)
    #expect(frame.shift.x.allSatisfy { abs($0) <= 0.4 })
    #expect((frame.shift.x.min() ?? 0) < -0.38 && (frame.shift.x.max() ?? 0) > 0.38)
    // Spread evenly: the mean of 500 such numbers is off by 0.01 on average.
    #expect(abs(frame.shift.x.reduce(0, +) / 500) < 0.05)
    #expect(still.chart.panels[0].frames[0].center.y == frame.center.y)
    // Equal charts are equal.
    #expect(try DrawnChart([scattered(500)]).chart.panels[0].frames[0].shift.x == frame.shift.x)
  }

  @Test func jitterOfARowDoesNotDependOnOthers() throws {
    let all = scattered(20)
    var some = all
    // Without the third row; it has no place any more.
    some.data = Table([
      (
        name: "x",
        column: column(.text, (0..<20).map { $0 == 2 ? .null : .text($0 % 2 == 0 ? "a" : "b") })
      ),
      (name: "y", column: column(.int, integers((0..<20).map { $0 % 10 }))),
    ])
    let whole = try DrawnChart([all]).chart.panels[0].frames[0].shift.x
    let rest = try DrawnChart([some]).chart.panels[0].frames[0].shift.x
    #expect(rest == Array(whole[..<2] + whole[3...]))
  }

  @Test func jitterNeedsSlots() throws {
    func points(_ type: DataType, _ values: [Value]) -> LayerSpec {
      layer(
        "point", [("x", type, values), ("y", .number, numbers([0.5, 1.5]))],
        [("jitter", .bool(true))])
    }
    let whole = try DrawnChart([points(.int, integers([1, 2]))])
    #expect(whole.chart.panels[0].frames[0].shift.x.count == 2)
    #expect(whole.notes.isEmpty)
    let none = try DrawnChart([points(.number, numbers([0.5, 2]))])
    #expect(none.chart.panels[0].frames[0].shift.x.isEmpty)
    #expect(none.notes.count == 1)
    let empty = try DrawnChart([scattered(0)])
    #expect(empty.notes.isEmpty && empty.texts(.note).map(\.text) == ["no rows"])
  }

  @Test func aStreamIsBalancedAboutZero() throws {
    let stream = layer(
      "area",
      [
        ("x", .int, integers([1, 1, 2, 2])), ("y", .int, integers([2, 4, 6, 2])),
        ("color", .text, texts(["a", "b", "a", "b"])),
      ], [("stack", .text("center"))])
    let frame = try DrawnChart([stream]).chart.panels[0].frames[0]
    var ends: [Double: (Double, Double)] = [:]
    for row in 0..<frame.count {
      let known = ends[frame.center.x[row]] ?? (.infinity, -.infinity)
      ends[frame.center.x[row]] = (
        min(known.0, frame.lower.y[row]), max(known.1, frame.upper.y[row])
      )
    }
    #expect(ends[1]! == (-3, 3) && ends[2]! == (-4, 4))
  }

  @Test func columnsWithoutAStackBeginAtZero() throws {
    let frame = try DrawnChart([years("column", [("stack", .text("none"))])]).chart.panels[0]
      .frames[0]
    #expect(frame.lower.y == [0, 0, 0, 0, 0] && frame.upper.y == [3, 1, 5, 2, 4])
  }

  @Test func textsStandInTheirPartOfAStack() throws {
    var text = years("text", [("stack", .text("zero"))])
    text.mark = "text"
    text.data = Table([
      (name: "x", column: column(.text, texts(["2023", "2023", "2023", "2024", "2024"]))),
      (name: "y", column: column(.int, integers([3, 1, 5, 2, 4]))),
      (name: "color", column: column(.text, texts(["a", "b", "c", "a", "b"]))),
      (name: "text", column: column(.int, integers([3, 1, 5, 2, 4]))),
    ])
    text.channels.append(LayerSpec.Channel("text", title: "text", type: .int))
    let frame = try DrawnChart([years("column", []), text]).chart.panels[0].frames[1]
    #expect(frame.center.y == [1.5, 3.5, 6.5, 1, 4])
  }
}
