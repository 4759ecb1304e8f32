import Catalog
import Diagnostics
import Notebooks
import Testing

@testable import Workbench

/// Which notebooks and cells a run is about.
@Suite("Selection of notebooks and cells") struct RunSelectionTests {
  // MARK: Patterns

  @Test(
    "patterns take names, folders and paths",
    arguments: [
      ("draft.hfnb", "a/draft.hfnb", true), ("draft*", "a/draft-1.hfnb", true),
      ("draft*", "drafts/a.hfnb", true), ("draft", "drafts/a.hfnb", false),
      ("drafts/", "drafts/a/b.hfnb", true), ("drafts/", "x/drafts/b.hfnb", true),
      ("reports/*.hfnb", "reports/a.hfnb", true), ("reports/*.hfnb", "reports/b/a.hfnb", false),
      ("reports/**/*.hfnb", "reports/a.hfnb", true),
      ("reports/**/*.hfnb", "reports/b/c/a.hfnb", true), ("**/b", "a/b/c.hfnb", true),
      ("reports/old", "reports/old/a.hfnb", true), ("old/a.hfnb", "reports/old/a.hfnb", false),
      ("./reports/*", "./reports/a.hfnb", true), ("*.md", "a.hfnb.md", true),
      ("test-?.hfnb", "test-1.hfnb", true), ("test-?.hfnb", "test-12.hfnb", false),
      ("[a-c].hfnb", "b.hfnb", true), ("[!a-c].hfnb", "b.hfnb", false),
      ("[^a-c].hfnb", "d.hfnb", true),
      ("[]].hfnb", "].hfnb", true), ("[ab.hfnb", "[ab.hfnb", true), ("\\*.hfnb", "a.hfnb", false),
      ("\\*.hfnb", "*.hfnb", true), ("*", "a.hfnb", true), ("**", "a/b.hfnb", true),
      ("", "a.hfnb", false),
      ("é*", "e\u{301}t.hfnb", true), ("a*b*c", "a-b-b-c", true), ("a*b*c", "a-b-b", false),
    ])
  func patterns(_ pattern: String, _ path: String, _ matches: Bool) {
    #expect(PathPattern(pattern).matches(path, place: path) == matches)
  }

  @Test("a pattern is also held against the path below the folder that was named")
  func places() {
    #expect(PathPattern("old/*.hfnb").matches("/w/reports/old/a.hfnb", place: "old/a.hfnb"))
    #expect(PathPattern("/w/**").matches("/w/reports/old/a.hfnb", place: "old/a.hfnb"))
  }

  @Test("patterns full of stars are held quickly against long names")
  func hostilePatterns() {
    let name = String(repeating: "a", count: 250)
    #expect(!PathPattern(String(repeating: "*a", count: 100) + "b").matches(name, place: name))
    let path = Array(repeating: "a", count: 40).joined(separator: "/")
    #expect(PathPattern("**/**/**/**/**/**/**/**/a").matches(path, place: path))
  }

  @Test("excluding everything is an error that says what there was")
  func everythingExcluded() throws {
    let found = ["a.hfnb", "b.hfnb"].map { NotebookFiles.Found(path: $0, place: $0) }
    let left = try RunSelection(excluded: ["a*"]).included(found)
    #expect(left.map(\.path) == ["b.hfnb"])
    let error = #expect(throws: Diagnostic.self) {
      try RunSelection(excluded: ["*.hfnb"]).included(found)
    }
    #expect(error?.code == "E719" && error?.kind == .usage)
    #expect(error?.details.first == "It excludes a.hfnb, b.hfnb.")
  }

  // MARK: Cells

  private static let text = """
    ```hfq setup
    let t = rows [k; 1; 2; 3]
    ```

    ```hfq twice
    let u = t | derive d = k * 2
    ```

    ```hfq other
    let v = rows [z; 1]
    ```

    ```hfq shown
    u | top 2 by d
    ```

    ```hfq last
    | filter d > 4
    ```
    """

  private func cells(_ selection: RunSelection) -> Set<String>? {
    let (notebook, _) = Notebook.parse(bytes: Array(Self.text.utf8), name: "n.hfnb")
    let needs = CellDependencies(notebook, path: "n.hfnb", verbs: Registry.standard.verbForms)
    return selection.cells(of: notebook, needs)
  }

  @Test("a cell is run with all that it needs, and nothing else")
  func only() {
    #expect(cells(RunSelection()) == nil)
    #expect(cells(RunSelection(only: ["shown"])) == ["setup", "twice", "shown"])
    #expect(cells(RunSelection(only: ["last"])) == ["setup", "twice", "shown", "last"])
    #expect(cells(RunSelection(only: ["other, setup", ""])) == ["other", "setup"])
    #expect(cells(RunSelection(until: "other")) == ["setup", "twice", "other"])
    #expect(cells(RunSelection(only: ["last"], until: "other"))?.count == 5)
    #expect(cells(RunSelection(only: ["elsewhere"])) == [])
  }

  @Test("an id that no notebook has is told with the nearest and with the list")
  func unknown() throws {
    let (notebook, _) = Notebook.parse(bytes: Array(Self.text.utf8), name: "n.hfnb")
    try RunSelection(only: ["shown"], until: "last").check([notebook])
    let error = #expect(throws: Diagnostic.self) {
      try RunSelection(only: ["shwon"]).check([notebook])
    }
    #expect(error?.message == "no cell has the id `shwon` of `--only`")
    #expect(
      error?.details == ["did you mean `shown`?", "Cells: setup, twice, other, shown, last"])
    #expect(error?.code == "E720" && error?.kind == .usage)
    #expect(throws: Diagnostic.self) { try RunSelection(until: "x").check([notebook]) }
  }
}
