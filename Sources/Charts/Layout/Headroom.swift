/// The room that labels along lines want at the upper edge of a panel, where data stand in their
/// way.
///
/// Only the data near a label count: a label over low columns needs no room of its own.
public struct Headroom {
  /// The settings of the layer that asks.
  public var style: LayerStyle
  /// Sizes and gaps.
  public let metrics: SurfaceMetrics
  /// Measures text.
  public let measurer: any TextMeasurer
  private let scales: AxisPair<AxisScale>
  private let width: Double, height: Double
  /// For each unit of the panel's width the height of the data, as a part of the panel's.
  private let profile: [Double]

  init(
    _ panel: BuiltPanel, _ chart: BuiltChart, scales: AxisPair<AxisScale>, width: Double,
    height: Double, metrics: SurfaceMetrics, measurer: any TextMeasurer
  ) {
    self.metrics = metrics
    self.measurer = measurer
    self.scales = scales
    self.width = width
    self.height = height
    style = LayerStyle()
    var profile = [Double](repeating: 0, count: max(1, Int(width.rounded(.up)) + 1))
    for (layer, frame) in zip(chart.layers, panel.frames) where layer.mark.traits.trainsScales {
      let tops = frame.upper.y.isEmpty ? frame.center.y : frame.upper.y
      guard tops.count == frame.center.x.count else { continue }
      let (lower, upper) = (frame.lower.x, frame.upper.x)
      for row in tops.indices {
        let top = scales.y.fraction(tops[row])
        let left = scales.x.fraction(lower.isEmpty ? frame.center.x[row] : lower[row]) * width
        let right = scales.x.fraction(upper.isEmpty ? frame.center.x[row] : upper[row]) * width
        guard top.isFinite, left.isFinite, right.isFinite else { continue }
        let columns = Self.columns(min(left, right)...max(left, right), profile.count)
        for column in columns where profile[column] < top { profile[column] = top }
      }
    }
    self.profile = profile
  }

  private static func columns(_ range: ClosedRange<Double>, _ count: Int) -> ClosedRange<Int> {
    let last = Double(count - 1)
    let first = Int(max(0, min(last, range.lowerBound)).rounded(.down))
    return first...max(first, Int(max(0, min(last, range.upperBound)).rounded(.up)))
  }

  /// The room above the data that a label of a length, hanging from the upper edge at a place along
  /// x, needs to stay clear of them.
  ///
  /// With room r above them, data of the part p of the panel's height h reach to p · (h − r).
  func needed(length: Double, at value: Double, reach: Double) -> Double {
    let place = scales.x.fraction(value) * width
    guard place.isFinite, place >= 0, place <= width else { return 0 }
    let columns = Self.columns(max(0, place - reach)...(max(0, place) + reach), profile.count)
    let part = profile[columns].max() ?? 0
    guard part > 0 else { return 0 }
    return max(0, height - max(0, height - length) / part)
  }
}
