import Columnar
import Diagnostics

extension ChartBuilder {
  /// Finds what lies along an axis, from the channels of all layers, and the axis's transform.
  mutating func settleKind(of axis: Axis) throws(Diagnostic) {
    var found: (kind: AxisScale.Kind, channel: LayerSpec.Channel)?
    for input in inputs {
      for name in [axis.rawValue, axis.rawValue + "2"] {
        guard let values = input.values(name), let channel = input.spec.channel(name),
          channel.type != .null
        else { continue }
        let kind = Self.kind(of: values.type)
        guard let known = found else {
          found = (kind, channel)
          continue
        }
        switch (known.kind, kind) {
        case (.number(let a), .number(let b)): found?.kind = .number(isInteger: a && b)
        case (.time(let a), .time):
          if a == nil { found?.kind = kind }
        case (.band, .band): break
        default:
          throw Diagnostic(
            "E375",
            "`\(axis.rawValue)` is \(channel.type.name) here and "
              + "\(known.channel.type.name) in another layer", at: channel.span,
            secondary: known.channel.span.map { [Diagnostic.Label($0, "the other layer")] } ?? [],
            fix: Diagnostic.Fix("convert one of them, so that both fit on one axis"))
        }
      }
    }
    if let found {
      kinds[axis] = found.kind
    } else if let constant = inputs.lazy.compactMap({ $0.spec.constant(axis.rawValue) }).first {
      kinds[axis] = Self.kind(of: constant.value.type)
    } else if inputs.contains(where: { $0.mark.traits.countedAxis == axis }) {
      kinds[axis] = .number(isInteger: true)
    } else if inputs.contains(where: { $0.mark.traits.isOriented }),
      !inputs.contains(where: { $0.spec.channel(axis.rawValue) != nil })
    {
      // One slot for all rows.
      kinds[axis] = .band
    }
    let asked = spec[axis]
    let name = asked.transform ?? usualTransform(of: axis)
    guard let transform = ScaleTransforms.named(name) else {
      let nearest = Suggestion.nearest(to: name, among: ScaleTransforms.names)
      throw Diagnostic(
        "E370", "`\(ChartText.clean(name))` is not a scale", at: asked.span,
        label: nearest.map { "did you mean `\($0)`?" } ?? "",
        details: ["Scales: \(ScaleTransforms.names.joined(separator: ", "))."])
    }
    if !(transform is LinearTransform) {
      guard case .number = kinds[axis] else {
        throw Diagnostic(
          "E375",
          "a \(name) scale needs numbers, but `\(axis.rawValue)` is "
            + (found?.channel.type.name ?? "something else"), at: asked.span)
      }
    }
    transforms[axis] = transform
    if case .band = kinds[axis] { try settleBand(of: axis) }
    if asked.format == .automatic,
      let format = inputs[0].mark.usualFormat(
        of: axis, inputs[0].style, isLogarithmic: !transform.hasZero)
    {
      spec[axis].format = format
    }
  }

  /// The transform of an axis for which none is asked.
  private func usualTransform(of axis: Axis) -> String {
    let prefersLog = inputs.contains { input in
      guard input.mark.traits.prefersLogAxes else { return false }
      // The second axis follows the first.
      if axis == .y { return !transforms.x.hasZero }
      guard let values = input.values("x"), case .number = Self.kind(of: values.type) else {
        return false
      }
      // Rows at zero have no place there, but count in the shares, and are told.
      return values.numbers.contains { $0 > 0 }
    }
    return prefersLog ? LogTransform.name : LinearTransform.name
  }

  /// The largest number of categories on an axis.
  static let maximumCategories = 5000

  /// Collects the categories of a band axis, and replaces each layer's own codes by positions.
  private mutating func settleBand(of axis: Axis) throws(Diagnostic) {
    var categories: [String] = []
    var known = Set<String>()
    func add(_ more: [String]) {
      for category in more where known.insert(category).inserted { categories.append(category) }
    }
    for input in inputs {
      try requireFewCategories(input.values(axis.rawValue)?.categories.count ?? 0, axis)
    }
    var present: [String] = []
    for input in inputs {
      for name in [axis.rawValue, axis.rawValue + "2"] {
        present += input.values(name)?.categories ?? []
        if let constant = input.spec.constant(name) {
          present.append(ValueText.plain(constant.value))
        }
      }
    }
    let presentSet = Set(present)
    for order in spec.orders where order.channel == axis.rawValue {
      add(order.categories.filter { presentSet.contains($0) })
    }
    add(present)
    if categories.isEmpty, inputs.contains(where: { $0.mark.traits.isOriented }) {
      categories = [""]
    }
    try requireFewCategories(categories.count, axis)
    bands[axis] = categories
  }

