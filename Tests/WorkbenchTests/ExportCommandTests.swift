import Foundation
import Notebooks
import TestSupport
import Testing
import Workbench

/// `hfnb export` and `hfnb import` over real files.
@Suite struct ExportCommandTests {
  private static let forms = ["html", "md", "ipynb", "text", "hfq"]

  private func inFolder(_ body: (String) throws -> Void) throws {
    let path = NSTemporaryDirectory() + "hfnb-export-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: path) }
    try body(path)
  }

  private func export(
    _ words: [String], to forms: [String] = forms, output: String? = nil,
    _ change: (inout ExportCommand.Request) -> Void = { _ in }
  ) -> (status: Notebooks.ExitStatus, talk: String) {
    var request = ExportCommand.Request(words: words, formats: forms, outputFolder: output)
    change(&request)
    let talk = MemorySink()
    let status = ExportCommand(request, talk: talk).run()
    return (status, talk.text)
  }

  /// What `export --run` says.
  private func runAndExport(_ words: [String]) -> String {
    export(words) { $0.runsStale = true }.talk
  }

  private func files(_ folder: String) throws -> [String: Data] {
    var found: [String: Data] = [:]
    for name in try FileManager.default.subpathsOfDirectory(atPath: folder) {
      if let data = FileManager.default.contents(atPath: folder + "/" + name) { found[name] = data }
    }
    return found
  }

  private static let notebook = """
    ---
    hfnb: 1
    title: A test
    ---

    ![words](pic.png) ![none](gone.png)

    ```hfq data
    load t from "t.csv"
    param least: int = 1
    ```

    ```hfq rows
    t | filter a >= least
    ```

    ```hfq drawn
    #| caption: Drawn
    | plot line x: a, y: b
    ```

    """

  private func write(_ text: String, to path: String) throws {
    try text.write(toFile: path, atomically: true, encoding: .utf8)
  }

