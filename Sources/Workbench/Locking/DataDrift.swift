import Catalog
import Columnar
import Diagnostics
import Formats
import Notebooks
import Planning
import QueryLanguage

/// Tells how a data set differs from what a lock says of it: rows, columns, values.
///
/// Which values changed is known only while the result folder still holds what stands for those of
/// the locked data; otherwise as much is told as the digests of the columns say.
struct DataDrift {
  let locked: NotebookLock.Data
  let present: NotebookKeys.Data
  /// What stands for the values of the locked data, if it is still there.
  let marks: LockedValues.Data?

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
    let schema = SchemaChange(locked.columns, digest.columns.map(NotebookLock.Column.init))
    if let changes = changes(of: table, schema, workers) {
      lines += self.lines(changes, digest.rows) + schema.lines
      let same = schema.kept.filter { $0.before.digest != $0.now.digest }
      if changes.changed.isEmpty, changes.gone.isEmpty, changes.new.isEmpty, !same.isEmpty {
        lines.append("values of \(same.map(\.now.name).joined(separator: ", ")) changed")
      }
      return lines
    }
    return lines + digestLines(table, digest, schema, workers)
  }

  private func files() -> String? {
    guard case .files(let count, _) = present.content.origin, let before = locked.files,
      before != count
    else { return nil }
    return "files: locked \(before), are \(count)"
  }

  private func isReordered(_ table: Table, _ digest: TableDigest, _ workers: Workers) -> Bool {
    digest.rows == locked.rows
      && digest.columns.map { [$0.name, $0.type] } == locked.columns.map { [$0.name, $0.type] }
      && TableDigest.anyOrder(table, workers: workers).hexadecimal == locked.anyOrder
  }

  // MARK: Values

  /// What changed in the columns that are still there; nil when the locked values are not known.
  private func changes(
    of table: Table, _ schema: SchemaChange, _ workers: Workers
  ) -> RowChanges? {
    guard let marks, !schema.kept.isEmpty else { return nil }
    let before = schema.kept.map { marks.marks[$0.before.name] ?? [] }
    guard before.allSatisfy({ $0.count == locked.rows }) else { return nil }
    let all = CellMarks.marks(of: table, workers: workers)
    let now = schema.kept.map { table.schema.index(of: $0.now.name).map { all[$0] } ?? [] }
    return RowChanges(columns: schema.kept.map(\.now.name), before: before, now: now)
  }

  private func lines(_ changes: RowChanges, _ rows: Int) -> [String] {
    var lines: [String] = []
    let (now, before) = (NumberText.grouped(rows), NumberText.grouped(locked.rows))
    let difference = rows - locked.rows
    if difference > 0, changes.gone.isEmpty {
      lines.append(
        "\(Self.rows(difference)) more: \(now), locked \(before); "
          + "\(Self.isOrAre(difference)) new: \(RowChanges.words(changes.new))")
    } else if difference < 0, changes.new.isEmpty {
      lines.append(
        "\(Self.rows(-difference)) fewer: \(now), locked \(before); "
          + "\(Self.isOrAre(-difference)) gone: what \(difference == -1 ? "was" : "were") "
          + RowChanges.words(changes.gone))
    } else {
      if difference != 0 { lines.append("rows: \(now), locked \(before)") }
      if !changes.gone.isEmpty {
        let count = changes.gone.count
        lines.append(
          "\(Self.rows(count)) \(Self.isOrAre(count)) gone: what \(count == 1 ? "was" : "were") "
            + RowChanges.words(changes.gone))
      }
      if !changes.new.isEmpty {
        let count = changes.new.count
        lines.append(
          "\(Self.rows(count)) \(Self.isOrAre(count)) new: \(RowChanges.words(changes.new))")
      }
    }
    for (column, rows) in changes.changed {
      let count = NumberText.grouped(rows.count)
      lines.append(
        "column \(column): \(count) value\(rows.count == 1 ? "" : "s") changed, in "
          + RowChanges.words(rows))
    }
    return lines
  }

  private static func rows(_ count: Int) -> String {
    NumberText.grouped(count) + (count == 1 ? " row" : " rows")
  }

  private static func isOrAre(_ count: Int) -> String { count == 1 ? "is" : "are" }

  // MARK: From digests alone

  private func digestLines(
    _ table: Table, _ digest: TableDigest, _ schema: SchemaChange, _ workers: Workers
  ) -> [String] {
    let beginning =
      table.rowCount > locked.rows
      ? TableDigest(table.slice(0..<locked.rows), workers: workers) : nil
    var lines: [String] = []
    if let rows = rows(digest, beginning) { lines.append(rows) }
    lines += schema.lines
    let count = lines.count
    for (before, now) in schema.kept {
      if let words = change(from: before, to: now, digest.rows == locked.rows, beginning) {
        lines.append("column \(now.name): \(words)")
      }
    }
    if lines.count > count, digest.rows >= locked.rows {
      lines.append("How many and which is known only where it was locked.")
    }
    return lines
  }

  private func rows(_ digest: TableDigest, _ beginning: TableDigest?) -> String? {
    let now = NumberText.grouped(digest.rows)
    let before = NumberText.grouped(locked.rows)
    let words = Self.rows(abs(digest.rows - locked.rows))
    if digest.rows > locked.rows {
      let more = "\(words) more: \(now), locked \(before)"
      guard beginning?.columns.map(NotebookLock.Column.init) == locked.columns else { return more }
      return "\(more); the first \(before) are as locked"
    }
    if digest.rows < locked.rows { return "\(words) fewer: \(now), locked \(before)" }
    return nil
  }

  private func change(
    from before: NotebookLock.Column, to now: NotebookLock.Column, _ hasSameRows: Bool,
    _ beginning: TableDigest?
  ) -> String? {
    if let beginning {
      // Rows were added; whether values of the others changed can still be told.
      let start = beginning.columns.first { $0.name == now.name }
      guard start?.digest.hexadecimal != before.digest else { return nil }
      return "values of the first \(NumberText.grouped(locked.rows)) rows changed"
    }
    guard before.digest != now.digest else { return nil }
    let missing =
      "missing values: \(NumberText.grouped(now.nulls)), locked \(NumberText.grouped(before.nulls))"
    // With fewer rows every column is another one.
    guard hasSameRows else { return now.nulls == before.nulls ? nil : missing }
    return "values changed" + (now.nulls == before.nulls ? "" : "; \(missing)")
  }
}

