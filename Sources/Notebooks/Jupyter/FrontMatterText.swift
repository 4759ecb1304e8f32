import Diagnostics

/// The front matter of a notebook that came from Jupyter.
enum FrontMatterText {
  /// The lines with their rules; nil when the notebook has none.
  static func make(_ document: JupyterDocument, _ report: inout ImportReport) -> String? {
    let title = document.metadata["title"]?.asText
    if document.isOwn {
      if let lines = document.metadata["hfnb"]?["front_matter"]?.asTexts {
        let kept = lines.flatMap { $0.split(separator: "\n", omittingEmptySubsequences: false) }
          .map(String.init)
        if let text = valid(retitled(kept, title)) ?? valid(kept) { return text }
        report.add(.options, "the front matter cannot be read")
      } else if title == nil {
        return nil
      }
    }
    var lines = ["hfnb: 1"]
    if let title = title.map(oneLine), !title.isEmpty { lines.append("title: \(quoted(title))") }
    let authors = (document.metadata["authors"]?.asArray ?? []).compactMap {
      ($0.asText ?? $0["name"]?.asText).map(oneLine)
    }.filter { !$0.isEmpty }
    if !authors.isEmpty {
      lines.append("authors: [\(authors.map(quoted).joined(separator: ", "))]")
    }
    return valid(lines) ?? "---\nhfnb: 1\n---"
  }

  /// The lines with another title, where it was changed in Jupyter.
  private static func retitled(_ lines: [String], _ title: String?) -> [String] {
    guard let title = title.map(oneLine), !title.isEmpty,
      header(lines)?.title.map({ oneLine($0) != title }) ?? true
    else { return lines }
    var changed = lines
    let line = "title: \(quoted(title))"
    if let index = lines.firstIndex(where: { $0.hasPrefix("title:") }) {
      changed[index] = line
    } else {
      changed.insert(line, at: lines.firstIndex { $0.hasPrefix("hfnb:") }.map { $0 + 1 } ?? 0)
    }
    return changed
  }

  /// The text of some lines, when they are a front matter without an error.
  private static func valid(_ lines: [String]) -> String? {
    header(lines) == nil ? nil : (["---"] + lines + ["---"]).joined(separator: "\n")
  }

  private static func header(_ lines: [String]) -> NotebookHeader? {
    let text = (["---"] + lines + ["---", ""]).joined(separator: "\n")
    let (notebook, findings) = Notebook.parse(SourceText(name: "front matter", text: text))
    guard findings.isEmpty, notebook.blocks.count == 1, notebook.text == text else { return nil }
    return notebook.header
  }

  private static func oneLine(_ text: String) -> String {
    let plain = text.unicodeScalars.filter {
      $0.value != 0xFEFF && !(0x7F..<0xA0).contains($0.value) && $0.value < 0xFFFE
        && !(0x2028...0x2029).contains($0.value)
    }.map { $0.value < 32 ? " " : String($0) }
    return plain.joined().trimmingSpaces()
  }

  /// A value as YAML reads it: plain where nothing in it is a mark, else in quotes.
  private static func quoted(_ text: String) -> String {
    let isPlain = text.utf8.allSatisfy { byte in
      byte == 32 || (48...57).contains(byte) || (97...122).contains(byte | 0x20) || byte >= 0x80
    }
    if isPlain { return text }
    let escaped = text.unicodeScalars.map {
      $0 == "\"" || $0 == "\\" ? "\\\($0)" : String($0)
    }
    return "\"\(escaped.joined())\""
  }
}
