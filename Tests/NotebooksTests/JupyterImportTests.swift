import Diagnostics
import Testing

@testable import Notebooks

@Suite("Import from Jupyter")
struct JupyterImportTests {
  private func read(_ text: String, keepingText: Bool = false) throws -> JupyterImport {
    try JupyterImporter(keepsTextOutputs: keepingText).read(Array(text.utf8), name: "n.ipynb")
  }

  private func messages(_ result: JupyterImport) -> String {
    result.findings.map { DiagnosticRenderer().render($0) }.joined()
  }

  /// Notebooks that differ in everything that an export has to keep.
  private static let corpus: [String] =
    Sample.corpus + [
      Sample.report,
      "---\nhfnb: 1\n# a comment\ntitle:   \"q \\\" \"\nx:\n  other: [1, 2]\n---\n\ntext\n",
      "a\n\n<!-- cell -->\n\nb\n\n\n<!-- cell -->\n\nc\n\n```md\nx\n\n<!-- cell -->\n\ny\n```\n",
      "<!-- cell -->\n\na\n\n<!-- cell -->\n",
      "```hfq c-0123abcd\nx\n```\n\n```hfq deadbeef\nx\n```\n",
      "`````hfq a\nx\n`````\n\n```hfq b\n#| tags: hide-input, b  c\n#| show: none\n#| fold: true\n"
        + "#| error: E201\n#| run: false\n#| caption: a: b \"c\"\n#| digits: 3\n\nlb\n\n\n```\n",
      "````exercise e\nask: a\n  b\nstart:\n  ```\n  x\nsolution: y\n````\n",
      "```exercise f\nask:\n```\n", "\n---\n\ntext\n", "~~~hfq\n```hfq x\n~~~\n\n    ```hfq\n",
      "```hfq\n# only a comment\n```\n\n```hfq\n# only a comment\n```\n",
      "tab\there \u{200B}\u{7F}\u{1}\n",
    ]

  @Test("what was exported comes back, byte by byte", arguments: corpus.indices)
  func roundTrip(_ index: Int) throws {
    let (notebook, findings) = Sample.parse(Self.corpus[index])
    guard findings.allSatisfy({ $0.severity != .error }) else { return }
    let canonical = notebook.formatted { _ in nil }
    let exported = JupyterExporter().export(NotebookRun(notebook: notebook, path: "n.hfnb"))
    let result = try read(exported)
    #expect(result.text == canonical)
    #expect(result.findings.isEmpty, "\(messages(result))")
    let second = Sample.parse(result.text).notebook
    #expect(JupyterExporter().export(NotebookRun(notebook: second, path: "n.hfnb")) == exported)
  }

  @Test("results do not change what comes back") func withResults() throws {
    let result = try read(JupyterExporter().export(Sample.run()))
    #expect(result.text == Sample.run().notebook.formatted { _ in nil })
  }

