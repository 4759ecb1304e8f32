import Columnar

@testable import Charts

/// What is drawn are the groups of the data, in one order and in one colour each.
enum SeriesRules {
  static let all = [groups, colors, apart, legend, directLabels]

  /// The names of the categories, as they are written.
  static func categories(_ chart: BuiltChart) -> [String] {
    chart.color.categories.map(ChartText.clean)
  }

  private static func isCategorical(_ chart: BuiltChart) -> Bool {
    if case .categories = chart.color.kind { true } else { false }
  }

  /// Every category with something to show is drawn, and nothing else.
  static let groups = SceneRule("the drawn series are the groups of the data") { drawn in
    let chart = drawn.chart
    guard isCategorical(chart) else { return [] }
    var present: Set<String> = []
    var hasMissing = false
    var withValues: Set<String> = []
    for layer in chart.layers where layer.spec.channel("color") != nil {
      let rows = LayerRows(layer.spec)
      let baseline = layer.mark.traits.baseline
      for row in rows.rows {
        if row.color.isNull { hasMissing = true } else { present.insert(LayerRows.name(row.color)) }
        if rows.hasPanels, row.panel.isNull { continue }
        let needed = [(Axis.x, row.x), (.y, row.y)].filter {
          layer.spec.channel($0.0.rawValue) != nil
        }
        guard needed.allSatisfy({ LayerRows.place($0.1)?.isNaN != true && !$0.1.isNull }) else {
          continue
        }
        if let baseline, let value = (baseline == .x ? row.x : row.y).asDouble, value == 0 {
          continue
        }
        withValues.insert(LayerRows.series(row, of: chart))
      }
    }
    var out: [String] = []
    let named =
      chart.color.categories.count - (chart.color.foldedCount > 0 ? 1 : 0)
      - (chart.color.hasMissing ? 1 : 0)
    if named + chart.color.foldedCount != present.count {
      out.append(
        "\(named) categories and \(chart.color.foldedCount) in other, but \(present.count) groups")
    }
    if hasMissing != chart.color.hasMissing { out.append("missing: \(hasMissing)") }
    let shown = Set(drawn.pieces.filter { $0.item.role == .mark }.compactMap(\.item.series))
    for name in shown.subtracting(categories(chart)) { out.append("\(name) is no category") }
    // Rows that are counted as left out, and curves through too few rows, need not be seen.
    let mayMiss = chart.notes.contains {
      $0.text.contains("not drawn") || $0.text.contains("log axis")
        || $0.text.contains("outside") || $0.text.contains("too few")
    }
    let isText = chart.layers.allSatisfy { $0.mark.traits.legendKey == .none }
    if !mayMiss, !isText, hasPlaceForAll(drawn) {
      for name in withValues.subtracting(shown).sorted() { out.append("\(name) is not drawn") }
    }
    return out
  }

  /// A terminal may list fewer slices of a pie than there are.
  private static func hasPlaceForAll(_ drawn: DrawnChart) -> Bool {
    drawn.hasAxes || !drawn.isCellular
  }

  /// The paint that says which category a shape belongs to.
  private static func paint(_ item: SceneItem) -> Paint? {
    switch item.shape {
    case .rectangle(_, let fill, let stroke): fill ?? stroke?.paint
    case .path(let path): path.fill ?? path.stroke?.paint
    case .circles(let circles): circles.fill
    case .text(let text):
      switch text.paint {
      case .series, .fixed, .other: text.paint
      default: nil
      }
    case .group: nil
    }
  }

  private static func lies(_ text: SceneText, inPanelsOf drawn: DrawnChart) -> Bool {
    drawn.scene.panels.contains {
      $0.x <= text.position.x && text.position.x < $0.maxX && $0.y <= text.position.y
        && text.position.y <= $0.maxY
    }
  }

  static let colors = SceneRule("a category has one colour in panels and legend") { drawn in
    guard isCategorical(drawn.chart) else { return [] }
    var found: [String: Set<Paint>] = [:]
    for piece in drawn.pieces where [.mark, .legend, .label].contains(piece.item.role) {
      guard let name = piece.item.series, let paint = paint(piece.item) else { continue }
      // The text on a fill is black or white, whichever can be read.
      if case .text(let text) = piece.item.shape {
        guard piece.panel == nil, !lies(text, inPanelsOf: drawn) else { continue }
      }
      if piece.item.role == .label, case .path = piece.item.shape, paint == .axis { continue }
      found[name, default: []].insert(paint)
    }
    let names = categories(drawn.chart)
    return found.sorted { $0.key < $1.key }.compactMap { name, paints in
      guard let code = names.firstIndex(of: name) else { return nil }
      let own = drawn.chart.color.paint(code)
      return paints == [own] ? nil : "\(name) has \(paints), not \(own)"
    }
  }

