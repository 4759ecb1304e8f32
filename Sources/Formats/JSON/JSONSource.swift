public import Catalog
public import Columnar
public import Diagnostics
import Synchronization

/// An opened JSON file, which decodes the columns that are asked for.
public final class JSONSource: TableSource {
  let input: InputBytes
  let syntax: CellSyntax
  let declared: [(column: String, type: CSVSettings.DeclaredType, name: String, span: Span)]
  let span: Span?
  private let records: JSONRecords
  private let kind: JSONCollector.Kind
  private let pieceSize: Int
  private let state: Mutex<State>

  private struct State: Sendable {
    var names: [String]
    var shapes: [String: JSONShape]
    var columns: [String: Column] = [:]
    var undefined: [String: Int] = [:]
    var rowCount: Int?
    var repeatedKeys = 0
    var lateNames: [String] = []
  }

  /// Records of a file up to this size are all looked at for their keys when it is opened.
  private static let fullyScannedSize = 1 << 24

  /// Opens JSON text.
  ///
  /// - Throws: A diagnostic with the line when the beginning is no JSON, or an option does not fit.
  init(
    _ input: InputBytes, _ options: ReadOptions, _ declaration: Declaration,
    pieceSize: Int = 1 << 20
  ) throws(Diagnostic) {
    let settings = try CSVSettings(options, declaration)
    let input = settings.isLatin1 ? CSVSource.decoded(input) : input
    self.input = input
    syntax = settings.syntax
    declared = settings.types
    span = options.span
    self.pieceSize = pieceSize
    try BinaryContent.requireText(input, at: options.span)
    let bytes = UnsafePointer(input.memory.start.assumingMemoryBound(to: UInt8.self))
    let errors = JSONErrors(input, span)
    do throws(JSONProblem) {
      records = try JSONRecords.find(bytes, input.count)
    } catch {
      throw errors.diagnostic(error)
    }
    let pieces = records.pieces(bytes, input.count, size: pieceSize)
    kind = Self.kind(pieces.first, bytes)
    var state = State(names: kind == .single ? ["value"] : [], shapes: [:])
    let isSmall = input.count <= Self.fullyScannedSize
    let step = max(1, pieces.count / 5)
    for (number, piece) in pieces.enumerated() where isSmall || number % step == 0 {
      let names = state.names
      let found = JSONCollector(
        piece, bytes, names: names, kind: kind, slots: Array(names.indices), wanted: names.count,
        rowLimit: isSmall ? .max : 2000)
      if let problem = found.problem { throw errors.diagnostic(problem) }
      state.names += found.newNames
      Self.widen(&state, found, names, rows: 500, syntax)
      if !found.newNames.isEmpty, number == 0 {
        let again = JSONCollector(
          piece, bytes, names: state.names, kind: kind, slots: Array(state.names.indices),
          wanted: state.names.count, rowLimit: 500)
        Self.widen(&state, again, state.names, rows: 500, syntax)
      }
    }
    for (column, _, _, span) in declared
    where !state.names.contains(column) && !options.typesMayBeAbsent {
      throw Diagnostic(
        "E812", "\(input.name) has no column `\(column)`", at: span,
        label: Suggestion.nearest(to: column, among: state.names).map { "did you mean `\($0)`?" }
          ?? "not found",
        details: ["Columns: \(state.names.prefix(20).joined(separator: ", "))"], kind: .data)
    }
    self.state = Mutex(state)
  }

  private static func kind(
    _ piece: JSONPiece?, _ bytes: UnsafePointer<UInt8>
  ) -> JSONCollector.Kind {
    var kind: JSONCollector.Kind?
    try? piece?.forEach(bytes) { scanner throws(JSONProblem) in
      guard kind == nil else {
        throw scanner.problem("")
      }
      switch scanner.next() {
      case UInt8(ascii: "{"): kind = .object
      case UInt8(ascii: "["): kind = .list
      default: kind = .single
      }
      scanner.position = scanner.end
    }
    return kind ?? .object
  }

  private static func widen(
    _ state: inout State, _ found: JSONCollector, _ names: [String], rows: Int, _ syntax: CellSyntax
  ) {
    for (name, values) in zip(names, found.values) {
      var shape = state.shapes[name] ?? .empty
      for row in 0..<min(rows, values.count) { shape.widen(values.base[row], syntax) }
      state.shapes[name] = shape
    }
  }

  /// The columns and their types as far as they are known.
  public var schema: Schema {
    state.withLock { state in
      Schema(
        state.names.map { name in
          if let column = state.columns[name] {
            return Field(name, column.type, isNeverNull: column.validity == nil)
          }
          return Field(name, dataType(name, state.shapes[name] ?? .empty))
        })
    }
  }

  private func dataType(_ name: String, _ shape: JSONShape) -> DataType {
    switch declared.last(where: { $0.column == name })?.type {
    case .plain(let type): type.dataType
    case .list(let items): .list(items.dataType)
    case nil: shape.dataType
    }
  }

