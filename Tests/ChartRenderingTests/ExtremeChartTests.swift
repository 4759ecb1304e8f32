import Columnar
import Diagnostics
import Glibc
import TestSupport
import Testing

@testable import ChartRendering
@testable import Charts

/// Charts of very many rows, of hardly any, of numbers at the ends of their range and of hostile
/// text: each is drawn in less than 1 MB, or refused with a code.
@Suite struct ExtremeChartTests {
  /// Draws a chart on every surface and looks for what must never be in a drawing.
  private func check(_ spec: ChartSpec, _ name: String) throws {
    let chart: BuiltChart
    do {
      chart = try ChartBuilder.build(spec)
    } catch {
      #expect(error.code.hasPrefix("E3"), "\(name)")
      #expect(error.message.utf8.count < 5000, "\(name)")
      return
    }
    let theme = name.hasPrefix("hostile") ? Theme.auto : .light
    let scene = ChartLayout.scene(of: chart, on: PixelSurface(size: spec.size), theme: theme)
    checkTexts(scene, PixelTextMeasurer(), name)
    let svg = SVGRenderer.render(scene, theme: theme)
    #expect(svg.utf8.count < 1_000_000, "\(name): \(svg.utf8.count) bytes")
    #expect(throws: Never.self, "\(name)") { _ = try XMLChecker.elements(of: svg) }
    #expect(!svg.contains("nan") || name.contains("hostile"), "\(name)")
    #expect(!svg.contains("<script"), "\(name)")
    #expect(
      !svg.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" || $0.value == 0x202E },
      "\(name)")
    let cells = ChartLayout.scene(of: chart, on: CellSurface(width: 80), theme: .light)
    checkTexts(cells, CellTextMeasurer(), name)
    let text = TerminalRenderer.render(cells, color: .none, isASCII: false)
    for line in text.split(separator: "\n") { #expect(DisplayWidth.cells(line) <= 80, "\(name)") }
    #expect(!text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" }, "\(name)")
  }

