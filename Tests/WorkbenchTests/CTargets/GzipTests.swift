import CZlib
import TestSupport
import Testing

@Suite struct GzipTests {
  private struct Failure: Error, Equatable {
    var status: HfnbGzipStatus
    var offset: Int
  }

  private func take(_ output: HfnbGzipOutput) throws(Failure) -> [UInt8] {
    defer { hfnb_gzip_release(output.bytes) }
    guard output.status == HFNB_GZIP_OK else {
      throw Failure(status: output.status, offset: output.offset)
    }
    return Array(UnsafeBufferPointer(start: output.bytes, count: output.length))
  }

  private func compressed(_ bytes: [UInt8], level: Int32 = 6) throws -> [UInt8] {
    try take(hfnb_gzip_compress(bytes, bytes.count, level))
  }

  private func decompressed(_ bytes: [UInt8], limit: Int = 1 << 30) throws -> [UInt8] {
    try take(hfnb_gzip_decompress(bytes, bytes.count, limit))
  }

  private func status(_ bytes: [UInt8], limit: Int = 1 << 30) -> HfnbGzipStatus {
    let output = hfnb_gzip_decompress(bytes, bytes.count, limit)
    hfnb_gzip_release(output.bytes)
    if output.status != HFNB_GZIP_OK { #expect(output.bytes == nil) }
    return output.status
  }

  @Test func roundTripsAtEveryLevel() throws {
    var random = SeededNumbers(7)
    for count in [0, 1, 64, 4_095, 4_096, 4_097, 300_000] {
      let bytes = random.bytes(count: count, from: Array("abcdef\n".utf8))
      for level: Int32 in [0, 1, 6, 9] {
        #expect(try decompressed(compressed(bytes, level: level)) == bytes)
      }
    }
  }

  @Test func readsWhatGzipWrites() throws {
    // printf 'a,b\n1,2\n' | gzip -9n (gzip 1.12).
    let file: [UInt8] = [
      0x1f, 0x8b, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02, 0x03, 0x4b, 0xd4, 0x49, 0xe2, 0x32,
      0xd4, 0x31, 0xe2, 0x02, 0x00, 0x7b, 0x07, 0x97, 0x0a, 0x08, 0x00, 0x00, 0x00,
    ]
    #expect(hfnb_gzip_sniff(file, file.count))
    #expect(try decompressed(file) == Array("a,b\n1,2\n".utf8))
  }

  @Test func readsMembersOneAfterTheOther() throws {
    let a = Array("first,".utf8)
    let b = [UInt8](repeating: 120, count: 100_000)
    let file = try compressed(a) + compressed([]) + compressed(b)
    #expect(try decompressed(file) == a + b)
    #expect(try decompressed(file + [0, 0, 0]) == a + b)
  }

  @Test func everyTruncationIsSeen() throws {
    let file = try compressed(Array("some text that is cut somewhere".utf8))
    for count in 0..<file.count {
      #expect(status(Array(file.prefix(count))) == HFNB_GZIP_TRUNCATED, "\(count) bytes")
    }
    // A second member that is cut is an error as well, and not the end of the first.
    for count in 1..<file.count {
      #expect(status(file + file.prefix(count)) == HFNB_GZIP_TRUNCATED, "\(count) bytes")
    }
  }

  @Test func damageIsSeen() throws {
    let bytes = Array("text with a checksum behind it".utf8)
    let file = try compressed(bytes)
    for position in file.indices {
      var damaged = file
      damaged[position] ^= 0x01
      // Bytes 4 to 9 hold a time, flags for the level and a system: nothing checks them. A flag in
      // byte 3 or a bit of the stream may make the rest look cut short.
      let result = status(damaged)
      if (4...9).contains(position) || position == 3 { continue }
      #expect(result == HFNB_GZIP_CORRUPT || result == HFNB_GZIP_TRUNCATED, "byte \(position)")
    }
    #expect(status(file + Array("garbage".utf8)) == HFNB_GZIP_CORRUPT)
    #expect(status(Array("a,b\n1,2\n".utf8)) == HFNB_GZIP_CORRUPT)
  }

  @Test func aSmallBombMeetsTheLimit() throws {
    let file = try compressed([UInt8](repeating: 0, count: 20_000_000), level: 9)
    #expect(file.count < 30_000)
    #expect(status(file, limit: 1_000_000) == HFNB_GZIP_TOO_LARGE)
    #expect(status(file, limit: 19_999_999) == HFNB_GZIP_TOO_LARGE)
    #expect(status(file, limit: 0) == HFNB_GZIP_TOO_LARGE)
    #expect(try decompressed(file, limit: 20_000_000).count == 20_000_000)
    #expect(status(try compressed([]), limit: 0) == HFNB_GZIP_OK)
  }

  @Test func sniffingNeedsMagicAndMethod() {
    #expect(!hfnb_gzip_sniff([0x1F, 0x8B], 2))
    #expect(!hfnb_gzip_sniff([0x1F, 0x8B, 7], 3))
    #expect(hfnb_gzip_sniff([0x1F, 0x8B, 8], 3))
  }
}
