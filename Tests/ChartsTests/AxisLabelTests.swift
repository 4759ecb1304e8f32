import Columnar
import Testing

@testable import Charts

/// The ladder by which labels below a panel are made to fit.
@Suite struct AxisLabelTests {
  private let metrics = PixelSurface().metrics

  private func labels(
    _ names: [String], width: Double, surface: any Surface = PixelSurface()
  ) -> AxisLabels {
    let ticks = AxisTicks(names.enumerated().map { AxisTick(Double($0), $1) })
    let scale = AxisScale(
      kind: .band, transform: LinearTransform(), dataRange: 0...1, lower: -0.5,
      upper: Double(names.count) - 0.5, isLowerFixed: false, isUpperFixed: false,
      isReversed: false, categories: names, format: .automatic, step: nil, labelAngle: 0)
    return AxisLabels(
      ticks, scale: scale, width: width, metrics: surface.metrics, measurer: surface.measurer)
  }

  private func texts(_ labels: AxisLabels) -> [SceneText] {
    labels.items({ $0 * 100 }, below: { 0 }).compactMap {
      if case .text(let text) = $0.shape { text } else { nil }
    }
  }

  @Test func firstOneLine() {
    let found = labels(["gpt2", "bert"], width: 400)
    #expect(texts(found).map(\.text) == ["gpt2", "bert"])
    #expect(found.hiddenCount == 0 && found.shortenedCount == 0)
  }

  @Test func thenTwoLinesAtASeparator() {
    let names = [
      "text generation", "fill-mask-large", "speech_to_text_large", "meta-llama/Llama", "short",
    ]
    let found = labels(names, width: 5 * 75)
    #expect(
      texts(found).map(\.text) == [
        "text", "generation", "fill-mask-", "large", "speech_to_", "text_large", "meta-llama/",
        "Llama", "short",
      ])
    #expect(found.shortenedCount == 0)
    // One line needs less room below than two.
    #expect(found.height > labels(names, width: 5000).height)
  }

  @Test func thenShortenedInTheMiddle() {
    let names = (0..<6).map { "organisation/model-with-a-long-name-\($0)-Instruct" }
    let found = labels(names, width: 6 * 80)
    let lines = texts(found)
    #expect(found.hiddenCount == 0 && found.shortenedCount == 6)
    #expect(lines.allSatisfy { $0.text.contains("…") || $0.text == "organisation/" })
    #expect(lines.filter { $0.fullText != nil }.map(\.fullText) == names)
    let measurer = PixelTextMeasurer()
    #expect(
      lines.allSatisfy { measurer.width(of: $0.text, size: $0.size, isBold: false) * 1.06 <= 75 })
  }

  @Test func thenEveryFewWithFirstAndLast() {
    let names = (0..<60).map { "model-\($0)" }
    let found = labels(names, width: 600)
    #expect(found.ticks.first?.label == "model-0" && found.ticks.last?.label == "model-59")
    #expect(found.hiddenCount == 60 - found.ticks.count)
    #expect(found.ticks.count < 15)
    // Labels are equally far apart, but for the last.
    let gaps = zip(found.ticks, found.ticks.dropFirst()).map { $1.value - $0.value }
    #expect(Set(gaps.dropLast()).count == 1)
    #expect((gaps.last ?? 0) >= (gaps.first ?? 0))
  }

  @Test func theSameInATerminal() {
    let cells = CellSurface()
    #expect(
      texts(labels(["fill-mask", "gpt2"], width: 16, surface: cells)).map(\.text)
        == ["fill-", "mask", "gpt2"])
    #expect(labels((0..<40).map { "m\($0)" }, width: 40, surface: cells).hiddenCount > 0)
  }

  private func axes(_ spec: ChartSpec, width: Double = 600) throws -> PanelAxes {
    let chart = try ChartBuilder.build(spec)
    let layout = ChartLayout(chart: chart, surface: PixelSurface(), theme: .light)
    return PanelAxes(chart.panels[0], chart: chart, layout: layout, width: width, height: 300)
  }

  /// Where labels of numbers or dates are too many, rounder places are chosen before any is dropped.
  @Test func placesBecomeFewer() throws {
    var spec = ChartSpec(layers: [
      layer("line", [("x", .int, integers([0, 80_000_000])), ("y", .int, integers([1, 2]))])
    ])
    spec.x.format = .pattern(prefix: "", decimals: 2, isGrouped: true, suffix: " requests")
    let found = try axes(spec)
    let steps = zip(found.ticks.x.major, found.ticks.x.major.dropFirst()).map {
      $1.value - $0.value
    }
    #expect(Set(steps).count == 1 && found.xLabels.hiddenCount == 0)
  }

  @Test func turnedOnlyWhenAsked() throws {
    let names = (0..<20).map { "a long name of category \($0)" }
    var spec = ChartSpec(layers: [
      layer("column", [("x", .text, texts(names)), ("y", .int, integers(Array(0..<20)))])
    ])
    #expect(texts(try axes(spec).xLabels).allSatisfy { $0.angle == 0 })
    spec.x.angle = 90
    let turned = texts(try axes(spec).xLabels)
    #expect(turned.count == 20 && turned.allSatisfy { $0.angle == -90 && $0.anchor == .end })
  }

  @Test func notesCountWhatIsHidden() throws {
    let names = (0..<120).map { "model-\($0)" }
    let rows = Array(0..<120)
    func notes(_ mark: String, _ x: [Value], _ y: [Value]) throws -> [String] {
      let spec = ChartSpec(layers: [
        layer(
          mark,
          [
            ("x", mark == "bar" ? .int : .text, x), ("y", mark == "bar" ? .text : .int, y),
          ])
      ])
      let scene = ChartLayout.scene(
        of: try ChartBuilder.build(spec), on: PixelSurface(), theme: .light)
      return scene.items.compactMap {
        if case .text(let text) = $0.shape, $0.role == .note { text.text } else { nil }
      }
    }
    #expect(
      try notes("column", texts(names), integers(rows)).first?.contains(
        "of 120 labels of the x axis")
        == true)
    #expect(
      try notes("bar", integers(rows), texts(names)).first?.contains("of 120 labels of the y axis")
        == true)
    #expect(try notes("bar", integers([1, 2]), texts(["a", "b"])).isEmpty)
  }

  private func texts(_ values: [String]) -> [Value] { values.map { .text($0) } }
}