  /// What was detected in the file.
  public var findings: [(name: String, value: String)] {
    state.withLock { state in
      var all: [(name: String, value: String)] = []
      if case .lines = records {
        all.append(("records", "one on each line"))
      } else {
        all.append(("records", "a list"))
      }
      if state.repeatedKeys > 0 {
        all.append(
          ("repeated keys", "\(NumberText.grouped(state.repeatedKeys)), the last of each kept"))
      }
      if !state.lateNames.isEmpty {
        all.append(("keys found late", state.lateNames.joined(separator: ", ")))
      }
      for name in state.names {
        if let count = state.undefined[name], count > 0 {
          all.append(("undefined numbers", "\(NumberText.grouped(count)) in \(name)"))
        }
      }
      return all
    }
  }

  /// Decodes the wanted columns, nil for all; decoded columns are kept.
  ///
  /// - Throws: A diagnostic with the line of the first record that is not as it should be.
  public func read(
    columns wanted: Set<String>?, _ context: RunContext
  ) throws(Diagnostic) -> Table {
    var current = state.withLock { $0 }
    func missing() -> [String] {
      current.names.filter { (wanted?.contains($0) ?? true) && current.columns[$0] == nil }
    }
    while current.rowCount == nil || !missing().isEmpty {
      try load(missing(), &current, context)
      let found = current
      state.withLock { $0 = found }
    }
    let names = current.names.filter { wanted?.contains($0) ?? true }
    return Table(
      Schema(
        names.map { name in
          let column = current.columns[name]
          return Field(name, column?.type ?? .text, isNeverNull: column?.validity == nil)
        }), names.compactMap { current.columns[$0] }, rowCount: current.rowCount ?? 0)
  }

  private func load(
    _ wanted: [String], _ state: inout State, _ context: RunContext
  ) throws(Diagnostic) {
    nonisolated(unsafe) let bytes = UnsafePointer(
      input.memory.start.assumingMemoryBound(to: UInt8.self))
    let names = state.names
    let kind = kind
    let places = Dictionary(wanted.enumerated().map { ($1, $0) }) { first, _ in first }
    let slots = names.map { places[$0] ?? -1 }
    let pieces = records.pieces(bytes, input.count, size: pieceSize)
    let found = try context.workers.map(pieces.count) { number throws(Diagnostic) in
      try context.checkpoint()
      return JSONCollector(
        pieces[number], bytes, names: names, kind: kind, slots: slots, wanted: wanted.count)
    }
    if let problem = found.compactMap(\.problem).first {
      throw JSONErrors(input, span).diagnostic(problem)
    }
    let rowCount = found.reduce(0) { $0 + $1.rows }
    if state.rowCount == nil { state.repeatedKeys = found.reduce(0) { $0 + $1.repeatedKeys } }
    state.rowCount = rowCount
    var known = Set(state.names)
    for part in found {
      for name in part.newNames where known.insert(name).inserted {
        state.names.append(name)
        state.lateNames.append(name)
      }
    }
    if state.names.count > JSONCollector.mostNames {
      throw JSONErrors(input, span).tooManyKeys(state.names.count)
    }
    for (slot, name) in wanted.enumerated() {
      try context.checkpoint()
      let values = found.map { $0.values[slot] }
      let (column, shape, undefined) = try column(name, values, context)
      state.columns[name] = column
      state.shapes[name] = shape
      state.undefined[name] = undefined
    }
  }

  private func column(
    _ name: String, _ parts: [Buffer<TextView>], _ context: RunContext
  ) throws(Diagnostic) -> (Column, JSONShape, undefined: Int) {
    let syntax = syntax
    let file = input.memory
    let declaration = declared.last { $0.column == name }
    var shape: JSONShape
    switch declaration?.type {
    case .plain(let type): shape = .cell(type)
    default:
      let shapes = context.workers.map(parts.count) { number in
        var shape = JSONShape.empty
        let part = parts[number]
        for row in 0..<part.count { shape.widen(part.base[row], syntax) }
        return shape
      }
      shape = shapes.reduce(.empty) { $0.joined($1) }
      if shape == .empty { shape = .cell(.text) }
    }
    if case .plain(let type) = declaration?.type, let declaration {
      try require(type, declaration.name, name, parts)
    }
    let known = shape
    let built = context.workers.map(parts.count) { number in
      var columns = JSONColumns(syntax: syntax, file: file)
      let part = parts[number]
      let column = columns.build(known, UnsafeBufferPointer(start: part.base, count: part.count))
      return (column: column, undefined: columns.undefinedCount)
    }
    var column = Column.concatenate(built.map(\.column), type: known.dataType)
    if case .list(let items) = declaration?.type, column.type == .text {
      column = ListCells.column(column, items: items, syntax)
    }
    return (column, shape, built.reduce(0) { $0 + $1.undefined })
  }

  /// Throws at the first value that is not of the declared type.
  private func require(
    _ type: CellType, _ typeName: String, _ column: String, _ parts: [Buffer<TextView>]
  ) throws(Diagnostic) {
    let wanted = JSONShape.cell(type)
    guard type != .text else { return }
    for part in parts {
      for row in 0..<part.count where part.base[row].count > 0 {
        let value = part.base[row]
        let shape = JSONShape.of(value, syntax)
        guard wanted.joined(shape) != wanted else { continue }
        throw JSONErrors(input, span).notOfType(value, typeName, column)
      }
    }
  }
}