  /// Refuses an axis of more categories than there are pixels many times over.
  private func requireFewCategories(_ count: Int, _ axis: Axis) throws(Diagnostic) {
    guard count > Self.maximumCategories else { return }
    let channel = inputs.lazy.compactMap { $0.spec.channel(axis.rawValue) }.first
    throw Diagnostic(
      "E377",
      "\(NumberText.grouped(count)) categories on `\(axis.rawValue)` are more than fit in one chart",
      at: channel?.span ?? spec.span,
      label: "at most \(NumberText.grouped(Self.maximumCategories))",
      fix: Diagnostic.Fix("keep the largest first, as in `top 30 by …`"))
  }

  /// What lies along the axis of a type.
  static func kind(of type: DataType) -> AxisScale.Kind {
    switch type {
    case .int: .number(isInteger: true)
    case .number, .duration: .number(isInteger: false)
    case .date: .time(.day)
    case .instant: .time(nil)
    case .period(let grain): .time(grain)
    default: .band
    }
  }

  /// The place of a literal on an axis.
  ///
  /// - Throws: E375 when its kind does not fit the axis.
  func place(_ value: Value, on axis: Axis, at span: Span?) throws(Diagnostic) -> Double {
    switch (kinds[axis], value) {
    case (.number, .duration(let duration)) where duration.months == 0:
      return Double(duration.microseconds) / Double(CalendarDuration.day)
    case (.number, _): if let number = value.asDouble { return number }
    case (.time, .date(let day)): return Double(day) + 0.5
    case (.time, .instant(let moment)): return Double(moment) / Double(CalendarDuration.day)
    case (.time, .period(.hour, let hour)): return (Double(hour) + 0.5) / 24
    case (.time, .period(let grain, let number)):
      return Double(grain.firstDay(of: number) + grain.firstDay(of: number + 1)) / 2
    // A bare year is a whole number in the language and stands for its first day.
    case (.time, .int(let year)) where (1000...9999).contains(year):
      return Double(CivilCalendar.days(year: Int(year), month: 1, day: 1))
    case (.band, _):
      if let index = bands[axis].firstIndex(of: ValueText.plain(value)) { return Double(index) }
    default: break
    }
    let wanted =
      switch kinds[axis] {
      case .number: "numbers"
      case .time: "dates"
      case .band: "categories"
      }
    throw Diagnostic(
      "E375",
      "the \(axis.rawValue) axis holds \(wanted), not "
        + "\(ChartText.clean(ValueText.plain(value)))", at: span)
  }

  /// A function that writes a value of an axis as text.
  func textOfValue() -> @Sendable (Axis, Double) -> String {
    let kinds = kinds
    let bands = bands
    let formats = AxisPair(x: spec.x.format, y: spec.y.format)
    let areYears = AxisPair(x: areYears(.x), y: areYears(.y))
    return { axis, value in
      switch kinds[axis] {
      case .number where areYears[axis]: return NumberText.fixed(value, decimals: 0)
      case .number: return NumberLabels.short(value, format: formats[axis])
      case .band:
        guard value.magnitude < 1e9 else { return "" }
        let index = Int(value.rounded())
        return bands[axis].indices.contains(index) ? ChartText.clean(bands[axis][index]) : ""
      case .time(let grain):
        guard value.isFinite, abs(value) < 1e8 else { return "" }
        switch grain {
        case nil:
          let minutes = Int64((value * 1440).rounded(.down))
          return String(ValueText.instant(minutes * 60_000_000).prefix(16))
            .replacing("T", with: " ")
        case .hour?: return ValueText.period(.hour, Int32((value * 24).rounded(.down)))
        case .some(let grain):
          return ValueText.period(grain, grain.period(ofDay: Int32(value.rounded(.down))))
        }
      }
    }
  }

  /// The title of an axis; empty for a time axis whose title only says that it is one.
  func axisTitle(_ axis: Axis) -> String {
    if let name = spec[axis].name { return ChartText.clean(name) }
    let mapped = inputs.filter { $0.spec.channel(axis.rawValue) != nil }
    // A layer that shows one value says what the axis is rather than one that shows two.
    let single = mapped.first { $0.spec.channel(axis.rawValue + "2") == nil }
    guard let channel = (single ?? mapped.first)?.spec.channel(axis.rawValue) else {
      return inputs.lazy.compactMap { $0.mark.computedTitle(of: axis, $0.style) }.first ?? ""
    }
    var title = ChartText.clean(channel.title)
    if single == nil, let second = mapped.first?.spec.channel(axis.rawValue + "2"),
      second.title != channel.title
    {
      title += " to " + ChartText.clean(second.title)
    }
    if case .time = kinds[axis], Self.saysOnlyTime(title) { return "" }
    if channel.type == .duration { return "\(title) (days)" }
    return title
  }

  /// Whether a title, such as `month` or `week(created_at)`, says no more than the axis itself.
  private static func saysOnlyTime(_ title: String) -> Bool {
    let words = title.lowercased().split { !$0.isLetter && $0 != "_" }
    return !words.isEmpty
      && words.allSatisfy { $0.count == 1 || wordsForTime.contains(String($0)) }
  }

  private static let wordsForTime = [
    "date", "time", "day", "week", "month", "quarter", "year", "hour", "period", "timestamp",
    "datetime", "created", "created_at",
  ]
}
