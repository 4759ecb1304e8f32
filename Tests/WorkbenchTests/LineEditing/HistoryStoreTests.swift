import Foundation
import Testing

@testable import Workbench

@Suite struct HistoryStoreTests {
  /// A folder that lives as long as a test.
  private final class Folder {
    let path: String
    init() throws {
      path = NSTemporaryDirectory() + "hfnb-history-\(UUID().uuidString)"
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }
    deinit { try? FileManager.default.removeItem(atPath: path) }
    var store: HistoryStore { HistoryStore(path: path + "/history") }
    func write(_ bytes: some Sequence<UInt8>) throws {
      try Data(bytes).write(to: URL(fileURLWithPath: path + "/history"))
    }
  }

  private func mode(_ path: String) throws -> Int {
    let facts = try FileManager.default.attributesOfItem(atPath: path)
    return (facts[.posixPermissions] as? NSNumber)?.intValue ?? 0
  }

  @Test func statementsComeBackAsTheyWere() throws {
    let folder = try Folder()
    let records = [
      HistoryRecord("lb | top 3", milliseconds: 12, rows: 3),
      HistoryRecord("a |\n  b\t\\n \r\"é価\"", milliseconds: nil, rows: 0),
      HistoryRecord("broken (", milliseconds: 1),
    ]
    #expect(try folder.store.load().isEmpty)
    for record in records { try folder.store.append(record) }
    #expect(try folder.store.load() == records)
    #expect(try mode(folder.store.path) == 0o600)
    let file = try String(contentsOfFile: folder.store.path, encoding: .utf8)
    #expect(file.split(separator: "\n").count == 3)
    #expect(file.hasPrefix("lb | top 3\t12\t3\n"))
  }

  @Test func repeatsAndBlanksAreNotKept() throws {
    let folder = try Folder()
    for text in ["a", "a", "", "  \n", "b", "a", "nul\u{0}"] {
      try folder.store.append(HistoryRecord(text, rows: text.utf8.count))
    }
    #expect(try folder.store.load().map(\.text) == ["a", "b", "a"])
  }

  @Test func damageCostsOnlyTheDamagedLines() throws {
    let folder = try Folder()
    var bytes = Array("good one\t1\t2\n\n\t\t\nonly text\nodd \\q end\\\tx\t-4\t9\t9\n".utf8)
    bytes += [0xFF, 0xFE, 0x0A, 0x61, 0x00, 0x0A] + Array("cut sho".utf8)
    try folder.write(bytes)
    try folder.store.append(HistoryRecord("new", milliseconds: 5))
    #expect(
      try folder.store.load() == [
        HistoryRecord("good one", milliseconds: 1, rows: 2), HistoryRecord("only text"),
        HistoryRecord("odd \\q end\\"), HistoryRecord("cut sho"),
        HistoryRecord("new", milliseconds: 5),
      ])
  }

  @Test func onlyTheNewestAreKept() throws {
    let folder = try Folder()
    try folder.write((1...12_001).map { "statement \($0)\t\t\n" }.joined().utf8)
    let records = try folder.store.load()
    #expect(records.count == HistoryStore.capacity)
    #expect(records.first?.text == "statement 2002")
    try folder.store.append(HistoryRecord("next"))
    let file = try String(contentsOfFile: folder.store.path, encoding: .utf8)
    #expect(file.split(separator: "\n").count == 10_001)
    #expect(file.hasSuffix("statement 12001\t\t\nnext\t\t\n"))
    #expect(try mode(folder.store.path) == 0o600)
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    #expect(names == ["history"])
  }

  @Test func sessionsKeepEachOthersEntries() async throws {
    let folder = try Folder()
    let store = folder.store
    // Long enough to be cut by a reader in the middle of it all.
    try folder.write((1...11_900).map { "old \($0)\t\t\n" }.joined().utf8)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for session in 0..<4 {
        group.addTask {
          for i in 0..<100 {
            try store.append(HistoryRecord("session \(session) entry \(i)"))
            if i % 25 == session { _ = try store.load() }
          }
        }
      }
      try await group.waitForAll()
    }
    let texts = Set(try store.load().map(\.text))
    for session in 0..<4 {
      for i in 0..<100 { #expect(texts.contains("session \(session) entry \(i)")) }
    }
    withExtendedLifetime(folder) {}
  }

  @Test func whatIsNotAFileIsAnError() throws {
    let folder = try Folder()
    try FileManager.default.createDirectory(
      atPath: folder.path + "/history", withIntermediateDirectories: false)
    #expect(throws: (any Error).self) { try folder.store.append(HistoryRecord("a")) }
    let missing = HistoryStore(path: folder.path + "/none/history")
    #expect(try missing.load().isEmpty)
    #expect(throws: (any Error).self) { try missing.append(HistoryRecord("a")) }
  }

  @Test func aProjectHasItsOwnHistory() throws {
    let folder = try Folder()
    let project = try #require(HistoryStore.standard(folder: folder.path) { _ in nil })
    #expect(project.path == folder.path + "/.hfnb/history")
    try project.append(HistoryRecord("a"))
    // A link in the place of the folder may lead anywhere.
    try FileManager.default.removeItem(atPath: folder.path + "/.hfnb")
    try FileManager.default.createSymbolicLink(
      atPath: folder.path + "/.hfnb", withDestinationPath: "/tmp")
    let state = HistoryStore.standard(folder: folder.path) {
      $0 == "XDG_STATE_HOME" ? folder.path + "/state" : nil
    }
    #expect(state?.path == folder.path + "/state/hfnb/history")
    let home = HistoryStore.standard(folder: folder.path) {
      $0 == "HOME" ? folder.path : $0 == "XDG_STATE_HOME" ? "relative" : nil
    }
    #expect(home?.path == folder.path + "/.local/state/hfnb/history")
    #expect(HistoryStore.standard(folder: folder.path) { _ in nil } == nil)
  }
}
