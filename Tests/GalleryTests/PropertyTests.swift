import ChartRendering
import Columnar
import Diagnostics
import TestSupport
import Testing

@testable import Charts

/// Whatever the rows, a chart is drawn within its rules or refused in words.
@Suite struct PropertyTests {
  static let kinds = ["int", "number", "text", "date", "month", "bool"]

  /// A column of values that charts dislike: missing ones, zeros, ties, extremes and long texts.
  private static func column(
    _ kind: String, _ count: Int, _ random: inout SeededNumbers
  ) -> Column {
    let types: [String: DataType] = [
      "int": .int, "number": .number, "text": .text, "date": .date, "month": .period(.month),
      "bool": .bool,
    ]
    let texts = [
      "a", "b", "<i>&\"'", "模型名称", "🤗", "", String(repeating: "long-", count: 30), "\u{202E}x",
    ]
    let style = random.next(below: 6)
    var builder = ColumnBuilder(types[kind] ?? .int)
    for _ in 0..<count {
      if random.next(below: 12) == 0 {
        builder.append(.null)
        continue
      }
      let small = Double(random.next(below: 2000)) / 10 - 100
      switch kind {
      case "int":
        builder.append(
          .int(
            style == 0 ? .max - Int64(random.next(below: 3)) : Int64(small) * (style == 1 ? 0 : 1)))
      case "number":
        let scales = [1e-300, 1, 1e6, 1e300, 1e-9, 1]
        builder.append(.number(small * scales[style]))
      case "date": builder.append(.date(Int32(random.next(below: style == 0 ? 3 : 4000)) + 17_000))
      case "month":
        builder.append(.period(.month, Int32(random.next(below: style == 0 ? 2 : 60)) + 600))
      case "bool": builder.append(.bool(random.next(below: 2) == 0))
      default: builder.append(.text(texts[random.next(below: style == 0 ? 1 : texts.count)]))
      }
    }
    return builder.finish()
  }

  /// A chart of any mark over any columns with any settings.
  static func spec(_ random: inout SeededNumbers) -> ChartSpec {
    func pick<T>(_ items: [T]) -> T { items[random.next(below: items.count)] }
    let marks = standardMarks.compactMap { $0 as? any ChartMark.Type }
    let count = pick([0, 1, 2, 3, 17, 90])
    let axisKinds = AxisPair(x: pick(kinds), y: pick(["int", "number", "number", pick(kinds)]))
    func layer(_ mark: any ChartMark.Type) -> LayerSpec {
      var columns: [(name: String, column: Column)] = []
      var channels: [LayerSpec.Channel] = []
      for channel in mark.channels {
        let name = channel.name
        guard channel.isRequired || ["x", "y"].contains(name) || random.next(below: 3) == 0 else {
          continue
        }
        let choice: [String] =
          switch name {
          case "x", "x2": [axisKinds.x]
          case "y", "y2": [axisKinds.y]
          case "text", "label", "tooltip": ["text"]
          case "color", "group", "shape", "dash", "facet": kinds
          default: ["int", "number"]
          }
        let column = column(pick(choice), count, &random)
        columns.append((name, column))
        channels.append(LayerSpec.Channel(name, title: name, type: column.type))
      }
      if random.next(below: 4) == 0 {
        let column = column(pick(["text", "bool"]), count, &random)
        columns.append(("facet", column))
        channels.append(LayerSpec.Channel("facet", title: "facet", type: column.type))
      }
      let settings: [(String, [Value])] = [
        ("stack", ["zero", "share", "center", "none"].map { .text($0) }), ("alpha", [.number(0.5)]),
        ("dodge", [.bool(true)]), ("jitter", [.bool(true)]), ("smooth", [.text("loess")]),
        ("dash", [.bool(true)]), ("width", [.number(0.3)]),
      ]
      let constants = settings.filter { setting in
        mark.settings.contains { $0.name == setting.0 } && random.next(below: 4) == 0
          && !channels.contains { $0.name == setting.0 }
      }.map { LayerSpec.Constant($0.0, pick($0.1)) }
      return LayerSpec(
        mark: mark.name, data: Table(columns), channels: channels, constants: constants,
        smoother: FlatSmoother())
    }
    var spec = ChartSpec(layers: [layer(pick(marks))])
    if random.next(below: 4) == 0 { spec.layers.append(layer(pick(marks))) }
    if random.next(below: 2) == 0 { spec.title = "A title & <more>" }
    if random.next(below: 5) == 0 { spec.x.transform = pick(["log", "symlog", "log2"]) }
    if random.next(below: 5) == 0 { spec.y.transform = pick(["log", "symlog", "log2"]) }
    if random.next(below: 4) == 0 { spec.facet = FacetSpec() }
    if random.next(below: 3) == 0 { spec.legend = pick(LegendPlacement.allCases) }
    if random.next(below: 6) == 0 { spec.y.from = .int(-5) }
    if random.next(below: 6) == 0 { spec.size = (pick([120, 300, 900]), pick([90, 200, 700])) }
    return spec
  }

