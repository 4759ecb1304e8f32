import Kernels

/// The draws from which sample tables are made.
struct SampleRandom {
  private var generator: SplitMix64

  init(seed: UInt64) { generator = SplitMix64(seed: seed) }

  /// The next 64 bits.
  mutating func next() -> UInt64 { generator.next() }

  /// A whole number from 0 up to a bound.
  mutating func below(_ bound: Int) -> Int {
    Int(truncatingIfNeeded: next().multipliedFullWidth(by: UInt64(max(1, bound))).high)
  }

  /// True in about this many of a thousand cases.
  mutating func chance(_ perThousand: Int) -> Bool { below(1000) < perThousand }

  /// A position in a list of weights, chosen in proportion to them.
  mutating func pick(_ weights: [Int]) -> Int {
    var left = below(weights.reduce(0, +))
    for (index, weight) in weights.enumerated() {
      if left < weight { return index }
      left -= weight
    }
    return 0
  }

  /// A bell-shaped whole number around zero: the sum of four draws from `-spread...spread`.
  mutating func bell(_ spread: Int) -> Int {
    (0..<4).reduce(0) { sum, _ in sum + below(2 * spread + 1) - spread }
  }

  /// The numbers from 0 up to a count in random order (Fisher and Yates).
  mutating func permutation(_ count: Int) -> [Int] {
    var order = Array(0..<count)
    for i in stride(from: count - 1, to: 0, by: -1) { order.swapAt(i, below(i + 1)) }
    return order
  }
}
