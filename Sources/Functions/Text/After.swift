import Catalog
import Columnar

/// `after(x, mark)`.
enum After: ScalarFunction {
  static let declaration = Declaration.ofText(
    "after", "Gives the part of a text after the first place of another one.",
    details: "Null when the text does not hold it.",
    other: ParameterInfo("mark", "text", help: "The text to look for."),
    terms: ["suffix", "split"],
    examples: [
      Example("A name", "after(\"meta-llama/Llama-2\", \"/\")", expected: "Llama-2"),
      Example("No mark", "after(\"gpt2\", \"/\") ?? \"gpt2\"", expected: "gpt2"),
    ])
  static let textCount = 2
  static let isTotal = false
  static func text(_ view: TextView, _ other: TextView, _ builder: inout TextBuilder) -> TextView? {
    UnicodeText.firstOffset(of: other, in: view).map {
      UnicodeText.part(view, ($0 + other.count)..<view.count)
    }
  }
}

extension After: TextMap {}