  static let apart = SceneRule("categories have different colours") { drawn in
    guard isCategorical(drawn.chart) else { return [] }
    let theme = drawn.theme
    var seen: [RGBColor: String] = [:]
    return zip(categories(drawn.chart), drawn.chart.color.paints).compactMap { name, paint in
      guard paint != .other else { return nil }
      let color = theme.color(paint)
      defer { seen[color] = name }
      return seen[color].map { "\($0) and \(name) share \(color.hex)" }
    }
  }

  /// The entries of the legend, in reading order.
  static func entries(_ drawn: DrawnChart) -> [DrawnChart.Label] {
    drawn.labels.filter {
      $0.item.role == .legend && $0.item.series != nil && $0.text.text.count > 1
    }.sorted {
      ($0.text.position.y, $0.text.position.x) < ($1.text.position.y, $1.text.position.x)
    }
  }

  /// A row reads as stacks grow from zero; a column reads from the top down.
  static let legend = SceneRule("the legend has the order of the drawing") { drawn in
    guard isCategorical(drawn.chart), drawn.hasAxes else { return [] }
    let entries = entries(drawn)
    let listed = entries.compactMap(\.item.series)
    guard !listed.isEmpty else { return [] }
    var out: [String] = []
    let names = categories(drawn.chart)
    if Set(listed) != Set(names) || listed.count != names.count {
      out.append("listed \(listed), categories \(names)")
    }
    let isColumn = entries.count > 1 && Set(entries.map(\.text.position.x)).count == 1
    let order = Dictionary(
      listed.enumerated().map { ($0.element, $0.offset) }, uniquingKeysWith: { first, _ in first })
    guard
      let stack = drawn.chart.layers.first(where: {
        ["column", "bar"].contains($0.mark.name) && ($0.style.stack ?? .zero) != .none
          && $0.spec.constant("dodge") == nil
      })
    else { return out }
    let key: Axis = stack.mark.name == "column" ? .x : .y
    for panel in drawn.scene.panels.indices {
      let axes = drawn.axes[panel]
      let zero = drawn.place(key.other, 0, panel, axes)
      var slots: [Double: [(distance: Double, isUp: Bool, order: Int)]] = [:]
      for item in drawn.marks(panel) {
        guard case .rectangle(let box, _, _) = item.shape, let series = item.series,
          let place = order[series]
        else { continue }
        let middle = key == .x ? box.midX : box.midY
        let end = key == .x ? box.midY : box.midX
        slots[(middle * 1e6).rounded(), default: []].append(
          (abs(end - zero), key == .x ? end < zero : end > zero, place))
      }
      for slot in slots.values {
        for side in [true, false] {
          let places = slot.filter { $0.isUp == side }.sorted { $0.distance < $1.distance }
            .map(\.order)
          // Several places that share the cells of a narrow terminal are several stacks.
          if drawn.isCellular, Set(places).count < places.count { continue }
          // A column of entries lists what is on top first.
          let wanted = isColumn && key == .x && side ? places.reversed() : places
          if wanted != wanted.sorted(), !(isColumn && !side) {
            out.append("stacked \(wanted.map { listed[$0] }), listed \(listed)")
          }
        }
        if out.count > 3 { return out }
      }
    }
    return out
  }

  /// Labels at the ends of lines stand in the order of the ends.
  static let directLabels = SceneRule("labels at the ends have the order of the ends") { drawn in
    guard isCategorical(drawn.chart), drawn.scene.panels.count == 1, drawn.hasAxes else {
      return []
    }
    let area = drawn.scene.panels[0]
    var labels: [String: (sum: Double, count: Double)] = [:]
    for label in drawn.labels
    where label.item.role == .label && label.text.position.x >= area.maxX {
      guard let series = label.item.series else { continue }
      let known = labels[series] ?? (0, 0)
      labels[series] = (known.sum + label.text.position.y, known.count + 1)
    }
    guard !labels.isEmpty else { return [] }
    var out: [String] = []
    // Areas are labelled inside where they are wide enough, and the rest in a legend.
    let explained = drawn.labels.filter { [.label, .legend].contains($0.item.role) }
    let missing = Set(categories(drawn.chart)).subtracting(explained.compactMap(\.item.series))
    if !missing.isEmpty { out.append("nothing explains \(missing.sorted())") }
    var ends: [String: ScenePoint] = [:]
    for item in drawn.marks(0) {
      guard case .path(let path) = item.shape, path.fill == nil, let series = item.series,
        let last = path.pieces.flatMap({ $0 }).max(by: { $0.x < $1.x })
      else { continue }
      if ends[series].map({ $0.x < last.x }) ?? true { ends[series] = last }
    }
    let shown = labels.map { (name: $0.key, y: $0.value.sum / $0.value.count) }
      .sorted { ($0.y, $0.name) < ($1.y, $1.name) }
    for (a, b) in zip(shown, shown.dropFirst()) {
      guard let first = ends[a.name]?.y, let second = ends[b.name]?.y else { continue }
      let slack = drawn.isCellular ? 1.01 : 0.5
      if min(max(first, area.y), area.maxY) > min(max(second, area.y), area.maxY) + slack {
        out.append("\(a.name) is labelled above \(b.name), but ends below it")
      }
    }
    return out
  }
}
