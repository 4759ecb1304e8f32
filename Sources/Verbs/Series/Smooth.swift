public import Catalog
public import Columnar
public import Diagnostics
import Kernels
import QueryLanguage

/// Draws a smooth curve through a column.
public struct Smooth: Verb {
  /// The verb's name, clauses, help and examples.
  public static let declaration = Declaration(
    "smooth", "Draws a smooth curve through the values of a column.", category: .statistics,
    details: """
      The curve is a new column beside the data, `Y_smooth` unless `as` names it; with `at 80 \
      points` it is a table of its own, over an even grid from the first to the last place.

      `loess(span: 0.75, degree: 2, robust: false, surface: "direct")`: local polynomials with \
      tricube weights on the nearest span·n points (Cleveland and Devlin 1988), as R's loess; \
      `surface: "interpolate"` blends between vertices as R does by default. `lowess(span: 2/3, \
      iterations: 3)`: local lines with robustness passes (Cleveland 1979). `mean(4 weeks)`, \
      `mean(5 rows)`, `median(…)`: a window that ends at the row, or `centered: true`; at the \
      edges it holds what there is. `exponential(half_life: 2 weeks)`: the mean so far with weights \
      that halve in that time; `exponential(alpha: 0.3)`: by rows.

      Missing values are skipped. Where the points do not determine a curve it is missing.
      """,
    clauses: [
      ClauseForm("column", .name, required: true, help: "the column to smooth"),
      .along, .per,
      ClauseForm(
        "method", words: ["using"], .method, required: true, help: "how to smooth: loess, mean …"),
      ClauseForm(
        "points", words: ["at"], .number, closingWord: "points", help: "the size of an even grid"),
      ClauseForm("name", words: ["as"], .name, help: "the name of the result"),
    ],
    searchTerms: ["loess", "lowess", "moving average", "trend", "ewm", "rolling mean"],
    examples: [
      Example(
        "A moving mean over two rows",
        "rows [day, n; 1, 2; 2, 4; 3, 9] | smooth n along day using mean(2 rows) as m",
        expected: "day,n,m\n1,2,2\n2,4,3\n3,9,6.5\n"),
      Example(
        "A local line on a grid of three points, for each kind",
        """
        rows [kind, x, y; "a", 0, 1; "a", 1, 3; "a", 2, 5; "b", 0, 4; "b", 4, 0; "b", 2, 2]
        | smooth y along x per kind using loess(span: 4, degree: 1) at 3 points
        """,
        expected: "kind,x,y_smooth\na,0,1\na,1,3\na,2,5\nb,0,4\nb,2,2\nb,4,0\n"),
    ])

  /// The columns that the stage gives.
  public let output: Schema
  let column: String
  let scope: WindowScope
  let method: SmoothMethod
  let points: Int?
  let name: String
  private let placeName: String

  /// Binds column, order and method.
  public init(_ arguments: Arguments) throws(Diagnostic) {
    guard let (field, span) = try arguments.existingFields("column").first else {
      throw arguments.missingClause("column")
    }
    guard field.type.isNumeric else {
      throw Diagnostic(
        "E301", "`smooth` needs a number, not \(field.type.name)", at: span,
        label: "`\(field.name)` is \(field.type.name)")
    }
    column = field.name
    let given = try arguments.windowScope()
    guard let along = given.along.first else { throw Self.needsOrder(arguments) }
    guard given.along.count == 1, along.expression.type.isMeasurable,
      along.expression.type != .duration
    else {
      throw Diagnostic(
        "E303", "`smooth` runs along one column of numbers, dates or periods",
        at: along.expression.span, label: "this is \(along.expression.type.name)")
    }
    // A curve has no direction.
    scope = WindowScope(along: [BoundOrder(along.expression)], per: given.per)
    method = try SmoothMethod(arguments, along: along.expression.type)
    points = try arguments.count("points", minimum: 2)
    name = arguments.newNames("name").first?.text ?? "\(field.name)_smooth"
    if case .column(let place) = along.expression.kind {
      placeName = place
    } else {
      placeName = Formatter.line(at: along.expression.span)
    }
    guard points != nil else {
      output = arguments.input.setting(Field(name, .number))
      return
    }
    guard method.hasCurve else {
      throw Diagnostic(
        "E386", "`at … points` needs a curve that is defined between the rows",
        at: arguments.span("points"), details: ["`loess` and `lowess` give one."])
    }
    let isNumeric = along.expression.type.isNumeric
    var fields = given.per.compactMap { arguments.input[$0] }
    fields.append(Field(placeName, isNumeric ? .number : .instant, isNeverNull: true))
    fields.append(Field(name, .number))
    if Set(fields.map(\.name)).count < fields.count {
      throw Diagnostic(
        "E202", "two columns would be called `\(name)`", at: arguments.stage.span,
        details: ["`as` gives the curve another name."])
    }
    output = Schema(fields)
  }

