import CScan
import TestSupport
import Testing

/// The validator against the one of the standard library, which is written independently.
@Suite struct UTF8ScanTests {
  private func firstInvalid(_ bytes: [UInt8]) -> Int {
    // The first error is where the longest well-formed prefix ends.
    var good = 0
    var decoder = bytes[...]
    while !decoder.isEmpty {
      let step = (1...min(4, decoder.count)).first {
        String(validating: decoder.prefix($0), as: UTF8.self) != nil
      }
      guard let step else { return good }
      good += step
      decoder = decoder.dropFirst(step)
    }
    return good
  }

  @Test func agreesOnRandomBytes() throws {
    var random = SeededNumbers(6)
    let edges: [UInt8] = [
      0x00, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1, 0xEC,
      0xED, 0xEE, 0xEF, 0xF0, 0xF1, 0xF3, 0xF4, 0xF5, 0xFF,
    ]
    for _ in 0..<20_000 {
      let prefix = [UInt8](repeating: 97, count: random.next(below: 80))
      let bytes = prefix + random.bytes(count: random.next(below: 6), from: edges)
      let guarded = try #require(GuardedBytes(bytes))
      #expect(hfnb_scan_utf8_invalid(guarded.bytes, bytes.count) == firstInvalid(bytes))
    }
  }

  @Test func acceptsEveryScalarAtEveryOffset() {
    var all: [UInt8] = []
    for value in UInt32(0)...0x10FFFF {
      guard let scalar = Unicode.Scalar(value) else { continue }
      all += UTF8.encode(scalar).map(Array.init) ?? []
    }
    #expect(hfnb_scan_utf8_invalid(all, all.count) == all.count)
  }

  @Test func acceptsMixedText() {
    let text = String(repeating: "plain words, Größe, 価格, 👩‍🔬 and so on; ", count: 50)
    let bytes = Array(text.utf8)
    #expect(hfnb_scan_utf8_invalid(bytes, bytes.count) == bytes.count)
    var cut = bytes
    cut[1_000] = 0xFF
    #expect(hfnb_scan_utf8_invalid(cut, cut.count) == firstInvalid(cut))
    #expect(hfnb_scan_utf8_invalid(bytes, 0) == 0)
  }
}
