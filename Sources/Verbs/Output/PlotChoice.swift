import Catalog
import Columnar
import Diagnostics
import Kernels
import QueryLanguage

/// Chooses a chart by the types of the columns and by what is in them, after the heuristics of
/// Observable Plot's automatic mark.
///
/// A time and a number make a line, a category and a number bars, two numbers points, one number a
/// histogram, two categories and a number tiles, and categories alone their counts. Where rows
/// repeat, so that a line or a bar would hide some, points or boxes are drawn instead.
struct PlotChoice {
  /// What a column can show.
  enum Kind {
    case time, number, discrete

    init?(_ type: DataType) {
      switch type {
      case .date, .instant, .period: self = .time
      case .int, .number, .duration: self = .number
      case .text, .bool: self = .discrete
      default: return nil
      }
    }
  }

  /// A chart as it is written.
  struct Form {
    /// Stages that prepare the rows.
    var stages: [String] = []
    /// The mark and its channels.
    var layer: String
    /// Clauses after those that the stage has already.
    var clauses: [String] = []
    /// What the reader must be told.
    var note: String?

    /// The stages as a query has them.
    func text(clauses own: [String]) -> String {
      let plot = (["plot " + layer] + own + clauses).joined(separator: " ")
      return (stages + [plot]).joined(separator: " | ")
    }
  }

  /// A column with what is known of its values.
  private struct Facts {
    var field: Field
    /// How many different values there are; for categories and times.
    var distinct = 0
    /// The range of the values that are there; for numbers.
    var range: ClosedRange<Double>?
    /// The name as a query has it.
    var name: String { Identifier.quoted(field.name) }
  }

  /// Whether stages may stand before the chart; not when a clause names columns of the input.
  var allowsStages = true
  private let table: Table
  private let workers: Workers
  private let markNames: Set<String>
  private let fields: [Field]

  /// The most colours, panels of one chart, and categories along an axis.
  private static let mostColors = 12, mostColumns = 8, mostBars = 30, mostTiles = 40
  /// From which ratio of the largest to the smallest value an axis is logarithmic.
  private static let ratioForLog = 1000.0

  init(_ table: Table, _ schema: Schema, _ registry: Registry, _ workers: Workers) {
    self.table = table
    self.workers = workers
    markNames = Set(registry.marks.map { $0.declaration.name })
    fields = schema.fields.filter { table.schema.index(of: $0.name) != nil }
  }

  /// The form; nil when no chart suits.
  func form() throws(Diagnostic) -> Form? {
    var times: [Facts] = []
    var numbers: [Facts] = []
    var discretes: [Facts] = []
    for field in fields {
      guard let kind = Kind(field.type) else { continue }
      var facts = Facts(field: field)
      if kind == .number {
        facts.range = range(of: field.name)
        if isYear(facts) {
          facts.distinct = try distinct([field.name])
          times.append(facts)
        } else {
          numbers.append(facts)
        }
      } else {
        facts.distinct = try distinct([field.name])
        if kind == .time { times.append(facts) } else { discretes.append(facts) }
      }
    }
    // Numbers that only name rows, and columns without any value, say nothing.
    let telling = numbers.filter { !isIdentifier($0) && ($0.range != nil || table.rowCount == 0) }
    if !telling.isEmpty { numbers = telling }
    if table.rowCount > 1 {
      let varying = times.filter { $0.distinct > 1 }
      if !varying.isEmpty || !(numbers.isEmpty && discretes.isEmpty) { times = varying }
    }
    if let time = times.first {
      return numbers.isEmpty
        ? counts(over: time) : try series(over: time, numbers, discretes)
    }
    if numbers.isEmpty { return try counts(of: discretes) }
    if discretes.isEmpty { return amongNumbers(numbers, color: nil) }
    return try categories(discretes, numbers)
  }

  // MARK: Along time

  private func series(
    over time: Facts, _ numbers: [Facts], _ discretes: [Facts]
  ) throws(Diagnostic) -> Form {
    let y = numbers[0]
    let place = "x: \(time.name), y: \(y.name)"
    if table.rowCount == 1 { return Form(layer: "point \(place)") }
    // A category of which each value occurs once only names its rows.
    let repeated = discretes.filter { $0.distinct * 2 <= table.rowCount }
    if try isUnique([time]) {
      if repeated.count == 1, (2...Self.mostColors).contains(repeated[0].distinct) {
        return Form(layer: "line \(place), color: \(repeated[0].name)")
      }
      // Columns that become one must be of one type.
      let alike = numbers.filter { $0.field.type.isNumeric }.prefix(Self.mostColumns)
      return alike.count > 1 && allowsStages
        ? lines(over: time, Array(alike)) : Form(layer: "line \(place)")
    }
    var separating: [Facts] = []
    for column in repeated where try isUnique([time, column]) { separating.append(column) }
    if let color = separating.first(where: { (2...Self.mostColors).contains($0.distinct) }) {
      return Form(layer: "line \(place), color: \(color.name)")
    }
    if let group = separating.first {
      return Form(
        layer: "line \(place), group: \(group.name), color: \"gray\", alpha: 0.5",
        note: "\(group.field.name) has \(NumberText.grouped(group.distinct)) values, too many for "
          + "colours")
    }
    if let (color, panel) = try twoSeparating(time, discretes) {
      return Form(
        layer: "line \(place), color: \(color.name)", clauses: ["facet \(panel.name)"])
    }
    let few = discretes.first { (2...Self.mostColors).contains($0.distinct) }
    return Form(
      layer: "point \(place)" + (few.map { ", color: \($0.name)" } ?? ""),
      clauses: log("y", y))
  }

