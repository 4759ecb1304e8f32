import Catalog
import Columnar

/// `contains(x, part)`.
enum Contains: ScalarFunction {
  static let declaration = Declaration.ofText(
    "contains", "Tells whether a text holds another one.",
    details: "Compares code points; `~` matches regular expressions. Empty text is in every text.",
    other: ParameterInfo("part", "text", help: "The text to look for."), result: "bool",
    terms: ["includes", "find", "like"],
    examples: [
      Example("A part", "contains(\"llama-2-chat\", \"chat\")", expected: "true"),
      Example("Case matters", "contains(\"Llama\", \"llama\")", expected: "false"),
    ])
  static func holds(_ view: TextView, _ other: TextView) -> Bool {
    UnicodeText.firstOffset(of: other, in: view) != nil
  }
}

extension Contains: TextTest {}
