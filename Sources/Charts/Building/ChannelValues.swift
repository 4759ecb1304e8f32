import Columnar
import Diagnostics
import Kernels

/// The values of one mapped channel of one layer, in the form that scales understand.
struct ChannelValues: Sendable {
  /// The type of the column.
  var type: DataType
  /// Numbers, or days since 1970-01-01 at the middle of each date or period.
  ///
  /// Not a number where missing; empty for categories.
  var numbers: [Double] = []
  /// The first and last moment of each date or period, in days; empty for other types.
  var starts: [Double] = [], ends: [Double] = []
  /// The position in `categories` of each row, −1 where missing; empty for numbers and moments.
  var codes: [Int] = []
  /// The different values, in order of first appearance.
  var categories: [String] = []

  /// Whether values are categories.
  var isDiscrete: Bool { !type.isNumeric && !type.isTemporal && type != .duration }

  /// The number of rows.
  var count: Int { isDiscrete ? codes.count : numbers.count }

  /// Reads a column.
  ///
  /// - Throws: E371 for a type that cannot be drawn.
  init(_ column: Column, _ channel: LayerSpec.Channel) throws(Diagnostic) {
    type = column.type
    switch (column.data, column.type) {
    case (_, .list), (_, .record):
      throw Diagnostic(
        "E371", "a \(column.type.name) cannot be drawn as `\(channel.name)`", at: channel.span,
        label: "each row holds several values",
        fix: Diagnostic.Fix("`explode` the list first, or draw one part of it"))
    case (.double(let values), _):
      numbers = values.array
      maskNumbers(column.validity)
    case (.int64(let values), .instant), (.int64(let values), .duration):
      let day = Double(CalendarDuration.day)
      numbers = values.array.map { Double($0) / day }
      if case .instant = column.type {
        starts = numbers
        ends = numbers
      }
      maskNumbers(column.validity)
    case (.int64(let values), _):
      numbers = values.array.map(Double.init)
      maskNumbers(column.validity)
    case (.int32(let values), .period(let grain)):
      readPeriods(values, grain)
      maskNumbers(column.validity)
    case (.int32(let values), _):
      readPeriods(values, .day)
      maskNumbers(column.validity)
    case (.bool(let values), _):
      categories = ["false", "true"]
      codes = (0..<column.count).map { column.isValid($0) ? Int(values[$0]) : -1 }
    default: readTexts(column)
    }
  }

  /// The same values as categories, in ascending order, for marks that need them apart.
  func discretized() -> ChannelValues {
    guard !isDiscrete else { return self }
    var copy = self
    let different = Set(numbers.filter { !$0.isNaN }).sorted()
    var position: [Double: Int] = [:]
    for (index, value) in different.enumerated() { position[value] = index }
    copy.categories = different.map(text)
    copy.codes = numbers.map { position[$0] ?? -1 }
    copy.type = .text
    copy.numbers = []
    copy.starts = []
    copy.ends = []
    return copy
  }

  /// A value as text, as names of categories and labels of points write it.
  func text(_ number: Double) -> String {
    switch type {
    case .int, .number, .duration: return NumberText.shortest(number)
    case .period(let grain):
      if case .hour = grain {
        return ValueText.period(grain, Int32((number * 24).rounded(.down)))
      }
      return ValueText.period(grain, grain.period(ofDay: Int32(number.rounded(.down))))
    case .instant:
      return ValueText.instant(Int64((number * Double(CalendarDuration.day)).rounded()))
    default: return ValueText.date(Int32(number.rounded(.down)))
    }
  }

  /// Each value as text, empty where missing.
  var texts: [String] {
    if isDiscrete {
      let cleaned = categories.map(ChartText.clean)
      return codes.map { $0 >= 0 ? cleaned[$0] : "" }
    }
    return numbers.map { $0.isNaN ? "" : text($0) }
  }

  private mutating func maskNumbers(_ validity: Bitmap?) {
    guard let validity else { return }
    for row in numbers.indices where !validity[row] { numbers[row] = .nan }
  }

  private mutating func readPeriods(_ values: Buffer<Int32>, _ grain: Grain) {
    numbers.reserveCapacity(values.count)
    for number in values.array {
      let start: Double
      let end: Double
      if case .hour = grain {
        start = Double(number) / 24
        end = (Double(number) + 1) / 24
      } else {
        start = Double(grain.firstDay(of: number))
        end = Double(grain.firstDay(of: number &+ 1))
      }
      starts.append(start)
      ends.append(end)
      numbers.append((start + end) / 2)
    }
  }

  private mutating func readTexts(_ column: Column) {
    codes = [Int](repeating: -1, count: column.count)
    if case .dictionary(let dictionary) = column.data {
      var byCode = [Int](repeating: -1, count: dictionary.values.count)
      for row in 0..<column.count where column.isValid(row) {
        let code = Int(dictionary.codes.base[row])
        if byCode[code] < 0 {
          byCode[code] = categories.count
          categories.append(dictionary.values.string(at: code))
        }
        codes[row] = byCode[code]
      }
      return
    }
    guard let grouping = Grouping([column], rowCount: column.count, workers: Workers()) else {
      return
    }
    // Numbered anew in the order of first appearance, without missing ones.
    var byGroup = [Int](repeating: -1, count: grouping.groupCount)
    for row in 0..<column.count where column.isValid(row) {
      let group = Int(grouping.groups.base[row])
      if byGroup[group] < 0 {
        byGroup[group] = categories.count
        categories.append(column.textView(at: row).string)
      }
      codes[row] = byGroup[group]
    }
  }
}
