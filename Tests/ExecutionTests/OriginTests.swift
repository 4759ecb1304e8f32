import Catalog
import Columnar
import Diagnostics
import Execution
import Planning
import QueryLanguage
import TestSupport
import Testing
import Workbench

/// Where rows come from, checked against a column that numbers the rows of the source.
@Suite struct OriginTests {
  /// A table with a number for each row, two keys with missing values, and a value with ties.
  private static func rows(_ seed: UInt64, count: Int) -> String {
    var random = SeededNumbers(seed)
    var text = "rows [id, k, g, v"
    for id in 0..<count {
      let key = random.next(below: 6)
      let group = random.next(below: 4)
      let value = random.next(below: 8)
      text += "; \(id), \(key == 0 ? "null" : "\"k\(key)\""), \(group)"
      text += ", \(value == 0 ? "null" : String(value))"
    }
    return text + "]"
  }

  private static func trace(_ program: String) throws -> TracedRun {
    let session = Session(options: SessionOptions(threadCount: 2))
    let source = SourceText(name: "test", text: program)
    let script = Parser.parse(source, verbs: session.registry.verbForms)
    #expect(script.diagnostics.isEmpty)
    guard case .pipeline(let pipeline)? = script.statements.last?.kind else {
      throw Diagnostic.defect("no pipeline")
    }
    let plan = try PipelineBinder(scope: session.scope).bind(pipeline)
    let context = RunContext(workers: Workers(threadCount: 2), evaluator: Evaluator())
    return try PlanExecutor.trace(plan, reading: .all, context)
  }

  /// The numbers that rows of a table carry; nil where a stage made the row.
  private static func ids(_ table: Table) -> [Int?] {
    (table.column(named: "id")?.values ?? []).map { value in
      if case .int(let id) = value { Int(id) } else { nil }
    }
  }

  static let choosing = [
    "filter v > 3", "reject v > 3", "filter k == \"k1\" or v is null", "sort v desc, g",
    "top 5 by v", "top 2 by v per g", "bottom 3 by v with ties", "top 2 k by count()",
    "take 7", "take last 4", "take 3..9", "skip 5", "dedupe k keep max v", "dedupe g, k keep last",
    "derive w = v + 1", "select g, id", "rename h = g", "drop v", "fill v with 0",
    "filter v > 2 | sort g | top 3 by v per k | skip 1",
    "semi join rows [k; \"k1\"; \"k3\"] on k", "anti join rows [k; \"k1\"] on k",
    "left join rows [k, z; \"k1\", 5; \"k2\", 6; \"k2\", 7] on k many",
    "join rows [k, z; \"k2\", 6; \"k4\", 7] on k", "full join rows [k, z; \"k9\", 1] on k",
    "union rows [g; 7; 8]", "complete g, k", "describe | take 0",
  ]

  @Test("A row of the result is the row that it comes from", arguments: choosing)
  func single(_ stages: String) throws {
    for seed in 1...6 {
      let run = try Self.trace(
        "\(Self.rows(UInt64(seed), count: seed * 9)) | derive first_id = id | \(stages)")
      for stage in run.stages {
        guard let origins = stage.origins, !origins.makesPiles else { continue }
        let before = Self.ids(stage.before)
        for (row, id) in Self.ids(stage.after).enumerated() {
          let origin = origins.inputRow(of: row)
          #expect(id == origin.flatMap { before[$0] }, "\(stages), row \(row)")
        }
      }
    }
  }

  @Test("Every verb here says where rows come from", arguments: choosing)
  func complete(_ stages: String) throws {
    let run = try Self.trace("\(Self.rows(3, count: 20)) | \(stages)")
    #expect(run.stages.allSatisfy { $0.origins != nil })
  }

  @Test("Lost rows are those that no row of the result comes from", arguments: choosing)
  func lost(_ stages: String) throws {
    let run = try Self.trace("\(Self.rows(11, count: 30)) | \(stages)")
    for stage in run.stages {
      guard let origins = stage.origins, !origins.makesPiles else { continue }
      let found = Set((0..<stage.after.rowCount).compactMap { origins.inputRow(of: $0) })
      let expected = (0..<stage.before.rowCount).filter { !found.contains($0) }
      #expect(
        origins.lostRows(inputCount: stage.before.rowCount, resultCount: stage.after.rowCount)
          == expected)
    }
  }

  @Test("A pile holds the rows that its aggregates saw") func groups() throws {
    for seed in 1...6 {
      let run = try Self.trace(
        "\(Self.rows(UInt64(seed), count: 40)) | filter v is not null "
          + "| group by k, g agg ids = list(id)")
      let stage = try #require(run.stages.last)
      let before = Self.ids(stage.before)
      let lists = try #require(stage.after.column(named: "ids")).values
      #expect(lists.count > 4)
      for (row, list) in lists.enumerated() {
        guard case .list(let items, _) = list else { continue }
        let rows = stage.inputRows(of: row).map { before[$0].map { Value.int(Int64($0)) } ?? .null }
        #expect(rows == items)
      }
    }
  }

  @Test("`whole` leaves rows in no pile, `every` makes piles without rows") func periods() throws {
    let run = try Self.trace(
      """
      rows [id, day; 0, 2024-01-20; 1, 2024-02-03; 2, 2024-04-11; 3, 2024-05-02]
      | group by every whole month(day)
      """)
    let stage = try #require(run.stages.last)
    #expect(stage.lostRows(limit: 9) == [0, 3])
    #expect((0..<3).map { stage.inputRows(of: $0) } == [[1], [], [2]])
  }

  @Test("Numbers of the source go through several stages") func numbers() throws {
    let run = try Self.trace(
      "\(Self.rows(5, count: 50)) | filter v > 1 | sort v | skip 3 | dedupe g keep first")
    let stage = try #require(run.stages.last)
    let ids = Self.ids(stage.after)
    let found = (0..<stage.after.rowCount).map { row in
      stage.origins?.inputRow(of: row).flatMap { stage.sourceRow(ofInput: $0) }
    }
    #expect(found == ids)
    #expect(ids.count > 2)
  }
}
