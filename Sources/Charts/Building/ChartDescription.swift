import Columnar

/// Says in sentences what a chart shows.
public enum ChartDescription {
  /// A name for a chart without a title: `n by week and type`.
  static func shortTitle(of chart: BuiltChart) -> String {
    guard let layer = chart.layers.first else { return "Chart" }
    let x = title(of: "x", layer.spec) ?? ""
    let y =
      title(of: layer.mark.traits.amountChannel ?? "y", layer.spec)
      ?? layer.mark.computedTitle(of: .y, layer.style) ?? ""
    let head = [y, x].filter { !$0.isEmpty }.joined(separator: " by ")
    guard !head.isEmpty else { return "Chart" }
    guard let color = title(of: "color", layer.spec), color != x, color != y else { return head }
    return "\(head) and \(color)"
  }

  private static func title(of channel: String, _ spec: LayerSpec) -> String? {
    spec.channel(channel).map { ChartText.clean($0.title) }
  }

  /// The marks, the axes with their ranges, the categories, one fact for each of the largest
  /// series, and the notes.
  public static func text(of chart: BuiltChart) -> String {
    guard let layer = chart.layers.first, let panel = chart.panels.first else { return "Chart." }
    let rows = chart.panels.reduce(0) { $0 + ($1.frames.first?.count ?? 0) }
    let noun = layer.mark.traits.noun
    var sentences = ["Chart of \(noun): \(shortTitle(of: chart))"]
    guard rows > 0 else { return sentences[0] + ", without rows." }
    let sharesOut = layer.mark.traits.amountChannel != nil
    for axis in Axis.allCases where !sharesOut {
      let scale = panel.scales[axis]
      switch scale.kind {
      case .band:
        let count = scale.categories.count
        sentences[0] += ", \(count) \(count == 1 ? "category" : "categories") on \(axis.rawValue)"
      case .number, .time:
        let range = scale.dataRange
        sentences[0] +=
          ", \(axis.rawValue) from \(layer.textOfValue(axis, range.lowerBound)) to "
          + layer.textOfValue(axis, lastInside(range, scale.kind))
      }
    }
    if chart.panels.count > 1 { sentences.append("\(chart.panels.count) panels") }
    let categories = chart.color.categories.map(ChartText.clean)
    if sharesOut, chart.panels.count == 1 {
      sentences += shares(chart, panel)
    } else if !categories.isEmpty {
      let listed = categories.prefix(8).map { ChartText.clean(String($0.prefix(60))) }
      let more = categories.count > 8 ? " and \(categories.count - 8) more" : ""
      sentences.append("Colours: \(listed.joined(separator: ", "))\(more)")
    }
    sentences += facts(chart, layer, panel)
    sentences += chart.notes.map { "Note: \($0.text)" }
    return sentences.joined(separator: ". ") + "."
  }

  /// The shares of the first eight slices.
  private static func shares(_ chart: BuiltChart, _ panel: BuiltPanel) -> [String] {
    guard let frame = panel.frames.first else { return [] }
    let shares = PieMark.shares(frame)
    let listed = shares.indices.prefix(8).map { row in
      let name = ChartText.clean(
        String((chart.color.label(frame.colorCode(row)) ?? "all").prefix(60)))
      return "\(name) \(PieTexts.text(shares[row], decimals: 1))"
    }
    let more = shares.count > 8 ? " and \(shares.count - 8) more" : ""
    return [listed.joined(separator: ", ") + more]
  }

  /// The end of a time axis whose last period ends where the axis does belongs to that period.
  private static func lastInside(
    _ range: ClosedRange<Double>, _ kind: AxisScale.Kind
  ) -> Double {
    guard case .time(.some) = kind, range.upperBound > range.lowerBound else {
      return range.upperBound
    }
    return range.upperBound - 0.01
  }

  /// First, last and highest value of the three series with the largest values.
  private static func facts(
    _ chart: BuiltChart, _ layer: BuiltLayer, _ panel: BuiltPanel
  ) -> [String] {
    guard chart.panels.count == 1, layer.mark.traits.amountChannel == nil,
      let frame = panel.frames.first,
      frame.center.x.count == frame.center.y.count
    else { return [] }
    guard case .number = panel.scales.y.kind else { return [] }
    if case .band = panel.scales.x.kind { return [] }
    var series: [(name: String, rows: [Int], peak: Int)] = []
    for rows in frame.rowsBySeries {
      let ordered = rows.filter { frame.center.y[$0].isFinite }.sorted {
        frame.center.x[$0] < frame.center.x[$1]
      }
      guard ordered.count > 1 else { continue }
      var peak = ordered[0]
      for row in ordered where frame.center.y[row] > frame.center.y[peak] { peak = row }
      series.append((chart.color.label(frame.colorCode(ordered[0])) ?? "", ordered, peak))
    }
    let largest = series.enumerated().sorted {
      let (a, b) = (frame.center.y[$0.element.peak], frame.center.y[$1.element.peak])
      return a == b ? $0.offset < $1.offset : a > b
    }
    return largest.prefix(3).map { entry in
      let (name, rows, peak) = entry.element
      func y(_ row: Int) -> String { layer.textOfValue(.y, frame.center.y[row]) }
      let subject = name.isEmpty ? "It goes" : "\(name.prefix(60)) goes"
      return "\(subject) from \(y(rows[0])) to \(y(rows[rows.count - 1])) (highest \(y(peak)) at "
        + "\(layer.textOfValue(.x, frame.center.x[peak])))"
    }
  }
}