  /// Two categories that together with the time tell all rows apart, one for colours and one for
  /// panels.
  private func twoSeparating(
    _ time: Facts, _ discretes: [Facts]
  ) throws(Diagnostic) -> (color: Facts, panel: Facts)? {
    let few = discretes.filter { (2...Self.mostColors).contains($0.distinct) }.prefix(4)
    guard allowsStages else { return nil }
    for (index, color) in few.enumerated() {
      for panel in few.dropFirst(index + 1) where try isUnique([time, color, panel]) {
        return (color, panel)
      }
    }
    return nil
  }

  /// A line for each of several columns: in one panel when they are of one size, else in panels.
  private func lines(over time: Facts, _ numbers: [Facts]) -> Form {
    let names = numbers.map(\.name).joined(separator: ", ")
    let column = newName("column")
    let value = newName("value")
    let others = "unpivot \(names) into \(column), \(value)"
    let sizes = numbers.compactMap { facts in
      facts.range.map { max($0.lowerBound.magnitude, $0.upperBound.magnitude) }
    }.filter { $0 > 0 }
    let isOneSize = (sizes.max() ?? 1) <= 20 * (sizes.min() ?? 1)
    let line = "line x: \(time.name), y: \(value)"
    return isOneSize
      ? Form(stages: [others], layer: line + ", color: \(column)")
      : Form(stages: [others], layer: line, clauses: ["facet \(column) free y"])
  }

  /// How many rows there are in each period.
  private func counts(over time: Facts) -> Form? {
    guard allowsStages else { return nil }
    let count = newName("n")
    let agg = count == "n" ? "" : " agg \(count) = count()"
    if Kind(time.field.type) == .number {
      return Form(
        stages: ["group by \(time.name)\(agg)"], layer: "column x: \(time.name), y: \(count)")
    }
    if case .period = time.field.type {
      return Form(
        stages: ["group by every \(time.name)\(agg)"],
        layer: "column x: \(time.name), y: \(count)")
    }
    let grain = grain(of: time)
    let key = newName(grain)
    let named = key == grain ? "" : "\(key) = "
    return Form(
      stages: ["group by every \(named)\(grain)(\(time.name))\(agg)"],
      layer: "column x: \(key), y: \(count)")
  }

  private func grain(of time: Facts) -> String {
    guard let column = table.column(named: time.field.name), let days = DayRange(column) else {
      return "month"
    }
    switch Int(days.last) - Int(days.first) {
    case ...45: return "day"
    case ...400: return "week"
    case ...5500: return "month"
    default: return "year"
    }
  }

  // MARK: Categories

  private func categories(
    _ discretes: [Facts], _ numbers: [Facts]
  ) throws(Diagnostic) -> Form? {
    let number = numbers[0]
    let few = discretes.first { (2...Self.mostColors).contains($0.distinct) }
    var single: Facts?
    for column in discretes where try isUnique([column]) {
      single = column
      break
    }
    if let single {
      guard table.rowCount > Self.mostBars else { return bars(single, number) }
      if numbers.count > 1 { return amongNumbers(numbers, color: few) }
      return allowsStages
        ? bars(single, number, after: ["top \(Self.mostBars) by \(number.name)"])
        : bars(single, number)
    }
    if let tiles = try tiles(discretes, number) { return tiles }
    if numbers.count > 1 { return amongNumbers(numbers, color: few) }
    if let spread = discretes.first(where: { (2...Self.mostBars).contains($0.distinct) }),
      markNames.contains("box")
    {
      return Form(
        layer: "box x: \(spread.name), y: \(number.name)", clauses: log("y", number))
    }
    return amongNumbers(numbers, color: nil)
  }

  private func bars(_ category: Facts, _ number: Facts, after stages: [String] = []) -> Form {
    Form(
      stages: stages, layer: "bar x: \(number.name), y: \(category.name)",
      clauses: ["order y by max(\(number.name)) desc"])
  }

