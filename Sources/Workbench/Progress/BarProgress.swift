public import Catalog
public import Diagnostics
import Notebooks

/// One line at the bottom of a terminal that is written over and over, below the lines of the run.
///
/// The line is wiped before anything else is written and drawn again after it, in one piece, so that
/// nothing flickers; otherwise it is drawn only when its text changed, and not too often.
public final class BarProgress: ProgressTalk {
  /// Yes.
  public var countsCells: Bool { true }

  private let sink: any ByteSink
  private let layout: BarLayout
  private let width: () -> Int
  private let now: () -> UInt64
  private let start: UInt64

  private var jobs: [ProgressJob] = []
  private var doneCells: [Int] = []
  private var isDone: [Bool] = []
  /// The notebooks that run, and the cell that each is in.
  private var running: [Int: String] = [:]
  private var shown = ""
  private var drawnAt: UInt64
  private var isOver = false
  /// Whether the last line that was written is not at its end yet.
  private var isInLine = false

  /// The time between two drawings: about fifteen a second.
  private static let pause: UInt64 = 66_000_000
  /// The time before the first drawing, so that short runs show no bar at all.
  private static let firstPause: UInt64 = 150_000_000
  private static let wipe = "\r\u{1B}[K"

  /// Creates a bar.
  ///
  /// - Parameters:
  ///   - sink: The terminal.
  ///   - unicode: Whether it shows characters outside of ASCII.
  ///   - width: Its width in cells, asked for at each drawing.
  ///   - now: A clock in nanoseconds that never goes back.
  public init(
    _ sink: any ByteSink, unicode: Bool, width: @escaping () -> Int,
    now: @escaping () -> UInt64 = MonotonicClock.nanoseconds
  ) {
    self.sink = sink
    layout = BarLayout(unicode: unicode)
    self.width = width
    self.now = now
    start = now()
    drawnAt = start
  }

  /// Writes a line above the bar.
  public func write(_ bytes: UnsafeRawBufferPointer) throws(Diagnostic) {
    guard let last = bytes.last else { return }
    isInLine = last != UInt8(ascii: "\n")
    guard !shown.isEmpty else { return try sink.write(bytes) }
    var all = Array(Self.wipe.utf8)
    all.append(contentsOf: bytes)
    if isInLine { shown = "" } else { all.append(contentsOf: shown.utf8) }
    try sink.write(all)
  }

  /// Takes an event, and draws the bar when it is time.
  public func take(_ event: ProgressEvent) {
    switch event {
    case .begun(let jobs):
      self.jobs = jobs
      doneCells = jobs.map { _ in 0 }
      isDone = jobs.map { _ in false }
    case .notebookBegun(let number): running[number] = ""
    case .cellBegun(let number, let id): running[number] = id
    case .cellFinished(let number, _):
      doneCells[number] += 1
      running[number] = ""
    case .notebookFinished(let number, _):
      isDone[number] = true
      running[number] = nil
    case .finished:
      isOver = true
      if !shown.isEmpty { try? sink.write(Self.wipe) }
      shown = ""
      return
    }
    tick()
  }

  /// Draws the bar when its text changed and the last drawing is long enough ago.
  public func tick() {
    let time = now()
    guard !isOver, !isInLine, !jobs.isEmpty, time &- start >= Self.firstPause,
      shown.isEmpty || time &- drawnAt >= Self.pause
    else { return }
    let text = layout.text(state(at: time), width: width())
    guard text != shown else { return }
    drawnAt = time
    try? sink.write((shown.isEmpty ? "" : "\r") + text + "\u{1B}[K")
    shown = text
  }

  private func state(at time: UInt64) -> BarLayout.State {
    var state = BarLayout.State()
    state.count = jobs.count
    state.done = isDone.count { $0 }
    state.seconds = Int((time &- start) / 1_000_000_000)
    var sum = 0.0
    for (number, job) in jobs.enumerated() {
      if isDone[number] {
        sum += 1
      } else if job.cellCount > 0 {
        sum += min(1, Double(doneCells[number]) / Double(job.cellCount))
      }
    }
    state.fraction = sum / Double(max(jobs.count, 1))
    // The first in order, so that the line does not jump between those that run side by side.
    if let number = running.keys.min() {
      state.title = jobs[number].title
      state.cell = running[number] ?? ""
      state.others = running.count - 1
    }
    return state
  }
}
