import Catalog
import Columnar
import Diagnostics
import Testing

@testable import Charts

@Suite struct BuilderTests {
  private func failure(_ layers: [LayerSpec], _ change: (inout ChartSpec) -> Void = { _ in })
    -> Diagnostic?
  {
    var spec = ChartSpec(layers: layers)
    change(&spec)
    do throws(Diagnostic) {
      _ = try ChartBuilder.build(spec)
      return nil
    } catch {
      return error
    }
  }

  private let xy: [(String, DataType, [Value])] = [
    ("x", .int, integers([1, 2, 3])), ("y", .int, integers([4, 5, 6])),
  ]

  @Test func namesThatAreNotKnown() {
    #expect(failure([layer("colunm", xy)])?.primary == nil)
    #expect(failure([layer("colunm", xy)])?.message == "`colunm` is not a mark")
    #expect(failure([layer("line", xy + [("colour", .int, integers([1, 2, 3]))])])?.code == "E370")
    #expect(failure([layer("line", xy)]) { $0.color.palette = "x" } == nil)
    let coloured = layer("line", xy + [("color", .text, texts(["a", "b", "c"]))])
    #expect(failure([coloured]) { $0.color.palette = "paird" }?.code == "E370")
    #expect(failure([coloured]) { $0.color.mapping = [("a", "blurple")] }?.code == "E374")
    #expect(failure([layer("line", xy)]) { $0.theme = "drak" }?.code == "E370")
    #expect(failure([layer("line", xy)]) { $0.y.transform = "lag" }?.code == "E370")
    #expect(failure([])?.code == "E372")
  }

