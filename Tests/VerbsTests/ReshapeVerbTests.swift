import Catalog
import Columnar
import Diagnostics
import Testing

/// The verbs that change the shape of a table, over several blocks of rows.
@Suite struct ReshapeVerbTests {
  /// 150,000 rows: `x` from 0, `k` of 7 values, `t` of 1,000 texts, `l` with one to three items.
  static let large = """
    let large = rows [x; 0; 149999] | complete x
      | derive k = mod(x * 7919, 7), t = f"{mod(x * 31, 1000)}/{mod(x, 13)}"
      | derive l = if mod(x, 3) == 0 then [x] else [x, x + 1, x + 2]

    """

  private func run(_ pipeline: String, threads: Int = 2) -> QueryRun {
    let run = QueryRun(Self.large + pipeline, threads: threads)
    #expect(run.errorText == "")
    return run
  }

  static let pipelines = [
    "large | sample 40000 seed 5 | select x", "large | sample 3% per k seed 5 | select x",
    "large | explode l as item with index i | select x, item, i",
    "large | split t on \"/\" into a, b | select a, b",
    "large | extract t r\"^(?<a>[1-5]+)/(?<b>\\d)\" | select a, b",
    "large | unpivot x, k into name, value | select name, value",
    "large | select x, k | derive row = x // 7 | select row, k, x | pivot k values x",
    "large | select x, k | asof join (large | sample 5000 seed 1 | select k, y = x) on k, x >= y",
    "large | take 900 | select x | cross join (large | take 200 | select k, y = x)",
  ]

  @Test(arguments: pipelines) func threadsDoNotShow(pipeline: String) {
    let one = run(pipeline, threads: 1).csv
    #expect(one.utf8.count > 10_000)
    for threads in [2, 7] { #expect(run(pipeline, threads: threads).csv == one) }
  }

  @Test func everyItemHasItsRow() {
    let table = run(
      "large | explode l as item with index i | agg n = count(), s = sum(item - x - i)"
    )
    .table
    // A third of the lists has one item, the others three; each item is its row plus its place.
    #expect(table.column(named: "n")?.values == [.int(50_000 + 300_000)])
    #expect(table.column(named: "s")?.values == [.int(0)])
  }

  @Test func thereAndBackIsTheSame() {
    let table = run(
      """
      large | select x, k | derive row = x // 7, k = f"c{mod(x, 7)}" | pivot k values x
      | unpivot c* into k, x | filter x is not null
      | agg n = count(), wrong = count(if: k != f"c{mod(x, 7)}" or row != x // 7), s = sum(x)
      """
    ).table
    #expect(table.column(named: "n")?.values == [.int(150_000)])
    #expect(table.column(named: "wrong")?.values == [.int(0)])
    #expect(table.column(named: "s")?.values == [.int(149_999 * 75_000)])
  }

  @Test func partsAreTheTextsThatWereJoined() {
    let table = run(
      """
      large | split t on "/" into a, b | extract t r"^(?<c>\\d+)/(?<d>\\d+)$"
      | agg same = count(if: a == c and b == d and f"{a}/{b}" == t)
      """
    ).table
    #expect(table.column(named: "same")?.values == [.int(150_000)])
  }

  @Test func theNearestRowIsNearest() {
    // Every tenth number of each part stands on the right, so the distance is below 70.
    let table = run(
      """
      large | select x, k
      | asof join (large | select k, y = x | filter mod(y // 7, 10) == 0) on k, x >= y
      | agg far = count(if: x - y >= 70), near = count(y), wrong = count(if: y > x)
      """
    ).table
    #expect(table.column(named: "far")?.values == [.int(0)])
    #expect(table.column(named: "near")?.values == [.int(150_000)])
    #expect(table.column(named: "wrong")?.values == [.int(0)])
  }

  @Test func stagesFillTheirRecord() {
    let exploded = QueryRun("rows [x; [1, 2]; []; null] | explode x").stages.last
    #expect(exploded?.added == 1)
    #expect(exploded?.unmatched == 2)
    let sampled = QueryRun("rows [k; 1; 1; 2; 2; 2] | sample 1 per k").stages.last
    #expect(sampled?.kept == 2)
    #expect(sampled?.removed == 3)
    #expect(sampled?.groups?.count == 2)
    let extracted = QueryRun("rows [t; \"a1\"; \"b\"; null] | extract t r\"(?<n>\\d)\"").stages.last
    #expect(extracted?.unmatched == 1)
    #expect(extracted?.columnsAdded == ["n"])
    let wide = QueryRun("rows [g, k, v; 1, \"a\", 2; 1, \"b\", 3] | pivot k values v").stages.last
    #expect(wide?.columnsAdded == ["a", "b"])
    #expect(wide?.columnsRemoved == ["k", "v"])
    #expect(wide?.groups?.largest == 2)
    let near = QueryRun("rows [t; 1; 5; null] | asof join rows [d; 2; 9] on t >= d").stages.last
    #expect(near?.join?.leftMatched == 1)
    #expect(near?.join?.leftOnly == 2)
    #expect(near?.join?.rightOnly == 1)
    #expect(near?.join?.nullKeys == 1)
  }

  @Test func limitsHoldBeforeRowsAreMade() {
    let limits = RunLimits(maximumRows: 1000)
    for pipeline in [
      "rows [x; 1; 100] | complete x | cross join rows [y; 1; 2; 3; 4; 5; 6; 7; 8; 9; 10; 11]",
      "rows [x; 1; 600] | complete x | derive l = [x, x] | explode l",
      "rows [x; 1; 600] | complete x | derive y = x | unpivot x, y into name, value",
      "rows [x; 1; 40] | complete x | derive k = x, v = x | pivot k values v",
    ] {
      #expect(QueryRun(pipeline, limits: limits).errors.first?.code == "E501", "\(pipeline)")
    }
  }

  @Test func tooManyColumnsAreRefused() {
    let run = QueryRun("rows [k; 1; 10001] | complete k | derive v = 1 | pivot k values v")
    #expect(
      run.errorText == """
        E357 at `k`: `pivot` would make 10,001 columns
        the limit is 10,000
        The columns to make can be given: … in ["a", "b"]
        """)
  }
}
