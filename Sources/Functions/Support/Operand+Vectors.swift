import Catalog
import Columnar
import Diagnostics
import Kernels

/// The typed memory of operands.
extension Operand {
  /// Numbers as doubles; ints are converted.
  func doubles() throws(Diagnostic) -> Vector<Double> {
    switch column.data {
    case .double(let values): return Vector(values, isConstant: isConstant)
    case .int64(let values):
      return Vector(values, isConstant: isConstant).mapped(count: column.count) { Double($0) }
    default: throw mismatch("numbers")
    }
  }

  /// The values of an `int`, `instant` or `duration`.
  func int64s() throws(Diagnostic) -> Vector<Int64> {
    guard case .int64(let values) = column.data else { throw mismatch("64-bit values") }
    return Vector(values, isConstant: isConstant)
  }

  /// The values of a `date` or `period`.
  func int32s() throws(Diagnostic) -> Vector<Int32> {
    guard case .int32(let values) = column.data else { throw mismatch("32-bit values") }
    return Vector(values, isConstant: isConstant)
  }

  /// The values of a `bool`.
  func bools() throws(Diagnostic) -> Vector<UInt8> {
    guard case .bool(let values) = column.data else { throw mismatch("truth values") }
    return Vector(values, isConstant: isConstant)
  }

  /// The days of a `date` or an `instant`.
  func days(count: Int) throws(Diagnostic) -> Vector<Int32> {
    switch column.data {
    case .int32(let values): return Vector(values, isConstant: isConstant)
    case .int64:
      let instants = try int64s()
      return instants.mapped(count: count) { CivilCalendar.day(ofInstant: $0) }
    default: throw mismatch("dates")
    }
  }

  /// The lists, with their items.
  func lists() throws(Diagnostic) -> ListData {
    guard case .list(let list) = column.data else { throw mismatch("lists") }
    return list
  }

  private func mismatch(_ expected: String) -> Diagnostic {
    .defect("an operand of type \(type.name) does not hold \(expected)")
  }
}

/// Which rows have a value in all operands.
enum Validity {
  /// The rows in which no operand is missing; nil for all.
  static func of(_ operands: [Operand], _ count: Int) -> Bitmap? {
    var result: Bitmap?
    for operand in operands {
      if operand.isConstant {
        if operand.column.nullCount > 0 { return Bitmap(repeating: false, count: count) }
      } else {
        result = Bitmap.intersection(result, operand.column.validity)
      }
    }
    return result
  }
}
