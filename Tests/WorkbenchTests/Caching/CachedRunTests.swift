import Diagnostics
import Foundation
import Notebooks
import Testing

@testable import Workbench

/// Which results a run takes from the cache, and that they are those that it would make.
@Suite struct CachedRunTests {
  private static let csv =
    "id,created,score\n"
    + (0..<600).map { "m\($0),2024-0\($0 % 9 + 1)-03,\($0 % 97).5\n" }.joined()

  /// A use of the cache that stores even what is made at once.
  private static func use(
    folder: String? = nil, refreshesAll: Bool = false, refreshed: [String] = []
  ) -> CacheUse {
    var use = CacheUse(folder: folder, refreshesAll: refreshesAll, refreshed: refreshed)
    use.shortestStored = 0
    return use
  }

  private static let text = """
    # Models

    ```hfq setup
    load lb from "lb.csv"
    param grain: one of day, week, month = month   "The level"
    param least: number = 10
    set seed 7
    ```

    ```hfq by-period
    #| caption: Per period
    lb | group by period(created, grain)
    ```

    ```hfq good
    let good = lb | filter score >= least | group by id
    good | top 3 by n
    ```

    ```hfq goes-on
    | take 1
    ```

    ```hfq drawn
    lb | sample 3
    ```

    ```hfq wrong
    #| error: E201
    lb | filter scores > 1
    ```

    ```hfq chart
    lb | group by m = period(created, "month") | plot column x: m, y: n
    ```

    """

  /// A folder with a notebook that is run again and again.
  private final class Place {
    let root = FileManager.default.temporaryDirectory
      .appendingPathComponent("hfnb-run-\(UUID().uuidString)")
    var text = CachedRunTests.text
    var options = BatchOptions(today: 19_800)
    var lock: NotebookLock?

    init(csv: String = CachedRunTests.csv) throws {
      try FileManager.default.createDirectory(
        at: root.appendingPathComponent(".hfnb"), withIntermediateDirectories: true)
      try write(csv, "lb.csv")
    }

    deinit { try? FileManager.default.removeItem(at: root) }

    func write(_ text: String, _ name: String) throws {
      try text.write(to: root.appendingPathComponent(name), atomically: true, encoding: .utf8)
    }

    /// Runs the notebook, and compares with a run without cache.
    ///
    /// - Returns: The run.
    @discardableResult
    func run(_ cache: CacheUse? = CachedRunTests.use(), name: String = "n.hfnb") throws
      -> NotebookRun
    {
      let cached = try once(cache, name)
      let plain = try once(nil, name)
      #expect(plain.cells.allSatisfy { !$0.isCached })
      #expect(cached.exitStatus == plain.exitStatus)
      #expect(cached.parameters == plain.parameters)
      for (a, b) in zip(cached.cells, plain.cells) {
        #expect(a.status == b.status, "\(a.id)")
        #expect(a.outputs == b.outputs, "\(a.id)")
        #expect(a.notes == b.notes && a.rows == b.rows && a.rowsIn == b.rowsIn, "\(a.id)")
        #expect(a.findings == b.findings && a.key == b.key, "\(a.id)")
      }
      let folders = ["cached", "plain"].map { root.appendingPathComponent($0).path }
      try ResultFolder(path: folders[0]).write(cached)
      try ResultFolder(path: folders[1]).write(plain)
      let files = FileManager.default
      let names = try folders.map { try files.contentsOfDirectory(atPath: $0).sorted() }
      #expect(names[0] == names[1])
      for name in names[0] {
        let bytes = folders.map { files.contents(atPath: "\($0)/\(name)") }
        #expect(bytes[0] == bytes[1], "\(name)")
      }
      return cached
    }

    func once(_ cache: CacheUse?, _ name: String = "n.hfnb") throws -> NotebookRun {
      let path = root.appendingPathComponent(name).path
      let (notebook, problems) = Notebook.parse(bytes: Array(text.utf8), name: path)
      #expect(problems.isEmpty)
      var options = options
      options.cache = cache
      let keys = NotebookKeys(notebook, path: path, options: options, registry: .standard)
      return NotebookRunner(
        notebook, path: path, options: options, keys: keys, lock: lock,
        saving: FolderSaveTarget(folder: root.path + "/saved")
      ).run()
    }

