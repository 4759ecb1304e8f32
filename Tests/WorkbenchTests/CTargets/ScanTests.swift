import CScan
import TestSupport
import Testing

/// Structure scanning against loops over single bytes, at every level that this processor has.
@Suite struct ScanTests {
  static let levels = [HFNB_SCAN_PORTABLE, HFNB_SCAN_BASELINE, HFNB_SCAN_AVX2]

  @Test func blockMasksMarkEachByte() {
    var random = SeededNumbers(1)
    for _ in 0..<500 {
      let bytes = random.bytes(count: 64, from: Array(#"",;ab"#.utf8) + [10, 13, 0, 0x80, 0xFF])
      let masks = hfnb_scan_csv_block(bytes, UInt8(ascii: "\""), UInt8(ascii: ","))
      let high = hfnb_scan_non_ascii(hfnb_scan_load(bytes))
      for (i, byte) in bytes.enumerated() {
        #expect((masks.quote >> i) & 1 == (byte == UInt8(ascii: "\"") ? 1 : 0))
        #expect((masks.delimiter >> i) & 1 == (byte == UInt8(ascii: ",") ? 1 : 0))
        #expect((masks.newline >> i) & 1 == (byte == 10 ? 1 : 0))
        #expect((high >> i) & 1 == (byte >= 0x80 ? 1 : 0))
      }
    }
  }

  @Test func csvPositionsAreThoseOutsideQuotes() throws {
    var random = SeededNumbers(2)
    let alphabets = [Array("ab,\n".utf8), Array(#"abc,";"#.utf8) + [10], [0, 44, 10, 34, 0xC3]]
    for round in 0..<600 {
      let count = random.next(below: round % 3 == 0 ? 70 : 700)
      let bytes = random.bytes(count: count, from: alphabets[round % 3])
      let quote: Int32 = round % 5 == 0 ? -1 : 34
      let delimiter: UInt8 = round % 7 == 0 ? 0 : 44
      let startsInQuotes = round % 2 == 1
      var inQuotes = startsInQuotes
      var expected: [UInt32] = []
      for (i, byte) in bytes.enumerated() {
        if Int32(byte) == quote { inQuotes.toggle() }
        let isInside = quote >= 0 ? inQuotes : false
        if byte == delimiter || byte == 10, !isInside { expected.append(UInt32(i)) }
      }
      let guarded = try #require(GuardedBytes(bytes))
      for level in Self.levels {
        var state = HfnbCSVState(in_quotes: startsInQuotes)
        var positions = [UInt32](repeating: 0, count: count + 64)
        let result = hfnb_scan_csv_index_at(
          level, guarded.bytes, count, quote, delimiter, &state, &positions, positions.count)
        #expect(result.consumed == count)
        #expect(Array(positions.prefix(result.count)) == expected)
        #expect(state.in_quotes == inQuotes || quote < 0)
      }
    }
  }

  @Test func csvIndexGoesOnWhenItsRoomWasFull() {
    var random = SeededNumbers(3)
    let bytes = random.bytes(count: 5_000, from: Array(#"a,"#.utf8) + [34, 10, 44])
    for level in Self.levels {
      var whole = HfnbCSVState()
      var all = [UInt32](repeating: 0, count: bytes.count + 64)
      let complete = hfnb_scan_csv_index_at(
        level, bytes, bytes.count, 34, 44, &whole, &all, all.count)
      var state = HfnbCSVState()
      var collected: [UInt32] = []
      var offset = 0
      var calls = 0
      while offset < bytes.count {
        var positions = [UInt32](repeating: 0, count: 100)
        let result = bytes.withUnsafeBufferPointer { buffer in
          buffer.baseAddress.map {
            hfnb_scan_csv_index_at(
              level, $0 + offset, bytes.count - offset, 34, 44, &state, &positions, 100)
          } ?? HfnbScanResult()
        }
        #expect(result.consumed > 0 && result.count <= 100)
        guard result.consumed > 0 else { break }
        collected += positions.prefix(result.count).map { $0 + UInt32(offset) }
        offset += result.consumed
        calls += 1
      }
      #expect(collected == Array(all.prefix(complete.count)))
      #expect(state.in_quotes == whole.in_quotes)
      #expect(calls > 10)
    }
  }

  @Test func nothingIsWrittenWithoutRoom() {
    let bytes = [UInt8](repeating: 44, count: 64)
    var state = HfnbCSVState()
    var positions = [UInt32](repeating: 7, count: 63)
    let result = hfnb_scan_csv_index(bytes, 64, 34, 44, &state, &positions, 63)
    #expect(result.count == 0 && result.consumed == 0)
    #expect(positions.allSatisfy { $0 == 7 })
    #expect(hfnb_scan_csv_index(bytes, 0, 34, 44, &state, &positions, 63).consumed == 0)
  }

  @Test func jsonPositionsAreStructureAndQuotes() throws {
    var random = SeededNumbers(4)
    let structure = Set("{}[]:,".utf8)
    let alphabets = [
      Array(#"\\\""#.utf8), Array(#"{}[]:,"\a"#.utf8),
      [0x1A, 0x3B, 0x5B, 0x5D, 0x7B, 0x7D, 34, 0xDB],
    ]
    for round in 0..<900 {
      let count = random.next(below: round % 2 == 0 ? 70 : 500)
      let bytes = random.bytes(count: count, from: alphabets[round % 3])
      let start = HfnbJSONState(in_string: round % 4 == 1, escaped: round % 5 == 1)
      var inString = start.in_string
      var isEscaped = start.escaped
      var expected: [UInt32] = []
      for (i, byte) in bytes.enumerated() {
        if byte == 34, !isEscaped {
          inString.toggle()
          expected.append(UInt32(i))
        } else if structure.contains(byte), !inString {
          expected.append(UInt32(i))
        }
        isEscaped = byte == 92 && !isEscaped
      }
      let guarded = try #require(GuardedBytes(bytes))
      for level in Self.levels {
        var state = start
        var positions = [UInt32](repeating: 0, count: count + 64)
        // Two calls, the cut at any place: the state carries strings and escapes over it.
        let cut = count == 0 ? 0 : random.next(below: count)
        let first = hfnb_scan_json_index_at(
          level, guarded.bytes, cut, &state, &positions, positions.count)
        var found = Array(positions.prefix(first.count))
        let second = hfnb_scan_json_index_at(
          level, guarded.bytes + cut, count - cut, &state, &positions, positions.count)
        found += positions.prefix(second.count).map { $0 + UInt32(cut) }
        #expect(found == expected)
        #expect(state.in_string == inString)
        #expect(state.escaped == isEscaped || count == 0)
      }
    }
  }

  @Test func bytesAreFoundAndCounted() throws {
    var random = SeededNumbers(5)
    for round in 0..<400 {
      let count = random.next(below: 300)
      let bytes = random.bytes(
        count: count, from: Array(repeating: 97, count: 60) + [10, 44, 0xE9])
      let guarded = try #require(GuardedBytes(bytes))
      let pointer = guarded.bytes
      #expect(hfnb_scan_find_newline(pointer, count) == bytes.firstIndex(of: 10) ?? count)
      let either = bytes.firstIndex { $0 == 44 || $0 == 10 } ?? count
      #expect(hfnb_scan_find_either(pointer, count, 44, 10) == either, "round \(round)")
      #expect(hfnb_scan_count(pointer, count, 44) == bytes.count { $0 == 44 })
      #expect(hfnb_scan_count_non_ascii(pointer, count) == bytes.count { $0 >= 0x80 })
    }
  }

  @Test func countsDoNotOverflow() {
    let bytes = [UInt8](repeating: 0xE9, count: 64 * 1_000 + 17)
    #expect(hfnb_scan_count(bytes, bytes.count, 0xE9) == bytes.count)
    #expect(hfnb_scan_count_non_ascii(bytes, bytes.count) == bytes.count)
    #expect(hfnb_scan_count(bytes, bytes.count, 10) == 0)
  }
}
