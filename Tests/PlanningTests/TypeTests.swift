import Catalog
import Columnar
import Diagnostics
import TestSupport
import Testing

/// Types of values that come together.
@Suite struct TypeTests {
  private func column(_ expression: String) -> [Value] {
    Answers("rows [n, d, t; 1, 2024-01-02, \"x\"; 2, null, \"y\"] | derive r = \(expression)")["r"]
  }

  private func error(_ expression: String) -> String {
    Answers("rows [n, d, t; 1, 2024-01-02, \"x\"; 2, null, \"y\"] | derive r = \(expression)").error
  }

  @Test func branchesOfIntAndNumberAreNumbers() {
    #expect(column("if n > 1 then n else 0.5") == [.number(0.5), .number(2)])
    #expect(column("if n > 1 then 0.5 else n") == [.number(1), .number(0.5)])
    #expect(column("if n > 1 then null else n") == [.int(1), .null])
    #expect(column("if true then n else 0.5") == [.number(1), .number(2)])
  }

  @Test func branchesOfDateAndInstantAreInstants() {
    #expect(
      column("if n > 1 then 2024-01-01T00:00Z else d")
        == [.instant(19_724 * CalendarDuration.day), .instant(19_723 * CalendarDuration.day)])
  }

  @Test func branchesOfListsAgreeOnTheirItems() {
    #expect(
      column("if n > 1 then [n] else [0.5, 1.5]")
        == [.list([.number(0.5), .number(1.5)], of: .number), .list([.number(2)], of: .number)])
    #expect(
      column("if n > 1 then [0.5] else [n, n]")
        == [.list([.number(1), .number(1)], of: .number), .list([.number(0.5)], of: .number)])
  }

  @Test func whatHasNoCommonTypeIsAnError() {
    #expect(error("if n > 1 then 1 else \"x\"") == "E306 `\"x\"`")
    #expect(error("[n, t]") == "E306 `t`")
    #expect(error("if n then 1 else 2") == "E305 `n`")
    #expect(error("n in 1..") == "")
    #expect(error("1..2") == "E307 `1..2`")
  }

  @Test func constantsAreFolded() {
    #expect(Answers("1 + 2 * 3").value == .int(7))
    #expect(Answers("[1, 2.5]").value == .list([.number(1), .number(2.5)], of: .number))
    // A clause that takes constants only shows what was folded.
    #expect(Answers("rows [n; 1; 2; 3] | take 1 + 1").table.rowCount == 2)
    #expect(Answers("rows [n; 1; 2; 3] | take n").errors.first?.code == "E312")
    #expect(Answers("rows [n; 1; 2] | derive x = 1 / 0")["x"] == [.null, .null])
    #expect(Answers("rows [n; 1; 2] | derive x = 1 / 0").stages.last?.evaluation.undefined == 2)
  }

  @Test func unknownConditionsTakeTheElseBranch() {
    let answers = Answers("rows [n; 1; null; 5] | derive x = if n > 2 then \"high\" else \"low\"")
    #expect(answers["x"] == [.text("low"), .text("low"), .text("high")])
    #expect(answers.stages.last?.evaluation.unknownConditions == 1)
  }
}
