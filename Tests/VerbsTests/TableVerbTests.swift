import Catalog
import Columnar
import Diagnostics
import Testing

@Suite struct TableVerbTests {
  static let tables = """
    let models = rows [author, n; "a", 1; "b", 2; null, 3; "a", 4]
    let people = rows [name, kind; "a", "x"; "c", "y"; null, "z"]
    let pairs = rows [author, m; "a", 7; "a", 8; "b", 9]

    """

  private func csv(_ pipeline: String, threads: Int = 1) -> String {
    let run = QueryRun(Self.tables + pipeline, threads: threads)
    #expect(run.errorText == "")
    return run.csv
  }

  @Test func kindsOfJoins() {
    for threads in [1, 2, 7] {
      #expect(
        csv("models | join people on author == name", threads: threads)
          == "author,n,name,kind\na,1,a,x\na,4,a,x\n")
      #expect(
        csv("models | left join people on author == name", threads: threads)
          == "author,n,name,kind\na,1,a,x\nb,2,,\n,3,,\na,4,a,x\n")
      #expect(
        csv("models | right join people on author == name", threads: threads)
          == "author,n,name,kind\na,1,a,x\na,4,a,x\n,,c,y\n,,,z\n")
      #expect(
        csv("models | full join people on name == author", threads: threads)
          == "author,n,name,kind\na,1,a,x\nb,2,,\n,3,,\na,4,a,x\n,,c,y\n,,,z\n")
      #expect(
        csv("models | semi join people on author == name", threads: threads)
          == "author,n\na,1\na,4\n")
      #expect(
        csv("models | anti join people on author == name", threads: threads)
          == "author,n\nb,2\n,3\n")
    }
  }

  @Test func aSharedKeyIsOneColumn() {
    #expect(
      csv("rows [k, a; 1, \"x\"; 2, \"y\"] | full join rows [k, a; 2.0, \"z\"; 3.5, \"w\"] on k")
        == "k,a,right_a\n1,x,\n2,y,z\n3.5,,w\n")
  }

  @Test func joinsFillTheRecord() {
    let run = QueryRun(Self.tables + "models | left join people on author == name")
    let join = run.stages.last?.join
    #expect(join?.leftMatched == 2)
    #expect(join?.leftOnly == 2)
    #expect(join?.rightOnly == 2)
    #expect(join?.nullKeys == 2)
    #expect(join?.maximumFanout == 1)
    #expect(
      run.notes.map(\.text) == [
        "keys on one side only: 2 rows here (such as b), 2 rows of `people` (such as c)"
      ])
  }

  @Test func multiplyingMustBeAskedFor() {
    let run = QueryRun(Self.tables + "models | left join pairs on author")
    #expect(
      run.errorText == """
        E351 at `author`: both sides repeat the key `author`
        up to 2 rows here and 2 there for "a"
        Joining would turn 4 rows into 5. Totals after it would count rows several times.
        If that is wanted: left join pairs on author many
        Otherwise make one side unique first: pairs | dedupe author keep first
        """)
    #expect(
      csv("models | join pairs on author many") == """
        author,n,m
        a,1,7
        a,1,8
        b,2,9
        a,4,7
        a,4,8

        """)
    #expect(
      QueryRun(Self.tables + "models | join pairs on author many | agg sum(n)").noteCodes
        == ["W15", "W11"])
    #expect(
      QueryRun(Self.tables + "models | take 1 | join pairs on author one").errorText.hasPrefix(
        "E352 at `one`: `pairs` repeats the key `author`"))
  }

  @Test func joinErrors() {
    #expect(
      QueryRun(Self.tables + "models | join people on author").errorText.hasPrefix(
        "E201 at `author`: `people` has no column `author`"))
    #expect(
      QueryRun(Self.tables + "models | join people on n == kind").errorText.hasPrefix(
        "E302 at `n == kind`: a int cannot be compared with text"))
    #expect(
      QueryRun(Self.tables + "models | join people on n > 3").errors.first?.code == "E353")
  }

  @Test func clashingNamesGetTheTablesName() {
    #expect(
      csv("models | take 2 | left join rows [author, n; \"a\", 5] on author")
        .hasPrefix("author,n,right_n\n"))
    #expect(
      csv("models | take 2 | left join pairs on n == m | take 1").hasPrefix(
        "author,n,pairs_author,m"))
  }

  @Test func unionByName() {
    let run = QueryRun(Self.tables + "models | union pairs as source | filter author == \"b\"")
    #expect(run.errorText == "")
    #expect(run.csv == "author,n,m,source\nb,2,,models\nb,,9,pairs\n")
    #expect(run.noteCodes == ["W15"])
    #expect(
      QueryRun(Self.tables + "models | union rows [n; \"text\"]").errors.first?.code == "E354")
  }
}
