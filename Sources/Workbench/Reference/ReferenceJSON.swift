public import Catalog
import Diagnostics
import QueryLanguage

/// The reference for programs: editors, pages, checks.
public enum ReferenceJSON {
  /// The whole reference as JSON text that ends with a line break.
  ///
  /// `version` grows when a member changes its meaning or goes; new members may come at any time.
  public static func text(_ reference: Reference) -> String {
    let chapters = reference.chapters.map { chapter in
      JSONValue.object([
        "category": .text(chapter.category.rawValue), "title": .text(chapter.category.title),
        "introduction": .text(chapter.category.introduction),
        "entries": .array(chapter.entries.map(entry)),
      ])
    }
    let root = JSONValue.object([
      "format": .text("hfnb reference"), "version": .int(Reference.version),
      "chapters": .array(chapters),
    ])
    return root.rendered() + "\n"
  }

  private static func entry(_ entry: Reference.Entry) -> JSONValue {
    let declaration = entry.declaration
    var members: [String: JSONValue] = [
      "kind": .text(entry.kind.rawValue), "name": .text(entry.title),
      "spellings": .array(entry.spellings.map { .text($0) }),
      "signature": .text(declaration.signature), "summary": .text(declaration.summary),
      "details": .array(ReferenceText.paragraphs(declaration.details).map { .text($0) }),
      "parts": .array(ReferenceText.parts(declaration).map(part)),
      "search": .array(declaration.searchTerms.map { .text($0) }),
      "examples": .array(declaration.examples.map(example)),
    ]
    if !declaration.result.isEmpty { members["result"] = .text(declaration.result) }
    return .object(members)
  }

  private static func part(_ part: ReferenceText.Part) -> JSONValue {
    var members: [String: JSONValue] = [
      "form": .text(part.form), "help": .text(part.help), "required": .bool(part.isRequired),
    ]
    if let value = part.defaultText { members["default"] = .text(value) }
    return .object(members)
  }

  private static func example(_ example: Example) -> JSONValue {
    .object([
      "title": .text(example.title), "query": .text(example.query),
      "result": .text(example.expected),
    ])
  }
}
