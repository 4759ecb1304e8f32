import CDigest

/// A SHA-256 digest (FIPS 180-4).
public struct Digest: Sendable, Hashable {
  /// The 32 bytes.
  public let bytes: [UInt8]

  init(bytes: [UInt8]) { self.bytes = bytes }

  /// The digest of some bytes.
  public init(of bytes: [UInt8]) {
    var hasher = DigestBuilder()
    hasher.add(bytes)
    self = hasher.finish()
  }

  /// The digest of a text's bytes.
  public init(of text: String) { self.init(of: Array(text.utf8)) }

  /// The 64 hexadecimal digits, in lower case.
  public var hexadecimal: String {
    let digits = Array("0123456789abcdef".utf8)
    return String(
      decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }
}

/// A digest that is made piece by piece.
public struct DigestBuilder: ~Copyable {
  private var state = hfnb_sha256_state()

  /// Creates a digest of nothing yet.
  public init() { hfnb_sha256_begin(&state) }

  /// Adds bytes.
  public mutating func add(_ bytes: UnsafeRawBufferPointer) {
    guard let start = bytes.baseAddress else { return }
    hfnb_sha256_add(&state, start.assumingMemoryBound(to: UInt8.self), bytes.count)
  }

  /// Adds bytes.
  public mutating func add(_ bytes: [UInt8]) { bytes.withUnsafeBytes { add($0) } }

  /// Adds a number as eight bytes, the lowest first.
  public mutating func add(_ number: Int) {
    withUnsafeBytes(of: UInt64(bitPattern: Int64(number)).littleEndian) { add($0) }
  }

  /// Adds a text with its length before it, so that two texts side by side stay apart.
  public mutating func add(_ text: String) {
    let bytes = Array(text.utf8)
    add(bytes.count)
    add(bytes)
  }

  /// Adds another digest.
  public mutating func add(_ digest: Digest) { add(digest.bytes) }

  /// The digest of all that was added.
  public consuming func finish() -> Digest {
    var digest = [UInt8](repeating: 0, count: 32)
    hfnb_sha256_end(&state, &digest)
    return Digest(bytes: digest)
  }
}
