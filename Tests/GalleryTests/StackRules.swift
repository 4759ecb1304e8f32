import Columnar

@testable import Charts

/// Columns, bars and areas measure the sums of their rows from zero.
enum StackRules {
  static let all = [baseline, bars, tops, areas]

  /// A layer of columns or bars that is alone in drawing rectangles.
  private static func barLayer(_ chart: BuiltChart) -> (layer: BuiltLayer, key: Axis)? {
    let drawing = chart.layers.filter {
      ["column", "bar", "tile", "histogram", "band", "box", "violin"].contains($0.mark.name)
    }
    guard drawing.count == 1, let layer = drawing.first, layer.spec.channel("group") == nil
    else { return nil }
    switch layer.mark.name {
    case "column": return (layer, .x)
    case "bar": return (layer, .y)
    default: return nil
    }
  }

  private static func rectangles(
    _ drawn: DrawnChart, _ panel: Int
  ) -> [(series: String, box: SceneRectangle)] {
    drawn.marks(panel).compactMap { item in
      guard case .rectangle(let box, _, _) = item.shape else { return nil }
      return (item.series ?? "", box)
    }
  }

  /// The ends of a rectangle along the axis of its values, from zero outwards.
  private static func ends(_ box: SceneRectangle, _ value: Axis) -> (Double, Double) {
    value == .y ? (box.maxY, box.y) : (box.x, box.maxX)
  }

  /// In every slot some rectangle begins at the line of zero, and none crosses it.
  static let baseline = SceneRule("stacks begin at zero") { drawn in
    guard let (layer, key) = barLayer(drawn.chart), layer.style.stack != .center else { return [] }
    let value = key.other
    return drawn.scene.panels.indices.flatMap { panel -> [String] in
      let axes = drawn.axes[panel]
      guard axes.scales[value].contains(0) || !axes.scales[value].transform.hasZero else {
        return ["zero is not on the axis"]
      }
      let zero = drawn.place(value, 0, panel, axes)
      var slots: [Double: [SceneRectangle]] = [:]
      for (_, box) in rectangles(drawn, panel) {
        slots[((key == .x ? box.midX : box.midY) * 1e6).rounded(), default: []].append(box)
      }
      return slots.sorted { $0.key < $1.key }.flatMap { slot, boxes -> [String] in
        var out: [String] = []
        let all = boxes.map { ends($0, value) }
        let starts = all.flatMap { [$0.0, $0.1] }.map { abs($0 - zero) }.min() ?? 0
        if starts > 1e-6 { out.append("nothing at \(slot / 1e6) begins at \(zero): \(all)") }
        for (a, b) in all where (a - zero) * (b - zero) < -1e-6 {
          out.append("\(a)...\(b) crosses zero at \(zero)")
        }
        return out
      }
    }
  }

  /// The sums of the rows of a panel: per place, in the order of the categories.
  private static func sums(
    _ layer: BuiltLayer, _ key: Axis, _ drawn: DrawnChart, _ panel: Int
  ) -> [[(series: String, sum: Double)]] {
    let chart = drawn.chart
    let names = SeriesRules.categories(chart)
    var order: [String: Int] = [:]
    for (index, name) in names.enumerated() { order[name] = index }
    var places: [Value: [String: Double]] = [:]
    for row in LayerRows(layer.spec).rows(in: chart.panels[panel], of: chart) {
      let (place, value) = key == .x ? (row.x, row.y) : (row.y, row.x)
      guard !place.isNull, let number = LayerRows.place(value), !number.isNaN else { continue }
      // Whole numbers that are no different as numbers share a slot.
      let slot = place.asDouble.map { Value.number($0) } ?? place
      if let number = place.asDouble, number <= 0 || number.isNaN,
        number.isNaN || ["log", "log2"].contains(chart.spec[key].transform)
      {
        continue
      }
      let series = layer.spec.channel("color") == nil ? "" : LayerRows.series(row, of: chart)
      places[slot, default: [:]][series, default: 0] += number
    }
    return places.values.map { sums in
      sums.sorted { (order[$0.key] ?? 0) < (order[$1.key] ?? 0) }.map { ($0.key, $0.value) }
    }
  }

  /// Where the parts of one place begin and end: positive ones go up, negative ones down.
  private static func stacked(
    _ parts: [(series: String, sum: Double)], _ mode: StackMode
  ) -> [(series: String, lower: Double, upper: Double)] {
    var (top, bottom) = (0.0, 0.0)
    let total = parts.reduce(0) { $0 + max(0, $1.sum) }
    return parts.filter { $0.sum != 0 }.map { part in
      let size = mode == .share ? part.sum / total : part.sum
      if mode == .none { return (part.series, min(0, size), max(0, size)) }
      if size > 0 {
        top += size
        return (part.series, top - size, top)
      }
      bottom += size
      return (part.series, bottom, bottom - size)
    }
  }

