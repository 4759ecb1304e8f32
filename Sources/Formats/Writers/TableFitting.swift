import Diagnostics

/// Chooses the widths of columns so that a table fits a terminal.
///
/// The widest text columns are shortened first, to eight cells at least; when that is not enough,
/// columns in the middle are hidden. Numbers are never shortened.
struct TableFitting {
  /// The positions of the columns that are shown.
  private(set) var visible: [Int]
  /// The width of each column in terminal cells, by its position in the table.
  private(set) var widths: [Int]
  /// The number of shown columns before the gap; nil when none is hidden.
  private(set) var columnsBeforeGap: Int?

  /// The least width to which text is shortened.
  static let narrowest = 8

  /// - Parameters:
  ///   - natural: The widths that would show everything.
  ///   - shortenable: Which columns hold text.
  ///   - limit: The width of the terminal; nil for none.
  ///   - frame: The cells that each column takes besides its text, and the table once.
  init(natural: [Int], shortenable: [Bool], limit: Int?, frame: (perColumn: Int, once: Int)) {
    visible = Array(natural.indices)
    widths = natural
    guard let limit else { return }
    while true {
      widths = natural
      // The gap is a column of one cell.
      let gap = columnsBeforeGap == nil ? 0 : 1 + frame.perColumn
      let room = limit - frame.once - visible.count * frame.perColumn - gap
      if shrink(to: room, shortenable) || visible.count <= 1 { return }
      let middle = visible.count / 2
      visible.remove(at: middle)
      columnsBeforeGap = middle
    }
  }

  /// Makes the widest text columns narrower until all fit; false when they cannot.
  private mutating func shrink(to room: Int, _ shortenable: [Bool]) -> Bool {
    var excess = visible.reduce(0) { $0 + widths[$1] } - room
    while excess > 0 {
      let texts = visible.filter { shortenable[$0] && widths[$0] > Self.narrowest }
      guard let widest = texts.map({ widths[$0] }).max() else { return false }
      let atWidest = texts.filter { widths[$0] == widest }
      let next = max(
        Self.narrowest, texts.map { widths[$0] }.filter { $0 < widest }.max() ?? Self.narrowest)
      // All of the widest go down together, to the next width or as far as is needed.
      let step = max(1, min(widest - next, (excess + atWidest.count - 1) / atWidest.count))
      for column in atWidest {
        let cut = min(step, excess)
        widths[column] -= cut
        excess -= cut
        if excess <= 0 { break }
      }
    }
    return true
  }
}
