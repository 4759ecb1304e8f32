import Columnar

/// What a mark knows when it draws: where the panel is, the scales, and what is already there.
public struct PanelContext: Sendable {
  /// The rectangle inside the axes.
  public var rectangle: SceneRectangle
  /// The scales.
  public var scales: AxisPair<AxisScale>
  /// The colours.
  public var color: ColorScale
  /// The sizes of points.
  public var size: SizeScale?
  /// The layer.
  public var layer: BuiltLayer
  /// The theme, for text on top of fills.
  public var theme: Theme
  /// Sizes and gaps.
  public var metrics: SurfaceMetrics
  /// Measures text.
  public var measurer: any TextMeasurer
  /// What earlier layers have covered.
  public var occupancy: OccupancyGrid
  /// The fills that earlier layers have left, for text on top of them.
  public var fills: FillMap
  /// Whether a legend explains the colours, so that a mark need not.
  public var hasLegend = false
  /// What the reader must be told about the drawing.
  public var notes: [ChartNote] = []

  /// The most tooltips of a layer.
  public static let maximumTooltips = 300
  /// The most texts that are written on rows, and the most that are tried in vain in a row.
  static let maximumTexts = 2000

  /// The place of a value on the surface.
  public func place(_ axis: Axis, _ value: Double) -> Double {
    switch axis {
    case .x: rectangle.x + scales.x.fraction(value) * rectangle.width
    case .y: rectangle.maxY - scales.y.fraction(value) * rectangle.height
    }
  }

  /// The place of a row, moved where its layer dodges or jitters.
  public func point(_ frame: MarkFrame, _ row: Int) -> ScenePoint {
    func moved(_ axis: Axis) -> Double {
      let value = frame.center[axis][row]
      return place(axis, frame.shift[axis].isEmpty ? value : value + frame.shift[axis][row])
    }
    return ScenePoint(moved(.x), moved(.y))
  }

  /// The zero of an axis, or its lower end when it has none.
  public func baseline(_ axis: Axis) -> Double {
    let scale = scales[axis]
    if scale.transform.hasZero { return place(axis, max(scale.lower, min(scale.upper, 0))) }
    return place(axis, scale.lower)
  }

  /// The place of the end of a row on an axis measured from zero; ends without a place, such as
  /// zero on a log axis, are at the axis's end.
  public func end(_ axis: Axis, _ value: Double) -> Double {
    let scale = scales[axis]
    let place = place(axis, max(scale.lower, min(scale.upper, value)))
    return place.isNaN ? self.place(axis, scale.lower) : place
  }

  /// The colour of a row.
  public func paint(_ frame: MarkFrame, _ row: Int, otherwise fallback: Paint = .series(0)) -> Paint
  {
    if let color = layer.style.color { return color }
    if !frame.colorCodes.isEmpty { return color.paint(frame.colorCodes[row]) }
    if !frame.colorValues.isEmpty, case .ramp(let ramp) = color.kind {
      return ramp.color(frame.colorValues[row]).map { .fixed($0) } ?? .other
    }
    return fallback
  }

  /// The colour inside a row's shape.
  public func fill(_ frame: MarkFrame, _ row: Int) -> Paint {
    layer.style.fill ?? paint(frame, row)
  }

  /// The outline that the layer asks for.
  public var outline: SceneStroke? { layer.style.stroke.map { SceneStroke($0) } }

  /// The opacity of a row.
  public func opacity(_ frame: MarkFrame, _ row: Int, usual: Double = 1) -> Double {
    layer.style.alpha ?? (frame.alphas.isEmpty ? usual : frame.alphas[row])
  }

  /// The shape of a row's point.
  public func symbol(_ frame: MarkFrame, _ row: Int) -> Symbol {
    if let symbol = layer.style.symbol { return symbol }
    let code =
      frame.shapeCodes.isEmpty
      ? (theme.tellsApartWithoutColor ? frame.colorCode(row) : 0) : frame.shapeCodes[row]
    return code > 0 ? Symbol.allCases[code % Symbol.allCases.count] : .disc
  }

  /// The name of a row's category.
  public func series(_ frame: MarkFrame, _ row: Int) -> String? {
    frame.colorCodes.isEmpty ? nil : color.label(frame.colorCodes[row])
  }

  /// Whether a row belongs to the categories that are folded into one.
  public func isFolded(_ frame: MarkFrame, _ row: Int) -> Bool {
    guard color.foldedCount > 0, !frame.colorCodes.isEmpty else { return false }
    return frame.colorCodes[row] == color.categories.count - (color.hasMissing ? 2 : 1)
  }

  /// The tooltip of a row: `name · x: value`.
  public func tooltip(_ frame: MarkFrame, _ row: Int) -> String {
    var parts: [String] = []
    if let series = series(frame, row) { parts.append(series) }
    if !frame.texts.isEmpty, !frame.texts[row].isEmpty { parts.append(frame.texts[row]) }
    let x = frame.center.x.isEmpty ? "" : layer.textOfValue(.x, frame.center.x[row])
    let y = frame.center.y.isEmpty ? "" : layer.textOfValue(.y, frame.center.y[row])
    parts.append([x, y].filter { !$0.isEmpty }.joined(separator: ": "))
    if !frame.tooltips.isEmpty, !frame.tooltips[row].isEmpty { parts.append(frame.tooltips[row]) }
    return parts.joined(separator: " · ")
  }

  /// The dashes of a row's line: those of its category, else those of its colour in a theme that
  /// tells series apart by them.
  public func dash(_ frame: MarkFrame, _ row: Int) -> [Double] {
    if !layer.style.dash.isEmpty { return layer.style.dash }
    if !frame.dashCodes.isEmpty { return DashPatterns.pattern(frame.dashCodes[row]) }
    return theme.tellsApartWithoutColor ? DashPatterns.pattern(frame.colorCode(row)) : []
  }

  /// The dashes of a colour category in a theme that tells series apart by them.
  public func dash(_ code: Int) -> [Double] {
    if !layer.style.dash.isEmpty { return layer.style.dash }
    return theme.tellsApartWithoutColor ? DashPatterns.pattern(code) : []
  }
}
