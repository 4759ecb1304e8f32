import Columnar

/// Says in sentences what a chart shows.
///
/// A template and not free text: the kind of chart, the axes with their ranges, the series, what the
/// mark says about its rows, and the notes. The same text is the description inside the SVG and the
/// alternative text of exports.
public enum ChartDescription {
  /// The most names that are listed.
  static let listedNames = 8

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

  static func title(of channel: String, _ spec: LayerSpec) -> String? {
    spec.channel(channel).map { shortened($0.title) }
  }

  /// The whole description.
  public static func text(of chart: BuiltChart) -> String {
    guard let layer = chart.layers.first, let panel = chart.panels.first else { return "Chart." }
    let rows = chart.panels.reduce(0) { $0 + ($1.frames.first?.count ?? 0) }
    let subject = shortTitle(of: chart)
    var head = layer.mark.chartName
    if subject != "Chart" { head += " of \(subject)" }
    let notes = chart.notes.map { "Note: \($0.text)" }
    guard rows > 0 else { return joined(["\(head), without rows"] + notes) }
    var sentences = [head]
    if layer.mark.traits.amountChannel == nil {
      let axes = Axis.allCases.compactMap { axis(chart, layer, panel, $0) }
      if !axes.isEmpty { sentences.append(capitalized(axes.joined(separator: ", "))) }
    }
    if chart.panels.count > 1 {
      sentences.append(
        "\(chart.panels.count) panels: \(names(chart.panels.map(\.title)))")
    }
    let labels = chart.color.categories.indices.compactMap { chart.color.label($0) }
    let namesItself = layer.mark.traits.amountChannel != nil && chart.panels.count == 1
    if labels.count > 1, !namesItself {
      sentences.append("\(labels.count) series: \(names(labels))")
    }
    if case .ramp(let ramp) = chart.color.kind, !chart.color.title.isEmpty {
      let ends = [ramp.lower, ramp.upper].map { MarkFacts.colorText($0, chart.color) }
      sentences.append("Colours show \(chart.color.title) from \(ends[0]) to \(ends[1])")
    }
    if chart.panels.count == 1, let frame = panel.frames.first {
      sentences += layer.mark.facts(
        frame, DescriptionContext(layer: layer, scales: panel.scales, color: chart.color))
    }
    let further = Set(chart.layers.dropFirst().map { $0.mark.traits.noun })
      .subtracting([layer.mark.traits.noun]).sorted()
    if !further.isEmpty { sentences.append("There are also \(list(further))") }
    return joined(sentences + notes)
  }

  /// What an axis shows: `the x axis shows month from 2024-01 to 2024-12`.
  private static func axis(
    _ chart: BuiltChart, _ layer: BuiltLayer, _ panel: BuiltPanel, _ axis: Axis
  ) -> String? {
    let scale = panel.scales[axis]
    let title = title(of: axis.rawValue, layer.spec) ?? axis.rawValue
    let name = title == axis.rawValue ? "" : " \(title)"
    switch scale.kind {
    case .band:
      guard !scale.categories.isEmpty else { return nil }
      let count = scale.categories.count
      let noun = count == 1 ? "category" : "categories"
      return "the \(axis.rawValue) axis shows\(name.isEmpty ? "" : name + " in") "
        + "\(NumberText.grouped(count)) \(noun): \(names(scale.categories))"
    case .number, .time:
      let range = scale.dataRange
      let isCurved = !(scale.transform is LinearTransform)
      let spread = isCurved ? " on a \(type(of: scale.transform).name) scale" : ""
      return "the \(axis.rawValue) axis \(name.isEmpty ? "runs" : "shows" + name) from "
        + layer.textOfValue(axis, range.lowerBound) + " to "
        + layer.textOfValue(axis, lastInside(range, scale.kind)) + spread
    }
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

  /// At most eight names, and how many more there are.
  static func names(_ all: [String]) -> String {
    let listed = all.prefix(listedNames).map(shortened)
    guard all.count > listedNames else { return list(listed) }
    return listed.joined(separator: ", ")
      + " and \(NumberText.grouped(all.count - listedNames)) more"
  }

  /// `a, b and c`.
  static func list(_ parts: [String]) -> String {
    guard let last = parts.last, parts.count > 1 else { return parts.first ?? "" }
    return parts.dropLast().joined(separator: ", ") + " and " + last
  }

  /// A name of at most 60 characters, clean enough for a sentence.
  static func shortened(_ name: String) -> String {
    let clean = ChartText.clean(name)
    return clean.count <= 60 ? clean : String(clean.prefix(59)) + "…"
  }

  private static func capitalized(_ text: String) -> String {
    (text.first.map { String($0).uppercased() } ?? "") + text.dropFirst()
  }

  private static func joined(_ sentences: [String]) -> String {
    sentences.map { $0.hasSuffix(".") || $0.hasSuffix("…") ? $0 : $0 + "." }
      .joined(separator: " ")
  }
}

/// What a mark knows when it says in words what its rows show.
public struct DescriptionContext: Sendable {
  /// The layer.
  public var layer: BuiltLayer
  /// The scales of the panel.
  public var scales: AxisPair<AxisScale>
  /// The colours.
  public var color: ColorScale

  /// A value of an axis as text.
  func text(_ axis: Axis, _ value: Double) -> String { layer.textOfValue(axis, value) }

  /// The name of the category of a row, if the chart has any.
  func series(_ frame: MarkFrame, _ row: Int) -> String? {
    color.label(frame.colorCode(row)).map(ChartDescription.shortened)
  }

  /// The title of what a channel shows.
  func title(_ channel: String) -> String? { ChartDescription.title(of: channel, layer.spec) }
}
