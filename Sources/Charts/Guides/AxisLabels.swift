/// The labels below a panel, made to fit without being turned unless that is asked for.
///
/// The first of these that fits: one line; two lines, broken at a space, `-`, `_` or `/`;
/// categories shortened in the middle; every n-th label with the first and the last, the ticks of
/// the others dropped with them. Categories never turn columns that a program asked for into bars;
/// a chart that is chosen for a table draws bars from the start.
struct AxisLabels {
  private struct Label {
    var tick: AxisTick
    var lines: [String]
    var fullText: String?
  }

  let metrics: SurfaceMetrics
  private let measurer: any TextMeasurer
  private var labels: [Label] = []
  private var angle = 0.0
  /// The ticks that are left.
  private(set) var ticks: [AxisTick] = []
  /// How many ticks were dropped because their labels have no room.
  private(set) var hiddenCount = 0
  /// How many labels are shortened so much that they may be taken for each other.
  private(set) var shortenedCount = 0
  /// The room that the labels take below the panel.
  private(set) var height = 0.0
  /// How far the last label reaches beyond the panel.
  private(set) var overhang = 0.0
  /// How far the first label reaches before the panel.
  private(set) var leadingOverhang = 0.0

  init(
    _ axisTicks: AxisTicks, scale: AxisScale, width: Double, metrics: SurfaceMetrics,
    measurer: any TextMeasurer
  ) {
    self.metrics = metrics
    self.measurer = measurer
    let majors = axisTicks.major
    angle = metrics.isCellular ? 0 : scale.labelAngle
    if angle != 0 {
      turn(majors, scale, width)
    } else if case .band = scale.kind {
      fitCategories(majors, width)
    } else {
      fitPlaces(majors, scale, width)
    }
    hiddenCount = majors.count - labels.count
    ticks = labels.map(\.tick)
    guard angle == 0 else { return }
    let rows = labels.map(\.lines.count).max() ?? 0
    height =
      rows > 0
      ? metrics.lineHeight(metrics.axisSize) * Double(rows)
        + (metrics.isCellular ? 0 : metrics.gap) : 0
    for label in labels {
      let half = (label.lines.map(textWidth).max() ?? 0) / 2
      let end = scale.fraction(label.tick.value) * width + half
      overhang = max(overhang, end - width)
      leadingOverhang = max(leadingOverhang, 2 * half - end)
    }
    if metrics.isCellular {
      overhang = overhang.rounded(.up)
      leadingOverhang = leadingOverhang.rounded(.up)
    }
  }

  private func textWidth(_ text: String) -> Double {
    measurer.width(of: text, size: metrics.axisSize, isBold: false) * metrics.textSlack
  }

  /// Labels turned as a program asks, as many as their height lets stand side by side.
  private mutating func turn(_ majors: [AxisTick], _ scale: AxisScale, _ width: Double) {
    let size = metrics.axisSize
    let line = metrics.lineHeight(size)
    let (sine, cosine) = Rotation.sineAndCosine(degrees: angle)
    // Parallel lines of text need their height across; flat ones also their width.
    let pitch = abs(sine) > 0.3 ? line / abs(sine) : line * 3
    let stride = max(1, Int((pitch * Double(majors.count) / width).rounded(.up)))
    labels = Self.every(stride, majors).map { tick in
      let whole = [tick.label, tick.context].filter { !$0.isEmpty }.joined(separator: " ")
      let shown = ChartText.shortened(whole, to: 120, size: size, measurer)
      return Label(tick: tick, lines: [shown], fullText: shown == whole ? nil : whole)
    }
    let longest = labels.map { textWidth($0.lines[0]) }.max() ?? 0
    height =
      labels.isEmpty
      ? 0
      : longest * abs(sine) + line * abs(cosine) + (metrics.isCellular ? 0 : metrics.gap)
    for label in labels {
      let reach = textWidth(label.lines[0]) * abs(cosine) + line / 2
      let place = scale.fraction(label.tick.value) * width
      if angle > 0 {
        leadingOverhang = max(leadingOverhang, reach - place)
        overhang = max(overhang, place + line / 2 - width)
      } else {
        overhang = max(overhang, place + reach - width)
      }
    }
  }

  /// Labels of categories, each in its slot.
  private mutating func fitCategories(_ majors: [AxisTick], _ width: Double) {
    let size = metrics.axisSize
    let slot = width / Double(max(1, majors.count))
    let room = max(1, slot - metrics.gap)
    if majors.allSatisfy({ textWidth($0.label) <= room }) {
      labels = majors.map { Label(tick: $0, lines: [$0.label]) }
      return
    }
    if majors.allSatisfy({ Self.broken($0.label).allSatisfy { textWidth($0) <= room } }) {
      labels = majors.map { tick in
        Label(
          tick: tick, lines: textWidth(tick.label) <= room ? [tick.label] : Self.broken(tick.label))
      }
      return
    }
    // A label shorter than a few letters says nothing, so some are left out instead.
    let smallest = metrics.isCellular ? 6 : 44.0
    let stride = max(1, Int((smallest / slot).rounded(.up)))
    let shownRoom = max(1, slot * Double(stride) - metrics.gap) / metrics.textSlack
    labels = Self.every(stride, majors).map { tick in
      let fits = measurer.width(of: tick.label, size: size, isBold: false) <= shownRoom
      let parts = fits ? [tick.label] : Self.broken(tick.label, at: "/") ?? Self.broken(tick.label)
      let shown = parts.map { ChartText.shortened($0, to: shownRoom, size: size, measurer) }
      return Label(tick: tick, lines: shown, fullText: shown == parts ? nil : tick.label)
    }
    shortenedCount = labels.count { $0.fullText != nil }
  }

