import Catalog
import Columnar
import Diagnostics
import Kernels

/// A set of constant values in which the values of a column are looked up.
final class ValueSet: Sendable {
  private enum Kind: Sendable {
    case integers(Set<Int64>)
    case numbers(Set<Double>)
    case texts(TextSet)
  }

  private let kind: Kind

  /// Collects constants; nil when the column's values are not compared with them one to one.
  init?(_ items: [Value], of element: DataType, comparedWith type: DataType) {
    switch (type, element) {
    case (.text, .text):
      kind = .texts(
        TextSet(items.compactMap { if case .text(let text) = $0 { text } else { nil } }))
    case (.int, .int), (.date, .date), (.instant, .instant):
      kind = .integers(Set(items.compactMap(Self.integer)))
    case (.int, .number), (.number, .int), (.number, .number):
      kind = .numbers(Set(items.compactMap(\.asDouble)))
    case (.period(let a), .period(let b)) where a == b:
      kind = .integers(Set(items.compactMap(Self.integer)))
    default: return nil
    }
  }

  private static func integer(_ value: Value) -> Int64? {
    switch value {
    case .int(let value), .instant(let value): value
    case .date(let day): Int64(day)
    case .period(_, let number): Int64(number)
    default: nil
    }
  }

  /// One for each row whose value is in the set.
  func contains(_ operand: Operand, count: Int) throws(Diagnostic) -> Buffer<UInt8> {
    switch kind {
    case .texts(let set):
      return try TextLoops.values(operand, count: count) { view, _ in set.contains(view) ? 1 : 0 }
    case .numbers(let set):
      return Elementwise.map(try operand.doubles(), count: count) { set.contains($0) ? 1 : 0 }
    case .integers(let set):
      if set.count <= 8 { return try fewIntegers(set.sorted(), operand, count) }
      if case .int32 = operand.column.data {
        return Elementwise.map(try operand.int32s(), count: count) {
          set.contains(Int64($0)) ? 1 : 0
        }
      }
      return Elementwise.map(try operand.int64s(), count: count) { set.contains($0) ? 1 : 0 }
    }
  }

  /// A few comparisons per row are faster than hashing it.
  private func fewIntegers(
    _ wanted: [Int64], _ operand: Operand, _ count: Int
  ) throws(Diagnostic) -> Buffer<UInt8> {
    let values: Vector<Int64>
    if case .int32 = operand.column.data {
      values = try operand.int32s().mapped(count: count) { Int64($0) }
    } else {
      values = try operand.int64s()
    }
    var result = Buffer<UInt8>(repeating: 0, count: count)
    for one in wanted {
      result = Elementwise.zip(values, Vector(result), count: count) { $1 | ($0 == one ? 1 : 0) }
    }
    return result
  }
}

/// A set of texts that is asked with views.
final class TextSet: Sendable {
  private let texts: TextData
  private let slots: Buffer<UInt32>
  private static let free = UInt32.max

  init(_ values: [String]) {
    let texts = TextData(values)
    var size = 16
    while size < values.count * 2 { size *= 2 }
    self.texts = texts
    slots = Buffer(count: size) { target in
      target.update(repeating: Self.free, count: size)
      for index in 0..<texts.count {
        var slot = Int(truncatingIfNeeded: texts.views[index].hash) & (size - 1)
        while target[slot] != Self.free { slot = (slot + 1) & (size - 1) }
        target[slot] = UInt32(truncatingIfNeeded: index)
      }
    }
  }

  func contains(_ view: TextView) -> Bool {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: view.hash) & mask
    while slots.base[slot] != Self.free {
      if TextView.equal(texts.views.base[Int(slots.base[slot])], view) { return true }
      slot = (slot + 1) & mask
    }
    return false
  }
}
