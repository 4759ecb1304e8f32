import Catalog
import Columnar
import Diagnostics
import QueryLanguage
import Testing
import Workbench

/// Signatures, lookups and limits.
@Suite struct RegistryTests {
  @Test func signaturesOfFunctionsShowWhatMayBeLeftOut() {
    let declaration = Declaration(
      "pick", "Picks.", category: .number,
      parameters: [
        ParameterInfo("x", "number", help: "what"),
        ParameterInfo("digits", "int", help: "how many", default: "0"),
        ParameterInfo("mode", "word", help: "how", default: "up", labelled: true),
      ], result: "number")
    #expect(declaration.signature == "pick(x, [digits], [mode: word]) -> number")
    #expect(
      Declaration("now", "Tells.", category: .date, result: "date").signature == "now() -> date")
    #expect(Declaration("plain", "Does.", category: .rows).signature == "plain")
  }

  @Test func signaturesOfVerbsNameTheirClauses() throws {
    let registry = Registry.standard
    let take = try #require(registry.verb(named: "take"))
    #expect(take.declaration.signature.hasPrefix("take "))
    let sort = try #require(registry.verb(named: "sort"))
    #expect(sort.declaration.signature == "sort EXPR [asc|desc], …")
    for verb in registry.verbs {
      let signature = verb.declaration.signature
      #expect(signature.hasPrefix(verb.declaration.name))
      #expect(signature.filter { $0 == "[" }.count == signature.filter { $0 == "]" }.count)
    }
  }

  @Test func extensionsAreFoundByName() throws {
    let registry = Registry.standard
    for verb in registry.verbs {
      for spelling in verb.spellings {
        let found = try #require(registry.verb(named: spelling.joined(separator: " ")))
        #expect(found.declaration.name == verb.declaration.name)
      }
    }
    for function in registry.aggregateFunctions {
      let name = function.declaration.name
      #expect(registry.aggregateFunction(named: name)?.declaration.name == name)
      #expect(registry.functionNames.contains(name))
    }
    #expect(registry.verb(named: "nothing")?.declaration.name == nil)
    #expect(registry.scalarFunction(named: "+")?.declaration.name == "+")
    #expect(registry.windowFunction(named: "sum")?.declaration.name == nil)
  }

  @Test func functionNamesAreSortedWords() {
    let names = Registry.standard.functionNames
    #expect(names == Set(names).sorted())
    #expect(names.contains("lag") && names.contains("sum") && names.contains("upper"))
    #expect(!names.contains("+"))
  }

  @Test func anEmptyRegistryKnowsNothing() {
    let registry = Registry()
    #expect(registry.functionNames.isEmpty)
    #expect(registry.verb(named: "take")?.declaration.name == nil)
  }

  private struct NoEvaluator: ExpressionEvaluator {
    func evaluate(
      _ expressions: [BoundExpression], over table: Table, _ context: RunContext
    ) throws(Diagnostic) -> [Column] { [] }

    func rows(
      where condition: BoundExpression, in table: Table, _ context: RunContext
    ) throws(Diagnostic) -> ConditionResult {
      ConditionResult(trueRows: Buffer([]), unknownRows: Buffer([]))
    }
  }

  private func context(_ limits: RunLimits, _ cancellation: Cancellation = Cancellation())
    -> RunContext
  {
    RunContext(
      workers: Workers(threadCount: 1), limits: limits, cancellation: cancellation,
      evaluator: NoEvaluator())
  }

  @Test func aContextKeepsItsLimits() throws {
    let limited = context(RunLimits(maximumRows: 1000))
    try limited.requireRows(1000, at: nil)
    let error = #expect(throws: Diagnostic.self) { try limited.requireRows(12_345, at: nil) }
    #expect(error?.code == "E501" && error?.kind == .limit)
    #expect(error?.message == "this stage would give 12,345 rows")
    try limited.checkpoint()
    #expect(throws: Diagnostic("E503", "the time limit was reached", kind: .limit)) {
      try context(RunLimits(deadline: Deadline(at: 1))).checkpoint()
    }
    let later = MonotonicClock.nanoseconds() + 3_600_000_000_000
    try context(RunLimits(deadline: Deadline(at: later))).checkpoint()
  }

  @Test func aContextStopsWhenItIsCancelled() throws {
    let cancellation = Cancellation()
    let running = context(RunLimits(), cancellation).forStage("take 1")
    #expect(running.record.text == "take 1")
    try running.checkpoint()
    cancellation.cancel()
    #expect(throws: Diagnostic("E130", "cancelled", kind: .cancelled)) {
      try running.checkpoint()
    }
    #expect(Cancellation { true }.isCancelled)
  }

  @Test func aContextCollectsNotes() {
    let running = context(RunLimits())
    running.note("W1", "one")
    running.note("W2", "two")
    var record = RunRecord()
    record.stages = [running.record, StageRecord(text: "x")]
    #expect(record.notes == [.init("W1", "one"), .init("W2", "two")])
    var counts = EvaluationCounts()
    counts.undefined = 2
    running.record.evaluation.add(counts)
    running.record.evaluation.add(counts)
    #expect(running.record.evaluation.undefined == 4)
  }
}
