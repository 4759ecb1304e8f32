public import Columnar

/// The values of one operand of a loop: one per row, or one that stands for all rows.
public struct Vector<Element: BitwiseCopyable & Sendable>: Sendable {
  /// The values; at least one when the vector is constant.
  public let buffer: Buffer<Element>
  /// Whether the first value stands for all rows.
  public let isConstant: Bool

  /// Wraps values.
  @inlinable
  public init(_ buffer: Buffer<Element>, isConstant: Bool = false) {
    self.buffer = buffer
    self.isConstant = isConstant
  }

  /// The value of a row, which the caller knows to exist.
  @inlinable @inline(__always)
  public subscript(row: Int) -> Element { buffer.base[isConstant ? 0 : row] }

  /// The values as a buffer with one value per row.
  @inlinable
  public func expanded(count: Int) -> Buffer<Element> {
    isConstant ? Buffer(repeating: buffer.base[0], count: count) : buffer
  }

  /// The values after a change of each.
  @inlinable @inline(__always)
  public func mapped<Result: BitwiseCopyable & Sendable>(
    count: Int, _ transform: (Element) -> Result
  ) -> Vector<Result> {
    Vector<Result>(
      Elementwise.map(self, count: isConstant ? 1 : count, transform), isConstant: isConstant)
  }
}