  @Test func channelsThatAreNeeded() {
    let error = failure([layer("line", [xy[0]])])
    #expect(error?.message == "a line needs `y`")
    #expect(failure([layer("label", xy)])?.message == "a label needs `text`")
    #expect(
      failure([layer("line", xy), layer("rule", [])])?.message == "a rule needs `x`, `y` or `slope`"
    )
    let zero = layer("rule", [], [("y", .int(0))])
    let slope = layer("rule", [], [("slope", .int(1)), ("intercept", .number(0.5))])
    #expect(failure([layer("line", xy), zero, slope]) == nil)
  }

  @Test func settingsOfTheWrongKind() {
    #expect(failure([layer("line", xy, [("alpha", .int(2))])])?.code == "E373")
    #expect(failure([layer("line", xy, [("dash", .text("yes"))])])?.code == "E373")
    #expect(failure([layer("column", xy, [("stack", .text("up"))])])?.code == "E373")
    #expect(failure([layer("line", xy, [("color", .int(2))])])?.code == "E373")
    #expect(failure([layer("line", xy)]) { $0.size = (10, 10) }?.code == "E373")
  }

  @Test func aLineNeedsOneRowForEachPlace() {
    let twice = layer(
      "line",
      [
        ("x", .int, integers([1, 1, 2])), ("y", .int, integers([4, 5, 6])),
        ("color", .text, texts(["a", "a", "a"])),
      ])
    let error = failure([twice])
    #expect(error?.code == "E379")
    #expect(error?.message == "a line needs one row for each `x` and `color`")
    #expect(error?.fix?.text.hasPrefix("aggregate first") == true)
  }

  @Test func axesHoldOneKind() {
    let other = layer("point", [("x", .text, texts(["a"])), ("y", .int, integers([1]))])
    #expect(failure([layer("point", xy), other])?.code == "E375")
    #expect(
      failure([layer("column", [xy[0], ("y", .text, texts(["a", "b", "c"]))])])?.code == "E375")
    #expect(failure([other]) { $0.x.transform = "log" }?.code == "E375")
    #expect(failure([layer("point", xy)]) { $0.x.from = .text("a") }?.code == "E375")
    #expect(
      failure([layer("point", xy)]) {
        $0.x.from = .int(9); $0.x.to = .int(1)
      }?.code == "E378")
    #expect(
      failure([layer("point", xy)]) {
        $0.x.from = .int(0); $0.x.transform = "log"
      }?.code == "E378")
    #expect(
      failure([layer("point", xy)]) { $0.x.ticks = .duration(CalendarDuration(months: 1)) }?.code
        == "E378")
  }

  @Test func listsCannotBeDrawn() {
    let list = column(.list(.int), [.list([.int(1)], of: .int)])
    let spec = LayerSpec(
      mark: "point", data: Table([(name: "x", column: list), (name: "y", column: list)]),
      channels: [
        LayerSpec.Channel("x", title: "x", type: .list(.int)),
        LayerSpec.Channel("y", title: "y", type: .list(.int)),
      ])
    #expect(failure([spec])?.code == "E371")
  }

  @Test func atMostTwentyFourPanels() {
    let rows = Array(0..<25)
    let many = layer(
      "point",
      [
        ("x", .int, integers(rows)), ("y", .int, integers(rows)), ("facet", .int, integers(rows)),
      ])
    let error = failure([many]) { $0.facet = FacetSpec() }
    #expect(error?.code == "E377")
    #expect(error?.message == "25 panels are more than fit in one chart")
  }

  @Test func panelsHoldTheirRows() throws {
    var spec = ChartSpec(layers: [
      layer("point", xy + [("facet", .text, texts(["b", "a", "b"]))]),
      layer("rule", [("y", .int, integers([5]))]),
    ])
    spec.facet = FacetSpec(freeAxes: [.y])
    let chart = try ChartBuilder.build(spec)
    #expect(chart.panels.map(\.title) == ["a", "b"])
    #expect(chart.panels.map { $0.frames[0].count } == [1, 2])
    #expect(chart.panels.map { $0.frames[1].count } == [1, 1])
    #expect(chart.panels[0].scales.x.lower == chart.panels[1].scales.x.lower)
    #expect(chart.panels[0].scales.y.lower != chart.panels[1].scales.y.lower)
  }

  @Test func countsWhatIsNotDrawn() throws {
    var spec = ChartSpec(layers: [
      layer(
        "point",
        [("x", .number, numbers([1, nil, 0, -4, 10])), ("y", .int, integers([1, 2, 3, 4, 5]))])
    ])
    spec.x.transform = "log"
    let chart = try ChartBuilder.build(spec)
    #expect(chart.panels[0].frames[0].count == 2)
    #expect(
      chart.notes.map(\.text) == [
        "1 row with a missing value is not drawn",
        "2 rows at zero or below have no place on the log axis",
      ])
  }

  @Test func countsWhatLiesOutside() throws {
    var spec = ChartSpec(layers: [layer("point", xy)])
    spec.x.from = .int(2)
    let chart = try ChartBuilder.build(spec)
    #expect(chart.notes == [ChartNote("W14", "1 row lies outside the axes (point)")])
  }

  @Test func columnsOnLogAxesAreNoted() throws {
    var spec = ChartSpec(layers: [layer("column", xy)])
    spec.y.transform = "log"
    #expect(try ChartBuilder.build(spec).notes.map(\.code) == ["W7"])
    spec.y.transform = "symlog"
    #expect(try ChartBuilder.build(spec).notes.isEmpty)
  }

  @Test func incompletePeriodsAreNoted() throws {
    var incomplete = layer(
      "column",
      [
        ("x", .period(.month), [.period(.month, 648), .period(.month, 649)]),
        ("y", .int, integers([1, 2])),
      ])
    incomplete.observedUntil = .date(CivilCalendar.days(year: 2024, month: 2, day: 14))
    let chart = try ChartBuilder.build(ChartSpec(layers: [incomplete]))
    #expect(chart.panels[0].frames[0].isIncomplete == [false, true])
    #expect(chart.notes == [ChartNote("W4", "the last month is incomplete (to 14 Feb)")])
    incomplete.observedUntil = .date(CivilCalendar.days(year: 2024, month: 2, day: 29))
    #expect(try ChartBuilder.build(ChartSpec(layers: [incomplete])).notes.isEmpty)
  }

  @Test func manyCategoriesAreFolded() throws {
    let rows = Array(0..<12)
    let many = layer(
      "column",
      [
        ("x", .text, rows.map { _ in .text("all") }), ("y", .int, integers(rows.map { $0 + 1 })),
        ("color", .text, rows.map { .text("c\($0)") }),
      ])
    let chart = try ChartBuilder.build(ChartSpec(layers: [many]))
    #expect(chart.color.categories.count == 8)
    #expect(chart.color.categories.last == "other (5)")
    // c0 … c4 are the smallest: 1 + 2 + 3 + 4 + 5.
    #expect(chart.panels[0].frames[0].count == 8)
    #expect(chart.panels[0].frames[0].upper.y.max() == 78)
    var paired = ChartSpec(layers: [many])
    paired.color.palette = "paired"
    #expect(try ChartBuilder.build(paired).color.categories.count == 12)
  }

  @Test func ordersAndMappings() throws {
    let three = layer(
      "bar", [("x", .int, integers([1, 2, 3])), ("y", .text, texts(["a", "b", "c"]))])
    var spec = ChartSpec(layers: [three])
    spec.orders = [OrderSpec("y", ["c", "unknown", "a"])]
    #expect(try ChartBuilder.build(spec).panels[0].scales.y.categories == ["c", "a", "b"])
    let coloured = layer("point", xy + [("color", .text, texts(["z", "y", nil]))])
    var mapped = ChartSpec(layers: [coloured])
    mapped.color.mapping = [("z", "#ff0000")]
    let color = try ChartBuilder.build(mapped).color
    #expect(color.categories == ["y", "z", "missing"])
    #expect(color.paints == [.series(0), .fixed(RGBColor(0xff0000)), .other])
  }

  @Test func zeroIsKeptWhereItMustBe() throws {
    let far: [(String, DataType, [Value])] = [
      ("x", .int, integers([1, 2])), ("y", .int, integers([100, 101])),
    ]
    #expect(
      try ChartBuilder.build(ChartSpec(layers: [layer("column", far)])).panels[0].scales.y.lower
        == 0)
    #expect(
      try ChartBuilder.build(ChartSpec(layers: [layer("line", far)])).panels[0].scales.y.lower > 90)
  }

  @Test func describesItself() throws {
    let chart = try ChartBuilder.build(ChartSpec(layers: [layer("line", xy)]))
    #expect(
      chart.description
        == "Line chart of y by x. The x axis runs from 1 to 3, the y axis runs from 4 to 6. "
        + "y rises from 4 to 6, 50% more (highest 6 at 3)."
    )
    var named = ChartSpec(layers: [layer("line", xy)])
    named.alt = "Own words"
    #expect(try ChartBuilder.build(named).description == "Own words")
  }

  @Test func declarationsAreComplete() {
    for mark in standardMarks {
      let declaration = mark.declaration
      #expect(declaration.summary.hasSuffix("."))
      #expect(declaration.parameters.allSatisfy { $0.help.hasSuffix(".") })
    }
    let names = standardMarks.map { $0.declaration.name }
    #expect(names == names.sorted())
  }
}
