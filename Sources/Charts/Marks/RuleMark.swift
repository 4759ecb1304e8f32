public import Catalog
public import Diagnostics

/// Straight lines across the panel, with labels along them.
public struct RuleMark: ChartMark {
  /// The word for it in a `plot` stage.
  public static let name = "rule"
  /// What help says about it.
  public static let summary = "Draws a line across the panel at an `x`, at a `y`, or with a slope."
  /// What it maps from columns.
  public static let channels =
    [
      MarkChannel("x", "Where vertical lines stand."),
      MarkChannel("y", "Where horizontal lines lie."),
      MarkChannel("label", "Text along the line."), .color, .dash, .tooltip,
    ] as [MarkChannel]
  /// What it takes as literals.
  public static let settings =
    [
      .width("1"), .alpha,
      MarkSetting("angle", "number", "Degrees by which labels are turned.", default: "0"),
      MarkSetting("size", "number", "The size of the labels in pixels.", default: "10.5"),
      MarkSetting("slope", "number", "The slope of a line that is neither.", default: "none"),
      MarkSetting("intercept", "number", "The height of a sloping line at zero.", default: "0"),
    ] as [MarkSetting]
  /// Charts with it; each is a test.
  public static let examples = [
    Example(
      "A limit",
      """
      rows [x, y; 1, 2; 2, 5; 3, 3] | plot point x: x, y: y add rule y: 4, label: "limit"
      """,
      expected: """
        x,y
        1,2
        2,5
        3,3
        """),
    Example(
      "Dates of releases",
      """
      rows [month, n; 2024-01, 3; 2024-02, 5; 2024-03, 4]
      | plot column x: month, y: n
          add rule from rows [day, name; 2024-02-10, "release"] x: day, label: name, dash: true
      """,
      expected: """
        month,n
        2024-01,3
        2024-02,5
        2024-03,4
        """),
    Example(
      "A slope to compare with",
      """
      rows [x, y; 1, 2; 2, 5; 3, 3] | plot point x: x, y: y add rule slope: 1, intercept: 1, label: "one for one"
      """,
      expected: """
        x,y
        1,2
        2,5
        3,3
        """),
  ]
  /// How scales, guides and other layers treat it.
  public static let traits: MarkTraits = {
    var traits = MarkTraits(noun: "rules", legendKey: .line)
    traits.trainsScales = false
    traits.wantsHeadroom = true
    traits.inheritsChannels = false
    return traits
  }()

  /// Refuses a rule without a place.
  public static func arrange(
    _ frame: inout MarkFrame, _ context: inout ArrangeContext
  ) throws(Diagnostic) {
    let names = context.layer.channels.map(\.name) + context.layer.constants.map(\.name)
    guard !names.contains("x"), !names.contains("y"), !names.contains("slope") else { return }
    throw Diagnostic(
      "E372", "a rule needs `x`, `y` or `slope`", at: context.layer.span,
      fix: Diagnostic.Fix("add `y: 0` for a horizontal line"))
  }

  /// Room for the labels of vertical lines where data stand in their way, or a few rows of them.
  public static func headroom(_ frame: MarkFrame, _ room: Headroom) -> Double {
    let metrics = room.metrics
    let labelled = frame.texts.indices.filter { !frame.texts[$0].isEmpty }
    guard !labelled.isEmpty, !frame.center.x.isEmpty else { return 0 }
    let size = room.style.size ?? metrics.labelSize
    if metrics.isCellular || (room.style.angle ?? 0) == 0 {
      return metrics.lineHeight(size) * Double(min(3, labelled.count))
    }
    return labelled.reduce(0) { wanted, row in
      let width = room.measurer.width(of: frame.texts[row], size: size, isBold: false)
      return max(
        wanted,
        room.needed(
          length: width * metrics.textSlack + 8, at: frame.center.x[row], reach: size * 1.3))
    }
  }

