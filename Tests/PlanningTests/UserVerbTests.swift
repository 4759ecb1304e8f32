import Catalog
import Columnar
import Diagnostics
import TestSupport
import Testing

/// Verbs that a program defines: their stages stand in the plan, their names keep their meaning.
@Suite struct UserVerbTests {
  @Test func stagesOfTheBodyAreRecorded() {
    let answers = Answers(
      """
      def strong(t, x, limit) = t | filter x > limit | sort x desc
      rows [n; 1; 5; 9] | strong(n, 2) | take 1
      """)
    #expect(answers["n"] == [.int(9)])
    #expect(answers.stages.map(\.rowsOut) == [2, 2, 1])
    #expect(answers.stages.map(\.text) == ["filter x > limit", "sort x desc", "take 1"])
  }

  @Test func aBodyAndItsArgumentsReadDifferentNames() {
    let answers = Answers(
      """
      let unit = 10
      def scaled(t, new, x) = t | derive new = x * unit
      rows [n, unit; 2, 3] | scaled(big, n + .unit) | scaled(bigger, big)
      """)
    #expect(answers.error == "")
    #expect(answers["big"] == [.int(50)])
    #expect(answers["bigger"] == [.int(500)])
  }

  @Test func verbsOfVerbsPassTheirArgumentsOn() {
    let answers = Answers(
      """
      def larger(t, x, m) = t | filter x > m
      def outer(t, m, x) = t | larger(x, m + 1) | derive m2 = m
      rows [m, x; 1, 5; 2, 3] | outer(x - 2, m + x)
      """)
    #expect(answers.error == "")
    // outer: m is `x - 2` (3, 1), x is `m + x` (6, 5); larger keeps rows with x > m + 1.
    #expect(answers["m2"] == [.int(3), .int(1)])
  }

  @Test func theTableOfACallCanBeReadAgain() {
    let answers = Answers(
      """
      def share_of(t, k, x) = t | join (t | group by k agg all = sum(x)) on k | derive s = x / all
      rows [k, v; "a", 1; "a", 3; "b", 2] | filter v > 0 | share_of(k, v)
      """)
    #expect(answers.error == "")
    #expect(answers["s"] == [.number(0.25), .number(0.75), .number(1)])
  }

  @Test func everyErrorHasItsCode() {
    let table = "rows [n; 1] | "
    #expect(Answers("def v(t) = t | take 1\n\(table)v(1)").error == "E311 `v(1)`")
    #expect(Answers("def v(t, k) = t | take k\n\(table)v(j: 1)").error == "E314 `j`")
    #expect(
      Answers("def v(t, k) = t | sort k | select k\n\(table)v(n * 2)").error == "E225 `n * 2`")
    #expect(Answers("def v(t, t) = t | take 1").error == "E226 `t`")
    #expect(Answers("def take(t) = t | skip 1").error == "E227 `take`")
    #expect(Answers("def v(t) = u | take 1").error == "E228 `u`")
    #expect(Answers("def f(x) = x\n\(table)f(1)").error == "E229 `f`")
    #expect(Answers("def v(t) = t | v()").error == "E211 `v`")
    #expect(Answers("def v(t) = t | take (v(1))\n\(table)v()").error == "E209 `v`")
  }
}
