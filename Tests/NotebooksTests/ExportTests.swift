import Diagnostics
import Testing

@testable import Notebooks

@Suite("Export")
struct ExportTests {
  /// Text that tries to become markup or script wherever it is written.
  private static let attacks = [
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "\"><svg onload=alert(1)>",
    "' onmouseover='alert(1)", "</style><script>alert(1)</script>", "</title><b>",
    "<!-- --><i>x</i>",
    "[a](javascript:alert(1))", "![a](javascript:alert(1))", "<javascript:alert(1)>",
    "[a](JaVaScRiPt&colon;alert(1))", "[a](java&#10;script:alert(1))", "[a](data:text/html,<b>)",
    "![a](data:image/svg+xml;base64,PHN2Zz4=)", "[a](vbscript:x)", "[a](//evil.example/)",
    "![a](https://evil.example/track.png)", "<iframe src=//evil.example></iframe>", "&lt;b&gt;",
    "\u{0}<\u{0}script>", "[x]: javascript:alert(1)\n\n[x]", "`</code><b>`", "<a href=\"x\">y</a>",
  ]

  /// The tags and attributes that a page may hold outside of drawings.
  private static func violations(_ html: String) -> [String] {
    let lower = html.lowercased()
    let forbidden = [
      "<script", "<iframe", "<object", "<embed", "<form", "<base", "<link", "href=\"javascript",
      "href=\"vbscript", "href=\"data:", "href=\"//", "src=\"http", "src=\"//", "src=\"javascript",
      "src=\"data:image/svg", "<b>", "<i>", "<svg onload", "<img src=x",
    ]
    return forbidden.filter { lower.contains($0) } + eventAttributes(lower)
  }

  /// Attributes inside tags whose names begin with `on`.
  private static func eventAttributes(_ html: String) -> [String] {
    html.split(separator: "<").compactMap { piece in
      let tag = piece.prefix { $0 != ">" }
      // Text between quotes is a value, not a name.
      let names = tag.split(separator: "\"", omittingEmptySubsequences: false).enumerated()
        .filter { $0.offset.isMultiple(of: 2) }.map { String($0.element) }.joined(separator: " ")
      return names.contains(" on") ? String(tag) : nil
    }
  }

  @Test("hostile prose stays text", arguments: attacks)
  func hostileProse(_ attack: String) {
    for text in [
      attack, "# \(attack)\n", "| a |\n|---|\n| \(attack) |\n", "- > \(attack)\n", "x \(attack)",
    ] {
      let run = NotebookRun(notebook: Sample.parse(text).notebook, path: "n.hfnb")
      #expect(Self.violations(HTMLExporter().export(run)) == [], "\(text)")
    }
  }

