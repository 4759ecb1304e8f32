import Notebooks
import Testing

@testable import Workbench

/// How differences between two tables are told.
@Suite struct TableDifferenceTests {
  private func lines(
    _ locked: String, _ now: String, tolerance: CellOptions.Tolerance = .exact
  ) -> TableDifference {
    TableDifference(
      locked: Array(locked.utf8), now: Array(now.utf8), numeric: ["x"], tolerance: tolerance)
  }

  @Test("Cells, with their distance") func cells() {
    #expect(
      lines("n,x\na,1\nb,2\n", "n,x\na,1\nb,2.5\n").lines == ["row 2 (b), x: 2 → 2.5 (+0.5, 25 %)"])
    #expect(
      lines("n,x\na,0.1\n", "n,x\na,0.10000000000000002\n").lines
        == ["row 1 (a), x: 0.1 → 0.10000000000000002 (1 unit in the last place)"])
    #expect(lines("n,x\na,1\n", "n,x\n\"a,b\",\n").lines.count == 2)
    #expect(lines("n,x\n\"\",1\n", "n,x\n,1\n").lines == ["row 1, n:  → null"])
    let many = lines("x\n1\n2\n3\n4\n5\n6\n7\n", "x\n2\n3\n4\n5\n6\n7\n9\n")
    #expect(many.lines.first == "only in the lock: row 1: 1")
    let all = lines("n,x\na,1\nb,1\nc,1\nd,1\ne,1\nf,1\n", "n,x\na,2\nb,2\nc,2\nd,2\ne,2\nf,2\n")
    #expect(all.lines.count == 6)
    #expect(all.lines.last == "in all 6 cells of 6 rows, in column x")
  }

  @Test("Rows on one side, and other orders") func rows() {
    #expect(
      lines("n,x\na,1\nb,2\n", "n,x\nb,2\n").lines
        == ["rows: 1, locked 2", "only in the lock: row 1: a, 1"])
    #expect(lines("x\n1\n2\n", "x\n2\n1\n").lines == ["the same rows, in another order"])
    // A row that stands twice counts twice.
    #expect(
      lines("x\n1\n1\n", "x\n1\n").lines == ["rows: 1, locked 2", "only in the lock: row 2: 1"])
  }

  @Test("Columns") func columns() {
    #expect(
      lines("a,x\n1,2\n", "a,y\n1,2\n").lines == ["column x is gone", "column y is new"])
    #expect(lines("a,x\n1,2\n", "x,a\n2,1\n").lines == ["the columns stand in another order"])
  }

  @Test("Tolerance holds for numbers alone, and never for rows") func tolerance() {
    let near = ("n,x\na,0.1\n", "n,x\na,0.10000000000000002\n")
    #expect(!lines(near.0, near.1).isTolerated)
    #expect(lines(near.0, near.1, tolerance: .ulps(1)).isTolerated)
    #expect(lines(near.0, near.1, tolerance: .difference(1e-9)).isTolerated)
    #expect(!lines("n,x\na,1\n", "n,x\na,1.1\n", tolerance: .ulps(4)).isTolerated)
    #expect(!lines("n,x\na,1\n", "n,x\nb,1\n", tolerance: .difference(9)).isTolerated)
    #expect(!lines("x\n1\n", "x\n1\n1\n", tolerance: .difference(9)).isTolerated)
    #expect(!lines("x\n1\n", "x\n\n", tolerance: .difference(9)).isTolerated)
  }

  @Test("Units in the last place are counted across zero") func units() {
    #expect(TableDifference.unitsApart(0, -0.0) == 0)
    #expect(TableDifference.unitsApart(1, 1.0.nextUp) == 1)
    #expect(TableDifference.unitsApart(-1, (-1.0).nextDown) == 1)
    #expect(
      TableDifference.unitsApart(-Double.leastNonzeroMagnitude, .leastNonzeroMagnitude) == 2)
    #expect(TableDifference.unitsApart(.nan, 1) == nil)
  }
}
