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
    readSeries(input, into: &frame)
    if let sizes = input.values("size"), !sizes.isDiscrete { frame.sizes = sizes.numbers }
    if let texts = input.values("text") ?? input.values("label") {
      frame.texts = (0..<input.rowCount).map { row in
        if texts.isDiscrete {
          return texts.codes[row] >= 0 ? ChartText.clean(texts.categories[texts.codes[row]]) : ""
        }
        return texts.numbers[row].isNaN ? "" : texts.text(texts.numbers[row])
      }
    } else if let text = input.style.text {
      frame.texts = [String](repeating: text, count: input.rowCount)
    }
    markIncomplete(&frame, input)
    return droppingUndrawable(frame, input)
  }

  private func readPlaces(
    _ input: LayerInput, _ axis: Axis, into frame: inout MarkFrame
  ) throws(Diagnostic) {
    let name = axis.rawValue
    if let values = input.values(name) {
      if values.isDiscrete {
        var position: [String: Int] = [:]
        for (index, category) in bands[axis].enumerated() { position[category] = index }
        let places = values.categories.map { Double(position[$0] ?? 0) }
        frame.center[axis] = values.codes.map { $0 >= 0 ? places[$0] : .nan }
      } else {
        frame.center[axis] = values.numbers
        if input.mark.traits.slots.contains(axis), !values.starts.isEmpty {
          frame.lower[axis] = values.starts
          frame.upper[axis] = values.ends
        }
      }
    } else if let constant = input.spec.constant(name) {
      let place = try place(constant.value, on: axis, at: constant.span)
      frame.center[axis] = [Double](repeating: place, count: input.rowCount)
    }
    if let second = input.values(name + "2"), !second.isDiscrete {
      frame.lower[axis] = frame.center[axis]
      frame.upper[axis] = second.numbers
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
    let last = ValueText.date(Int32((end - 1e-9).rounded(.down)))
    let note = ChartNote("W4", "the last \(grain.name) is incomplete (to \(last))")
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
    if let group = input.values("group")?.discretized() {
      refine(group.codes, group.categories.count)
    }
    guard !keys.isEmpty else { return }
    var position: [Int: Int] = [:]
    for (index, key) in Set(keys).sorted().enumerated() { position[key] = index }
    frame.series = keys.map { position[$0] ?? 0 }
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
    for row in 0..<frame.count {
      var isKept = true
      for axis in axes {
        let value = frame.center[axis][row]
        if value.isNaN {
          missing += 1
          isKept = axis == gapAxis
          break
        }
        if transforms[axis].forward(value) == nil {
          withoutPlace += 1
          isKept = axis == gapAxis || countsAll
          if axis == gapAxis { frame.center[axis][row] = .nan }
          break
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
    return kept.count == frame.count ? frame : frame.selecting(kept)
  }
}
