import Catalog
import Columnar
import Diagnostics
import Testing

@Suite struct ColumnVerbTests {
  private func csv(_ program: String) -> String {
    let run = QueryRun(program)
    #expect(run.errorText == "")
    return run.csv
  }

  @Test func laterItemsSeeEarlierOnes() {
    #expect(
      csv("rows [a; 1] | derive b = a + 1, c = b * 10, a = c, d = a")
        == "a,b,c,d\n20,2,20,20\n")
  }

  @Test func renamingChecksNames() {
    let data = "rows [a, b; 1, 2] | "
    #expect(QueryRun(data + "rename a = b").errors.first?.code == "E202")
    #expect(QueryRun(data + "rename c = d").errors.first?.code == "E201")
    #expect(QueryRun(data + "rename a").errors.first?.code == "E216")
    #expect(QueryRun(data + "drop c = a").errors.first?.code == "E216")
    #expect(QueryRun(data + "select a, a = b").errors.first?.code == "E202")
    #expect(QueryRun(data + "derive x = a for b").errors.first?.code == "E217")
  }

  @Test func selectByPatternAndType() {
    let data = "rows [id, bench_a, bench_b, n; \"x\", 1, 2, 3] | "
    #expect(csv(data + "select n, bench_*") == "n,bench_a,bench_b\n3,1,2\n")
    #expect(csv(data + "select is number") == "bench_a,bench_b,n\n1,2,3\n")
    #expect(csv(data + "drop is number") == "id\nx\n")
  }
}
