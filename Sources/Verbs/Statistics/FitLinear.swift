public import Catalog
public import Columnar
public import Diagnostics
import Kernels
import QueryLanguage

/// Fits a value as a sum of other values, each times a slope.
public struct FitLinear: Verb {
  /// The verb's name, clauses, help and examples.
  public static let declaration = Declaration(
    "fit linear", "Fits a value as a sum of others, each times a slope.", category: .statistics,
    details: """
      Least squares with an intercept. One row for each term, the first `(intercept)`: its `slope`, \
      the standard error `se` of it, and `r2`, the share of the variance that the whole fit \
      explains. Computed in 32 digits. A term that is a combination of those before it, to 11 \
      digits, has no slope. `per` makes a fit for each part, in the order in which the parts first \
      stand. Rows in which any of the values is missing are left out.

      `as NAME` gives the table back with the fitted values as a column, also for rows that only \
      lack the fitted value.
      """,
    clauses: [
      ClauseForm("value", .expression, required: true, help: "what to explain"),
      ClauseForm("on", words: ["on"], .expressions, required: true, help: "what explains it"),
      .per,
      ClauseForm("name", words: ["as"], .name, help: "a column for the fitted values"),
    ],
    searchTerms: ["regression", "least squares", "lm", "ols", "slope", "predict", "trend line"],
    examples: [
      Example(
        "A line", "rows [x, y; 1, 3; 2, 5; 3, 7; 4, 9] | fit linear y on x",
        expected: "term,slope,se,r2\n(intercept),1,0,1\nx,2,0,1\n"),
      Example(
        "The fitted values of each kind",
        """
        rows [kind, x, y; "a", 1, 1; "a", 3, 5; "b", 1, 4; "b", 2, null; "b", 3, 2]
        | fit linear y on x per kind as line
        """,
        expected: "kind,x,y,line\na,1,1,1\na,3,5,5\nb,1,4,4\nb,2,,3\nb,3,2,2\n"),
    ])

  /// The columns that the stage gives.
  public let output: Schema
  let value: BoundExpression
  let terms: [(name: String, expression: BoundExpression)]
  let per: [String]
  let name: String?

  /// Binds the value, what explains it, and the parts.
  public init(_ arguments: Arguments) throws(Diagnostic) {
    value = try arguments.expression("value", mode: .row)
    try Self.requireNumber(value)
    var terms: [(name: String, expression: BoundExpression)] = []
    for syntax in arguments.expressionList("on") {
      let term = try arguments.binder.bind(syntax, in: arguments.input, mode: .row)
      try Self.requireNumber(term)
      if case .column(let column) = term.kind {
        terms.append((column, term))
      } else {
        terms.append((Formatter.line(of: syntax), term))
      }
    }
    guard terms.count <= Self.termLimit else {
      throw Diagnostic(
        "E325", "`fit linear` takes up to \(Self.termLimit) terms", at: arguments.span("on"),
        label: "these are \(terms.count)")
    }
    self.terms = terms
    per = try arguments.keyColumns("per")
    name = arguments.newNames("name").first?.text
    if let name {
      output = arguments.input.setting(Field(name, .number))
      return
    }
    let fields = [
      Field("term", .text, isNeverNull: true), Field("slope", .number), Field("se", .number),
      Field("r2", .number),
    ]
    for field in fields where per.contains(field.name) {
      throw Diagnostic(
        "E202", "two columns would be called `\(field.name)`", at: arguments.span("per"),
        details: ["Rename the column of `per` first."])
    }
    output = Schema(per.compactMap { arguments.input[$0] } + fields)
  }

  private static let termLimit = 200

  private static func requireNumber(_ expression: BoundExpression) throws(Diagnostic) {
    guard !expression.type.isNumeric, expression.type != .bool, expression.type != .null else {
      return
    }
    throw Diagnostic(
      "E324", "`fit linear` needs numbers, not \(expression.type.name)", at: expression.span,
      label: "this is \(expression.type.name)",
      details: expression.type.isTemporal
        ? ["For example: days(date - 2024-01-01)"]
        : ["A condition counts as 0 or 1: kind == \"chat\""])
  }

