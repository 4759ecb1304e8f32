import Diagnostics
import TestSupport
import Testing

@testable import Notebooks

@Suite("Notebook format")
struct NotebookFormatTests {
  @Test("a notebook is read into its parts")
  func parts() throws {
    let (notebook, diagnostics) = Sample.parse(Sample.monthly)
    #expect(diagnostics.isEmpty)
    #expect(notebook.text == Sample.monthly)
    #expect(notebook.header.title == "Models per month")
    #expect(notebook.header.summary == "What was published, by type: a short look")
    #expect(notebook.header.authors == ["Ada Example", "Ben Example"])
    #expect(notebook.header.tags == ["models", "monthly"])
    #expect(notebook.header.figure == FigureSize(width: 720, height: 360))
    #expect(notebook.header.limits.cell == .seconds(30))
    #expect(notebook.header.limits.notebook == nil)
    #expect(notebook.header.limits.memory == 2_000_000_000)
    let ids = notebook.cells.map(\.id)
    #expect(ids.prefix(3) == ["setup", "by-month", "by-month-chart"])
    #expect(ids.count == 4)
    #expect(notebook.cells[3].hasExplicitId == false)
    #expect(notebook.exercises.map(\.id) == ["busiest"])
    let cell = try #require(notebook.cell("by-month"))
    #expect(cell.code == "lb\n| group by every period(created, grain), type")
    #expect(cell.caption == "New models per period")
    #expect(cell.options.digits == 4)
    // Lines as an editor counts them.
    let lines = Sample.monthly.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines[cell.fenceLine - 1] == "```hfq by-month")
    #expect(lines[cell.firstLine - 1] == "lb")
    let source = cell.sourceText(in: "n.hfnb")
    #expect(source.lineNumber(of: 0) == cell.firstLine)
    #expect(source.name == "n.hfnb, cell by-month")
    #expect(notebook.cell("by-month-chart")?.caption == "The same, drawn")
  }

  @Test("values take the type of their key")
  func typedValues() {
    let text = "---\nhfnb: 1\ntitle: no\nsummary: 1.0\ntags: [true, 2024-01-01, ~]\n---\n"
    let (notebook, diagnostics) = Sample.parse(text)
    #expect(diagnostics.isEmpty)
    #expect(notebook.header.title == "no")
    #expect(notebook.header.summary == "1.0")
    #expect(notebook.header.tags == ["true", "2024-01-01", "~"])
  }

  @Test("every option is read")
  func options() throws {
    let text = """
      ```hfq a
      #| caption: A: b, "c"
      #|show: result
      #| fold: true
      #| run: false
      #| error: E201
      #| digits: 12
      #| tolerance: 4 ulps
      #| limit: 1.5min
      #| cache: never
      #| tags: slow, weekly
      lb
      ```
      """
    let (notebook, diagnostics) = Sample.parse(text)
    #expect(diagnostics.isEmpty)
    let options = try #require(notebook.cells.first).options
    #expect(options.caption == "A: b, \"c\"")
    #expect(options.show == .result)
    #expect(options.fold)
    #expect(!options.run)
    #expect(options.error == .code("E201"))
    #expect(options.digits == 12)
    #expect(options.tolerance == .ulps(4))
    #expect(options.limit == .seconds(90))
    #expect(options.cache == .never)
    #expect(options.tags == ["slow", "weekly"])
    #expect(notebook.cells.first?.firstLine == 12)
  }

  @Test("derived ids keep when a cell is moved or reformatted")
  func derivedIDs() {
    let first = Sample.parse("```hfq\nlb | top 5 by score\n```\n\n```hfq\nx\n```\n").notebook.cells
    let second = Sample.parse(
      "```hfq\nx # note\n```\n```hfq\n#| fold: true\n# why\nlb\n  |top 5   by score\n```\n"
    ).notebook.cells
    #expect(first.map(\.id) == second.map(\.id).reversed())
    #expect(first[0].id != first[1].id)
    // FNV-1a of "x" and a zero byte, folded; computed with Python's integers.
    #expect(first[1].id == "c-bd7df8e2")
    let strings = ["\"a b\"", "\"a  b\"", "\"a#b\"", "'a b'"].map(CellIdentity.derived)
    #expect(Set(strings).count == 4)
  }

  @Test("equal cells get numbered ids, and an author's id is never taken")
  func repeatedIDs() {
    let id = CellIdentity.derived(from: "x")
    let cell = "```hfq\nx\n```\n"
    let ids = Sample.parse(cell + cell + cell + "```hfq \(id)-2\n```\n").notebook.cells.map(\.id)
    #expect(ids == [id, "\(id)-3", "\(id)-4", "\(id)-2"])
  }

  @Test("what only looks like a cell is prose")
  func prose() {
    let texts = [
      "~~~hfq a\nlb\n~~~\n", "    ```hfq a\n    lb\n", "```sql\nhfq\n```\n", "``hfq``\n",
      "````text\n```hfq a\n```\n````\n", "```hfq`a\n", "> ```hfq a\n> ```\n",
      "~~~\n```hfq a\n```\n~~~\n",
    ]
    for text in texts {
      let (notebook, diagnostics) = Sample.parse(text)
      #expect(notebook.cells.isEmpty, "\(text)")
      #expect(diagnostics.isEmpty, "\(text)")
    }
  }

  @Test("an unclosed fence does not hide the cells below it")
  func recovery() {
    let (notebook, diagnostics) = Sample.parse("```hfq a\nx\n\n```hfq b\ny\n```\n")
    #expect(notebook.cells.map(\.id) == ["a", "b"])
    #expect(notebook.cells.map(\.isClosed) == [false, true])
    #expect(diagnostics.map(\.code) == ["E602"])
  }

  @Test(
    "a broken notebook gets complete messages",
    arguments: BrokenNotebook.cells + BrokenNotebook.frontMatter)
  func broken(_ broken: BrokenNotebook) {
    #expect(Sample.messages(broken.text) == broken.messages)
    #expect(Sample.parse(broken.text).notebook.text == broken.text)
  }

  @Test("bytes in are bytes out", arguments: Sample.corpus)
  func lossless(_ text: String) {
    let notebook = Sample.parse(text).notebook
    #expect(Array(notebook.text.utf8) == Array(text.utf8))
    #expect(notebook.bytes == Array(text.utf8))
  }

  @Test("bytes that are not UTF-8 come back unchanged, with the line")
  func undecodable() {
    let bytes = Array("ok\nno".utf8) + [0xFF, 0xFE, 10]
    let (notebook, diagnostics) = Notebook.parse(bytes: bytes, name: "n.hfnb")
    #expect(notebook.bytes == bytes)
    #expect(diagnostics.first?.primary?.text == "byte 0xFF in line 2")
    #expect(Notebook.parse(bytes: [], name: "n").diagnostics.isEmpty)
  }

  @Test("mutated notebooks never fail, lose a byte or format in two steps")
  func mutations() {
    var generator = SeededNumbers(20_240_301)
    let pieces: [[UInt8]] = [
      "```", "~~~", "```hfq ", "\n", "\r\n", "\r", "---\n", "#| ", "#| fold: x\n", "<<<<<<< \n",
      "=======\n", ">>>>>>> b\n", "|||||||\n", "\u{FEFF}", "exercise", ": ", "[", "\"", "\\", "'",
      "\t", "  - ", "  ", "&a ", "*a", "!!str ", "\u{0}", "\u{2028}", "é", "````\n", "hfnb: 2\n",
    ].map { Array($0.utf8) }
    for round in 0..<4000 {
      var bytes = Array(
        Sample.corpus[Int.random(in: 0..<Sample.corpus.count, using: &generator)].utf8)
      for _ in 0..<Int.random(in: 1...5, using: &generator) {
        let at = Int.random(in: 0...bytes.count, using: &generator)
        switch Int.random(in: 0..<4, using: &generator) {
        case 0: bytes.insert(contentsOf: pieces.randomElement(using: &generator) ?? [], at: at)
        case 1: bytes.removeSubrange(at..<min(bytes.count, at + 9))
        case 2 where at < bytes.count: bytes[at] = UInt8.random(in: 0...255, using: &generator)
        default: bytes.insert(contentsOf: bytes[at..<min(bytes.count, at + 60)], at: at)
        }
      }
      let (notebook, diagnostics) = Notebook.parse(bytes: bytes, name: "n.hfnb")
      guard notebook.bytes == bytes else {
        Issue.record("round \(round) lost bytes")
        return
      }
      for diagnostic in diagnostics { _ = DiagnosticRenderer().render(diagnostic) }
      guard notebook.undecodable == nil, diagnostics.allSatisfy({ $0.severity != .error }) else {
        continue
      }
      let once = notebook.formatted { _ in nil }
      let (again, findings) = Sample.parse(once)
      guard again.formatted(code: { _ in nil }) == once else {
        let quoted = String(decoding: bytes, as: UTF8.self).debugDescription
        Issue.record("round \(round) is formatted in two steps: \(quoted)")
        return
      }
      guard again.cells.map(\.id) == notebook.cells.map(\.id),
        again.cells.map(\.options) == notebook.cells.map(\.options),
        again.header == notebook.header,
        findings.map(\.code) == diagnostics.map(\.code)
      else {
        let quoted = String(decoding: bytes, as: UTF8.self).debugDescription
        Issue.record("round \(round) changes meaning when formatted: \(quoted)")
        return
      }
    }
  }

  @Test("the canonical form has even spacing")
  func formatting() {
    let text =
      "\u{FEFF}---  \r\nhfnb: 1\r\n---\r\n\r\n\r\nProse  \r\n```hfq   a  \r\n#|fold:true\r\nlb\r\n``` \r\n```hfq\r\n\r\n```"
    let formatted = Sample.parse(text).notebook.formatted { $0 == "lb" ? "LB\n" : nil }
    #expect(
      formatted
        == "---\nhfnb: 1\n---\n\nProse  \n\n```hfq a\n#| fold: true\nLB\n```\n\n```hfq\n```\n")
    let monthly = Sample.parse(Sample.monthly).notebook
    #expect(monthly.formatted { _ in nil } == Sample.monthly)
  }

  @Test("a large notebook is read in linear time")
  func large() {
    let cell = "```hfq\nlb | top 5 by score\n```\n\ntext\n\n"
    let many = String(repeating: cell, count: 20_000)
    let clock = ContinuousClock()
    var notebook: Notebook?
    let time = clock.measure { notebook = Sample.parse(many).notebook }
    #expect(notebook?.cells.count == 20_000)
    // Openers that are never closed are the worst case for a parser that looks ahead.
    let hostile = String(repeating: "~~~~\n```hfq\n`````x\n", count: 20_000)
    let worst = clock.measure { notebook = Sample.parse(hostile).notebook }
    #expect(notebook?.text == hostile)
    #expect(time < .seconds(20))
    #expect(worst < .seconds(20))
  }
}