  /// One line for each row, with its label where there is room.
  public static func draw(_ frame: MarkFrame, in panel: inout PanelContext) -> [SceneItem] {
    let style = panel.layer.style
    let width = style.width ?? 1
    let area = panel.rectangle
    if let slope = style.slope {
      return SlopingRule(slope: slope, intercept: style.intercept ?? 0).items(
        text: style.text ?? "", in: &panel)
    }
    var lines: [SceneItem] = []
    var attempts = LabelAttempts()
    var placed: [SceneRectangle] = []
    let isVertical = !frame.center.x.isEmpty
    var drawn = Set<Double>()
    for row in 0..<frame.count {
      let paint = panel.paint(frame, row, otherwise: .muted)
      let stroke = SceneStroke(paint, width: width, dash: panel.dash(frame, row))
      let ends: [ScenePoint]
      if isVertical {
        let x = panel.place(.x, frame.center.x[row])
        guard x.isFinite, isNew(x, &drawn, frame) else { continue }
        ends = [ScenePoint(x, area.maxY), ScenePoint(x, area.y)]
      } else {
        let y = panel.place(.y, frame.center.y[row])
        guard y.isFinite, isNew(y, &drawn, frame) else { continue }
        ends = [ScenePoint(area.x, y), ScenePoint(area.maxX, y)]
      }
      let text = frame.texts.isEmpty ? "" : frame.texts[row]
      lines.append(
        SceneItem(
          .mark, .path(ScenePath([ends], stroke: stroke)), series: panel.series(frame, row),
          tooltip: tooltip(text, frame, row), opacity: style.alpha ?? 1))
      guard !text.isEmpty else { continue }
      attempts.add(frame, row, panel) {
        label(text, isVertical, ends, paint, &placed, panel)
      }
    }
    if let note = LabelPlacing.note(hidden: attempts.hidden) { panel.notes.append(note) }
    return lines + attempts.labels
  }

  /// Whether a line does not lie on an earlier one; few lines are all drawn.
  private static func isNew(
    _ place: Double, _ drawn: inout Set<Double>, _ frame: MarkFrame
  ) -> Bool {
    frame.count <= PanelContext.maximumTexts || drawn.insert((place * 2).rounded()).inserted
  }

  /// The first free place for a label: along the line where it is turned, else in rows below the
  /// upper edge.
  private static func label(
    _ text: String, _ isVertical: Bool, _ ends: [ScenePoint], _ paint: Paint,
    _ placed: inout [SceneRectangle], _ panel: PanelContext
  ) -> SceneText? {
    let style = panel.layer.style
    let metrics = panel.metrics
    let size = style.size ?? metrics.labelSize
    let area = panel.rectangle
    let angle = metrics.isCellular ? 0 : -(style.angle ?? 0)
    let limit = isVertical && angle != 0 ? area.height * 0.6 : area.width * 0.4
    let shown = ChartText.shortened(text, to: limit, size: size, panel.measurer)
    let width = panel.measurer.width(of: shown, size: size, isBold: false)
    let line = metrics.lineHeight(size)
    let near = metrics.isCellular ? 1 : 4.0
    var candidates: [SceneText] = []
    func add(_ x: Double, _ y: Double, _ anchor: TextAnchor) {
      candidates.append(
        SceneText(
          shown, at: ScenePoint(x, y), size: size, anchor: anchor, paint: .ink, angle: angle,
          hasHalo: true, fullText: shown == text ? nil : text))
    }
    if isVertical, angle != 0 {
      let anchor: TextAnchor = angle < 0 ? .end : .start
      let side = size * 0.62 + 1
      for shift in [0.0, 1, 2, 3] {
        let y = area.y + near / 2 + shift * area.height * 0.12
        add(ends[0].x - side, y, anchor)
        add(ends[0].x + side, y, anchor)
      }
    } else if isVertical {
      for row in 0..<8 {
        let y = area.y + line * (Double(row) + 0.5)
        add(ends[0].x + near, y, .start)
        add(ends[0].x - near, y, .end)
      }
    } else {
      add(area.maxX - near, ends[0].y - line * 0.6, .end)
      add(area.maxX - near, ends[0].y + line * 0.6, .end)
      add(area.x + near, ends[0].y - line * 0.6, .start)
    }
    for candidate in candidates {
      let bounds = candidate.bounds(width: width)
      guard area.contains(bounds, slack: 1), !placed.contains(where: { $0.intersects(bounds) })
      else { continue }
      // A blank on either side keeps labels of one row apart.
      let blank = angle == 0 ? near : 0
      placed.append(
        SceneRectangle(
          x: bounds.x - blank, y: bounds.y, width: bounds.width + 2 * blank,
          height: bounds.height * 0.98))
      return candidate
    }
    return nil
  }

  private static func tooltip(_ text: String, _ frame: MarkFrame, _ row: Int) -> String? {
    let more = frame.tooltips.isEmpty ? "" : frame.tooltips[row]
    let parts = [text, more].filter { !$0.isEmpty }
    return parts.isEmpty ? nil : parts.joined(separator: " · ")
  }
}
