/// A small generator with a fixed seed (SplitMix64, Steele, Lea and Flood 2014).
public struct SeededNumbers: RandomNumberGenerator {
  private var state: UInt64

  /// Starts the generator.
  public init(_ seed: UInt64) { state = seed }

  /// The next 64 bits.
  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
    return z ^ z >> 31
  }

  /// A whole number from 0 up to a bound.
  public mutating func next(below bound: Int) -> Int { Int(next() % UInt64(bound)) }

  /// A number from 0 up to 1.
  public mutating func unit() -> Double { Double(next() >> 11) / 9_007_199_254_740_992 }

  /// Booleans of which about one in `rarity` is false.
  public mutating func booleans(_ count: Int, rarity: Int = 3) -> [Bool] {
    (0..<count).map { _ in next(below: rarity) != 0 }
  }

  /// Bytes out of an alphabet.
  public mutating func bytes(count: Int, from alphabet: [UInt8]) -> [UInt8] {
    (0..<count).map { _ in alphabet[next(below: alphabet.count)] }
  }
}