  @Test("hostile titles, captions, values, notes and messages stay text", arguments: attacks)
  func hostileValues(_ attack: String) {
    let line = String(attack.map { $0 == "\n" || $0 == "\u{0}" ? " " : $0 })
    let quoted = line.split(separator: "\\", omittingEmptySubsequences: false).joined(
      separator: "\\\\"
    )
    .split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\\\"")
    let text = """
      ---
      hfnb: 1
      title: "\(quoted)"
      summary: "\(quoted)"
      authors: ["\(quoted)"]
      tags: ["\(quoted)"]
      ---

      ```hfq a
      #| caption: \(line)
      \(line)
      ```

      ```exercise b
      ask: \(line)
      ```
      """
    let (notebook, diagnostics) = Sample.parse(text, name: attack)
    #expect(diagnostics.isEmpty)
    #expect(notebook.header.title == line)
    let table = OutputTable(
      columns: [.init(attack, isNumeric: true)], rows: [[attack], [nil]], totalRows: 9)
    let span = notebook.cells.first.map { Span($0.sourceText(in: attack), 0, 3) }
    let finding = Diagnostic(
      "E1", attack, at: span, label: attack, details: [attack], fix: .init(attack))
    let run = NotebookRun(
      notebook: notebook, path: attack, parameters: [.init(attack, attack)],
      data: [.init(name: attack, path: attack, bytes: 1, digest: attack)],
      cells: [
        CellRun(
          id: "a", status: .skipped(needs: [attack]),
          outputs: [CellOutput(table: table), CellOutput([.plainText: Array(attack.utf8)])],
          notes: [attack], diagnostics: [finding])
      ])
    #expect(Self.violations(HTMLExporter().export(run)) == [])
    let page = MarkdownExporter().export(run).text
    let prose = Notebook.parse(SourceText(name: "x", text: page)).notebook.blocks
    for case .prose(let block) in prose {
      #expect(Self.violations(MarkdownProse.html(block.text)) == [])
    }
  }

  @Test("safe links and images are kept")
  func links() {
    let html = MarkdownProse.html(
      "[a](https://x.org/?q=1&r=2) [b](#part) [c](other.md) <m@x.org> ![i](pic.png) [d](HTTP://x)")
    for part in [
      "href=\"https://x.org/?q=1&amp;r=2\"", "href=\"#part\"", "href=\"other.md\"",
      "href=\"mailto:m@x.org\"", "src=\"pic.png\"", "href=\"HTTP://x\"",
    ] {
      #expect(html.contains(part), "\(part)")
    }
    #expect(MarkdownProse.html("a <b>x</b>") == "<p>a &lt;b&gt;x&lt;/b&gt;</p>\n")
    #expect(MarkdownProse.html("[a](javascript:x)") == "<p>a</p>\n")
    #expect(MarkdownProse.html("<!-- cell -->\n") == "")
    #expect(MarkdownProse.html("") == "")
  }

  @Test("prose of a hostile shape neither hangs nor crashes")
  func hostileShapes() {
    let shapes = [
      String(repeating: ">", count: 200_000), String(repeating: "[", count: 200_000),
      String(repeating: "![[]()", count: 100_000), String(repeating: "a@", count: 200_000),
      String(repeating: "<!--", count: 100_000), String(repeating: "*a _b ", count: 100_000),
      String(repeating: "- ", count: 100_000),
      "|a|\n|-|\n" + String(repeating: "|", count: 300_000),
      String(repeating: "Honest prose with *emphasis*.\n\n", count: 30_000),
    ]
    let clock = ContinuousClock()
    for shape in shapes {
      var html = ""
      let time = clock.measure { html = MarkdownProse.html(shape) }
      #expect(!html.isEmpty)
      #expect(time < .seconds(10))
    }
  }

  @Test("a page is one well-formed document without script")
  func wellFormed() {
    let html = HTMLExporter().export(Sample.run())
    #expect(!html.lowercased().contains("<script"))
    #expect(html.contains("default-src 'none'; style-src 'unsafe-inline'; img-src data:"))
    #expect(html.hasSuffix("</html>\n"))
    #expect(html.components("<h1>") == 1)
    #expect(Self.unbalancedTags(html) == [])
    #expect(html.contains("<svg xmlns"))
    #expect(!html.contains("<?xml"))
    #expect(html.contains("<td>chat | &lt;b&gt;</td>"))
    #expect(html.contains("Showing 5 of 187 rows."))
    #expect(html.contains("-p &#39;span=2023-01 .. it&#39;\\&#39;&#39;s&#39;"))
    #expect(html.contains("Skipped: needs <a href=\"#broken\">broken</a>."))
    #expect(html.contains("^^^^^^ did you mean `color`?"))
  }

  /// The tags that are not closed in the order in which they were opened.
  private static func unbalancedTags(_ html: String) -> [String] {
    let void: Set<String> = ["meta", "br", "hr", "img", "input", "!DOCTYPE"]
    var open: [String] = []
    var wrong: [String] = []
    for piece in html.split(separator: "<").dropFirst(html.hasPrefix("<") ? 0 : 1) {
      let tag = piece.prefix { $0 != ">" }
      let name = String(tag.drop { $0 == "/" }.prefix { $0 != " " && $0 != "/" && $0 != "\n" })
      if void.contains(name) || tag.hasSuffix("/") { continue }
      if !tag.hasPrefix("/") {
        open.append(name)
      } else if open.popLast() != name {
        wrong.append(name)
      }
    }
    return wrong + open
  }

  @Test("equal inputs give equal bytes")
  func deterministic() {
    let first = HTMLExporter().export(Sample.run())
    #expect(first == HTMLExporter().export(Sample.run()))
    let markdown = MarkdownExporter().export(Sample.run())
    #expect(markdown == MarkdownExporter().export(Sample.run()))
    #expect(markdown.files.map(\.name) == ["by-month-chart.svg"])
    #expect(markdown.text.contains("![The same, drawn](by-month-chart.svg)"))
    #expect(markdown.text.contains("| 2024-03 | chat \\| \\<b\\> | 1502 |  |"))
  }

  @Test("code is folded, shown or hidden")
  func codeDisplay() {
    let run = Sample.run()
    let shown = HTMLExporter(code: .show).export(run)
    #expect(shown.components("<details class=\"code\" open>") == 4)
    #expect(shown.components("<details class=\"code\">") == 1)
    let folded = HTMLExporter(code: .fold).export(run)
    #expect(folded.components("<details class=\"code\">") == 5)
    #expect(HTMLExporter(code: .hide).export(run).components("<details class=\"code\"") == 0)
  }

  @Test("a notebook that was not run says so, and one without anything is a page")
  func notRun() {
    let run = NotebookRun(notebook: Sample.parse("```hfq a\nlb\n```\n").notebook, path: "n.hfnb")
    #expect(HTMLExporter().export(run).contains("Not run."))
    let empty = NotebookRun(notebook: Sample.parse("").notebook, path: "n.hfnb")
    #expect(HTMLExporter().export(empty).contains("<title>n.hfnb</title>"))
    #expect(MarkdownExporter().export(empty).text.hasSuffix("```\n"))
  }

  @Test("colouring changes no character of the code")
  func highlighting() {
    let html = CodeHighlighter.html("let a = lb | top 5 by `x y` # \"c\"\n| derive s = f\"<{n}>\"")
    #expect(
      html == "<span class=\"tk\">let</span> a = lb <span class=\"tp\">|</span> "
        + "<span class=\"tv\">top</span> <span class=\"tn\">5</span> by "
        + "<span class=\"tq\">`x y`</span> <span class=\"tc\"># &quot;c&quot;</span>\n"
        + "<span class=\"tp\">|</span> <span class=\"tv\">derive</span> s = "
        + "<span class=\"ts\">f&quot;&lt;{n}&gt;&quot;</span>")
  }
}

extension String {
  /// How often a text occurs.
  func components(_ part: String) -> Int {
    var count = 0
    var rest = self[...]
    while let range = rest.firstRange(of: part) {
      count += 1
      rest = rest[range.upperBound...]
    }
    return count
  }
}