  private var needed: Set<String> {
    terms.reduce(into: value.columnsRead.union(per)) { $0.formUnion($1.expression.columnsRead) }
  }

  /// What the fit needs, and the wanted columns that stay.
  public func columnsRead(for wanted: Set<String>) -> Set<String> {
    guard let name else { return needed }
    return wanted.contains(name) ? needed.union(wanted.subtracting([name])) : wanted
  }

  /// Fits one part after the other.
  public func run(_ input: Table, _ context: RunContext) throws(Diagnostic) -> Table {
    if name != nil { context.trace(.same) }
    guard name == nil || input.has(needed) else { return input }
    let parts = try OrderedPartitions(input, WindowScope(per: per), context)
    let columns = try context.evaluate([value] + terms.map(\.expression), over: input)
    let numbers = columns.map(\.positions)
    var fits: [LeastSquares] = []
    let order = parts.partitionsInTableOrder
    var leftOut = 0
    var dropped: Set<Int> = []
    for part in order {
      try context.checkpoint()
      let range = parts.rows.range(part)
      let rows = range.map { Int(parts.rows.rows.base[$0]) }
        .filter { row in numbers.allSatisfy { !$0[row].isNaN } }
      leftOut += range.count - rows.count
      let data = numbers.map { column in Buffer(rows.map { column[$0] }) }
      let fit = LeastSquares(Array(data.dropFirst()), y: data[0], workers: context.workers)
      if !rows.isEmpty {
        for index in terms.indices where fit.coefficients[index + 1] == nil {
          dropped.insert(index)
        }
      }
      fits.append(fit)
    }
    if order.isEmpty, per.isEmpty {
      let nothing = Buffer<Double>([])
      fits = [LeastSquares(terms.map { _ in nothing }, y: nothing, workers: context.workers)]
    }
    if leftOut > 0 {
      context.note("W5", "\(counted(leftOut, "row")) with missing values left out of the fit")
    }
    if let first = dropped.min() {
      context.note(
        "W5", "`\(terms[first].name)` adds nothing to the terms before it: it has no slope")
    }
    if let name {
      let fitted = predictions(fits, order, parts, Array(numbers.dropFirst()), input.rowCount)
      return input.setting([(name, fitted)], like: output)
    }
    if per.isEmpty {
      context.trace(.pooled)
    } else {
      let width = terms.count + 1
      let numbers = order.flatMap { [UInt32](repeating: UInt32($0), count: width) }
      context.trace(.parts(rows: parts.groups, results: Buffer(numbers)))
    }
    return try summary(fits, order.map { parts.firstRows.base[$0] }, input)
  }

  private func predictions(
    _ fits: [LeastSquares], _ order: [Int], _ parts: OrderedPartitions, _ numbers: [[Double]],
    _ rowCount: Int
  ) -> Column {
    var result = [Double?](repeating: nil, count: rowCount)
    for (fit, part) in zip(fits, order) {
      for place in parts.rows.range(part) {
        let row = Int(parts.rows.rows.base[place])
        guard numbers.allSatisfy({ !$0[row].isNaN }) else { continue }
        result[row] = fit.prediction { numbers[$0][row] }
      }
    }
    return Column(numbers: result)
  }

  private func summary(
    _ fits: [LeastSquares], _ firstRows: [UInt32], _ input: Table
  ) throws(Diagnostic) -> Table {
    let names = ["(intercept)"] + terms.map(\.name)
    var builders = output.fields.suffix(4).map { ColumnBuilder($0.type) }
    for fit in fits {
      for (index, name) in names.enumerated() {
        builders[0].append(.text(name))
        builders[1].append(fit.coefficients[index].map { .number($0) } ?? .null)
        builders[2].append(fit.errors[index].map { .number($0) } ?? .null)
        builders[3].append(fit.rSquared.map { .number($0) } ?? .null)
      }
    }
    let rows = Buffer(firstRows.flatMap { [UInt32](repeating: $0, count: names.count) })
    let keys = try input.columns(named: per).map { $0.gather(rows.base, count: rows.count) }
    let columns = builders.map { $0.finish() }
    return Table(output, keys + columns, rowCount: columns[0].count)
  }
}
