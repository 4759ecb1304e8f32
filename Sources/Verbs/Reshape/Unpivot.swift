public import Catalog
public import Columnar
public import Diagnostics
import Kernels
import QueryLanguage

/// Turns columns into rows.
public struct Unpivot: Verb {
  /// The verb's name, clauses, help and examples.
  public static let declaration = Declaration(
    "unpivot", "Turns columns into rows: wide to long.", category: .reshape,
    details: """
      Each row becomes as many rows as there are chosen columns, in their order: one new column has \
      the name of the column, the other its value. The other columns are repeated. Missing values \
      give rows too. Whole numbers become numbers beside numbers, dates instants beside instants; \
      other types cannot share a column.
      """,
    clauses: [
      ClauseForm("columns", .columns, required: true, help: "which columns become rows"),
      ClauseForm("into", words: ["into"], .names, required: true, help: "name and value"),
    ],
    searchTerms: ["melt", "pivot_longer", "gather", "wide to long", "stack"],
    examples: [
      Example(
        "Two benchmarks",
        """
        rows [model, bench_a, bench_b; "x", 1, 2; "y", 3, null] | unpivot bench_* into bench, score
        """,
        expected: "model,bench,score\nx,bench_a,1\nx,bench_b,2\ny,bench_a,3\ny,bench_b,\n"),
      Example(
        "All columns but one, some under new names",
        "rows [id, a, b; 1, 2.5, 7] | unpivot first = a, b into name, value",
        expected: "id,name,value\n1,first,2.5\n1,b,7\n"),
    ])

  /// The columns that the stage gives.
  public let output: Schema
  let chosen: [(source: String, name: String)]
  let nameColumn: String
  let valueColumn: String
  private let valueType: DataType
  private let place: Span

  /// Binds the columns and settles the type of their values.
  public init(_ arguments: Arguments) throws(Diagnostic) {
    guard let columns = try arguments.columns("columns") else {
      throw arguments.missingClause("columns")
    }
    let names = arguments.newNames("into")
    guard names.count == 2 else {
      throw Diagnostic(
        "E348", "`into` takes two names: for the columns' names and for their values",
        at: arguments.span("into"), label: "found \(names.count)")
    }
    guard let first = columns.first else {
      throw Diagnostic(
        "E358", "no column is chosen, so there is nothing to turn into rows",
        at: arguments.span("columns"),
        details: ["Columns here: \(arguments.input.names.joined(separator: ", "))"])
    }
    var type = arguments.input[first.source]?.type ?? .null
    for column in columns.dropFirst() {
      let next = arguments.input[column.source]?.type ?? .null
      guard let common = JoinKeys.common(type, next) else {
        throw Diagnostic(
          "E349", "`\(first.source)` and `\(column.source)` cannot share a column",
          at: column.span,
          label: "`\(column.source)` is \(next.name), the columns before it are \(type.name)",
          details: [
            "Choose columns of one type, such as `is number`, or convert them with `derive` first."
          ])
      }
      type = common
    }
    let sources = Set(columns.map(\.source))
    var fields = arguments.input.fields.filter { !sources.contains($0.name) }
    for (index, name) in names.enumerated() {
      guard !fields.contains(where: { $0.name == name.text }) else {
        throw Diagnostic("E202", "there is a column `\(name.text)` already", at: name.span)
      }
      let isNeverNull =
        index == 0 || columns.allSatisfy { arguments.input[$0.source]?.isNeverNull ?? false }
      fields.append(Field(name.text, index == 0 ? .text : type, isNeverNull: isNeverNull))
    }
    chosen = columns.map { ($0.source, $0.name) }
    nameColumn = names[0].text
    valueColumn = names[1].text
    valueType = type
    place = arguments.stage.verb.span
    output = Schema(fields)
  }

  /// The wanted other columns, and the chosen ones when their values are wanted.
  public func columnsRead(for wanted: Set<String>) -> Set<String> {
    let others = wanted.subtracting([nameColumn, valueColumn])
    return wanted.contains(valueColumn) ? others.union(chosen.map(\.source)) : others
  }

  /// Weaves the columns together.
  public func run(_ input: Table, _ context: RunContext) throws(Diagnostic) -> Table {
    let width = chosen.count
    let count = input.rowCount * width
    try context.requireRows(count, at: place)
    let workers = context.workers
    context.record.added = count - input.rowCount
    context.trace(.picked(RowOrder.repeatingEach(width, count: input.rowCount, workers: workers)))
    var new = [(name: nameColumn, column: names(input.rowCount))]
    if input.has(Set(chosen.map(\.source))) {
      let columns = try input.columns(named: chosen.map(\.source)).map {
        $0.converted(to: valueType)
      }
      new.append((valueColumn, .interleaved(columns, type: valueType, workers: workers)))
    }
    try context.checkpoint()
    return input.leavingOut(Set(chosen.map(\.source)))
      .repeatingEach(width, workers: workers).setting(new, like: output)
  }

  /// The names of the columns, all of them for each row.
  private func names(_ rowCount: Int) -> Column {
    let width = chosen.count
    let count = rowCount * width
    let codes = Buffer<UInt32>(count: count) { target in
      for row in 0..<rowCount {
        for code in 0..<width { target[row * width + code] = UInt32(truncatingIfNeeded: code) }
      }
    }
    return Column(
      .text, .dictionary(DictionaryData(codes: codes, values: TextData(chosen.map(\.name)))),
      count: count)
  }
}
