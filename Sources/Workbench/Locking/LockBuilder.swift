import Diagnostics
import Formats
import Notebooks

/// Makes the lock of a run that did what it should.
enum LockBuilder {
  /// The lock, and the values that tell later what differs from it.
  static func lock(
    _ run: NotebookRun, _ keys: NotebookKeys
  ) throws(DiagnosticList) -> (lock: NotebookLock, values: LockedValues) {
    var data: [NotebookLock.Data] = []
    var marks: [LockedValues.Data] = []
    for item in keys.data {
      let locked = try DataFacts.locked(item)
      data.append(locked.facts)
      if let values = locked.marks { marks.append(values) }
    }
    let lock = NotebookLock(
      semantics: Semantics.number, language: keys.language,
      source: Digest(of: run.notebook.bytes).hexadecimal, settings: keys.settings,
      today: keys.today, parameters: keys.parameters.map { .init($0.name, $0.value) },
      uses: keys.uses.map { .init($0.path, $0.digest) }, data: data,
      cells: run.cells.map { cell(of: $0) })
    return (lock, LockedValues(cells: run.cells.map { values(of: $0) }, data: marks))
  }

  private static func values(of run: CellRun) -> LockedValues.Cell {
    let longest = LockedValues.longestFile
    return LockedValues.Cell(
      id: run.id, key: run.key ?? "", inputs: run.inputs,
      outputs: run.outputs.map { output in
        let layers = output.layers.allSatisfy { $0.csv.count <= longest } ? output.layers : []
        var files: [String: [UInt8]] = [:]
        for type in output.types {
          guard let ending = type.fileExtension, let bytes = fileBytes(output, type),
            bytes.count <= longest
          else { continue }
          files[ending] = bytes
        }
        return LockedValues.Output(
          value: output.valueDigest ?? "", files: files, layers: layers)
      })
  }

  /// What a lock says of a cell that was run.
  static func cell(of run: CellRun) -> NotebookLock.Cell {
    NotebookLock.Cell(
      id: run.id, key: run.key ?? "",
      error: run.diagnostics.first { $0.severity == .error }?.code,
      isNotRun: run.status == .notRun, outputs: run.outputs.map(output))
  }

  private static func output(_ output: CellOutput) -> NotebookLock.Output {
    let views = output.types.compactMap { type -> NotebookLock.Fact? in
      guard let ending = type.fileExtension, let bytes = fileBytes(output, type) else { return nil }
      return .init(ending, Digest(of: bytes).hexadecimal)
    }
    return .init(rows: output.rows, value: output.valueDigest ?? "", views: views)
  }

  /// The bytes of a form as a file of the result folder holds them.
  static func fileBytes(_ output: CellOutput, _ type: MIMEType) -> [UInt8]? {
    guard var bytes = output[type] else { return nil }
    if bytes.last != UInt8(ascii: "\n") { bytes.append(UInt8(ascii: "\n")) }
    return bytes
  }
}
