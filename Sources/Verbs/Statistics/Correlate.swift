public import Catalog
public import Columnar
public import Diagnostics
import Kernels
import QueryLanguage

/// Gives the correlation of each pair of columns.
public struct Correlate: Verb {
  /// The verb's name, clauses, help and examples.
  public static let declaration = Declaration(
    "correlate", "Gives the correlation of each pair of columns.", category: .statistics,
    details: """
      One row for each pair, in the order of the columns: `r` between -1 and 1, and `n`, the rows \
      in which both have a value. `pearson`, the usual one, measures how near the points are to a \
      line; `spearman` does so for their ranks, ties sharing their mean rank; `kendall` is tau-b \
      (Kendall 1945): pairs of rows in the same order against those in opposite order, corrected \
      for ties. `r` is missing for fewer than two rows and when a column does not vary.
      """,
    clauses: [
      ClauseForm("columns", .columns, required: true, help: "which columns to compare"),
      ClauseForm(
        "method", words: ["using"], .word(["pearson", "spearman", "kendall"]),
        help: "pearson, spearman or kendall"),
    ],
    searchTerms: ["correlation matrix", "pearson", "spearman", "kendall", "tau", "rho"],
    examples: [
      Example(
        "Three columns make three pairs",
        "rows [a, b, c; 1, 2, 3; 2, 4, 2; 3, 6, 1] | correlate a, b, c",
        expected: "a,b,r,n\na,b,1,3\na,c,-1,3\nb,c,-1,3\n"),
      Example(
        "By ranks, over the rows in which both are there",
        "rows [x, y; 1, 1; 2, 10; 3, 100; 4, null] | correlate is number using spearman",
        expected: "a,b,r,n\nx,y,1,3\n"),
    ])

  /// The columns that the stage gives.
  public let output = Schema([
    Field("a", .text, isNeverNull: true), Field("b", .text, isNeverNull: true),
    Field("r", .number), Field("n", .int, isNeverNull: true),
  ])
  let columns: [(source: String, name: String)]
  let method: String

  /// Binds the columns.
  public init(_ arguments: Arguments) throws(Diagnostic) {
    let chosen = try arguments.columns("columns") ?? []
    for column in chosen {
      guard let field = arguments.input[column.source], !field.type.isNumeric else { continue }
      throw Diagnostic(
        "E395", "`correlate` needs numbers, not \(field.type.name)", at: column.span,
        label: "`\(field.name)` is \(field.type.name)",
        details: ["`correlate is number` takes all columns of numbers."])
    }
    guard chosen.count > 1 else {
      throw Diagnostic(
        "E396", "`correlate` needs at least two columns of numbers",
        at: chosen.first?.span ?? arguments.span("columns"),
        label: chosen.isEmpty ? "this chooses none" : "this chooses one")
    }
    columns = chosen.map { ($0.source, $0.name) }
    method = arguments.word("method")?.text ?? "pearson"
  }

  /// The compared columns.
  public func columnsRead(for wanted: Set<String>) -> Set<String> { Set(columns.map(\.source)) }

  /// Compares each column with those after it.
  public func run(_ input: Table, _ context: RunContext) throws(Diagnostic) -> Table {
    let data = try input.columns(named: columns.map(\.source))
    var pairs: [(Int, Int)] = []
    for first in data.indices {
      for second in first + 1..<data.count { pairs.append((first, second)) }
    }
    let results: [(r: Double?, pairs: Int)]
    let todo = pairs
    if method == "pearson" {
      let numbers = data.map(\.positions)
      results = try context.workers.map(todo.count) { (index) throws(Diagnostic) in
        try context.checkpoint()
        return Self.pearson(numbers[todo[index].0], numbers[todo[index].1])
      }
    } else {
      let ranks = data.map { DenseRanks($0, workers: context.workers) }
      let isKendall = method == "kendall"
      results = try context.workers.map(todo.count) { (index) throws(Diagnostic) in
        try context.checkpoint()
        let (a, b) = (ranks[todo[index].0], ranks[todo[index].1])
        return isKendall ? Association.kendall(a, b) : Association.spearman(a, b)
      }
    }
    context.trace(.pooled)
    var builders = output.fields.map { ColumnBuilder($0.type, capacity: pairs.count) }
    for (pair, result) in zip(pairs, results) {
      builders[0].append(.text(columns[pair.0].name))
      builders[1].append(.text(columns[pair.1].name))
      builders[2].append(result.r.map { .number($0) } ?? .null)
      builders[3].append(.int(Int64(result.pairs)))
    }
    return Table(output, builders.map { $0.finish() }, rowCount: pairs.count)
  }

  private static func pearson(_ x: [Double], _ y: [Double]) -> (r: Double?, pairs: Int) {
    var rows: [Int] = []
    for row in x.indices where !x[row].isNaN && !y[row].isNaN { rows.append(row) }
    let isWhole = rows.count == x.count
    let a = isWhole ? x : rows.map { x[$0] }
    let b = isWhole ? y : rows.map { y[$0] }
    let r = a.withUnsafeBufferPointer { a in
      b.withUnsafeBufferPointer { b in Association.pearson(a, b) }
    }
    return (r, rows.count)
  }
}
