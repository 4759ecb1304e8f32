import Diagnostics
import Foundation
import Notebooks
import TestSupport
import Testing

@testable import Workbench

/// Entries of the cache: what is stored comes back, and what was changed does not.
@Suite struct CellCacheTests {
  private static let name = String(repeating: "ab", count: 32)

  private func withFolder(_ body: (CacheFolder) throws -> Void) throws {
    let root = FileManager.default.temporaryDirectory
      .appendingPathComponent("hfnb-cache-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: root) }
    try body(CacheFolder(path: root.path + "/.hfnb/cache"))
  }

  private func content(_ reading: CellCache.Reading) -> [UInt8]? {
    if case .found(let content) = reading { content } else { nil }
  }

  private func isDamaged(_ reading: CellCache.Reading) -> Bool {
    if case .damaged = reading { true } else { false }
  }

  @Test("What is stored comes back, whatever bytes it has") func roundTrip() throws {
    try withFolder { folder in
      let cache = CellCache(folder: folder)
      #expect(content(cache.read(Self.name)) == nil)
      for bytes in [[], [0], Array(0...255), Array(repeating: 10, count: 100_000)] as [[UInt8]] {
        let size = try cache.store(bytes, as: Self.name)
        #expect(size == bytes.count + 44)
        #expect(content(cache.read(Self.name)) == bytes)
      }
      let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
      #expect(files == [".gitignore", "CACHEDIR.TAG", "ab"])
      #expect(try String(contentsOfFile: folder.path + "/.gitignore", encoding: .utf8) == "*\n")
      #expect(
        try FileManager.default.contentsOfDirectory(atPath: folder.path + "/ab") == [Self.name])
    }
  }

  @Test("Every bit that flips and every byte that is missing is found") func damage() throws {
    try withFolder { folder in
      let cache = CellCache(folder: folder)
      _ = try cache.store(Array("some results".utf8), as: Self.name)
      let url = URL(fileURLWithPath: folder.path(of: Self.name))
      let whole = try Array(Data(contentsOf: url))
      for place in whole.indices {
        for bit in 0..<8 {
          var changed = whole
          changed[place] ^= 1 << bit
          try Data(changed).write(to: url)
          #expect(isDamaged(cache.read(Self.name)), "byte \(place), bit \(bit)")
        }
        try Data(whole[..<place]).write(to: url)
        #expect(isDamaged(cache.read(Self.name)), "\(place) bytes")
      }
      try Data(whole + [0]).write(to: url)
      #expect(isDamaged(cache.read(Self.name)))
      try Data(whole).write(to: url)
      #expect(content(cache.read(Self.name)) == Array("some results".utf8))
    }
  }

  @Test("A link or a folder in the place of an entry is no entry") func noFile() throws {
    try withFolder { folder in
      let cache = CellCache(folder: folder)
      _ = try cache.store([1], as: Self.name)
      let path = folder.path(of: Self.name)
      let files = FileManager.default
      try files.moveItem(atPath: path, toPath: path + "x")
      try files.createSymbolicLink(atPath: path, withDestinationPath: path + "x")
      #expect(isDamaged(cache.read(Self.name)))
      try files.removeItem(atPath: path)
      try files.createDirectory(atPath: path, withIntermediateDirectories: true)
      #expect(isDamaged(cache.read(Self.name)))
    }
  }

  @Test("Where nothing can be written a note says so") func readOnly() throws {
    // `/proc` takes no folders, not even from the root.
    let cache = CellCache(folder: CacheFolder(path: "/proc/hfnb-cache"))
    let note = #expect(throws: Diagnostic.self) { try cache.store([1], as: Self.name) }
    #expect(note?.code == "W630")
    #expect(note?.severity == .note)
    #expect(note?.details.first?.contains("/proc/hfnb-cache") ?? false)
  }

  // MARK: Archives

  private static let notebook = Notebook.parse(
    SourceText(name: "n.hfnb", text: "```hfq a\nlb | filter x\n```\n\n```hfq b\n6 * 7\n```\n")
  ).notebook

  private static var archive: CellArchive {
    let cell = notebook.cells[0].sourceText(in: "n.hfnb")
    var run = CellRun(id: "a", notes: ["W1: one", "größer"], rows: 12)
    run.outputs = [
      CellOutput(
        [.plainText: Array("a\u{0}b\n".utf8), .csv: [0xff, 0xfe, 10], .svg: []],
        table: OutputTable(
          columns: [.init("a", isNumeric: true), .init("b")], rows: [["1", nil], ["2", "x\"\n"]],
          totalRows: 9),
        alternativeText: "what it shows", valueDigest: String(repeating: "0f", count: 32), rows: 9),
      CellOutput(),
    ]
    run.diagnostics = [
      Diagnostic(
        "E201", "no column `x`", at: Span(cell, 12, 13), label: "did you mean `y`?",
        secondary: [.init(Span(cell, 0, 2), "here")], details: ["one", "two"],
        fix: .init(replacing: Span(cell, 12, 13), with: "y"))
    ]
    return CellArchive(
      run, completedStatements: 3, parameters: [.init("grain", "month"), .init("k", "")])
  }

