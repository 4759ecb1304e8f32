import Catalog
import Columnar
import Diagnostics
import Kernels

/// What measures of concentration share.
enum Concentration {
  /// The compensated sum of numbers.
  static func total(_ numbers: UnsafeMutableBufferPointer<Double>) -> Double {
    var sum = CompensatedSum()
    for number in numbers { sum.add(number) }
    return sum.value
  }

  /// Refuses negative numbers, for which shares have no meaning.
  static func refuseNegative(
    _ call: FunctionCall, _ numbers: UnsafeMutableBufferPointer<Double>
  ) throws(Diagnostic) {
    for number in numbers where number < 0 {
      throw Diagnostic(
        "E322",
        "`\(call.name)` needs values that are not negative, not \(NumberText.shortest(number))",
        at: call.span, kind: .data)
    }
  }

  /// A measure of shares: of numbers their shares in the total, of other values how often each
  /// comes.
  static func kernel(
    _ call: FunctionCall, _ measure: @escaping @Sendable ([Double]) -> Double?
  ) throws(Diagnostic) -> AggregateKernel {
    let x = try call.argument(0, "numbers, or values that can be told apart") { $0.isOrdered }
    if x.type == .null { return .nothing(.number) }
    if x.type.isNumeric {
      return try Quantiles.kernel(call) { (numbers) throws(Diagnostic) in
        try refuseNegative(call, numbers)
        let total = total(numbers)
        return total == 0 ? nil : measure(numbers.map { $0 / total })
      }
    }
    return AggregateKernel(
      type: .number,
      .grouped { (columns, rows, workers) throws(Diagnostic) in
        let values = Buffer<Double>(repeating: .nan, count: rows.groupCount)
        nonisolated(unsafe) let target = UnsafeMutablePointer(mutating: values.base)
        try DistinctCodes.forEachFrequency(columns[0], rows, workers) { group, _, counts in
          let total = Double(counts.reduce(0, +))
          if total > 0, let result = measure(counts.map { Double($0) / total }) {
            target[group] = result
          }
        }
        let (validity, _) = Cleaning.removeUndefined(values, validity: nil)
        return Column(.number, .double(values), validity: validity, count: rows.groupCount)
      })
  }
}