/// How the columns of a data set differ from those of a lock, values left aside.
struct SchemaChange {
  /// A line for each column that is gone, new, renamed or of another type.
  private(set) var lines: [String] = []
  /// The columns that are still there with their type, under the name that they have now.
  private(set) var kept: [(before: NotebookLock.Column, now: NotebookLock.Column)] = []

  init(_ locked: [NotebookLock.Column], _ now: [NotebookLock.Column]) {
    var gone = locked.filter { column in !now.contains { $0.name == column.name } }
    var new = now.filter { column in !locked.contains { $0.name == column.name } }
    for column in gone {
      guard let index = new.firstIndex(where: { $0.digest == column.digest }) else { continue }
      lines.append("column \(column.name) is called \(new[index].name) now")
      new.remove(at: index)
      gone.removeAll { $0.name == column.name }
    }
    lines += gone.map { "column \($0.name) is gone; it was \($0.type)" }
    lines += new.map { "column \($0.name) is new; it is \($0.type)" }
    let shared = locked.map(\.name).filter { name in now.contains { $0.name == name } }
    if shared != now.map(\.name).filter({ name in shared.contains(name) }) {
      lines.append("the columns stand in another order")
    }
    for column in now {
      guard let before = locked.first(where: { $0.name == column.name }) else { continue }
      if before.type == column.type {
        kept.append((before, column))
      } else {
        lines.append("column \(column.name): type was \(before.type), is \(column.type)")
      }
    }
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

  /// What a lock says of a data set, and what stands for its values when they are not too many.
  static func locked(
    _ data: NotebookKeys.Data
  ) throws(DiagnosticList) -> (facts: NotebookLock.Data, marks: LockedValues.Data?) {
    let (table, digest) = try read(data)
    var files: Int?
    if case .files(let count, _) = data.content.origin { files = count }
    let facts = NotebookLock.Data(
      name: data.name, path: data.path, files: files, bytes: data.content.bytes,
      digest: data.content.digest.hexadecimal, rows: digest.rows,
      anyOrder: TableDigest.anyOrder(table, workers: data.session.workers).hexadecimal,
      columns: digest.columns.map(NotebookLock.Column.init))
    // The samples of hfnb are as they are.
    guard data.content.origin != .made,
      table.rowCount <= LockedValues.mostMarks / max(1, table.columnCount)
    else { return (facts, nil) }
    let marks = CellMarks.marks(of: table, workers: data.session.workers)
    return (
      facts,
      LockedValues.Data(
        name: data.name, digest: facts.digest,
        marks: Dictionary(
          zip(digest.columns.map(\.name), marks).map { ($0, $1) }, uniquingKeysWith: { $1 }))
    )
  }
}
