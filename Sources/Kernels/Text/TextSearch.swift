public import Columnar

extension TextView {
  /// The byte at which another text first occurs, at or after a byte; nil when it does not.
  @inlinable
  public func firstOffset(of part: TextView, from offset: Int = 0) -> Int? {
    if part.count == 0 { return offset }
    guard count >= part.count else { return nil }
    let first = part.start[0]
    var index = offset
    while index <= count &- part.count {
      if start[index] == first, bytesEqual(start + index, part.start, part.count) {
        return index
      }
      index &+= 1
    }
    return nil
  }

  /// A part of the text, from one byte up to another.
  @inlinable
  public func part(_ range: Range<Int>) -> TextView {
    TextView(start: start + range.lowerBound, count: range.count)
  }
}
