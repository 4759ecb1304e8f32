import Catalog
import Columnar
import Diagnostics
import Testing

@Suite struct OutputVerbTests {
  private func failures(_ program: String) -> [Diagnostic] {
    let run = QueryRun(program)
    #expect(run.errorText == "")
    return run.outputs.compactMap {
      if case .expectation(let finding) = $0 { finding } else { nil }
    }
  }

  @Test func expectationsOfRows() {
    let found = failures(
      "rows [id, score; 1, 50; 2, 170; 3, null] | expect score in 0..100, id > 0")
    #expect(found.count == 1)
    #expect(found.first?.kind == .expectation)
    #expect(
      found.first?.details == [
        "2 rows of 3 fail, 1 of them unknown", "row 2: score = 170", "row 3: score = missing",
      ])
  }

  @Test func expectationsOfTheTable() {
    let found = failures(
      "rows [id; 1; 2; 2] | expect count() == 3, max(id) > 5 \"ids look wrong\" | take 1")
    #expect(found.map(\.message) == ["ids look wrong"])
    #expect(found.first?.details == ["max(id) is 2"])
    #expect(
      failures("rows [x; 1; 5] | expect x < max(x)").first?.details.first == "1 row of 2 fail")
  }

  @Test func describeTakesHugeNumbers() {
    let run = QueryRun("rows [x; -1.5e308; 1.5e308] | describe")
    #expect(run.errorText == "")
    #expect(run.csv.contains("x,number,2,0,2,-1.5e+308,-7.5e+307,0,7.5e+307,1.5e+308,0,"))
    #expect(QueryRun("rows [x; 1.5e308; 1.5e308] | describe").errorText == "")
  }

  @Test func describeLooksAtEveryType() {
    let run = QueryRun(
      """
      rows [n, day, word; 1.5, 2024-01-01, "b"; 2.5, 2024-01-03, "a"; null, 2024-01-02, "b"]
      | describe
      """)
    #expect(run.errorText == "")
    #expect(
      run.csv == """
        column,type,rows,nulls,distinct,min,q25,median,q75,max,mean,common,shape
        n,number,3,1,2,1.5,1.75,2,2.25,2.5,2,,█      █
        day,date,3,0,3,2024-01-01,2024-01-01,2024-01-02,2024-01-02,2024-01-03,,,█   █  █
        word,text,3,0,2,a,a,b,b,b,,b (2),

        """)
    #expect(
      QueryRun("rows [n; 1] | filter n > 5 | describe").csv.hasSuffix("n,int,0,0,0,,,,,,,,\n"))
  }

  @Test func plotBuildsAChart() {
    func charts(_ program: String) -> Int {
      let run = QueryRun(program)
      #expect(run.errorText == "")
      return run.outputs.count { if case .chart = $0 { true } else { false } }
    }
    let data = "rows [day, kind, n; 2024-01-01, \"a\", 3; 2024-01-02, \"b\", 5] | "
    #expect(charts(data + "plot column x: day, y: n, color: kind legend top size 600 x 300") == 1)
    #expect(charts(data + "plot column x: kind, y: n order x by sum(n) desc") == 1)
    #expect(charts(data + "plot line x: day, y: n facet kind columns 2 free y") == 1)
    #expect(
      charts(
        data + "plot column x: day, y: n add rule from rows [at; 2024-01-02] x: at, dash: true")
        == 1)
    let chosen = QueryRun(data + "plot")
    #expect(chosen.notes.map(\.text) == ["drawn as: plot line x: day, y: n"])
  }

  @Test func plotErrors() {
    let data = "rows [day, n; 2024-01-01, 3] | plot "
    func code(_ stage: String) -> String { QueryRun(data + stage).errors.first?.code ?? "" }
    #expect(code("colum x: day, y: n") == "E370")
    #expect(code("column x: day, y: m") == "E201")
    #expect(code("column x: day, y: n scale y format \"abc\"") == "E393")
    #expect(code("column x: day, y: n order color by sum(n)") == "E392")
    #expect(code("column x: day") == "E372")
  }
}
