import Catalog
import Columnar
import Diagnostics
import Kernels

/// Counts of true and false per group: what `fraction`, `any` and `all` share.
enum TruthCounts {
  struct Counts: BitwiseCopyable {
    var total: Int64 = 0
    var trues: Int64 = 0
  }

  static func kernel(
    _ call: FunctionCall, type: DataType,
    _ finish: @escaping @Sendable (GroupSlots<Counts>) -> Column
  ) throws(Diagnostic) -> AggregateKernel {
    let x = try call.argument(0, "true or false") { $0 == .bool }
    if x.type == .null { return .nothing(type) }
    return .slots(
      type: type,
      SlotState<Counts>.Recipe(
        start: { Counts() },
        take: { (slots, operands, groups, count) throws(Diagnostic) in
          GroupLoops.update(
            slots.base, groups, count: count, try operands[0].bools(),
            validity: Validity.of(operands, count)
          ) {
            $0.total &+= 1
            $0.trues &+= Int64($1)
          }
        },
        join: {
          $0.total &+= $1.total
          $0.trues &+= $1.trues
        },
        finish: { (slots) throws(Diagnostic) in finish(slots) }))
  }
}
