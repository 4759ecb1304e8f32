import Charts
import Columnar

/// A column from values.
func column(_ type: DataType, _ values: [Value]) -> Column {
  var builder = ColumnBuilder(type)
  for value in values { builder.append(value) }
  return builder.finish()
}

/// A layer from named values; each channel is titled like itself.
func layer(
  _ mark: String, _ channels: [(String, DataType, [Value])], _ constants: [(String, Value)] = []
) -> LayerSpec {
  LayerSpec(
    mark: mark, data: Table(channels.map { (name: $0.0, column: column($0.1, $0.2)) }),
    channels: channels.map { LayerSpec.Channel($0.0, title: $0.0, type: $0.1) },
    constants: constants.map { LayerSpec.Constant($0.0, $0.1) })
}

func numbers(_ values: [Double?]) -> [Value] { values.map { $0.map { .number($0) } ?? .null } }
func texts(_ values: [String?]) -> [Value] { values.map { $0.map { .text($0) } ?? .null } }
func integers(_ values: [Int]) -> [Value] { values.map { .int(Int64($0)) } }
