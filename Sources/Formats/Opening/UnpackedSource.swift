import Catalog
import Columnar
import Diagnostics

/// A data set that was compressed; it says so among its findings.
final class UnpackedSource: TableSource {
  private let data: any TableSource
  private let compression: String

  init(_ data: any TableSource, _ compression: String) {
    self.data = data
    self.compression = compression
  }

  var schema: Schema { data.schema }
  var findings: [(name: String, value: String)] { [("compression", compression)] + data.findings }
  func notes(columns: Set<String>?) -> [StageRecord.Note] { data.notes(columns: columns) }
  func read(columns: Set<String>?, _ context: RunContext) throws(Diagnostic) -> Table {
    try data.read(columns: columns, context)
  }
}
