import Catalog
import Columnar
import Diagnostics
import Formats
import Notebooks
import Planning
import QueryLanguage

/// Tells how a data set differs from what a lock says of it: rows, columns, values.
struct DataDrift {
  let locked: NotebookLock.Data
  let present: NotebookKeys.Data

  /// One line for each thing that is known to differ.
  func lines() throws(DiagnosticList) -> [String] {
    let (table, digest) = try DataFacts.read(present)
    var lines: [String] = []
    if let files = files() { lines.append(files) }
    let isSame =
      digest.columns.map(NotebookLock.Column.init) == locked.columns && digest.rows == locked.rows
    guard !isSame else {
      return lines + [
        "The table in it is the same: only how it is stored changed, such as quoting, line ends or",
        "compression.",
      ]
    }
    let workers = present.session.workers
    if isReordered(table, digest, workers) {
      return lines + ["the same \(NumberText.grouped(digest.rows)) rows, in another order"]
    }
    let beginning = beginning(of: table, workers)
    if let rows = rows(digest, beginning) { lines.append(rows) }
    return lines + columns(digest, beginning: beginning)
  }

  private func files() -> String? {
    guard case .files(let count, _) = present.content.origin, let before = locked.files,
      before != count
    else { return nil }
    return "files: locked \(before), are \(count)"
  }

  // MARK: Rows

  /// The digest of as many rows as the lock knows, when there are more now.
  private func beginning(of table: Table, _ workers: Workers) -> TableDigest? {
    guard table.rowCount > locked.rows else { return nil }
    return TableDigest(table.slice(0..<locked.rows), workers: workers)
  }

  private func rows(_ digest: TableDigest, _ beginning: TableDigest?) -> String? {
    let now = NumberText.grouped(digest.rows)
    let before = NumberText.grouped(locked.rows)
    let difference = abs(digest.rows - locked.rows)
    let words = NumberText.grouped(difference) + (difference == 1 ? " row" : " rows")
    if digest.rows > locked.rows {
      let more = "\(words) more: \(now), locked \(before)"
      guard beginning?.columns.map(NotebookLock.Column.init) == locked.columns else { return more }
      return "\(more); the first \(before) are as locked"
    }
    if digest.rows < locked.rows { return "\(words) fewer: \(now), locked \(before)" }
    return nil
  }

  private func isReordered(_ table: Table, _ digest: TableDigest, _ workers: Workers) -> Bool {
    digest.rows == locked.rows
      && digest.columns.map { [$0.name, $0.type] } == locked.columns.map { [$0.name, $0.type] }
      && TableDigest.anyOrder(table, workers: workers).hexadecimal == locked.anyOrder
  }

  // MARK: Columns

  private func columns(_ digest: TableDigest, beginning: TableDigest?) -> [String] {
    let now = digest.columns.map(NotebookLock.Column.init)
    var gone = locked.columns.filter { column in !now.contains { $0.name == column.name } }
    var new = now.filter { column in !locked.columns.contains { $0.name == column.name } }
    var lines: [String] = []
    for column in gone {
      guard let index = new.firstIndex(where: { $0.digest == column.digest }) else { continue }
      lines.append("column \(column.name) is called \(new[index].name) now")
      new.remove(at: index)
      gone.removeAll { $0.name == column.name }
    }
    lines += gone.map { "column \($0.name) is gone; it was \($0.type)" }
    lines += new.map { "column \($0.name) is new; it is \($0.type)" }
    let shared = locked.columns.map(\.name).filter { name in now.contains { $0.name == name } }
    if shared != now.map(\.name).filter({ name in shared.contains(name) }) {
      lines.append("the columns stand in another order")
    }
    let sameRows = digest.rows == locked.rows
    for column in now {
      guard let before = locked.columns.first(where: { $0.name == column.name }) else { continue }
      if let words = change(from: before, to: column, sameRows, beginning) {
        lines.append("column \(column.name): \(words)")
      }
    }
    return lines
  }

  private func change(
    from before: NotebookLock.Column, to now: NotebookLock.Column, _ hasSameRows: Bool,
    _ beginning: TableDigest?
  ) -> String? {
    if before.type != now.type { return "type was \(before.type), is \(now.type)" }
    if let beginning {
      // Rows were added; whether values of the others changed can still be told.
      let start = beginning.columns.first { $0.name == now.name }
      guard start?.digest.hexadecimal != before.digest else { return nil }
      return "values of the first \(NumberText.grouped(locked.rows)) rows changed"
    }
    guard hasSameRows, before.digest != now.digest else { return nil }
    let nulls = now.nulls - before.nulls
    if nulls == 0 { return "values changed" }
    let count = NumberText.grouped(abs(nulls))
    return "values changed; \(count) missing value\(abs(nulls) == 1 ? "" : "s")"
      + (nulls > 0 ? " more" : " fewer")
  }
}

extension NotebookLock.Column {
  init(_ column: TableDigest.ColumnDigest) {
    self.init(
      name: column.name, type: column.type, nulls: column.nulls,
      digest: column.digest.hexadecimal)
  }
}

/// The facts of a data set that only reading all of it gives.
enum DataFacts {
  /// The whole table and its digest.
  static func read(
    _ data: NotebookKeys.Data
  ) throws(DiagnosticList) -> (table: Table, digest: TableDigest) {
    do throws(Diagnostic) {
      let session = data.session
      _ = try session.load(data.syntax)
      guard case .data(let source)? = session.scope.values[data.syntax.name.text] else {
        throw .defect("`\(data.name)` was opened and is not there")
      }
      let table = try source.read(columns: nil, session.makeContext())
      return (table, TableDigest(table, workers: session.workers))
    } catch {
      throw DiagnosticList([error])
    }
  }

  /// What a lock says of a data set.
  static func locked(_ data: NotebookKeys.Data) throws(DiagnosticList) -> NotebookLock.Data {
    let (table, digest) = try read(data)
    var files: Int?
    if case .files(let count, _) = data.content.origin { files = count }
    return NotebookLock.Data(
      name: data.name, path: data.path, files: files, bytes: data.content.bytes,
      digest: data.content.digest.hexadecimal, rows: digest.rows,
      anyOrder: TableDigest.anyOrder(table, workers: data.session.workers).hexadecimal,
      columns: digest.columns.map(NotebookLock.Column.init))
  }
}
