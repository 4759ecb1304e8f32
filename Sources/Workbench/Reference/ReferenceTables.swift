public import Catalog

/// The tables of the reference that stand in the README.
public enum ReferenceTables {
  private static let begin = "<!-- reference: made by `hfnb reference --readme` -->"
  private static let end = "<!-- end of reference -->"

  /// A text in which the part between the two marks is made anew; nil when it has no marks.
  public static func updated(_ text: String, _ reference: Reference) -> String? {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    guard let first = lines.firstIndex(of: begin), let last = lines.firstIndex(of: end),
      first < last
    else { return nil }
    return (lines[...first] + [""] + tables(reference) + [""] + lines[last...])
      .joined(separator: "\n")
  }

  /// One line for each verb, then the names of all else by category.
  private static func tables(_ reference: Reference) -> [String] {
    var lines = ["| Verb | |", "|---|---|"]
    let entries = reference.chapters.flatMap(\.entries)
    for entry in entries where entry.kind == .verb {
      lines.append("| `\(entry.title)` | \(ReferenceText.cell(entry.declaration.summary)) |")
    }
    lines += ["", "| | Functions |", "|---|---|"]
    for chapter in reference.chapters {
      let names = chapter.entries.filter { $0.kind != .verb }.map { ReferenceText.code($0.title) }
      guard !names.isEmpty else { continue }
      lines.append("| \(chapter.category.title) | \(names.joined(separator: " ")) |")
    }
    return lines
  }
}
