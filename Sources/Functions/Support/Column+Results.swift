import Catalog
import Columnar
import Kernels

/// Columns from fresh results of a loop.
extension Column {
  /// Numbers; results that are not finite become missing and are counted.
  static func numbers(
    _ values: Buffer<Double>, _ validity: Bitmap?, _ counts: inout EvaluationCounts
  ) -> Column {
    let (defined, undefined) = Cleaning.removeUndefined(values, validity: validity)
    counts.undefined += undefined
    Cleaning.clearMissing(values, zero: 0, validity: defined)
    return Column(.number, .double(values), validity: defined, count: values.count)
  }

  /// Ints, or other values of 64 bits.
  static func ints(
    _ values: Buffer<Int64>, _ validity: Bitmap?, as type: DataType = .int
  ) -> Column {
    Cleaning.clearMissing(values, zero: 0, validity: validity)
    return Column(type, .int64(values), validity: validity?.orNilIfAllSet, count: values.count)
  }

  /// Dates or periods.
  static func days(
    _ values: Buffer<Int32>, _ validity: Bitmap?, as type: DataType = .date
  ) -> Column {
    Cleaning.clearMissing(values, zero: 0, validity: validity)
    return Column(type, .int32(values), validity: validity?.orNilIfAllSet, count: values.count)
  }

  /// Truth values.
  static func bools(_ values: Buffer<UInt8>, _ validity: Bitmap?) -> Column {
    Cleaning.clearMissing(values, zero: 0, validity: validity)
    return Column(.bool, .bool(values), validity: validity?.orNilIfAllSet, count: values.count)
  }

  /// The rows that have a value, also counting a validity that all rows pass.
  var presence: Bitmap { validity ?? Bitmap(repeating: true, count: count) }
}
