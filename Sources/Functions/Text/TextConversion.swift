import Catalog
import Columnar
import Diagnostics
import Kernels

/// The text of values of any type, as f-strings and `join_text` write it.
enum TextConversion {
  /// The values of an operand as text, one per row.
  static func column(_ operand: Operand, count: Int) throws(Diagnostic) -> Column {
    if operand.type == .text { return operand.expanded(count: count) }
    let column = operand.expanded(count: count)
    var builder = TextBuilder(capacity: count)
    for row in 0..<count {
      switch column.data {
      case .int64(let values) where column.type == .int: builder.append(String(values.base[row]))
      case .double(let values): builder.append(NumberText.shortest(values.base[row]))
      default: builder.append(ValueText.plain(column.value(at: row)))
      }
    }
    return Column(.text, .text(builder.finish()), validity: column.validity, count: count)
  }

  /// Several texts of each row, one after the other.
  static func concatenated(
    _ operands: [Operand], count: Int, validity: Bitmap?
  ) throws(Diagnostic) -> Column {
    var texts: [TextVector] = []
    for operand in operands {
      let column = try self.column(operand, count: operand.isConstant ? 1 : count)
      texts.append(try TextVector(Operand(column, isConstant: operand.isConstant)))
    }
    var builder = TextBuilder(capacity: count)
    var bytes: [UInt8] = []
    for row in 0..<count {
      bytes.removeAll(keepingCapacity: true)
      if validity?[row] ?? true {
        for text in texts { bytes.append(contentsOf: text[row].bytes) }
      }
      bytes.withUnsafeBufferPointer { builder.append($0) }
    }
    return Column(.text, .text(builder.finish()), validity: validity?.orNilIfAllSet, count: count)
  }
}
