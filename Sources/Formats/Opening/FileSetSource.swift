import Catalog
import Columnar
import Diagnostics
import Synchronization

/// `with file: NAME`: a column that says which file a row comes from.
struct FileColumn: Sendable {
  /// The column's name, and where it was written.
  let name: String, span: Span

  /// The option every format has, for the help of each.
  static let option = ParameterInfo(
    "file", "name", help: "A column to add, with the name of each row's file.", default: "none",
    labelled: true)

  /// Takes the option out of the options, so that readers see only their own.
  static func take(
    from options: ReadOptions
  ) throws(Diagnostic) -> (column: FileColumn?, rest: ReadOptions) {
    guard let option = options.options.last(where: { $0.name == "file" }) else {
      return (nil, options)
    }
    guard case .text(let name) = option.value, !name.isEmpty else {
      throw Diagnostic(
        "E811", "`file` takes the name of a column, found \(option.value.type.name)",
        at: option.valueSpan, label: "expected a name")
    }
    var rest = options
    rest.options.removeAll { $0.name == "file" }
    return (FileColumn(name: name, span: option.valueSpan), rest)
  }
}

/// Several files as one table: their columns united by name, their rows in the order of the files.
final class FileSetSource: TableSource {
  /// One file.
  struct File: Sendable {
    /// What the file column says.
    var label: String
    /// What messages call it.
    var name: String
    var data: any TableSource
  }

  private let files: [File]
  private let fileColumn: FileColumn?
  private let span: Span?
  private let state = Mutex(State())

  private struct State: Sendable {
    /// The united columns that have been decoded.
    var columns: [String: Column] = [:]
    var rowCount: Int?
  }

  init(
    _ files: [File], _ fileColumn: FileColumn?, _ options: ReadOptions
  ) throws(Diagnostic) {
    self.files = files
    self.fileColumn = fileColumn
    span = options.span
    let names = names
    for (column, _, span) in options.types where !names.contains(column) {
      throw Diagnostic(
        "E812", "no file has a column `\(column)`", at: span,
        label: Suggestion.nearest(to: column, among: names).map { "did you mean `\($0)`?" }
          ?? "not found",
        details: ["Columns: \(names.prefix(20).joined(separator: ", "))"], kind: .data)
    }
    guard let fileColumn else { return }
    for file in files where file.data.schema[fileColumn.name] != nil {
      throw Diagnostic(
        "E837", "`\(file.name)` has a column `\(fileColumn.name)` already", at: fileColumn.span,
        label: "the name of the file needs another column", kind: .data)
    }
  }

  /// The names of all columns, in the order in which files bring them.
  private var names: [String] {
    var names: [String] = []
    var known: Set<String> = []
    for file in files {
      for name in file.data.schema.names where known.insert(name).inserted { names.append(name) }
    }
    return names
  }

  /// The columns; types that only seem to differ are settled when rows are read.
  var schema: Schema {
    let decoded = state.withLock { $0.columns }
    var fields: [Field] = []
    var positions: [String: Int] = [:]
    for file in files {
      for field in file.data.schema.fields {
        guard let position = positions[field.name] else {
          positions[field.name] = fields.count
          fields.append(Field(field.name, field.type))
          continue
        }
        let type = fields[position].type
        fields[position].type = type.unified(with: field.type) ?? .text
      }
    }
    for (position, field) in fields.enumerated() {
      guard let column = decoded[field.name] else { continue }
      fields[position] = Field(field.name, column.type, isNeverNull: column.validity == nil)
    }
    if let fileColumn { fields.append(Field(fileColumn.name, .text, isNeverNull: true)) }
    return Schema(fields)
  }

  /// What was detected: once when all files agree, else with the name of each file.
  var findings: [(name: String, value: String)] {
    var all: [(name: String, value: String)] = []
    if files.count > 1 { all.append(("files", NumberText.grouped(files.count))) }
    let each = files.map { $0.data.findings }
    let shared = (each.first ?? []).filter { finding in
      each.allSatisfy { $0.contains { $0 == finding } }
    }
    all += shared
    for (file, findings) in zip(files, each) {
      for finding in findings where !shared.contains(where: { $0 == finding }) {
        all.append((finding.name, "\(finding.value) in \(file.label)"))
      }
    }
    return all
  }

