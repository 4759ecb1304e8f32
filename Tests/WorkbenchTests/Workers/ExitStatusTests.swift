import Foundation
import Notebooks
import TestSupport
import Testing
import Workbench

/// Everything that can go wrong with a notebook has its own exit status, and says nothing on
/// standard output.
@Suite struct ExitStatusTests {
  struct Failure: Sendable, CustomTestStringConvertible {
    var name: String
    var status: Notebooks.ExitStatus
    /// What makes the notebook `n.hfnb`, and the command.
    var setup: String
    var command: String
    /// What standard error must say.
    var says: [String]
    var testDescription: String { name }

    init(
      _ name: String, _ status: Notebooks.ExitStatus, _ cells: [(id: String, code: String)],
      head: String = "", _ command: String = "hfnb run n.hfnb", says: String...
    ) {
      self.name = name
      self.status = status
      self.command = command
      self.says = says
      setup = CommandRun.notebook("n.hfnb", cells, head: head)
    }
  }

  private static let fine = [(id: "a", code: "rows [x; 1; 2]")]
  private static let needing = [
    (id: "a", code: "let t = rows [x; 1] | filter nosuch > 1"), (id: "b", code: "t | take 1"),
    (id: "c", code: "rows [x; 3]"),
  ]
  private static let slow = [
    (id: "a", code: "rows [x; 1]"), (id: "slow", code: CommandRun.slow),
    (id: "after", code: "rows [x; 2]"),
  ]
  private static let large = [
    (id: "a", code: "rows [x; 1]"),
    (id: "large", code: "rows [a; 1; 90000000] | complete a | derive b = a * 2"),
  ]
  /// Runs in the background until a cell has begun, then sends signals and waits.
  private static func signalled(_ hook: String, _ signals: String...) -> String {
    """
    HFNB_TEST_\(hook)=b hfnb run n.hfnb --progress json &
    run=$!
    until grep -q '"cell": "b", "event": "cell_begun"' the.talk; do sleep 0.01; done
    \(signals.map { "kill -\($0) $run" }.joined(separator: "\nsleep 0.1\n"))
    wait $run
    """
  }

