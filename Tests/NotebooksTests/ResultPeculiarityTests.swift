import Diagnostics
import Foundation
import Glibc
import Testing

@testable import Notebooks

/// Result folders with something particular about them.
@Suite("Result folders of all kinds") struct ResultPeculiarityTests {
  private func number(_ path: String) throws -> Int {
    try #require(
      try FileManager.default.attributesOfItem(atPath: path)[.systemFileNumber] as? Int)
  }

  private func mode(_ path: String) throws -> Int {
    try #require(
      try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int)
  }

  @Test("a result that stays the same stays the same file") func sameFiles() throws {
    try ResultStates.inFolder { states in
      try states.write(ResultStates.old, ResultStates.oldSaves)
      let names = ["by-month.csv", "by-month-chart.svg", "saved/kept.csv", "by-month-2.csv"]
      let before = try names.map { try number(states.out + "/" + $0) }
      let folder = try number(states.out)
      try states.write(ResultStates.old, ResultStates.oldSaves)
      #expect(try number(states.out) == folder)
      try states.write(ResultStates.new, ResultStates.newSaves)
      let after = try names.map { try number(states.out + "/" + $0) }
      #expect(zip(before, after).map { $0 == $1 } == [true, true, true, false])
      #expect(try number(states.out) != folder)
    }
  }

  @Test("what cells saved is replaced too, unless cells were left out on purpose") func saved()
    throws
  {
    try ResultStates.inFolder { states in
      try states.write(ResultStates.old, ResultStates.oldSaves)
      let results = try ResultTransaction(ResultFolder(path: states.out))
      try results.save(Array("new".utf8), as: "changed.csv")
      try results.commit(ResultStates.old, isPartial: true)
      let files = try ResultStates.files(states.out).filter { $0.key.hasPrefix("saved/") }
      #expect(
        files.mapValues { String(decoding: $0, as: UTF8.self) } == [
          "saved/kept.csv": "a\n1\n", "saved/changed.csv": "new", "saved/below/old.csv": "a\n3\n",
        ])
      try states.write(ResultStates.new, ["setup": [("kept.csv", "a\n1\n")]])
      #expect(
        try FileManager.default.contentsOfDirectory(atPath: states.out + "/saved") == ["kept.csv"])
      // What was saved by a program that wrote no list of it is not known to be ours.
      let manifest = states.out + "/run.json"
      let text = try String(contentsOfFile: manifest, encoding: .utf8)
      try text.replacing("\"saved\"", with: "\"was\"")
        .write(toFile: manifest, atomically: false, encoding: .utf8)
      try states.write(ResultStates.old)
      #expect(
        try FileManager.default.contentsOfDirectory(atPath: states.out + "/saved") == ["kept.csv"])
    }
  }

  @Test("what people put there stays the same file, and what is in the way is told")
  func strangers() throws {
    try ResultStates.inFolder { states in
      try states.write(ResultStates.old, ResultStates.oldSaves)
      try states.putStrangers()
      let link = states.out + "/link"
      try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "nowhere")
      let numbers = try ResultStates.strangers.keys.sorted().map {
        try number(states.out + "/" + $0)
      }
      try states.write(ResultStates.new, ResultStates.newSaves)
      #expect(
        try ResultStates.strangers.keys.sorted().map { try number(states.out + "/" + $0) }
          == numbers)
      #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == "nowhere")
      // A folder of theirs where a file has to be: nothing is changed.
      try states.put("x", states.out + "/saved/taken.csv/x")
      let before = try ResultStates.files(states.out)
      for saves: ResultStates.Saves in [
        ["setup": [("taken.csv", "1")]], ["setup": [("own.txt/x", "1")]],
      ] {
        let error = #expect(throws: Diagnostic.self) { try states.write(ResultStates.new, saves) }
        #expect(error?.code == "E640")
        #expect(
          try ResultStates.files(states.out).filter { !$0.key.hasSuffix("own.txt") }
            == before.filter { !$0.key.hasSuffix("own.txt") })
        #expect(!FileManager.default.fileExists(atPath: states.work))
      }
    }
  }

  @Test("a name that is not text stays, too") func bytesAsName() throws {
    try ResultStates.inFolder { states in
      try states.write(ResultStates.old, ResultStates.oldSaves)
      let path = Array(states.out.utf8CString.dropLast()) + [47, CChar(bitPattern: 0xE9), 0]
      let file = open(path, O_WRONLY | O_CREAT, 0o644)
      #expect(file >= 0)
      close(file)
      try states.write(ResultStates.new, ResultStates.newSaves)
      #expect(access(path, F_OK) == 0)
      #expect(ResultFolder(path: states.out).recorded()?.cell("fresh") != nil)
      #expect(!FileManager.default.fileExists(atPath: states.work))
      unlink(path)
      #expect(!FileManager.default.fileExists(atPath: states.out + "/gone.txt"))
    }
  }

  @Test("results below results stay when those are replaced, even while they are made")
  func nested() throws {
    try ResultStates.inFolder { states in
      try states.write(ResultStates.old)
      let inner = ResultFolder(path: states.out + "/grain=week")
      try inner.write(ResultStates.old)
      let results = try ResultTransaction(inner)
      for cell in ResultStates.new.cells { results.record(cell) }
      try states.write(ResultStates.new)
      try results.commit(ResultStates.new)
      for folder in [ResultFolder(path: states.out), inner] {
        #expect(folder.read(ResultStates.new.notebook, path: "n.hfnb") != nil)
        #expect(folder.recorded()?.cell("fresh") != nil)
      }
      #expect(!FileManager.default.fileExists(atPath: states.work))
      #expect(
        try FileManager.default.contentsOfDirectory(atPath: states.out)
          .allSatisfy { !$0.hasPrefix(".") })
    }
  }

  @Test("a link to a folder is followed, and permissions stay") func links() throws {
    try ResultStates.inFolder { states in
      let real = states.root + "/elsewhere/real"
      try FileManager.default.createDirectory(atPath: real, withIntermediateDirectories: true)
      try FileManager.default.setAttributes([.posixPermissions: 0o750], ofItemAtPath: real)
      try FileManager.default.createSymbolicLink(
        atPath: states.out, withDestinationPath: "elsewhere/real")
      try states.write(ResultStates.old)
      try states.write(ResultStates.new)
      #expect(try FileManager.default.destinationOfSymbolicLink(atPath: states.out) != "")
      #expect(FileManager.default.fileExists(atPath: real + "/fresh.txt"))
      #expect(try mode(real) == 0o750)
      #expect(
        try FileManager.default.contentsOfDirectory(atPath: states.root + "/elsewhere")
          == ["real"])
      try FileManager.default.removeItem(atPath: states.root + "/elsewhere")
      let error = #expect(throws: Diagnostic.self) { try states.write(ResultStates.old) }
      #expect(error?.message == "results could not be written: the link cannot be followed")
    }
  }

  @Test("names of any length and kind") func names() throws {
    try ResultStates.inFolder { states in
      for name in [
        String(repeating: "é", count: 120), String(repeating: "n", count: 251) + ".out",
        "a b\n.out",
        "-",
      ] {
        let folder = ResultFolder(path: states.root + "/" + name + "/")
        try folder.write(ResultStates.old)
        try folder.write(ResultStates.new)
        #expect(folder.recorded()?.cell("fresh") != nil)
        #expect(try FileManager.default.contentsOfDirectory(atPath: states.root) == [name])
        try states.clear()
      }
    }
  }

  @Test("a file is replaced as a whole, keeps its permissions, and a link to it stays a link")
  func singleFiles() throws {
    try ResultStates.inFolder { states in
      let file = states.root + "/n.hfnb"
      func write(_ text: String, to path: String) throws {
        try AtomicFile.replace(path, with: Array(text.utf8)) {
          OpenFolder.failure("x", path, $0)
        }
      }
      try write("one", to: file)
      try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file)
      try FileManager.default.createSymbolicLink(
        atPath: states.root + "/link", withDestinationPath: "n.hfnb")
      try write("two", to: states.root + "/link")
      #expect(try String(contentsOfFile: file, encoding: .utf8) == "two")
      #expect(try mode(file) == 0o600)
      // What a crash left, and what somebody else put there, is no obstacle.
      try states.put("other", states.root + "/other")
      try FileManager.default.linkItem(
        atPath: states.root + "/other", toPath: file + ".hfnb-new")
      try write("three", to: file)
      #expect(
        try ResultStates.files(states.root).mapValues { String(decoding: $0, as: UTF8.self) }
          == ["n.hfnb": "three", "link": "three", "other": "other"])
      #expect(throws: Diagnostic.self) { try write("x", to: states.root) }
      #expect(throws: Diagnostic.self) { try write("x", to: states.root + "/none/x") }
      // A device is not replaced.
      try FileManager.default.createSymbolicLink(
        atPath: states.root + "/device", withDestinationPath: "/dev/null")
      try write("x", to: states.root + "/device")
      #expect(
        try FileManager.default.attributesOfItem(atPath: "/dev/null")[.type] as? FileAttributeType
          == .typeCharacterSpecial)
      let long = states.root + "/" + String(repeating: "x", count: 255)
      try write("long", to: long)
      #expect(try String(contentsOfFile: long, encoding: .utf8) == "long")
    }
  }
}
