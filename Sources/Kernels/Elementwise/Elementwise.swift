public import Columnar

/// Loops over the values of one or two operands.
///
/// Each case of constant and varying operands is a loop of its own, so that the optimiser can
/// turn it into vector instructions. The closures are inlined into them.
public enum Elementwise {
  /// The result for each value of one operand.
  @inlinable @inline(__always)
  public static func map<A, Result>(
    _ a: Vector<A>, count: Int, _ transform: (A) -> Result
  ) -> Buffer<Result> where Result: BitwiseCopyable & Sendable {
    let values = a.buffer.base
    return Buffer<Result>(count: count) { target in
      if a.isConstant {
        target.update(repeating: transform(values[0]), count: count)
      } else {
        for row in 0..<count { target[row] = transform(values[row]) }
      }
    }
  }

  /// The result for each pair of values of two operands.
  @inlinable @inline(__always)
  public static func zip<A, B, Result>(
    _ a: Vector<A>, _ b: Vector<B>, count: Int, _ transform: (A, B) -> Result
  ) -> Buffer<Result> where Result: BitwiseCopyable & Sendable {
    let left = a.buffer.base
    let right = b.buffer.base
    return Buffer<Result>(count: count) { target in
      switch (a.isConstant, b.isConstant) {
      case (true, true): target.update(repeating: transform(left[0], right[0]), count: count)
      case (true, false):
        let value = left[0]
        for row in 0..<count { target[row] = transform(value, right[row]) }
      case (false, true):
        let value = right[0]
        for row in 0..<count { target[row] = transform(left[row], value) }
      case (false, false):
        for row in 0..<count { target[row] = transform(left[row], right[row]) }
      }
    }
  }

  /// The results of whole-number arithmetic, and whether any of them, also in rows that turn out
  /// to be missing, does not fit.
  @inlinable @inline(__always)
  public static func checked(
    _ a: Vector<Int64>, _ b: Vector<Int64>, count: Int,
    _ operation: (Int64, Int64) -> (partialValue: Int64, overflow: Bool)
  ) -> (values: Buffer<Int64>, overflowed: Bool) {
    var overflowed = false
    let values = zip(a, b, count: count) { x, y in
      let (value, overflow) = operation(x, y)
      overflowed = overflowed || overflow
      return value
    }
    return (values, overflowed)
  }
}
