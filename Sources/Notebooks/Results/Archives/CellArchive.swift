import Diagnostics

/// The outcome of a cell as bytes that another run can take it from.
///
/// The bytes are a length, that many bytes of JSON, and the forms of the outputs one after the
/// other. They may come from a stranger: every length is checked, and what does not fit is no
/// archive.
public struct CellArchive: Sendable {
  /// What became of the cell; its key, its inputs and its time are those of the run.
  public var outcome: CellRun
  /// How many of its statements were done; fewer than it has when it was meant to fail.
  public var completedStatements: Int
  /// The parameters that it declares, and their values.
  public var parameters: [NotebookRun.Parameter]

  /// Creates an archive.
  public init(
    _ outcome: CellRun, completedStatements: Int = 0, parameters: [NotebookRun.Parameter] = []
  ) {
    self.outcome = outcome
    self.completedStatements = completedStatements
    self.parameters = parameters
  }

  // MARK: Writing

  /// The bytes; nil when a finding points at a text that is no cell of the notebook.
  ///
  /// - Parameter path: The path of the notebook, which is part of the names of its sources.
  public func bytes(in notebook: Notebook, path: String) -> [UInt8]? {
    let sources = CellSources(notebook, path: path)
    var findings: [JSONValue] = []
    for diagnostic in outcome.diagnostics {
      guard let finding = sources.value(of: diagnostic) else { return nil }
      findings.append(finding)
    }
    var blobs: [UInt8] = []
    let outputs = outcome.outputs.map { Self.value(of: $0, &blobs) }
    var members: [String: JSONValue] = [
      "notes": .array(outcome.notes.map { .text($0) }), "outputs": .array(outputs),
      "findings": .array(findings), "statements": .int(completedStatements),
      "parameters": .array(
        parameters.map { .array([.text($0.name), .text($0.value)]) }),
    ]
    if let rows = outcome.rows { members["rows"] = .int(rows) }
    if let rows = outcome.rowsIn { members["rowsIn"] = .int(rows) }
    let text = Array(JSONValue.object(members).compact.utf8)
    var bytes: [UInt8] = []
    bytes.reserveCapacity(8 + text.count + blobs.count)
    for shift in stride(from: 0, to: 64, by: 8) {
      bytes.append(UInt8(truncatingIfNeeded: text.count >> shift))
    }
    return bytes + text + blobs
  }

  private static func value(of output: CellOutput, _ blobs: inout [UInt8]) -> JSONValue {
    var forms: [JSONValue] = []
    for type in output.types {
      let bytes = output[type] ?? []
      forms.append(.array([.text(type.rawValue), .int(bytes.count)]))
      blobs += bytes
    }
    var members: [String: JSONValue] = ["forms": .array(forms)]
    if let digest = output.valueDigest { members["digest"] = .text(digest) }
    if let rows = output.rows { members["of"] = .int(rows) }
    if let words = output.alternativeText { members["alternative"] = .text(words) }
    if let table = output.table { members.merge(table.members) { $1 } }
    if !output.layers.isEmpty {
      members["layers"] = .array(
        output.layers.map { .array([.text($0.mark), .int($0.csv.count)]) })
      for layer in output.layers { blobs += layer.csv }
    }
    return .object(members)
  }

  // MARK: Reading

  /// Reads what `bytes` made; nil when it is something else.
  ///
  /// - Parameter id: The id of the cell, which may be another than that of the cell that was stored.
  public init?(_ bytes: [UInt8], id: String, in notebook: Notebook, path: String) {
    guard bytes.count >= 8 else { return nil }
    var length = 0
    for (index, byte) in bytes[..<8].enumerated() {
      guard index < 5 || byte == 0 else { return nil }
      length |= Int(byte) << (8 * index)
    }
    guard length <= bytes.count - 8,
      let root = JSONReader.read(Array(bytes[8..<8 + length])),
      let notes = root["notes"]?.asTexts, let outputs = root["outputs"]?.asArray,
      let findings = root["findings"]?.asArray, let statements = root["statements"]?.asInt,
      statements >= 0, let declared = root["parameters"]?.asArray
    else { return nil }
    var cell = CellRun(id: id, notes: notes)
    if let value = root["rows"] {
      guard let rows = value.asInt, rows >= 0 else { return nil }
      cell.rows = rows
    }
    if let value = root["rowsIn"] {
      guard let rows = value.asInt, rows >= 0 else { return nil }
      cell.rowsIn = rows
    }
    var blobs = bytes[(8 + length)...]
    for value in outputs {
      guard let output = Self.output(value, &blobs) else { return nil }
      cell.outputs.append(output)
    }
    guard blobs.isEmpty else { return nil }
    let sources = CellSources(notebook, path: path)
    for value in findings {
      guard let finding = sources.diagnostic(value) else { return nil }
      cell.diagnostics.append(finding)
    }
    var parameters: [NotebookRun.Parameter] = []
    for value in declared {
      guard let words = value.asTexts, words.count == 2 else { return nil }
      parameters.append(.init(words[0], words[1]))
    }
    self.init(cell, completedStatements: statements, parameters: parameters)
  }

  /// An output, whose forms are taken from the front of the blobs.
  private static func output(_ value: JSONValue, _ blobs: inout ArraySlice<UInt8>) -> CellOutput? {
    guard let forms = value["forms"]?.asArray else { return nil }
    var output = CellOutput()
    for form in forms {
      guard let (type, bytes) = blob(form, &blobs) else { return nil }
      output[MIMEType(rawValue: type)] = bytes
    }
    for layer in value["layers"]?.asArray ?? [] {
      guard let (mark, bytes) = blob(layer, &blobs) else { return nil }
      output.layers.append(.init(mark: mark, csv: bytes))
    }
    if let value = value["digest"] {
      guard let digest = value.asText else { return nil }
      output.valueDigest = digest
    }
    if let value = value["of"] {
      guard let rows = value.asInt, rows >= 0 else { return nil }
      output.rows = rows
    }
    if let value = value["alternative"] {
      guard let words = value.asText else { return nil }
      output.alternativeText = words
    }
    if value["columns"] != nil {
      guard let table = OutputTable(value) else { return nil }
      output.table = table
    }
    return output
  }

  /// A pair of a word and a size, and the bytes of that size from the front of the blobs.
  private static func blob(
    _ value: JSONValue, _ blobs: inout ArraySlice<UInt8>
  ) -> (word: String, bytes: [UInt8])? {
    guard let parts = value.asArray, parts.count == 2, let word = parts[0].asText,
      let size = parts[1].asInt, size >= 0, size <= blobs.count
    else { return nil }
    defer { blobs = blobs.dropFirst(size) }
    return (word, Array(blobs.prefix(size)))
  }
}
