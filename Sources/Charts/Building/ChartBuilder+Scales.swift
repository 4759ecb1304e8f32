import Columnar
import Diagnostics

extension ChartBuilder {
  /// The scales for what will be drawn in some panels.
  func trainedScales(_ panels: [[MarkFrame]]) throws(Diagnostic) -> AxisPair<AxisScale> {
    AxisPair(x: try trainedScale(.x, panels), y: try trainedScale(.y, panels))
  }

  private func trainedScale(
    _ axis: Axis, _ panels: [[MarkFrame]]
  ) throws(Diagnostic) -> AxisScale {
    let asked = spec[axis]
    var scale = AxisScale(
      kind: kinds[axis], transform: transforms[axis], dataRange: 0...1, lower: 0, upper: 1,
      isLowerFixed: false, isUpperFixed: false, isReversed: asked.isReversed,
      categories: bands[axis].map(ChartText.clean), format: asked.format, step: nil,
      labelAngle: asked.angle)
    scale.step = try step(axis)
    scale.areYears = areYears(axis)
    if case .band = kinds[axis] {
      if asked.from ?? asked.to ?? asked.ticks != nil {
        throw Diagnostic(
          "E375", "the \(axis.rawValue) axis holds categories, which have no ends and no steps",
          at: asked.span,
          fix: Diagnostic.Fix("keep the rows of the wanted ones before: `filter … in […]`"))
      }
      scale.lower = -0.5
      scale.upper = Double(max(1, bands[axis].count)) - 0.5
      scale.dataRange = scale.lower...scale.upper
      // Categories are read from the top down.
      if axis == .y { scale.isReversed.toggle() }
      return scale
    }
    var range = extent(axis, panels, of: inputs.map { $0.mark.traits.trainsScales })
    if range == nil { range = extent(axis, panels, of: inputs.map { _ in true }) }
    let hasBaseline = inputs.contains { $0.mark.traits.baseline == axis }
    if hasBaseline, transforms[axis].hasZero {
      range = min(0, range?.lowerBound ?? 0)...max(0, range?.upperBound ?? 0)
    }
    if case .number(isInteger: true) = kinds[axis], !isWhole(axis, panels) {
      scale.kind = .number(isInteger: false)
    }
    let data = range ?? emptyRange(axis)
    scale.dataRange = data
    let room = room(axis, data)
    scale.lower = room.lower
    scale.upper = room.upper
    if let from = asked.from, from != .null {
      scale.lower = try place(from, on: axis, at: asked.span)
      scale.isLowerFixed = true
    }
    if let to = asked.to, to != .null {
      scale.upper = try place(to, on: axis, at: asked.span)
      scale.isUpperFixed = true
    }
    guard scale.lower < scale.upper, transforms[axis].forward(scale.lower) != nil else {
      let text = textOfValue()
      throw Diagnostic(
        "E378",
        "the \(axis.rawValue) axis cannot run from \(text(axis, scale.lower)) to "
          + text(axis, scale.upper), at: asked.span,
        label: transforms[axis].hasZero ? "" : "a log axis begins above zero")
    }
    return scale
  }

  /// The smallest and largest value along an axis of what will be drawn.
  private func extent(
    _ axis: Axis, _ panels: [[MarkFrame]], of layers: [Bool]
  ) -> ClosedRange<Double>? {
    var lower = Double.infinity
    var upper = -Double.infinity
    let transform = transforms[axis]
    for frames in panels {
      for (layer, frame) in frames.enumerated() where layers[layer] {
        // Where rows cover a stretch, its ends count: of a stack, not the sizes of its parts.
        let covers = !frame.lower[axis].isEmpty
        let ends = covers ? [frame.lower[axis], frame.upper[axis]] : [frame.center[axis]]
        for values in ends {
          let shift = frame.shift[axis]
          for value in values where value.isFinite && transform.forward(value) != nil {
            if value < lower { lower = value }
            if value > upper { upper = value }
          }
          // What is moved needs room where it goes, and where it comes from.
          for (value, move) in zip(values, shift) where value.isFinite {
            lower = min(lower, value + move)
            upper = max(upper, value + move)
          }
        }
      }
    }
    return lower <= upper ? lower...upper : nil
  }

  /// Whether all that is drawn along an axis has whole numbers; shares and curves of counts do not.
  ///
  /// What covers a slot about a whole number is whole, wherever in the slot it stands.
  private func isWhole(_ axis: Axis, _ panels: [[MarkFrame]]) -> Bool {
    panels.allSatisfy { frames in
      zip(inputs, frames).allSatisfy { input, frame in
        func isWhole(_ values: [Double]) -> Bool {
          values.allSatisfy { $0 == $0.rounded() || $0.isNaN }
        }
        let traits = input.mark.traits
        let centers = frame.center[axis]
        if frame.lower[axis].isEmpty { return isWhole(centers) }
        // A slot about a whole number has ends that are not whole.
        if traits.slots.contains(axis), !traits.drawsSummaries || isWhole(centers) { return true }
        return isWhole(frame.lower[axis]) && isWhole(frame.upper[axis])
      }
    }
  }