  /// The rules that hold even where there is no room for what is asked.
  static let rules = [
    ShapeRules.finite, ShapeRules.background, AxisRules.ascending, StackRules.tops,
    StackRules.baseline, CountRules.missing,
  ]

  @Test("Random charts are drawn or refused", arguments: 0..<40)
  func random(_ seed: Int) {
    var random = SeededNumbers(UInt64(seed) &* 7919 &+ 5)
    var drawnCount = 0
    for round in 0..<25 {
      let spec = Self.spec(&random)
      let about =
        "seed \(seed), round \(round): \(spec.layers.map(\.mark)), "
        + "\(spec.layers[0].channels.map { "\($0.name) \($0.type.name)" }), \(spec.x.transform ?? "") "
        + "\(spec.y.transform ?? "") \(spec.layers[0].constants.map(\.name))"
      let chart: BuiltChart
      do throws(Diagnostic) {
        chart = try ChartBuilder.build(spec)
      } catch {
        #expect(error.code.hasPrefix("E3"), "\(about): \(error.code) \(error.message)")
        continue
      }
      drawnCount += 1
      for drawn in [
        DrawnChart(chart, on: PixelSurface(size: spec.size)),
        DrawnChart(chart, on: CellSurface(width: 60)),
      ] {
        for rule in Self.rules {
          let found = rule.violations(drawn)
          #expect(found.isEmpty, "\(about), \(drawn.surfaceName), \(rule.name): \(found.prefix(2))")
        }
      }
      let found = SVGRules.violations(
        SVGRenderer.render(chart), theme: .light, budget: 200_000)
      #expect(found.isEmpty, "\(about): \(found.prefix(2))")
      let lines = TerminalRuleTests.violations(
        TerminalRenderer.render(chart, width: 60), width: 60)
      #expect(lines.isEmpty, "\(about): \(lines.prefix(2))")
    }
    #expect(drawnCount >= 5, "nearly all of seed \(seed) are refused")
  }

  private struct FlatSmoother: Smoother {
    func values(x: [Double], y: [Double], at places: [Double]) -> [Double?] {
      places.map { _ in y.first }
    }
  }

  /// The area below the upper edges of shares is the area of the panel, whatever the rows.
  @Test("Areas of shares fill the panel", arguments: 0..<20)
  func shares(_ seed: Int) throws {
    var random = SeededNumbers(UInt64(seed) + 99)
    var (x, y, color) = (ColumnBuilder(.int), ColumnBuilder(.number), ColumnBuilder(.text))
    for place in 0..<(2 + random.next(below: 30)) {
      for series in 0..<(1 + random.next(below: 6)) {
        x.append(.int(Int64(place * (1 + random.next(below: 1)))))
        y.append(.number(Double(1 + random.next(below: 1000))))
        color.append(.text("s\(series)"))
      }
    }
    let columns = [("x", x.finish()), ("y", y.finish()), ("color", color.finish())]
    let layer = LayerSpec(
      mark: "area", data: Table(columns.map { (name: $0.0, column: $0.1) }),
      channels: columns.map { LayerSpec.Channel($0.0, title: $0.0, type: $0.1.type) },
      constants: [LayerSpec.Constant("stack", .text("share"))])
    let drawn = DrawnChart(
      try ChartBuilder.build(ChartSpec(layers: [layer])), on: PixelSurface())
    var area = 0.0
    var (left, right) = (Double.infinity, -Double.infinity)
    for item in drawn.marks(0) {
      guard case .path(let path) = item.shape, path.fill != nil else { continue }
      for piece in path.pieces {
        for (a, b) in zip(piece, piece.dropFirst() + piece.prefix(1)) {
          area += (a.x * b.y - b.x * a.y) / 2
          left = min(left, a.x)
          right = max(right, a.x)
        }
      }
    }
    let axes = drawn.axes[0]
    let height = drawn.place(.y, 0, 0, axes) - drawn.place(.y, 1, 0, axes)
    #expect(abs(abs(area) - (right - left) * height) < 1e-6 * max(1, abs(area)))
  }
}
