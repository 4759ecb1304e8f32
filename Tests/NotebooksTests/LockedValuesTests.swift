import Foundation
import Testing

@testable import Notebooks

/// The values of a locked run beside its results: written, read back, and doubted.
@Suite struct LockedValuesTests {
  private static let values = LockedValues(
    cells: [
      .init(
        id: "a", key: "k1", inputs: ["code": "1", "data lb": "2"],
        outputs: [
          .init(value: "v", files: ["csv": Array("x,\"y\n\"\n1,ä\n".utf8), "txt": []]),
          .init(value: "w", layers: [.init(mark: "line", csv: Array("x\n1\n".utf8))]),
        ]),
      .init(id: "b", key: "k2", inputs: [:], outputs: []),
    ],
    data: [
      .init(name: "lb", digest: "d", marks: ["x": [0, 1, .max, 0x0102_0304], "a \"b\"": []])
    ])

  private func inFolder(_ body: (ResultFolder) throws -> Void) throws {
    let place = FileManager.default.temporaryDirectory
      .appendingPathComponent("hfnb-locked-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: place) }
    try body(ResultFolder(path: place.path))
  }

  @Test("What is written is read back, with equal bytes for equal values") func roundTrip() throws {
    try inFolder { folder in
      #expect(folder.lockedValues() == nil)
      try folder.write(Self.values)
      #expect(folder.lockedValues() == Self.values)
      let file = URL(fileURLWithPath: folder.path).appendingPathComponent("locked.json")
      let bytes = try Data(contentsOf: file)
      try folder.write(Self.values)
      #expect(try Data(contentsOf: file) == bytes)
      #expect(bytes.last == UInt8(ascii: "\n"))
    }
  }

  @Test("Values of another key or digest are none") func doubts() {
    #expect(Self.values.cell("a", key: "k1") != nil)
    #expect(Self.values.cell("a", key: "k2") == nil)
    #expect(Self.values.data("lb", digest: "d") != nil)
    #expect(Self.values.data("lb", digest: "e") == nil)
  }

  @Test("A file that is none, damaged or of another version is left aside") func damage() throws {
    let text = Self.values.text
    for broken in [
      "", "{}", "[1", text.replacing("hfnb-locked", with: "other"),
      text.replacing("\"version\": 1", with: "\"version\": 2"), String(text.dropLast(5)),
    ] {
      #expect(LockedValues(Array(broken.utf8)) == nil)
    }
    // One part that cannot be read costs that part alone.
    let cut = text.replacing("AAAAAAEAAAD/////BAMCAQ==", with: "AAAAAAEAAAD/////BAMCAQ=")
    #expect(cut != text)
    #expect(LockedValues(Array(cut.utf8))?.data.isEmpty == true)
    #expect(LockedValues(Array(cut.utf8))?.cells == Self.values.cells)
  }
}
