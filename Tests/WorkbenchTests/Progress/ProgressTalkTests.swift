import Catalog
import Diagnostics
import Notebooks
import Testing

@testable import Workbench

/// Progress on terminals and for programs, with a clock and a width that the tests set.
@Suite("Progress") struct ProgressTalkTests {
  /// What stands in for a terminal and a clock.
  private final class Stage: ByteSink {
    var time: UInt64 = 0
    var width = 80
    var pieces: [String] = []
    func write(_ bytes: UnsafeRawBufferPointer) {
      pieces.append(String(decoding: bytes, as: UTF8.self))
    }
    func bar() -> BarProgress {
      BarProgress(self, unicode: true, width: { self.width }, now: { self.time })
    }
    func take() -> [String] {
      defer { pieces = [] }
      return pieces
    }
    func wait(milliseconds: UInt64) { time += milliseconds * 1_000_000 }
  }

  private static let jobs = [
    ProgressJob(path: "reports/monthly.hfnb", cellCount: 4),
    ProgressJob(path: "reports/weekly.hfnb", variant: "grain=week", cellCount: 2),
  ]

  private static func cell(_ id: String) -> NotebookReport.Cell {
    NotebookReport.Cell(id: id, line: 1, status: .ok)
  }

  private static func report(_ path: String) -> NotebookReport {
    NotebookReport(path: path, outcome: .ok, exitStatus: .success)
  }

  // MARK: The bar

