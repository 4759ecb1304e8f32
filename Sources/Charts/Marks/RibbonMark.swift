public import Catalog
public import Diagnostics

/// Filled bands between two heights at each place.
public struct RibbonMark: ChartMark {
  /// The word for it in a `plot` stage.
  public static let name = "ribbon"
  /// What help says about it.
  public static let summary = "Fills the band between `y` and `y2` for each colour."
  /// What it maps from columns.
  public static let channels =
    [
      .x, MarkChannel("y", "One edge of the band.", required: true),
      MarkChannel("y2", "The other edge of the band.", required: true), .color, .group,
    ] as [MarkChannel]
  /// What it takes as literals.
  public static let settings =
    [
      MarkSetting("alpha", "number", "Opacity from 0 to 1.", default: "0.25"), .fill, .stroke,
    ] as [MarkSetting]
  /// Charts with it; each is a test.
  public static let examples = [
    Example(
      "A median between quartiles",
      """
      rows [year, low, middle, high; 2022, 1, 3, 6; 2023, 2, 4, 8; 2024, 4, 5, 9]
      | plot ribbon x: year, y: low, y2: high add line y: middle
      """,
      expected: """
        year,low,middle,high
        2022,1,3,6
        2023,2,4,8
        2024,4,5,9
        """),
    Example(
      "Down to a limit",
      """
      rows [day, n; 2024-01-01, 3; 2024-01-02, 7; 2024-01-03, 4] | plot ribbon x: day, y: n, y2: 5
      """,
      expected: """
        day,n
        2024-01-01,3
        2024-01-02,7
        2024-01-03,4
        """),
  ]
  /// How scales, guides and other layers treat it.
  public static let traits: MarkTraits = {
    var traits = MarkTraits(noun: "ribbons", legendKey: .square)
    traits.needsColorCategories = true
    traits.keepsGaps = true
    traits.fillOpacity = 0.25
    return traits
  }()

  /// Refuses two rows at one place.
  public static func arrange(
    _ frame: inout MarkFrame, _ context: inout ArrangeContext
  ) throws(Diagnostic) {
    try Curves.requireOneRowPerPlace(frame, context)
  }

  /// One polygon for each run of rows of a series with both edges.
  public static func draw(_ frame: MarkFrame, in panel: inout PanelContext) -> [SceneItem] {
    guard !frame.upper.y.isEmpty else { return [] }
    var items: [SceneItem] = []
    for rows in frame.rowsBySeries {
      let ordered = rows.sorted { (frame.center.x[$0], $0) < (frame.center.x[$1], $1) }
      guard let first = ordered.first else { continue }
      var polygons: [[ScenePoint]] = []
      var near: [ScenePoint] = []
      var far: [ScenePoint] = []
      func close() {
        if let polygon = polygon(near, far, panel) { polygons.append(polygon) }
        (near, far) = ([], [])
      }
      for row in ordered {
        let x = panel.place(.x, frame.center.x[row])
        let edges = [frame.lower.y[row], frame.upper.y[row]].map { edge($0, panel) }
        guard x.isFinite, !frame.center.y[row].isNaN, edges.allSatisfy({ $0.isFinite }) else {
          close()
          continue
        }
        near.append(ScenePoint(x, edges[0]))
        far.append(ScenePoint(x, edges[1]))
      }
      close()
      guard !polygons.isEmpty else { continue }
      let name = panel.series(frame, first)
      items.append(
        SceneItem(
          .mark,
          .path(
            ScenePath(
              polygons, isClosed: true, fill: panel.fill(frame, first), stroke: panel.outline)),
          series: name, tooltip: name, opacity: panel.layer.style.alpha ?? traits.fillOpacity))
    }
    return items
  }

  /// The place of an edge; one without end lies beyond the panel.
  private static func edge(_ value: Double, _ panel: PanelContext) -> Double {
    guard value.isInfinite else { return panel.place(.y, value) }
    let isUp = (value > 0) != panel.scales.y.isReversed
    return isUp ? panel.rectangle.y - 10 : panel.rectangle.maxY + 10
  }

  /// The polygon of a run; a single row is a thin bar, so that it can be seen.
  private static func polygon(
    _ near: [ScenePoint], _ far: [ScenePoint], _ panel: PanelContext
  ) -> [ScenePoint]? {
    guard let a = near.first, let b = far.first else { return nil }
    let isCellular = panel.metrics.isCellular
    guard near.count > 1 else {
      let half = isCellular ? 0.5 : 1.5
      return [
        ScenePoint(a.x - half, a.y), ScenePoint(a.x + half, a.y), ScenePoint(b.x + half, b.y),
        ScenePoint(b.x - half, b.y),
      ]
    }
    return Thinning.thinned(near, isCellular: isCellular)
      + Thinning.thinned(far, isCellular: isCellular).reversed()
  }
}
