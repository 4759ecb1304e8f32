import Catalog
import Columnar
import Diagnostics
import Testing

@Suite struct GroupTests {
  private func csv(_ program: String) -> String {
    let run = QueryRun(program)
    #expect(run.errorText == "")
    return run.csv
  }

  static let days = """
    rows [day, type, score
      2024-01-30, "b", 1
      2024-02-02, "a", 4
      2024-02-20, "b", null
      2024-04-05, "b", 2
      null, "a", 7]
    """

  @Test func keysAreSortedWithMissingLast() {
    #expect(
      csv("rows [k; \"b\"; null; \"Z\"; \"ä\"; \"b\"] | group by k") == "k,n\nZ,1\nb,2\nä,1\n,1\n")
  }

  @Test func namesOfKeysAndAggregates() {
    #expect(
      csv("\(Self.days) | group by month(day), t = type agg max(score), m = sum(score) / count()")
        == """
        month,t,max(score),m
        2024-01,b,1,1
        2024-02,a,4,4
        2024-02,b,,0
        2024-04,b,2,2
        ,a,7,7

        """)
  }

  @Test func everyCrossesPeriodsWithOtherKeys() {
    let run = QueryRun("\(Self.days) | group by every month(day), type agg n = count(), sum(score)")
    #expect(
      run.csv == """
        month,type,n,sum(score)
        2024-01,a,0,0
        2024-01,b,1,1
        2024-02,a,1,4
        2024-02,b,1,0
        2024-03,a,0,0
        2024-03,b,0,0
        2024-04,a,0,0
        2024-04,b,1,2
        ,a,1,7

        """)
    #expect(run.stages.first?.added == 4)
    #expect(run.stages.first?.groups?.count == 9)
    #expect(!run.noteCodes.contains("W3"))
  }

  @Test func absentAndPartialPeriodsAreNoted() {
    let run = QueryRun("\(Self.days) | group by month(day)")
    #expect(
      run.notes.map(\.text) == [
        "partial month: 2024-01 and 2024-04, since dates run from 2024-01-30 to 2024-04-05; "
          + "`whole` leaves it out",
        "1 month between 2024-01 and 2024-04 without rows; `every` adds them",
      ])
  }

  @Test func wholeLeavesOutPartialEdges() {
    let run = QueryRun("\(Self.days) | reject day is null | group by every whole month(day)")
    #expect(run.csv == "month,n\n2024-02,2\n2024-03,0\n")
    #expect(run.stages.last?.removed == 2)
    #expect(
      csv("rows [d; 2024-02-01; 2024-02-29] | group by whole month(d)") == "month,n\n2024-02,2\n")
  }

  @Test func everyKeepsTheNumberOfRows() {
    let plain = QueryRun("\(Self.days) | group by month(day), type | agg sum(n)")
    let every = QueryRun("\(Self.days) | group by every month(day), type | agg sum(n)")
    #expect(plain.csv == every.csv)
  }

  @Test func emptyTables() {
    #expect(csv("\(Self.days) | filter score > 99 | group by type") == "type,n\n")
    #expect(csv("\(Self.days) | filter score > 99 | group by every month(day)") == "month,n\n")
    #expect(
      csv("\(Self.days) | filter score > 99 | agg count(), max(score)")
        == "count(),max(score)\n0,\n")
  }

  @Test func skippedValuesAreCounted() {
    let run = QueryRun("\(Self.days) | agg mean(score)")
    #expect(run.stages.first?.nullsSkipped.first?.name == "score")
    #expect(run.stages.first?.nullsSkipped.first?.count == 1)
  }

  @Test func permutationsGiveTheSameGroups() {
    let sorted = csv("\(Self.days) | sort score | group by type agg n = count(), sum(score)")
    let other = csv("\(Self.days) | sort score desc | group by type agg n = count(), sum(score)")
    #expect(sorted == other)
  }

  @Test func errors() {
    #expect(
      QueryRun("\(Self.days) | group by type agg n = count(), score").errorText.hasPrefix(
        "E331 at `score`: `score` has many values per group\nwhich score?"))
    #expect(
      QueryRun("\(Self.days) | group by type agg type = count()").errors.first?.code == "E202")
    #expect(
      QueryRun("\(Self.days) | group by every type").errorText.hasPrefix(
        "E336 at `type`: `every` needs a period, not text"))
    #expect(
      QueryRun("\(Self.days) | group by whole type").errorText.hasPrefix(
        "E335 at `whole`: `whole` needs a period that is made from a date"))
  }

  @Test func threadsDoNotMatter() {
    let program = """
      \(Self.days) | union rows [day, type, score; 2024-02-03, "a", 0.1; 2024-02-03, "a", 0.2]
      | group by every month(day), type agg sum(score), mean(score)
      """
    let one = QueryRun(program, threads: 1)
    #expect(one.errorText == "")
    for threads in [2, 7] { #expect(QueryRun(program, threads: threads).csv == one.csv) }
  }
}
