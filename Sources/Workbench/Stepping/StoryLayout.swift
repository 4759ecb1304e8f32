import Catalog
import Diagnostics
import Formats

/// Lays stories out in lines of a fixed width; nothing depends on colour.
struct StoryLayout {
  /// Cells in a line.
  var width: Int
  /// Whether marks are coloured besides.
  var color: Bool
  /// Whether characters outside ASCII can be shown.
  var unicode = true

  private var gap: String { unicode ? "…" : "..." }

  // MARK: Lines

  /// Words in lines no wider than the page, each after an indent.
  func wrapped(_ text: String, indent: Int, hanging: Int? = nil) -> [String] {
    WordWrap.lines(VisibleText.escaped(text), width: width, indent: indent, hanging: hanging)
  }

  /// Statements beside each other with three spaces between; a new line where they do not fit.
  func facts(_ facts: [String]) -> [String] {
    var lines: [String] = []
    var line = ""
    for fact in facts.map({ VisibleText.escaped($0) }) {
      let joined = line.isEmpty ? "  " + fact : line + "   " + fact
      if DisplayWidth.cells(joined) <= width {
        line = joined
        continue
      }
      if !line.isEmpty { lines.append(line) }
      line = "  " + fact
      if DisplayWidth.cells(line) > width {
        lines += wrapped(fact, indent: 2, hanging: 4)
        line = ""
      }
    }
    return line.isEmpty ? lines : lines + [line]
  }

  /// A text behind a lead, and counts at the right edge of its first line; a long text goes on below.
  func header(_ lead: String, _ text: String, _ right: String) -> [String] {
    let indent = DisplayWidth.cells(lead)
    let room = width - DisplayWidth.cells(right) - 2 - indent
    var pieces = StoryLayout(width: room, color: false, unicode: unicode).wrapped(text, indent: 0)
    if pieces.count > 3 { pieces = Array(pieces.prefix(3)) + [gap] }
    let first = lead + shortened(pieces.first ?? "", room)
    let head = padded(first, to: width - DisplayWidth.cells(right)) + right
    return [head] + pieces.dropFirst().map { spaces(indent) + $0 }
  }

  func lines(of story: Story) -> [String] {
    story.pieces.flatMap { piece in
      switch piece {
      case .facts(let facts): self.facts(facts)
      case .table(let table): lines(of: table)
      }
    }
  }

  // MARK: Tables

  private static let indent = 4
  private static let widestCell = 34

  func lines(of table: StoryTable) -> [String] {
    let rows = table.rows.map { row in
      var row = row
      row.cells = row.cells.map { VisibleText.escaped($0) }
      return row
    }
    let labels = rows.map { DisplayWidth.cells($0.label) }.max() ?? 0
    let lead = Self.indent + 2 + (labels > 0 ? labels + 2 : 0)
    let remarks = rows.map { DisplayWidth.cells($0.remark) }.max() ?? 0
    let beside = remarks > 0 && remarks <= 44 ? remarks + 2 : 0
    let widths = fitted(natural(table, rows), table, room: width - lead - beside)
    var lines: [String] = []
    if table.hasHeader {
      let names = zip(table.columns, widths).map { column, size in
        cell(VisibleText.escaped(column.name), size, right: column.isNumeric)
      }
      lines.append(trimmed(spaces(lead) + names.joined(separator: "  ")))
      let hidden = table.columns.count - widths.count
      if hidden > 0 { lines[0] += "  +\(StoryText.counted(hidden, "column"))" }
    }
    for row in rows {
      let cells = zip(zip(row.cells, table.columns), widths).map { pair, size in
        cell(pair.0, size, right: pair.1.isNumeric)
      }
      let label = labels > 0 ? padded(row.label, to: labels + 2) : ""
      var line = spaces(Self.indent) + mark(row.mark) + " " + label
      line += cells.joined(separator: "  ")
      let remark = VisibleText.escaped(row.remark)
      let isBeside = beside > 0 || remark.isEmpty
      if isBeside { line += remark.isEmpty ? "" : "  " + remark }
      lines.append(trimmed(line))
      if !isBeside { lines += wrapped(remark, indent: lead, hanging: lead + 2) }
    }
    return lines
  }

  private func natural(_ table: StoryTable, _ rows: [StoryTable.Row]) -> [Int] {
    table.columns.indices.map { index in
      let cells = rows.map { index < $0.cells.count ? DisplayWidth.cells($0.cells[index]) : 0 }
      let head = table.hasHeader ? DisplayWidth.cells(table.columns[index].name) : 0
      let widest = cells.max() ?? 0
      return table.columns[index].isNumeric || !table.hasHeader
        ? max(head, widest) : max(min(head, 20), min(Self.widestCell, widest))
    }
  }

  /// Narrows the widest columns, then leaves out the last ones.
  private func fitted(_ widths: [Int], _ table: StoryTable, room: Int) -> [Int] {
    var widths = widths
    func total() -> Int { widths.reduce(0, +) + 2 * max(0, widths.count - 1) }
    while total() > room {
      let narrow = widths.indices.filter { widths[$0] > 8 && !table.columns[$0].isNumeric }
      if let widest = narrow.max(by: { widths[$0] < widths[$1] }) {
        widths[widest] -= min(total() - room, max(1, widths[widest] - 8), 4)
      } else if widths.count > 1 {
        widths.removeLast()
      } else {
        break
      }
    }
    return widths
  }

  private func mark(_ mark: StoryTable.Mark) -> String {
    guard color else { return mark.rawValue }
    let code =
      switch mark {
      case .kept: "32"
      case .removed: "31"
      case .unknown: "33"
      case .plain: ""
      }
    return code.isEmpty ? mark.rawValue : "\u{1B}[\(code)m\(mark.rawValue)\u{1B}[0m"
  }

  // MARK: Cells

  private func cell(_ text: String, _ size: Int, right: Bool) -> String {
    let short = shortened(text, size)
    let space = spaces(size - DisplayWidth.cells(short))
    return right ? space + short : short + space
  }

  /// A text no wider than so many cells; what is left out is marked.
  func shortened(_ text: String, _ size: Int) -> String {
    DisplayWidth.shortened(text, to: size, mark: gap)
  }

  func padded(_ text: String, to size: Int) -> String {
    text + spaces(size - DisplayWidth.cells(text))
  }

  private func spaces(_ count: Int) -> String { String(repeating: " ", count: max(0, count)) }

  private func trimmed(_ line: String) -> String {
    var line = line
    while line.last == " " { line.removeLast() }
    return line
  }
}
