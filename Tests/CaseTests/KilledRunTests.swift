#if DEBUG
  import Foundation
  import Glibc
  import Notebooks
  import TestSupport
  import Testing

  /// The real program, killed or without space at each point at which it writes something.
  @Suite("Runs that are killed") struct KilledRunTests {
    /// A folder with a notebook, and what happens to it.
    private struct Place {
      let folder: URL
      let program: String
      var out: URL { folder.appendingPathComponent("n.hfnb.out") }

      static let text =
        "---\nhfnb: 1\n---\n\n```hfq a\nrows [x; 1; VALUE] | save \"s/a.csv\"\n```\n\n"
        + "```hfq b\nrows [x; 1] | agg n = count()\n```\n"

      /// Runs a test with a folder of its own.
      static func with(_ body: (Place) throws -> Void) throws {
        let memory = URL(fileURLWithPath: "/dev/shm")
        let base =
          FileManager.default.isWritableFile(atPath: memory.path)
          ? memory : FileManager.default.temporaryDirectory
        let folder = base.appendingPathComponent("hfnb-killed-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try body(Place(folder: folder, program: try #require(Repository.program)))
      }

      func write(_ text: String, _ name: String) throws {
        let file = folder.appendingPathComponent(name)
        try FileManager.default.createDirectory(
          at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try text.write(to: file, atomically: false, encoding: .utf8)
      }

      func setValue(_ value: String) throws {
        try write(Self.text.replacing("VALUE", with: value), "n.hfnb")
      }

      /// Runs the notebook with faults.
      @discardableResult
      func run(
        _ faults: [String: String] = [:], cache: Bool = false
      ) throws -> (status: Int32, text: String) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = ["run", "n.hfnb", "--format", "text,svg,csv,html"]
        if !cache { process.arguments?.append("--no-cache") }
        process.currentDirectoryURL = folder
        process.environment = faults.merging(["TERM": "dumb", "LANG": "C"]) { $1 }
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = pipe
        process.standardInput = FileHandle.nullDevice
        try process.run()
        let text = String(
          decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        return (process.terminationStatus, text)
      }

      /// The bytes of all files, by path; without those of the work folder.
      func files() throws -> [String: Data] {
        var found: [String: Data] = [:]
        let walk = FileManager.default.enumerator(atPath: folder.path)
        while let path = walk?.nextObject() as? String {
          guard walk?.fileAttributes?[.type] as? FileAttributeType == .typeRegular,
            !path.hasPrefix("."), !path.hasSuffix(".hfnb-new")
          else { continue }
          found[path] = try Data(contentsOf: folder.appendingPathComponent(path))
        }
        return found
      }

      /// The names beside the notebook, without the page, of which a first run may not have made one.
      var names: Set<String> {
        get throws {
          Set(try FileManager.default.contentsOfDirectory(atPath: folder.path)).subtracting([
            "n.html"
          ])
        }
      }

      /// Puts everything back.
      func restore(_ copy: URL) throws {
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
          try FileManager.default.removeItem(at: folder.appendingPathComponent(name))
        }
        for name in try FileManager.default.contentsOfDirectory(atPath: copy.path) {
          try FileManager.default.copyItem(
            at: copy.appendingPathComponent(name), to: folder.appendingPathComponent(name))
        }
      }
    }

    private func isResult(_ path: String) -> Bool {
      path.hasPrefix("n.hfnb.out/") && !path.hasPrefix("n.hfnb.out/mine/")
    }

    /// Calls a function with a folder before a run, for each n-th write point that the run reaches.
    private func atEachPoint(
      _ fault: String, step: Int, first: Bool = false, exchange: Bool = true,
      _ body: (
        Place, _ point: Int, _ run: (status: Int32, text: String), _ old: [String: Data],
        _ new: [String: Data]
      ) throws -> Void
    ) throws {
      try Place.with { place in
        let copy = place.folder.appendingPathExtension("copy")
        defer { try? FileManager.default.removeItem(at: copy) }
        if !first {
          try place.setValue("2")
          #expect(try place.run().status == 0)
          try place.write("a note", "n.hfnb.out/notes.md")
          try place.write("a folder", "n.hfnb.out/mine/x")
        }
        try place.setValue("3")
        try FileManager.default.copyItem(at: place.folder, to: copy)
        let old = try place.files()
        #expect(try place.run().status == 0)
        let new = try place.files()
        #expect(old.filter { isResult($0.key) } != new.filter { isResult($0.key) })
        var points = 0
        for point in stride(from: 1, to: .max, by: step) {
          try place.restore(copy)
          var faults = [fault: "\(point)"]
          if !exchange { faults["HFNB_TEST_NO_EXCHANGE"] = "1" }
          let run = try place.run(faults)
          if run.status == 0 { break }
          points += 1
          try body(place, point, run, old, new)
          // The next run needs no help, and leaves nothing behind.
          #expect(try place.run().status == 0, "point \(point)")
          #expect(try place.files() == new, "point \(point)")
          #expect(try place.names == ["n.hfnb", "n.hfnb.out"], "point \(point)")
        }
        #expect(points * step > 30)
      }
    }

    private func killed(step: Int, first: Bool = false, exchange: Bool = true) throws {
      try atEachPoint("HFNB_TEST_KILL_WRITE", step: step, first: first, exchange: exchange) {
        place, point, run, old, new in
        // What dies is the worker; the program tells.
        #expect(run.status == 70, "point \(point): \(run.text)")
        let found = try place.files()
        let results = found.filter { isResult($0.key) }
        let isOld = results == old.filter { isResult($0.key) }
        let isNew = results == new.filter { isResult($0.key) }
        let isNone = !exchange && results["n.hfnb.out/run.json"] == nil
        #expect(isOld || isNew || isNone, "point \(point): \(results.keys.sorted())")
        #expect(found["n.html"] == old["n.html"] || found["n.html"] == new["n.html"])
        guard isOld && !first || isNew else { return }
        let recorded = try #require(ResultFolder(path: place.out.path).recorded())
        #expect(recorded.cells.count == 2 && recorded.cells.allSatisfy(\.damagedFiles.isEmpty))
      }
    }

    @Test("Results are the old ones or the new ones, wherever a run is killed")
    func killedAnywhere() throws { try killed(step: 1) }

    @Test("There are no results or whole ones, wherever the first run is killed")
    func firstRun() throws { try killed(step: 4, first: true) }

    @Test("There are old results, none or new ones where folders cannot be swapped")
    func withoutExchange() throws { try killed(step: 4, exchange: false) }

    @Test("A run after a crash goes on where the crash was") func goesOn() throws {
      try Place.with { place in
        let cells = (1...4).map {
          "```hfq c\($0)\nrows [x; \($0)] | save \"s\($0).csv\"\n```\n\n```hfq d\($0)\nrows [y; \($0)]\n```\n"
        }
        try place.write(cells.joined(separator: "\n"), "n.hfnb")
        // No cache can be made where a file stands.
        try place.write("", ".hfnb")
        #expect(try place.run(["HFNB_TEST_DIE": "d3"], cache: true).status == 70)
        #expect(try place.files().keys.sorted() == ["n.hfnb"])
        // A cell that is done is not run again; one that saves, and those that were left, are.
        for (cell, isRun) in [
          ("d1", false), ("d2", false), ("d3", true), ("d4", true), ("c1", true),
        ] {
          let faults = ["HFNB_TEST_DIE": cell]
          #expect(try place.run(faults, cache: true).status == (isRun ? 70 : 0), "\(cell)")
          guard !isRun else { continue }
          let whole = try place.files().filter { isResult($0.key) }
          #expect(whole["n.hfnb.out/d1.csv"] == Data("y\n1\n".utf8))
          try FileManager.default.removeItem(at: place.out)
          #expect(try place.run().status == 0)
          #expect(try place.files().filter { isResult($0.key) } == whole)
          try FileManager.default.removeItem(at: place.out)
          #expect(try place.run(["HFNB_TEST_DIE": "d3"], cache: true).status == 70)
        }
        // Who wants everything made anew gets it.
        #expect(try place.run(["HFNB_TEST_DIE": "d1"]).status == 70)
      }
    }

    @Test("With a full disk the status is 7 and the old results are whole")
    func fullDisk() throws {
      try atEachPoint("HFNB_TEST_FULL_DISK", step: 2) { place, point, run, old, new in
        #expect(run.status == 7, "point \(point)")
        #expect(
          run.text.lowercased().contains("no space") || run.text.contains("The disk is full"),
          "point \(point): \(run.text)")
        let found = try place.files()
        // The page is written when the results are in place.
        let isPage = run.text.contains("`n.html` cannot be written")
        #expect(
          found.filter { isResult($0.key) } == (isPage ? new : old).filter { isResult($0.key) },
          "point \(point)")
        #expect(found["n.html"] == old["n.html"], "point \(point)")
        #expect(found["n.hfnb.out/mine/x"] == old["n.hfnb.out/mine/x"])
        #expect(try place.names == ["n.hfnb", "n.hfnb.out"], "point \(point)")
      }
    }
  }
#endif
