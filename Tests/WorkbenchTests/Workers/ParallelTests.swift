import Foundation
import TestSupport
import Testing

/// Any number of workers says and writes what one does.
@Suite struct ParallelTests {
  /// Two hundred notebooks: some fail, some have notes, some take longer than those after them.
  private static func many() -> String {
    (0..<200).map { number in
      var cells = [(id: "first", code: "let t = rows [x; \(number); 1]")]
      switch number % 10 {
      case 3: cells.append((id: "bad", code: "t | filter y > 1"))
      case 5: cells.append((id: "noted", code: "t | take 1"))
      case 7:
        cells.append((id: "says-no", code: #"t | expect x > 1000 "small""#))
      default: break
      }
      if number % 40 == 0 {
        cells.append((id: "slow", code: "rows [a; 1; 300000] | complete a | sort a desc"))
      }
      cells.append((id: "last", code: "t | derive y = x * 2"))
      let name = "books/\(number < 10 ? "00" : number < 100 ? "0" : "")\(number).hfnb"
      return CommandRun.notebook(name, cells)
    }.joined()
  }

  @Test("200 notebooks with -j 8 and -j 1: the same words, statuses, reports and results")
  func twoHundred() throws {
    let run = try CommandRun(
      "mkdir books\n" + Self.many() + "cp -r books one; cp -r books eight; rm -r books",
      """
      for width in 1 8; do
        [ $width = 1 ] && mv one books || mv eight books
        hfnb run books -j $width --report json:report.$width > out.$width 2> talk.$width
        echo "exit $?"
        [ $width = 1 ] && mv books one || mv books eight
        sed -i 's/[0-9.]\\+ m\\?s\\b/TIME/' talk.$width
        sed -i '/"started"/d; /"duration"/d' report.$width
      done
      cmp talk.1 talk.8 && cmp report.1 report.8 && diff -r one eight && echo same
      cat out.1 out.8; tail -n 1 talk.8; grep -c '^ok ' talk.8
      """)
    #expect(
      run.output == """
        exit 3
        exit 3
        same
        200 notebooks: 160 ok, 40 failed · TIME · exit 3
        160

        """, "\(run.output)\(run.talk)")
  }

  @Test("--fail-fast stops at the first failure in the order of files", arguments: [1, 2, 3, 8])
  func failFast(_ width: Int) throws {
    // The fourth fails at once and the third takes its time before it does.
    let names = ["a", "b", "c", "d", "e", "f"]
    let setup = names.map { name in
      var cells = [(id: "first", code: "rows [x; 1]")]
      if name == "c" {
        cells.append((id: "slow", code: "rows [a; 1; 300000] | complete a | sort a desc"))
      }
      if name == "c" || name == "d" {
        cells.append((id: "bad", code: "rows [x; 1] | filter y > 1"))
      }
      return CommandRun.notebook(name + ".hfnb", cells)
    }.joined()
    let run = try CommandRun(
      setup, "hfnb run --fail-fast -j \(width) ?.hfnb; echo \"exit $?\"; echo *.out")
    #expect(run.output == "exit 3\na.hfnb.out b.hfnb.out c.hfnb.out\n", "\(run.output)")
    #expect(
      run.talk == """
        ok      a.hfnb      1 cell                 TIME
        ok      b.hfnb      1 cell                 TIME
        error[E201]: there is no column `y` at this stage
          c.hfnb, cell bad, line 14
          14 | rows [x; 1] | filter y > 1
             |                      ^ not found
          Columns here: x
        failed  c.hfnb      cell bad, line 14: there is no column `y` at this stage
        6 notebooks: 2 ok, 1 failed, 3 not run · TIME · exit 3

        """, "\(run.talk)")
  }
}
