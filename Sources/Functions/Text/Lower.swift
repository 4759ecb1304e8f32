import Catalog
import Columnar

/// `lower(x)`.
enum Lower: ScalarFunction {
  static let declaration = Declaration.ofText(
    "lower", "Gives a text in lower case.",
    details: """
      The default mapping of Unicode, whatever the language of the machine; a Greek sigma that \
      ends a word becomes ς.
      """,
    terms: ["downcase", "lowercase"],
    examples: [
      Example("A name", "lower(\"LLaMA-2\")", expected: "llama-2"),
      Example("Beyond ASCII", "lower(\"ÄRGER\")", expected: "ärger"),
    ])
  static func text(_ view: TextView, _ other: TextView, _ builder: inout TextBuilder) -> TextView? {
    guard UnicodeText.isASCII(view) else {
      return UnicodeText.copy(UnicodeText.lowercased(view.string), &builder)
    }
    return UnicodeText.mapASCII(view, &builder) { $0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0 }
  }
}

extension Lower: TextMap {}
