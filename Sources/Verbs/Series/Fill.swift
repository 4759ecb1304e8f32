public import Catalog
public import Columnar
public import Diagnostics
import Kernels
import QueryLanguage

/// Gives missing values a value.
public struct Fill: Verb {
  /// The verb's name, clauses, help and examples.
  public static let declaration = Declaration(
    "fill", "Gives missing values a value; others stay as they are.", category: .rows,
    details: """
      `forward` takes the last value before, `backward` the next one after, `nearest` the nearer of \
      both, or the one before when they are equally near, in the order of `along` and within the \
      rows of `per`. `linear` draws a straight line between both; it does not go beyond the first \
      and the last value. `with` takes a value.
      """,
    clauses: [
      ClauseForm("columns", .columns, required: true, help: "which columns to fill"),
      ClauseForm(
        "method", .word(["forward", "backward", "linear", "nearest"]),
        help: "which neighbours give the values"),
      ClauseForm("value", words: ["with"], .expression, help: "the value to fill in"),
      .along, .per,
    ],
    searchTerms: ["fillna", "coalesce", "interpolate", "locf", "replace missing"],
    examples: [
      Example(
        "The last value before",
        "rows [day, n; 1, 5; 2, null; 3, 9] | fill n forward along day",
        expected: "day,n\n1,5\n2,5\n3,9\n"),
      Example(
        "On a straight line, each kind for itself",
        """
        rows [kind, day, n; "x", 1, 2; "x", 3, null; "x", 5, 4; "y", 6, null]
        | fill n linear along day per kind
        """,
        expected: "kind,day,n\nx,1,2\nx,3,3\nx,5,4\ny,6,\n"),
      Example(
        "A fixed value", "rows [n; 5; null] | fill n with 0", expected: "n\n5\n0\n"),
    ])

  /// The columns that the stage gives: those of its input.
  public let output: Schema
  private let columns: [String]
  private let method: Method
  private let scope: WindowScope

  private enum Method: Sendable {
    case source(GapFilling.Source)
    case linear
    case value(BoundExpression)
  }

  /// Binds columns and method.
  public init(_ arguments: Arguments) throws(Diagnostic) {
    guard let chosen = try arguments.columns("columns") else {
      throw arguments.missingClause("columns")
    }
    columns = chosen.map(\.source)
    scope = try arguments.windowScope()
    var schema = arguments.input
    if let value = try arguments.optionalExpression("value") {
      method = .value(value)
      for column in chosen {
        guard let field = schema[column.source] else { continue }
        guard let type = JoinKeys.common(field.type, value.type) else {
          throw Diagnostic(
            "E306", "`\(field.name)` is \(field.type.name) and cannot hold \(value.type.name)",
            at: value.span, label: "this is \(value.type.name)")
        }
        schema = schema.setting(
          Field(field.name, type, isNeverNull: field.isNeverNull || value.isNeverNull))
      }
      output = schema
      return
    }
    guard let word = arguments.word("method") else {
      throw Diagnostic(
        "E108", "`fill` needs a method", at: arguments.stage.verb.span,
        details: ["One of: forward, backward, linear, nearest, with VALUE"])
    }
    guard !scope.along.isEmpty else { throw Self.needsOrder(word, arguments) }
    switch word.text {
    case "forward": method = .source(.forward)
    case "backward": method = .source(.backward)
    case "nearest": method = .source(.nearest)
    default: method = .linear
    }
    if word.text == "linear" || word.text == "nearest", let order = scope.along.first,
      !order.expression.type.isMeasurable
    {
      throw Diagnostic(
        "E303", "`\(word.text)` needs distances, and \(order.expression.type.name) has none",
        at: order.expression.span)
    }
    if case .linear = method {
      for column in chosen {
        guard let field = schema[column.source] else { continue }
        guard field.type.isNumeric else {
          throw Diagnostic(
            "E301", "`linear` fills numbers, not \(field.type.name)", at: column.span,
            label: "`\(field.name)` is \(field.type.name)")
        }
        schema = schema.setting(Field(field.name, .number, isNeverNull: field.isNeverNull))
      }
    }
    output = schema
  }

