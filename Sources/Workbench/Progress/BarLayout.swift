import Diagnostics

/// One line of a terminal that says how far a run is.
struct BarLayout {
  /// What the line says.
  struct State {
    /// The notebooks that are done.
    var done = 0
    /// All notebooks.
    var count = 0
    /// How much is done, from 0 to 1.
    var fraction = 0.0
    /// The notebook that is shown, and the cell that it is in.
    var title = ""
    var cell = ""
    /// How many others run at the same time.
    var others = 0
    /// How long it has run, in whole seconds.
    var seconds = 0
  }

  /// Whether eighths of blocks can be shown; else the bar is of `#`.
  var unicode = true

  /// The line for a width in cells; never wider, and empty when nothing fits.
  ///
  /// What is least needed goes first: the notebook, the bar, the time. The last column stays free,
  /// because some terminals begin a new line there.
  func text(_ state: State, width: Int) -> String {
    let room = width - 1
    let counts = "\(state.done)/\(state.count)"
    let time = Self.time(state.seconds)
    let gap = "  "
    var parts = [counts, time]
    func length(_ parts: [String]) -> Int {
      parts.reduce(0) { $0 + DisplayWidth.cells($1) } + gap.count * (parts.count - 1)
    }
    guard length(parts) <= room else { return DisplayWidth.cells(counts) <= room ? counts : "" }
    let barWidth = min(24, room / 4)
    if barWidth >= 6, length(parts) + gap.count + barWidth + 2 <= room {
      parts.insert(bar(state.fraction, width: barWidth), at: 0)
    }
    let left = room - length(parts) - gap.count
    if left >= 8, !state.title.isEmpty {
      parts.insert(running(state, width: left), at: parts.count - 1)
    }
    return parts.joined(separator: gap)
  }

  /// A bar with its ends, as wide as the number of blocks and two.
  func bar(_ fraction: Double, width: Int) -> String {
    let steps = unicode ? 8 : 1
    let filled = Int((min(max(fraction, 0), 1) * Double(width * steps)).rounded(.down))
    let whole = filled / steps
    var text = String(repeating: unicode ? "█" : "#", count: whole)
    var cells = whole
    if unicode, filled % steps > 0 {
      text += Self.eighths[filled % steps - 1]
      cells += 1
    }
    return "[" + text + String(repeating: " ", count: width - cells) + "]"
  }

  private static let eighths = ["▏", "▎", "▍", "▌", "▋", "▊", "▉"]

  /// The notebook and its cell in at most some cells; the name of the file and the cell go last.
  private func running(_ state: State, width: Int) -> String {
    let title = PlainLines.oneLine(state.title)
    let others = state.others > 0 ? " +\(state.others)" : ""
    let cell = state.cell.isEmpty ? "" : ": \(state.cell)"
    let rest = DisplayWidth.cells(cell) + DisplayWidth.cells(others)
    // Ten cells are about as much as a name needs to be known again.
    if width - rest >= min(10, DisplayWidth.cells(title)) {
      return beginningCut(title, width - rest) + cell + others
    }
    let file = title.split(separator: "/").last.map(String.init) ?? title
    return DisplayWidth.shortened(file, to: width, mark: ellipsis)
  }

  private var ellipsis: String { unicode ? "…" : "~" }

  /// The end of a text that fits, because names of files stand at the end of paths.
  private func beginningCut(_ text: String, _ width: Int) -> String {
    guard DisplayWidth.cells(text) > width else { return text }
    var kept: [Character] = []
    var cells = 1
    for character in text.reversed() {
      cells += DisplayWidth.cells(of: character)
      if cells > width { break }
      kept.append(character)
    }
    return ellipsis + String(kept.reversed())
  }

  /// Whole seconds, so that the line changes at most once a second while nothing happens.
  private static func time(_ seconds: Int) -> String {
    if seconds < 60 { return "\(seconds) s" }
    if seconds < 3600 { return "\(seconds / 60) min \(seconds % 60) s" }
    return "\(seconds / 3600) h \(seconds % 3600 / 60) min"
  }
}
