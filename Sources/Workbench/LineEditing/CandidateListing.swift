import Diagnostics

/// The list of candidates shown below the line.
struct CandidateListing {
  /// The candidates, in the order shown.
  var candidates: [Candidate]
  /// The width of the terminal in cells.
  var columns: Int
  /// How many lines the list may take.
  var lines: Int
  /// Whether the words beside a candidate are dimmed.
  var usesColor: Bool

  /// The list as lines of text, each with a newline.
  func text() -> String {
    let rows =
      candidates.contains { !$0.detail.isEmpty } ? describedRows() : packedRows()
    let shown = rows.count <= lines ? rows.count : max(1, lines - 1)
    var text = ""
    for row in rows.prefix(shown) { text += row.text + "\n" }
    let hidden = rows.dropFirst(shown).reduce(0) { $0 + $1.candidates }
    if hidden > 0 { text += "and \(hidden) more\n" }
    return text
  }

  private struct Row {
    var text: String
    var candidates: Int
  }

  /// One candidate a row, its description beside it.
  private func describedRows() -> [Row] {
    let names = candidates.map { Self.printable($0.text) }
    let widest = names.reduce(0) { max($0, DisplayWidth.cells($1)) }
    let column = min(widest, max(8, columns / 2))
    return zip(names, candidates).map { name, candidate in
      let shortName = DisplayWidth.shortened(name, to: column)
      let space = columns - column - 3
      guard space > 0, !candidate.detail.isEmpty else { return Row(text: shortName, candidates: 1) }
      let detail = DisplayWidth.shortened(Self.printable(candidate.detail), to: space)
      let gap = String(repeating: " ", count: column - DisplayWidth.cells(shortName) + 2)
      let shown = usesColor ? "\u{1B}[2m\(detail)\u{1B}[0m" : detail
      return Row(text: shortName + gap + shown, candidates: 1)
    }
  }

  /// As many candidates a row as fit, in columns that read downwards.
  private func packedRows() -> [Row] {
    let names = candidates.map {
      DisplayWidth.shortened(Self.printable($0.text), to: max(1, columns - 1))
    }
    let cell = names.reduce(0) { max($0, DisplayWidth.cells($1)) } + 2
    let perRow = max(1, (columns + 1) / cell)
    let rowCount = (names.count + perRow - 1) / perRow
    return (0..<rowCount).map { row in
      let members = stride(from: row, to: names.count, by: rowCount).map { names[$0] }
      var text = ""
      for (position, name) in members.enumerated() {
        text += name
        guard position + 1 < members.count else { continue }
        text += String(repeating: " ", count: cell - DisplayWidth.cells(name))
      }
      return Row(text: text, candidates: members.count)
    }
  }

  /// Replaces what a terminal would obey rather than show: a candidate may come from data.
  static func printable(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar.properties.generalCategory {
      case .control, .lineSeparator, .paragraphSeparator: result.append("\u{FFFD}")
      case .format where scalar != "\u{200D}": continue
      default: result.append(scalar)
      }
    }
    return String(result)
  }
}