  /// Each category's rectangles are exactly as long, and lie exactly where, its sums say; so equal
  /// values are equally long, and stacks have the order of the categories.
  static let bars = SceneRule("bars are as long as their values") { drawn in
    guard let (layer, key) = barLayer(drawn.chart), layer.style.stack != .center else { return [] }
    let mode: StackMode =
      layer.spec.constant("dodge") == nil ? layer.style.stack ?? .zero : .none
    let value = key.other
    return drawn.scene.panels.indices.flatMap { panel -> [String] in
      let axes = drawn.axes[panel]
      var expected: [String: [Double]] = [:]
      for parts in sums(layer, key, drawn, panel) {
        for part in stacked(parts, mode) {
          expected[part.series, default: []] += [part.lower, part.upper].map {
            drawn.place(value, $0, panel, axes)
          }
        }
      }
      var actual: [String: [Double]] = [:]
      for (series, box) in rectangles(drawn, panel) {
        let (a, b) = ends(box, value)
        actual[series, default: []] += [a, b]
      }
      return Set(expected.keys).union(actual.keys).sorted().compactMap { series in
        let wanted = (expected[series] ?? []).sorted()
        let found = (actual[series] ?? []).sorted()
        // In a terminal with fewer columns than places only some can be seen.
        if drawn.isCellular, found.count < wanted.count { return nil }
        if wanted.count == found.count,
          zip(wanted, found).allSatisfy({ abs($0 - $1) < 1e-6 * max(1, abs($0)) })
        {
          return nil
        }
        let first = zip(wanted, found).first { abs($0 - $1) >= 1e-6 * max(1, abs($0)) }
        return "panel \(panel), \(series): \(wanted.count / 2) bars wanted, \(found.count / 2) "
          + "drawn; \(first.map { "\($0.1) instead of \($0.0)" } ?? "")"
      }
    }
  }

  /// The outermost ends of stacks are the totals; those of shares are 1.
  static let tops = SceneRule("tops of stacks are totals") { drawn in
    guard let (layer, key) = barLayer(drawn.chart), layer.spec.constant("dodge") == nil,
      [nil, .zero, .share].contains(layer.style.stack)
    else { return [] }
    let value = key.other
    // Nobody sees whether a bar of less than a millionth of a pixel is there.
    func isVisible(_ length: Double) -> Bool { abs(length) > 1e-6 }
    return drawn.scene.panels.indices.flatMap { panel -> [String] in
      let axes = drawn.axes[panel]
      guard axes.scales[value].transform.hasZero else { return [] }
      let zero = drawn.place(value, 0, panel, axes)
      let sign = value == .y ? -1.0 : 1
      let isReversed = axes.scales[value].isReversed ? -1.0 : 1
      var slots: [Double: Double] = [:]
      for (_, box) in rectangles(drawn, panel) {
        let slot = ((key == .x ? box.midX : box.midY) * 1e6).rounded()
        let ends = [ends(box, value).0, ends(box, value).1].map { ($0 - zero) * sign * isReversed }
        slots[slot] = max(slots[slot] ?? 0, ends[0], ends[1])
      }
      let totals = sums(layer, key, drawn, panel).compactMap { parts -> Double? in
        let total = parts.reduce(0) { $0 + max(0, $1.sum) }
        guard total > 0 || parts.contains(where: { $0.sum < 0 }) else { return nil }
        let top = layer.style.stack == .share ? (total > 0 ? 1 : 0) : total
        return (drawn.place(value, top, panel, axes) - zero) * sign * isReversed
      }.filter(isVisible).sorted()
      let found = slots.values.filter(isVisible).sorted()
      if drawn.isCellular, found.count < totals.count { return [] }
      let isEqual =
        totals.count == found.count
        && zip(totals, found).allSatisfy { abs($0 - $1) < 1e-6 * max(1, abs($0)) }
      return isEqual
        ? [] : ["panel \(panel): \(totals.suffix(3)) wanted, \(found.suffix(3)) drawn"]
    }
  }

  /// At every place that all series share, each polygon has the edge that the sums say.
  static let areas = SceneRule("areas are as high as their values") { drawn in
    let chart = drawn.chart
    guard let layer = chart.layers.first(where: { $0.mark.name == "area" }),
      chart.layers.filter({ ["area", "ribbon"].contains($0.mark.name) }).count == 1,
      !layer.style.isSmoothed, layer.style.stack != .center, layer.spec.channel("group") == nil
    else { return [] }
    let mode = layer.style.stack ?? .zero
    return drawn.scene.panels.indices.flatMap { panel -> [String] in
      let axes = drawn.axes[panel]
      let rows = LayerRows(layer.spec).rows(in: chart.panels[panel], of: chart)
      let hasColor = layer.spec.channel("color") != nil
      var sums: [Double: [String: Double]] = [:]
      for row in rows {
        guard let x = LayerRows.place(row.x), let y = row.y.asDouble, !y.isNaN else { continue }
        let series = hasColor ? LayerRows.series(row, of: chart) : ""
        sums[x, default: [:]][series, default: 0] += y
      }
      // Long series are thinned, and then not every vertex is there.
      guard sums.count <= 400 else { return [] }
      var vertices: [String: [ScenePoint]] = [:]
      for item in drawn.marks(panel) {
        guard case .path(let path) = item.shape, path.fill != nil else { continue }
        vertices[item.series ?? "", default: []] += path.pieces.flatMap { $0 }
      }
      let all = Set(sums.values.flatMap(\.keys))
      let order = SeriesRules.categories(chart)
      var out: [String] = []
      for (x, parts) in sums.sorted(by: { $0.key < $1.key }) where Set(parts.keys) == all {
        let sorted = parts.sorted {
          (order.firstIndex(of: $0.key) ?? 0) < (order.firstIndex(of: $1.key) ?? 0)
        }.map { (series: $0.key, sum: $0.value) }
        let place = drawn.place(.x, x, panel, axes)
        for part in stacked(sorted, mode) {
          let far = part.upper > 0 ? part.upper : part.lower
          let y = drawn.place(.y, far, panel, axes)
          let isThere = vertices[part.series, default: []].contains {
            abs($0.x - place) < 1e-6 && abs($0.y - y) < 1e-6
          }
          if !isThere { out.append("\(part.series) has no edge at \(place), \(y)") }
        }
        if out.count > 4 { break }
      }
      return out
    }
  }
}
