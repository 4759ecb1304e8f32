import Columnar
import Diagnostics

extension ChartBuilder {
  /// All rows of a layer with their places, colours and texts; rows that cannot be drawn are
  /// dropped and counted.
  mutating func frame(of index: Int) throws(Diagnostic) -> MarkFrame {
    let input = inputs[index]
    var frame = MarkFrame()
    for axis in Axis.allCases {
      try readPlaces(input, axis, into: &frame)
    }
    try readAmounts(input, into: &frame)
    frame.panels = panels(of: input)
    readColors(index, into: &frame)
    readLooks(input, into: &frame)
    readSeries(input, into: &frame)
    if let texts = input.values("text") ?? input.values("label") {
      frame.texts = texts.texts
    } else if let text = input.style.text {
      frame.texts = [String](repeating: text, count: input.rowCount)
    }
    markIncomplete(&frame, input)
    noteRowsWithoutPanel(frame)
    return droppingUndrawable(frame, input)
  }

  private func readPlaces(
    _ input: LayerInput, _ axis: Axis, into frame: inout MarkFrame
  ) throws(Diagnostic) {
    let name = axis.rawValue
    guard !input.mark.traits.coversStretches else {
      try readStretches(input, axis, into: &frame)
      return
    }
    if let values = input.values(name) {
      frame.center[axis] = places(values, on: axis)
      if !values.isDiscrete {
        if input.mark.traits.slots.contains(axis), !values.starts.isEmpty {
          frame.lower[axis] = values.starts
          frame.upper[axis] = values.ends
        }
      }
    } else if let constant = input.spec.constant(name) {
      let place = try place(constant.value, on: axis, at: constant.span)
      frame.center[axis] = [Double](repeating: place, count: input.rowCount)
    }
    if let second = input.values(name + "2") {
      frame.lower[axis] = frame.center[axis]
      frame.upper[axis] = places(second, on: axis)
    } else if let constant = input.spec.constant(name + "2") {
      let place = try place(constant.value, on: axis, at: constant.span)
      frame.lower[axis] = frame.center[axis]
      frame.upper[axis] = [Double](repeating: place, count: input.rowCount)
    }
  }

  /// The places of values along an axis; not a number where missing.
  private func places(_ values: ChannelValues, on axis: Axis) -> [Double] {
    guard values.isDiscrete else { return values.numbers }
    var position: [String: Int] = [:]
    for (index, category) in bands[axis].enumerated() { position[category] = index }
    let places = values.categories.map { Double(position[$0] ?? 0) }
    return values.codes.map { $0 >= 0 ? places[$0] : .nan }
  }

  /// Reads the ends of rows that cover all from their first place to their second: periods, dates
  /// and categories wholly, and one of them alone its own length.
  private func readStretches(
    _ input: LayerInput, _ axis: Axis, into frame: inout MarkFrame
  ) throws(Diagnostic) {
    func ends(_ name: String) throws(Diagnostic) -> (starts: [Double], ends: [Double])? {
      if let values = input.values(name) {
        if values.isDiscrete {
          let places = places(values, on: axis)
          return (places.map { $0 - 0.5 }, places.map { $0 + 0.5 })
        }
        let hasLength = !values.starts.isEmpty
        let missing = values.numbers.map { $0.isNaN }
        func masked(_ moments: [Double]) -> [Double] {
          zip(moments, missing).map { $1 ? .nan : $0 }
        }
        return hasLength
          ? (masked(values.starts), masked(values.ends)) : (values.numbers, values.numbers)
      }
      guard let constant = input.spec.constant(name) else { return nil }
      let stretch = try stretch(constant.value, on: axis, at: constant.span)
      return (
        [Double](repeating: stretch.lower, count: input.rowCount),
        [Double](repeating: stretch.upper, count: input.rowCount)
      )
    }
    let first = try ends(axis.rawValue)
    let second = try ends(axis.rawValue + "2")
    guard let from = first ?? second, let to = second ?? first else { return }
    frame.lower[axis] = zip(from.starts, to.starts).map { Swift.min($0, $1) }
    frame.upper[axis] = zip(from.ends, to.ends).map { Swift.max($0, $1) }
    for row in frame.lower[axis].indices where to.ends[row].isNaN || from.starts[row].isNaN {
      frame.lower[axis][row] = .nan
    }
    frame.center[axis] = zip(frame.lower[axis], frame.upper[axis]).map { lower, upper in
      lower.isFinite ? (upper.isFinite ? (lower + upper) / 2 : lower) : upper
    }
  }

