import Catalog
import Columnar
import Diagnostics
import Testing

@Suite struct RowVerbTests {
  static let scores = """
    rows [id, kind, score; "a", "x", 3; "b", "y", 9; "c", "x", null; "d", null, 5; "e", "y", 9]
    """

  private func ids(_ stages: String, threads: Int = 1) -> [String] {
    let run = QueryRun("\(Self.scores) | \(stages)", threads: threads)
    #expect(run.errorText == "")
    return (run.table.column(named: "id")?.values ?? []).map(ValueText.plain)
  }

  // MARK: Conditions

  @Test(arguments: ["score > 4", "kind == \"x\"", "score > 4 or kind == \"x\"", "not (score > 4)"])
  func filterAndRejectShareTheRows(condition: String) {
    let kept = ids("filter \(condition)")
    let rest = ids("reject \(condition)")
    #expect(Set(kept).isDisjoint(with: rest))
    #expect(Set(kept).union(rest) == ["a", "b", "c", "d", "e"])
  }

  @Test func lawsOfMissingValues() {
    #expect(ids("filter kind != \"x\"") == ids("filter not (kind == \"x\")"))
    #expect(ids("filter not (score > 4)") == ids("filter score <= 4"))
    #expect(ids("filter score > 4") == ["b", "d", "e"])
    #expect(ids("reject score > 4") == ["a", "c"])
    #expect(ids("filter kind != \"x\"") == ["b", "d", "e"])
  }

  @Test func conditionsCountWhatTheyDo() {
    let run = QueryRun("\(Self.scores) | filter score > 4")
    #expect(run.stages.first?.kept == 3)
    #expect(run.stages.first?.removed == 2)
    #expect(run.stages.first?.unknown == 1)
    #expect(run.noteCodes == ["W10"])
    let reject = QueryRun("\(Self.scores) | reject score > 4")
    #expect(reject.stages.first?.kept == 2)
    #expect(reject.stages.first?.unknown == 1)
    #expect(reject.noteCodes.isEmpty)
  }

  @Test func aMisspeltValueIsNoticed() {
    let run = QueryRun("rows [type; \"chat\"; \"base\"] | filter type == \"caht\"")
    #expect(run.notes.map(\.text) == ["\"caht\" never occurs in `type`; did you mean \"chat\"?"])
  }

  @Test func aConditionIsTrueOrFalse() {
    #expect(
      QueryRun("\(Self.scores) | filter score").errorText
        == "E305 at `score`: a condition must be true or false\nthis is int")
  }

  // MARK: Order and position

  @Test func sortIsStableWithMissingLast() {
    #expect(ids("sort score") == ["a", "d", "b", "e", "c"])
    #expect(ids("sort score desc") == ["b", "e", "d", "a", "c"])
    #expect(ids("sort kind, score desc", threads: 7) == ["a", "c", "b", "e", "d"])
  }

  @Test func positions() {
    #expect(ids("take 2") == ["a", "b"])
    #expect(ids("take 2..3") == ["b", "c"])
    #expect(ids("take 4..") == ["d", "e"])
    #expect(ids("take ..1") == ["a"])
    #expect(ids("take 9..12") == [])
    #expect(ids("take last 2") == ["d", "e"])
    #expect(ids("skip 4") == ["e"])
    #expect(ids("filter score > 4 | take 2..2") == ["d"])
    #expect(QueryRun("\(Self.scores) | take 0..2").errors.first?.code == "E313")
  }

  @Test func distinctAndDedupe() {
    let kinds = QueryRun("\(Self.scores) | distinct kind")
    #expect(kinds.csv == "kind\nx\ny\n\n")
    #expect(ids("dedupe kind keep first") == ["a", "b", "d"])
    #expect(ids("dedupe kind keep last") == ["c", "d", "e"])
    #expect(ids("dedupe kind keep max score") == ["a", "b", "d"])
    #expect(ids("dedupe kind keep min score") == ["a", "b", "d"])
    #expect(ids("dedupe kind keep first along id desc") == ["c", "d", "e"])
    #expect(QueryRun("\(Self.scores) | dedupe kind keep max score").noteCodes == ["W8"])
  }

  // MARK: Rankings

  @Test func exactlySoManyRows() {
    let run = QueryRun("\(Self.scores) | top 1 by score")
    #expect(run.csv == "id,kind,score\nb,y,9\n")
    #expect(run.notes.map(\.text) == ["2 rows tie at 9, 1 kept; add `with ties`"])
    #expect(run.stages.first?.unknown == 1)
    #expect(ids("top 1 by score with ties") == ["b", "e"])
    #expect(ids("top 10 by score") == ["b", "e", "d", "a"])
    #expect(ids("bottom 2 by score") == ["a", "d"])
    #expect(ids("top 1 by score per kind", threads: 3) == ["a", "b", "d"])
  }

  @Test func entities() {
    #expect(ids("top 1 kind by sum(score)") == ["b", "e"])
    #expect(ids("bottom 1 kind by sum(score)") == ["a", "c"])
    let others = QueryRun("\(Self.scores) | top 1 kind by count() others \"Other\"")
    #expect(others.csv == "id,kind,score\na,x,3\nb,Other,9\nc,x,\nd,,5\ne,Other,9\n")
    #expect(others.notes.map(\.text) == ["2 entities tie at 2, 1 kept; add `with ties`"])
    #expect(
      QueryRun("\(Self.scores) | top 1 score by count() others \"Other\"").errors.first?.code
        == "E382")
    #expect(
      QueryRun("\(Self.scores) | top 1 by score others \"Other\"").errors.first?.code == "E381")
  }
}
