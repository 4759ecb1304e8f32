import Charts
import Columnar
import Diagnostics

/// A chart as the rows behind it: title, what it shows, a table for each layer, notes.
struct ChartTable {
  let chart: BuiltChart
  /// The most cells of a line.
  let width: Int
  /// The most rows of a layer.
  private static let mostRows = 40

  /// The lines, each ending with a line break.
  var text: String {
    var lines: [String] = []
    for text in [chart.spec.title, chart.spec.subtitle] where !text.isEmpty {
      lines += wrapped(ChartText.clean(text))
    }
    lines += wrapped(chart.spec.alt.isEmpty ? chart.description : ChartText.clean(chart.spec.alt))
    for layer in chart.spec.layers where !layer.channels.isEmpty {
      lines.append("")
      if chart.spec.layers.count > 1 { lines.append("\(layer.mark):") }
      lines += table(of: layer)
    }
    if !chart.spec.caption.isEmpty { lines += [""] + wrapped(ChartText.clean(chart.spec.caption)) }
    return lines.joined(separator: "\n") + "\n"
  }

  /// A layer's rows in columns that are called like what they show.
  private func table(of layer: LayerSpec) -> [String] {
    var header: [String] = []
    var columns: [Column] = []
    for channel in layer.channels {
      guard let column = layer.data.column(named: channel.name) else { continue }
      let title = ChartText.clean(channel.title)
      // One expression may be shown by several channels.
      guard !header.contains(title) else { continue }
      header.append(title)
      columns.append(column)
    }
    let count = min(layer.data.rowCount, Self.mostRows)
    let rows = (0..<count).map { row in
      columns.map { $0.isValid(row) ? ChartText.clean(ValueText.plain($0.value(at: row))) : "" }
    }
    let room = max(8, width / max(1, columns.count) - 2)
    let widths = header.indices.map { column in
      min(room, ([header] + rows).map { DisplayWidth.cells($0[column]) }.max() ?? 0)
    }
    var lines = ([header] + rows).map { row in
      var line = ""
      for (index, text) in row.enumerated() {
        let shown = ChartText.shortened(
          text, to: Double(widths[index]), size: 1, CellTextMeasurer())
        let blanks = String(
          repeating: " ", count: max(0, widths[index] - DisplayWidth.cells(shown)))
        let isNumber = columns[index].type.isNumeric
        line += (index > 0 ? "  " : "") + (isNumber ? blanks + shown : shown + blanks)
      }
      while line.last == " " { line.removeLast() }
      return line
    }
    if count < layer.data.rowCount {
      lines.append("and \(NumberText.grouped(layer.data.rowCount - count)) more rows")
    }
    return lines
  }

  private func wrapped(_ text: String) -> [String] {
    ChartText.wrapped(
      text, to: Double(max(20, width)), size: 1, maximumLines: 12, CellTextMeasurer())
  }
}
