public import Columnar

/// Brings results into the form that columns promise: no NaN, no infinity, zero where missing.
public enum Cleaning {
  /// Makes rows missing whose result is not a finite number.
  ///
  /// - Parameters:
  ///   - values: Fresh results that nobody else holds; values that are not finite become zero.
  ///   - validity: The rows whose arguments are all there.
  /// - Returns: The rows that have a result, and how many rows lost theirs here.
  public static func removeUndefined(
    _ values: Buffer<Double>, validity: Bitmap?
  ) -> (validity: Bitmap?, undefined: Int) {
    let count = values.count
    let exponent: UInt64 = 0x7FF0_0000_0000_0000
    var found: UInt64 = 0
    for row in 0..<count {
      found |= values.base[row].bitPattern & exponent == exponent ? 1 : 0
    }
    guard found != 0 else { return (validity, 0) }
    let target = UnsafeMutablePointer(mutating: values.base)
    var undefined = 0
    let defined = Bitmap(count: count) { words in
      for word in 0..<((count + 63) / 64) {
        var bits: UInt64 = 0
        let first = word * 64
        for row in first..<min(count, first + 64) {
          if target[row].isFinite {
            bits |= 1 << UInt64(row - first)
          } else {
            target[row] = 0
          }
        }
        let before = validity?.words.base[word] ?? ~0
        let inside = count - first < 64 ? (1 << UInt64(count - first)) &- 1 : ~UInt64(0)
        undefined += (before & ~bits & inside).nonzeroBitCount
        words[word] = bits & before
      }
    }
    return (defined.orNilIfAllSet, undefined)
  }

  /// Writes zero into missing rows of fresh results that nobody else holds.
  @inlinable
  public static func clearMissing<Element>(
    _ values: Buffer<Element>, zero: Element, validity: Bitmap?
  ) {
    guard let validity else { return }
    let target = UnsafeMutablePointer(mutating: values.base)
    for word in 0..<validity.words.count {
      var missing = ~validity.words.base[word]
      let first = word * 64
      if values.count - first < 64 { missing &= (1 << UInt64(values.count - first)) &- 1 }
      while missing != 0 {
        target[first + missing.trailingZeroBitCount] = zero
        missing &= missing &- 1
      }
    }
  }
}
