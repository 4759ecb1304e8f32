import Catalog
import Columnar

/// `upper(x)`.
enum Upper: ScalarFunction {
  static let declaration = Declaration.ofText(
    "upper", "Gives a text in upper case.",
    details: "The default mapping of Unicode, which can lengthen a text: ß becomes SS.",
    terms: ["upcase", "uppercase"],
    examples: [
      Example("A name", "upper(\"mistral-7b\")", expected: "MISTRAL-7B"),
      Example("Beyond ASCII", "upper(\"straße\")", expected: "STRASSE"),
    ])
  static func text(_ view: TextView, _ other: TextView, _ builder: inout TextBuilder) -> TextView? {
    guard UnicodeText.isASCII(view) else {
      return UnicodeText.copy(view.string.uppercased(), &builder)
    }
    return UnicodeText.mapASCII(view, &builder) { $0 >= 0x61 && $0 <= 0x7A ? $0 & 0xDF : $0 }
  }
}

extension Upper: TextMap {}