  /// The ends of what a literal covers on an axis.
  private func stretch(
    _ value: Value, on axis: Axis, at span: Span?
  ) throws(Diagnostic) -> (lower: Double, upper: Double) {
    let middle = try place(value, on: axis, at: span)
    switch (kinds[axis], value) {
    case (.band, _), (.time, .date): return (middle - 0.5, middle + 0.5)
    case (.time, .period(.hour, let hour)): return (Double(hour) / 24, (Double(hour) + 1) / 24)
    case (.time, .period(let grain, let number)):
      return (Double(grain.firstDay(of: number)), Double(grain.firstDay(of: number + 1)))
    default: return (middle, middle)
    }
  }

  /// Reads the amounts of a mark without axes.
  ///
  /// - Throws: E375 when they are not numbers.
  private func readAmounts(_ input: LayerInput, into frame: inout MarkFrame) throws(Diagnostic) {
    guard let name = input.mark.traits.amountChannel else { return }
    if let constant = input.spec.constant(name), let number = constant.value.asDouble {
      frame.amounts = [Double](repeating: number, count: input.rowCount)
      return
    }
    let type = input.spec.channel(name)?.type ?? input.spec.constant(name)?.value.type ?? .null
    guard type.isNumeric || type == .duration || type == .null else {
      throw Diagnostic(
        "E375", "the `\(name)` of a \(input.spec.mark) is a number, not \(type.name)",
        at: input.spec.channel(name)?.span ?? input.spec.constant(name)?.span,
        fix: type == .text ? Diagnostic.Fix("count the rows first: `group by …`") : nil)
    }
    let values = input.values(name)
    frame.amounts =
      values.map { $0.isDiscrete ? $0.codes.map { _ in .nan } : $0.numbers }
      ?? [Double](repeating: .nan, count: input.rowCount)
  }

  /// Marks the rows of a last period that ends after the data do, and says so.
  private mutating func markIncomplete(_ frame: inout MarkFrame, _ input: LayerInput) {
    guard let until = input.spec.observedUntil, let values = input.values("x"),
      case .period(let grain) = values.type
    else { return }
    let end: Double
    switch until {
    case .date(let day): end = Double(day) + 1
    case .instant(let moment): end = Double(moment) / Double(CalendarDuration.day)
    default: return
    }
    frame.isIncomplete = values.ends.map { $0 > end + 1e-9 }
    guard frame.isIncomplete.contains(true) else {
      frame.isIncomplete = []
      return
    }
    let last = CivilCalendar.date(ofDay: Int32((end - 1e-9).rounded(.down)))
    let day = "\(last.day) \(TimeTicks.monthNames[last.month - 1])"
    let note = ChartNote("W4", "the last \(grain.name) is incomplete (to \(day))")
    if !notes.contains(note) { notes.append(note) }
  }

  private func readColors(_ index: Int, into frame: inout MarkFrame) {
    guard let values = inputs[index].values("color") else { return }
    if values.isDiscrete {
      let map = colorIndex[index]
      let missing = color.categories.count - 1
      frame.colorCodes = values.codes.map { $0 >= 0 ? map[$0] : missing }
    } else {
      frame.colorValues = values.numbers
    }
  }

