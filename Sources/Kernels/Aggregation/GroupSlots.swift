public import Columnar

/// One value per group, with a spare one for rows that belong to no group.
///
/// Memory of its own, so that loops run on a pointer and not on a property of a class.
public final class GroupSlots<Element: BitwiseCopyable> {
  /// The number of groups; the slot at this position is the spare one.
  public let groupCount: Int
  /// The values; `groupCount + 1` of them, valid while this object lives.
  public let base: UnsafeMutablePointer<Element>

  /// Creates slots that all hold one value.
  @inlinable
  public init(repeating value: Element, groupCount: Int) {
    self.groupCount = groupCount
    base = .allocate(capacity: groupCount + 1)
    base.initialize(repeating: value, count: groupCount + 1)
  }

  deinit { base.deallocate() }

  /// Joins each slot with the one of the same group of later rows.
  @inlinable @inline(__always)
  public func merge(_ later: GroupSlots, _ join: (inout Element, Element) -> Void) {
    for group in 0..<groupCount { join(&base[group], later.base[group]) }
  }

  /// A result for each group.
  @inlinable @inline(__always)
  public func finish<Result: BitwiseCopyable & Sendable>(
    _ result: (Element) -> Result
  ) -> Buffer<Result> {
    Buffer<Result>(count: groupCount) { target in
      for group in 0..<groupCount { target[group] = result(base[group]) }
    }
  }

  /// The groups whose slot passes a test; nil when all do.
  @inlinable @inline(__always)
  public func groups(where test: (Element) -> Bool) -> Bitmap? {
    let bytes = finish { test($0) ? UInt8(1) : 0 }
    return Bitmap(bytes: bytes.base, count: groupCount).orNilIfAllSet
  }
}
