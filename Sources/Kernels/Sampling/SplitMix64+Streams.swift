extension SplitMix64 {
  /// Starts one of many generators of a seed, each with numbers of its own.
  public init(seed: UInt64, stream: UInt64) {
    var seeds = SplitMix64(seed: seed)
    var streams = SplitMix64(seed: ~stream)
    self.init(seed: seeds.next() ^ streams.next())
  }

  /// A number from 0 up to 1, never 1: 53 random bits.
  public mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }
}
