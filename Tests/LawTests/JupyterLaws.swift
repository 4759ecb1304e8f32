import Foundation
import TestSupport
import Testing

/// What must hold of a Jupyter notebook however it was damaged.
@Suite struct JupyterLaws {
  private static let pieces = [
    "\"", "\\", "\\n", "\\r\\n", "\\ud800", "\\ufeff", "```", "```hfq x\\n", "~~~", "---\\n",
    "<!-- cell -->\\n\\n", "#| fold: true\\n", "{", "}", "[", "]", ",", "null", "\"hfq\"",
    "\"tags\"",
    "<<<<<<< a\\n", "\"exercise\"", "\"a\"", "=======\\n", ">>>>>>> b\\n",
  ].map { Array($0.utf8) }

  @Test("damaged notebooks are refused with a reason, or become notebooks that can be read")
  func damaged() throws {
    let folder = Repository.root.appendingPathComponent("Tests/Fuzz/Corpus/jupyter")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    var numbers = SeededNumbers(20)
    var flaws: [String] = []
    for name in names {
      let seed = [UInt8](try Data(contentsOf: folder.appendingPathComponent(name)))
      for _ in 0..<25 {
        var bytes = seed
        for _ in 0...numbers.next(below: 3) {
          let place = numbers.next(below: bytes.count + 1)
          switch numbers.next(below: 4) {
          case 0:
            let piece = Self.pieces[numbers.next(below: Self.pieces.count)]
            bytes.insert(contentsOf: piece, at: place)
          case 1:
            bytes.removeSubrange(place..<min(bytes.count, place + numbers.next(below: 9)))
          case 2 where place < bytes.count: bytes[place] = UInt8(numbers.next(below: 256))
          default:
            let end = min(bytes.count, place + numbers.next(below: 60))
            bytes.insert(contentsOf: bytes[place..<end], at: end)
          }
        }
        if let flaw = AnyText.jupyter.flaw(in: bytes) {
          flaws.append("\(name): \(flaw)\n\(String(decoding: bytes, as: UTF8.self))")
        }
      }
    }
    #expect(flaws.isEmpty, "\(flaws.count) of them; the first: \(flaws.first ?? "")")
  }
}
