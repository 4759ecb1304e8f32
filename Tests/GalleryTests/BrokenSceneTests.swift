import Columnar
import Testing

@testable import Charts

/// Every rule of scenes fails on a scene that is broken on purpose.
@Suite struct BrokenSceneTests {
  struct Break: Sendable {
    var rule: String
    var example: String
    var apply: @Sendable (inout DrawnChart) throws -> Void
  }

  @Test("Rules can fail", arguments: SceneRule.all.map(\.name))
  func canFail(_ name: String) throws {
    let rule = try #require(SceneRule.all.first { $0.name == name })
    let broken = try #require(Self.breaks.first { $0.rule == name }, "nothing breaks `\(name)`")
    var drawn = DrawnChart(
      try GalleryCase.named(broken.example).chart(), on: PixelSurface())
    try #require(rule.violations(drawn).isEmpty)
    try broken.apply(&drawn)
    #expect(!rule.violations(drawn).isEmpty, "`\(name)` does not see that it is broken")
  }

  @Test("No break is left without its rule") func names() {
    #expect(Set(Self.breaks.map(\.rule)) == Set(SceneRule.all.map(\.name)))
  }

  /// Changes the first item that fits.
  private static func change(
    _ drawn: inout DrawnChart, _ fits: (SceneItem) -> Bool, _ body: (inout SceneItem) -> Void
  ) throws {
    var isDone = false
    func visit(_ items: [SceneItem]) -> [SceneItem] {
      items.map { item in
        var item = item
        if case .group(let children, let clip) = item.shape {
          item.shape = .group(visit(children), clip: clip)
        } else if !isDone, fits(item) {
          isDone = true
          body(&item)
        }
        return item
      }
    }
    drawn.scene.items = visit(drawn.scene.items)
    try #require(isDone, "no item fits")
  }

  private static func changeText(
    _ drawn: inout DrawnChart, _ role: SceneRole, _ body: (inout SceneText) -> Void
  ) throws {
    try change(
      &drawn,
      { item in
        if case .text(let text) = item.shape {
          item.role == role && !text.text.isEmpty
        } else {
          false
        }
      }
    ) { item in
      guard case .text(var text) = item.shape else { return }
      body(&text)
      item.shape = .text(text)
    }
  }

  private static func changeRectangle(
    _ drawn: inout DrawnChart, _ role: SceneRole, _ body: (inout SceneRectangle) -> Void
  ) throws {
    try change(
      &drawn,
      { item in
        if case .rectangle = item.shape { item.role == role } else { false }
      }
    ) { item in
      guard case .rectangle(var box, let fill, let stroke) = item.shape else { return }
      body(&box)
      item.shape = .rectangle(box, fill: fill, stroke: stroke)
    }
  }

  static let breaks: [Break] = texts + axes + shapes + series + stacks + counts

  private static let texts = [
    Break(rule: "text is inside", example: "columns-negative") { drawn in
      try changeText(&drawn, .title) { $0.position.x = -4 }
    },
    Break(rule: "texts are apart", example: "columns-negative") { drawn in
      let place = try #require(drawn.labels.last { $0.item.role == .axis }).text.position
      try changeText(&drawn, .axis) { $0.position = ScenePoint(place.x + 3, place.y + 4) }
    },
    Break(rule: "legend keys are clear of text", example: "columns-negative") { drawn in
      try changeRectangle(&drawn, .legend) { $0.x += 12 }
    },
    Break(rule: "titles are clear of legends and panels", example: "columns-negative") { drawn in
      let place = try #require(drawn.labels.first { $0.item.role == .legend }).text.position
      try changeText(&drawn, .title) { $0.position = place }
    },
  ]

  private static func isTickTextOfY(_ item: SceneItem) -> Bool {
    guard case .text(let text) = item.shape else { return false }
    return item.role == .axis && text.anchor == .end
  }

  private static let axes = [
    Break(rule: "ticks ascend inside the panel", example: "columns-negative") { drawn in
      drawn.axes[0].ticks.y.major.swapAt(0, 1)
    },
    Break(rule: "tick labels stand at their ticks", example: "columns-negative") { drawn in
      try change(
        &drawn,
        isTickTextOfY
      ) { item in
        guard case .text(var text) = item.shape else { return }
        text.position.y += 1
        item.shape = .text(text)
      }
    },
    Break(rule: "tick labels are distinct", example: "bars-top-20") { drawn in
      let last = try #require(AxisRules.tickTexts(drawn, 0).y.last).text.text
      try change(
        &drawn,
        isTickTextOfY
      ) { item in
        guard case .text(var text) = item.shape else { return }
        text.text = last
        item.shape = .text(text)
      }
    },
    Break(rule: "tick labels have equal decimals and one unit", example: "columns-negative") {
      $0.axes[0].ticks.y.major[0].label = "1.25"
    },
    Break(rule: "contexts change", example: "lines-44-months") { drawn in
      for index in drawn.axes[0].ticks.x.major.indices {
        drawn.axes[0].ticks.x.major[index].context = "2022"
      }
    },
  ]

