import Charts
import Diagnostics
import Testing

@testable import ChartRendering

/// What single shapes become in cells.
@Suite struct TerminalCanvasTests {
  private static let panel = SceneRectangle(x: 0, y: 0, width: 8, height: 4)

  private static func text(
    _ items: [SceneItem], color: TerminalColor = .none, isASCII: Bool = false
  ) -> [String] {
    let scene = Scene(
      width: 8, height: 4, items: items, title: "", description: "", panels: [panel])
    return TerminalRenderer.render(scene, color: color, isASCII: isASCII)
      .split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
  }

  private static func rectangle(
    _ x: Double, _ y: Double, _ width: Double, _ height: Double, _ paint: Paint = .series(0),
    series: String? = nil, opacity: Double = 1
  ) -> SceneItem {
    SceneItem(
      .mark,
      .rectangle(
        SceneRectangle(x: x, y: y, width: width, height: height), fill: paint, stroke: nil),
      series: series, opacity: opacity)
  }

  private static func line(_ points: [(Double, Double)], _ series: String? = nil) -> SceneItem {
    SceneItem(
      .mark,
      .path(
        ScenePath([points.map { ScenePoint($0.0, $0.1) }], stroke: SceneStroke(.series(0)))),
      series: series)
  }

  private static func label(_ text: String, _ x: Double, _ y: Double) -> SceneItem {
    SceneItem(.label, .text(SceneText(text, at: ScenePoint(x, y), size: 1)))
  }

  @Test func columnsEndInEighths() {
    for eighths in 1...8 {
      let top = 4 - Double(eighths) / 8
      let lines = Self.text([Self.rectangle(1, top, 1, Double(eighths) / 8)])
      #expect(lines.last == " " + String(Array("▁▂▃▄▅▆▇█")[eighths - 1]))
    }
    #expect(Self.text([Self.rectangle(0, 1.5, 1, 2.5)]) == ["", "▄", "█", "█"])
    // The smallest value is still there; what hangs from above is drawn from above.
    #expect(Self.text([Self.rectangle(0, 3.99, 1, 0.01)]) == ["", "", "", "▁"])
    #expect(Self.text([Self.rectangle(0, 0, 1, 1.5)]) == ["█", "▀"])
    #expect(Self.text([Self.rectangle(0, 0, 1, 1.25)], color: .ansi)[1] == "\u{1B}[7;34m▆\u{1B}[0m")
  }

  @Test func barsEndInEighths() {
    for eighths in 1...8 {
      let lines = Self.text([Self.rectangle(0, 1, 2 + Double(eighths) / 8, 1)])
      #expect(lines == ["", "██" + String(Array("▏▎▍▌▋▊▉█")[eighths - 1])])
    }
    // Bars to the left of zero end in halves.
    #expect(Self.text([Self.rectangle(2.5, 0, 2.5, 1)]) == ["  ▐██"])
  }

  @Test func stacksShareACell() {
    let items = [
      Self.rectangle(0, 2.5, 1, 1.5, .series(0), series: "a"),
      Self.rectangle(0, 1, 1, 1.5, .series(1), series: "b"),
    ]
    let colored = Self.text(items, color: .ansi)
    #expect(colored[2] == "\u{1B}[34;41m▄\u{1B}[0m")
    #expect(Self.text(items) == ["", "░", "█", "█"])
    #expect(Self.text(items, isASCII: true) == ["", "+", "#", "#"])
  }

