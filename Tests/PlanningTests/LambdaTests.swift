import Columnar
import Diagnostics
import TestSupport
import Testing

/// Functions of items, `t => …`, in the functions of lists.
@Suite struct LambdaTests {

  @Test func itemsOfManyListsAreComputedAtOnce() {
    let answers = Answers(
      """
      rows [s, n; "3 1 2", 10; "", 20; null, 30; "5", null]
      | derive parts = split(s, " ")
      | derive x = map(parts, t => f"{t}:{n}"), k = filter(parts, t => t > "1"),
        some = any(parts, t => t == "5"), every = all(parts, t => t != "5")
      """)
    #expect(answers.error == "")
    let list = { (texts: [String?]) in
      Value.list(texts.map { $0.map { .text($0) } ?? .null }, of: .text)
    }
    #expect(
      answers["x"] == [list(["3:10", "1:10", "2:10"]), list([":20"]), .null, list([nil])])
    #expect(answers["k"] == [list(["3", "2"]), list([]), .null, list(["5"])])
    #expect(answers["some"] == [.bool(false), .bool(false), .null, .bool(true)])
    #expect(answers["every"] == [.bool(true), .bool(true), .null, .bool(false)])
  }

  @Test(arguments: [1, 3])
  func resultsDoNotDependOnThreads(threads: Int) {
    let numbers = (0..<300).map { "\"\($0 % 7) \($0 % 5)\", \($0)" }.joined(separator: "; ")
    let program = """
      let some = rows [s, n; \(numbers)]
      some | filter all(split(s, " "), t => f"{n}" != t)
      | derive x = length(filter(split(s, " "), t => t > "2")), y = length(map([n, n + 1], i => i))
      | agg rows = count(), x = sum(x), y = sum(y)
      """
    let answers = Answers(program, threads: threads)
    #expect(answers.error == "")
    // By hand: a row goes when n is one of its own two digits, which are n % 7 and n % 5.
    let kept = (0..<300).filter { $0 % 7 != $0 && $0 % 5 != $0 }
    let large = kept.reduce(0) { $0 + ($1 % 7 > 2 ? 1 : 0) + ($1 % 5 > 2 ? 1 : 0) }
    #expect(answers["rows"] == [.int(Int64(kept.count))])
    #expect(answers["x"] == [.int(Int64(large))])
    #expect(answers["y"] == [.int(Int64(kept.count * 2))])
  }

  @Test func innerFunctionsReadTheItemsAroundThem() {
    #expect(
      Answers("map([1, 2], a => length(filter([1, 2, 3], b => b > a)))").value
        == .list([.int(2), .int(1)], of: .int))
    let mixed = Answers("rows [n; 2; 3] | derive x = map([1, 2], a => map([10], b => a * b + n))")
    let expected = [12, 13].map { (first: Int64) -> String in
      let items: [Value] = [
        .list([.int(first)], of: .int), .list([.int(first + 10)], of: .int),
      ]
      return ValueText.plain(.list(items, of: .list(.int)))
    }
    #expect(mixed["x"].map { ValueText.plain($0) } == expected)
  }

  @Test func namesAreThoseOfThePlaceWhereTheyAreWritten() {
    // The argument's `t` is the column of the caller, not the item of the body.
    let program = """
      def with(x) = map([1, 2], t => t * 10 + x)
      rows [t; 5] | derive y = with(t), z = with(1)
      """
    let answers = Answers(program)
    #expect(answers.error == "")
    #expect(answers["y"] == [.list([.int(15), .int(25)], of: .int)])
    #expect(answers["z"] == [.list([.int(11), .int(21)], of: .int)])
  }

  @Test func theFunctionIsTyped() {
    #expect(
      Answers("rows [s; \"a b\"] | derive x = map(split(s, \" \"), t => t + 1)").error
        .hasPrefix("E303"))
    #expect(Answers("filter([1], n => n)").error == "E305 `n`")
    #expect(Answers("map([1], n => m)").error == "E207 `m`")
    #expect(Answers("rows [a; 1] | derive x = map([1], n => m)").error == "E201 `m`")
    #expect(Answers("map(null, n => n)").value == .null)
    #expect(Answers("map([], n => n)").value == .list([], of: .null))
  }
}
