import Catalog
import Columnar
import Diagnostics
import Kernels

/// Running totals that are one plain value per group.
final class SlotState<Slot: BitwiseCopyable>: AggregateState {
  /// How an aggregate uses its slots.
  struct Recipe: Sendable {
    /// The slot of a group without rows.
    var start: @Sendable () -> Slot
    /// Brings a batch into the slots.
    var take:
      @Sendable (GroupSlots<Slot>, [Operand], UnsafePointer<UInt32>, Int) throws(Diagnostic) -> Void
    /// Joins a slot with that of later rows.
    var join: @Sendable (inout Slot, Slot) -> Void
    /// The results of all groups.
    var finish: @Sendable (GroupSlots<Slot>) throws(Diagnostic) -> Column
  }

  private let recipe: Recipe
  private let slots: GroupSlots<Slot>

  init(_ recipe: Recipe, groupCount: Int) {
    self.recipe = recipe
    slots = GroupSlots(repeating: recipe.start(), groupCount: groupCount)
  }

  func update(
    _ arguments: [Operand], groups: UnsafePointer<UInt32>, count: Int
  ) throws(Diagnostic) {
    try recipe.take(slots, arguments, groups, count)
  }

  func merge(_ later: any AggregateState) throws(Diagnostic) {
    guard let later = later as? SlotState<Slot> else {
      throw .defect("states of different aggregates were merged")
    }
    slots.merge(later.slots, recipe.join)
  }

  func finish() throws(Diagnostic) -> Column { try recipe.finish(slots) }
}

extension AggregateKernel {
  /// An aggregate from one plain value per group.
  static func slots<Slot: BitwiseCopyable>(
    type: DataType, isNeverNull: Bool = false, _ recipe: SlotState<Slot>.Recipe
  ) -> AggregateKernel {
    AggregateKernel(
      type: type, isNeverNull: isNeverNull,
      .streaming { groupCount in SlotState(recipe, groupCount: groupCount) })
  }

  /// An aggregate that gives the value of a row, which may be missing there.
  static func picking(type: DataType, _ method: Method) -> AggregateKernel {
    var kernel = AggregateKernel(type: type, method)
    kernel.picksValues = true
    return kernel
  }

  /// The aggregate of an argument that is the literal null.
  static func nothing(_ type: DataType) -> AggregateKernel {
    AggregateKernel(
      type: type,
      .grouped { (_, rows, _) throws(Diagnostic) in .nulls(type, count: rows.groupCount) })
  }
}

/// Columns of results by group.
enum GroupResults {
  /// Numbers of the groups that have one; a result that is not finite counts as none.
  static func numbers<Slot>(
    _ slots: GroupSlots<Slot>, _ result: (Slot) -> Double?
  ) -> Column {
    let values = slots.finish { result($0) ?? .nan }
    let (validity, _) = Cleaning.removeUndefined(values, validity: nil)
    return Column(.number, .double(values), validity: validity, count: slots.groupCount)
  }

  /// Truth values of the groups that have one.
  static func bools<Slot>(_ slots: GroupSlots<Slot>, _ result: (Slot) -> Bool?) -> Column {
    let values = slots.finish { result($0) == true ? UInt8(1) : 0 }
    return .bools(values, slots.groups { result($0) != nil })
  }
}

/// What the declarations of aggregates share.
extension Declaration {
  static func aggregate(
    _ name: String, _ summary: String, details: String, parameters: [ParameterInfo]? = nil,
    result: String = "number", terms: [String] = [], examples: [Example]
  ) -> Declaration {
    Declaration(
      name, summary, category: .aggregate, details: details + " Takes `if: condition`.",
      parameters: parameters ?? [ParameterInfo("x", "number", help: "The values.")],
      result: result, searchTerms: terms, examples: examples)
  }
}

extension FunctionCall {
  /// The type of a numeric argument; nil for the literal null.
  func numeric(_ index: Int = 0) throws(Diagnostic) -> DataType? {
    let type = try argument(index, "a number") { $0.isNumeric }.type
    return type == .null ? nil : type
  }
}
