import Catalog
import Columnar

/// `trim(x)`.
enum Trim: ScalarFunction {
  static let declaration = Declaration.ofText(
    "trim", "Removes white space from both ends of a text.",
    details: "Spaces, tabs, line breaks and the other white space of Unicode.",
    terms: ["strip"],
    examples: [
      Example("Spaces", "trim(\"  a b \")", expected: "a b"),
      Example("Nothing left", "length(trim(\"   \"))", expected: "0"),
    ])
  static func text(_ view: TextView, _ other: TextView, _ builder: inout TextBuilder) -> TextView? {
    UnicodeText.trimmed(view)
  }
}

extension Trim: TextMap {}
