/// The hash function of Fowler, Noll and Vo in its 32-bit form 1a.
enum FNV1a {
  /// The hash of bytes as eight hexadecimal digits.
  static func hexadecimal(_ bytes: [UInt8]) -> String {
    var hash: UInt32 = 0x811c_9dc5
    for byte in bytes { hash = (hash ^ UInt32(byte)) &* 0x0100_0193 }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 8 - digits.count) + digits
  }
}
