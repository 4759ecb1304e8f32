extension FindingPages {
  /// Limits of notebooks, and the processes that run them.
  static let workers: [FindingPage] = [
    FindingPage(
      "E505", "a cell that took longer than its limit",
      why: """
        A cell has the limit of its option `limit`, or that of `limits: cell` in the front matter; \
        `--cell-timeout` caps both. What does not need the cell goes on.
        """,
      mending: "Raise the limit where the message says that it was set, or do less.",
      example: .commands(slow + "hfnb run n.hfnb --cell-timeout 100ms")),
    FindingPage(
      "E506", "a notebook that took longer than its limit",
      why: """
        `limits: notebook` in the front matter and `--timeout` limit the whole notebook. The \
        results of the cells before are kept, the cells after are not run.
        """,
      mending: "Raise the limit where the message says that it was set, or do less.",
      example: .commands(slow + "hfnb run n.hfnb --timeout 100ms")),
    FindingPage(
      "E507", "a run of several notebooks that took longer than its limit",
      why: "`--total-timeout` limits all notebooks of one command together.",
      mending: "Raise it, name fewer notebooks, or run more of them at once with `-j`.",
      example: .commands(slow + "hfnb run n.hfnb --total-timeout 100ms")),
    FindingPage(
      "E508", "a cell that needs more memory than its limit",
      why: """
        `limits: memory` in the front matter and `--memory` limit what a notebook holds, in \
        memory of its own.
        """,
      mending: "Raise the limit, or do with fewer rows and columns.",
      example: .commands(
        #"""
        printf '```hfq a\nrows [a; 1; 90000000] | complete a | derive b = a * 2\n```\n' > n.hfnb
        hfnb run n.hfnb --memory 150MB
        """#)),
    FindingPage(
      "E509", "a worker that did not stop when its time was over",
      why: """
        A cell asks at every block of rows whether its time is over. One that does not come to ask \
        is ended from outside two seconds later.
        """,
      mending: "Please report it with the notebook: a cell should always come to ask.",
      example: .none("It would be mended rather than shown.")),
    FindingPage(
      "E704", "a worker that died",
      why: """
        Each notebook runs in a process of its own, so that a fault in one leaves the others \
        alone. The message names the cell that it was in, and what ended it.
        """,
      mending: "Please report it with the notebook and the output of `hfnb --version`.",
      example: .none("The cause would be mended rather than shown.")),
    FindingPage(
      "E705", "a worker that could not be started",
      why: "The system had no more processes, memory or open files.",
      mending: "Run fewer at once, with `-j 1`, or end something else.",
      example: .none("It needs a system without room.")),
  ]

  /// Makes a notebook with a cell that takes some seconds.
  private static let slow = #"""
    printf '```hfq a\nload h from "sample:hub"\n' > n.hfnb
    printf 'h | derive m = rolling(median(size), 15000 rows) along created\n```\n' >> n.hfnb

    """#
}