  private static let shapes = [
    Break(rule: "places are numbers and sizes are not negative", example: "lines-44-months") {
      try change(&$0, { $0.role == .mark }) { item in
        item.shape = .path(
          ScenePath([[ScenePoint(0, .nan), ScenePoint(1, 1)]], stroke: SceneStroke(.ink)))
      }
    },
    Break(rule: "shapes are inside", example: "columns-negative") { drawn in
      try changeRectangle(&drawn, .legend) { $0.x = 715 }
    },
    Break(rule: "the paper is painted first", example: "columns-negative") {
      $0.scene.items.removeFirst()
    },
  ]

  private static let series = [
    Break(rule: "the drawn series are the groups of the data", example: "lines-44-months") {
      try change(&$0, { $0.role == .mark }) { $0.series = "nobody" }
    },
    Break(rule: "a category has one colour in panels and legend", example: "columns-negative") {
      try change(&$0, { $0.role == .mark }) { item in
        guard case .rectangle(let box, _, let stroke) = item.shape else { return }
        item.shape = .rectangle(box, fill: .series(5), stroke: stroke)
      }
    },
    Break(rule: "categories have different colours", example: "columns-negative") {
      $0.chart.color.paints[1] = $0.chart.color.paints[0]
    },
    Break(rule: "the legend has the order of the drawing", example: "columns-negative") { drawn in
      let names = SeriesRules.categories(drawn.chart)
      let items = drawn.scene.items
      for index in items.indices where items[index].role == .legend {
        if items[index].series == names[0] { drawn.scene.items[index].series = names[2] }
        if items[index].series == names[2] { drawn.scene.items[index].series = names[0] }
      }
    },
    Break(rule: "labels at the ends have the order of the ends", example: "lines-44-months") {
      drawn in
      let labels = drawn.labels.filter { $0.item.role == .label }
      let (first, last) = (try #require(labels.first).item, try #require(labels.last).item)
      let items = drawn.scene.items
      for index in items.indices where items[index].role == .label {
        if items[index].series == first.series { drawn.scene.items[index].series = last.series }
        if items[index].series == last.series { drawn.scene.items[index].series = first.series }
      }
    },
  ]

  private static let stacks = [
    Break(rule: "stacks begin at zero", example: "bars-top-20") { drawn in
      try changeRectangle(&drawn, .mark) { $0.x += 0.5 }
    },
    Break(rule: "bars are as long as their values", example: "columns-negative") { drawn in
      try changeRectangle(&drawn, .mark) { $0.height += 0.01 }
    },
    Break(rule: "tops of stacks are totals", example: "bars-top-20") { drawn in
      try changeRectangle(&drawn, .mark) { $0.width -= 0.01 }
    },
    Break(rule: "areas are as high as their values", example: "area-sign-changes") { drawn in
      try change(&drawn, { $0.role == .mark }) { item in
        guard case .path(var path) = item.shape else { return }
        path.pieces = path.pieces.map { $0.map { ScenePoint($0.x, $0.y + 0.01) } }
        item.shape = .path(path)
      }
    },
  ]

  private static let counts = [
    Break(rule: "rows with missing values are counted", example: "smooth-gaps") {
      $0.chart.notes.removeAll { $0.text.contains("missing") }
    },
    Break(rule: "rows without a place are counted", example: "scatter-log-log") {
      $0.chart.notes.removeAll { $0.text.contains("log axis") }
    },
    Break(rule: "every counted row is a point or a tile", example: "fixed-axes") { drawn in
      try change(
        &drawn,
        { item in
          if case .circles = item.shape { item.role == .mark } else { false }
        }
      ) { item in
        guard case .circles(var circles) = item.shape else { return }
        circles.centers.removeLast()
        item.shape = .circles(circles)
      }
    },
    Break(rule: "labels without room are counted", example: "dashboard-5-evolution") { drawn in
      let items = drawn.scene.items
      let last = try #require(
        items.lastIndex {
          if case .text(let text) = $0.shape { $0.role == .label && text.hasHalo } else { false }
        })
      drawn.scene.items.remove(at: last)
    },
    Break(rule: "folded categories are counted", example: "thirty-categories") {
      $0.chart.notes.removeAll()
    },
    Break(rule: "notes are written", example: "scatter-log-log") {
      $0.scene.items.removeAll { $0.role == .note }
    },
  ]
}
