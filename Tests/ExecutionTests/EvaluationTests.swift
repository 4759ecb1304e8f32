import Catalog
import Columnar
import Diagnostics
import TestSupport
import Testing
import Workbench

/// Errors, counts and windows of a running query.
@Suite struct EvaluationTests {
  @Test func aBranchIsComputedForItsRowsOnly() {
    let program = """
      rows [a, b; 1, 0; 6, 2; 5, 0; 8, 4]
      | derive x = if b == 0 then -1 else a / b, y = a / b
      """
    let answers = Answers(program)
    #expect(answers["x"] == [.number(-1), .number(3), .number(-1), .number(2)])
    #expect(answers["y"] == [.null, .number(3), .null, .number(2)])
    // Only the two rows of `y` count: the branch of `x` never saw them.
    #expect(answers.stages.last?.evaluation.undefined == 2)
  }

  @Test func branchesNest() {
    let program = """
      rows [n; 1; 2; 3; 4; 5; 6; null]
      | derive x = if n > 2 then if n > 4 then n * 100 else n * 10 else if n == 1 then -1 else 0
      """
    let expected: [Int64] = [-1, 0, 30, 40, 500, 600, 0]
    #expect(Answers(program)["x"] == expected.map { .int($0) })
  }

  @Test func anErrorPointsAtItsExpression() {
    let program = "rows [n; 9223372036854775807; 1] | derive ok = n - 1, x = n + 1"
    let answers = Answers(program)
    #expect(answers.errors.first?.primary?.span.text.contains("+") == true)
    #expect(answers.table.rowCount == 0)
  }

  @Test func undefinedResultsAreCountedByRows() {
    let header = "rows [t, n; "
    let rows = (0..<200).map { "\"\($0 % 2 == 0 ? "a" : "")\", \($0 % 4)" }
    let program = header + rows.joined(separator: "; ") + "] | derive x = 1 / n, y = ln(n)"
    let answers = Answers(program)
    #expect(answers.error == "")
    #expect(answers["x"].filter(\.isNull).count == 50)
    #expect(answers["y"].filter(\.isNull).count == 50)
    #expect(answers.stages.last?.evaluation.undefined == 100)
    #expect(answers.stages.last?.notes.contains { $0.code == "W5" } == true)
  }

  @Test func windowsSeeOnlyTheChosenRows() {
    let program = """
      rows [k, d, n; "a", 1, 10; "b", 1, 1; "a", 2, 999; "a", 3, 30; "b", 2, 2; "a", 0, 5]
      | filter n < 500
      | derive p = lag(n), c = count() along d per k
      """
    let answers = Answers(program)
    // The rows are a10, b1, a30, b2, a5; those of `a` in the order 5, 10, 30.
    #expect(answers["p"] == [.int(5), .null, .int(10), .int(1), .null])
    #expect(answers["c"] == [.int(3), .int(2), .int(3), .int(2), .int(3)])
  }

  @Test func aRowLimitStopsAStage() {
    let limits = RunLimits(maximumRows: 3)
    #expect(Answers("rows [n; 1; 2; 3] | derive x = n", limits: limits).error == "")
    let error = Answers("rows [n; 1; 2; 3; 4] | derive x = n", limits: limits).errors.first
    #expect(error?.code == "E501" && error?.kind == .limit)
    #expect(error?.message == "this stage would give 4 rows")
    let joined = Answers("rows [k; 1; 1] | union rows [k; 1; 2]", limits: limits)
    #expect(joined.errors.first?.kind == .limit)
  }

  @Test func aDeadlineStopsARun() {
    let limits = RunLimits(deadline: Deadline(at: 1))
    let error = Answers("rows [n; 1] | derive x = n + 1", limits: limits).errors.first
    #expect(error?.code == "E503" && error?.kind == .limit)
    #expect(Answers("rows [n; 1] | take 1", limits: RunLimits(deadline: Deadline())).error == "")
  }

  @Test func aCancelledRunStops() {
    let cancellation = Cancellation()
    cancellation.cancel()
    let error = Answers("rows [n; 1] | take 1", cancellation: cancellation).errors.first
    #expect(error?.code == "E130" && error?.kind == .cancelled)
  }
}