  /// A table of two categories as colours.
  private func tiles(_ discretes: [Facts], _ number: Facts) throws(Diagnostic) -> Form? {
    let fit = discretes.filter { (2...Self.mostTiles).contains($0.distinct) }.prefix(4)
    for (index, first) in fit.enumerated() {
      for second in fit.dropFirst(index + 1) where try isUnique([first, second]) {
        let (x, y) = first.distinct <= second.distinct ? (first, second) : (second, first)
        return Form(layer: "tile x: \(x.name), y: \(y.name), color: \(number.name)")
      }
    }
    return nil
  }

  /// How often each value occurs.
  private func counts(of discretes: [Facts]) throws(Diagnostic) -> Form? {
    guard allowsStages, !discretes.isEmpty else { return nil }
    let repeated = discretes.filter { $0.distinct < table.rowCount || table.rowCount <= 1 }
    let fit = repeated.filter { (2...Self.mostTiles).contains($0.distinct) }
    if fit.count >= 2 {
      let (x, y) = fit[0].distinct <= fit[1].distinct ? (fit[0], fit[1]) : (fit[1], fit[0])
      let count = newName("n")
      let agg = count == "n" ? "" : " agg \(count) = count()"
      return Form(
        stages: ["group by \(x.name), \(y.name)\(agg)"],
        layer: "tile x: \(x.name), y: \(y.name), color: \(count)")
    }
    guard let column = fit.first ?? repeated.first else { return nil }
    let count = newName("n")
    let agg = count == "n" ? "" : " agg \(count) = count()"
    let top = column.distinct > Self.mostBars ? ["top \(Self.mostBars) by \(count)"] : []
    return Form(
      stages: ["group by \(column.name)\(agg)"] + top, layer: "bar x: \(count), y: \(column.name)",
      clauses: ["order y by max(\(count)) desc"])
  }

  // MARK: Numbers

  private func amongNumbers(_ numbers: [Facts], color: Facts?) -> Form? {
    let first = numbers[0]
    guard numbers.count > 1 else {
      guard markNames.contains("histogram") else { return nil }
      return Form(layer: "histogram x: \(first.name)", clauses: log("x", first))
    }
    return Form(
      layer: "point x: \(first.name), y: \(numbers[1].name)"
        + (color.map { ", color: \($0.name)" } ?? ""),
      clauses: log("x", first) + log("y", numbers[1]))
  }

  /// A logarithmic axis for positive values of very different size, unless the axis is asked about.
  private func log(_ axis: String, _ facts: Facts) -> [String] {
    guard let range = facts.range, !scaledAxes.contains(axis) else { return [] }
    if range.lowerBound > 0, range.upperBound / range.lowerBound >= Self.ratioForLog {
      return ["scale \(axis) log"]
    }
    // Zeros have no place on a logarithmic axis.
    return range.lowerBound == 0 && range.upperBound >= 100 * Self.ratioForLog
      ? ["scale \(axis) symlog"] : []
  }

  /// The axes that the stage scales itself.
  var scaledAxes: Set<String> = []

  // MARK: Values

  private func range(of name: String) -> ClosedRange<Double>? {
    guard let column = table.column(named: name) else { return nil }
    var low = Double.infinity
    var high = -Double.infinity
    func look(_ value: Double) {
      guard value.isFinite else { return }
      low = min(low, value)
      high = max(high, value)
    }
    switch column.data {
    case .int64(let values):
      for row in 0..<column.count where column.isValid(row) { look(Double(values.base[row])) }
    case .double(let values):
      for row in 0..<column.count where column.isValid(row) { look(values.base[row]) }
    default: return nil
    }
    return low <= high ? low...high : nil
  }

  /// Whether whole numbers are years: they are called so and could be.
  private func isYear(_ facts: Facts) -> Bool {
    guard facts.field.type == .int, let range = facts.range,
      range.lowerBound >= 1000, range.upperBound < 3000
    else { return false }
    let words = facts.field.name.lowercased().split { !$0.isLetter }
    return words.contains("year")
  }

  /// Whether numbers only name their rows.
  private func isIdentifier(_ facts: Facts) -> Bool {
    let words = facts.field.name.lowercased().split { !$0.isLetter && !$0.isNumber }
    return facts.field.type == .int && words.last == "id"
  }

  private func distinct(_ names: [String]) throws(Diagnostic) -> Int {
    try table.grouping(by: names, workers: workers).groupCount
  }

  private func isUnique(_ columns: [Facts]) throws(Diagnostic) -> Bool {
    try distinct(columns.map(\.field.name)) == table.rowCount
  }

  /// A name for a new column that no other column has.
  private func newName(_ wanted: String) -> String {
    let taken = Set(fields.map(\.name))
    var name = wanted
    while taken.contains(name) { name += "_" }
    return name
  }
}
