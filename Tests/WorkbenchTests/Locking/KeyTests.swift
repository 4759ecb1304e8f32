import Columnar
import Diagnostics
import Foundation
import Notebooks
import Testing

@testable import Workbench

/// What a change of a notebook and its surroundings makes out of date, and what it does not.
@Suite struct KeyTests {
  private static let notebook = """
    ---
    hfnb: 1
    title: Models
    ---

    ```hfq setup
    load lb from "lb.csv"
    load other from "other.csv"
    param grain: one of day, week, month = month   "The level"
    param least: number = 10
    set seed 7
    ```

    ```hfq by-period
    #| caption: Per period
    lb | group by every period(created, grain)
    ```

    ```hfq good
    let good = lb | filter score >= least
    good
    ```

    ```hfq twice
    def double(x) = x * 2
    good | derive twice = double(score)
    ```

    ```hfq drawn
    lb | sample 1
    ```

    ```hfq goes-on
    | take 1
    ```

    ```hfq today
    lb | filter created < today()
    ```

    ```hfq free
    6 * 7
    ```

    """

  private static let csv = "id,created,score\na,2024-01-03,71.5\nb,2024-02-09,12\n"

  /// The keys of a notebook in a folder of its own.
  private func keys(
    _ text: String = notebook, csv: String = csv, folder: String = "one",
    options: BatchOptions = BatchOptions(today: 19_800), findings: [String] = []
  ) throws -> [String: String] {
    let files = FileManager.default
    let root = files.temporaryDirectory.appendingPathComponent("hfnb-keys-\(UUID().uuidString)")
    defer { try? files.removeItem(at: root) }
    let place = root.appendingPathComponent(folder)
    try files.createDirectory(at: place, withIntermediateDirectories: true)
    try csv.write(to: place.appendingPathComponent("lb.csv"), atomically: true, encoding: .utf8)
    try "x\n1\n".write(
      to: place.appendingPathComponent("other.csv"), atomically: true, encoding: .utf8)
    let path = place.appendingPathComponent("n.hfnb").path
    let (notebook, problems) = Notebook.parse(bytes: Array(text.utf8), name: path)
    #expect(problems.map(\.code) == findings)
    let keys = NotebookKeys(notebook, path: path, options: options, registry: .standard)
    #expect(keys.problems.isEmpty, "\(keys.problems.map(\.message))")
    return Dictionary(uniqueKeysWithValues: keys.cells.map { ($0.id, $0.key) })
  }

  /// The cells whose keys a change of the text makes others.
  private func changed(_ from: String, _ to: String) throws -> Set<String> {
    #expect(Self.notebook.contains(from))
    return try differing(keys(), keys(Self.notebook.replacing(from, with: to)))
  }

  private func differing(_ a: [String: String], _ b: [String: String]) -> Set<String> {
    Set(a.keys.filter { a[$0] != b[$0] })
  }

  /// The cells that rest on the data `lb`.
  private static let all: Set<String> = [
    "setup", "by-period", "good", "twice", "drawn", "goes-on", "today",
  ]

  @Test("White space, comments, captions and other words of the page change no key")
  func formOnly() throws {
    #expect(try changed("lb | group by every", "lb\n| group by\n    every   ") == [])
    #expect(try changed("lb | sample 1", "lb   # all\n# some\n| sample 1  # one") == [])
    #expect(try changed("caption: Per period", "caption: Each") == [])
    #expect(try changed("#| caption: Per period", "#| fold: true") == [])
    #expect(try changed("title: Models", "title: Other") == [])
    #expect(try changed("\"The level\"", "\"How long\"") == [])
    #expect(try changed("score >= least", "score>=least") == [])
  }

  @Test("The text of a cell changes it and what uses its definitions") func text() throws {
    #expect(try changed("6 * 7", "6 * 8") == ["free"])
    #expect(try changed("score >= least", "score > least") == ["good", "twice"])
    #expect(try changed("x * 2", "x * 3") == ["twice"])
    #expect(try changed("sample 1", "sample 2") == ["drawn", "goes-on"])
    // A whole number and a number are two values; how one is written does not matter.
    #expect(try changed("x * 2", "x * 2.0") == ["twice"])
    #expect(try changed("number = 10", "number = 1e1") == [])
  }

  @Test("A comment that silences a note changes the cell") func allowance() throws {
    #expect(try changed("lb | sample 1", "lb\n| sample 1  # allow W6") == ["drawn", "goes-on"])
  }

