public import Catalog
public import Columnar
public import Diagnostics
import QueryLanguage

/// Adds or replaces columns.
public struct Derive: Verb {
  /// The verb's name, clauses, help and examples.
  public static let declaration = Declaration(
    "derive", "Adds columns or replaces them.", category: .columns,
    details: """
      Later items see the columns of earlier ones. Window functions and aggregates look at the rows \
      of `per` in the order of `along`. With `for`, the one item is called `it` and is computed for \
      each of the columns in turn.
      """,
    clauses: [
      ClauseForm("items", .assignments, required: true, help: "names and values: name = …"),
      ClauseForm("for", words: ["for"], .columns, help: "the columns that `it` stands for"),
      .along, .per,
    ],
    searchTerms: ["mutate", "extend", "with column", "add column", "calculate"],
    examples: [
      Example(
        "A ratio, and what follows from it",
        "rows [likes, views; 1, 4; 3, 4] | derive share = likes / views, high = share > 0.5",
        expected: "likes,views,share,high\n1,4,0.25,false\n3,4,0.75,true\n"),
      Example(
        "The difference to the row before, within each kind",
        """
        rows [kind, day, n; "x", 1, 5; "x", 2, 7; "y", 1, 3]
        | derive change = delta(n) along day per kind
        """,
        expected: "kind,day,n,change\nx,1,5,\nx,2,7,2\ny,1,3,\n"),
      Example(
        "Several columns at once",
        "rows [id, a, b; \"x\", 1.26, 2.04] | derive it = round(it, 1) for a, b",
        expected: "id,a,b\nx,1.3,2\n"),
    ])

  /// The columns that the stage gives.
  public let output: Schema
  let items: [(name: String, value: BoundExpression)]
  let scope: WindowScope

  /// Binds the items one after the other, each against the columns with those before it.
  public init(_ arguments: Arguments) throws(Diagnostic) {
    scope = try arguments.windowScope()
    var schema = arguments.input
    var items: [(name: String, value: BoundExpression)] = []
    for (name, syntax) in try Self.assignments(arguments) {
      let value = try arguments.binder.bind(syntax, in: schema, mode: .windowed(scope))
      schema = schema.setting(Field(name, value.type, isNeverNull: value.isNeverNull))
      items.append((name, value))
    }
    self.items = items
    output = schema
  }

  /// The names and values as written, with `for` written out.
  private static func assignments(
    _ arguments: Arguments
  ) throws(Diagnostic) -> [(name: String, value: ExpressionSyntax)] {
    let items = arguments.items("items")
    guard let columns = try arguments.columns("for") else {
      return items.map { ($0.name?.text ?? $0.value.span.text, $0.value) }
    }
    guard items.count == 1, let item = items.first, item.name?.text == "it" else {
      throw Diagnostic(
        "E217", "with `for`, `derive` takes one item that is called `it`",
        at: items.first?.span ?? arguments.stage.span,
        details: ["For example: derive it = round(it, 2) for is number"])
    }
    return columns.map { column in
      let value = item.value.replacingNames { name in
        name.text == "it" ? .column(Identifier(column.source, name.span)) : nil
      }
      return (column.source, value)
    }
  }

  /// The columns that the wanted items need, and the wanted columns that stay.
  public func columnsRead(for wanted: Set<String>) -> Set<String> {
    var needed = wanted
    for (name, value) in items.reversed() where needed.contains(name) {
      needed.remove(name)
      needed.formUnion(value.columnsRead)
    }
    return needed
  }

  /// Computes the items whose columns are there; nobody wants the others.
  public func run(_ input: Table, _ context: RunContext) throws(Diagnostic) -> Table {
    var table = input
    var index = 0
    while index < items.count {
      // Items that do not look at each other are computed together.
      var batch: [(name: String, value: BoundExpression)] = []
      while index < items.count {
        let (name, value) = items[index]
        let reads = value.columnsRead
        if batch.contains(where: { reads.contains($0.name) || $0.name == name }) { break }
        if table.has(reads) { batch.append((name, value)) }
        index += 1
      }
      guard !batch.isEmpty else { continue }
      var columns = try context.evaluate(batch.map(\.value), over: table)
      PeriodCoverage.note(in: &columns, of: batch.map(\.value), over: table)
      AbsentLiterals.note(in: batch.map(\.value), over: table, context)
      let schema = batch.reduce(table.schema) { schema, item in
        schema.setting(
          Field(item.name, item.value.type, isNeverNull: item.value.isNeverNull))
      }
      table = table.setting(Array(zip(batch.map(\.name), columns)), like: schema)
    }
    context.trace(.same)
    return table.arranged(like: output)
  }
}
