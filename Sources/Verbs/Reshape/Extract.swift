public import Catalog
public import Columnar
public import Diagnostics
import Kernels
import QueryLanguage

/// Makes columns of the parts of a text that a pattern finds.
public struct Extract: Verb {
  /// The verb's name, clauses, help and examples.
  public static let declaration = Declaration(
    "extract", "Makes a column of each named group of a pattern in a text.", category: .reshape,
    details: """
      The pattern is a regular expression in the syntax of RE2; a group with a name, `(?<name>…)`, \
      becomes a column of text behind the column that is read, which stays. The first match in the \
      text counts; `^` and `$` stand for its beginning and end. Where nothing matches, all new \
      columns are missing, and a note counts these rows; a group that takes no part in the match is \
      missing too.
      """,
    clauses: [
      ClauseForm("column", .name, required: true, help: "the column to read"),
      ClauseForm("pattern", .text, required: true, help: "a pattern with named groups"),
    ],
    searchTerms: ["regex", "parse", "capture", "str.extract", "separate_wider_regex"],
    examples: [
      Example(
        "Owner and name",
        "rows [id; \"meta/llama\"; \"gpt2\"] | extract id r\"^(?<org>[^/]+)/(?<name>.+)$\"",
        expected: "id,org,name\nmeta/llama,meta,llama\ngpt2,,\n"),
      Example(
        "A group that may be absent",
        "rows [v; \"7b-q4\"; \"13b\"] | extract v r\"(?<size>\\d+)b(?:-(?<kind>\\w+))?\"",
        expected: "v,size,kind\n7b-q4,7,q4\n13b,13,\n"),
    ])

  /// The columns that the stage gives.
  public let output: Schema
  let column: String
  private let pattern: TextPattern
  let groups: [(name: String, group: Int)]

  /// Binds the column and reads the groups of the pattern.
  public init(_ arguments: Arguments) throws(Diagnostic) {
    guard let (field, span) = try arguments.existingFields("column").first else {
      throw arguments.missingClause("column")
    }
    guard let (text, place) = arguments.text("pattern") else {
      throw arguments.missingClause("pattern")
    }
    guard field.type == .text else {
      throw Diagnostic(
        "E301", "`extract` needs text, not \(field.type.name)", at: span,
        label: "`\(field.name)` is \(field.type.name)")
    }
    column = field.name
    pattern = try TextPattern(text, at: place)
    groups = pattern.namedGroups
    guard !groups.isEmpty else {
      throw Diagnostic(
        "E347", "the pattern has no named group", at: place,
        details: [
          "A named group becomes a column: r\"(?<year>\\d+)\".",
          "To keep the rows that match: filter \(Identifier.quoted(field.name)) ~ \(place.text)",
        ])
    }
    try ReplacedColumn.requireFree(
      groups.map { Identifier($0.name, place) }, replacing: field.name, in: arguments.input)
    output = ReplacedColumn.schema(
      arguments.input, field.name, by: groups.map { Field($0.name, .text) }, keepsOld: true)
  }

  /// The wanted columns, and the text when a part of it is wanted.
  public func columnsRead(for wanted: Set<String>) -> Set<String> {
    let names = groups.map(\.name)
    guard !wanted.isDisjoint(with: names) else { return wanted }
    return wanted.subtracting(names).union([column])
  }

  /// Matches the texts.
  public func run(_ input: Table, _ context: RunContext) throws(Diagnostic) -> Table {
    context.trace(.same)
    guard input.has([column]) else { return input }
    let texts = try input.columns(named: [column])[0]
    let numbers = groups.map(\.group)
    let result = TextCutting.parts(
      of: texts, width: numbers.count, outcomeCount: 2, workers: context.workers
    ) { [pattern] text, parts in
      pattern.find(text, groups: numbers, parts) ? 0 : 1
    }
    try context.checkpoint()
    let unmatched = result.outcomes[1]
    context.record.unmatched = unmatched
    if unmatched > 0 {
      context.note("W5", "\(counted(unmatched, "text")) of `\(column)` did not match the pattern")
    }
    return input.setting(
      zip(groups, result.columns).map { (name: $0.name, column: $1) }, like: output)
  }
}
