import Catalog
import Columnar
import Diagnostics
import Execution
import Planning
import QueryLanguage
import TestSupport
import Testing
import Workbench

/// Which columns of a data set a pipeline decodes.
@Suite struct PruningTests {
  /// Six columns, of which `z` is read by no pipeline that ends in chosen columns.
  private static func table() throws -> Table {
    let answers = Answers(
      """
      rows [k, day, n, m, t, z; "x", 2024-01-01, 3, 1.5, "p", true; "y", 2024-01-01, null, 2, "q", false;
      "x", 2024-01-03, 5, 0.5, "p", true; "x", 2024-01-02, 1, null, "r", null]
      """)
    #expect(answers.error == "")
    return answers.table
  }

  private static func scope(_ source: any TableSource) -> NameScope {
    NameScope(
      registry: .standard, values: ["data": .data(source)],
      settle: { _ throws(Diagnostic) in },
      execute: { (plan, context) throws(Diagnostic) in
        try PlanExecutor.run(plan, context).table
      })
  }

  private static func plan(_ stages: String, _ source: any TableSource) throws -> Plan {
    let text = SourceText(name: "test", text: "data | " + stages)
    let script = Parser.parse(text, verbs: Registry.standard.verbForms)
    try #require(script.diagnostics.isEmpty)
    guard case .pipeline(let pipeline)? = script.statements.first?.kind else {
      Issue.record("not a pipeline")
      return Plan(source: .table(.empty), stages: [])
    }
    return try PipelineBinder(scope: scope(source)).bind(pipeline)
  }

  private static func context() -> RunContext {
    RunContext(workers: Workers(threadCount: 2), evaluator: Evaluator())
  }

  static let pipelines: [(String, String)] = [
    ("select n, k", "k n"),
    ("select a = n | derive b = a + 1", "n"),
    ("drop z, t, m, day", "k n"),
    ("rename number = n | select number", "n"),
    ("rename n = m, m = n | select n", "m"),
    ("derive x = n * 2 | select x", "n"),
    ("derive n = 1 | select n", ""),
    ("derive a = n, b = a + m | select b", "n m"),
    ("derive x = lag(n) along day per k | select x", "k day n"),
    ("derive x = sum(n, if: t == \"p\") per k | select x", "k n t"),
    ("filter n > 1 | select k", "k n"),
    ("reject t == \"p\" | select k", "k t"),
    ("filter lag(n) is null along day per k | select n", "k day n"),
    ("distinct k, t", "k t"),
    ("dedupe k keep max n | select m", "k n m"),
    ("dedupe k keep last along day | select m", "k day m"),
    ("take 2 | select k", "k"), ("take last 1 | select m", "m"), ("skip 1 | select k", "k"),
    ("top 1 by n per k | select t", "k n t"),
    ("bottom 1 by m | select t", "m t"),
    ("sort day desc, n | select t", "day n t"),
    ("group by k", "k"),
    ("group by k agg s = sum(n)", "k n"),
    ("group by k agg s = sum(n), w = mean(m) | select s", "k n"),
    ("group by month(day) agg c = count()", "day"),
    ("agg s = sum(n), c = count(if: t == \"p\")", "n t"),
    ("agg c = count()", ""),
    ("complete day per k | select day, n", "k day n"),
    ("fill n forward along day per k | select n", "k day n"),
    ("smooth n along day using mean(2 rows) as s | select s", "day n"),
    ("union (data | select k, q = n) | select q", ""),
    ("expect n < 10 | select k", "k n"),
    ("show 1 t | select k", "k t"),
    ("describe | select column", "k day n m t z"),
    ("sample 2 seed 1 | select n", "n"), ("sample 50% per k | select n", "k n"),
    ("unpivot n, m into a, b | select k, a", "k"),
    ("unpivot n, m into a, b | select k, b", "k n m"),
    ("split t on \"p\" into a, b | select n", "n"),
    ("split t on \"p\" into a, b | select b", "t"),
    ("split t on \"p\" | select n", "n"), ("split t on \"p\" | select t", "t"),
    ("extract t r\"(?<a>p)\" | select n", "n"), ("extract t r\"(?<a>p)\" | select n, a", "n t"),
    ("split t on \"p\" | explode t | select n", "n t"),
    ("split t on \"p\" | explode t as a with index i | select i", "t"),
    ("cross join rows [extra; 1; 2] | select extra", ""),
    ("asof join rows [d; 2024-01-02] on day >= d | select d", "day"),
    ("asof join rows [k, d; \"x\", 2024-01-02] on k, day >= d | select n", "k day n"),
    ("select k, day, n | distinct k, day, n | pivot k values n in [\"x\"] | select x", "k day n"),
  ]

  /// Only what is needed is read, and the result is that of reading everything.
  @Test(arguments: pipelines.map(\.0))
  func aPipelineReadsOnlyWhatItNeeds(stages: String) throws {
    let table = try Self.table()
    let source = RecordingSource(table)
    let pruned = try Self.plan(stages, source)
    var whole = pruned
    whole.source = .table(table)
    let few = try PlanExecutor.run(pruned, Self.context()).table
    let all = try PlanExecutor.run(whole, Self.context()).table
    for name in pruned.schema.names {
      #expect(few.column(named: name)?.values == all.column(named: name)?.values)
    }
    #expect(few.rowCount == all.rowCount)
  }

  @Test(arguments: pipelines)
  func theColumnsAreThoseThatStagesName(stages: String, columns: String) throws {
    let plan = try Self.plan(stages, RecordingSource(try Self.table()))
    let needed = ColumnPruning.columnsNeeded(plan)
    #expect(needed.sorted() == columns.split(separator: " ").map(String.init).sorted())
  }

  @Test func aJoinReadsItsKeysAndWhatIsWanted() throws {
    let right = "rows [k, extra; \"x\", 7; \"y\", 8]"
    let plan = try Self.plan("join \(right) on k | select extra", RecordingSource(try Self.table()))
    #expect(ColumnPruning.columnsNeeded(plan) == ["k"])
    let result = try PlanExecutor.run(plan, Self.context()).table
    #expect(result.rowCount == 4)
  }

  @Test func wantedColumnsNarrowThePlan() throws {
    let source = RecordingSource(try Self.table())
    let plan = try Self.plan("sort day | derive x = n + 1", source)
    #expect(ColumnPruning.columnsNeeded(plan).count == 6)
    #expect(ColumnPruning.columnsNeeded(plan, wanted: ["x"]) == ["day", "n"])
    let table = try PlanExecutor.run(plan, wanted: ["x"], Self.context()).table
    #expect(source.asked == [["day", "n"]])
    #expect(table.column(named: "x")?.values == [.int(4), .null, .int(2), .int(6)])
  }

  @Test func aTableByItselfIsReadWhole() throws {
    let source = RecordingSource(try Self.table())
    let text = SourceText(name: "test", text: "data")
    let plan = Plan(source: .data(source, name: text.text, schema: source.schema), stages: [])
    #expect(try PlanExecutor.run(plan, Self.context()).table.columnCount == 6)
    #expect(source.asked == [nil])
  }
}
