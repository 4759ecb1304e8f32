import Catalog
import ChartRendering
import Charts
import Columnar
import Diagnostics
import Formats
import Notebooks

/// Makes the outputs of a cell from what its statements give.
struct CellOutputs {
  /// What draws tables and values.
  let presenter: ResultPresenter
  /// What computes digests.
  let workers: Workers
  /// The size of charts that do not give one, in pixels.
  let figure: FigureSize?
  /// Whether the rows behind charts are kept, to be compared with others.
  let keepsLayers: Bool

  /// Rows of a table that pages and drawings show.
  private static let shownRows = 25

  /// A table as text and as a file.
  ///
  /// - Parameters:
  ///   - rowLimit: The rows that are drawn; files are always complete.
  ///   - digits: The significant digits of drawn numbers.
  func output(
    of table: Table, rowLimit: Int?, _ digits: Int
  ) throws(Diagnostic) -> CellOutput {
    let rowLimit = rowLimit ?? Self.shownRows
    let text = MemorySink()
    var boxed = presenter
    boxed.options.digits = digits
    try boxed.present(table, rowLimit: rowLimit, mode: "box", to: text)
    let csv = MemorySink()
    try presenter.present(table, rowLimit: nil, mode: "csv", to: csv)
    return CellOutput(
      [.plainText: text.bytes, .csv: csv.bytes],
      table: OutputTables.make(of: table, rowLimit: rowLimit, digits: digits),
      valueDigest: digest(of: [table]), rows: table.rowCount)
  }

  /// A single value.
  func output(of value: Value, _ type: DataType) -> CellOutput {
    let table = Table([("value", Column.constant(value, type, count: 1))])
    return CellOutput(
      [.plainText: Array(presenter.text(of: value, type).utf8)], valueDigest: digest(of: [table]))
  }

  /// Words, which are their own value.
  func output(of text: String) -> CellOutput {
    let bytes = Array(text.utf8)
    return CellOutput([.plainText: bytes], valueDigest: Digest(of: bytes).hexadecimal)
  }

  /// The digest of the values of some tables.
  private func digest(of tables: [Table]) -> String {
    let digests = tables.map { TableDigest($0, workers: workers).digest }
    if digests.count == 1 { return digests[0].hexadecimal }
    return Digest(of: digests.flatMap(\.bytes)).hexadecimal
  }

  /// A chart as a picture and as a drawing of characters, with the table behind it.
  func output(of chart: any ChartOutput) throws(Diagnostic) -> CellOutput {
    guard var built = chart as? BuiltChart else { throw .defect("a chart of an unknown kind") }
    if built.spec.size == nil, let figure {
      built.spec.size = (Double(figure.width), Double(figure.height))
    }
    let svg = SVGRenderer.render(built)
    var output = CellOutput(
      [.svg: Array(svg.utf8), .plainText: Array(presenter.drawing(of: built).utf8)],
      table: built.spec.layers.first.map {
        OutputTables.make(of: $0.data, rowLimit: OutputTables.chartRows, digits: 6)
      }, alternativeText: built.description,
      // What a chart says is what its layers were given.
      valueDigest: digest(of: built.spec.layers.map(\.data)),
      rows: built.spec.layers.first?.data.rowCount)
    if keepsLayers { output.layers = try built.spec.layers.map(layer) }
    return output
  }

  /// The rows of a layer with the titles of its channels.
  private func layer(_ layer: LayerSpec) throws(Diagnostic) -> CellOutput.Layer {
    let csv = MemorySink()
    let data = layer.data.compacted()
    let names = data.schema.fields.map { field in
      let title = layer.channel(field.name)?.title ?? field.name
      return title == field.name ? title : "\(title) (\(field.name))"
    }
    let named = Table(zip(names, data.storedColumns).map { ($0, $1) })
    try presenter.present(named, rowLimit: nil, mode: "csv", to: csv)
    return .init(mark: layer.mark, csv: csv.bytes)
  }
}
