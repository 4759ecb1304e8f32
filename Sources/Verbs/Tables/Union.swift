public import Catalog
public import Columnar
public import Diagnostics
import QueryLanguage

/// Adds the rows of other tables.
public struct Union: Verb {
  /// The verb's name, clauses, help and examples.
  public static let declaration = Declaration(
    "union", "Adds the rows of other tables below, column by column name.",
    category: .tables,
    details: """
      A column that a table does not have is missing in its rows, and a note says so. `as NAME` adds \
      a column with the table that a row comes from: `this` for the rows of the pipeline itself.
      """,
    clauses: [
      ClauseForm("tables", .tables, required: true, help: "the tables to add"),
      ClauseForm("origin", words: ["as"], .name, help: "a column for the table's name"),
    ],
    searchTerms: ["concat", "append", "stack", "bind_rows"],
    examples: [
      Example(
        "Columns are found by name",
        "rows [a, b; 1, \"x\"] | union rows [b, a; \"y\", 2]", expected: "a,b\n1,x\n2,y\n"),
      Example(
        "Where a row comes from",
        "rows [a; 1] | union rows [a, c; 2.5, true] as source",
        expected: "a,c,source\n1,,this\n2.5,true,the rows given\n"),
    ])

  /// The columns that the stage gives.
  public let output: Schema
  private let tables: [any BoundTable]
  private let origin: String?
  private let inputNames: Set<String>

  /// Binds the tables and settles the types of columns that several of them have.
  public init(_ arguments: Arguments) throws(Diagnostic) {
    tables = try arguments.tables("tables")
    origin = arguments.newNames("origin").first?.text
    inputNames = Set(arguments.input.names)
    var fields = arguments.input.fields
    for table in tables {
      for index in fields.indices where table.schema.index(of: fields[index].name) == nil {
        fields[index].isNeverNull = false
      }
      for field in table.schema.fields {
        guard let index = fields.firstIndex(where: { $0.name == field.name }) else {
          fields.append(Field(field.name, field.type))
          continue
        }
        guard let type = JoinKeys.common(fields[index].type, field.type) else {
          throw Diagnostic(
            "E354",
            "column `\(field.name)` is \(fields[index].type.name) here and \(field.type.name) there",
            at: arguments.span("tables"), label: "in \(table.name)",
            details: ["Convert one of them with `derive` first."])
        }
        fields[index].type = type
        fields[index].isNeverNull = fields[index].isNeverNull && field.isNeverNull
      }
    }
    if let name = arguments.newNames("origin").first {
      if fields.contains(where: { $0.name == name.text }) {
        throw Diagnostic("E202", "there is a column `\(name.text)` already", at: name.span)
      }
      fields.append(Field(name.text, .text, isNeverNull: true))
    }
    output = Schema(fields)
  }

  /// The wanted columns that this table has.
  public func columnsRead(for wanted: Set<String>) -> Set<String> {
    wanted.intersection(inputNames)
  }

  /// Puts the rows one below the other.
  public func run(_ input: Table, _ context: RunContext) throws(Diagnostic) -> Table {
    var parts: [(name: String, table: Table)] = [("this", input)]
    for bound in tables { parts.append((bound.name, try bound.table(context))) }
    let total = parts.reduce(0) { $0 + $1.table.rowCount }
    try context.requireRows(total, at: nil)
    noteMissing(parts, context)
    var fields: [Field] = []
    var columns: [Column] = []
    for field in output.fields {
      // A column of this table that is not here is one that nobody wants.
      let isPruned = inputNames.contains(field.name) && input.schema.index(of: field.name) == nil
      if isPruned { continue }
      let pieces = parts.map { part -> Column in
        if field.name == origin {
          return .constant(.text(part.name), .text, count: part.table.rowCount)
        }
        return part.table.column(named: field.name)?.converted(to: field.type)
          ?? .nulls(field.type, count: part.table.rowCount)
      }
      fields.append(field)
      columns.append(.concatenate(pieces, type: field.type))
    }
    context.record.added = total - input.rowCount
    context.trace(.begins(input.rowCount, total: total))
    let provenance = parts.lazy.compactMap { $0.table.provenance }.first
    return Table(Schema(fields), columns, rowCount: total, provenance: provenance)
  }

  private func noteMissing(_ parts: [(name: String, table: Table)], _ context: RunContext) {
    let schemas = [inputNames] + tables.map { Set($0.schema.names) }
    var missing: [String] = []
    for (part, names) in zip(parts, schemas) {
      for field in output.fields where field.name != origin && !names.contains(field.name) {
        missing.append("`\(field.name)` in \(part.name)")
      }
    }
    guard let first = missing.first else { return }
    let more = missing.count > 1 ? " and \(missing.count - 1) more" : ""
    context.note("W15", "no column \(first)\(more); its values are missing there")
  }
}

/// What the stage tells about itself.
extension Union {
  /// What happened to the rows, in one sentence.
  public func sentence(for record: StageRecord) -> String {
    "Adds \(counted(record.rowsOut - record.rowsIn, "row")) of \(StoryText.list(tables.map(\.name))) below."
  }

  /// What is known before any row is read.
  public var rowForecast: String { "adds the rows of \(StoryText.list(tables.map(\.name)))" }

  /// The last rows of this table and the first of the next.
  public func story(of run: StageRun) -> Story {
    var story = Story()
    var facts = ["this table \(StoryText.number(run.before.rowCount))"]
    facts.append("added \(StoryText.number(run.record.added ?? 0))")
    story.add(facts)
    let first = max(0, run.before.rowCount - 1)
    let rows = (first..<min(run.after.rowCount, run.before.rowCount + 2)).map { row in
      let isNew = row >= run.before.rowCount
      return (
        mark: isNew ? StoryTable.Mark.kept : .plain, row: row,
        remark: isNew ? "added, comes from no row here" : ""
      )
    }
    story.add(run.table(rows, of: .after, columns: run.shownColumns(of: run.after, first: [])))
    return story
  }

  /// Where a row comes from that this table does not have.
  public func account(ofRow row: Int, in run: StageRun) -> [String] {
    row < run.before.rowCount
      ? [] : ["it was added by `union` from \(StoryText.list(tables.map(\.name)))"]
  }
}