  @Test func paleFillsAreShaded() {
    #expect(Self.text([Self.rectangle(0, 2, 2, 2, opacity: 0.5)]) == ["", "", "▒▒", "▒▒"])
    #expect(Self.text([Self.rectangle(0, 2, 2, 2, opacity: 0.25)]) == ["", "", "░░", "░░"])
    #expect(
      Self.text([Self.rectangle(0, 3, 2, 1, opacity: 0.5)], isASCII: true) == ["", "", "", "::"])
  }

  @Test func linesLieOverFillsAndBelowText() {
    let items = [
      Self.label("ab", 1, 3.5), Self.line([(0, 3.5), (3.9, 3.5), (3.9, 3.6)]),
      Self.rectangle(0, 2, 4, 2),
    ]
    #expect(Self.text(items)[3] == "⠤ab⠤")
    // In colour the fill is seen behind the line.
    let ground = Self.text(
      [
        SceneItem(
          .mark,
          .path(
            ScenePath([[ScenePoint(0, 3.5), ScenePoint(1, 3.5)]], stroke: SceneStroke(.series(1))))),
        Self.rectangle(0, 2, 4, 2),
      ], color: .ansi)
    #expect(ground[3].hasPrefix("\u{1B}[31;44m"))
  }

  /// The line that ends highest owns the cells that it shares, whatever the order of drawing.
  @Test func theHighestLineOwnsSharedCells() {
    func item(_ paint: Paint, _ points: [(Double, Double)]) -> SceneItem {
      SceneItem(
        .mark,
        .path(ScenePath([points.map { ScenePoint($0.0, $0.1) }], stroke: SceneStroke(paint))))
    }
    let high = item(.series(0), [(0, 3.5), (4, 0.5)])
    let low = item(.series(1), [(0, 3.5), (4, 3.5), (4.5, 3.6)])
    for items in [[high, low], [low, high]] {
      #expect(Self.text(items, color: .ansi)[3].hasPrefix("\u{1B}[34m"))
    }
  }

  @Test func linesDifferByDashesWithoutColour() {
    let a = Self.line([(0, 0.5), (7, 0.5), (7.5, 0.6)], "a")
    let b = Self.line([(0, 2.5), (7, 2.5), (7.5, 2.6)], "b")
    let lines = Self.text([a, b])
    #expect(lines[0].hasPrefix("⠤⠤⠤⠤⠤⠤⠤"))
    #expect(lines[2].hasPrefix("⠤⠤⠀⠤⠤⠀"))
    // Colour tells them apart well enough.
    #expect(Self.text([a, b], color: .ansi)[2].contains("⠤⠤⠤⠤⠤⠤⠤"))
    #expect(Self.text([a, b], isASCII: true)[0].hasPrefix("*******"))
    #expect(Self.text([a, b], isASCII: true)[2].hasPrefix("+++++++"))
  }

  /// Blanks between braille are braille, and nothing follows the last sign of a line.
  @Test func blanksInBraille() {
    let lines = Self.text([Self.line([(0, 0.1), (0.5, 0.1), (0.6, 0.2)]), Self.label("x", 5, 0.5)])
    #expect(lines == ["⠉⠀⠀⠀⠀x"])
    #expect(Self.text([Self.label("x", 5, 0.5)]) == ["     x"])
  }

  @Test func wideTextIsNeverCutInHalf() {
    #expect(Self.text([Self.label("模型模型模型", 0, 0.5)]) == ["模型模型"])
    #expect(Self.text([Self.label("模型", 0, 0.5), Self.label("x", 1, 0.5)]) == [" x型"])
    #expect(Self.text([Self.label("模型", 0, 0.5), Self.label("x", 2, 0.5)]) == ["模x"])
    #expect(Self.text([Self.label("e\u{301}x", 0, 0.5)]) == ["e\u{301}x"])
    #expect(Self.text([Self.label("👩‍🔬x", 0, 0.5)]) == ["👩‍🔬x"])
    #expect(Self.text([Self.label("שלום", 0, 0.5)]) == ["שלום"])
    #expect(Self.text([Self.label("模…é", 0, 0.5)], isASCII: true) == ["??~?"])
  }

  /// Many points are dots, unless signs must tell their series apart.
  @Test func pointsAreDotsOrSigns() {
    func points(_ count: Int, _ series: String, _ y: Double) -> SceneItem {
      SceneItem(
        .mark,
        .circles(
          SceneCircles(
            (0..<count).map { ScenePoint(Double($0) * 7 / Double(count), y) }, radii: [3],
            fill: .series(0))), series: series)
    }
    #expect(Self.text([points(2, "a", 0.5)]) == ["●  ●"])
    #expect(Self.text([points(60, "a", 0.5)])[0].hasPrefix("⠤⠤⠤"))
    let both = Self.text([points(60, "a", 0.5), points(60, "b", 1.5)])
    #expect(both[0].hasPrefix("●●●") && both[1].hasPrefix("○○○"))
    #expect(Self.text([points(2, "a", 0.5), points(60, "b", 1.5)], color: .ansi)[0].contains("⠄"))
  }
}