  /// All text lies inside of the drawing.
  private func checkTexts(_ scene: Scene, _ measurer: any TextMeasurer, _ name: String) {
    let isCellular = measurer is CellTextMeasurer
    let frame = SceneRectangle(x: 0, y: 0, width: scene.width, height: scene.height)
    func visit(_ items: [SceneItem]) {
      for item in items {
        switch item.shape {
        case .group(let children, _): visit(children)
        case .text(let text)
        where !text.text.isEmpty && (item.role != .label || !isCellular):
          let width = measurer.width(of: text.text, size: text.size, isBold: text.isBold)
          // In cells a label that is too far to the right is moved when it is drawn.
          let frame = isCellular ? frame.widened(by: width) : frame
          #expect(
            frame.contains(text.bounds(width: width), slack: 0.6),
            "\(name): \(text.text.prefix(40)) at \(text.position)")
        default: break
        }
      }
    }
    visit(scene.items)
  }

  private static let many = 25_000

  @Test("Many rows", arguments: MadeCharts.marks)
  func manyRows(_ mark: String) throws {
    var random = SeededNumbers(7)
    let x = (0..<Self.many).map { _ in random.bell() * 10 }
    let y = x.map { $0 + random.bell() * 10 }
    let codes = (0..<Self.many).map { _ in "c\(Int(random.unit() * 8))" }
    let names = (0..<Self.many).map { "row-\($0)" }
    let offered: [(name: String, column: Column)] = [
      ("x", MadeCharts.numbers(x)), ("y", MadeCharts.numbers(y)),
      ("x2", MadeCharts.numbers(y)), ("y2", MadeCharts.numbers(y.map { $0 + 1 })),
      ("value", MadeCharts.numbers(y.map { $0.magnitude })),
      ("text", MadeCharts.texts(names)), ("label", MadeCharts.texts(names)),
      ("size", MadeCharts.numbers(y.map { $0.magnitude })),
    ]
    let categories = [("color", MadeCharts.texts(codes))] as [(name: String, column: Column)]
    let ramp = [("color", MadeCharts.numbers(y))] as [(name: String, column: Column)]
    let sorted =
      [("x", MadeCharts.integers((0..<Int64(Self.many)).map { $0 }))]
      as [(name: String, column: Column)]
    let rest = offered.dropFirst()
    try check(ChartSpec(layers: [MadeCharts.layer(mark, offered)]), "\(mark)")
    try check(ChartSpec(layers: [MadeCharts.layer(mark, offered + categories)]), "\(mark) colours")
    try check(ChartSpec(layers: [MadeCharts.layer(mark, sorted + rest)]), "\(mark) in order")
    if mark == "point" || mark == "tile" {
      try check(ChartSpec(layers: [MadeCharts.layer(mark, offered + ramp)]), "\(mark) ramp")
    }
    let byName = [("x", MadeCharts.texts(names))] as [(name: String, column: Column)]
    try check(ChartSpec(layers: [MadeCharts.layer(mark, byName + rest)]), "\(mark) categories")
  }

  @Test("Many series", arguments: MadeCharts.marks)
  func manySeries(_ mark: String) throws {
    var random = SeededNumbers(9)
    let (series, length) = (3000, 12)
    let places = (0..<series * length).map { Int64($0 % length) }
    let heights = places.map { _ in random.unit() * 100 }
    let names = MadeCharts.texts(places.indices.map { "s\($0 / length)" })
    let offered: [(name: String, column: Column)] = [
      ("x", MadeCharts.integers(places)), ("y", MadeCharts.numbers(heights)),
      ("y2", MadeCharts.numbers(heights.map { $0 + 1 })),
      ("x2", MadeCharts.numbers(heights)), ("value", MadeCharts.numbers(heights)),
      ("text", names), ("label", names),
    ]
    for channel in ["color", "group"] {
      try check(
        ChartSpec(layers: [MadeCharts.layer(mark, offered + [(channel, names)])]),
        "\(mark) by \(channel)")
    }
    for alpha in [0.05, 0.5] where mark == "line" || mark == "point" {
      try check(
        ChartSpec(layers: [
          MadeCharts.layer(mark, offered + [("group", names)], [("alpha", .number(alpha))])
        ]), "\(mark) translucent")
    }
  }

  /// Numbers, moments and nothing at all, where rows are few.
  private static let columns: [(name: String, column: Column)] = [
    ("none", MadeCharts.numbers([])),
    ("one", MadeCharts.numbers([3])),
    ("zero", MadeCharts.numbers([0])),
    ("missing", MadeCharts.values(.number, [.null, .null])),
    ("nothing", MadeCharts.values(.text, [.null, .null])),
    ("infinite", MadeCharts.numbers([.infinity, -.infinity, 1, .nan])),
    ("only infinite", MadeCharts.numbers([.infinity, .infinity])),
    ("huge", MadeCharts.numbers([-1e308, 1e308, 5])),
    ("largest", MadeCharts.numbers([-.greatestFiniteMagnitude, .greatestFiniteMagnitude])),
    ("huge alone", MadeCharts.numbers([1.7e308, 1.7e308])),
    ("tiny", MadeCharts.numbers([.leastNonzeroMagnitude * 2000, .leastNonzeroMagnitude, 0])),
    ("tiny alone", MadeCharts.numbers([.leastNonzeroMagnitude])),
    ("all sizes", MadeCharts.numbers([1e-300, 1, 1e300])),
    ("close", MadeCharts.numbers([1, 1 + 2.22e-16])),
    ("integers", MadeCharts.integers([.min, .max, 0])),
    (
      "dates",
      MadeCharts.values(
        .date,
        [
          .date(CivilCalendar.days(year: 1, month: 1, day: 1)),
          .date(CivilCalendar.days(year: 9999, month: 12, day: 31)),
        ])
    ),
    ("one date", MadeCharts.values(.date, [.date(CivilCalendar.days(year: 1, month: 1, day: 1))])),
    (
      "moments", MadeCharts.values(.instant, [.instant(.min / 2), .instant(.max / 2), .instant(0)])
    ),
    (
      "years",
      MadeCharts.values(.period(.year), [.period(.year, -1969), .period(.year, 8029), .null])
    ),
    ("booleans", MadeCharts.values(.bool, [.bool(true), .null, .bool(false)])),
  ]

  @Test("Numbers at the ends of their range", arguments: MadeCharts.marks)
  func numbers(_ mark: String) throws {
    for (name, column) in Self.columns {
      let count = column.count
      let plain = MadeCharts.numbers((0..<count).map { Double($0) + 1 })
      let words = MadeCharts.texts((0..<count).map { "w\($0)" })
      for channel in ["y", "both", "color"]
      where channel != "color" || mark == "tile" || mark == "point" {
        let x = channel == "x" || channel == "both" ? column : plain
        let y = channel == "y" || channel == "both" ? column : plain
        let offered: [(name: String, column: Column)] = [
          ("x", x), ("y", y), ("x2", x), ("y2", y), ("value", y), ("text", words),
          ("label", words), ("size", y),
        ]
        let color = channel == "color" ? [(name: "color", column: column)] : []
        for transform in channel == "both" ? ["linear", "log", "symlog"] : ["linear"] {
          var spec = ChartSpec(layers: [MadeCharts.layer(mark, offered + color)])
          if mark != "pie" {
            spec.x.transform = channel == "y" ? "linear" : transform
            spec.y.transform = channel == "x" ? "linear" : transform
          }
          try check(spec, "\(mark) \(name) on \(channel), \(transform)")
        }
      }
    }
  }

  static let hostile = [
    "<script>alert(1)</script>", "\" onload=\"alert(1)", "]]><!--", "&#x0;&amp;<",
    "a\u{0}b\u{1B}[2J\u{7}",
    "\u{202E}\u{2066}txt.exe\u{200F}", "👩‍👩‍👧‍👦👍🏽🇩🇪", "שלום עולם مرحبا بالعالم", "模型 日本語 한국어",
    String(repeating: "long ", count: 2000), String(repeating: "W", count: 10_000),
    "a\u{300}\u{301}\u{302}\u{303}\u{304}", "\r\n\t\u{2028}", "", " ", "\u{FFFE}\u{FFFF}\u{1FFFF}",
    "-->", "{{x}}", "%s%n", "'; drop table", "\\u0000", "\u{FEFF}bom",
  ]

  @Test("Hostile text in every place", arguments: MadeCharts.marks)
  func text(_ mark: String) throws {
    let count = Self.hostile.count
    let words = MadeCharts.texts(Self.hostile)
    let numbers = MadeCharts.numbers((0..<count).map { Double($0 * 7 % 11) })
    let offered: [(name: String, column: Column)] = [
      ("y2", numbers), ("x2", numbers), ("value", numbers), ("text", words), ("label", words),
      ("color", words),
    ]
    for (x, y) in [(words, numbers), (numbers, words), (numbers, numbers)] {
      var spec = ChartSpec(layers: [
        MadeCharts.layer(mark, offered + [("x", x), ("y", y)], [])
      ])
      spec.layers[0].channels = spec.layers[0].channels.map { channel in
        var channel = channel
        channel.title = Self.hostile[9]
        return channel
      }
      try check(spec, "hostile \(mark)")
      for word in Self.hostile where x.type != .text {
        (spec.title, spec.subtitle, spec.caption, spec.alt) = (word, word, word, word)
        spec.color.name = word
        if mark != "pie" { (spec.x.name, spec.y.name) = (word, word) }
        try check(spec, "hostile \(mark) \(word.prefix(20).debugDescription)")
      }
    }
    var faceted = ChartSpec(layers: [
      MadeCharts.layer(mark, offered + [("x", numbers), ("y", numbers), ("facet", words)])
    ])
    faceted.facet = FacetSpec()
    faceted.color.mapping = Self.hostile.map { ($0, "red") }
    faceted.legend = .right
    try check(faceted, "hostile facets \(mark)")
    faceted.title = String(repeating: "<&>\"'", count: 200_000)
    try check(faceted, "hostile title \(mark)")
    faceted.color.mapping = [("a", Self.hostile[1])]
    #expect(throws: Diagnostic.self) { try ChartBuilder.build(faceted) }
  }

  /// Charts that random bytes choose; Tests/Fuzz/run chart looks for more of them.
  @Test("Any chart is refused or drawn") func anyChart() {
    let count = getenv("HFNB_ANY_CHARTS").flatMap { Int(String(cString: $0)) } ?? 200
    var random = SeededNumbers(UInt64(count))
    for number in 0..<count {
      let length = 40 + Int(random.next() % 400)
      let bytes = (0..<length).map { _ in UInt8(truncatingIfNeeded: random.next()) }
      let flaw = AnyText.chart.flaw(in: bytes)
      #expect(flaw == nil, "\(number): \(bytes)")
    }
  }

  @Test("Discs on one another are as dark as all of them") func density() throws {
    // A thousand discs of 10% on one place let nothing through; a single one lets 90% through.
    var x = [Double](repeating: 5, count: 1000)
    x.append(0)
    let spec = ChartSpec(layers: [
      MadeCharts.layer(
        "point", [("x", MadeCharts.numbers(x)), ("y", MadeCharts.numbers(x))],
        [("alpha", .number(0.1))])
    ])
    let scene = ChartLayout.scene(
      of: try ChartBuilder.build(spec), on: PixelSurface(), theme: .light)
    var through: [ScenePoint: Double] = [:]
    func visit(_ items: [SceneItem]) {
      for item in items {
        if case .group(let children, _) = item.shape { visit(children) }
        guard item.role == .mark, case .circles(let circles) = item.shape else { continue }
        for center in Set(circles.centers) { through[center, default: 1] *= 1 - item.opacity }
      }
    }
    visit(scene.items)
    #expect(through.count == 2)
    #expect(through.values.contains { abs($0 - 0.9) < 1e-9 })
    #expect(through.values.contains { $0 < 0.01 })
  }

  @Test("Tallest columns are kept") func envelope() throws {
    var heights = [Double](repeating: 1, count: 20_000)
    heights[12_345] = 500
    heights[777] = -300
    let spec = ChartSpec(layers: [
      MadeCharts.layer(
        "column",
        [
          ("x", MadeCharts.integers((0..<20_000).map { Int64($0) })),
          ("y", MadeCharts.numbers(heights)),
        ])
    ])
    let chart = try ChartBuilder.build(spec)
    let scene = ChartLayout.scene(of: chart, on: PixelSurface(), theme: .light)
    let panel = try #require(scene.panels.first)
    var rectangles: [SceneRectangle] = []
    func visit(_ items: [SceneItem]) {
      for item in items {
        if case .group(let children, _) = item.shape { visit(children) }
        if item.role == .mark, case .rectangle(let rectangle, _, _) = item.shape {
          rectangles.append(rectangle)
        }
      }
    }
    visit(scene.items)
    #expect(rectangles.count <= 2 * Int(panel.width + 1))
    let tallest = try #require(rectangles.max { $0.height < $1.height })
    let rest = rectangles.map(\.height).sorted().dropLast(2).last ?? 0
    #expect(tallest.height > 100 * rest)
    #expect(rectangles.allSatisfy { $0.width >= 1 })
    #expect(SVGRenderer.render(chart).contains("drawn as the longest of them"))
  }
}

extension SceneRectangle {
  /// The rectangle with more room at its right side.
  fileprivate func widened(by amount: Double) -> SceneRectangle {
    SceneRectangle(x: x, y: y, width: width + amount, height: height)
  }
}