  @Test("every shipped notebook comes back from Jupyter's format, and exports are the same twice")
  func shipped() throws {
    try inFolder { folder in
      let source = Repository.root.appendingPathComponent("notebooks").path
      try FileManager.default.copyItem(atPath: source, toPath: folder + "/notebooks")
      let first = export([folder + "/notebooks"], output: folder + "/one")
      #expect(first.status == .success, "\(first.talk)")
      #expect(first.talk.contains("ran "))
      let second = export([folder + "/notebooks"], output: folder + "/two")
      #expect(!second.talk.contains("ran "), "the second export comes from stored results")
      let pages = try files(folder + "/one")
      #expect(try files(folder + "/two") == pages)
      var count = 0
      for (name, data) in pages where name.hasSuffix(".ipynb") {
        let original = folder + "/notebooks/" + name.dropLast(6) + ".hfnb"
        let result = try JupyterImporter().read([UInt8](data), name: name)
        #expect(
          Array(result.text.utf8) == [UInt8](try Data(contentsOf: URL(fileURLWithPath: original))))
        #expect(result.findings.isEmpty)
        count += 1
      }
      #expect(count >= 35)
      for (name, data) in pages where name.hasSuffix(".html") {
        let violations = PageRules.violations(String(decoding: data, as: UTF8.self))
        #expect(violations == [], "\(name)")
      }
    }
  }

  @Test("results are used while nothing changed, and made anew when something did")
  func staleness() throws {
    try inFolder { folder in
      let path = folder + "/n.hfnb"
      try write(Self.notebook, to: path)
      try write("a,b\n1,2\n2,3\n", to: folder + "/t.csv")
      let missing = export([path]) { $0.refusesToRun = true }
      #expect(missing.status == .data && missing.talk.contains("error[E693]"))
      #expect(export([path], to: ["hfq"]) { $0.refusesToRun = true }.status == .success)
      #expect(export([path]).talk.contains("ran "))
      #expect(!export([path]).talk.contains("ran "))
      let pages = try files(folder)
      // White space around cells, prose and captions change no result.
      try write(
        Self.notebook.replacing("Drawn", with: "Redrawn").replacing("words", with: "other words"),
        to: path)
      #expect(!export([path]).talk.contains("ran "))
      try write(Self.notebook, to: path)
      #expect(!export([path]).talk.contains("ran "))
      #expect(try files(folder) == pages)
      // Data, code and parameters do.
      try write("a,b\n1,2\n2,4\n", to: folder + "/t.csv")
      let refused = export([path]) { $0.refusesToRun = true }
      #expect(refused.status == .data)
      #expect(
        refused.talk.contains("cell `data`: data t changed"),
        "\(refused.talk)")
      let marked = export([path]) { $0.allowsStale = true }
      #expect(marked.status == .success && !marked.talk.contains("ran "))
      for name in ["n.html", "n.md", "n.ipynb", "n.txt"] {
        let text = try String(contentsOfFile: folder + "/" + name, encoding: .utf8)
        #expect(text.lowercased().contains("out of date"), "\(name)")
      }
      let told = export([path])
      #expect(told.status == .data && told.talk.contains("`--run` runs the notebook first"))
      #expect(runAndExport([path]).contains("ran "))
      try write(Self.notebook.replacing("a >= least", with: "a > least"), to: path)
      #expect(runAndExport([path]).contains("ran "))
      #expect(export([path, "--least", "2"]).talk.contains("`rows`: parameter least"))
      #expect(runAndExport([path, "--least", "2"]).contains("ran "))
      let page = try String(contentsOfFile: folder + "/n.html", encoding: .utf8)
      #expect(page.contains("least=2"))
      // Results without all their forms make no pages.
      let some = BatchRun.Request(words: [path], formats: ["csv"], isQuiet: true)
      #expect(BatchRun(some, talk: MemorySink()).run() == .success)
      #expect(export([path, "--least", "2"]).talk.contains("ran "))
      // What was given holds until something else is given.
      #expect(!export([path]).talk.contains("ran "))
      #expect(try String(contentsOfFile: folder + "/n.html", encoding: .utf8) == page)
      #expect(export([path, "--lest", "2"]).talk.contains("did you mean `--least`?"))
    }
  }

  @Test("pictures are put into pages when they are only pictures") func pictures() throws {
    try inFolder { folder in
      try write(Self.notebook, to: folder + "/n.hfnb")
      try write("a,b\n1,2\n2,3\n", to: folder + "/t.csv")
      let png = Data([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 1, 2, 3])
      try png.write(to: URL(fileURLWithPath: folder + "/pic.png"))
      let result = export([folder + "/n.hfnb"], output: folder + "/out")
      let page = try String(contentsOfFile: folder + "/out/n.html", encoding: .utf8)
      #expect(page.contains("<img src=\"data:image/png;base64,iVBORw0KGgoBAgM=\" alt=\"words\""))
      #expect(FileManager.default.contents(atPath: folder + "/out/pic.png") == png)
      #expect(
        result.talk.contains(
          "the picture `gone.png` is not shown: it is not a file below the notebook's folder"))
      // No link is followed, no other kind of file is put into a page.
      try FileManager.default.removeItem(atPath: folder + "/pic.png")
      try FileManager.default.createSymbolicLink(
        atPath: folder + "/pic.png", withDestinationPath: "/etc/hostname")
      #expect(export([folder + "/n.hfnb"]).talk.contains("`pic.png` is not shown"))
      try FileManager.default.removeItem(atPath: folder + "/pic.png")
      try write("<svg onload='x'/>", to: folder + "/pic.png")
      #expect(export([folder + "/n.hfnb"]).talk.contains("it is no PNG, JPEG, GIF or WebP"))
      let later = try String(contentsOfFile: folder + "/n.html", encoding: .utf8)
      #expect(!later.contains("onload") && later.contains("src=\"pic.png\""))
    }
  }

  @Test("a program gives the tables of its notebook") func program() throws {
    let program = try #require(Repository.program)
    try inFolder { folder in
      let path = folder + "/n.hfnb"
      try write(
        Self.notebook
          + "\n```hfq more\nt | sort b desc\n```\n\nProse | with a bar.\n\n```hfq next\n"
          + "# a comment first\n| take 1\n```\n\n```hfq bad\n#| error: E201\nt | filter z > 1\n```\n\n"
          + "```hfq off\n#| run: false\nt\n```\n\n```hfq last\nt | agg n = count()\n```\n", to: path
      )
      try write("a,b\n1,2\n2,3\n", to: folder + "/t.csv")
      #expect(export([path], to: ["hfq", "text"]).status == .success)
      // Tables of the run, in order: the CSV files of its cells.
      let expected = try ["rows", "more", "next", "last"].map {
        try String(contentsOfFile: folder + "/n.hfnb.out/\($0).csv", encoding: .utf8)
      }
      let output = try Shell.run("cd \(folder) && hfnb -f n.hfq --format csv", program: program)
      let tables = output.split(separator: "\n").filter { !$0.hasPrefix("note ") }
      // A chart on a pipe is followed by the rows behind it; those are the rows of `rows`.
      let lines = expected.flatMap { $0.split(separator: "\n") }
      #expect(tables.filter { !$0.hasPrefix("drawn") } == lines, "\(output)")
    }
  }

  @Test("a page with all that can go wrong keeps the rules of pages") func rules() throws {
    try inFolder { folder in
      let path = folder + "/n.hfnb"
      try write(
        Self.notebook + "\n```hfq twice\n#| caption: Drawn\nt\nt\nt | plot line x: a, y: b\n"
          + "t | plot line x: a, y: b\n```\n\n```hfq bad\nlet u = t | filter z > 1\n```\n\n"
          + "```hfq lost\nu\n```\n\n||a|\n|-|-|\n|x|1|\n\n```exercise e\nask: <b onclick='x'>\n"
          + "start: t\nhint: [a](javascript:x)\n```\n", to: path)
      try write("a,b\n1,2\n2,3\n", to: folder + "/t.csv")
      for code in HTMLExporter.CodeDisplay.allCases {
        #expect(export([path], to: ["html"]) { $0.code = code }.status == .program)
        let page = try String(contentsOfFile: folder + "/n.html", encoding: .utf8)
        #expect(page.contains("Skipped: needs"))
        #expect(PageRules.violations(page) == [])
      }
      #expect(PageRules.violations("<p id=\"a\" onclick=\"x\"><h2 id=\"a\">").count == 4)
    }
  }

  @Test("what cannot be written is told") func errors() throws {
    try inFolder { folder in
      try write("```hfq a\nrows [a; 1]\n```\n", to: folder + "/n.hfnb")
      try FileManager.default.createDirectory(
        atPath: folder + "/d", withIntermediateDirectories: true)
      try write("```hfq a\nrows [a; 2]\n```\n", to: folder + "/d/n.hfnb")
      let same = export([folder + "/n.hfnb", folder + "/d/n.hfnb"], output: folder + "/o")
      #expect(same.status == .usage && same.talk.contains("error[E694]"))
      #expect(export([folder], output: folder + "/o").status == .success)
      #expect(export([folder + "/n.hfnb"], to: ["markdwn"]).talk.contains("E402"))
      #expect(export([folder + "/n.hfnb"], to: ["markdown"]).talk.contains("did you mean `md`?"))
      #expect(export([], to: ["md"]).talk.contains("E406"))
      try write("x", to: folder + "/file")
      #expect(export([folder + "/n.hfnb"], output: folder + "/file").status == .output)
      try write("```hfq a\nrows [a; 1]\n", to: folder + "/open.hfnb")
      #expect(export([folder + "/open.hfnb"]).status == .program)
      let split = "```hfq a\nrows [a; 1]\nlet k = 1\n```\n\n```hfq b\n| take 1\n```\n"
      try write(split, to: folder + "/split.hfnb")
      let told = export([folder + "/split.hfnb"], to: ["hfq"])
      #expect(told.status == .program && told.talk.contains("error[E695]"))
    }
  }
}
