import Catalog
import Columnar
import Diagnostics
import Kernels

/// Division that rounds down, of ints and of numbers: what `//` and `mod` share.
enum FloorDivision {
  /// Binds `//` or `mod` by its results for two ints, the second not zero, and two numbers.
  @inline(__always)
  static func bind(
    _ call: FunctionCall,
    ints: @escaping @Sendable (Int64, Int64) -> (partialValue: Int64, overflow: Bool),
    numbers: @escaping @Sendable (Double, Double) -> Double
  ) throws(Diagnostic) -> BoundScalar {
    let (a, b) = (try call.argument(0).type, try call.argument(1).type)
    guard Arithmetic.areNumeric(a, b) else { throw Arithmetic.mismatch(call) }
    guard Arithmetic.areInts(a, b) else {
      return Arithmetic.numbers(call, numbers)
    }
    return .strict(call, type: .int, isTotal: false) {
      (operands, count, validity, counts) throws(Diagnostic) in
      let left = try operands[0].int64s()
      let right = try operands[1].int64s()
      var zeros = 0
      var overflowRow: Int?
      let present = Buffer<UInt8>(repeating: 1, count: count)
      let flags = UnsafeMutablePointer(mutating: present.base)
      let values = Buffer<Int64>(count: count) { target in
        for row in 0..<count {
          let divisor = right[row]
          target[row] = 0
          if divisor == 0 {
            flags[row] = 0
            zeros += validity?[row] ?? true ? 1 : 0
            continue
          }
          let (value, overflow) = ints(left[row], divisor)
          target[row] = value
          if overflow, overflowRow == nil, validity?[row] ?? true { overflowRow = row }
        }
      }
      if let row = overflowRow {
        throw Arithmetic.overflow(call, "\(left[row]) \(call.name) \(right[row])")
      }
      counts.undefined += zeros
      let defined = Bitmap(bytes: present.base, count: count).orNilIfAllSet
      return .ints(values, Bitmap.intersection(validity, defined))
    }
  }
}

/// `a // b`.
enum FloorDivide: ScalarFunction {
  static let declaration = Arithmetic.declaration(
    "//", "Divides and rounds down; division by zero gives null and is counted.",
    details: "Two ints give an int. Rounding is towards minus infinity: -7 // 2 is -4.",
    result: "int or number", terms: ["integer division", "div"],
    examples: [
      Example("Two ints", "7 // 2", expected: "3"),
      Example("A negative number", "-7 // 2", expected: "-4"),
    ])

  static func bind(_ call: FunctionCall) throws(Diagnostic) -> BoundScalar {
    try FloorDivision.bind(call) { a, b in
      let (quotient, overflow) = a.dividedReportingOverflow(by: b)
      if overflow { return (a, true) }
      return (quotient - (a % b != 0 && (a < 0) != (b < 0) ? 1 : 0), false)
    } numbers: { a, b in
      (a / b).rounded(.down)
    }
  }
}
