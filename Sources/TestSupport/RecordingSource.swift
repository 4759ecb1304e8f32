public import Catalog
public import Columnar
public import Diagnostics
import Synchronization

/// A data set that remembers which columns it was asked for and gives no others.
public final class RecordingSource: TableSource {
  private let table: Table
  private let requests = Mutex<[Set<String>?]>([])

  /// Wraps a table.
  public init(_ table: Table) { self.table = table }

  /// The columns of the table.
  public var schema: Schema { table.schema }
  /// Nothing was detected.
  public var findings: [(name: String, value: String)] { [] }

  /// What was asked for, in order; nil stands for everything.
  public var asked: [Set<String>?] { requests.withLock { $0 } }

  /// Gives the columns that are asked for.
  public func read(columns: Set<String>?, _ context: RunContext) throws(Diagnostic) -> Table {
    requests.withLock { $0.append(columns) }
    guard let columns else { return table }
    let kept = schema.fields.indices.filter { columns.contains(schema.fields[$0].name) }
    return table.projecting(kept, as: Schema(kept.map { schema.fields[$0] }))
  }
}
