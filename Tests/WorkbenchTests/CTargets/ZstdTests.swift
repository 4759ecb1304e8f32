import CDigest
import CZstd
import TestSupport
import Testing

@Suite struct ZstdTests {
  private func take(_ output: HfnbZstdOutput) -> (status: HfnbZstdStatus, bytes: [UInt8]) {
    defer { hfnb_zstd_release(output.bytes) }
    guard output.status == HFNB_ZSTD_OK else {
      #expect(output.bytes == nil)
      return (output.status, [])
    }
    return (output.status, Array(UnsafeBufferPointer(start: output.bytes, count: output.length)))
  }

  private func compressed(_ bytes: [UInt8], level: Int32 = 3) -> [UInt8] {
    take(hfnb_zstd_compress(bytes, bytes.count, level)).bytes
  }

  private func unpacked(
    _ bytes: [UInt8], limit: Int = 1 << 30
  ) -> (status: HfnbZstdStatus, bytes: [UInt8]) {
    take(hfnb_zstd_decompress(bytes, bytes.count, limit))
  }

  @Test func roundTrips() {
    var random = SeededNumbers(11)
    for count in [0, 1, 4_095, 4_096, 300_000] {
      let bytes = random.bytes(count: count, from: Array("abcdef\n".utf8))
      for level: Int32 in [1, 3, 19] {
        let file = compressed(bytes, level: level)
        #expect(hfnb_zstd_sniff(file, file.count))
        let result = unpacked(file)
        #expect(result.status == HFNB_ZSTD_OK)
        #expect(result.bytes == bytes)
      }
    }
  }

  @Test func readsWhatZstdWrites() {
    // printf 'a,b\n1,2\n' | zstd -q (1.5.4): no size of the content is stated.
    let file: [UInt8] = [
      0x28, 0xb5, 0x2f, 0xfd, 0x04, 0x58, 0x41, 0x00, 0x00, 0x61, 0x2c, 0x62, 0x0a, 0x31, 0x2c,
      0x32, 0x0a, 0x35, 0xe7, 0xca, 0xce,
    ]
    #expect(unpacked(file).bytes == Array("a,b\n1,2\n".utf8))
  }

  @Test func readsFramesOneAfterTheOther() {
    let (a, b) = (Array("first,".utf8), [UInt8](repeating: 120, count: 100_000))
    let frames = compressed(a) + compressed([]) + compressed(b)
    #expect(unpacked(frames).bytes == a + b)
    // A skippable frame (RFC 8878, 3.1.2) of three bytes.
    let skippable: [UInt8] = [0x50, 0x2A, 0x4D, 0x18, 3, 0, 0, 0, 1, 2, 3]
    #expect(hfnb_zstd_sniff(skippable, skippable.count))
    #expect(unpacked(skippable + frames + skippable).bytes == a + b)
  }

  @Test func refusesDamage() {
    let file = compressed(Array(String(repeating: "x,y\n1,2\n", count: 500).utf8))
    for length in [0, 1, 3, 4, 8, file.count - 5, file.count - 1] {
      #expect(unpacked(Array(file.prefix(length))).status == HFNB_ZSTD_TRUNCATED, "\(length)")
    }
    #expect(unpacked(file + Array("more".utf8)).status == HFNB_ZSTD_CORRUPT)
    var wrongChecksum = file
    wrongChecksum[file.count - 1] ^= 1
    #expect(unpacked(wrongChecksum).status == HFNB_ZSTD_CORRUPT)
  }

  @Test func keepsToTheLimit() {
    // A hundred million equal bytes in some ten thousand.
    let bomb = compressed([UInt8](repeating: 0, count: 100_000_000))
    #expect(bomb.count < 20_000)
    #expect(unpacked(bomb, limit: 1 << 20).status == HFNB_ZSTD_TOO_LARGE)
    let thousand = compressed([UInt8](repeating: 7, count: 1000))
    #expect(unpacked(thousand, limit: 999).status == HFNB_ZSTD_TOO_LARGE)
    #expect(unpacked(thousand, limit: 1000).bytes.count == 1000)
  }

  @Test func survivesRandomDamage() {
    let file = compressed(Array(String(repeating: "name,value\nbert,12\n", count: 200).utf8))
    var random = SeededNumbers(5)
    for _ in 0..<300 {
      var damaged = file
      for place in random.bytes(count: 3, from: Array(0...255)) {
        damaged[Int(place) % damaged.count] ^= random.bytes(count: 1, from: Array(1...255))[0]
      }
      let result = unpacked(damaged, limit: 1 << 22)
      if result.status == HFNB_ZSTD_OK { #expect(result.bytes.count <= 1 << 22) }
    }
  }

  /// The vectors of FIPS 180-4 and of NIST's examples: nothing, one block, two blocks, a million.
  @Test(arguments: [
    ("", 1, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", 1, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", 1,
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
    ("a", 1_000_000, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"),
  ])
  func sha256(text: String, times: Int, expected: String) {
    let bytes = Array(String(repeating: text, count: times).utf8)
    var digest = [UInt8](repeating: 0, count: 32)
    hfnb_sha256(bytes, bytes.count, &digest)
    let digits = digest.map { byte in
      (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }
    #expect(digits.joined() == expected)
  }
}
