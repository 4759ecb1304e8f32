import Columnar
import Diagnostics

extension ChartBuilder {
  /// Finds the colour of every category, or the ends of the ramp.
  ///
  /// - Throws: E370 for a palette that is not known, E374 for a colour that is not.
  mutating func settleColors() throws(Diagnostic) {
    colorIndex = inputs.map { _ in [] }
    let mapped = inputs.indices.filter { inputs[$0].values("color") != nil }
    guard let first = mapped.first else { return }
    let channel = inputs[first].spec.channel("color")
    let title = ChartText.clean(spec.color.name ?? channel?.title ?? "")
    let needsCategories =
      mapped.contains { index in
        inputs[index].mark.traits.needsColorCategories
          || inputs[index].values("color")?.isDiscrete == true
      } || !spec.color.mapping.isEmpty
    if needsCategories {
      try refuseRampRequests(channel)
      let isText = mapped.contains { inputs[$0].values("color")?.type == .text }
      for index in mapped { inputs[index].discretize("color") }
      try settleCategories(mapped, title: title, isText: isText)
    } else {
      try settleRamp(mapped, title: title)
    }
  }

  /// Refuses what only a ramp of numbers has.
  private func refuseRampRequests(_ channel: LayerSpec.Channel?) throws(Diagnostic) {
    let asked = spec.color
    let requests: [(name: String, isAsked: Bool)] = [
      (asked.transform, asked.transform != "linear"), ("from", asked.from != nil),
      ("to", asked.to != nil), ("midpoint", asked.midpoint != nil),
      ("steps", asked.steps != nil),
    ]
    guard let request = requests.first(where: \.isAsked) else { return }
    let isNumber = channel?.type.isNumeric == true || channel?.type.isTemporal == true
    throw Diagnostic(
      "E375", "categories have no `\(request.name)`", at: asked.span,
      label: isNumber
        ? "each value of `color` has a colour of its own here"
        : "`color` is \(channel?.type.name ?? "text")")
  }

  private mutating func settleCategories(
    _ mapped: [Int], title: String, isText: Bool
  ) throws(Diagnostic) {
    let present = mapped.flatMap { inputs[$0].values("color")?.categories ?? [] }
    var categories = ordered(present, channel: "color", sorted: isText)
    let sharesOut = mapped.contains { inputs[$0].mark.traits.amountChannel != nil }
    if sharesOut, !spec.orders.contains(where: { $0.channel == "color" }) {
      // The largest part comes first, in the drawing and in the legend.
      let totals = totals(of: categories, mapped)
      let places = categories.indices.sorted {
        let (a, b) = (totals[categories[$0]] ?? 0, totals[categories[$1]] ?? 0)
        return a == b ? $0 < $1 : a > b
      }
      categories = places.map { categories[$0] }
    }
    var explicit: [String: Paint] = [:]
    for entry in spec.color.mapping {
      explicit[entry.category] = .fixed(
        try LayerStyle.color(.text(entry.color), at: spec.color.span))
    }
    let unnamed = categories.filter { explicit[$0] == nil }
    var colors = try palette(for: unnamed.count)
    if spec.color.isReversed { colors.reverse() }
    // With more categories than colours, one colour stands for all that are folded into one.
    let isFolded = unnamed.count > colors.count
    var kept = Set(categories)
    if isFolded {
      let totals = totals(of: categories, mapped)
      let largest = unnamed.sorted { (-(totals[$0] ?? 0), $0) < (-(totals[$1] ?? 0), $1) }
      let room = max(1, colors.count - 1)
      kept = Set(largest.prefix(room)).union(explicit.keys)
    }
    var names: [String] = []
    var paints: [Paint] = []
    var position: [String: Int] = [:]
    var next = 0
    for category in categories where kept.contains(category) {
      position[category] = names.count
      names.append(category)
      if let paint = explicit[category] {
        paints.append(paint)
      } else {
        paints.append(colors[next])
        next += 1
      }
    }
    let folded = categories.count - names.count
    if folded > 0 {
      for category in categories where position[category] == nil {
        position[category] = names.count
      }
      names.append("other (\(folded))")
      paints.append(.other)
      let areSummed = mapped.contains { inputs[$0].mark.traits.sumsFolded }
      notes.append(
        ChartNote(
          "",
          "the \(folded) smallest categories are drawn "
            + (areSummed ? "as “other”" : "in light grey")))
    }
    let hasMissing = mapped.contains { inputs[$0].values("color")?.codes.contains(-1) == true }
    if hasMissing {
      names.append("missing")
      paints.append(.other)
    }
    for index in mapped {
      colorIndex[index] =
        inputs[index].values("color")?.categories.map { position[$0] ?? 0 } ?? []
    }
    color = ColorScale(
      kind: .categories, title: title, categories: names, paints: paints, foldedCount: folded,
      hasMissing: hasMissing)
  }

  /// The sum of the sizes of all rows of each category.
  private func totals(of categories: [String], _ mapped: [Int]) -> [String: Double] {
    var out: [String: Double] = [:]
    for index in mapped {
      guard let values = inputs[index].values("color") else { continue }
      let traits = inputs[index].mark.traits
      let sizes = inputs[index].values(traits.amountChannel ?? (traits.baseline ?? .y).rawValue)
      var sums = [Double](repeating: 0, count: values.categories.count)
      for (row, code) in values.codes.enumerated() where code >= 0 {
        guard let sizes, !sizes.isDiscrete else {
          sums[code] += 1
          continue
        }
        if !sizes.numbers[row].isNaN { sums[code] += sizes.numbers[row].magnitude }
      }
      for (category, sum) in zip(values.categories, sums) { out[category, default: 0] += sum }
    }
    return out
  }

  /// The colours for a number of categories; fewer where a palette has no more.
  private func palette(for count: Int) throws(Diagnostic) -> [Paint] {
    guard let name = spec.color.palette else {
      return Palettes.light.colors.indices.map { .series($0) }
    }
    if let palette = Palettes.named.first(where: { $0.name == name }) {
      return palette.colors.map { .fixed($0) }
    }
    if let ramp = Palettes.ramps.first(where: { $0.name == name }) {
      // Places on a ramp can be told apart by their order, so it holds more than a palette.
      let room = max(1, min(count, Self.maximumRampCategories))
      return (0..<room).map { index in
        let place = room == 1 ? 0.5 : Double(index) / Double(room - 1)
        return .fixed(ColorRamp.color(at: place, of: ramp.colors))
      }
    }
    throw unknownPalette(name)
  }

  /// The most categories that get colours of a ramp.
  static let maximumRampCategories = 20

  func unknownPalette(_ name: String) -> Diagnostic {
    let names = (Palettes.named + Palettes.ramps).map(\.name)
    return Diagnostic(
      "E370", "`\(ChartText.clean(name))` is not a palette", at: spec.color.span,
      label: Suggestion.nearest(to: name, among: names).map { "did you mean `\($0)`?" } ?? "",
      details: ["Palettes: \(names.joined(separator: ", "))."])
  }
}
