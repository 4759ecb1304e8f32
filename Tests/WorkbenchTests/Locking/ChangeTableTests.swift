import Columnar
import Diagnostics
import Foundation
import Testing

@testable import Notebooks
@testable import Workbench

/// The table of "change this, expect these cells": each change of a notebook or of what is around
/// it, the cells whose results are out of date then, and the reasons that `plan` gives.
@Suite struct ChangeTableTests {
  /// A notebook and what is around it.
  private struct Place {
    var notebook = ChangeTableTests.notebook
    var data = ChangeTableTests.data
    var library = ChangeTableTests.library
    var folder = "one"
    var options = BatchOptions(today: 19_800)

    mutating func edit(_ from: String, _ to: String) {
      #expect(notebook.contains(from), "nothing to change: \(from)")
      notebook = notebook.replacing(from, with: to)
    }
  }

  /// A change, and the cells that it makes out of date, with the reasons.
  private struct Change: Sendable {
    var what: String
    var stale: [String: String]
    var make: @Sendable (inout Place) -> Void

    init(
      _ what: String, _ stale: [String: String] = [:],
      _ make: @escaping @Sendable (inout Place) -> Void
    ) {
      self.what = what
      self.stale = stale
      self.make = make
    }

    /// A change of the notebook's text.
    init(_ what: String, _ from: String, _ to: String, _ stale: [String: String] = [:]) {
      self.init(what, stale) { $0.edit(from, to) }
    }
  }

  private static let notebook = """
    ---
    hfnb: 1
    title: Models
    figure: 600x300
    limits:
      cell: 30s
    ---

    Some words.

    ```hfq setup
    load lb from "lb.csv"
    param grain: one of day, week, month = month   "The level"
    param least: number = 10
    param spare: int = 1
    set seed 7
    use "lib.hfnb" for twice
    ```

    ```hfq by-period
    #| caption: Per period
    #| tags: a
    lb | group by every period(created, grain)
    ```

    ```hfq good
    let good = lb | filter score >= least
    good
    ```

    ```hfq best
    good | top 1 by score
    ```

    ```hfq chart
    lb | group by type | plot column x: type, y: n
    ```

    ```hfq random
    lb | sample 1
    ```

    ```hfq goes-on
    | take 1
    ```

    ```hfq old
    lb | filter created < today()
    ```

    ```hfq shared
    rows [x; 1] | derive y = twice(x)
    ```

    ```hfq free
    6 * 7
    ```

    """

  private static let data = "id,type,created,score\na,x,2024-01-03,71.5\nb,y,2024-02-09,12\n"
  private static let library = """
    ```hfq a
    def twice(x) = x * 2
    def thrice(x) = x * 3
    ```

    """

  /// Cells with one reason.
  private static func cells(_ ids: String, _ reason: String) -> [String: String] {
    Dictionary(uniqueKeysWithValues: ids.split(separator: " ").map { (String($0), reason) })
  }

  private static let ofData = cells(
    "setup by-period good best chart random goes-on old", "data lb changed")
  private static let everything = "setup by-period good best chart random goes-on old shared free"

