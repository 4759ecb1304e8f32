/// Something that holds for the scene of every chart, on every surface.
struct SceneRule: Sendable {
  /// A short name for messages, and for the proof that the rule can fail.
  let name: String
  /// What is wrong; nothing when the rule holds.
  let violations: @Sendable (DrawnChart) -> [String]

  init(_ name: String, _ violations: @escaping @Sendable (DrawnChart) -> [String]) {
    self.name = name
    self.violations = violations
  }

  static let all: [SceneRule] =
    TextRules.all + AxisRules.all + ShapeRules.all + SeriesRules.all + StackRules.all
    + CountRules.all
}
