import Catalog
import Columnar

/// `starts_with(x, part)`.
enum StartsWith: ScalarFunction {
  static let declaration = Declaration.ofText(
    "starts_with", "Tells whether a text begins with another one.",
    details: "Compares code points.",
    other: ParameterInfo("part", "text", help: "The beginning to look for."), result: "bool",
    terms: ["prefix"],
    examples: [
      Example("A prefix", "starts_with(\"meta-llama\", \"meta\")", expected: "true"),
      Example("Too long", "starts_with(\"a\", \"abc\")", expected: "false"),
    ])
  static func holds(_ view: TextView, _ other: TextView) -> Bool {
    view.count >= other.count && bytesEqual(view.start, other.start, other.count)
  }
}

extension StartsWith: TextTest {}
