import Foundation
import TestSupport
import Testing

/// What must hold of a notebook however it was damaged.
@Suite struct NotebookLaws {
  private static let pieces = [
    "```", "````", "~~~", "```hfq ", "```hfq a\n", "```exercise e\n", "ask: x\n", "check hidden:\n",
    "---\n", "hfnb: 1\n", "#| fold: true\n", "#| digits: 3\n", "#|", "\n", "\r\n", "\r", "\n\n\n",
    " ", "\t", "\u{FEFF}", "\u{0}", "\u{2028}", "e\u{301}", "<<<<<<< a\n", "=======\n",
    ">>>>>>> b\n", "|||||||\n", "# words\n", "| take 1\n", "rows [a; 1]\n", "\"", "`", "\\",
  ].map { Array($0.utf8) }

  private static func damaged(_ seed: [UInt8], _ numbers: inout SeededNumbers) -> [UInt8] {
    var bytes = seed
    for _ in 0...numbers.next(below: 4) {
      let place = numbers.next(below: bytes.count + 1)
      switch numbers.next(below: 4) {
      case 0: bytes.insert(contentsOf: pieces[numbers.next(below: pieces.count)], at: place)
      case 1: bytes.removeSubrange(place..<min(bytes.count, place + numbers.next(below: 12)))
      case 2 where place < bytes.count: bytes[place] = UInt8(numbers.next(below: 256))
      default:
        let end = min(bytes.count, place + numbers.next(below: 60))
        bytes.insert(contentsOf: bytes[place..<end], at: end)
      }
    }
    return bytes
  }

  private static func check(_ files: [(name: String, bytes: [UInt8])], rounds: Int) {
    var numbers = SeededNumbers(4)
    var flaws: [String] = []
    for (name, seed) in files {
      for round in 0..<rounds {
        let bytes = round == 0 ? seed : damaged(seed, &numbers)
        if let flaw = AnyText.notebook.flaw(in: bytes) {
          let text = String(decoding: bytes, as: UTF8.self)
          flaws.append("\(name), round \(round) \(flaw)\n\(text.debugDescription)")
        }
      }
    }
    #expect(flaws.isEmpty, "\(flaws.count) of them; the first: \(flaws.first ?? "")")
  }

  @Test("damaged notebooks are written back, and their canonical form says the same")
  func damagedCorpus() throws {
    let folder = Repository.root.appendingPathComponent("Tests/Fuzz/Corpus/notebook")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    let rounds = ProcessInfo.processInfo.environment["HFNB_LAW_ROUNDS"].flatMap { Int($0) } ?? 60
    try Self.check(
      names.map { ($0, [UInt8](try Data(contentsOf: folder.appendingPathComponent($0)))) },
      rounds: rounds)
  }

  @Test("shipped notebooks are written back and are canonical, whole and damaged")
  func shipped() throws {
    let folder = Repository.root.appendingPathComponent("notebooks")
    let names = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".hfnb") }.sorted()
    #expect(names.count >= 35)
    try Self.check(
      names.map { ($0, [UInt8](try Data(contentsOf: folder.appendingPathComponent($0)))) },
      rounds: 4)
  }
}
