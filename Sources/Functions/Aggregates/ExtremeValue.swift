import Catalog
import Columnar
import Diagnostics
import Kernels

/// The smallest or largest value of each group: what `min` and `max` share.
enum ExtremeValue {
  private struct Best<Element: BitwiseCopyable>: BitwiseCopyable {
    var value: Element
    var isSet = false
  }

  static func bind(_ call: FunctionCall, largest: Bool) throws(Diagnostic) -> AggregateKernel {
    var bound = try bindLoop(call, largest: largest)
    bound.extreme = (0, largest)
    return bound
  }

  private static func bindLoop(
    _ call: FunctionCall, largest: Bool
  ) throws(Diagnostic) -> AggregateKernel {
    let x = try call.argument(0, "values with an order") { $0.isOrdered }
    let type = x.type
    switch type {
    case .null: return .nothing(.null)
    case .number:
      return kernel(type, 0.0, largest) { (operand) throws(Diagnostic) in
        try operand.doubles()
      } wrap: {
        .double($0)
      }
    case .int, .instant, .duration:
      return kernel(type, Int64(0), largest) { (operand) throws(Diagnostic) in
        try operand.int64s()
      } wrap: {
        .int64($0)
      }
    case .date, .period:
      return kernel(type, Int32(0), largest) { (operand) throws(Diagnostic) in
        try operand.int32s()
      } wrap: {
        .int32($0)
      }
    case .bool:
      return kernel(type, UInt8(0), largest) { (operand) throws(Diagnostic) in
        try operand.bools()
      } wrap: {
        .bool($0)
      }
    default: return RowPicking.extreme(type, by: 0, largest: largest)
    }
  }

  private static func kernel<Element: BitwiseCopyable & Comparable & Sendable>(
    _ type: DataType, _ zero: Element, _ largest: Bool,
    _ values: @escaping @Sendable (Operand) throws(Diagnostic) -> Vector<Element>,
    wrap: @escaping @Sendable (Buffer<Element>) -> ColumnData
  ) -> AggregateKernel {
    .slots(
      type: type,
      SlotState<Best<Element>>.Recipe(
        start: { Best(value: zero) },
        take: { (slots, operands, groups, count) throws(Diagnostic) in
          let vector = try values(operands[0])
          let validity = Validity.of(operands, count)
          // Two loops, so that the comparison is settled outside of them.
          if largest {
            GroupLoops.update(slots.base, groups, count: count, vector, validity: validity) {
              if !$0.isSet || $1 > $0.value { $0 = Best(value: $1, isSet: true) }
            }
          } else {
            GroupLoops.update(slots.base, groups, count: count, vector, validity: validity) {
              if !$0.isSet || $1 < $0.value { $0 = Best(value: $1, isSet: true) }
            }
          }
        },
        join: { best, later in
          guard later.isSet else { return }
          if !best.isSet || (largest ? later.value > best.value : later.value < best.value) {
            best = later
          }
        },
        finish: { (slots) throws(Diagnostic) in
          Column(
            type, wrap(slots.finish { $0.value }), validity: slots.groups { $0.isSet },
            count: slots.groupCount)
        }))
  }
}
