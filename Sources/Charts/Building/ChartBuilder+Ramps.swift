import Columnar
import Diagnostics

extension ChartBuilder {
  /// Finds the ramp of a continuous colour.
  ///
  /// - Throws: E370 for a ramp that is not known, E375 for a value of the wrong kind, E378 for ends
  ///   that make no sense.
  mutating func settleRamp(_ mapped: [Int], title: String) throws(Diagnostic) {
    let asked = spec.color
    let isTime = mapped.contains { inputs[$0].values("color")?.type.isTemporal == true }
    guard let transform = ScaleTransforms.named(asked.transform) else {
      throw Diagnostic(
        "E370", "`\(ChartText.clean(asked.transform))` is not a scale", at: asked.span,
        details: ["Scales: \(ScaleTransforms.names.joined(separator: ", "))."])
    }
    guard !isTime || transform is LinearTransform else {
      throw Diagnostic(
        "E375", "a \(asked.transform) scale needs numbers, but `color` is a date", at: asked.span)
    }
    var lower = Double.infinity
    var upper = -Double.infinity
    var withoutPlace = 0
    for index in mapped {
      for value in inputs[index].values("color")?.numbers ?? [] where value.isFinite {
        if transform.forward(value) == nil {
          withoutPlace += 1
          continue
        }
        lower = min(lower, value)
        upper = max(upper, value)
      }
    }
    if withoutPlace > 0 {
      let what = withoutPlace == 1 ? "value at zero or below is" : "values at zero or below are"
      notes.append(
        ChartNote(
          "", "\(NumberText.grouped(withoutPlace)) \(what) grey, having no place on the log colours"
        ))
    }
    let stops = try rampStops()
    let isEmpty = lower > upper
    if let from = try rampValue(asked.from, isTime) { lower = from }
    if let to = try rampValue(asked.to, isTime) { upper = to }
    guard !isEmpty || lower <= upper && upper.isFinite else { return }
    let midpoint = try rampValue(asked.midpoint, isTime)
    guard lower <= upper, asked.from == nil || asked.to == nil || lower < upper,
      transform.forward(lower) != nil, midpoint.map({ transform.forward($0) != nil }) ?? true
    else {
      throw Diagnostic(
        "E378",
        "the colours cannot run from \(NumberLabels.short(lower)) to \(NumberLabels.short(upper))",
        at: asked.span, label: transform.hasZero ? "" : "a log scale begins above zero")
    }
    var ramp = ColorRamp(
      stops: stops, lower: lower, upper: upper, transform: transform, midpoint: midpoint,
      isTime: isTime, format: asked.format)
    if let count = asked.steps {
      ramp.edges = ColorSteps.edges(
        from: lower, to: upper, count: count, transform: transform, midpoint: midpoint,
        isExact: asked.from != nil && asked.to != nil || isTime)
      ramp.lower = ramp.edges[0]
      ramp.upper = ramp.edges[ramp.edges.count - 1]
    }
    color = ColorScale(
      kind: .ramp(ramp), title: title, categories: [], paints: [], foldedCount: 0,
      hasMissing: false)
  }

  private func rampStops() throws(Diagnostic) -> [RGBColor] {
    let asked = spec.color
    var stops = (asked.midpoint == nil ? Palettes.viridis : Palettes.blueRust).colors
    if let name = asked.palette {
      if let ramp = Palettes.ramps.first(where: { $0.name == name }) {
        stops = ramp.colors
      } else if Palettes.named.contains(where: { $0.name == name }) {
        throw Diagnostic(
          "E375", "`\(name)` is a palette of categories, but `color` is a number", at: asked.span,
          details: ["Ramps: \(Palettes.ramps.map(\.name).joined(separator: ", "))."])
      } else {
        throw unknownPalette(name)
      }
    }
    return asked.isReversed ? stops.reversed() : stops
  }

  /// The number of a literal on the colours' scale: days for dates.
  private func rampValue(_ value: Value?, _ isTime: Bool) throws(Diagnostic) -> Double? {
    guard let value, value != .null else { return nil }
    if isTime {
      switch value {
      case .date(let day): return Double(day) + 0.5
      case .instant(let moment): return Double(moment) / Double(CalendarDuration.day)
      case .period(.hour, let hour): return (Double(hour) + 0.5) / 24
      case .period(let grain, let number): return Double(grain.firstDay(of: number))
      case .int(let year) where (1000...9999).contains(year):
        return Double(CivilCalendar.days(year: Int(year), month: 1, day: 1))
      default: break
      }
    } else if let number = value.asDouble, number.isFinite {
      return number
    }
    throw Diagnostic(
      "E375",
      "the colours stand for \(isTime ? "dates" : "numbers"), not "
        + ChartText.clean(ValueText.plain(value)), at: spec.color.span)
  }
}
