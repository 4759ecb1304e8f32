public import Catalog
public import Columnar
public import Diagnostics
import Synchronization

/// An opened delimited file, which decodes the columns that are asked for.
public final class CSVSource: TableSource {
  let input: InputBytes
  let settings: CSVSettings
  let layout: CSVLayout
  private let state: Mutex<State>

  /// What reading has found out so far.
  struct State: Sendable {
    var types: [CellType]
    var columns: [Int: Column] = [:]
    var undefined: [Int: Int] = [:]
    var rowCount: Int?
  }

  /// Opens text.
  ///
  /// - Throws: A diagnostic when the beginning is no text, or an option does not fit.
  convenience init(_ input: InputBytes, _ settings: CSVSettings) throws(Diagnostic) {
    let text = settings.isLatin1 ? Self.decoded(input) : input
    try self.init(text: text, settings)
  }

  private init(text: InputBytes, _ settings: CSVSettings) throws(Diagnostic) {
    input = text
    self.settings = settings
    layout = try CSVLayout(text, settings)
    state = Mutex(State(types: layout.plans.map(\.type)))
  }

  /// The text of a file in Latin-1.
  static func decoded(_ input: InputBytes) -> InputBytes {
    let memory = TextForm.utf8(fromLatin1: input.bytes)
    return InputBytes(memory: memory, count: memory.byteCount, name: input.name)
  }

  /// The columns and their types as far as they are known.
  public var schema: Schema {
    state.withLock { state in
      Schema(
        layout.names.indices.map { index in
          if let column = state.columns[index] {
            return Field(
              layout.names[index], column.type, isNeverNull: column.validity == nil)
          }
          return Field(layout.names[index], layout.dataType(index, state.types[index]))
        })
    }
  }

  /// What was detected in the file.
  public var findings: [(name: String, value: String)] {
    state.withLock { state in
      var all = layout.findings
      for index in layout.names.indices {
        if let count = state.undefined[index], count > 0 {
          all.append(
            ("undefined numbers", "\(NumberText.grouped(count)) in \(layout.names[index])"))
        }
      }
      return all
    }
  }

  /// Decodes the wanted columns, nil for all; decoded columns are kept.
  ///
  /// - Throws: A diagnostic with the line when the text is not as its beginning promised.
  public func read(
    columns wanted: Set<String>?, _ context: RunContext
  ) throws(Diagnostic) -> Table {
    let indices = layout.names.indices.filter { wanted?.contains(layout.names[$0]) ?? true }
    var current = state.withLock { $0 }
    let missing = indices.filter { current.columns[$0] == nil }
    if !missing.isEmpty || current.rowCount == nil {
      let reading = CSVReading(self, current.types)
      try reading.run(missing, context, &current)
      let found = current
      state.withLock { $0 = found }
    }
    let fields = indices.map { index in
      let column = current.columns[index]
      return Field(
        layout.names[index], column?.type ?? .text, isNeverNull: column?.validity == nil)
    }
    return Table(
      Schema(fields), indices.compactMap { current.columns[$0] }, rowCount: current.rowCount ?? 0)
  }
}
