import Catalog
import Columnar
import Diagnostics

/// Lays a table out in columns of characters, with a frame or without.
struct AlignedText {
  /// The characters of a frame.
  struct Frame {
    /// The left, middle and right corners and the line between them.
    typealias Rule = (left: String, line: String, middle: String, right: String)
    let top: Rule?
    let below: Rule
    let bottom: Rule?
    /// What stands before the first cell, between two, and after the last.
    let before: String, between: String, after: String

    static let box = Frame(
      top: ("┌", "─", "┬", "┐"), below: ("├", "─", "┼", "┤"), bottom: ("└", "─", "┴", "┘"),
      before: "│ ", between: " │ ", after: " │")
    static let asciiBox = Frame(
      top: ("+", "-", "+", "+"), below: ("+", "-", "+", "+"), bottom: ("+", "-", "+", "+"),
      before: "| ", between: " | ", after: " |")
    static let none = Frame(
      top: nil, below: ("", "-", "  ", ""), bottom: nil, before: "", between: "  ", after: "")
  }

  let frame: Frame
  let options: WriteOptions

  private var missing: String {
    let sign = options.unicode ? "∅" : "null"
    return options.color ? "\u{1B}[2m\(sign)\u{1B}[0m" : sign
  }
  private var missingWidth: Int { options.unicode ? 1 : 4 }
  private var mark: String { options.unicode ? "…" : "..." }

  /// Writes the table and, below it, what is not shown.
  func write(_ table: Table, to sink: any ByteSink) throws(Diagnostic) {
    var out = OutputBuffer(sink)
    let shown = ShownTable(table, options)
    if !shown.columns.isEmpty { try writeGrid(shown, &out) }
    if let provenance = table.provenance { try out.append(provenance + "\n") }
    try out.flush()
  }

  private func writeGrid(_ shown: ShownTable, _ out: inout OutputBuffer) throws(Diagnostic) {
    let natural = shown.columns.map { column in
      column.cells.reduce(DisplayWidth.cells(column.name)) {
        max($0, $1.isMissing ? missingWidth : DisplayWidth.cells($1.text))
      }
    }
    let between = DisplayWidth.cells(frame.between)
    let outer = DisplayWidth.cells(frame.before) + DisplayWidth.cells(frame.after)
    let fitting = TableFitting(
      natural: natural, shortenable: shown.columns.map(\.isText), limit: options.width,
      frame: (between, outer - between))
    let visible = fitting.visible
    let widths = fitting.widths
    let gapWidth = DisplayWidth.cells(mark)
    var shortenedCells = 0

    func line(_ cells: [String]) -> String {
      var cells = cells
      if let gap = fitting.columnsBeforeGap { cells.insert(mark, at: gap) }
      var text = frame.before + cells.joined(separator: frame.between) + frame.after
      if frame.after.isEmpty {
        while text.last == " " { text.removeLast() }
      }
      return text + "\n"
    }
    func rule(_ rule: Frame.Rule?) -> String {
      guard let rule else { return "" }
      var parts = visible.map { widths[$0] }
      if let gap = fitting.columnsBeforeGap { parts.insert(gapWidth, at: gap) }
      let padding = frame.after.isEmpty ? 0 : 2
      let lines = parts.map { String(repeating: rule.line, count: $0 + padding) }
      return rule.left + lines.joined(separator: rule.middle) + rule.right + "\n"
    }
    func padded(_ text: String, _ column: Int, width: Int? = nil) -> String {
      let space = String(
        repeating: " ", count: max(0, widths[column] - (width ?? DisplayWidth.cells(text))))
      return shown.columns[column].isNumeric ? space + text : text + space
    }

    try out.append(rule(frame.top))
    try out.append(
      line(
        visible.map {
          padded(DisplayWidth.shortened(shown.columns[$0].name, to: widths[$0], mark: mark), $0)
        }))
    try out.append(rule(frame.below))
    for row in 0..<shown.rowCount {
      if shown.isLimited, row == shown.rowsBeforeGap {
        try out.append(line(visible.map { padded(mark, $0) }))
      }
      var cells: [String] = []
      for column in visible {
        let cell = shown.columns[column].cells[row]
        if cell.isMissing {
          cells.append(padded(missing, column, width: missingWidth))
          continue
        }
        let text = DisplayWidth.shortened(cell.text, to: widths[column], mark: mark)
        if text != cell.text { shortenedCells += 1 }
        cells.append(padded(text, column))
      }
      try out.append(line(cells))
    }
    if shown.isLimited, shown.rowsBeforeGap == shown.rowCount {
      try out.append(line(visible.map { padded(mark, $0) }))
    }
    try out.append(rule(frame.bottom))
    try writeFooter(shown, fitting, shortenedCells, &out)
  }

  /// Names what is hidden, so that nothing is missing unnoticed.
  private func writeFooter(
    _ shown: ShownTable, _ fitting: TableFitting, _ shortenedCells: Int,
    _ out: inout OutputBuffer
  ) throws(Diagnostic) {
    if shown.isLimited {
      let last = shown.rowCount - shown.rowsBeforeGap
      let parts = last > 0 ? "\(shown.rowsBeforeGap) + \(last)" : "\(shown.rowsBeforeGap)"
      try out.append("\(parts) of \(NumberText.grouped(shown.totalRows)) rows shown\n")
    }
    let hidden = shown.columns.indices.filter { !fitting.visible.contains($0) }
    if !hidden.isEmpty {
      let names = hidden.map { shown.columns[$0].name }.joined(separator: ", ")
      try out.append("\(hidden.count == 1 ? "column" : "columns") not shown: \(names)\n")
    }
    if shortenedCells > 0 {
      let noun = shortenedCells == 1 ? "cell" : "cells"
      try out.append("\(NumberText.grouped(shortenedCells)) \(noun) shortened\n")
    }
  }
}