  private static func needsOrder(_ word: Identifier, _ arguments: Arguments) -> Diagnostic {
    let candidates = arguments.input.fields.filter { $0.type.isTemporal }
    return Diagnostic(
      "E341", "`fill … \(word.text)` needs an order", at: word.span,
      label: "its result depends on the order of rows",
      details: ["The table is not in an order that was asked for."],
      fix: candidates.count == 1 ? .init("along \(Identifier.quoted(candidates[0].name))") : nil)
  }

  /// The wanted columns, and what their filling needs.
  public func columnsRead(for wanted: Set<String>) -> Set<String> {
    guard !wanted.isDisjoint(with: columns) else { return wanted }
    return wanted.union(columnsFilledFrom)
  }

  private var columnsFilledFrom: Set<String> {
    guard case .value(let value) = method else { return scope.columnsRead }
    return scope.columnsRead.union(value.columnsRead)
  }

  /// Fills the columns that are there.
  public func run(_ input: Table, _ context: RunContext) throws(Diagnostic) -> Table {
    context.trace(.same)
    let present = columns.filter { input.schema.index(of: $0) != nil }
    // A column that an earlier stage read for itself may still be there, without what it is filled
    // from; then nobody asks for it.
    guard !present.isEmpty, input.has(columnsFilledFrom) else { return input }
    var filled: [(name: String, column: Column)] = []
    switch method {
    case .value(let value):
      let values = try context.evaluate([value], over: input)[0]
      for (name, column) in zip(present, try input.columns(named: present)) {
        let type = output[name]?.type ?? column.type
        filled.append((name, column.converted(to: type).filled(from: values.converted(to: type))))
      }
    case .source, .linear:
      let parts = try OrderedPartitions(input, scope, context)
      let positions = parts.along?.positions ?? []
      for (name, column) in zip(present, try input.columns(named: present)) {
        filled.append((name, fill(column, parts, positions)))
      }
    }
    return input.setting(filled, like: output)
  }

  private func fill(
    _ column: Column, _ parts: OrderedPartitions, _ positions: [Double]
  ) -> Column {
    guard let validity = column.validity else {
      if case .linear = method { return column.converted(to: .number) }
      return column
    }
    guard case .source(let source) = method else {
      let wide = column.converted(to: .number)
      guard case .double(let values) = wide.data else { return column }
      let result = GapFilling.linear(
        values, validity: validity, rows: parts.rows, positions: positions)
      return Column(
        .number, .double(result.values), validity: result.validity, count: column.count)
    }
    return column.gatherOptional(
      GapFilling.sources(source, validity: validity, rows: parts.rows, positions: positions))
  }
}

/// What the stage tells about itself.
extension Fill {
  /// What happened to the rows, in one sentence.
  public func sentence(for record: StageRecord) -> String {
    let place =
      scope.along.first.map { " along \(StoryText.oneLine($0.expression.span.text))" } ?? ""
    let parts = scope.per.isEmpty ? "" : " within each \(StoryText.list(scope.per))"
    let rule =
      switch method {
      case .source(.forward): "the last value before it"
      case .source(.backward): "the next value after it"
      case .source(.nearest): "the nearest value"
      case .linear: "the value on a straight line between its neighbours"
      case .value(let value): StoryText.oneLine(value.span.text)
      }
    return "Gives each missing value of \(StoryText.list(columns)) \(rule)\(place)\(parts)."
  }

  /// What is known before any row is read.
  public var rowForecast: String { "same rows" }

  /// How many values each column was given, and some of them.
  public func story(of run: StageRun) -> Story {
    var story = Story()
    for name in columns.prefix(4) {
      guard let old = run.before.column(named: name), let new = run.after.column(named: name)
      else { continue }
      story.add([
        "\(name): \(counted(old.nullCount, "missing value")) before, "
          + "\(StoryText.number(new.nullCount)) after"
      ])
    }
    guard let name = columns.first, let old = run.before.column(named: name) else { return story }
    let rows = (0..<old.count).lazy.filter { !old.isValid($0) }.prefix(3)
    let shown = run.shownColumns(of: run.after, first: run.columnsRead + columns)
    story.add(run.table(rows.map { (.plain, $0, "") }, of: .after, columns: shown))
    return story
  }
}
