import Diagnostics
import Foundation
import Testing

@testable import Notebooks

@Suite("Export to Jupyter")
struct JupyterExportTests {
  private static func root(_ text: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  /// What keeps a value from being a notebook of format 4.5, by the rules of its schema.
  static func flaws(_ text: String) throws -> [String] {
    let root = try root(text)
    var flaws: [String] = []
    if Set(root.keys) != ["cells", "metadata", "nbformat", "nbformat_minor"] {
      flaws.append("root")
    }
    if root["nbformat"] as? Int != 4 || root["nbformat_minor"] as? Int != 5 {
      flaws.append("format")
    }
    var ids: Set<String> = []
    for cell in root["cells"] as? [[String: Any]] ?? [] {
      let id = cell["id"] as? String ?? ""
      if id.firstMatch(of: /^[A-Za-z0-9_-]{1,64}$/) == nil { flaws.append("id \(id)") }
      if !ids.insert(id).inserted { flaws.append("second id \(id)") }
      guard cell["metadata"] is [String: Any], cell["source"] is [String] else {
        flaws.append("cell \(id)")
        continue
      }
      if let tags = (cell["metadata"] as? [String: Any])?["tags"] as? [String] {
        if Set(tags).count != tags.count { flaws.append("tags of \(id)") }
      }
      let keys = Set(cell.keys)
      switch cell["cell_type"] as? String {
      case "markdown":
        if keys != ["cell_type", "id", "metadata", "source"] { flaws.append("keys of \(id)") }
      case "code":
        if keys != ["cell_type", "execution_count", "id", "metadata", "outputs", "source"] {
          flaws.append("keys of \(id)")
        }
        for output in cell["outputs"] as? [[String: Any]] ?? [] {
          if !isOutput(output) { flaws.append("output of \(id)") }
        }
      default: flaws.append("kind of \(id)")
      }
    }
    return flaws
  }

  private static func isOutput(_ output: [String: Any]) -> Bool {
    let keys = Set(output.keys)
    switch output["output_type"] as? String {
    case "stream": return keys == ["name", "output_type", "text"] && output["text"] is [String]
    case "display_data":
      return keys == ["data", "metadata", "output_type"] && isBundle(output["data"])
    case "execute_result":
      return keys == ["data", "execution_count", "metadata", "output_type"]
        && isBundle(output["data"])
    case "error":
      return keys == ["ename", "evalue", "output_type", "traceback"]
        && output["traceback"] is [String]
    default: return false
    }
  }

  private static func isBundle(_ data: Any?) -> Bool {
    guard let data = data as? [String: [String]], data["text/plain"] != nil else { return false }
    return data.keys.allSatisfy {
      ["text/plain", "text/html", "text/csv", "image/svg+xml"].contains($0)
    }
  }

  @Test("a notebook with every kind of result is of format 4.5") func structure() throws {
    let text = JupyterExporter().export(Sample.run())
    #expect(try Self.flaws(text) == [])
    #expect(text == JupyterExporter().export(Sample.run()))
    let cells = try #require(try Self.root(text)["cells"] as? [[String: Any]])
    func cell(_ id: String) throws -> [String: Any] {
      try #require(cells.first { $0["id"] as? String == id })
    }
    func outputs(_ id: String) throws -> [[String: Any]] {
      try #require(try cell(id)["outputs"] as? [[String: Any]])
    }
    let table = try outputs("by-month")
    #expect(table.map { $0["output_type"] as? String } == ["stream", "execute_result"])
    #expect(table[0]["name"] as? String == "stderr")
    let data = try #require(table[1]["data"] as? [String: [String]])
    #expect(Set(data.keys) == ["text/plain", "text/html", "text/csv"])
    #expect(data["text/html"]?.joined().contains("chat | &lt;b&gt;") == true)
    let chart = try outputs("by-month-chart")
    #expect(chart.map { $0["output_type"] as? String } == ["display_data"])
    let sizes = chart[0]["metadata"] as? [String: [String: Int]]
    #expect(sizes == ["image/svg+xml": ["width": 720, "height": 260]])
    let broken = try outputs("broken")
    #expect(broken[0]["ename"] as? String == "E201")
    #expect((broken[0]["traceback"] as? [String])?.contains { $0.contains("^^^^^^") } == true)
    #expect(try cell("broken")["execution_count"] as? Int == 4)
    #expect(try cell("after-broken")["execution_count"] is NSNull)
    #expect((try outputs("after-broken")[0]["text"] as? [String]) == ["skipped: needs broken\n"])
    let tags = (try cell("expected")["metadata"] as? [String: Any])?["tags"] as? [String]
    #expect(tags == ["hide-input", "raises-exception"])
    let folded = (try cell("setup")["metadata"] as? [String: Any])?["jupyter"] as? [String: Bool]
    #expect(folded == ["source_hidden": true])
    let metadata = try #require(try Self.root(text)["metadata"] as? [String: Any])
    #expect(metadata["title"] as? String == "Models per month")
    #expect(!text.contains("<script"))
  }

  @Test("no prose, no cells and odd ids give notebooks too")
  func oddNotebooks() throws {
    for text in [
      "", "# Only prose\n", "```hfq\n```\n\n```hfq\n```\n", "```hfq p-811c9dc5\n```\n",
      "a\n\n<!-- cell -->\n\nb\n\n<!-- cell -->\n\nb\n",
      "```hfq a-\(String(repeating: "x", count: 61))\n```\n",
    ] {
      let run = NotebookRun(notebook: Sample.parse(text).notebook, path: "n.hfnb")
      #expect(try Self.flaws(JupyterExporter().export(run)) == [], "\(text)")
    }
  }

  @Test("lines end where Python ends them") func lines() {
    #expect(JupyterJSON.lines("") == .array([]))
    #expect(
      JupyterJSON.lines("a\nb\r\nc\rd\u{B}e\u{85}f\u{2028}")
        == .array(["a\n", "b\r\n", "c\r", "d\u{B}", "e\u{85}", "f\u{2028}"].map { .text($0) }))
    #expect(JupyterJSON.lines("\r\r\n\n") == .array(["\r", "\r\n", "\n"].map { .text($0) }))
    #expect(
      JupyterJSON.text(
        .object(["b": .array([.int(1), .text("\u{7}\"é\u{7F}")]), "a": .object([:])]))
        == "{\n \"a\": {},\n \"b\": [\n  1,\n  \"\\u0007\\\"é\u{7F}\"\n ]\n}\n")
  }

  /// Jupyter's own library, where it is installed.
  private static let python: String? =
    ["/usr/bin/python3", "/usr/local/bin/python3"].first { path in
      FileManager.default.isExecutableFile(atPath: path)
        && (try? run(path, ["-c", "import nbformat"])) == 0
    } ?? ProcessInfo.processInfo.environment["NBFORMAT_PYTHON"]

  private static func run(_ program: String, _ arguments: [String]) throws -> Int32 {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return process.terminationStatus
  }

  @Test(
    "Jupyter's own library finds it valid, and saving it there changes no byte",
    .enabled(if: python != nil, "nbformat is not installed"))
  func validates() throws {
    let python = try #require(Self.python)
    let script = """
      import io, sys, nbformat
      text = open(sys.argv[1], encoding="utf-8", newline="").read()
      notebook = nbformat.reads(text, as_version=4)
      nbformat.validate(notebook)
      out = io.StringIO()
      nbformat.write(notebook, out)
      sys.exit(0 if out.getvalue() == text else 9)
      """
    let path = NSTemporaryDirectory() + "hfnb-\(UUID().uuidString).ipynb"
    defer { try? FileManager.default.removeItem(atPath: path) }
    var runs = [Sample.run()]
    for text in Sample.corpus {
      let (notebook, findings) = Sample.parse(text)
      if findings.contains(where: { $0.severity == .error }) { continue }
      runs.append(NotebookRun(notebook: notebook, path: "n.hfnb"))
    }
    for run in runs {
      try JupyterExporter().export(run).write(toFile: path, atomically: true, encoding: .utf8)
      #expect(try Self.run(python, ["-c", script, path]) == 0, "\(run.notebook.text)")
    }
  }
}