    func change(_ from: String, _ to: String) {
      #expect(text.contains(from))
      text = text.replacingOccurrences(of: from, with: to)
    }

    var folder: CacheFolder { CacheFolder(path: root.path + "/.hfnb/cache") }
  }

  private func made(_ run: NotebookRun) -> [String] {
    run.cells.filter { !$0.isCached }.map(\.id)
  }

  @Test("The second run takes everything from the cache") func second() throws {
    let place = try Place()
    let first = try place.run()
    #expect(made(first).count == 7)
    #expect(first.exitStatus == .success, "\(first.cells.flatMap(\.diagnostics).map(\.message))")
    let second = try place.run()
    #expect(made(second) == [])
    // In another folder of the project too; only a message with the path in it is made anew.
    try FileManager.default.createDirectory(
      at: place.root.appendingPathComponent("sub"), withIntermediateDirectories: true)
    try place.write(Self.csv, "sub/lb.csv")
    #expect(made(try place.run(name: "sub/m.hfnb")) == ["wrong"])
  }

  @Test("White space, comments, captions and prose leave the results in the cache")
  func form() throws {
    let place = try Place()
    try place.run()
    place.change("# Models", "# Other\n\nwords\n")
    place.change("caption: Per period", "caption: Each")
    place.change(
      "lb | group by period(created, grain)", "# all\nlb\n| group   by period( created,grain)")
    place.change("```hfq goes-on", "Prose.\n\n```hfq goes-on")
    place.change("\"The level\"", "\"How long\"")
    // The message shows the line of the program, so its text has to be the same.
    #expect(made(try place.run()) == ["wrong"])
    #expect(made(try place.run()) == [])
    place.change("```hfq wrong", "More.\n\n```hfq wrong")
    #expect(made(try place.run()) == [])
  }

  @Test(
    "A change makes anew what rests on it and nothing else",
    arguments: [
      ("lb | sample 3", "lb | sample 4", ["drawn", "wrong"]),
      ("score >= least", "score > least", ["good", "goes-on", "wrong"]),
      ("= month ", "= week ", ["by-period", "wrong"]),
      ("number = 10", "number = 11", ["good", "goes-on", "wrong"]),
      ("seed 7", "seed 8", ["drawn", "wrong"]),
      ("#| caption: Per period", "#| digits: 3", ["by-period"]),
      ("```hfq by-period", "```hfq per-period", []),
      ("| take 1", "| take 2", ["good", "goes-on", "wrong"]),
    ])
  func change(from: String, to: String, expected: [String]) throws {
    let place = try Place()
    try place.run()
    place.change(from, to)
    #expect(made(try place.run()) == expected)
    #expect(made(try place.run()) == [])
  }

  @Test("Parameters that are given, and one that nobody uses") func parameters() throws {
    let place = try Place()
    try place.run()
    place.options.parameterValues = ["grain": ["week"]]
    // Whether the value fits is told where the parameter is declared.
    let run = try place.run()
    #expect(made(run) == ["setup", "by-period"])
    #expect(run.parameters.map(\.value) == ["week"])
    #expect(made(try place.run()) == [])
    place.options.parameterValues = ["grain": ["decade"]]
    #expect(try place.run().exitStatus == .usage)
    place.options.parameterValues = ["grain": ["week"]]
    #expect(made(try place.run()) == [])
  }

  @Test("Another row of the data makes all anew, and the old one brings all back") func data()
    throws
  {
    let place = try Place()
    try place.run()
    try place.write(Self.csv + "new,2024-01-01,1\n", "lb.csv")
    #expect(made(try place.run()).count == 7)
    // Times of files mean nothing.
    try place.write(Self.csv, "lb.csv")
    #expect(made(try place.run()) == [])
  }