  /// Columns that some files lack.
  func notes(columns wanted: Set<String>?) -> [StageRecord.Note] {
    var found = files.flatMap { $0.data.notes(columns: wanted) }
    var missing: [String] = []
    let schemas = files.map { Set($0.data.schema.names) }
    for name in names where wanted?.contains(name) ?? true {
      let lacking = zip(files, schemas).filter { !$1.contains(name) }.map { $0.0.label }
      guard let first = lacking.first else { continue }
      let more = lacking.count > 1 ? " and \(lacking.count - 1) more" : ""
      missing.append("`\(name)` in \(first)\(more)")
    }
    if let first = missing.first {
      let more = missing.count > 1 ? "; \(missing.count - 1) more columns" : ""
      found.append(
        .init("W15", "a column is not in every file: \(first); it is missing there\(more)"))
    }
    return found
  }

  /// Decodes the wanted columns, nil for all; decoded columns are kept.
  ///
  /// - Throws: `E838` when two files hold values of types that do not fit together.
  func read(
    columns wanted: Set<String>?, _ context: RunContext
  ) throws(Diagnostic) -> Table {
    var current = state.withLock { $0 }
    let missing = names.filter {
      (wanted?.contains($0) ?? true) && current.columns[$0] == nil
    }
    if !missing.isEmpty || current.rowCount == nil {
      try decode(Set(missing), context, &current)
      let found = current
      state.withLock { $0 = found }
    }
    let rowCount = current.rowCount ?? 0
    var fields: [Field] = []
    var columns: [Column] = []
    for name in names where wanted?.contains(name) ?? true {
      guard let column = current.columns[name] else { continue }
      fields.append(Field(name, column.type, isNeverNull: column.validity == nil))
      columns.append(column)
    }
    if let fileColumn, wanted?.contains(fileColumn.name) ?? true {
      fields.append(Field(fileColumn.name, .text, isNeverNull: true))
      columns.append(try labels(context))
    }
    return Table(Schema(fields), columns, rowCount: rowCount)
  }

  private func decode(
    _ wanted: Set<String>, _ context: RunContext, _ state: inout State
  ) throws(Diagnostic) {
    var tables: [Table] = []
    for file in files {
      try context.checkpoint()
      tables.append(
        try file.data.read(columns: wanted.intersection(file.data.schema.names), context))
    }
    let rowCount = tables.reduce(0) { $0 + $1.rowCount }
    try context.requireRows(rowCount, at: span)
    state.rowCount = rowCount
    // Keys of JSON records can turn up late, so names are those of the tables.
    var names: [String] = []
    for table in tables {
      for name in table.schema.names where !names.contains(name) { names.append(name) }
    }
    for name in names where wanted.contains(name) {
      try context.checkpoint()
      let columns = tables.map { $0.column(named: name) }
      let type = try unifiedType(name, columns)
      let parts = zip(columns, tables).map { column, table in
        guard let column, column.nullCount < column.count || column.type == type else {
          return Column.nulls(type, count: table.rowCount)
        }
        return column.converted(to: type)
      }
      state.columns[name] = .concatenate(parts, type: type)
    }
  }

  /// The type of a column in all files; files in which it has no values have no say.
  private func unifiedType(_ name: String, _ columns: [Column?]) throws(Diagnostic) -> DataType {
    var unified: (type: DataType, file: File)?
    for (file, column) in zip(files, columns) {
      guard let column, column.nullCount < column.count else { continue }
      guard let before = unified else {
        unified = (column.type, file)
        continue
      }
      guard let type = before.type.unified(with: column.type) else {
        throw Diagnostic(
          "E838", "`\(name)` has values of two types", at: span,
          label: "these files do not fit together",
          details: [
            "It is \(before.type.name) in `\(before.file.name)`",
            "and \(column.type.name) in `\(file.name)`.",
          ], fix: Diagnostic.Fix("read it as text in all of them: types {\(name): text}"),
          kind: .data)
      }
      unified = (type, type == before.type ? before.file : file)
    }
    return unified?.type ?? columns.lazy.compactMap { $0?.type }.first ?? .text
  }

  /// The name of its file for each row.
  private func labels(_ context: RunContext) throws(Diagnostic) -> Column {
    var counts: [Int] = []
    for file in files { counts.append(try file.data.read(columns: [], context).rowCount) }
    let codes = Buffer<UInt32>(count: counts.reduce(0, +)) { target in
      var row = 0
      for (code, count) in counts.enumerated() {
        (target + row).update(repeating: UInt32(truncatingIfNeeded: code), count: count)
        row += count
      }
    }
    let values = TextData(files.map(\.label))
    return Column(
      .text, .dictionary(DictionaryData(codes: codes, values: values)), count: codes.count)
  }
}
