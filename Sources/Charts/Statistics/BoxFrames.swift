import Columnar
import Diagnostics

/// Replaces rows by the parts of boxes and violins.
enum BoxFrames {
  /// The rows of one series in one slot.
  struct Group {
    /// The place of the slot.
    var place: Double
    var series: Int
    var rows: [Int]
    /// What it covers of the slot.
    var lower = 0.0, upper = 0.0
  }

  /// The part of a slot that series side by side share.
  static let slotFill = 0.86

  /// The axis of the slots: the one along which no numbers lie.
  ///
  /// - Throws: E372 without channels, E375 when the types leave no choice.
  static func key(_ context: ArrangeContext) throws(Diagnostic) -> Axis {
    let layer = context.layer
    let given = Axis.allCases.filter {
      layer.channel($0.rawValue) != nil || layer.constant($0.rawValue) != nil
    }
    guard !given.isEmpty else {
      throw Diagnostic(
        "E372", "a \(layer.mark) needs `y`", at: layer.span,
        label: "the numbers, from bottom to top", fix: Diagnostic.Fix("add `y: …`"))
    }
    switch (context.kinds.x.isNumber, context.kinds.y.isNumber) {
    case (false, true): return .x
    case (true, false): return .y
    case (true, true):
      let x = layer.channel("x")
      throw Diagnostic(
        "E375", "a \(layer.mark) needs categories or periods along one axis",
        at: x?.span ?? layer.span, label: "`x` and `y` are both numbers",
        fix: Diagnostic.Fix("make categories of one of them, such as `x: text(…)`"))
    case (false, false):
      let y = layer.channel("y") ?? layer.channel("x")
      throw Diagnostic(
        "E375", "a \(layer.mark) needs numbers along one axis", at: y?.span ?? layer.span,
        label: "this is \(y?.type.name ?? "something else")")
    }
  }

  /// Leaves out values that are infinite.
  ///
  /// - Throws: As `key`.
  static func prepare(
    _ frame: inout MarkFrame, _ context: inout ArrangeContext
  ) throws(Diagnostic) {
    let key = try key(context)
    if frame.center[key].isEmpty {
      frame.center[key] = [Double](repeating: 0, count: frame.count)
    }
    let kept = FiniteRows.rows(
      of: frame.center[key.other], on: key.other, withinLimits: false, &context)
    if kept.count < frame.count { frame = frame.selecting(kept) }
    // What the other axis covers is for slots only.
    frame.lower[key.other] = []
    frame.upper[key.other] = []
    Slots.fill(&frame, along: key, kind: context.kinds[key])
  }

  /// The rows by slot and series, each with what it covers, and how many series share a slot.
  ///
  /// Where no slot holds two series nothing stands side by side.
  static func groups(_ frame: MarkFrame, along key: Axis) -> (groups: [Group], laneCount: Int) {
    let (places, series) = (frame.center[key], frame.series)
    var position: [Int: [UInt64: Int]] = [:]
    var groups: [Group] = []
    var last = (place: Double.nan, series: -1, index: 0)
    for row in places.indices {
      let number = series.isEmpty ? 0 : series[row]
      if places[row] != last.place || number != last.series {
        let index = position[number]?[places[row].bitPattern] ?? groups.count
        if index == groups.count {
          position[number, default: [:]][places[row].bitPattern] = index
          groups.append(Group(place: places[row], series: number, rows: []))
        }
        last = (places[row], number, index)
      }
      groups[last.index].rows.append(row)
    }
    groups.sort { ($0.place, $0.series) < ($1.place, $1.series) }
    let sharesSlot = zip(groups, groups.dropFirst()).contains { $0.place == $1.place }
    let present = Set(groups.map(\.series)).sorted()
    var lane: [Int: Int] = [:]
    for (index, number) in present.enumerated() { lane[number] = sharesSlot ? index : 0 }
    let laneCount = sharesSlot ? present.count : 1
    let (lower, upper) = (frame.lower[key], frame.upper[key])
    for index in groups.indices {
      let row = groups[index].rows[0]
      let whole = upper[row] - lower[row]
      let covered = laneCount == 1 ? 1 : slotFill
      let part = whole * covered / Double(laneCount)
      let start = lower[row] + whole * (1 - covered) / 2
      groups[index].lower = start + part * Double(lane[groups[index].series] ?? 0)
      groups[index].upper = groups[index].lower + part
    }
    return (groups, laneCount)
  }

  /// Adds the parts of a box.
  static func append(
    _ box: BoxSummary, _ group: Group, along key: Axis, of frame: MarkFrame,
    to out: inout MarkFrame
  ) {
    let text =
      "median \(NumberLabels.short(box.median)), quartiles \(NumberLabels.short(box.first)) and "
      + "\(NumberLabels.short(box.third)), \(NumberText.grouped(box.count)) "
      + (box.count == 1 ? "row" : "rows")
    func add(_ part: MarkPart, _ center: Double, _ lower: Double, _ upper: Double, _ text: String) {
      append(part, center, lower, upper, group, along: key, of: frame, to: &out)
      out.texts.append(text)
    }
    add(.whiskers, box.median, box.lower, box.upper, "")
    add(.box, box.median, box.first, box.third, text)
    for value in box.outliers { add(.outlier, value, value, value, "") }
  }

  /// Adds one row.
  static func append(
    _ part: MarkPart, _ center: Double, _ lower: Double, _ upper: Double, _ group: Group,
    along key: Axis, of frame: MarkFrame, to out: inout MarkFrame
  ) {
    let value = key.other
    out.parts.append(part)
    out.center[value].append(center)
    out.lower[value].append(lower)
    out.upper[value].append(upper)
    out.center[key].append((group.lower + group.upper) / 2)
    out.lower[key].append(group.lower)
    out.upper[key].append(group.upper)
    if !frame.colorCodes.isEmpty { out.colorCodes.append(frame.colorCodes[group.rows[0]]) }
    if !frame.series.isEmpty { out.series.append(group.series) }
  }
}
