import Columnar

/// The texts of slices.
struct PieTexts {
  /// What each slice stands for, its share and its amount.
  let names: [String], shares: [String], amounts: [String]

  init(_ frame: MarkFrame, _ panel: PanelContext) {
    let parts = PieMark.shares(frame)
    let areWhole = parts.allSatisfy { ($0 * 100 - ($0 * 100).rounded()).magnitude < 1e-9 }
    names = (0..<frame.count).map { panel.series(frame, $0) ?? "all" }
    shares = parts.map { Self.text($0, decimals: areWhole ? 0 : 1) }
    amounts = frame.amounts.map { NumberLabels.short($0) }
  }

  /// A share as a percentage; a small one is never written as nothing, nor a large one as all.
  static func text(_ share: Double, decimals: Int) -> String {
    let percent = share * 100
    if share > 0, percent < 0.05 { return "<0.1%" }
    if share < 1, percent >= 99.95 { return ">99.9%" }
    return NumberText.fixed(percent, decimals: decimals) + "%"
  }
}

/// A pie on a surface of cells, where discs are coarse: a line for each slice.
struct PieTable {
  private let frame: MarkFrame
  private let panel: PanelContext
  private let texts: PieTexts

  init(_ frame: MarkFrame, _ panel: PanelContext) {
    self.frame = frame
    self.panel = panel
    texts = PieTexts(frame, panel)
  }

  private func width(_ text: String) -> Double {
    panel.measurer.width(of: text, size: 1, isBold: false)
  }

  /// Name, bar, share and amount; the longest bar takes the room that the texts leave.
  func items() -> [SceneItem] {
    let area = panel.rectangle
    let limit = (area.width * 0.35).rounded(.down)
    let names = texts.names.map {
      ChartText.shortened($0, to: limit, size: 1, panel.measurer)
    }
    let nameWidth = names.map(width).max() ?? 0
    let shareWidth = texts.shares.map(width).max() ?? 0
    let amountWidth = texts.amounts.map(width).max() ?? 0
    let start = area.x + nameWidth + 1
    let room = max(1, area.width - nameWidth - shareWidth - amountWidth - 5)
    let shares = PieMark.shares(frame)
    let largest = shares.max() ?? 1
    var items: [SceneItem] = []
    for row in 0..<frame.count {
      let top = area.y + Double(row)
      guard top + 1 <= area.maxY + 1e-9 else { break }
      func text(_ text: String, _ x: Double, _ anchor: TextAnchor, _ paint: Paint) {
        items.append(
          SceneItem(
            .label,
            .text(
              SceneText(text, at: ScenePoint(x, top + 0.5), size: 1, anchor: anchor, paint: paint)),
            series: panel.series(frame, row)))
      }
      text(names[row], area.x, .start, .ink)
      if shares[row] > 0 {
        // Each line has its name, so its bar is part of a label: no sign or shade tells it apart.
        let bar = SceneRectangle(
          x: start, y: top, width: max(0.1, room * shares[row] / largest), height: 1)
        items.append(
          SceneItem(
            .label, .rectangle(bar, fill: panel.paint(frame, row), stroke: nil)))
      }
      let end = start + room + 1 + shareWidth
      text(texts.shares[row], end, .end, .ink)
      text(texts.amounts[row], end + 2 + amountWidth, .end, .muted)
    }
    return items
  }
}
