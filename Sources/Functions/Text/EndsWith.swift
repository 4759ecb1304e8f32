import Catalog
import Columnar

/// `ends_with(x, part)`.
enum EndsWith: ScalarFunction {
  static let declaration = Declaration.ofText(
    "ends_with", "Tells whether a text ends with another one.",
    details: "Compares code points.",
    other: ParameterInfo("part", "text", help: "The end to look for."), result: "bool",
    terms: ["suffix"],
    examples: [
      Example("A suffix", "ends_with(\"model.gguf\", \".gguf\")", expected: "true"),
      Example("Another suffix", "ends_with(\"model.gguf\", \".bin\")", expected: "false"),
    ])
  static func holds(_ view: TextView, _ other: TextView) -> Bool {
    view.count >= other.count
      && bytesEqual(view.start + (view.count - other.count), other.start, other.count)
  }
}

extension EndsWith: TextTest {}