  /// Whether whole numbers along an axis are years, because the axis says so.
  func areYears(_ axis: Axis) -> Bool {
    guard case .number(isInteger: true) = kinds[axis], spec[axis].format == .automatic,
      let channel = inputs.lazy.compactMap({ $0.spec.channel(axis.rawValue) }).first
    else { return false }
    let words = channel.title.lowercased().split { !$0.isLetter }
    return words.last == "year"
      && inputs.allSatisfy { input in
        input.values(axis.rawValue)?.numbers.allSatisfy { $0.isNaN || (0...9999).contains($0) }
          ?? true
      }
  }

  private func emptyRange(_ axis: Axis) -> ClosedRange<Double> {
    switch kinds[axis] {
    case .time: 0...365
    default: transforms[axis].hasZero ? 0...1 : 1...10
    }
  }

  /// The ends of an axis with room beyond the data.
  private func room(
    _ axis: Axis, _ data: ClosedRange<Double>
  ) -> (lower: Double, upper: Double) {
    let (low, high) = (data.lowerBound, data.upperBound)
    let transform = transforms[axis]
    if case .time(let grain) = kinds[axis] {
      if low == high {
        let half: Double = if case .some(let grain) = grain { Self.days(grain) } else { 1.0 / 24 }
        return (low - half, high + half)
      }
      let part = inputs.map { $0.mark.traits.timeExpansion }.max() ?? 0
      return (low - part * (high - low), high + part * (high - low))
    }
    if low == high, !transform.hasZero { return (low / 2, high * 2) }
    if low == high {
      let isInteger = kinds[axis] == .number(isInteger: true)
      let round = low == 0 ? 1 : ExtendedTicks.roundStep(below: low.magnitude)
      let step = isInteger ? max(1, round) : round
      let hasBaseline = inputs.contains { $0.mark.traits.baseline == axis }
      return hasBaseline && low == 0 ? (0, 1) : (low - step, high + step)
    }
    guard let start = transform.forward(low), let end = transform.forward(high) else {
      return (low, high)
    }
    let span = end > start ? end - start : 1
    let hasBaseline = inputs.contains { $0.mark.traits.baseline == axis }
    let isSlotted = inputs.contains {
      $0.mark.traits.slots.contains(axis) && !$0.mark.traits.isOriented
    }
    // Large points need more room than small ones, or the frame cuts them.
    let part = isSlotted && !hasBaseline ? 0.01 : size == nil ? 0.04 : 0.07
    let lowRoom = hasBaseline && low == 0 ? 0 : part * span
    let highRoom = hasBaseline && high == 0 ? 0 : part * span
    // Room beyond the largest numbers would be infinite.
    let largest = Double.greatestFiniteMagnitude
    return (
      max(-largest, transform.inverse(start - lowRoom)),
      min(largest, transform.inverse(end + highRoom))
    )
  }

  private static func days(_ grain: Grain) -> Double {
    switch grain {
    case .hour: 1.0 / 24
    case .day: 1
    case .week: 7
    case .month: 30
    case .quarter: 91
    case .year: 365
    }
  }

  /// The step between ticks that the chart asks for.
  private func step(_ axis: Axis) throws(Diagnostic) -> AxisScale.Step? {
    guard let asked = spec[axis].ticks else { return nil }
    switch (kinds[axis], asked) {
    case (.time, .duration(let duration)):
      guard let step = TimeStep(duration) else {
        throw Diagnostic(
          "E378", "ticks every \(ValueText.duration(duration)) do not fit a calendar",
          at: spec[axis].span, label: "whole months, or whole minutes")
      }
      return .time(step)
    case (.number, _):
      if let step = asked.asDouble, step > 0 { return .number(step) }
    default: break
    }
    let wanted = if case .time = kinds[axis] { "a duration such as `1 month`" } else { "a number" }
    throw Diagnostic(
      "E378",
      "the ticks of the \(axis.rawValue) axis take \(wanted), not "
        + ChartText.clean(ValueText.plain(asked)), at: spec[axis].span)
  }

  /// Removes rows that lie outside axes with given ends, and counts them for the notes.
  mutating func countRowsOutside(_ panels: inout [BuiltPanel]) {
    var outside = [Int](repeating: 0, count: inputs.count)
    for panel in panels.indices {
      let scales = panels[panel].scales
      for layer in inputs.indices {
        let frame = panels[panel].frames[layer]
        let traits = inputs[layer].mark.traits
        if traits.drawsSummaries { continue }
        var kept: [Int] = []
        for row in 0..<frame.count {
          let isInside = Axis.allCases.allSatisfy { axis in
            guard !frame.center[axis].isEmpty else { return true }
            let value = frame.center[axis][row]
            guard !value.isNaN else { return true }
            if !frame.lower[axis].isEmpty {
              let ends = [frame.lower[axis][row], frame.upper[axis][row]]
              return max(ends[0], ends[1]) >= scales[axis].lower
                && min(ends[0], ends[1]) <= scales[axis].upper
            }
            return scales[axis].contains(value)
          }
          if isInside { kept.append(row) } else { outside[layer] += 1 }
        }
        // Lines are cut at the frame instead, so that they still point to where they go.
        if kept.count < frame.count, !traits.keepsGaps {
          panels[panel].frames[layer] = frame.selecting(kept)
        }
      }
    }
    for (layer, count) in outside.enumerated() where count > 0 {
      let what = count == 1 ? "row lies" : "rows lie"
      notes.append(
        ChartNote(
          "W14",
          "\(NumberText.grouped(count)) \(what) outside the axes (\(inputs[layer].mark.name))"))
    }
  }
}
