/// Makes the digest by which stored results are known again; not for secrets.
public struct SourceDigest: Sendable {
  private var hash = FNV1a64()

  /// Creates a digest of nothing.
  public init() {}

  /// Adds a text and its end, so that two texts never look like one.
  public mutating func add(_ text: String) {
    hash.add(text.utf8)
    hash.add([0xFF])
  }

  /// Adds bytes.
  public mutating func add(_ bytes: ArraySlice<UInt8>) { hash.add(bytes) }

  /// The digest so far, as 16 hexadecimal digits.
  public var text: String {
    let digits = String(hash.value, radix: 16)
    return String(repeating: "0", count: 16 - digits.utf8.count) + digits
  }
}
