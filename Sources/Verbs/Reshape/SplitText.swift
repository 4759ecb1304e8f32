public import Catalog
public import Columnar
public import Diagnostics
import Kernels
import QueryLanguage

/// Cuts the texts of a column at a mark.
public struct SplitText: Verb {
  /// The verb's name, clauses, help and examples.
  public static let declaration = Declaration(
    "split", "Cuts the texts of a column into several columns or into a list.",
    category: .reshape,
    details: """
      Without `into`, the column becomes a list of its parts, as the function `split` gives it. With \
      `into`, the parts become new columns behind it, and the column stays. A text with fewer parts \
      leaves the last columns missing; of one with more, the last column keeps the rest with its \
      marks, so that nothing is lost. Both are counted in a note. Empty parts are kept, and white \
      space is not trimmed.
      """,
    clauses: [
      ClauseForm("column", .name, required: true, help: "the column to split"),
      ClauseForm("on", words: ["on"], .text, required: true, help: "the text between the parts"),
      ClauseForm("into", words: ["into"], .names, help: "the new columns"),
    ],
    searchTerms: ["separate", "str.split", "separate_wider_delim", "tokenize"],
    examples: [
      Example(
        "Into columns",
        "rows [id; \"org/name\"; \"alone\"] | split id on \"/\" into org, name",
        expected: "id,org,name\norg/name,org,name\nalone,alone,\n"),
      Example(
        "Into a list, and then into rows",
        "rows [tags; \"a,b\"; \"c\"] | split tags on \",\" | explode tags",
        expected: "tags\na\nb\nc\n"),
    ])

  /// The columns that the stage gives.
  public let output: Schema
  let column: String
  let mark: String
  let parts: [String]
  /// The list; nil with `into`.
  let list: BoundExpression?

  /// Binds the column, the mark and the names.
  public init(_ arguments: Arguments) throws(Diagnostic) {
    guard let (field, span) = try arguments.existingFields("column").first else {
      throw arguments.missingClause("column")
    }
    guard let (mark, place) = arguments.text("on") else { throw arguments.missingClause("on") }
    guard field.type == .text else {
      throw Diagnostic(
        "E301", "`split` needs text, not \(field.type.name)", at: span,
        label: "`\(field.name)` is \(field.type.name)")
    }
    if mark.isEmpty {
      throw Diagnostic("E346", "the text between the parts is empty", at: place)
    }
    column = field.name
    self.mark = mark
    let names = arguments.newNames("into")
    parts = names.map(\.text)
    guard !names.isEmpty else {
      let call = CallSyntax(
        name: Identifier("split", span),
        arguments: [
          ArgumentSyntax(label: nil, value: .column(Identifier(field.name, span))),
          ArgumentSyntax(label: nil, value: .literal(.text(mark), place)),
        ], span: span)
      let bound = try arguments.binder.bind(.call(call), in: arguments.input, mode: .row)
      list = bound
      output = arguments.input.setting(
        Field(field.name, bound.type, isNeverNull: field.isNeverNull))
      return
    }
    list = nil
    try ReplacedColumn.requireFree(names, replacing: field.name, in: arguments.input)
    let new = names.enumerated().map { index, name in
      Field(name.text, .text, isNeverNull: index == 0 && field.isNeverNull)
    }
    output = ReplacedColumn.schema(arguments.input, field.name, by: new, keepsOld: true)
  }

  /// The wanted columns, and the column that is cut when a part of it is wanted.
  public func columnsRead(for wanted: Set<String>) -> Set<String> {
    guard !wanted.isDisjoint(with: list == nil ? parts : [column]) else { return wanted }
    return wanted.subtracting(parts).union([column])
  }

  /// Cuts the texts.
  public func run(_ input: Table, _ context: RunContext) throws(Diagnostic) -> Table {
    context.trace(.same)
    guard input.has([column]) else { return input }
    if let list {
      let lists = try context.evaluate([list], over: input)[0]
      return input.setting([(column, lists)], like: output)
    }
    let texts = try input.columns(named: [column])[0]
    let marks = TextData([mark])
    let width = parts.count
    let result = TextCutting.parts(
      of: texts, width: width, outcomeCount: 3, workers: context.workers
    ) { text, target in
      Self.cut(text, at: marks.views.base[0], into: width, target)
    }
    try context.checkpoint()
    note(result.outcomes, context)
    return input.setting(
      zip(parts, result.columns).map { (name: $0, column: $1) }, like: output)
  }

  /// Writes the parts of a text.
  ///
  /// - Returns: 0 when there are as many as wanted, 1 for fewer, 2 for more.
  private static func cut(
    _ text: TextView, at mark: TextView, into width: Int, _ parts: UnsafeMutablePointer<TextView?>
  ) -> Int {
    var start = 0
    for index in 0..<width - 1 {
      guard let next = text.firstOffset(of: mark, from: start) else {
        parts[index] = text.part(start..<text.count)
        return 1
      }
      parts[index] = text.part(start..<next)
      start = next + mark.count
    }
    parts[width - 1] = text.part(start..<text.count)
    return text.firstOffset(of: mark, from: start) == nil ? 0 : 2
  }

  private func note(_ outcomes: [Int], _ context: RunContext) {
    context.record.unmatched = outcomes[1]
    var findings: [String] = []
    let wanted = counted(parts.count, "part")
    if outcomes[1] > 0 {
      findings.append(
        "\(counted(outcomes[1], "text")) with fewer than \(wanted), the others are missing")
    }
    if outcomes[2] > 0 {
      findings.append(
        "\(counted(outcomes[2], "text")) with more, the rest stays in `\(parts[parts.count - 1])`")
    }
    if !findings.isEmpty { context.note("W5", findings.joined(separator: "; ")) }
  }
}
