import CMarkdown

/// Prose on its way into a page.
enum MarkdownProse {
  /// Turns Markdown into HTML that cannot run or load anything; raw HTML in it becomes text.
  ///
  /// Text of a shape that no honest document has, such as thousands of nested quotations, is shown
  /// as it is written.
  static func html(_ markdown: String) -> String {
    var markdown = markdown
    let converted: String? = markdown.withUTF8 { text in
      text.withMemoryRebound(to: CChar.self) { characters in
        // An empty text has no address.
        guard let base = characters.baseAddress else { return "" }
        var length = 0
        guard let html = cmd_to_html(base, characters.count, &length) else { return nil }
        defer { cmd_free(html) }
        return html.withMemoryRebound(to: UInt8.self, capacity: length) {
          String(decoding: UnsafeBufferPointer(start: $0, count: length), as: UTF8.self)
        }
      }
    }
    return converted.map(reachable)
      ?? "<pre class=\"plain\" tabindex=\"0\">\(HTMLText.escaped(markdown))</pre>\n"
  }

  /// HTML in which blocks that may scroll are reached by keyboard, and no header cell is empty.
  ///
  /// Angle brackets of the author's are text by now, so every tag is one that was made here.
  private static func reachable(_ html: String) -> String {
    var out = html.replacing("<pre>", with: "<pre tabindex=\"0\">")
    for side in ["left", "center", "right"] {
      out = out.replacing("<th style=\"text-align: \(side)\"></th>", with: "<td></td>")
    }
    out = out.replacing("<th></th>", with: "<td></td>")
    return out
  }

  /// The words of a heading of the first level that a text begins with, and the text after it.
  static func leadingHeading(_ markdown: String) -> (words: String, rest: String)? {
    let lines = markdown.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    guard
      let first = lines.firstIndex(where: { line in
        line.contains { $0 != 32 && $0 != 9 && $0 != 13 }
      })
    else { return nil }
    let line = String(decoding: lines[first], as: UTF8.self)
    guard line.hasPrefix("# ") else { return nil }
    let rest = lines[(first + 1)...].map { String(decoding: $0, as: UTF8.self) }
    return (line.dropFirst(2).trimmingSpaces(), rest.joined(separator: "\n"))
  }
}
