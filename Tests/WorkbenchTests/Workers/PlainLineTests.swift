import Notebooks
import TestSupport
import Testing
import Workbench

/// A line without flags goes without the parser of flags; it means what the parser makes of it.
@Suite struct PlainLineTests {
  private static let notebook = CommandRun.notebook(
    "n.hfnb",
    [
      ("good", "rows [x; 1; 2]"), ("bad", "rows [x; 1] | filter nosuch > 1"),
      ("drawn", "rows [x, y; 1, 2; 2, 3] | plot line x: x, y: y"),
    ])

  @Test(
    "`hfnb run` without flags does what a flag that says the same makes it do",
    arguments: [("n.hfnb", 3), (".", 3), ("n.hfnb nosuch.hfnb", 2), ("nosuch", 2)])
  func equal(words: String, status: Int) throws {
    func run(_ flags: String) throws -> [String] {
      let run = try CommandRun(
        Self.notebook + "hfnb run \(words) \(flags) > first.output 2> first.talk\nleft=$?",
        """
        cat first.talk >&2
        cat first.output
        find . -type f ! -path './.hfnb/*' ! -name 'first.*' ! -name 'the.*' -exec sha256sum {} + | sort
        ls -a
        (exit $left)
        """)
      #expect(run.status == status)
      return [run.output, run.talk]
    }
    let plain = try run("")
    #expect(plain == (try run("--color auto")))
    #expect(plain[1].contains("exit \(status)") || plain[1].contains("error[E"))
  }
}
