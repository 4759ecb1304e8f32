public import Catalog
import Diagnostics
import Notebooks

/// The reference as notebooks that can be run: one for each category.
public enum ReferenceNotebooks {
  /// The notebooks by file name, in the order of the chapters.
  public static func all(_ reference: Reference) -> [(name: String, text: String)] {
    reference.chapters.enumerated().map { index, chapter in
      let number = index + 1 < 10 ? "0\(index + 1)" : "\(index + 1)"
      return ("\(number)-\(slug(chapter.category.title)).hfnb", notebook(chapter))
    }
  }

  private static func notebook(_ chapter: Reference.Chapter) -> String {
    var lines = [
      "---", "hfnb: 1", "title: \"Reference: \(chapter.category.title)\"",
      "summary: \"\(chapter.category.introduction)\"", "tags: [reference]", "---", "",
      "Made by `hfnb reference --notebooks` from what each part says of itself.", "",
    ]
    lines += ReferenceText.wrapped(
      chapter.entries.map { "`\($0.title)`" }.joined(separator: ", "))
    for (number, entry) in chapter.entries.enumerated() {
      lines += [""] + section(entry, number: number + 1)
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func section(_ entry: Reference.Entry, number: Int) -> [String] {
    let declaration = entry.declaration
    // A sign such as `*` would be read as Markdown.
    let isName = entry.title.first?.isLetter ?? false
    var lines = ["## " + (isName ? escaped(entry.title) : "`\(entry.title)`"), ""]
    lines += ReferenceText.wrapped(declaration.summary)
    lines += ["", "```text", declaration.signature, "```"]
    if entry.spellings.count > 1 {
      let others = entry.spellings.dropFirst().map { "`\($0)`" }.joined(separator: ", ")
      lines += [""] + ReferenceText.wrapped("Also written \(others).")
    }
    for paragraph in ReferenceText.paragraphs(declaration.details) {
      lines += [""] + ReferenceText.wrapped(paragraph)
    }
    let parts = ReferenceText.parts(declaration)
    if !parts.isEmpty { lines += [""] + table(parts) }
    // Names and signs share the form of an id: letters, digits and hyphens.
    let id = slug(entry.title).isEmpty ? "sign-\(number)" : slug(entry.title)
    for (index, example) in declaration.examples.enumerated() {
      lines += ["", "```hfq \(id)-\(index + 1)", "#| caption: \(caption(example.title))"]
      lines += example.query.split(separator: "\n", omittingEmptySubsequences: false)
        .map(String.init)
      lines += ["```"]
    }
    return lines
  }

  /// A name in which an underscore stands for itself.
  private static func escaped(_ name: String) -> String {
    name.split(separator: "_", omittingEmptySubsequences: false).joined(separator: "\\_")
  }

  private static func table(_ parts: [ReferenceText.Part]) -> [String] {
    ["| Part | Meaning | |", "|---|---|---|"]
      + parts.map { part in
        let state =
          part.isRequired ? "" : part.defaultText.map { "default \($0)" } ?? "optional"
        return "| \(ReferenceText.code(part.form)) | \(ReferenceText.cell(part.help)) | "
          + "\(ReferenceText.cell(state)) |"
      }
  }

  /// A caption is quoted where YAML would read it as something else.
  private static func caption(_ title: String) -> String {
    let isPlain = title.unicodeScalars.allSatisfy {
      $0.properties.isAlphabetic || $0.properties.numericType != nil
        || " ,;()'.-".unicodeScalars
          .contains($0)
    }
    return isPlain ? title : JSONValue.quoted(title)
  }

  /// A text as lower-case words joined by hyphens.
  static func slug(_ text: String) -> String {
    text.lowercased().split { !$0.isASCII || !($0.isLetter || $0.isNumber) }
      .joined(separator: "-")
  }
}
