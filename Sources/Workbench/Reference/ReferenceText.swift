import Catalog
import Diagnostics
import QueryLanguage

/// What the forms of the reference have in common.
enum ReferenceText {
  /// One clause of a verb, or one parameter of anything else.
  struct Part {
    var form: String
    var help: String
    var isRequired: Bool
    var defaultText: String?
  }

  /// The clauses or parameters of a declaration, in the order in which they are written.
  static func parts(_ declaration: Declaration) -> [Part] {
    declaration.clauses.map {
      Part(
        form: $0.repeats ? $0.signature : $0.spelling, help: $0.help, isRequired: $0.isRequired)
    }
      + declaration.parameters.map {
        Part(
          form: "\($0.name): \($0.type)", help: $0.help, isRequired: $0.defaultText == nil,
          defaultText: $0.defaultText)
      }
  }

  /// The paragraphs of a text.
  static func paragraphs(_ text: String) -> [String] {
    text.split(separator: "\n").map(String.init)
  }

  /// A text in lines of at most `width` cells.
  static func wrapped(_ text: String, width: Int = 110) -> [String] {
    WordWrap.lines(text, width: width)
  }

  /// A text for a cell of a Markdown table.
  static func cell(_ text: String) -> String {
    text.split(separator: "|", omittingEmptySubsequences: false).joined(separator: "\\|")
  }

  /// A text as inline code for a cell of a Markdown table.
  static func code(_ text: String) -> String { "`" + cell(text) + "`" }
}
