import Catalog
import Columnar
import Diagnostics
import Kernels

/// Choosing among the values of one row: what `min_of`, `max_of` and `clamp` share.
enum Extremes {
  /// Binds a choice among numbers, ints or places in time that all have one type.
  static func bind(
    _ call: FunctionCall, wanted: String,
    doubles: @escaping @Sendable ([Double]) -> Double,
    ints: @escaping @Sendable ([Int64]) -> Int64
  ) throws(Diagnostic) -> BoundScalar {
    let expressions = call.arguments.compactMap { $0?.expression }
    for index in expressions.indices {
      _ = try call.argument(index, wanted) { $0.isNumeric || $0.isTemporal || $0 == .duration }
    }
    try TemporalArithmetic.refuseMonths(call)
    let type = try Alternatives.commonType(call, expressions)
    return .strict(call, type: type) { (operands, count, validity, _) throws(Diagnostic) in
      var columns: [Column] = []
      for operand in operands {
        columns.append(try Alternatives.converted(operand, to: type, count))
      }
      switch columns.first?.data {
      case .double?:
        var vectors: [Vector<Double>] = []
        for column in columns { vectors.append(try Operand(column).doubles()) }
        let values = choose(vectors, count, doubles)
        return Column(.number, .double(values), validity: validity?.orNilIfAllSet, count: count)
          .masked(validity?.orNilIfAllSet)
      case .int32?:
        var vectors: [Vector<Int64>] = []
        for column in columns {
          vectors.append(try Operand(column).int32s().mapped(count: count) { Int64($0) })
        }
        let values = choose(vectors, count, ints)
        return .days(
          Elementwise.map(Vector(values), count: count) { Int32(truncatingIfNeeded: $0) }, validity,
          as: type)
      default:
        var vectors: [Vector<Int64>] = []
        for column in columns { vectors.append(try Operand(column).int64s()) }
        return .ints(choose(vectors, count, ints), validity, as: type)
      }
    }
  }

  private static func choose<T>(
    _ vectors: [Vector<T>], _ count: Int, _ choice: ([T]) -> T
  ) -> Buffer<T> {
    var values = vectors.map { $0[0, orNil: count] }.compactMap { $0 }
    return Buffer(count: count) { target in
      for row in 0..<count {
        for (index, vector) in vectors.enumerated() { values[index] = vector[row] }
        target[row] = choice(values)
      }
    }
  }
}

extension Vector {
  /// The first value, when there are rows.
  fileprivate subscript(first: Int, orNil count: Int) -> Element? {
    count > 0 ? self[first] : nil
  }
}