  @Test("a stranger's notebook keeps its prose and shows its code") func wild() throws {
    let result = try read(JupyterSample.wild)
    #expect(
      result.text == """
        ---
        hfnb: 1
        ---

        # Sales
        <div align='center'>x</div>

        ~~~python
        %matplotlib inline
        !pip install -q pandas
        files = !ls
        t = %timeit -o f()
        df.head?
        a = 7 % b
        x != y
        # %not a magic
        print(1)
        ~~~

        ~~~python
        df
        ~~~

        ~~~python
        %%bash
        echo '~~~~'
        ```

        ~~~

        ~~~html
        <b>raw</b>
        ~~~

        """)
    #expect(result.runnableCells == 0 && result.shownCells == 6)
    #expect(
      messages(result) == """
        warning[W610]: n.ipynb: 3 code cells of another language: shown as text, not run
          cell 2 (python)
          cell 3 (python)
          cell 5 (python)
          Rewrite them as `hfq` cells where results are needed.
        warning[W611]: n.ipynb: 6 lines for the notebook's own shell, left as text
          cell 2, line 1: %matplotlib inline
          cell 2, line 2: !pip install -q pandas
          cell 2, line 3: files = !ls
          cell 2, line 4: t = %timeit -o f()
          cell 2, line 5: df.head?
          cell 5, line 1: %%bash
          They are commands of that tool and were not translated.
        warning[W613]: n.ipynb: 2 cells with outputs that are not kept
          cell 2: 1 with text; `--keep-text-outputs` keeps it
          cell 3: 4 with HTML, pictures or controls, 2 with text; `--keep-text-outputs` keeps it
        warning[W616]: n.ipynb: 1 raw cell, shown as text
          cell 6

        """)
  }

  @Test("text of outputs is kept when asked for, HTML and script never") func textOutputs() throws {
    let result = try read(JupyterSample.wild, keepingText: true)
    #expect(result.text.contains("~~~text\nred 1\n2\n~~~\n"))
    #expect(result.text.contains("~~~text\n   a\n0  1\nKeyError: 'b'\n~~~\n"))
    for word in ["script", "alert", "Figure", "HBox", "\u{1B}"] {
      #expect(!result.text.contains(word), "\(word)")
    }
  }

  @Test("parameters become statements when they are plain") func parameters() throws {
    let result = try read(JupyterSample.parameters)
    #expect(
      result.text == """
        ---
        hfnb: 1
        title: no
        authors: ["Ada: A.", Ben]
        ---

        ```hfq parameters
        # What to look at
        param year: int = 2024
        param alpha: number = 0.05 "level of \\"significance\\""
        param name: text = "north"
        param is_open: bool = true

        param shift: int = -1000
        param rate: number = 0.001
        ```

        ~~~python
        day = date.today()
        ~~~

        """)
    for line in [
      "a = [1]", "a = b", "a += 1", "a == 1", "if x:\n  a = 1", "a = 'x' + 'y'",
      "a = \"\"\"x\"\"\"",
      "a = 'it\\'s'", "a = 1\na = 2", "let = 1", "_a = 1", "a = 0x10", "a = 1e999", "a = None", "",
      "import x", "a = 99999999999999999999", "a, b = 1, 2", "a = 1; b = 2",
    ] {
      #expect(PlainAssignments.parameters(line) == nil, "\(line)")
    }
    #expect(PlainAssignments.parameters("a <- 5L # n") == "param a: int = 5 \"n\"")
    #expect(PlainAssignments.parameters("b = ''; ") == "param b: text = \"\"")
  }

  @Test("format 3 is read") func old() throws {
    let result = try read(JupyterSample.old, keepingText: true)
    #expect(
      result.text
        == "---\nhfnb: 1\n---\n\n## Old\n\n~~~python\n1 + 1\n~~~\n\n~~~text\n2\nE: v\n~~~\n")
  }

  @Test("other languages keep their names, and no fence of theirs runs")
  func languages() throws {
    for language in JupyterSample.languages {
      let result = try read(JupyterSample.kernel(language))
      #expect(result.runnableCells == 0, "\(language)")
      #expect(!messages(result).contains("W611"), "\(language)")
      #expect(result.text.contains("%x <- 1"))
    }
    #expect(try read(JupyterSample.kernel("R")).text.contains("~~~r\n"))
    #expect(try read(JupyterSample.kernel("日本")).text.contains("~~~code\n"))
  }

  @Test("changes made in Jupyter are taken over") func changes() throws {
    let cells = [
      JupyterSample.code("9f0a1c2e", "x", metadata: #"{"tags": ["skip-execution", "my tag"]}"#),
      JupyterSample.code("Two_3", "y", metadata: #"{"jupyter": {"source_hidden": true}}"#),
      JupyterSample.code(
        "two-3", "x",
        metadata: #"{"tags": ["hide-output"], "hfnb": {"options": ["show: result", "digits: 3"]}}"#),
      JupyterSample.code(nil, "z", metadata: #"{"tags": ["raises-exception"]}"#),
      JupyterSample.code(
        "plain", "x", metadata: #"{"tags": [], "hfnb": {"options": ["error: E201"]}}"#),
    ]
    let facts =
      ##", "title": "New: 1", "hfnb": {"front_matter": ["# c", "hfnb: 1", "title: Old"]}"##
    let result = try read(
      JupyterSample.own(cells.joined(separator: ","), metadata: facts))
    #expect(
      result.text == """
        ---
        # c
        hfnb: 1
        title: "New: 1"
        ---

        ```hfq
        #| run: false
        #| tags: my-tag
        x
        ```

        ```hfq two-3-2
        #| fold: true
        y
        ```

        ```hfq two-3
        #| show: code
        #| digits: 3
        x
        ```

        ```hfq
        #| error: expected
        z
        ```

        ```hfq plain
        x
        ```

        """)
    #expect(messages(result).contains("cell 2: `Two_3` is `two-3-2` now"))
    #expect(messages(result).contains("cell 4 has none; it is named after its text"))
  }

  @Test("ids are mended: doubled ones are numbered, random ones dropped") func ids() throws {
    let cells = ["a", "a", "a-2", "0", "550e8400-e29b-41d4-a716-446655440000"].map {
      (id: String) in JupyterSample.code(id, "x \(id)")
    }
    let result = try read(JupyterSample.own(cells.joined(separator: ",")))
    let notebook = Sample.parse(result.text).notebook
    #expect(notebook.cells.map { $0.hasExplicitId ? $0.id : "" } == ["a", "a-3", "a-2", "", ""])
    #expect(messages(result).contains("warning[W614]: n.ipynb: 2 cell ids mended"))
  }

  @Test("nothing in text becomes a cell, and nothing is left open") func shielded() throws {
    let markdown = [
      "```hfq x\\nlb\\n```", "```hfq\\nlb", "```python\\nx = 1", "~~~\\nopen",
      "---\\nhfnb: 1\\n---",
      "<<<<<<< a\\nx\\n=======\\ny\\n>>>>>>> b", "a\\r\\n\\r\\n```exercise e\\r\\nask: x\\r\\n```",
      "\\ufeffa", "````hfq a\\n```\\n````\\n\\n```hfq b\\n```",
    ]
    for text in markdown {
      let cells = JupyterSample.markdown(text) + "," + JupyterSample.code("end", "lb")
      let result = try read(JupyterSample.own(cells))
      let (notebook, findings) = Sample.parse(result.text)
      #expect(findings.allSatisfy { $0.severity != .error }, "\(text)")
      #expect(notebook.cells.map(\.id) == ["end"], "\(text): \(result.text)")
      #expect(notebook.exercises.isEmpty)
    }
  }

  @Test("code that no cell can hold is shown") func code() throws {
    let conflict = try read(
      JupyterSample.own(JupyterSample.code("a", "<<<<<<< a\\nx\\n=======\\ny\\n>>>>>>> b")))
    #expect(conflict.text.hasPrefix("~~~hfq\n<<<<<<< a\n"))
    let fenced = try read(JupyterSample.own(JupyterSample.code("a", "```\\n````hfq b\\n```")))
    #expect(Sample.parse(fenced.text).notebook.cells.map(\.code) == ["```\n````hfq b\n```"])
    let late = try read(JupyterSample.own(JupyterSample.code("a", "#| nothing: 1\\nx")))
    #expect(late.text == "```hfq a\n\n#| nothing: 1\nx\n```\n")
    let options = try read(
      JupyterSample.own(
        JupyterSample.code("a", "x", metadata: #"{"hfnb": {"options": ["digits: 99"]}}"#)))
    #expect(options.text == "```hfq a\n# digits: 99\n\nx\n```\n")
    #expect(messages(options).contains("warning[W618]"))
  }

  @Test("an exercise that was typed into keeps the author's text") func exercises() throws {
    let text = "```exercise e\nask: Do it.\nstart:\n  lb\nsolution: lb | top 1 by n\n```\n"
    let exported = JupyterExporter().export(
      NotebookRun(notebook: Sample.parse(text).notebook, path: "n.hfnb"))
    let edited = exported.replacing("    \"lb\"\n", with: "    \"lb | mine\"\n")
      .replacing("   \"lb\"\n", with: "   \"lb | mine\"\n")
    #expect(edited != exported)
    let result = try read(edited)
    #expect(result.text == text)
    #expect(messages(result).contains("what was typed into the exercise `e`"))
  }

  @Test("pasted pictures become files, other attachments are told") func pictures() throws {
    let cell = #"""
      {"cell_type": "markdown", "metadata": {}, "source": "![a](attachment:My%20Pic.png) ![b](attachment:x.svg)",
       "attachments": {"My Pic.png": {"image/png": "iVBORw0KGgo="}, "x.svg": {"image/svg+xml": "PHN2Zz4="},
        "y.png": {"image/png": "!!"}}}
      """#
    let result = try read(JupyterSample.own(cell))
    #expect(result.text == "![a](files/my-pic.png) ![b](attachment:x.svg)\n")
    #expect(result.attachments.map(\.path) == ["files/my-pic.png"])
    #expect(result.attachments[0].bytes == [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])
    #expect(messages(result).contains("2 pictures in cells left out"))
  }

  @Test("base 64 goes both ways") func base64() {
    for count in 0..<40 {
      let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 37 &+ count) }
      #expect(Base64.decode(Base64.encode(bytes)) == bytes)
    }
    #expect(Base64.encode(Array("Man".utf8)) == "TWFu" && Base64.encode([77]) == "TQ==")
    for wrong in ["T", "TQ=", "TQ==TQ", "T!==", "TWFu="] { #expect(Base64.decode(wrong) == nil) }
  }

  private static let brokenTexts: [(text: String, message: String)] = [
    ("", "The file is empty."), ("{", "line 1, column 2: the text ends too early"),
    ("{\n \"a\": 1,\n}", "line 3, column 1: the name of a member is missing"),
    ("[1 2]", "line 1, column 4: `,` or `]` is missing"), ("{\"a\" 1}", "`:` is missing"),
    ("\"a\nb\"", "a text goes over the end of its line"), ("\"a", "a text is never closed"),
    ("01", "a number begins with 0"), ("1.", "the text ends too early"), ("nul", "no value begins"),
    ("\"\\x\"", "an escape is not one of JSON"), ("{} {}", "something stands after the end"),
    ("\u{FEFF}{\"a\": tru}", "no value begins like this"),
    ("<<<<<<< HEAD\n{}", "The line begins an unfinished merge"),
    ("{\n<<<<<<< HEAD\n}", "line 2, column 1"),
    (String(repeating: "[", count: 100_000), "nest deeper than 200"),
    ("[]", "has no `nbformat`"), ("{\"nbformat\": \"4\"}", "has no `nbformat`"),
    ("{\"nbformat\": 2}", "its format 2 is from before 2013"),
    ("{\"nbformat\": 9}", "it has format 9"), ("{\"nbformat\": 4}", "it has no list of cells"),
    ("{\"nbformat\": 4, \"cells\": {}}", "it has no list of cells"),
  ]

  @Test("what is no notebook is told, with its place", arguments: brokenTexts.indices)
  func broken(_ index: Int) {
    let (text, message) = Self.brokenTexts[index]
    do {
      _ = try JupyterImporter().read(Array(text.utf8), name: "n.ipynb")
      Issue.record("read: \(text.prefix(40))")
    } catch {
      let shown = DiagnosticRenderer().render(error)
      #expect(shown.contains(message), "\(shown)")
      #expect(error.code == "E690" || error.code == "E691")
    }
  }

  @Test("odd members, half characters and UTF-16 are survived") func odd() throws {
    let text = #"""
      {"cells": [7, {}, {"cell_type": "video"}, {"cell_type": "code", "source": 5, "metadata": []},
       {"cell_type": "code", "id": 4, "source": ["a\ud800b", "\udc00\ud83d\ude00"], "outputs": {"x": NaN},
        "metadata": {"tags": "x", "hfnb": 3, "jupyter": [true]}}],
       "metadata": {"kernelspec": {"name": "hfnb"}, "hfnb": {"front_matter": ["hfnb: 1", "bad: ["]},
        "authors": 3}, "nbformat": 4.0, "nbformat_minor": 4}
      """#
    let result = try read("\u{FEFF}" + text)
    #expect(
      result.text
        == "---\nhfnb: 1\n---\n\n```hfq\n```\n\n```hfq\na\u{FFFD}b\u{FFFD}\u{1F600}\n```\n")
    let shown = messages(result)
    for part in [
      "4 parts left out", "cell 1: no kind of cell", "cell 3: kind `video`",
      "cell 4: its text is no text", "2 of them, written as \u{FFFD} now",
      "the front matter cannot be read",
    ] {
      #expect(shown.contains(part), "\(part): \(shown)")
    }
    let wide: [UInt8] = [0xFF, 0xFE] + text.utf8.flatMap { [$0, 0] as [UInt8] }
    #expect(throws: Diagnostic.self) { try JupyterImporter().read(wide, name: "n") }
  }

  @Test("huge outputs are cut, and said to be") func huge() throws {
    let line = String(repeating: "x", count: 10_000)
    let text = String(repeating: "\(line)\\n", count: 300)
    let cell = """
      {"cell_type": "code", "metadata": {}, "source": "1", "outputs": [
       {"output_type": "stream", "name": "stdout", "text": "\(text)"}]}
      """
    let result = try read(
      "{\"cells\": [\(cell)], \"metadata\": {}, \"nbformat\": 4, \"nbformat_minor\": 2}",
      keepingText: true)
    #expect(result.text.utf8.count < 220_000)
    #expect(result.text.contains("… 100 more lines"))
    #expect(messages(result).contains("cell 1: 100 lines of text"))
  }
}
