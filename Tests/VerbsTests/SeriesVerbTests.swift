import Catalog
import Columnar
import Diagnostics
import Testing

@Suite struct SeriesVerbTests {
  private func csv(_ program: String, threads: Int = 1) -> String {
    let run = QueryRun(program, threads: threads)
    #expect(run.errorText == "")
    return run.csv
  }

  @Test func fillLeavesAColumnThatNobodyAsksFor() {
    let data = "rows [a, b, i; 1, null, 1; 1, 2, 2; 2, 3, 3] | dedupe b keep first "
    for fill in ["fill b forward along i", "fill b linear along i", "fill b with i"] {
      #expect(csv(data + "| \(fill) | group by a") == "a,n\n1,2\n2,1\n")
      #expect(csv(data + "| \(fill) | agg i = sum(i)") == "i\n6\n")
    }
    #expect(csv(data + "| fill b with i | agg b = sum(b)") == "b\n6\n")
  }

  @Test func aWindowOfRowsRunsAlongNumbers() {
    #expect(
      csv("rows [x; 2.5; 0.5; 1.5] | derive m = rolling(mean(x), 2 rows) along x")
        == "x,m\n2.5,2\n0.5,0.5\n1.5,1\n")
  }

  @Test(
    "Lengths of time beyond every calendar do not stop the program",
    arguments: ["9223372036854775807 months", "106000000 days"])
  func farAway(_ length: String) {
    let dates = "rows [day, x; 2024-01-01, 1; 2024-01-03, 3] | "
    let instants = dates + "derive day = day + 1 hours | "
    for data in [dates, instants] {
      #expect(csv(data + "derive m = lag(x, \(length)) along day | select m") == "m\n\n\n")
      #expect(
        csv(data + "derive m = rolling(sum(x), \(length)) along day | select m") == "m\n1\n4\n")
      #expect(
        csv(data + "smooth x along day using mean(\(length)) as m | select m") == "m\n1\n2\n")
    }
  }

  @Test(
    "A date that is too far away is an error",
    arguments: [
      "2024-01-01 + 9223372036854775807 months", "2024-01-01 + 100000000 days",
      "2024-01-01 - 99999999 months", "2024-01 + 9223372036854775807 months",
      "2024-01-01T00:00 + 106000000 days",
      "2024-01-01T00:00 - 9223372036854775807 months", "2024-01-01 + 2400000000 hours",
      "2024-01 + 2000000000", "2024-01 - 9223372036854775807", "2024-W01 + 100000000",
    ])
  func tooFar(_ sum: String) {
    let run = QueryRun("rows [x; 1] | derive z = \(sum)")
    #expect(run.errors.first?.code == "E321", "\(run.csv)")
  }

  @Test func datesFarAwayStillWork() {
    #expect(
      csv("rows [x; 1] | derive z = 2024-01-01 + 200000 years, i = z < 2024-01-01T00:00 | select i")
        == "i\nfalse\n")
  }

  @Test func completeAddsEveryStep() {
    let weeks = """
      rows [day, type; 2024-01-01, "a"; 2024-01-15, "b"; 2024-01-16, "b"]
      | group by week(day), type

      """
    #expect(
      csv(weeks + "| complete week per type fill n = 0") == """
        week,type,n
        2024-01-01,a,1
        2024-01-01,b,0
        2024-01-08,a,0
        2024-01-08,b,0
        2024-01-15,a,0
        2024-01-15,b,2

        """)
    #expect(
      csv(weeks + "| select week, n | complete week from 2024-01 to 2024-01 fill n = 0")
        .split(separator: "\n").count == 6)
    let run = QueryRun(weeks + "| complete week, type")
    #expect(run.stages.last?.added == 4)
    #expect(run.table.column(named: "n")?.nullCount == 4)
  }

  @Test func completeErrors() {
    let data = "rows [k, n; \"a\", 1] | "
    #expect(QueryRun(data + "complete k from 1 to 2").errors.first?.code == "E384")
    #expect(QueryRun(data + "complete n from 1").errors.first?.code == "E384")
    #expect(QueryRun(data + "complete n fill k = 3").errors.first?.code == "E306")
    #expect(
      QueryRun(data + "complete n from 0 to 9000000", limits: RunLimits(maximumRows: 1000)).errors
        .first?.code == "E501")
  }

  @Test func fillMethods() {
    let data = "rows [t, v; 1, null; 2, 10; 3, null; 6, 40; 7, null] | "
    func values(_ stages: String) -> [String] {
      let run = QueryRun(data + stages)
      #expect(run.errorText == "")
      return (run.table.column(named: "v")?.values ?? []).map(ValueText.plain)
    }
    #expect(values("fill v forward along t") == ["", "10", "10", "40", "40"])
    #expect(values("fill v backward along t") == ["10", "10", "40", "40", ""])
    #expect(values("fill v nearest along t") == ["10", "10", "10", "40", "40"])
    #expect(values("fill v linear along t") == ["", "10", "17.5", "40", ""])
    #expect(values("fill v with t * 100") == ["100", "10", "300", "40", "700"])
    // The order of the table does not matter, only that of `along`.
    #expect(
      values("sort t desc | fill v forward along t | sort t") == ["", "10", "10", "40", "40"])
    #expect(
      QueryRun(data + "fill v forward").errorText.hasPrefix(
        "E341 at `forward`: `fill … forward` needs an order"))
  }

  @Test func movingWindowsOverTime() {
    let data = """
      rows [day, v; 2024-01-01, 1; 2024-01-02, 3; 2024-01-09, 8; 2024-01-10, null]
      | smooth v along day using
      """
    #expect(
      csv(data + " mean(1 week) as m | select m") == "m\n1\n2\n8\n8\n")
    #expect(
      csv(data + " median(2 rows) as m | select m") == "m\n1\n2\n5.5\n8\n")
    #expect(
      csv(data + " mean(3 rows, centered: true) as m | select m") == "m\n2\n4\n5.5\n8\n")
    #expect(
      csv(data + " exponential(alpha: 0.5) as m | select m") == "m\n1\n2\n5\n\n")
  }

  @Test func halfLife() {
    // Weights halve in each day: (1/2 + 3) / (1/2 + 1), then (1/4 + 3/2 + 8) / (7/4).
    let run = QueryRun(
      """
      rows [day, v; 2024-01-01, 1; 2024-01-02, 3; 2024-01-03, 8]
      | smooth v along day using exponential(half_life: 1 day)
      """)
    #expect(run.errorText == "")
    let values = (run.table.column(named: "v_smooth")?.values ?? []).compactMap(\.asDouble)
    #expect(values.count == 3)
    for (value, expected) in zip(values, [1, 3.5 / 1.5, 9.75 / 1.75]) {
      #expect(abs(value - expected) < 1e-14)
    }
  }

  @Test func tooFewPointsAreMissingAndNoted() {
    let run = QueryRun("rows [x, y; 1, 1; 2, 2] | smooth y along x using loess(span: 2)")
    #expect(run.table.column(named: "y_smooth")?.nullCount == 2)
    #expect(run.noteCodes == ["W5"])
  }

  @Test func smoothErrors() {
    let data = "rows [x, y, k; 1, 1, \"a\"] | "
    func code(_ stage: String) -> String { QueryRun(data + stage).errors.first?.code ?? "" }
    #expect(code("smooth k along x using loess") == "E301")
    #expect(code("smooth y using loess") == "E341")
    #expect(code("smooth y along k using loess") == "E303")
    #expect(code("smooth y along x using spline") == "E385")
    #expect(code("smooth y along x using mean(3 rows) at 5 points") == "E386")
    #expect(code("smooth y along x using mean(1 week)") == "E387")
    #expect(code("smooth y along x using loess(degree: 5)") == "E313")
    #expect(code("smooth y along x using loess(width: 5)") == "E314")
  }
}