  @Test("A cell that moves keeps its results unless it goes on from another") func move() throws {
    let place = try Place()
    try place.run()
    let drawn = "```hfq drawn\nlb | sample 3\n```\n\n"
    place.change(drawn, "")
    place.change("```hfq by-period", drawn + "```hfq by-period")
    #expect(made(try place.run()) == ["wrong"])
    let good = place.text
    place.change("```hfq goes-on\n| take 1\n```\n\n", "")
    place.change("```hfq good", "```hfq goes-on\n| take 1\n```\n\n```hfq good")
    #expect(made(try place.run()).prefix(2) == ["by-period", "goes-on"])
    place.text = good
    #expect(made(try place.run()) == [])
  }

  @Test("A damaged entry is made anew, with a note for who asks") func damage() throws {
    let place = try Place()
    try place.run()
    let folder = place.folder
    let entries = folder.list().entries
    #expect(entries.count == 7)
    for entry in entries {
      let path = folder.path(of: entry.name)
      let bytes = try Array(Data(contentsOf: URL(fileURLWithPath: path)))
      // As a crash leaves it, and as a disk does.
      for changed in [
        Array(bytes.dropLast()), [], bytes.dropLast() + [bytes[bytes.count - 1] ^ 1],
      ] {
        try Data(changed).write(to: URL(fileURLWithPath: path))
        let run = try place.run()
        #expect(made(run).count >= 1)
        #expect(run.remarks.map(\.code) == ["W631"])
        #expect(run.exitStatus == .success)
        let again = try place.run()
        #expect(made(again) == [] && again.remarks.isEmpty)
      }
      // Bytes that hold together and are no outcome.
      _ = try CellCache(folder: folder).store([1, 2, 3], as: entry.name)
      #expect(try place.run().remarks.map(\.code) == ["W631"])
    }
  }

  @Test("A cache that cannot be written is one note, and no failure") func readOnly() throws {
    let place = try Place()
    let run = try place.run(Self.use(folder: "/proc/hfnb-cache"))
    #expect(run.exitStatus == .success && run.remarks.map(\.code) == ["W630"])
  }

  @Test("Refreshing makes all anew, or one cell with what needs it") func refresh() throws {
    let place = try Place()
    try place.run()
    #expect(made(try place.run(Self.use(refreshesAll: true))).count == 7)
    #expect(made(try place.run(Self.use(refreshed: ["drawn"]))) == ["drawn"])
    #expect(made(try place.run(Self.use(refreshed: ["good"]))) == ["good", "goes-on"])
    #expect(made(try place.run()) == [])
  }

