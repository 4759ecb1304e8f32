import Columnar
import Diagnostics

extension ChartBuilder {
  /// The most dashes that a reader can tell apart.
  static let maximumDashes = 6

  /// Finds the shape and the dashes of every category, and the largest size.
  ///
  /// - Throws: E377 for more categories than there are shapes or dashes, E375 for sizes and orders
  ///   that are not numbers.
  mutating func settleLooks() throws(Diagnostic) {
    shape = try categories(of: "shape", limit: Symbol.allCases.count, plural: "shapes")
    dash = try categories(of: "dash", limit: Self.maximumDashes, plural: "kinds of dashes")
    try settleSize()
    try requireNumbers("order")
    try requireNumbers("alpha")
  }

  /// The categories of a channel, which become those of all layers.
  private mutating func categories(
    of name: String, limit: Int, plural: String
  ) throws(Diagnostic) -> CategoryScale {
    let mapped = inputs.indices.filter { inputs[$0].values(name) != nil }
    guard let first = mapped.first, let channel = inputs[first].spec.channel(name) else {
      return .none
    }
    let isText = mapped.contains { inputs[$0].values(name)?.type == .text }
    for index in mapped { inputs[index].discretize(name) }
    let present = mapped.flatMap { inputs[$0].values(name)?.categories ?? [] }
    var scale = CategoryScale(
      title: ChartText.clean(spec.names[name] ?? channel.title),
      categories: ordered(present, channel: name, sorted: isText))
    let hasMissing = mapped.contains { inputs[$0].values(name)?.codes.contains(-1) == true }
    // What colour shows too keeps its order, so that one legend serves both.
    let colors = color.categories.dropLast(color.hasMissing ? 1 : 0)
    if color.title == scale.title, Set(colors) == Set(scale.categories) {
      scale.categories = Array(colors)
    }
    if hasMissing { scale.categories.append("missing") }
    guard scale.categories.count <= limit else {
      throw Diagnostic(
        "E377", "\(scale.categories.count) categories are more than there are \(plural)",
        at: channel.span, label: "at most \(limit)",
        fix: Diagnostic.Fix(
          "keep the largest first, as in `top \(limit - 1) … others`, or use `color`")
      )
    }
    return scale
  }

  private mutating func settleSize() throws(Diagnostic) {
    try requireNumbers("size")
    var largest = 0.0
    var isInteger = true
    var title: String?
    for input in inputs {
      guard let values = input.values("size"), let channel = input.spec.channel("size") else {
        continue
      }
      title = title ?? ChartText.clean(spec.names["size"] ?? channel.title)
      for value in values.numbers where value.isFinite {
        largest = max(largest, value)
        if value != value.rounded() { isInteger = false }
      }
    }
    size = title.map { SizeScale(title: $0, largest: largest, isInteger: isInteger) }
  }

  private func requireNumbers(_ name: String) throws(Diagnostic) {
    for input in inputs {
      guard let values = input.values(name), let channel = input.spec.channel(name) else {
        continue
      }
      let mayBeTime = name == "order"
      guard values.isDiscrete && values.type != .null || values.type.isTemporal && !mayBeTime else {
        continue
      }
      throw Diagnostic(
        "E375", "`\(name)` takes numbers, not \(values.type.name)", at: channel.span,
        fix: name == "size"
          ? Diagnostic.Fix("use `shape` or `color` for categories")
          : Diagnostic.Fix("give it a number"))
    }
  }

  /// Reads what tells rows apart besides colour.
  func readLooks(_ input: LayerInput, into frame: inout MarkFrame) {
    frame.shapeCodes = codes(input, "shape", shape)
    frame.dashCodes = codes(input, "dash", dash)
    func numbers(_ name: String) -> [Double] {
      guard let values = input.values(name), !values.isDiscrete else { return [] }
      return values.numbers
    }
    frame.sizes = numbers("size")
    frame.alphas = numbers("alpha").map { $0.isNaN ? 1 : max(0, min(1, $0)) }
    frame.priorities = numbers("order")
    if let values = input.values("tooltip") { frame.tooltips = values.texts }
    if input.style.isJittered { frame.rowNumbers = Array(0..<input.rowCount) }
  }

  private func codes(_ input: LayerInput, _ name: String, _ scale: CategoryScale) -> [Int] {
    guard let values = input.values(name) else { return [] }
    var position: [String: Int] = [:]
    for (index, category) in scale.categories.enumerated() { position[category] = index }
    let places = values.categories.map { position[$0] ?? 0 }
    return values.codes.map { $0 >= 0 ? places[$0] : scale.categories.count - 1 }
  }
}
