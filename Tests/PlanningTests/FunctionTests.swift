import Catalog
import Columnar
import Diagnostics
import TestSupport
import Testing

/// Functions that a program defines, and functions in places where they cannot stand.
@Suite struct FunctionTests {
  @Test func argumentsAreBoundWhereTheyAreWritten() {
    // The parameter of the function is called as a column that the argument reads.
    let program = """
      def f(n) = n * 10
      rows [n, m; 1, 2; 3, 4] | derive x = f(m), y = f(n), z = f(n + m)
      """
    let answers = Answers(program)
    #expect(answers["x"] == [.int(20), .int(40)])
    #expect(answers["y"] == [.int(10), .int(30)])
    #expect(answers["z"] == [.int(30), .int(70)])
  }

  @Test func aBodyReadsTheColumnsOfTheCaller() {
    let program = "def f(a) = a + n\nrows [n, a; 1, 100] | derive x = f(5), y = f(a)"
    let answers = Answers(program)
    #expect(answers["x"] == [.int(6)])
    #expect(answers["y"] == [.int(101)])
  }

  @Test func functionsCallEachOther() {
    let program = """
      def double(x) = x + x
      def swap(x, y) = y * 100 + x
      def both(y, x) = swap(double(y), double(x))
      rows [x, y; 1, 2] | derive r = both(x, y), s = double(double(x)), t = swap(swap(1, 2), y)
      """
    let answers = Answers(program)
    #expect(answers.error == "")
    #expect(answers["r"] == [.int(402)])
    #expect(answers["s"] == [.int(4)])
    #expect(answers["t"] == [.int(401)])
  }

  @Test func recursionIsAnError() {
    #expect(Answers("def f(x) = f(x)\nrows [n; 1] | derive y = f(n)").error == "E211 `f`")
    let mutual = "def f(x) = g(x)\ndef g(x) = f(x)\nrows [n; 1] | derive y = f(n)"
    #expect(Answers(mutual).error == "E211 `f`")
  }

  @Test func anExpansionWithoutBoundIsStopped() {
    let calls = String(repeating: "f(", count: 40) + "n" + String(repeating: ")", count: 40)
    let nested = Answers("def f(x) = x + x\nrows [n; 1] | derive y = \(calls)")
    #expect(nested.errors.first?.code == "E211")
    let chain = (1...40).map { "def f\($0)(x) = f\($0 - 1)(x) + f\($0 - 1)(x)\n" }.joined()
    let program = "def f0(x) = x + x\n" + chain + "rows [n; 1] | derive y = f40(n)"
    #expect(Answers(program).errors.first?.code == "E211")
    let few = String(repeating: "f(", count: 8) + "n" + String(repeating: ")", count: 8)
    #expect(Answers("def f(x) = x + x\nrows [n; 1] | derive y = \(few)")["y"] == [.int(256)])
  }

  @Test func theNumberOfArgumentsMustFit() {
    #expect(Answers("def f(x) = x\nrows [n; 1] | derive y = f(n, 2)").errors.first?.code == "E311")
    #expect(Answers("rows [n; 1] | derive y = abs()").errors.first?.code == "E311")
    #expect(Answers("rows [n; 1] | derive y = abs(n, n)").errors.first?.code == "E315")
    #expect(Answers("rows [n; 1] | derive y = round(n, digit: 1)").errors.first?.code == "E314")
  }

  @Test func anAggregateInAUsersFunctionStandsWhereItIsCalled() {
    let program = """
      def spread(v) = max(v) - min(v)
      rows [k, n; "a", 1; "a", 5; "b", 2] | group by k agg s = spread(n)
      """
    #expect(Answers(program)["s"] == [.int(4), .int(0)])
  }

  @Test func aggregatesStandOnlyWhereThereAreGroups() {
    #expect(Answers("rows [n; 1] | take sum(n)").errors.first?.code == "E332")
    #expect(Answers("rows [k, n; 1, 2] | group by k agg n").error == "E331 `n`")
    #expect(Answers("rows [k, n; 1, 2] | agg n + 1").error == "E331 `n`")
    #expect(Answers("rows [k, n; 1, 2] | group by k agg x = sum(n) + k").error == "")
    #expect(Answers("rows [k, n; 1, 2] | agg x = sum(sum(n))").errors.first?.code == "E332")
    #expect(Answers("gini([1, 1, 1, 1])").value == .number(0))
  }

  @Test func aWindowNeedsAnOrder() {
    let error = Answers("rows [day, n; 2024-01-01, 1] | derive x = lag(n)").errors.first
    #expect(error?.code == "E341" && error?.primary?.span.text == "lag")
    #expect(error?.details.first?.contains("`day` is the only date column here") == true)
    #expect(error?.fix?.text == "derive x = lag(n) along day")
    let partitioned = Answers("rows [day, k, n; 2024-01-01, 1, 1] | derive x = lag(n) per k")
    #expect(partitioned.errors.first?.fix?.text == "derive x = lag(n) along day per k")
    #expect(Answers("rows [k, n; 1, 1] | group by k agg x = lag(n)").errors.first?.code == "E333")
    #expect(
      Answers("rows [day, n; 2, 7; 1, 5] | derive x = lag(n) along day")["x"] == [.int(5), .null])
  }
}
