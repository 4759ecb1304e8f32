import Columnar
import Diagnostics

extension ChartBuilder {
  /// The largest number of panels of a chart.
  static let maximumPanels = 24

  /// Finds the panels.
  ///
  /// - Throws: E377 when there are more than 24.
  mutating func settleFacets() throws(Diagnostic) {
    guard let facet = spec.facet else { return }
    let isText = inputs.contains { $0.values("facet")?.type == .text }
    for index in inputs.indices { inputs[index].discretize("facet") }
    let present = inputs.compactMap { $0.values("facet") }.flatMap(\.categories)
    facets = ordered(present, channel: "facet", sorted: isText)
    guard facets.count <= Self.maximumPanels else {
      throw Diagnostic(
        "E377", "\(facets.count) panels are more than fit in one chart", at: facet.span,
        label: "at most \(Self.maximumPanels)",
        fix: Diagnostic.Fix("keep the largest first, as in `top 12 … by count()`"))
    }
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
    return whole.selecting(whole.panels.indices.filter { whole.panels[$0] == panel })
  }

  /// The panel of each row of a layer; empty for a layer that is drawn in all.
  func panels(of input: LayerInput) -> [Int] {
    guard !facets.isEmpty, let values = input.values("facet") else { return [] }
    var position: [String: Int] = [:]
    for (index, category) in facets.enumerated() { position[category] = index }
    let places = values.categories.map { position[$0] ?? -1 }
    return values.codes.map { $0 >= 0 ? places[$0] : -1 }
  }
}
