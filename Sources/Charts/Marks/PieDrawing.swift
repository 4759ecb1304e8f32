import Glibc

/// A pie on a surface of pixels.
///
/// Slices of some size are labelled beside the disc; thin ones, whose labels would crowd at the top,
/// stand in a list.
struct PieDrawing {
  /// Slices below this share are thin.
  static let thinShare = 0.03

  private let frame: MarkFrame
  private let panel: PanelContext
  private let texts: PieTexts
  private let shares: [Double]
  private var listed: [Int] = []
  private var labelled: [Int] = []
  private var center = ScenePoint(0, 0)
  private var radius = 0.0
  /// Where the list begins and how wide it is.
  private var list = (x: 0.0, width: 0.0)

  private var metrics: SurfaceMetrics { panel.metrics }
  private var area: SceneRectangle { panel.rectangle }
  private var line: Double { metrics.lineHeight(metrics.legendSize) }
  private static let heading = "Below 3% each"

  init(_ frame: MarkFrame, _ panel: PanelContext) {
    self.frame = frame
    self.panel = panel
    texts = PieTexts(frame, panel)
    shares = PieMark.shares(frame)
    if !panel.hasLegend {
      let thin = shares.indices.filter { shares[$0] < Self.thinShare }
      // A single thin slice has room for its label; one that is nothing has no place for it.
      listed = thin.count > 1 || thin.contains { shares[$0] == 0 } ? thin : []
      labelled = shares.indices.filter { !listed.contains($0) }
    }
    if !listed.isEmpty {
      let names = listed.map { width(texts.names[$0], metrics.legendSize) }.max() ?? 0
      let parts = listed.map { width(texts.shares[$0], metrics.legendSize) }.max() ?? 0
      let rows = metrics.legendKeyWidth + metrics.gap * 3 + min(names, area.width * 0.2) + parts
      list.width = max(rows, width(Self.heading, metrics.legendSize))
      list.x = area.maxX - list.width
    }
    let room = area.width - (list.width > 0 ? list.width + 3 * metrics.gap : 0)
    center = ScenePoint(area.x + room / 2, area.midY)
    radius = max(
      8,
      panel.hasLegend
        ? min(area.height, room) / 2 - metrics.gap
        : min(area.height / 2 - line - 2 * metrics.gap, room * 0.3))
  }

  private func width(_ text: String, _ size: Double) -> Double {
    panel.measurer.width(of: text, size: size, isBold: false) * metrics.textSlack
  }

  /// The point at an angle in degrees, clockwise from the top.
  private func point(_ degrees: Double, _ distance: Double) -> ScenePoint {
    let (sine, cosine) = Rotation.sineAndCosine(degrees: degrees)
    return ScenePoint(center.x + distance * sine, center.y - distance * cosine)
  }

  /// The slices, then what explains them.
  func items(_ notes: inout [ChartNote]) -> [SceneItem] {
    var items: [SceneItem] = []
    var middles: [Double] = []
    var start = 0.0
    let isWhole = shares.filter { $0 > 0 }.count == 1
    for row in shares.indices {
      let end = row == shares.count - 1 ? 360 : start + shares[row] * 360
      // The label of a slice that is everything stands beside the disc, not below it.
      middles.append(isWhole ? 90 : (start + end) / 2)
      if shares[row] > 0 { items.append(slice(row, from: start, to: end, isWhole: isWhole)) }
      start += shares[row] * 360
    }
    if panel.hasLegend { return items + inside(middles) }
    return items + labels(middles) + listItems(&notes)
  }

  private func slice(
    _ row: Int, from start: Double, to end: Double, isWhole: Bool
  ) -> SceneItem {
    // Chords this short leave the circle by less than a twentieth of a pixel.
    let step = 2 * (0.1 / radius).squareRoot() * 180 / .pi
    let pieces = max(2, Int(((end - start) / step).rounded(.up)))
    var outline: [ScenePoint] = isWhole ? [] : [center]
    let arc = isWhole ? 0..<pieces : 0..<(pieces + 1)
    for piece in arc {
      outline.append(point(start + (end - start) * Double(piece) / Double(pieces), radius))
    }
    // A hairline of paper keeps neighbours apart (technique G209 of the W3C), but hides no slice.
    let isWide = (end - start) * .pi / 180 * radius >= 3
    let stroke = !isWhole && isWide ? SceneStroke(.paper, width: 1) : nil
    let name = panel.series(frame, row).map { "\($0): " } ?? ""
    return SceneItem(
      .mark,
      .path(
        ScenePath([outline], isClosed: true, fill: panel.paint(frame, row), stroke: stroke)),
      series: panel.series(frame, row),
      tooltip: "\(name)\(texts.amounts[row]) (\(texts.shares[row]))",
      opacity: panel.layer.style.alpha ?? 1)
  }