  static let failures: [Failure] = [
    Failure("nothing", .success, fine, says: "1 notebook: 1 ok, 0 failed", "exit 0"),
    Failure(
      "an expected error", .success, [("a", "#| error: E201\nrows [x; 1] | filter y > 1")],
      says: "exit 0"),
    Failure(
      "an expectation", .expectation, [("a", #"rows [x; 1] | expect x > 1 "too small""#)],
      says: "E600", "exit 1"),
    Failure(
      "a note under --strict", .expectation, [("a", "rows [x; 1; 2] | take 1")],
      "hfnb run n.hfnb --strict", says: "exit 1"),
    Failure(
      "a misspelt parameter", .usage, [("a", "param grain: one of day, week = week")],
      "hfnb run n.hfnb --grian day", says: "no notebook declares a parameter `grian`", "--grain"),
    Failure(
      "a value outside of its type", .usage, [("a", "param k: int in 1..5 = 3")],
      "hfnb run n.hfnb -p k=9", says: "outside 1..5", "exit 2"),
    Failure(
      "a duration of no kind", .usage, fine, "hfnb run n.hfnb --timeout 5m",
      says: "did you mean `5min`?"),
    Failure(
      "a size of no kind", .usage, fine, "hfnb run n.hfnb --memory 2G",
      says: "did you mean `2GB`?"),
    Failure("no workers at all", .usage, fine, "hfnb run n.hfnb -j 0", says: "-j takes a number"),
    Failure(
      "a cell", .program, needing, says: "E201", "failed  n.hfnb", "1 cell needs a", "exit 3"),
    Failure(
      "an expected error that did not come", .program, [("a", "#| error: E201\nrows [x; 1]")],
      says: "E650", "exit 3"),
    Failure(
      "another error than expected", .program,
      [("a", "#| error: E201\nrows [x; 1] | nosuch x")], says: "exit 3"),
    Failure(
      "an unfinished merge", .program, [("a", "<<<<<<< ours\n1\n=======\n2\n>>>>>>> theirs")],
      says: "E606", "refused n.hfnb"),
    Failure(
      "missing data", .data, [("a", #"load t from "no.csv""# + "\nt | take 1")], says: "exit 4"),
    Failure(
      "data that is not as locked", .data, [("a", #"load t from "t.csv""# + "\nt")],
      "printf 'x\\n1\\n' > t.csv; hfnb lock -q n.hfnb && printf 'x\\n2\\n' > t.csv"
        + "; hfnb run --locked n.hfnb", says: "E664"),
    Failure(
      "the time of a cell", .limit, slow, head: "limits:\n  cell: 500ms\n",
      says: "E505", "cell `slow` took longer than its limit of 500ms", "`limits: cell`", "exit 5"),
    Failure(
      "the time of a notebook", .limit, slow, "hfnb run n.hfnb --timeout 300ms",
      says: "E506", "limit of 300ms", "`--timeout`", "exit 5"),
    Failure(
      "the time of the run", .limit, slow,
      "cp n.hfnb m.hfnb; hfnb run -j 1 n.hfnb m.hfnb --total-timeout 1s",
      says: "E507", "1 notebook not begun", "exit 5"),
    Failure(
      "memory", .limit, large, head: "limits:\n  memory: 150MB\n",
      says: "E508", "cell `large` needs more memory than its limit of 150MB", "exit 5"),
    Failure(
      "an allocation that cannot be had", .limit,
      [("huge", "load h from \"sample:hub\"\nh | cross join h | sort size desc")],
      head: "limits:\n  memory: 100MB\n",
      says: "E508", "cell `huge`", "failed to allocate", "exit 5"),
    Failure(
      "rows", .limit, [("a", "rows [a; 1; 9000000000] | complete a")], says: "E501", "exit 5"),
    Failure(
      "a cell that does not stop", .limit, [("a", "rows [x; 1]"), ("b", "rows [x; 2]")],
      "HFNB_TEST_HANG=b hfnb run n.hfnb --cell-timeout 100ms", says: "E509", "cell `b`", "exit 5"),
    Failure(
      "parameters that are not as locked", .difference,
      [("a", "param k: int = 3\nrows [x; 1] | derive y = x * k")],
      "hfnb lock -q n.hfnb; hfnb run --locked n.hfnb --k 4", says: "E665", "exit 6"),
    Failure(
      "results that cannot be written", .output, fine, "echo > taken; hfnb run n.hfnb --out taken",
      says: "E640", "exit 7"),
    Failure(
      "a full disk", .output, fine, "HFNB_TEST_FULL_DISK=2 hfnb run n.hfnb",
      says: "E640", "no space is left", "exit 7"),
    Failure(
      "a worker that dies", .defect, needing + [("d", "rows [x; 4]")],
      "HFNB_TEST_DIE=c hfnb run n.hfnb",
      says: "E704", "in cell `c`", "signal 11", "the last words of c", "report it", "exit 70"),
    Failure(
      "a worker that is killed", .defect, fine, "HFNB_TEST_DIE=a:9 hfnb run n.hfnb",
      says: "signal 9", "memory runs out", "exit 70"),
    Failure(
      "Ctrl-C", .interrupted, [("a", "rows [x; 1]"), ("b", "rows [x; 2]")],
      signalled("WAIT", "INT"), says: #""exit": 130"#),
    Failure(
      "SIGTERM", .terminated, [("a", "rows [x; 1]"), ("b", "rows [x; 2]")],
      signalled("WAIT", "TERM"), says: #""exit": 143"#),
    Failure(
      "Ctrl-C while a cell does not listen", .interrupted,
      [("a", "rows [x; 1]"), ("b", "rows [x; 2]")], signalled("HANG", "INT"),
      says: #""exit": 130"#),
    Failure(
      "Ctrl-C twice while a cell does not listen", .interrupted,
      [("a", "rows [x; 1]"), ("b", "rows [x; 2]")], signalled("HANG", "INT", "INT"),
      says: #""exit": 130"#),
  ]

  @Test("Each failure has its status", arguments: failures)
  func failure(_ failure: Failure) throws {
    let run = try CommandRun(failure.setup, failure.command)
    #expect(run.status == Int(failure.status.rawValue), "\(run.talk)")
    #expect(run.output.isEmpty, "\(run.output)")
    for words in failure.says { #expect(run.talk.contains(words), "\(words) in:\n\(run.talk)") }
  }

  @Test("The table has every status") func complete() {
    let told = Set(Self.failures.map(\.status))
    #expect(Set(Notebooks.ExitStatus.allCases).subtracting(told).isEmpty)
  }

  @Test("--exit-zero forgives notebooks, but no faults and no mistakes on the command line")
  func exitZero() throws {
    for (setup, command, status) in [
      (Self.needing, "hfnb run n.hfnb --exit-zero", 0),
      (Self.needing, "hfnb run n.hfnb --exit-zero --nosuch 1", 2),
      (Self.needing, "HFNB_TEST_DIE=a hfnb run n.hfnb --exit-zero", 70),
      (Self.fine, "echo > taken; hfnb run n.hfnb --exit-zero --out taken", 7),
    ] {
      let run = try CommandRun(CommandRun.notebook("n.hfnb", setup), command)
      #expect(run.status == status, "\(command)\n\(run.talk)")
    }
  }
}
