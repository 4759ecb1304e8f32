import Diagnostics
import Formats
import Notebooks

/// Makes the lock of a run that did what it should.
enum LockBuilder {
  static func lock(_ run: NotebookRun, _ keys: NotebookKeys) throws(DiagnosticList) -> NotebookLock
  {
    var data: [NotebookLock.Data] = []
    for item in keys.data { data.append(try DataFacts.locked(item)) }
    return NotebookLock(
      semantics: Semantics.number, language: keys.language,
      source: Digest(of: run.notebook.bytes).hexadecimal, settings: keys.settings,
      today: keys.today, parameters: keys.parameters.map { .init($0.name, $0.value) },
      uses: keys.uses.map { .init($0.path, $0.digest) }, data: data,
      cells: run.cells.map { cell(of: $0) })
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