  @Test("Two runs at once share a cache") func together() async throws {
    let place = try Place()
    let runs = try await withThrowingTaskGroup(of: [[CellOutput]].self) { group in
      let path = place.root.appendingPathComponent("n.hfnb").path
      let text = place.text
      for _ in 0..<4 {
        group.addTask {
          let notebook = Notebook.parse(bytes: Array(text.utf8), name: path).notebook
          let runner = NotebookRunner(
            notebook, path: path, options: BatchOptions(today: 19_800, cache: Self.use()))
          return runner.run().cells.map(\.outputs)
        }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(runs.allSatisfy { $0 == runs[0] })
    #expect(place.folder.list().entries.count == 7)
    #expect(made(try place.run()) == [])
  }

  // MARK: What is run nevertheless

  @Test("Data that nobody looks at is not opened") func lazy() throws {
    let place = try Place()
    try place.run()
    let path = place.root.appendingPathComponent("n.hfnb").path
    let notebook = Notebook.parse(bytes: Array(place.text.utf8), name: path).notebook
    var options = place.options
    options.cache = Self.use()
    let keys = NotebookKeys(notebook, path: path, options: options, registry: .standard)
    let runner = NotebookRunner(notebook, path: path, options: options, keys: keys)
    try FileManager.default.removeItem(at: place.root.appendingPathComponent("lb.csv"))
    #expect(made(runner.run()) == [])
  }

  @Test("A cell that is run has the definitions that it needs, and they theirs") func needs() throws
  {
    let place = try Place()
    place.text += """

      ```hfq helpers
      def half(x) = x / 2
      let unused = lb | group by score
      let some = good | derive h = half(n)
      ```

      ```hfq never
      #| cache: never
      some | take 2
      ```

      """
    try place.run()
    let run = try place.run()
    #expect(made(run) == ["never"])
  }

  @Test("A message names what is defined although nobody needs it") func suggestion() throws {
    let place = try Place()
    place.text += """

      ```hfq more
      let totals = lb | group by score
      totals | take 1
      ```

      ```hfq misspelt
      #| cache: never
      #| error: E210
      total | take 1
      ```

      """
    try place.run()
    let run = try place.run()
    #expect(made(run) == ["misspelt"])
    #expect(run.cells.last?.diagnostics.first.map { "\($0)" }?.contains("totals") ?? false)
  }

  @Test("A leading bar has the cells made that it goes on from") func bars() throws {
    let place = try Place()
    place.change("```hfq goes-on\n", "```hfq goes-on\n#| cache: never\n")
    try place.run()
    #expect(made(try place.run()) == ["good", "goes-on"])
    place.change("| take 1\n", "| take 1\n```\n\n```hfq and-on\n#| cache: never\n| derive k = 1\n")
    place.change("```hfq goes-on\n#| cache: never\n", "```hfq goes-on\n")
    try place.run()
    #expect(made(try place.run()) == ["good", "goes-on", "and-on"])
  }

  @Test("What writes files is always run, through names too") func saving() throws {
    let place = try Place()
    place.text += """

      ```hfq writes
      lb | take 2 | save "two.csv"
      ```

      ```hfq defines
      def keep(t) = t | save "kept.csv"
      def same(t) = t | keep()
      ```

      ```hfq through
      lb | group by score | same()
      ```

      """
    try place.run()
    try FileManager.default.removeItem(at: place.root.appendingPathComponent("saved"))
    #expect(made(try place.run()) == ["writes", "defines", "through"])
    let saved = try FileManager.default.contentsOfDirectory(atPath: place.root.path + "/saved")
    #expect(saved.sorted() == ["kept.csv", "two.csv"])
  }

  @Test("The day of a run that was not told is no input") func today() throws {
    let place = try Place()
    place.text += "\n```hfq day\nlb | filter created < today()\n```\n"
    try place.run()
    #expect(made(try place.run()) == [])
    place.options.today = 19_801
    #expect(made(try place.run()) == ["day"])
    place.options.today = nil
    try place.run()
    #expect(made(try place.run()).contains("day"))
  }

  @Test("Failures are never stored") func failures() throws {
    let place = try Place()
    place.text += """

      ```hfq bad
      let bad = lb | filter nothing > 1
      ```

      ```hfq needs-bad
      bad | take 1
      ```

      ```hfq held
      lb | expect score > 100
      ```

      """
    let first = try place.run()
    #expect(first.exitStatus == .program)
    let second = try place.run()
    #expect(made(second) == ["bad", "needs-bad", "held"])
    #expect(second.cells.map(\.status) == first.cells.map(\.status))
  }

  @Test("Notes come with the results, so that strict runs stay strict") func strict() throws {
    let place = try Place(csv: Self.csv + "x,2024-01-01,\n")
    place.options.isStrict = true
    place.change("lb | sample 3", "lb | group by created agg m = mean(score)")
    let first = try place.run()
    #expect(first.cells.contains { !$0.notes.isEmpty })
    let second = try place.run()
    #expect(made(second) == [])
    #expect(second.cells.map(\.notes) == first.cells.map(\.notes))
    #expect(second.exitStatus == first.exitStatus)
  }

  @Test("Cells that take no time are not stored") func quick() throws {
    let place = try Place()
    place.text = "```hfq a\n6 * 7\n```\n\n```hfq b\nlet x = 3\nx + 1\n```\n"
    _ = try place.once(CacheUse())
    // A busy machine may make one of them slow; it never makes all of them so.
    #expect(place.folder.list().entries.count < 2)
  }
}