  private static let changes: [Change] = [
    // What leaves everything as it is.
    Change("white space", "lb | group by every period(", "lb   |  group by   every period( "),
    Change("line breaks", "lb | sample 1", "lb\n\n| sample\n    1"),
    Change("a comment", "lb | sample 1", "# one of them\nlb | sample 1  # any"),
    Change("how a number is written", "number = 10", "number = 1e1"),
    Change("the spaces in what titles an axis", "y: n", "y:   n"),
    Change("the caption", "caption: Per period", "caption: Each"),
    Change("prose", "Some words.", "Other words,\n\nand more of them."),
    Change("a new first cell", "Some words.", "```hfq first\n1 + 1\n```", ["first": Self.isNew]),
    Change("the title", "title: Models", "title: All models"),
    Change("the limits", "cell: 30s", "cell: 5min"),
    Change("option show", "#| tags: a", "#| show: result"),
    Change("option fold", "#| tags: a", "#| fold: true"),
    Change("option tags", "#| tags: a", "#| tags: b, c"),
    Change("option tolerance", "#| tags: a", "#| tolerance: 1e-9"),
    Change("option limit", "#| tags: a", "#| limit: 5s"),
    Change("option cache", "#| tags: a", "#| cache: never"),
    Change("the help of a parameter", "\"The level\"", "\"How long a period is\""),
    Change("moving a cell that nothing goes on from") { place in
      place.edit("```hfq free\n6 * 7\n```\n", "")
      place.edit("```hfq good\n", "```hfq free\n6 * 7\n```\n\n```hfq good\n")
    },
    Change("the folder") { $0.folder = "another/place" },
    Change("the threads") { $0.options.threadCount = 8 },
    Change("a value given that is the default") { $0.options.parameterValues = ["least": ["10"]] },
    Change("a parameter that is not used") { $0.options.parameterValues = ["spare": ["2"]] },
    Change("a definition of another notebook that is not used") { place in
      place.library = place.library.replacing("x * 3", with: "x * 4")
    },
    // What is shown in another way.
    Change("option digits", "#| tags: a", "#| digits: 3", ["by-period": "view: digits"]),
    Change("the size of charts", "600x300", "640x300", ["chart": "view: figure"]),
    Change("no size of charts", "figure: 600x300\n", "", ["chart": "view: figure"]),
    // What gives other results.
    Change("the text of a cell", "6 * 7", "6 * 8", ["free": "its text changed"]),
    Change(
      "a definition in another cell", "score >= least", "score > least",
      ["good": "its text changed", "best": "upstream good changed"]),
    Change(
      "the pipeline that a bar goes on from", "sample 1", "sample 2",
      ["random": "its text changed", "goes-on": "the pipeline before it changed"]),
    Change(
      "the size of a chart in its cell", "y: n", "y: n size 300 x 200",
      ["chart": "its text changed"]),
    Change(
      "a comment that silences a note", "lb | sample 1", "lb | sample 1  # allow W6",
      ["random": "its text changed", "goes-on": "the pipeline before it changed"]),
    Change(
      "moving a cell away from its bar",
      ["goes-on": "the pipeline before it changed, setting seed"]
    ) {
      $0.edit("```hfq random\nlb | sample 1\n```\n\n", "")
      $0.edit("```hfq good\n", "```hfq random\nlb | sample 1\n```\n\n```hfq good\n")
    },
    Change("another id", "hfq best", "hfq finest", ["finest": Self.isNew, "best": Self.isGone]),
    Change("a cell that is gone", "```hfq free\n6 * 7\n```\n", "", ["free": Self.isGone]),
    Change("option run", "#| tags: a", "#| run: false", ["by-period": "option run"]),
    Change("option error", "#| tags: a", "#| error: E201", ["by-period": "option error"]),
    Change("a parameter that is used", cells("good best", "parameter least")) {
      $0.options.parameterValues = ["least": ["20"]]
    },
    Change("its default", "number = 10", "number = 20", cells("good best", "parameter least")),
    Change(
      "the default of one that is not used", "spare: int = 1", "spare: int = 2"),
    Change("a row of the data", ofData) { $0.data += "c,x,2024-03-01,5\n" },
    Change("a value of the data", ofData) { $0.data = $0.data.replacing("71.5", with: "71.25") },
    // The key holds the digest of the file, which is found without reading its columns.
    Change("a column of the data that nobody uses", ofData) {
      $0.data = $0.data.replacing("\na,", with: "\nq,")
    },
    Change("a setting that is used", "seed 7", "seed 8", cells("random goes-on", "setting seed")),
    Change(
      "a setting that all dates read", "set seed 7", "set seed 7\nset week_start sunday",
      cells("by-period good best chart random goes-on old shared free", "setting week_start")
        .merging(["setup": "its text changed, setting week_start"]) { $1 }),
    Change("a definition of another notebook", ["shared": "upstream lib.hfnb changed"]) { place in
      place.library = place.library.replacing("x * 2", with: "x + x")
    },
    Change("the date", ["old": "the date of today()"]) { $0.options.today = 19_801 },
    Change(
      "the version of the language", "title: Models", "lang: 2", cells(everything, "language")),
  ]

  private static let isNew = "it has no results yet"
  private static let isGone = "gone"

  @Test("Change X, expect these cells") func table() throws {
    let before = try keys(Place())
    let recorded = RecordedRun(
      cells: before.cells.map { cell in
        RecordedRun.Cell(
          id: cell.id, status: "ok", error: nil, key: cell.key, inputs: cell.inputs, files: [],
          damagedFiles: [])
      })
    for change in Self.changes {
      var place = Place()
      change.make(&place)
      let now = try keys(place)
      let stale = StaleCells(now, recorded: recorded)
      var found = stale.reasonsByCell
      for id in stale.gone { found[id] = Self.isGone }
      #expect(found == change.stale, "\(change.what)")
      // Keys change exactly where results do; how they are shown is no part of them.
      for cell in now.cells {
        guard let old = before.cell(cell.id) else { continue }
        let isOther = change.stale[cell.id].map { !$0.hasPrefix("view") } ?? false
        #expect((cell.key != old.key) == isOther, "\(change.what): \(cell.id)")
      }
    }
  }

  private func keys(_ place: Place) throws -> NotebookKeys {
    let files = FileManager.default
    let root = files.temporaryDirectory.appendingPathComponent("hfnb-table-\(UUID().uuidString)")
    defer { try? files.removeItem(at: root) }
    let folder = root.appendingPathComponent(place.folder)
    try files.createDirectory(at: folder, withIntermediateDirectories: true)
    for (name, text) in [
      ("lb.csv", place.data), ("lib.hfnb", place.library), ("n.hfnb", place.notebook),
    ] {
      try text.write(to: folder.appendingPathComponent(name), atomically: true, encoding: .utf8)
    }
    let path = folder.appendingPathComponent("n.hfnb").path
    let (notebook, problems) = Notebook.parse(bytes: Array(place.notebook.utf8), name: path)
    #expect(problems.isEmpty, "\(problems.map(\.message))")
    let keys = NotebookKeys(notebook, path: path, options: place.options, registry: .standard)
    #expect(keys.problems.isEmpty, "\(keys.problems.map(\.message))")
    return keys
  }
}
