import Charts
import Columnar
import Diagnostics
import TestSupport

/// Charts of every mark over columns made for a test.
enum MadeCharts {
  static func numbers(_ values: [Double]) -> Column {
    Column(.number, .double(Buffer<Double>(values)), count: values.count)
  }

  static func integers(_ values: [Int64]) -> Column {
    Column(.int, .int64(Buffer<Int64>(values)), count: values.count)
  }

  static func values(_ type: DataType, _ values: [Value]) -> Column {
    var builder = ColumnBuilder(type)
    for value in values { builder.append(value) }
    return builder.finish()
  }

  static func texts(_ texts: [String]) -> Column { values(.text, texts.map { .text($0) }) }

  /// A layer of the channels that its mark takes, of all that are offered.
  static func layer(
    _ mark: String, _ offered: [(name: String, column: Column)],
    _ constants: [(String, Value)] = []
  ) -> LayerSpec {
    let known = standardMarks.compactMap { $0 as? any ChartMark.Type }.first { $0.name == mark }
    let names = Set(known?.channels.map(\.name) ?? [])
    let taken = offered.filter { names.contains($0.name) || $0.name == "facet" }
    return LayerSpec(
      mark: mark, data: Table(taken),
      channels: taken.map {
        LayerSpec.Channel($0.name, title: $0.name, type: $0.column.type)
      }, constants: constants.map { LayerSpec.Constant($0.0, $0.1) }, smoother: Straight())
  }

  /// All marks, so that new ones are tried too.
  static let marks = standardMarks.compactMap { ($0 as? any ChartMark.Type)?.name }

  /// A curve that joins the ends.
  struct Straight: Smoother {
    func values(x: [Double], y: [Double], at places: [Double]) -> [Double?] {
      guard let first = x.first, let last = x.last, first < last else {
        return places.map { _ in nil }
      }
      return places.map { y[0] + (y[y.count - 1] - y[0]) * ($0 - first) / (last - first) }
    }
  }
}

extension SeededNumbers {
  /// A number about zero, mostly from −2 to 2.
  mutating func bell() -> Double { unit() + unit() + unit() + unit() - 2 }
}
