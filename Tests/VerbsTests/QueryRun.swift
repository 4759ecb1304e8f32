import Catalog
import Columnar
import Diagnostics
import Workbench

/// What a program gives, run by the whole workbench.
struct QueryRun {
  /// The last table.
  var table = Table.empty
  /// Everything that was shown, as CSV.
  var csv = ""
  /// What each stage of the last pipeline did.
  var stages: [StageRecord] = []
  /// What stages gave besides rows.
  var outputs: [StageOutput] = []
  /// What was wrong.
  var errors: [Diagnostic] = []

  init(_ program: String, threads: Int = 1, limits: RunLimits = RunLimits()) {
    let session = Session(options: SessionOptions(threadCount: threads, limits: limits))
    var run = QueryRun()
    let errors = session.run(SourceText(name: "test", text: program)) { result in
      guard case .table(let pipeline) = result else { return }
      for case .table(let table, _, _) in pipeline.outputs { run.csv += Self.csv(table) }
      if !pipeline.presentsItself { run.csv += Self.csv(pipeline.table) }
      run.table = pipeline.table
      run.stages = pipeline.record.stages
      run.outputs = pipeline.outputs
    }
    self = run
    self.errors = errors
  }

  private init() {}

  /// The notes of all stages.
  var notes: [StageRecord.Note] { stages.flatMap(\.notes) }

  /// The codes of the notes.
  var noteCodes: [String] { notes.map(\.code) }

  /// The first error with its place and its details, one line each.
  var errorText: String {
    guard let error = errors.first else { return "" }
    let place = error.primary.map { " at `\($0.span.text)`" } ?? ""
    var lines = ["\(error.code)\(place): \(error.message)"]
    if let label = error.primary?.text, !label.isEmpty { lines.append(label) }
    return (lines + error.details).joined(separator: "\n")
  }

  private static func csv(_ table: Table) -> String {
    func field(_ text: String) -> String {
      guard text.contains(where: { ",\"\n".contains($0) }) else { return text }
      let parts = text.split(separator: "\"", omittingEmptySubsequences: false)
      return "\"" + parts.joined(separator: "\"\"") + "\""
    }
    var lines = [table.schema.names.map(field).joined(separator: ",")]
    let columns = (0..<table.columnCount).map { table.column(at: $0).values }
    for row in 0..<table.rowCount {
      lines.append(columns.map { field(ValueText.plain($0[row])) }.joined(separator: ","))
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