  private static func needsOrder(_ arguments: Arguments) -> Diagnostic {
    let candidates = arguments.input.fields.filter { $0.type.isTemporal }
    return Diagnostic(
      "E341", "`smooth` needs an order", at: arguments.stage.verb.span,
      label: "a curve runs along a column",
      fix: candidates.count == 1 ? .init("along \(Identifier.quoted(candidates[0].name))") : nil)
  }

  /// The column, its order and its parts, and the wanted columns that stay.
  public func columnsRead(for wanted: Set<String>) -> Set<String> {
    let needed = scope.columnsRead.union([column])
    if points != nil { return needed }
    return wanted.contains(name) ? needed.union(wanted.subtracting([name])) : wanted
  }

  /// Computes the curve.
  public func run(_ input: Table, _ context: RunContext) throws(Diagnostic) -> Table {
    guard points != nil || input.has(scope.columnsRead.union([column])) else {
      context.trace(.same)
      return input
    }
    let parts = try OrderedPartitions(input, scope, context)
    guard let values = try input.columns(named: [column]).first, let along = parts.along else {
      throw .defect("`smooth` without its columns")
    }
    let series = Series(values: values, along: along)
    if let points { return try grid(points, input, parts, series, context) }
    var smooth = [Double?](repeating: nil, count: input.rowCount)
    for part in 0..<parts.rows.groupCount {
      try context.checkpoint()
      let rows = parts.rows.range(part).map { Int(parts.rows.rows.base[$0]) }
      for (row, value) in zip(rows, series.curve(method, rows: rows, context.workers)) {
        smooth[row] = value
      }
    }
    noteMissing(smooth, context)
    context.trace(.same)
    return input.setting([(name, Column(numbers: smooth))], like: output)
  }

  private func noteMissing(_ smooth: [Double?], _ context: RunContext) {
    let missing = smooth.count { $0 == nil }
    guard missing > 0 else { return }
    context.note("W5", "no curve in \(counted(missing, "place")): too few different points there")
  }

  private func grid(
    _ count: Int, _ input: Table, _ parts: OrderedPartitions, _ series: Series,
    _ context: RunContext
  ) throws(Diagnostic) -> Table {
    var sources: [UInt32] = []
    var partOfPlace: [UInt32] = []
    var places: [Double] = []
    var smooth: [Double?] = []
    let rowLimit = parts.rows.groupCount.multipliedReportingOverflow(by: count)
    try context.requireRows(rowLimit.overflow ? .max : rowLimit.partialValue, at: nil)
    for part in parts.partitionsInTableOrder {
      try context.checkpoint()
      let rows = parts.rows.range(part).map { Int(parts.rows.rows.base[$0]) }
      let grid = series.grid(count, rows: rows)
      smooth += series.curve(method, rows: rows, at: grid, context.workers)
      places += grid.map(series.gridValue)
      partOfPlace += [UInt32](repeating: UInt32(part), count: grid.count)
      sources += [UInt32](repeating: parts.firstRows.base[part], count: grid.count)
    }
    noteMissing(smooth, context)
    let rows = Buffer(sources)
    var columns = try input.columns(named: scope.per).map {
      $0.gather(rows.base, count: rows.count)
    }
    if series.isNumeric {
      columns.append(Column(.number, .double(Buffer(places)), count: places.count))
    } else {
      let instants = places.map { Int64($0.rounded()) }
      columns.append(Column(.instant, .int64(Buffer(instants)), count: places.count))
    }
    columns.append(Column(numbers: smooth))
    context.trace(.parts(rows: parts.groups, results: Buffer(partOfPlace)))
    return Table(output, columns, rowCount: places.count)
  }
}

