import Kernels

/// Scatters rows about their place, so that equal ones can be seen apart.
public enum Jitter {
  /// How far a row may move to either side, as a part of its slot.
  static let reach = 0.4

  /// Moves rows along axes of categories; without any, along axes of whole numbers.
  ///
  /// The move follows from the row's position in the layer alone: equal charts are equal, and a
  /// panel moves its rows as the whole chart would.
  /// - Returns: Whether there was an axis to move along.
  public static func move(_ frame: inout MarkFrame, _ kinds: AxisPair<AxisScale.Kind>) -> Bool {
    var axes = Axis.allCases.filter { kinds[$0] == .band }
    if axes.isEmpty { axes = Axis.allCases.filter { kinds[$0] == .number(isInteger: true) } }
    for axis in axes {
      let slot = frame.count > 0 && !frame.shift[axis].isEmpty ? slotOfSeries(frame, axis) : 1
      frame.shift[axis] = (0..<frame.count).map { row in
        let number = frame.rowNumbers.isEmpty ? row : frame.rowNumbers[row]
        let before = frame.shift[axis].isEmpty ? 0 : frame.shift[axis][row]
        return before + (2 * part(number, axis) - 1) * reach * slot
      }
    }
    return !axes.isEmpty
  }

  /// The smallest distance between the places of two series in a slot, or the slot.
  private static func slotOfSeries(_ frame: MarkFrame, _ axis: Axis) -> Double {
    let places = Set(frame.shift[axis]).sorted()
    return zip(places, places.dropFirst()).map { $1 - $0 }.min() ?? 1
  }

  /// A number from 0 to 1 for a row and an axis.
  static func part(_ row: Int, _ axis: Axis) -> Double {
    var random = SplitMix64(seed: UInt64(truncatingIfNeeded: row) &* 2 &+ (axis == .x ? 0 : 1))
    return Double(random.next() >> 11) / 9_007_199_254_740_992
  }
}