  /// Numbers the series: by colour, then by what is hidden in a folded colour, then by group.
  private func readSeries(_ input: LayerInput, into frame: inout MarkFrame) {
    var keys = frame.colorCodes
    func refine(_ codes: [Int], _ count: Int) {
      let last = count
      if keys.isEmpty { keys = [Int](repeating: 0, count: codes.count) }
      for row in keys.indices {
        keys[row] = keys[row] * (count + 1) + (codes[row] >= 0 ? codes[row] : last)
      }
    }
    if color.foldedCount > 0, !input.mark.traits.sumsFolded, let values = input.values("color"),
      values.isDiscrete
    {
      refine(values.codes, values.categories.count)
    }
    // The codes of missing values are those of a category of their own.
    if !frame.shapeCodes.isEmpty { refine(frame.shapeCodes, shape.categories.count) }
    if !frame.dashCodes.isEmpty { refine(frame.dashCodes, dash.categories.count) }
    if let group = input.values("group")?.discretized() {
      refine(group.codes, group.categories.count)
    }
    guard !keys.isEmpty else { return }
    var position: [Int: Int] = [:]
    for (index, key) in Set(keys).sorted().enumerated() { position[key] = index }
    frame.series = keys.map { position[$0] ?? 0 }
  }

  /// Counts the rows whose facet is missing: they stand in no panel.
  private mutating func noteRowsWithoutPanel(_ frame: MarkFrame) {
    let count = frame.panels.count { $0.row == -1 || $0.column == -1 }
    guard count > 0 else { return }
    let what =
      count == 1
      ? "row has no value to choose a panel by and stands"
      : "rows have no value to choose a panel by and stand"
    notes.append(ChartNote("", "\(NumberText.grouped(count)) \(what) in none"))
  }

  /// Removes rows without a place, and counts them for the notes.
  private mutating func droppingUndrawable(_ frame: MarkFrame, _ input: LayerInput) -> MarkFrame {
    let axes = Axis.allCases.filter { !frame.center[$0].isEmpty }
    let gapAxis: Axis? = input.mark.traits.keepsGaps ? .y : nil
    let countsAll = input.mark.traits.countsUnplaced
    var frame = frame
    var kept: [Int] = []
    var missing = 0
    var withoutPlace = 0
    var withoutArea = 0
    for row in 0..<frame.count {
      var isKept = true
      for axis in axes {
        let value = frame.center[axis][row]
        let other = frame.upper[axis].isEmpty ? value : frame.upper[axis][row]
        let isStretch = input.mark.traits.coversStretches
        // What covers a stretch may have no end; a place must have one.
        let hasNoPlace =
          frame.upper[axis].isEmpty
          ? !value.isFinite
          : value.isNaN || other.isNaN || isStretch && frame.lower[axis][row].isNaN
        if hasNoPlace {
          missing += 1
          isKept = axis == gapAxis
          if isKept { frame.center[axis][row] = .nan }
          break
        }
        if isStretch { continue }
        if transforms[axis].forward(value) == nil || transforms[axis].forward(other) == nil {
          withoutPlace += 1
          isKept = axis == gapAxis || countsAll
          if axis == gapAxis { frame.center[axis][row] = .nan }
          break
        }
      }
      if isKept, !frame.sizes.isEmpty {
        if frame.sizes[row].isNaN {
          missing += 1
          isKept = false
        } else if frame.sizes[row] < 0 || frame.sizes[row].isInfinite {
          withoutArea += 1
          isKept = false
        }
      }
      if !frame.amounts.isEmpty, !frame.amounts[row].isFinite {
        missing += 1
        isKept = false
      }
      if isKept { kept.append(row) }
    }
    if missing > 0 {
      let what = missing == 1 ? "row with a missing value is" : "rows with a missing value are"
      notes.append(ChartNote("", "\(NumberText.grouped(missing)) \(what) not drawn"))
    }
    if withoutPlace > 0 {
      let what = withoutPlace == 1 ? "row at zero or below has" : "rows at zero or below have"
      notes.append(
        ChartNote(
          "",
          "\(NumberText.grouped(withoutPlace)) \(what) no place on the log axis"
            + (countsAll ? " but count in the shares" : "")))
    }
    if withoutArea > 0 {
      let what = withoutArea == 1 ? "row has no area: its" : "rows have no area: their"
      notes.append(
        ChartNote(
          "", "\(NumberText.grouped(withoutArea)) \(what) size is below zero or infinite"))
    }
    return kept.count == frame.count ? frame : frame.selecting(kept)
  }
}