  @Test("A parameter changes the cells that use it") func parameter() throws {
    #expect(try changed("= month ", "= week ") == ["by-period"])
    #expect(try changed("number = 10", "number = 11") == ["good", "twice"])
    let given = BatchOptions(parameterValues: ["grain": ["week"]], today: 19_800)
    #expect(try differing(keys(), keys(options: given)) == ["by-period"])
    // The value counts, not where it comes from.
    let same = BatchOptions(parameterValues: ["grain": ["month"]], today: 19_800)
    #expect(try keys() == keys(options: same))
  }

  @Test("A parameter that nobody uses changes nothing but where it stands") func unused() throws {
    let more = Self.notebook.replacing("set seed", with: "param new: int = 1\nset seed")
    #expect(try differing(keys(), keys(more)) == ["setup"])
    let given = BatchOptions(parameterValues: ["new": ["2"]], today: 19_800)
    #expect(try keys(more) == keys(more, options: given))
  }

  @Test("The content of the data changes what rests on it, an unused column too") func data()
    throws
  {
    #expect(try differing(keys(), keys(csv: Self.csv + "c,2024-03-01,5\n")) == Self.all)
    #expect(try differing(keys(), keys(csv: Self.csv.replacing("a,", with: "z,"))) == Self.all)
  }

  @Test("A setting changes what reads it") func settings() throws {
    #expect(try changed("seed 7", "seed 8") == ["drawn", "goes-on"])
    let weeks = try changed("set seed 7", "set seed 7\nset week_start sunday")
    #expect(weeks == Self.all.union(["free"]))
    // Which of two seeds a cell has is part of its key.
    let two = Self.notebook.replacing("6 * 7", with: "set seed 9")
    let swapped = Self.notebook.replacing("seed 7", with: "seed 9")
      .replacing("6 * 7", with: "set seed 7")
    #expect(try differing(keys(two), keys(swapped)).contains("drawn"))
  }

  @Test("The date changes the cells that ask for it") func today() throws {
    #expect(try differing(keys(), keys(options: BatchOptions(today: 19_801))) == ["today"])
  }

  @Test("The options that decide about a value change the cell") func options() throws {
    #expect(try changed("#| caption: Per period", "#| run: false") == ["by-period"])
    #expect(try changed("#| caption: Per period", "#| error: expected") == ["by-period"])
    for option in ["digits: 3", "tolerance: 1e-9", "limit: 30s", "cache: never", "tags: a"] {
      #expect(try changed("#| caption: Per period", "#| \(option)") == [], "\(option)")
    }
  }

  @Test("Moving a cell changes only what a leading bar then goes on from") func move() throws {
    let free = "```hfq free\n6 * 7\n```\n"
    let moved = Self.notebook.replacing(free, with: "").replacing(
      "```hfq setup", with: free + "```hfq setup")
    #expect(try differing(keys(), keys(moved)) == [])
    let drawn = "```hfq drawn\nlb | sample 1\n```\n\n"
    let early = Self.notebook.replacing(drawn, with: "")
      .replacing("```hfq by-period", with: drawn + "```hfq by-period")
    #expect(try differing(keys(), keys(early)) == ["goes-on"])
  }

  @Test("The version of the language is part of every key") func language() throws {
    // This program speaks no other language yet, and says so.
    let newer = Self.notebook.replacing("title: Models", with: "lang: 2")
    let all = try differing(keys(), keys(newer, findings: ["E624"]))
    #expect(all == Self.all.union(["free"]))
  }

  @Test("Folder, threads and run change nothing") func surroundings() throws {
    let first = try keys()
    #expect(try first == keys(folder: "another/place"))
    #expect(try first == keys(options: BatchOptions(threadCount: 1, today: 19_800)))
    #expect(try first == keys(options: BatchOptions(threadCount: 8, today: 19_800)))
    #expect(first.values.allSatisfy { $0.count == 64 })
  }
}

/// Values as locks write them: another text for every other value.
@Suite struct ValueWordTests {
  @Test func texts() {
    #expect(ValueWords.text(of: .int(7)) == "7")
    #expect(ValueWords.text(of: .number(7)) == "7.0")
    #expect(ValueWords.text(of: .number(0.1)) == "0.1")
    #expect(ValueWords.text(of: .text("7")) == "\"7\"")
    #expect(ValueWords.text(of: .list([.text("a, b"), .null], of: .text)) == "[\"a, b\", null]")
    #expect(ValueWords.text(of: .bool(true)) == "true")
  }
}