  @Test("An archive gives back the outcome") func archive() throws {
    let stored = Self.archive
    let bytes = try #require(stored.bytes(in: Self.notebook, path: "n.hfnb"))
    let read = try #require(CellArchive(bytes, id: "a", in: Self.notebook, path: "n.hfnb"))
    #expect(read.outcome.outputs == stored.outcome.outputs)
    #expect(read.outcome.notes == stored.outcome.notes)
    #expect(read.outcome.rows == 12 && read.completedStatements == 3)
    #expect(read.parameters == stored.parameters)
    #expect(read.outcome.diagnostics.map(\.jsonLine) == stored.outcome.diagnostics.map(\.jsonLine))
    let renderer = DiagnosticRenderer()
    #expect(
      read.outcome.diagnostics.map { renderer.render($0) }
        == stored.outcome.diagnostics.map { renderer.render($0) })
    // A finding in a text that is no cell has no place in an archive.
    var other = stored
    other.outcome.diagnostics[0].primary = .init(SourceText(name: "--k", text: "x").span)
    #expect(other.bytes(in: Self.notebook, path: "n.hfnb") == nil)
  }

  @Test("Bytes of strangers are no archive, or one that can be used") func strangers() throws {
    let whole = try #require(Self.archive.bytes(in: Self.notebook, path: "n.hfnb"))
    var numbers = SeededNumbers(5)
    func read(_ bytes: [UInt8]) {
      guard let archive = CellArchive(bytes, id: "a", in: Self.notebook, path: "n.hfnb") else {
        return
      }
      // All of it can be looked at.
      _ = archive.bytes(in: Self.notebook, path: "n.hfnb")
      _ = archive.outcome.findings
    }
    for length in whole.indices { read(Array(whole[..<length])) }
    for _ in 0..<4000 {
      var bytes = whole
      for _ in 0...numbers.next(below: 3) {
        let place = numbers.next(below: bytes.count)
        switch numbers.next(below: 3) {
        case 0: bytes[place] = UInt8(numbers.next(below: 256))
        case 1: bytes.remove(at: place)
        default: bytes.insert(UInt8(48 + numbers.next(below: 10)), at: place)
        }
      }
      read(bytes)
    }
    for _ in 0..<2000 {
      read((0..<numbers.next(below: 64)).map { _ in UInt8(numbers.next(below: 256)) })
    }
    // Lengths that lie.
    read([255, 255, 255, 255, 255, 255, 255, 255] + whole.dropFirst(8))
    read([255, 255, 255, 255, 255, 0, 0, 0] + whole.dropFirst(8))
  }

  // MARK: Collection

  private func entry(_ number: Int) -> String {
    let digits = String(number, radix: 16)
    return String(repeating: "0", count: 64 - digits.count) + digits
  }

  @Test("What was not used for the longest time goes first, and nothing of others") func order()
    throws
  {
    try withFolder { folder in
      let cache = CellCache(folder: folder)
      let files = FileManager.default
      for number in 0..<10 {
        _ = try cache.store(Array(repeating: 7, count: 956), as: entry(number))
        try files.setAttributes(
          [.modificationDate: Date(timeIntervalSince1970: 1_000_000 + Double(number))],
          ofItemAtPath: folder.path(of: entry(number)))
      }
      // A use makes an entry young again.
      _ = cache.read(entry(2))
      for foreign in ["notes.txt", "00/other", "zz"] {
        try "mine".write(toFile: folder.path + "/" + foreign, atomically: true, encoding: .utf8)
      }
      let collection = CacheCollection(folder)
      #expect(
        collection.statistics() == .init(entries: 10, bytes: 10_000, oldestUse: 1_000_000))
      #expect(collection.collect(to: 10_000) == .init())
      #expect(collection.collect(to: 4500) == .init(entries: 6, bytes: 6000, failures: 0))
      let left = folder.list().entries.map(\.name)
      #expect(left == [entry(2), entry(7), entry(8), entry(9)])
      #expect(collection.estimatedSize == 4000)
      #expect(collection.clear() == .init(entries: 4, bytes: 4000, failures: 0))
      #expect(
        try files.contentsOfDirectory(atPath: folder.path).sorted() == [
          ".gitignore", "00", "CACHEDIR.TAG", "notes.txt", "zz",
        ])
      #expect(collection.statistics() == .init())
    }
  }

  @Test("Runs list the entries only when the cache may be too large") func growth() throws {
    try withFolder { folder in
      let cache = CellCache(folder: folder)
      let collection = CacheCollection(folder)
      var listed: [Int] = []
      for number in 0..<30 {
        let bytes = try cache.store(Array(repeating: 7, count: 956), as: entry(number))
        collection.grew(by: bytes, limit: 8000)
        #expect(collection.statistics().bytes <= 8000)
        if let size = collection.estimatedSize, size == 7000 { listed.append(number) }
      }
      #expect(collection.statistics().entries >= 7)
      #expect(listed.count > 3)
      // A file of somebody else's making is replaced.
      for text in ["-5\n", "many\n", String(repeating: "9", count: 30)] {
        try text.write(toFile: folder.path + "/size", atomically: true, encoding: .utf8)
        #expect(collection.estimatedSize == nil)
        collection.grew(by: 1, limit: 8000)
        #expect(collection.estimatedSize == collection.statistics().bytes)
      }
    }
  }

  @Test("The cache of a project is in its folder") func place() throws {
    let files = FileManager.default
    let root = files.temporaryDirectory.appendingPathComponent("hfnb-place-\(UUID().uuidString)")
    defer { try? files.removeItem(at: root) }
    let deep = root.appendingPathComponent("a/b/c")
    try files.createDirectory(at: deep, withIntermediateDirectories: true)
    let real = try #require(UsedNotebook.canonical(root.path))
    // A file `.git` stands in a work tree of git.
    try "gitdir: x\n".write(
      to: root.appendingPathComponent(".git"), atomically: true, encoding: .utf8)
    #expect(CacheFolder.ofProject(from: deep.path).path == real + "/.hfnb/cache")
    try files.createDirectory(
      at: root.appendingPathComponent("a/.hfnb"), withIntermediateDirectories: true)
    #expect(CacheFolder.ofProject(from: deep.path).path == real + "/a/.hfnb/cache")
  }
}
