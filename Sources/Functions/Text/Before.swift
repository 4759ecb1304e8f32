import Catalog
import Columnar

/// `before(x, mark)`.
enum Before: ScalarFunction {
  static let declaration = Declaration.ofText(
    "before", "Gives the part of a text before the first place of another one.",
    details: "Null when the text does not hold it.",
    other: ParameterInfo("mark", "text", help: "The text to look for."),
    terms: ["prefix", "split"],
    examples: [
      Example("An author", "before(\"meta-llama/Llama-2\", \"/\")", expected: "meta-llama"),
      Example("No mark", "before(\"gpt2\", \"/\") ?? \"none\"", expected: "none"),
    ])
  static let textCount = 2
  static let isTotal = false
  static func text(_ view: TextView, _ other: TextView, _ builder: inout TextBuilder) -> TextView? {
    UnicodeText.firstOffset(of: other, in: view).map { UnicodeText.part(view, 0..<$0) }
  }
}

extension Before: TextMap {}
