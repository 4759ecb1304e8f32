public import Catalog
public import Columnar
public import Diagnostics
import QueryLanguage

/// Gives columns other names.
public struct Rename: Verb {
  /// The verb's name, clauses, help and examples.
  public static let declaration = Declaration(
    "rename", "Gives columns other names; all columns stay in their places.", category: .columns,
    details: "All names change at once, so two columns can swap their names.",
    clauses: [
      ClauseForm("columns", .columns, required: true, help: "new and old names: new = old")
    ],
    searchTerms: ["alias", "relabel"],
    examples: [
      Example(
        "One column", "rows [id, likes; \"a\", 3] | rename hearts = likes",
        expected: "id,hearts\na,3\n"),
      Example(
        "Two columns swap their names", "rows [a, b; 1, 2] | rename a = b, b = a",
        expected: "b,a\n1,2\n"),
    ])

  /// The columns that the stage gives.
  public let output: Schema
  private let newNames: [String: String]

  /// Binds the names.
  public init(_ arguments: Arguments) throws(Diagnostic) {
    guard case .columns(let selectors)? = arguments.stage.clause("columns")?.content else {
      throw arguments.missingClause("columns")
    }
    var newNames: [String: String] = [:]
    var spans: [String: Span] = [:]
    for selector in selectors {
      guard case .renamed(let new, let old) = selector else {
        throw Diagnostic(
          "E216", "`rename` needs a new and an old name", at: selector.span,
          label: "write: new = \(selector.span.text)")
      }
      if arguments.input.index(of: old.text) == nil, arguments.input.index(of: new.text) != nil {
        let right = "\(Identifier.quoted(old.text)) = \(Identifier.quoted(new.text))"
        throw Diagnostic(
          "E201", "there is no column `\(old.text)` at this stage", at: old.span,
          label: "the new name comes first: \(right)",
          fix: .init(replacing: selector.span, with: right))
      }
      let field = try arguments.existingColumn(old)
      if newNames[field.name] != nil {
        throw Diagnostic("E202", "`\(field.name)` is renamed twice", at: selector.span)
      }
      newNames[field.name] = new.text
      spans[new.text] = new.span
    }
    var fields: [Field] = []
    for field in arguments.input.fields {
      let name = newNames[field.name] ?? field.name
      if fields.contains(where: { $0.name == name }) {
        throw Diagnostic(
          "E202", "two columns would be called `\(name)`", at: spans[name] ?? arguments.stage.span)
      }
      fields.append(field.renamed(to: name))
    }
    self.newNames = newNames
    output = Schema(fields)
  }

  /// The old names of the wanted columns.
  public func columnsRead(for wanted: Set<String>) -> Set<String> {
    let oldNames = Dictionary(newNames.map { ($0.value, $0.key) }) { first, _ in first }
    return Set(
      wanted.compactMap { name in
        if let old = oldNames[name] { return old }
        return newNames[name] == nil ? name : nil
      })
  }

  /// Puts the new names on the columns that are there.
  public func run(_ input: Table, _ context: RunContext) -> Table {
    let fields = input.schema.fields.map { field in
      field.renamed(to: newNames[field.name] ?? field.name)
    }
    context.trace(.same)
    context.record.columnsRenamed = newNames.sorted { $0.value < $1.value }
      .map { (old: $0.key, new: $0.value) }
    return input.projecting(Array(fields.indices), as: Schema(fields))
  }
}

/// What the stage tells about itself.
extension Rename {
  /// What happened to the rows, in one sentence.
  public func sentence(for record: StageRecord) -> String {
    "Gives \(counted(record.columnsRenamed.count, "column")) another name."
  }

  /// What is known before any row is read.
  public var rowForecast: String { "same rows" }
}
