/// Draws positions without putting them back.
public enum RandomSubset {
  /// Some of the positions below a count, ascending; every subset of this size has the same chance.
  ///
  /// R. W. Floyd's algorithm: J. Bentley and B. Floyd, "Programming pearls: a sample of
  /// brilliance", Communications of the ACM 30, 1987. It draws one number for each position that
  /// is chosen, or that is left out when these are fewer.
  ///
  /// - Parameters:
  ///   - wanted: How many; all positions when there are not more.
  ///   - count: The number of positions.
  ///   - random: What the numbers are drawn from.
  ///   - receive: Gets the chosen positions, ascending.
  public static func draw(
    _ wanted: Int, of count: Int, from random: inout SplitMix64, _ receive: (Int) -> Void
  ) {
    guard wanted < count else {
      for position in 0..<count { receive(position) }
      return
    }
    let draws = min(wanted, count - wanted)
    var words = [UInt64](repeating: 0, count: (count + 63) / 64)
    func isSet(_ position: Int) -> Bool { words[position >> 6] >> UInt64(position & 63) & 1 != 0 }
    for last in count - draws..<count {
      let drawn = random.below(last + 1)
      let position = isSet(drawn) ? last : drawn
      words[position >> 6] |= 1 << UInt64(position & 63)
    }
    let chosen = draws == wanted
    for position in 0..<count where isSet(position) == chosen { receive(position) }
  }
}
