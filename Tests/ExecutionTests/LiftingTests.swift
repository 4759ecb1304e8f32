import Catalog
import Columnar
import Diagnostics
import Execution
import Planning
import QueryLanguage
import Testing
import Workbench

/// One column in several forms of memory gives one result.
@Suite struct LiftingTests {
  static let rowCount = 1000

  /// Text with few different values, some missing, as codes or as plain text, beside a number.
  static func table(coded: Bool) -> Table {
    let words = ["", "alpha", "Beta-7b", "日本語", "2024-03-01", "  spaced ", "3.5"]
    let choices = (0..<rowCount).map { ($0 * 7919 + $0 / 13) % 8 }
    let validity = Bitmap(choices.map { $0 < words.count })
    let text: Column
    if coded {
      let codes = Buffer(choices.map { UInt32($0 < words.count ? $0 : 0) })
      text = Column(
        .text, .dictionary(DictionaryData(codes: codes, values: TextData(words))),
        validity: validity, count: rowCount)
    } else {
      let texts = TextData(choices.map { $0 < words.count ? words[$0] : "" })
      text = Column(.text, .text(texts), validity: validity, count: rowCount)
    }
    let numbers = Buffer((0..<rowCount).map { Int64($0 % 17) })
    return Table([("t", text), ("n", Column(.int, .int64(numbers), count: rowCount))])
  }

  /// The same rows behind a selection that turns them round twice.
  static func selected(_ table: Table) -> Table {
    let count = table.rowCount
    let turned = Buffer((0..<count).map { UInt32(count - 1 - $0) })
    return table.selecting(turned).compacted().selecting(turned)
  }

  static func bind(_ expression: String, in table: Table) throws -> BoundExpression {
    let scope = NameScope(
      registry: .standard, settle: { _ throws(Diagnostic) in },
      execute: { (plan, context) throws(Diagnostic) in
        try PlanExecutor.run(plan, context).table
      })
    let binder = StageBinder(scope: scope, history: [], source: .table(table))
    let source = SourceText(name: "test", text: "rows [t, n; \"\", 1] | derive x = \(expression)")
    let script = Parser.parse(source, verbs: Registry.standard.verbForms)
    try #require(script.diagnostics.isEmpty)
    guard case .pipeline(let pipeline)? = script.statements.first?.kind,
      case .items(let items)? = pipeline.stages.first?.clauses.first?.content,
      let value = items.first?.value
    else {
      throw Diagnostic("E1", "no expression in the test")
    }
    return try binder.bind(value, in: table.schema, mode: .windowed(WindowScope()))
  }

  static func context(threads: Int = 2) -> RunContext {
    RunContext(workers: Workers(threadCount: threads), evaluator: Evaluator())
  }

  static let expressions = [
    "upper(t)", "t == \"alpha\"", "t != \"alpha\"", "t is null", "t is not null", "t ?? \"none\"",
    "length(t)", "trim(t)", "t in [\"alpha\", \"3.5\"]", "if t == \"alpha\" then 1 else 2",
    "if t is null then \"missing\" else upper(t)", "t < \"b\"", "not (t == \"alpha\")",
    "length(t) + n", "if n > 8 then t else upper(t)", "t ~ \"^[a-z]+$\"", "f\"<{t}>\"",
    "t == null", "length(t) / length(trim(t))", "if length(t) > 4 then length(t) else n",
  ]

  @Test(arguments: expressions)
  func plainAndCodedTextGiveOneResult(expression: String) throws {
    let plain = Self.table(coded: false)
    let coded = Self.table(coded: true)
    let tables = [plain, coded, Self.selected(plain), Self.selected(coded)]
    var results: [[Value]] = []
    var counts: [EvaluationCounts] = []
    for table in tables {
      let context = Self.context()
      let bound = try Self.bind(expression, in: table)
      let columns = try context.evaluate([bound], over: table)
      #expect(columns.count == 1)
      results.append(columns[0].values)
      counts.append(context.record.evaluation)
    }
    for index in 1..<tables.count {
      #expect(results[index] == results[0])
      #expect(counts[index] == counts[0])
    }
    #expect(results[0].count == Self.rowCount)
  }

  @Test func conditionsChooseTheSameRows() throws {
    for expression in ["t == \"alpha\"", "length(t) > n", "t < \"b\" and n > 3", "null"] {
      var chosen: [[UInt32]] = []
      for coded in [false, true] {
        let table = Self.table(coded: coded)
        for form in [table, Self.selected(table)] {
          let bound = try Self.bind(expression, in: form)
          let result = try Evaluator().rows(where: bound, in: form, Self.context())
          chosen.append(result.trueRows.array + [.max] + result.unknownRows.array)
        }
      }
      #expect(chosen.dropFirst().allSatisfy { $0 == chosen[0] })
    }
  }
}
