import Catalog
import Charts
import Diagnostics

/// The file that a chart is written to: `save "chart.svg"`.
struct ChartFile: Sendable {
  private let path: String
  private let span: Span

  /// Reads the clause; nil when it does not stand.
  ///
  /// - Throws: E702 when the name's ending is not that of a form of charts.
  init?(_ arguments: Arguments) throws(Diagnostic) {
    guard let (path, span) = arguments.text("save") else { return nil }
    self.path = path
    self.span = span
    let ending = path.contains(".") ? path.split(separator: ".").last.map(String.init) : nil
    guard let ending, ["svg", "txt"].contains(ending) else {
      var details = ["A chart is written as .svg, or as text: .txt"]
      if let ending, Self.pictures.contains(ending.lowercased()) {
        details.append(
          "Other programs make a .\(ending.lowercased()) of an SVG, for example: "
            + "rsvg-convert -f \(ending.lowercased()) chart.svg")
      }
      throw Diagnostic(
        "E702", "the name `\(path)` does not say a form of charts", at: span, details: details)
    }
  }

  private static let pictures = ["png", "pdf", "ps", "eps"]

  /// Writes a chart, or says that saving is off.
  func write(_ chart: BuiltChart, _ context: RunContext) throws(Diagnostic) {
    guard let target = context.saving else {
      context.note("", "`\(path)` was not written: saving is off here")
      return
    }
    _ = try target.save(chart, as: path, at: span)
  }
}
