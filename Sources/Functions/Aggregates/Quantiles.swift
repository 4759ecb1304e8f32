import Catalog
import Columnar
import Diagnostics
import Kernels

/// Aggregates of the sorted numbers of a group.
enum Quantiles {
  /// An aggregate that gets the numbers of a group, in memory that it may reorder.
  static func kernel(
    _ call: FunctionCall,
    _ compute:
      @escaping @Sendable (UnsafeMutableBufferPointer<Double>) throws(Diagnostic) -> Double?
  ) throws(Diagnostic) -> AggregateKernel {
    guard try call.numeric() != nil else { return .nothing(.number) }
    return AggregateKernel(
      type: .number,
      .grouped { (columns, rows, workers) throws(Diagnostic) in
        let numbers = try Operand(columns[0]).doubles().buffer
        let (values, validity) = try GroupPieces.summarize(
          numbers, validity: columns[0].validity, rows: rows, workers: workers, compute)
        let (finite, _) = Cleaning.removeUndefined(values, validity: validity)
        return Column(.number, .double(values), validity: finite, count: rows.groupCount)
      })
  }

  /// A quantile of numbers; nil without any.
  static func quantile(
    _ numbers: UnsafeMutableBufferPointer<Double>, _ probability: Double, type: Int = 7
  ) -> Double? {
    guard let start = numbers.baseAddress, numbers.count > 0 else { return nil }
    return OrderStatistic.quantile(
      start, count: numbers.count, probability: probability, type: type)
  }
}
