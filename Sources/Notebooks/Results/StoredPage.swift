import Diagnostics

/// The file `page.json` of a result folder: what pages show beside the result files.
///
/// With it a page is made from stored results that equals, byte by byte, one made after a run.
enum StoredPage {
  /// The name of the file.
  static let name = "page.json"
  /// The version of its shape.
  private static let version = 1

  /// The text, with one cell a line; equal runs give equal bytes.
  static func text(_ run: NotebookRun, _ files: OutputFiles) -> String {
    var byCell: [[OutputFiles.File]] = Array(repeating: [], count: run.cells.count)
    for file in files.files { byCell[file.cell].append(file) }
    let cells = run.cells.indices.map { index in
      "  " + value(of: run.cells[index], byCell[index]).compact
    }
    let given = run.givenParameters.mapValues { JSONValue.array($0.map { .text($0) }) }
    return """
      {"format": "hfnb-page", "version": \(version), "complete": \(run.isComplete),
      "today": \(run.today.map { String($0) } ?? "null"),
      "given": \(JSONValue.object(given).compact),
      "cells": [
      \(cells.joined(separator: ",\n"))
      ]}

      """
  }

  /// One cell, whose files have the names that are given.
  static func value(of cell: CellRun, _ files: [OutputFiles.File]) -> JSONValue {
    var members: [String: JSONValue] = [
      "id": .text(cell.id), "status": .text(cell.status.name),
      "notes": .array(cell.notes.map { .text($0) }),
      "outputs": .array(
        cell.outputs.indices.map { index in
          value(of: cell.outputs[index], files.filter { $0.output == index })
        }),
      "findings": .array(
        cell.findings.map {
          .object([
            "error": .bool($0.isError), "code": .text($0.code), "message": .text($0.message),
            "text": .text($0.text),
          ])
        }),
    ]
    if case .skipped(let needs) = cell.status { members["needs"] = .array(needs.map { .text($0) }) }
    if let rows = cell.rows { members["rows"] = .int(rows) }
    return .object(members)
  }

  private static func value(of output: CellOutput, _ files: [OutputFiles.File]) -> JSONValue {
    var members: [String: JSONValue] = [
      // Files end with a line break; the size says whether the output has it.
      "files": .array(
        files.map { file in
          .array([
            .text(file.type.rawValue), .text(file.name), .text(file.digest),
            .int(output[file.type]?.count ?? 0),
          ])
        })
    ]
    if let words = output.alternativeText { members["alternative"] = .text(words) }
    if let table = output.table { members.merge(table.members) { $1 } }
    return .object(members)
  }

  // MARK: Reading

  /// The run that was stored; nil when the file is not one or something in it is missing.
  ///
  /// - Parameter file: The content of a file of results; nil for a name that is none.
  static func run(
    _ bytes: [UInt8], _ notebook: Notebook, path: String, file: (String) -> [UInt8]?
  ) -> NotebookRun? {
    guard let root = JSONReader.read(bytes), root["format"]?.asText == "hfnb-page",
      root["version"]?.asInt == version, root["complete"] == .bool(true),
      let cells = root["cells"]?.asArray
    else { return nil }
    var run = NotebookRun(notebook: notebook, path: path)
    run.today = root["today"]?.asInt
    if case .object(let given)? = root["given"] {
      run.givenParameters = given.compactMapValues(\.asTexts)
    }
    for value in cells {
      guard let cell = cell(value, file) else { return nil }
      run.cells.append(cell)
    }
    return run
  }

  /// One cell.
  static func cell(_ value: JSONValue, _ file: (String) -> [UInt8]?) -> CellRun? {
    guard let id = value["id"]?.asText, let word = value["status"]?.asText,
      let status = CellRun.Status(name: word, needs: value["needs"]?.asTexts ?? []),
      let outputs = value["outputs"]?.asArray
    else { return nil }
    var cell = CellRun(
      id: id, status: status, notes: value["notes"]?.asTexts ?? [], rows: value["rows"]?.asInt)
    for value in outputs {
      guard let output = output(value, file) else { return nil }
      cell.outputs.append(output)
    }
    for value in value["findings"]?.asArray ?? [] {
      guard let code = value["code"]?.asText, let message = value["message"]?.asText,
        let text = value["text"]?.asText
      else { return nil }
      cell.storedFindings.append(
        CellFinding(
          isError: value["error"] == .bool(true), code: code, message: message, text: text))
    }
    return cell
  }

  private static func output(_ value: JSONValue, _ file: (String) -> [UInt8]?) -> CellOutput? {
    var output = CellOutput()
    for entry in value["files"]?.asArray ?? [] {
      guard let parts = entry.asArray, parts.count == 4, let type = parts[0].asText,
        let name = parts[1].asText, let size = parts[3].asInt,
        let bytes = file(name), parts[2].asText == FNV1a64.hexadecimal(bytes), size >= 0,
        size <= bytes.count
      else { return nil }
      output[MIMEType(rawValue: type)] = Array(bytes.prefix(size))
    }
    output.alternativeText = value["alternative"]?.asText
    guard value["columns"] != nil else { return output }
    guard let table = OutputTable(value) else { return nil }
    output.table = table
    return output
  }
}
