import Diagnostics

/// The text of `run.json`: what a run gave, without times, so that equal runs give equal bytes.
enum ResultManifest {
  /// The version of the manifest's shape.
  static let version = 1

  /// The manifest of a run, ending with a line break.
  ///
  /// - Parameter saved: What cells saved, by name.
  static func text(
    _ run: NotebookRun, _ files: OutputFiles, saved: [String: OwnedFiles.Saved] = [:]
  ) -> String {
    var lines: [String: Int] = [:]
    for cell in run.notebook.cells { lines[cell.id] = cell.fenceLine }
    var written: [[JSONValue]] = Array(repeating: [], count: run.cells.count)
    for file in files.files { written[file.cell].append(member(of: file)) }
    var cells: [JSONValue] = []
    for (index, cell) in run.cells.enumerated() {
      var members = members(of: cell)
      if let line = lines[cell.id] { members["line"] = .int(line) }
      members["outputs"] = .array(written[index])
      cells.append(.object(members))
    }
    let parameters = run.parameters.map { parameter in
      JSONValue.object(["name": .text(parameter.name), "value": .text(parameter.value)])
    }
    let data = run.data.map { input in
      var members: [String: JSONValue] = [
        "name": .text(input.name), "path": .text(input.path), "digest": .text(input.digest),
      ]
      if let bytes = input.bytes { members["bytes"] = .int(bytes) }
      if let rows = input.rows { members["rows"] = .int(rows) }
      return JSONValue.object(members)
    }
    var root: [String: JSONValue] = [
      "format": .text("hfnb-run"), "version": .int(version), "digests": .text("fnv1a64"),
      "notebook": .text(run.fileName), "exit": .int(Int(run.exitStatus.rawValue)),
      "parameters": .array(parameters), "data": .array(data), "cells": .array(cells),
      "files": .array((files.files.map(\.name) + [StoredPage.name]).sorted().map { .text($0) }),
    ]
    if !saved.isEmpty {
      let names = saved.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
      root["saved"] = .array(
        names.map { name in
          .object([
            "file": .text(name), "bytes": .int(saved[name]?.bytes ?? 0),
            "digest": .text(saved[name]?.digest ?? ""),
          ])
        })
    }
    return JSONValue.object(root).rendered() + "\n"
  }

  private static func member(of file: OutputFiles.File) -> JSONValue {
    .object([
      "file": .text(file.name), "type": .text(file.type.rawValue),
      "bytes": .int(file.bytes.count), "digest": .text(file.digest),
    ])
  }

  private static func members(of cell: CellRun) -> [String: JSONValue] {
    var members: [String: JSONValue] = [
      "id": .text(cell.id), "status": .text(cell.status.name),
      "notes": .array(cell.notes.map { .text($0) }),
    ]
    if case .skipped(let needs) = cell.status {
      members["needs"] = .array(needs.map { .text($0) })
    }
    if let rows = cell.rows { members["rows"] = .int(rows) }
    if let key = cell.key {
      members["key"] = .text(key)
      members["inputs"] = .object(cell.inputs.mapValues { .text($0) })
    }
    let values = cell.outputs.compactMap(\.valueDigest)
    if !values.isEmpty { members["values"] = .array(values.map { .text($0) }) }
    if let error = cell.diagnostics.first(where: { $0.severity == .error }) {
      var parts: [String: JSONValue] = [
        "code": .text(error.code), "message": .text(error.message),
      ]
      if let span = error.primary?.span {
        parts["line"] = .int(span.source.lineNumber(of: span.lower))
      }
      members["error"] = .object(parts)
    }
    return members
  }

  /// What a manifest says of the run as a whole; nil when it is none or is damaged.
  static func facts(
    in bytes: [UInt8]
  ) -> (
    parameters: [NotebookRun.Parameter], data: [NotebookRun.DataInput], exitStatus: ExitStatus
  )? {
    guard let root = JSONReader.read(bytes), root["format"]?.asText == "hfnb-run",
      let exit = root["exit"]?.asInt, let status = Int32(exactly: exit).flatMap(ExitStatus.init),
      let parameters = root["parameters"]?.asArray, let data = root["data"]?.asArray
    else { return nil }
    return (
      parameters.compactMap { value in
        guard let name = value["name"]?.asText, let text = value["value"]?.asText else {
          return nil
        }
        return NotebookRun.Parameter(name, text)
      },
      data.compactMap { value in
        guard let name = value["name"]?.asText, let path = value["path"]?.asText,
          let digest = value["digest"]?.asText
        else { return nil }
        return NotebookRun.DataInput(
          name: name, path: path, bytes: value["bytes"]?.asInt, digest: digest,
          rows: value["rows"]?.asInt)
      }, status
    )
  }
}
