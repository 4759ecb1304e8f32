import Foundation
import TestSupport
import Testing

/// What is kept when a run is stopped, and that no worker outlives its parent.
@Suite struct StoppingTests {
  private static let cells = [
    (id: "a", code: "rows [x; 1]"), (id: "b", code: "rows [x; 2]"), (id: "c", code: "rows [x; 3]"),
  ]

  @Test("Ctrl-C keeps what is complete and marks the rest") func interrupt() throws {
    let run = try CommandRun(
      CommandRun.notebook("n.hfnb", Self.cells),
      """
      HFNB_TEST_WAIT=b hfnb run n.hfnb --progress json &
      run=$!
      until grep -q '"cell": "b", "event": "cell_begun"' the.talk; do sleep 0.01; done
      kill -INT $run
      wait $run
      grep -o '"status": "[a-z]*"' n.hfnb.out/run.json; ls n.hfnb.out
      """)
    #expect(run.output.contains("\"status\": \"ok\"\n\"status\": \"cancelled\""), "\(run.output)")
    #expect(run.output.components(separatedBy: "cancelled").count == 3, "\(run.output)")
    #expect(run.output.contains("a.csv") && !run.output.contains("b.csv"), "\(run.output)")
  }

  @Test("A cell over its limit takes along only what needs it") func cellLimit() throws {
    let cells = [
      (id: "slow", code: "#| limit: 200ms\n" + CommandRun.slow), (id: "needs", code: "h | take 1"),
      (id: "free", code: "rows [x; 3]"),
    ]
    let run = try CommandRun(
      CommandRun.notebook("n.hfnb", cells), "hfnb run n.hfnb; ls n.hfnb.out")
    #expect(run.talk.contains("1 cell needs slow"), "\(run.talk)")
    #expect(run.output.contains("free.csv") && !run.output.contains("slow.csv"), "\(run.output)")
  }

  @Test("A notebook over its limit keeps what it has") func notebookLimit() throws {
    let cells = [Self.cells[0], (id: "slow", code: CommandRun.slow), Self.cells[2]]
    let run = try CommandRun(
      CommandRun.notebook("n.hfnb", cells, head: "limits:\n  notebook: 1s\n"),
      "hfnb run n.hfnb; grep -o '\"status\": \"[a-z]*\"' n.hfnb.out/run.json; ls n.hfnb.out")
    #expect(run.talk.contains("`limits: notebook` in the front matter"), "\(run.talk)")
    let statuses = run.output.matches(of: #/"status": "([a-z]*)"/#).map { String($0.output.1) }
    #expect(statuses == ["ok", "failed", "cancelled"], "\(run.output)")
    #expect(run.output.contains("a.csv") && !run.output.contains("c.csv"), "\(run.output)")
  }

  @Test("A worker that dies leaves the others alone") func others() throws {
    let run = try CommandRun(
      CommandRun.notebook("n.hfnb", Self.cells)
        + CommandRun.notebook("m.hfnb", [(id: "z", code: "rows [x; 1]")]),
      "HFNB_TEST_DIE=b hfnb run n.hfnb m.hfnb -j 2; ls m.hfnb.out")
    #expect(run.talk.contains("ok      m.hfnb"), "\(run.talk)")
    #expect(run.talk.contains("1 ok, 0 failed, 1 died"), "\(run.talk)")
    #expect(run.output.contains("z.csv"))
  }

  @Test("Workers end when their parent is killed") func parentKilled() throws {
    let run = try CommandRun(
      CommandRun.notebook("n.hfnb", Self.cells),
      """
      HFNB_TEST_WAIT=b hfnb run n.hfnb --progress json &
      run=$!
      until grep -q '"cell": "b", "event": "cell_begun"' the.talk; do sleep 0.01; done
      # The process whose parent, the second word after the name in brackets, is the run.
      worker=$(sed -n "s/^\\([0-9]*\\) .*) [A-Z] $run .*/\\1/p" /proc/[0-9]*/stat 2> /dev/null)
      kill -KILL $run
      wait $run
      for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
        grep -qs '^State:.[^Z]' /proc/$worker/status || break
        sleep 0.25
      done
      # Nobody may have asked for its status yet, but it does nothing more.
      [ -n "$worker" ] && ! grep -qs '^State:.[^Z]' /proc/$worker/status && echo gone
      """)
    #expect(run.output.contains("gone"), "\(run.output)\(run.talk)")
  }

  @Test("--no-out writes nothing") func noOut() throws {
    let cells = [(id: "a", code: #"rows [x; 1] | save "x.csv""#)]
    let run = try CommandRun(
      CommandRun.notebook("n.hfnb", cells), "hfnb run --no-out n.hfnb; ls -A")
    #expect(!run.output.contains(".out\n") && !run.output.contains(".work"), "\(run.output)")
  }
}
