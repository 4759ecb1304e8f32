public import Catalog
public import Diagnostics

/// Straight pieces from one place to another.
public struct SegmentMark: ChartMark {
  /// The word for it in a `plot` stage.
  public static let name = "segment"
  /// What help says about it.
  public static let summary = "Draws a straight line from `x`, `y` to `x2`, `y2` for each row."
  /// What it maps from columns.
  public static let channels =
    [
      .x, .y, MarkChannel("x2", "The place of the end from left to right; that of `x` without it."),
      MarkChannel("y2", "The place of the end from bottom to top; that of `y` without it."),
      .color, .dash, .alpha, .tooltip,
    ] as [MarkChannel]
  /// What it takes as literals.
  public static let settings =
    [
      .width("1.5"),
      MarkSetting("arrow", "bool", "Whether the end has an arrow head.", default: "false"),
    ] as [MarkSetting]
  /// Charts with it; each is a test.
  public static let examples = [
    Example(
      "From before to after",
      """
      rows [task, before, after; "chat", 40, 61; "code", 52, 48]
      | plot segment x: before, x2: after, y: task, arrow: true add point x: before
      """,
      expected: """
        task,before,after
        chat,40,61
        code,52,48
        """),
    Example(
      "How long each lasted",
      """
      rows [name, from, to; "first", 2023-01-10, 2023-06-01; "second", 2023-04-01, 2024-01-01]
      | plot segment x: from, x2: to, y: name, width: 6
      """,
      expected: """
        name,from,to
        first,2023-01-10,2023-06-01
        second,2023-04-01,2024-01-01
        """),
  ]
  /// How scales, guides and other layers treat it.
  public static let traits: MarkTraits = {
    var traits = MarkTraits(noun: "segments", legendKey: .line)
    traits.timeExpansion = 0.03
    traits.wantsFullGrid = true
    return traits
  }()

  /// Refuses segments without an end.
  public static func arrange(
    _ frame: inout MarkFrame, _ context: inout ArrangeContext
  ) throws(Diagnostic) {
    let names = context.layer.channels.map(\.name) + context.layer.constants.map(\.name)
    guard !names.contains("x2"), !names.contains("y2") else { return }
    throw Diagnostic(
      "E372", "a segment needs `x2` or `y2`", at: context.layer.span,
      fix: Diagnostic.Fix("add `y2: 0` for a line down to zero"))
  }

  /// One path for each row, or for each look where they are many.
  public static func draw(_ frame: MarkFrame, in panel: inout PanelContext) -> [SceneItem] {
    let style = panel.layer.style
    let hasTooltips = frame.count <= PanelContext.maximumTooltips
    struct Look: Hashable {
      var stroke: SceneStroke
      var opacity: Double
    }
    var order: [Look] = []
    var batches: [Look: (rows: [Int], pieces: [[ScenePoint]])] = [:]
    var items: [SceneItem] = []
    var heads: [SceneItem] = []
    for row in 0..<frame.count {
      func end(_ axis: Axis) -> Double {
        frame.upper[axis].isEmpty ? frame.center[axis][row] : frame.upper[axis][row]
      }
      let from = panel.point(frame, row)
      let to = ScenePoint(panel.place(.x, end(.x)), panel.place(.y, end(.y)))
      guard [from.x, from.y, to.x, to.y].allSatisfy({ $0.isFinite }) else { continue }
      let paint = panel.paint(frame, row)
      var pieces = [[from, to]]
      if style.hasArrows {
        if panel.metrics.isCellular {
          heads.append(sign(from, to, paint, panel.series(frame, row)))
        } else if let head = head(from, to, width: style.width ?? 1.5) {
          pieces.append(head)
        }
      }
      let look = Look(
        stroke: SceneStroke(paint, width: style.width ?? 1.5, dash: panel.dash(frame, row)),
        opacity: panel.opacity(frame, row))
      if hasTooltips {
        items.append(
          SceneItem(
            .mark, .path(ScenePath(pieces, stroke: look.stroke)),
            series: panel.series(frame, row), tooltip: tooltip(frame, row, panel),
            opacity: look.opacity))
      } else {
        if batches[look] == nil { order.append(look) }
        batches[look, default: ([], [])].rows.append(row)
        batches[look, default: ([], [])].pieces += pieces
      }
    }
    for look in order {
      guard let batch = batches[look] else { continue }
      items.append(
        SceneItem(
          .mark, .path(ScenePath(batch.pieces, stroke: look.stroke)),
          series: panel.series(frame, batch.rows[0]), opacity: look.opacity))
    }
    return items + heads
  }

  private static func tooltip(_ frame: MarkFrame, _ row: Int, _ panel: PanelContext) -> String {
    let ends = Axis.allCases.filter { !frame.upper[$0].isEmpty }.map {
      "→ " + panel.layer.textOfValue($0, frame.upper[$0][row])
    }
    return ([panel.tooltip(frame, row)] + ends).joined(separator: " ")
  }

  /// Two short lines at the end of a segment that is long enough for them.
  private static func head(
    _ from: ScenePoint, _ to: ScenePoint, width: Double
  ) -> [ScenePoint]? {
    let (dx, dy) = (to.x - from.x, to.y - from.y)
    let length = (dx * dx + dy * dy).squareRoot()
    guard length > 3 else { return nil }
    let reach = min(4 + 2 * width, length * 0.6)
    let (back, side) = (reach / length, reach / length * 0.45)
    return [
      ScenePoint(to.x - dx * back - dy * side, to.y - dy * back + dx * side), to,
      ScenePoint(to.x - dx * back + dy * side, to.y - dy * back - dx * side),
    ]
  }

  /// The arrow head of a terminal: one of four signs.
  private static func sign(
    _ from: ScenePoint, _ to: ScenePoint, _ paint: Paint, _ series: String?
  ) -> SceneItem {
    let (dx, dy) = (to.x - from.x, (to.y - from.y) * 2)
    let sign = abs(dx) >= abs(dy) ? (dx < 0 ? "◀" : "▶") : dy < 0 ? "▲" : "▼"
    return SceneItem(
      .label, .text(SceneText(sign, at: to, size: 1, anchor: .start, paint: paint)), series: series)
  }
}
