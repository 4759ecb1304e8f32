import Columnar
import Kernels

/// What `describe` says about a column.
struct ColumnSummary {
  /// Different values, missing ones aside; nil for lists and records.
  var distinct: Int?
  /// Minimum, quartiles and maximum as text; nil where there is none.
  var quartiles = [String?](repeating: nil, count: 5)
  /// The mean of numbers.
  var mean: Double?
  /// Up to three values that stand more than once, with their numbers of rows.
  var common: String?
  /// A histogram of eight bins.
  var shape: String?

  init(_ column: Column, workers: Workers) {
    guard column.type.isOrdered,
      let grouping = Grouping([column], rowCount: column.count, workers: workers)
    else { return }
    let hasNull = column.nullCount > 0
    distinct = column.count == 0 ? 0 : grouping.groupCount - (hasNull ? 1 : 0)
    common = Self.common(column, grouping)
    let order = RowOrder.sorted(
      by: [SortColumn(column)], count: column.count, workers: workers)
    // Missing values are last in order.
    let valid = column.count - column.nullCount
    guard valid > 0 else { return }
    let isMeasured = column.type.isNumeric
    let numbers = column.type.isMeasurable ? column.positions : []
    for (index, share) in [0, 0.25, 0.5, 0.75, 1].enumerated() {
      let place = Double(valid - 1) * share
      let lower = Int(place)
      let row = Int(order.base[lower])
      guard isMeasured, place > Double(lower) else {
        quartiles[index] = Self.text(column, row)
        continue
      }
      let low = numbers[row]
      let high = numbers[Int(order.base[lower + 1])]
      let part = place - Double(lower)
      // The distance of two huge numbers may not be a number; each share of them is.
      let value = (high - low).isFinite ? low + (high - low) * part : low * (1 - part) + high * part
      quartiles[index] = NumberText.shortest(value)
    }
    if isMeasured { mean = Self.mean(numbers) }
    guard column.type.isMeasurable else { return }
    let low = numbers[Int(order.base[0])]
    let high = numbers[Int(order.base[valid - 1])]
    shape = Self.shape(numbers, low: low, high: high)
  }

  private static func text(_ column: Column, _ row: Int) -> String {
    ValueText.plain(column.value(at: row))
  }

  /// The mean with a compensated sum (Neumaier 1974); nil when the sum is not a number.
  private static func mean(_ numbers: [Double]) -> Double? {
    var sum = 0.0
    var lost = 0.0
    var count = 0
    for number in numbers where !number.isNaN {
      let next = sum + number
      lost += abs(sum) >= abs(number) ? (sum - next) + number : (number - next) + sum
      sum = next
      count += 1
    }
    let total = sum + lost
    return total.isFinite ? total / Double(max(1, count)) : nil
  }

  private static func common(_ column: Column, _ grouping: Grouping) -> String? {
    let sizes = grouping.sizes
    let repeated = (0..<grouping.groupCount).filter {
      sizes.base[$0] > 1 && column.isValid(Int(grouping.firstRows.base[$0]))
    }
    let order = repeated.sorted { a, b in
      sizes.base[a] != sizes.base[b]
        ? sizes.base[a] > sizes.base[b]
        : grouping.firstRows.base[a] < grouping.firstRows.base[b]
    }
    guard !order.isEmpty else { return nil }
    return order.prefix(3).map { group in
      let value = text(column, Int(grouping.firstRows.base[group]))
      return "\(value) (\(NumberText.grouped(Int(sizes.base[group]))))"
    }.joined(separator: ", ")
  }

  private static func shape(_ numbers: [Double], low: Double, high: Double) -> String {
    let bars = Array("▁▂▃▄▅▆▇█")
    var counts = [Int](repeating: 0, count: 8)
    // Halves, because the distance of two huge numbers may not be a number.
    let width = high / 2 - low / 2
    for number in numbers where !number.isNaN {
      let share = width > 0 ? (number / 2 - low / 2) / width : 0
      counts[min(7, Int(share * 8))] += 1
    }
    let largest = max(1, counts.max() ?? 1)
    return String(
      counts.map { count in
        count == 0 ? " " : bars[min(7, (count * 8 + largest - 1) / largest - 1)]
      })
  }
}