  /// Labels of numbers and dates, each below its place.
  private mutating func fitPlaces(_ majors: [AxisTick], _ scale: AxisScale, _ width: Double) {
    func fits(_ kept: [AxisTick]) -> Bool {
      zip(kept, kept.dropFirst()).allSatisfy { a, b in
        let distance = abs(scale.fraction(b.value) - scale.fraction(a.value)) * width
        return distance >= (textWidth(a.label) + textWidth(b.label)) / 2 + metrics.gap
      }
    }
    var stride = 1
    while stride < majors.count, !fits(Self.every(stride, majors, contexts: true)) { stride += 1 }
    labels = Self.every(stride, majors, contexts: true).map { tick in
      Label(tick: tick, lines: tick.context.isEmpty ? [tick.label] : [tick.label, tick.context])
    }
    dropCrowdedContexts(scale, width)
  }

  /// A year below the first tick goes when the next one needs its room.
  private mutating func dropCrowdedContexts(_ scale: AxisScale, _ width: Double) {
    var next: (place: Double, width: Double)?
    for index in labels.indices.reversed() where labels[index].lines.count == 2 {
      let place = scale.fraction(labels[index].tick.value) * width
      let own = textWidth(labels[index].lines[1])
      if let next, abs(next.place - place) < (own + next.width) / 2 + metrics.gap {
        labels[index].lines.removeLast()
      } else {
        next = (place, own)
      }
    }
  }

  /// The labels at their places.
  func items(_ place: (Double) -> Double, below: () -> Double) -> [SceneItem] {
    let size = metrics.axisSize
    let line = metrics.lineHeight(size)
    let top = below()
    var items: [SceneItem] = []
    for label in labels {
      let x = place(label.tick.value)
      if angle != 0 {
        // Turned counter-clockwise a label ends at its tick, clockwise it begins there.
        items.append(
          SceneItem(
            .axis,
            .text(
              SceneText(
                label.lines[0], at: ScenePoint(x, top), size: size,
                anchor: angle > 0 ? .end : .start,
                paint: .muted, angle: -angle, fullText: label.fullText))))
        continue
      }
      for (row, text) in label.lines.enumerated() {
        let isContext = row == 1 && text == label.tick.context
        items.append(
          SceneItem(
            .axis,
            .text(
              SceneText(
                text, at: ScenePoint(x, top + line * (Double(row) + 0.5)), size: size,
                anchor: .middle, isBold: isContext, paint: .muted,
                fullText: row == 0 ? label.fullText : nil))))
      }
    }
    return items
  }

  /// Every n-th tick, always the first and the last; a context that would be lost moves to the next
  /// tick that is kept.
  private static func every(_ stride: Int, _ ticks: [AxisTick], contexts: Bool = false)
    -> [AxisTick]
  {
    guard stride > 1, ticks.count > 2 else { return ticks }
    let last = ticks.count - 1
    var kept = Array(Swift.stride(from: 0, through: last, by: stride))
    if kept[kept.count - 1] != last {
      // The last one takes the place of one that stands too near.
      if kept.count > 1, last - kept[kept.count - 1] < stride { kept.removeLast() }
      kept.append(last)
    }
    var out: [AxisTick] = []
    var pending = ""
    var next = 0
    for (index, tick) in ticks.enumerated() {
      if !tick.context.isEmpty { pending = tick.context }
      guard next < kept.count, index == kept[next] else { continue }
      next += 1
      var own = tick
      if contexts { own.context = pending }
      pending = ""
      out.append(own)
    }
    return out
  }

  /// A text on two lines, broken where the halves are most alike; on one where nothing breaks it.
  private static func broken(_ text: String) -> [String] { broken(text, at: " -_/") ?? [text] }

  private static func broken(_ text: String, at separators: String) -> [String]? {
    let characters = Array(text)
    var best: (index: Int, difference: Int)?
    for (index, character) in characters.enumerated() where separators.contains(character) {
      guard index > 0, index < characters.count - 1 else { continue }
      let difference = abs(characters.count - 2 * index - 1)
      if best.map({ difference < $0.difference }) ?? true { best = (index, difference) }
    }
    guard let best else { return nil }
    let isSpace = characters[best.index] == " "
    return [
      String(characters[...(isSpace ? best.index - 1 : best.index)]),
      String(characters[(best.index + 1)...]),
    ]
  }
}