  /// Shares on the slices that are large enough, where a legend names them.
  private func inside(_ middles: [Double]) -> [SceneItem] {
    shares.indices.compactMap { row in
      let size = metrics.labelSize
      let share = texts.shares[row]
      let chord = 2 * radius * 0.68 * sin(min(shares[row], 0.5) * .pi)
      guard chord > width(share, size) + 4, radius > 24 else { return nil }
      let fill = panel.paint(frame, row)
      let paint = panel.theme.text(over: panel.theme.color(fill))
      return SceneItem(
        .label,
        .text(
          SceneText(
            share, at: point(middles[row], radius * (shares[row] == 1 ? 0 : 0.68)), size: size,
            anchor: .middle, paint: paint, ground: fill)), series: panel.series(frame, row))
    }
  }

  /// Names above shares beside the disc, spread along each side.
  private func labels(_ middles: [Double]) -> [SceneItem] {
    let right = labelled.filter { middles[$0] < 180 }
    let left = labelled.filter { middles[$0] >= 180 }
    return side(right, middles, isRight: true)
      + side(left.sorted { middles[$0] > middles[$1] }, middles, isRight: false)
  }

  private func side(_ rows: [Int], _ middles: [Double], isRight: Bool) -> [SceneItem] {
    let height = 2 * line
    let wanted = rows.map { point(middles[$0], radius + 2 * metrics.gap).y }
    let places = LabelSpreading.spread(
      wanted, heights: rows.map { _ in height }, from: area.y, to: area.maxY)
    var items: [SceneItem] = []
    for (index, row) in rows.enumerated() {
      let y = places[index]
      // As near to the disc as the whole label can stand.
      let rim = radius + metrics.gap
      let nearest = max(0, abs(y - center.y) - height / 2)
      let away = nearest < rim ? (rim * rim - nearest * nearest).squareRoot() : 0
      let x = center.x + (isRight ? 1 : -1) * (away + metrics.gap)
      let room = isRight ? (list.width > 0 ? list.x - 2 * metrics.gap : area.maxX) - x : x - area.x
      if abs(y - wanted[index]) > line {
        let leader = [point(middles[row], radius + 1), ScenePoint(x - (isRight ? 3 : -3), y)]
        items.append(
          SceneItem(
            .label, .path(ScenePath([leader], stroke: SceneStroke(.axis, width: 0.8))),
            series: panel.series(frame, row)))
      }
      let name = texts.names[row]
      let detail = "\(texts.shares[row]) · \(texts.amounts[row])"
      for (number, text) in [name, detail].enumerated() {
        let size = number == 0 ? metrics.legendSize : metrics.labelSize
        let shown = ChartText.shortened(
          text, to: max(room / metrics.textSlack, 12), size: size, panel.measurer)
        items.append(
          SceneItem(
            .label,
            .text(
              SceneText(
                shown, at: ScenePoint(x, y + (Double(number) - 0.5) * line), size: size,
                anchor: isRight ? .start : .end, paint: number == 0 ? .ink : .muted,
                fullText: shown == text ? nil : text)), series: panel.series(frame, row)))
      }
    }
    return items
  }

  /// The thin slices with their shares, right of the disc.
  private func listItems(_ notes: inout [ChartNote]) -> [SceneItem] {
    guard !listed.isEmpty else { return [] }
    let pitch = line + 3
    let room = max(1, Int(area.height / pitch) - 1)
    let rows = listed.prefix(room)
    if rows.count < listed.count {
      notes.append(
        ChartNote("", "\(listed.count - rows.count) thin slices have no room in the list"))
    }
    var items: [SceneItem] = []
    var y = max(area.y, area.midY - pitch * Double(rows.count + 1) / 2) + pitch / 2
    func add(
      _ text: String, _ x: Double, _ anchor: TextAnchor, _ paint: Paint, _ row: Int?,
      full: String? = nil
    ) {
      items.append(
        SceneItem(
          .legend,
          .text(
            SceneText(
              text, at: ScenePoint(x, y), size: metrics.legendSize, anchor: anchor, paint: paint,
              fullText: full)), series: row.flatMap { panel.series(frame, $0) }))
    }
    add(Self.heading, list.x, .start, .muted, nil)
    for row in rows {
      y += pitch
      let side = 10.0
      items.append(
        SceneItem(
          .legend,
          .rectangle(
            SceneRectangle(x: list.x, y: y - side / 2, width: side, height: side),
            fill: panel.paint(frame, row), stroke: nil), series: panel.series(frame, row)))
      let after = list.x + metrics.legendKeyWidth + metrics.gap
      let share = texts.shares[row]
      let name = ChartText.shortened(
        texts.names[row],
        to: (list.x + list.width - after - metrics.gap - width(share, metrics.legendSize))
          / metrics.textSlack, size: metrics.legendSize, panel.measurer)
      add(
        name, after, .start, .ink, row, full: name == texts.names[row] ? nil : texts.names[row])
      add(share, list.x + list.width, .end, .muted, row)
    }
    return items
  }
}