  @Test("a short run shows no bar, a longer one a line that says where it is")
  func drawing() {
    let stage = Stage()
    let bar = stage.bar()
    bar.take(.begun(Self.jobs))
    bar.take(.notebookBegun(0))
    bar.take(.cellBegun(0, id: "setup"))
    #expect(stage.take() == [])
    stage.wait(milliseconds: 200)
    bar.tick()
    #expect(
      stage.take() == ["[                   ]  0/2  reports/monthly.hfnb: setup  0 s\u{1B}[K"])
    // Nothing is drawn too soon, and nothing that is there already.
    bar.take(.cellFinished(0, Self.cell("setup")))
    bar.take(.cellBegun(0, id: "by-month"))
    #expect(stage.take() == [])
    stage.wait(milliseconds: 70)
    bar.tick()
    bar.tick()
    #expect(
      stage.take() == ["\r[██▍                ]  0/2  reports/monthly.hfnb: by-month  0 s\u{1B}[K"])
    stage.wait(milliseconds: 100)
    bar.tick()
    #expect(stage.take() == [])
    bar.take(.notebookBegun(1))
    #expect(
      stage.take()
        == ["\r[██▍                ]  0/2  reports/monthly.hfnb: by-month +1  0 s\u{1B}[K"])
    stage.wait(milliseconds: 1000)
    bar.take(.notebookFinished(0, Self.report("reports/monthly.hfnb")))
    #expect(
      stage.take()
        == ["\r[█████████▌         ]  1/2  reports/weekly.hfnb [grain=week]  1 s\u{1B}[K"])
  }

  @Test("a line is written above the bar in one piece, and the end wipes it")
  func lines() throws {
    let stage = Stage()
    let bar = stage.bar()
    try bar.write("before\n")
    bar.take(.begun(Self.jobs))
    stage.wait(milliseconds: 200)
    bar.tick()
    let drawn = try #require(stage.take().last)
    #expect(drawn == "[                   ]  0/2  0 s\u{1B}[K")
    try bar.write("error[E201]: no column\n")
    #expect(
      stage.take() == ["\r\u{1B}[Kerror[E201]: no column\n[                   ]  0/2  0 s"])
    // Half a line: the bar waits for its other half.
    try bar.write("one ")
    stage.wait(milliseconds: 2000)
    bar.tick()
    try bar.write("line\n")
    #expect(stage.take() == ["\r\u{1B}[Kone ", "line\n"])
    stage.wait(milliseconds: 100)
    bar.tick()
    #expect(stage.take() == ["[                   ]  0/2  2 s\u{1B}[K"])
    let report = RunReport(
      notebooks: [], exitStatus: .success, startedAt: "", durationSeconds: 1)
    bar.take(.finished(report))
    bar.tick()
    try bar.write("2 notebooks\n")
    #expect(stage.take() == ["\r\u{1B}[K", "2 notebooks\n"])
  }

  @Test("the bar fits every width, whatever the names", arguments: 0...130)
  func widths(_ width: Int) {
    for unicode in [true, false] {
      let layout = BarLayout(unicode: unicode)
      for title in ["", "a.hfnb", "ordner/日本語の分析/données-très-longues-e\u{301}.hfnb", "a\nb"] {
        for (done, count) in [(0, 1), (199, 200), (123_456, 1_000_000)] {
          let state = BarLayout.State(
            done: done, count: count, fraction: Double(done) / Double(count), title: title,
            cell: "by-month-and-type", others: done % 7, seconds: done)
          let text = layout.text(state, width: width)
          #expect(DisplayWidth.cells(text) < max(width, 1), "\(text)")
          #expect(text.unicodeScalars.allSatisfy { $0.value >= 0x20 })
          if width >= 20 { #expect(text.contains("\(done)/\(count)")) }
          if !unicode, title.allSatisfy(\.isASCII) { #expect(text.utf8.count == text.count) }
        }
      }
    }
  }

  @Test("on little room the path loses its beginning, then the bar goes, then the notebook")
  func narrow() {
    let state = BarLayout.State(
      done: 3, count: 20, fraction: 0.5, title: "reports/deep/weekly.hfnb", cell: "by-week",
      others: 2, seconds: 75)
    let layout = BarLayout()
    #expect(
      [100, 60, 40, 27, 18, 8, 4].map { layout.text(state, width: $0) } == [
        "[████████████            ]  3/20  reports/deep/weekly.hfnb: by-week +2  1 min 15 s",
        "[███████       ]  3/20  …eekly.hfnb: by-week +2  1 min 15 s",
        "[████▌    ]  3/20  weekly.…  1 min 15 s",
        "[███   ]  3/20  1 min 15 s",
        "3/20  1 min 15 s", "3/20", "",
      ])
  }

  @Test("the bar grows in eighths")
  func eighths() {
    let layout = BarLayout()
    #expect(
      (0...8).map { layout.bar(Double($0) / 64, width: 8) }.joined() == """
        [        ][▏       ][▎       ][▍       ][▌       ][▋       ][▊       ][▉       ][█       ]
        """)
    #expect(layout.bar(1, width: 3) == "[███]" && layout.bar(7, width: 3) == "[███]")
    #expect(layout.bar(-1, width: 3) == "[   ]" && layout.bar(0.999, width: 3) == "[██▉]")
    #expect(BarLayout(unicode: false).bar(0.5, width: 4) == "[##  ]")
  }

  // MARK: The form

  @Test(
    "auto is a bar on a terminal for people, and lines elsewhere",
    arguments: [
      (true, ["TERM": "xterm-256color"], ProgressForm.bar), (false, ["TERM": "xterm"], .plain),
      (true, ["TERM": "dumb"], .plain), (true, [:], .plain),
      (true, ["TERM": "xterm", "CI": "true"], .plain),
      (true, ["TERM": "xterm", "CI": "1"], .plain),
      (true, ["TERM": "xterm", "CI": "false"], .bar), (true, ["TERM": "xterm", "CI": ""], .bar),
    ])
  func automatic(_ isTerminal: Bool, _ environment: [String: String], _ form: ProgressForm) {
    #expect(
      ProgressForm.auto.resolved(isTerminal: isTerminal, environment: { environment[$0] }) == form)
    for given in ProgressForm.allCases where given != .auto {
      #expect(given.resolved(isTerminal: isTerminal, environment: { environment[$0] }) == given)
    }
  }

  // MARK: JSON

  @Test("each event is one line of JSON with its version, and lines for people are left out")
  func json() throws {
    let stage = Stage()
    let talk = JSONProgress(stage, now: { stage.time })
    talk.take(.begun(Self.jobs))
    stage.wait(milliseconds: 1500)
    try talk.write("error[E201]: no column\n")
    talk.tick()
    talk.take(.notebookBegun(1))
    talk.take(.cellBegun(1, id: "a"))
    talk.take(.cellFinished(1, Self.cell("a")))
    talk.take(.notebookFinished(1, Self.report("reports/weekly.hfnb")))
    talk.take(
      .finished(
        RunReport(
          notebooks: [Self.report("x")], exitStatus: .success, startedAt: "", durationSeconds: 1.5))
    )
    let path = "\"path\": \"reports/weekly.hfnb\""
    let end = "\"time\": 1.5, \"variant\": \"grain=week\", \"version\": 1}\n"
    #expect(
      stage.take() == [
        "{\"event\": \"run_begun\", \"notebooks\": [{\"cells\": 4, \"path\": \"reports/monthly.hfnb\", "
          + "\"variant\": \"\"}, {\"cells\": 2, \(path), \"variant\": \"grain=week\"}], "
          + "\"time\": 0.0, \"version\": 1}\n",
        "{\"event\": \"notebook_begun\", \(path), \(end)",
        "{\"cell\": \"a\", \"event\": \"cell_begun\", \(path), \(end)",
        "{\"cell\": \"a\", \"event\": \"cell_finished\", \(path), \"result\": "
          + Self.cell("a").json.compact + ", \(end)",
        "{\"duration\": 0.0, \"event\": \"notebook_finished\", \"exit\": 0, \"findings\": [], "
          + "\"pages\": [], \(path), \"status\": \"ok\", \(end)",
        "{\"duration\": 1.5, \"event\": \"run_finished\", \"exit\": 0, \"notebooks\": {\"ok\": 1}, "
          + "\"time\": 1.5, \"version\": 1}\n",
      ])
  }
}
