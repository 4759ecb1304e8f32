public import Catalog
import Columnar
public import Diagnostics

/// Computes statistics, positions and scales.
///
/// Scales are trained twice: once on the data, so that statistics know what lies along the axes,
/// and once on what will be drawn, because stacks reach further than their rows.
public struct ChartBuilder {
  var spec: ChartSpec
  var inputs: [LayerInput]
  var kinds: AxisPair<AxisScale.Kind>
  var transforms: AxisPair<any ScaleTransform>
  /// The categories of band axes.
  var bands: AxisPair<[String]>
  var facets: [String]
  /// The two sides of a grid of panels.
  var facetGrid: FacetGrid?
  var color = ColorScale.none
  var shape = CategoryScale.none
  var dash = CategoryScale.none
  var size: SizeScale?
  /// For each layer the colour category of each of its own categories.
  var colorIndex: [[Int]] = []
  var notes: [ChartNote] = []

  /// Builds a chart.
  ///
  /// - Parameter marks: The marks that may be used; those that are not chart marks are ignored.
  /// - Throws: A diagnostic that points at the layer, channel or clause that does not fit.
  public static func build(
    _ spec: ChartSpec, marks: [any Mark.Type] = standardMarks
  ) throws(Diagnostic) -> BuiltChart {
    var builder = try ChartBuilder(spec, marks)
    return try builder.build()
  }

  private init(_ spec: ChartSpec, _ marks: [any Mark.Type]) throws(Diagnostic) {
    self.spec = spec
    guard !spec.layers.isEmpty else {
      throw Diagnostic("E372", "a chart needs at least one mark", at: spec.span)
    }
    var inputs: [LayerInput] = []
    for layer in spec.layers { inputs.append(try LayerInput(layer, marks: marks)) }
    self.inputs = inputs
    try Self.checkAlone(inputs, spec)
    guard Theme.named(spec.theme) != nil else {
      let nearest = Suggestion.nearest(to: spec.theme, among: Theme.all.map(\.name))
      throw Diagnostic(
        "E370", "`\(ChartText.clean(spec.theme))` is not a theme", at: spec.span,
        label: nearest.map { "did you mean `\($0)`?" } ?? "",
        details: ["Themes: \(Theme.all.map(\.name).joined(separator: ", "))."])
    }
    if let size = spec.size,
      !ChartSpec.widths.contains(size.width) || !ChartSpec.heights.contains(size.height)
    {
      throw Diagnostic(
        "E373", "a chart is from 120 x 90 to 4000 x 4000 pixels", at: spec.span)
    }
    kinds = AxisPair(x: .number(isInteger: false), y: .number(isInteger: false))
    transforms = AxisPair(x: LinearTransform(), y: LinearTransform())
    bands = AxisPair(x: [], y: [])
    facets = []
    for axis in Axis.allCases { try settleKind(of: axis) }
  }

  /// A mark without axes takes neither other layers nor what belongs to axes.
  private static func checkAlone(
    _ inputs: [LayerInput], _ spec: ChartSpec
  ) throws(Diagnostic) {
    guard let alone = inputs.first(where: { $0.mark.traits.amountChannel != nil }) else { return }
    if inputs.count > 1 {
      throw Diagnostic(
        "E380", "a \(alone.spec.mark) cannot share its panel with other layers",
        at: spec.layers.last?.span, label: "there are no axes to place this on",
        fix: Diagnostic.Fix("draw two charts, one `plot` after the other"))
    }
    for axis in Axis.allCases where spec[axis].span != nil || spec[axis].name != nil {
      throw Diagnostic(
        "E380", "a \(alone.spec.mark) has no \(axis.rawValue) axis",
        at: spec[axis].span ?? spec.span,
        fix: Diagnostic.Fix("leave the clause of `\(axis.rawValue)` out"))
    }
  }

  private mutating func build() throws(Diagnostic) -> BuiltChart {
    try settleFacets()
    try settleColors()
    try settleLooks()
    var layers: [BuiltLayer] = []
    for input in inputs {
      layers.append(
        BuiltLayer(
          mark: input.mark, spec: input.spec, style: input.style, textOfValue: textOfValue()))
    }
    var frames = [[MarkFrame]](repeating: [], count: max(1, facets.count))
    for index in inputs.indices {
      var whole = try frame(of: index)
      var context = ArrangeContext(
        layer: inputs[index].spec, style: inputs[index].style, kinds: kinds,
        transforms: transforms, limits: try limits(), textOfValue: textOfValue(),
        colorLabel: colorLabel(), notes: [])
      try inputs[index].mark.prepare(&whole, &context)
      for panel in frames.indices {
        var frame = panelRows(of: whole, panel: panel)
        try inputs[index].mark.arrange(&frame, &context)
        frames[panel].append(frame)
      }
      for note in context.notes where !notes.contains(note) { notes.append(note) }
    }
    let shared = try trainedScales(frames)
    var panels: [BuiltPanel] = []
    for (panel, panelFrames) in frames.enumerated() {
      var scales = shared
      var panelFrames = panelFrames
      if let free = spec.facet?.freeAxes, panelFrames.contains(where: { $0.count > 0 }) {
        let own = try trainedScales([panelFrames])
        for axis in free {
          scales[axis] = own[axis]
          keepOwnCategories(axis, of: &scales[axis], in: &panelFrames)
        }
      }
      panels.append(
        BuiltPanel(
          title: facets.isEmpty ? "" : ChartText.clean(facets[panel]), scales: scales,
          frames: panelFrames))
    }
    countRowsOutside(&panels)
    noteBarsOnLog()
    var chart = BuiltChart(
      spec: spec, title: ChartText.clean(spec.title), layers: layers, panels: panels,
      facetGrid: facetGrid, color: color, shape: shape, dash: dash, size: size,
      axisTitles: AxisPair(x: axisTitle(.x), y: axisTitle(.y)), notes: notes, description: "")
    if chart.title.isEmpty { chart.title = ChartDescription.shortTitle(of: chart) }
    chart.description =
      spec.alt.isEmpty ? ChartDescription.text(of: chart) : ChartText.clean(spec.alt)
    return chart
  }

  /// The ends of the axes that are asked for.
  private func limits() throws(Diagnostic) -> AxisPair<(lower: Double?, upper: Double?)> {
    func place(_ value: Value?, _ axis: Axis) throws(Diagnostic) -> Double? {
      guard let value, value != Value.null else { return nil }
      return try self.place(value, on: axis, at: spec[axis].span)
    }
    return AxisPair(
      x: (try place(spec.x.from, .x), try place(spec.x.to, .x)),
      y: (try place(spec.y.from, .y), try place(spec.y.to, .y)))
  }

  private func colorLabel() -> @Sendable (Int) -> String? {
    let color = color
    return { color.label($0) }
  }

  /// Columns and areas measured from a zero that a logarithmic axis does not have.
  private mutating func noteBarsOnLog() {
    for input in inputs {
      guard let axis = input.mark.traits.baseline, !transforms[axis].hasZero else { continue }
      let note = ChartNote(
        "W7",
        "\(input.mark.traits.noun) on a log axis have no zero to start from; compare their ends only"
      )
      if !notes.contains(note) { notes.append(note) }
    }
  }
}
