import Columnar
import Diagnostics

extension ChartBuilder {
  /// The largest number of panels of a chart.
  static let maximumPanels = 24

  /// Finds the panels: one for each value of `facet`, or a grid with those of `across`.
  ///
  /// - Throws: E377 when there are more than 24.
  mutating func settleFacets() throws(Diagnostic) {
    guard let facet = spec.facet else { return }
    let rows = facetValues("facet")
    facets = rows
    if inputs.contains(where: { $0.values("across") != nil }) {
      let columns = facetValues("across")
      facetGrid = FacetGrid(rows: rows, columns: columns)
      facets = rows.flatMap { row in columns.map { "\(row) · \($0)" } }
    }
    guard facets.count <= Self.maximumPanels else {
      let size = facetGrid.map { " (\($0.rows.count) x \($0.columns.count))" } ?? ""
      throw Diagnostic(
        "E377", "\(facets.count) panels\(size) are more than fit in one chart", at: facet.span,
        label: "at most \(Self.maximumPanels)",
        fix: Diagnostic.Fix("keep the largest first, as in `top 12 … by count()`"))
    }
  }

  /// The values of a channel that splits the chart, in order.
  private mutating func facetValues(_ channel: String) -> [String] {
    let isText = inputs.contains { $0.values(channel)?.type == .text }
    for index in inputs.indices { inputs[index].discretize(channel) }
    let present = inputs.compactMap { $0.values(channel) }.flatMap(\.categories)
    return ordered(present, channel: channel, sorted: isText)
  }

  /// Different texts in the order that a chart asks for, else in that of their first appearance or
  /// sorted by code point.
  func ordered(_ present: [String], channel: String, sorted: Bool) -> [String] {
    var out: [String] = []
    var known = Set<String>()
    let presentSet = Set(present)
    for order in spec.orders where order.channel == channel {
      for category in order.categories where presentSet.contains(category) {
        if known.insert(category).inserted { out.append(category) }
      }
    }
    var rest: [String] = []
    for category in present where known.insert(category).inserted { rest.append(category) }
    if sorted {
      rest.sort { $0.unicodeScalars.lexicographicallyPrecedes($1.unicodeScalars) }
    }
    return out + rest
  }

  /// The rows of a layer that belong to a panel.
  func panelRows(of whole: MarkFrame, panel: Int) -> MarkFrame {
    guard !facets.isEmpty, !whole.panels.isEmpty else { return whole }
    let columns = facetGrid?.columns.count ?? 1
    return whole.selecting(
      whole.panels.indices.filter {
        let place = whole.panels[$0]
        // A layer that knows only one side of a grid is drawn in the whole row or column.
        return place.column == nil
          ? place.row == panel / columns
          : place.row == nil
            ? place.column == panel % columns
            : place.row == panel / columns && place.column == panel % columns
      })
  }

  /// The panel of each row of a layer; empty for a layer that is drawn in all.
  func panels(of input: LayerInput) -> [PanelPlace] {
    guard !facets.isEmpty else { return [] }
    let rows = places(of: input, "facet", facetGrid?.rows ?? facets)
    let columns = facetGrid.flatMap { places(of: input, "across", $0.columns) }
    switch (rows, columns) {
    case (let rows?, let columns?):
      return zip(rows, columns).map { PanelPlace(row: $0, column: $1) }
    case (let rows?, nil): return rows.map { PanelPlace(row: $0, column: nil) }
    case (nil, let columns?): return columns.map { PanelPlace(row: nil, column: $0) }
    case (nil, nil): return []
    }
  }

  /// The position of each row's value of a channel; −1 where it is missing.
  private func places(of input: LayerInput, _ channel: String, _ keys: [String]) -> [Int]? {
    guard let values = input.values(channel) else { return nil }
    var position: [String: Int] = [:]
    for (index, key) in keys.enumerated() { position[key] = index }
    let places = values.categories.map { position[$0] ?? -1 }
    return values.codes.map { $0 >= 0 ? places[$0] : -1 }
  }

  /// Gives a panel whose category axis is free the categories that it holds and no others.
  func keepOwnCategories(
    _ axis: Axis, of scale: inout AxisScale, in frames: inout [MarkFrame]
  ) {
    guard case .band = scale.kind else { return }
    var present = Set<Int>()
    for frame in frames {
      for value in frame.center[axis] where value.isFinite { present.insert(Int(value.rounded())) }
    }
    let kept = present.sorted().filter { scale.categories.indices.contains($0) }
    var position: [Int: Int] = [:]
    for (index, category) in kept.enumerated() { position[category] = index }
    for index in frames.indices {
      for row in frames[index].center[axis].indices {
        let value = frames[index].center[axis][row]
        guard value.isFinite, let new = position[Int(value.rounded())] else { continue }
        let shift = Double(new) - value.rounded()
        frames[index].center[axis][row] += shift
        if frames[index].lower[axis].indices.contains(row) {
          frames[index].lower[axis][row] += shift
          frames[index].upper[axis][row] += shift
        }
      }
    }
    scale.categories = kept.map { scale.categories[$0] }
    scale.upper = Double(max(1, kept.count)) - 0.5
    scale.dataRange = scale.lower...scale.upper
  }
}

/// The panel of a row: its row and column in a grid, or its number; nil where it belongs to all.
struct PanelPlace: Sendable, Hashable {
  var row: Int?
  var column: Int?
}