/// The points of a curve: values along a column.
private struct Series {
  private let y: [Double]
  private let x: [Double]
  private let steps: [Int64]
  private let type: DataType

  init(values: Column, along: Column) {
    y = values.positions
    x = along.positions
    type = along.type
    steps = Steps.values(along).map { $0 ?? 0 }
  }

  var isNumeric: Bool { type.isNumeric }

  /// The curve at the rows themselves.
  func curve(_ method: SmoothMethod, rows: [Int], _ workers: Workers) -> [Double?] {
    let placed = rows.filter { !x[$0].isNaN }
    let values: [Double?]
    switch method {
    case .loess, .lowess:
      values = curve(method, rows: placed, at: placed.map { x[$0] }, workers)
    case .moving(let moving):
      values = moving.values(
        placed.map { y[$0].isNaN ? nil : y[$0] }, positions: placed.map { steps[$0] })
    case .exponential(let exponential):
      values = exponential.values(
        placed.map { y[$0].isNaN ? nil : y[$0] }, positions: placed.map { x[$0] })
    }
    // Rows without a place come last in the order.
    return values + [Double?](repeating: nil, count: rows.count - placed.count)
  }

  /// The curve at places.
  func curve(
    _ method: SmoothMethod, rows: [Int], at places: [Double], _ workers: Workers
  ) -> [Double?] {
    let points = rows.filter { !x[$0].isNaN && !y[$0].isNaN }
    let xs = points.map { x[$0] }
    let ys = points.map { y[$0] }
    return switch method {
    case .loess(let loess): loess.values(x: xs, y: ys, at: places, workers: workers)
    case .lowess(let lowess): lowess.values(x: xs, y: ys, at: places, workers: workers)
    case .moving, .exponential: [Double?](repeating: nil, count: places.count)
    }
  }

  /// An even grid from the first to the last place of the rows.
  func grid(_ count: Int, rows: [Int]) -> [Double] {
    let places = rows.map { x[$0] }.filter { !$0.isNaN }
    guard let low = places.min(), let high = places.max() else { return [] }
    guard low < high else { return [low] }
    let step = (high - low) / Double(count - 1)
    return (0..<count).map { $0 == count - 1 ? high : low + Double($0) * step }
  }

  /// A place of the grid as the result shows it: a number, or microseconds.
  func gridValue(_ place: Double) -> Double {
    switch type {
    case .date: return place * Double(CalendarDuration.day)
    case .period(let grain):
      // Between two periods the place lies between their beginnings.
      let lower = place.rounded(.down)
      let start = Double(grain.firstInstant(of: Int32(lower)))
      guard place > lower else { return start }
      let end = Double(grain.firstInstant(of: Int32(lower) + 1))
      return start + (end - start) * (place - lower)
    default: return place
    }
  }
}

extension Column {
  /// A column of numbers, missing where there is none.
  init(numbers: [Double?]) {
    let validity = numbers.contains { $0 == nil } ? Bitmap(numbers.map { $0 != nil }) : nil
    self.init(
      .number, .double(Buffer(numbers.map { $0 ?? 0 })), validity: validity, count: numbers.count)
  }
}
