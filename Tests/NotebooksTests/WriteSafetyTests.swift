#if DEBUG
  import Diagnostics
  import Foundation
  import Testing

  @testable import Notebooks

  /// Results that are stopped at every point at which something is written.
  @Suite("Writing safely") struct WriteSafetyTests {
    /// What the results are before the run.
    enum Before: CaseIterable { case nothing, oldResults }

    private func prepare(_ states: ResultStates, _ before: Before) throws {
      try states.clear()
      if before == .nothing { return }
      try states.write(ResultStates.old, ResultStates.oldSaves)
      try states.putStrangers()
    }

    /// The results after a run without faults.
    private func outcome(
      _ states: ResultStates, _ before: Before, _ run: NotebookRun, _ saves: ResultStates.Saves
    ) throws -> (old: [String: [UInt8]], new: [String: [UInt8]]) {
      try prepare(states, before)
      let old = try ResultStates.files(states.out)
      try states.write(run, saves)
      return (old, try ResultStates.files(states.out))
    }

    /// Without the folders of strangers that a crash left in the work folder, which must hold them.
    private func settled(
      _ found: [String: [UInt8]], _ states: ResultStates, _ new: [String: [UInt8]]
    ) throws -> [String: [UInt8]] {
      var found = found
      let left = try ResultStates.files(states.work + "/new")
      for (name, bytes) in new where name.hasPrefix("own/") && found[name] == nil {
        if left[name] == bytes { found[name] = bytes }
      }
      return found
    }

    @Test(
      "A crash at any point leaves the old results or the new ones", arguments: Before.allCases,
      [false, true])
    func crash(_ before: Before, refusesExchange: Bool) throws {
      try ResultStates.inFolder { states in
        let (old, new) = try outcome(states, before, ResultStates.new, ResultStates.newSaves)
        #expect(old != new)
        var seen: Set<String> = []
        for point in 1... {
          try prepare(states, before)
          let faults = WriteFaults(.freeze, at: point, refusesExchange: refusesExchange)
          WriteFaults.$ofTask.withValue(faults) {
            _ = try? states.write(ResultStates.new, ResultStates.newSaves)
          }
          guard faults.hasStruck else { break }
          let found = try settled(ResultStates.files(states.out), states, new)
          if found == old {
            seen.insert("old")
          } else if found == new {
            seen.insert("new")
          } else {
            // Only where folders cannot be swapped, and only without a manifest.
            seen.insert("none")
            #expect(refusesExchange && found["run.json"] == nil, "point \(point)")
          }
          let folder = ResultFolder(path: states.out)
          if found["run.json"] != nil {
            let run = found == old ? ResultStates.old : ResultStates.new
            #expect(folder.read(run.notebook, path: run.path) != nil, "point \(point)")
            let recorded = try #require(folder.recorded())
            #expect(recorded.cells.allSatisfy { $0.damagedFiles.isEmpty }, "point \(point)")
          }
          // The next run needs no help.
          try states.write(ResultStates.new, ResultStates.newSaves)
          #expect(
            ResultStates.difference(try ResultStates.files(states.out), new) == [],
            "point \(point)")
          #expect(!FileManager.default.fileExists(atPath: states.work), "point \(point)")
        }
        let canBeNone = refusesExchange && before != .nothing
        #expect(seen == (canBeNone ? ["old", "none", "new"] : ["old", "new"]))
      }
    }

    @Test(
      "A full disk at any point leaves the old results", arguments: Before.allCases,
      [false, true])
    func fullDisk(_ before: Before, refusesExchange: Bool) throws {
      try ResultStates.inFolder { states in
        let (old, new) = try outcome(states, before, ResultStates.new, ResultStates.newSaves)
        var points = 0
        for point in 1... {
          try prepare(states, before)
          let faults = WriteFaults(.fullDisk, at: point, refusesExchange: refusesExchange)
          var thrown: Diagnostic?
          WriteFaults.$ofTask.withValue(faults) {
            do { try states.write(ResultStates.new, ResultStates.newSaves) } catch {
              thrown = error as? Diagnostic
            }
          }
          guard faults.hasStruck else {
            #expect(thrown == nil)
            break
          }
          points += 1
          if let thrown {
            #expect(thrown.code == "E640" && thrown.kind == .output, "point \(point)")
            if !thrown.message.hasSuffix("since a file could not be saved") {
              #expect(thrown.details[0].hasSuffix(": no space is left on the device"))
              #expect(thrown.fix?.text == "free some space, or choose another place with `--out`")
            }
            #expect(try ResultStates.files(states.out) == old, "point \(point)")
          } else {
            // Only what makes the new results durable failed, where they were in place already.
            #expect(refusesExchange, "point \(point)")
            #expect(
              ResultStates.difference(try ResultStates.files(states.out), new) == [],
              "point \(point)")
          }
          #expect(!FileManager.default.fileExists(atPath: states.work), "point \(point)")
          try states.write(ResultStates.new, ResultStates.newSaves)
          #expect(
            ResultStates.difference(try ResultStates.files(states.out), new) == [],
            "point \(point)")
        }
        #expect(points > 10)
      }
    }

    @Test("A crash before a run that gives the same changes nothing") func same() throws {
      try ResultStates.inFolder { states in
        let (old, new) = try outcome(
          states, .oldResults, ResultStates.old, ResultStates.oldSaves)
        #expect(old == new)
        for point in 1... {
          let faults = WriteFaults(.freeze, at: point)
          WriteFaults.$ofTask.withValue(faults) {
            _ = try? states.write(ResultStates.old, ResultStates.oldSaves)
          }
          #expect(try ResultStates.files(states.out) == old, "point \(point)")
          guard faults.hasStruck else { break }
        }
        #expect(!FileManager.default.fileExists(atPath: states.work))
      }
    }

    @Test("A crash while other results are made changes nothing for the run after")
    func otherRun() throws {
      // The run after the crash is of a notebook that was changed back.
      for refusesExchange in [false, true] {
        try ResultStates.inFolder { states in
          for point in 1... {
            try prepare(states, .oldResults)
            let old = try ResultStates.files(states.out)
            let faults = WriteFaults(.freeze, at: point, refusesExchange: refusesExchange)
            WriteFaults.$ofTask.withValue(faults) {
              _ = try? states.write(ResultStates.new, ResultStates.newSaves)
            }
            guard faults.hasStruck else { break }
            var run = ResultStates.old
            for index in run.cells.indices { run.cells[index].inputs["code"] = "d" }
            try states.write(run, ResultStates.oldSaves)
            var found = try ResultStates.files(states.out)
            found["run.json"] = old["run.json"]
            #expect(ResultStates.difference(found, old) == [], "point \(point)")
            #expect(!FileManager.default.fileExists(atPath: states.work), "point \(point)")
          }
        }
      }
    }

    @Test("Few calls change the disk when results stay the same") func cost() throws {
      try ResultStates.inFolder { states in
        try states.write(ResultStates.old, ResultStates.oldSaves)
        let faults = WriteFaults(.none)
        try WriteFaults.$ofTask.withValue(faults) {
          try states.write(ResultStates.old, ResultStates.oldSaves)
        }
        // The folder, the lock and the journal, made and removed, and a line for each of four cells.
        #expect(faults.count <= 22, "\(faults.count)")
      }
    }
  }
#endif
