public import Diagnostics

/// Reports as JSON: what a worker sends to the process that started it, and the part of each
/// notebook in `--report json`.
///
/// Members that have nothing to say are null or empty rather than left out, so that a reader in any
/// language finds all of them. Times are seconds.
extension NotebookReport {
  /// The report as JSON; nothing is lost but times that are no numbers.
  public var json: JSONValue {
    .object([
      "path": .text(path), "variant": .text(variant), "status": .text(outcome.rawValue),
      "exit": .int(Int(exitStatus.rawValue)),
      "parameters": .array(
        parameters.map { .object(["name": .text($0.name), "value": .text($0.value)]) }),
      "data": .array(data.map(Self.json)), "semantics": .int(semantics),
      "started": .text(startedAt), "duration": .number(durationSeconds),
      "findings": .array(findings.map(\.json)), "cells": .array(cells.map(\.json)),
      "pages": .array(pages.map { .text($0) }),
    ])
  }

  /// The report that JSON holds; nil when it is none.
  public init?(_ json: JSONValue) {
    guard let path = json["path"]?.asText,
      let outcome = json["status"]?.asText.flatMap(Outcome.init),
      let exit = json["exit"]?.asInt,
      let exitStatus = Int32(exactly: exit).flatMap(ExitStatus.init(rawValue:)),
      let variant = json["variant"]?.asText,
      let parameters = json["parameters"]?.map(Self.parameter),
      let data = json["data"]?.map(Self.dataInput),
      let semantics = json["semantics"]?.asInt, let started = json["started"]?.asText,
      let duration = json["duration"]?.asNumber,
      let findings = json["findings"]?.map(Finding.init),
      let cells = json["cells"]?.map(Cell.init), let pages = json["pages"]?.asTexts
    else { return nil }
    self.init(path: path, outcome: outcome, exitStatus: exitStatus)
    self.variant = variant
    self.parameters = parameters
    self.data = data
    self.semantics = semantics
    startedAt = started
    durationSeconds = duration
    self.findings = findings
    self.cells = cells
    self.pages = pages
  }

  private static func json(_ input: NotebookRun.DataInput) -> JSONValue {
    .object([
      "name": .text(input.name), "path": .text(input.path), "bytes": JSONValue(input.bytes),
      "rows": JSONValue(input.rows), "digest": .text(input.digest),
    ])
  }

  private static func parameter(_ json: JSONValue) -> NotebookRun.Parameter? {
    guard let name = json["name"]?.asText, let value = json["value"]?.asText else { return nil }
    return NotebookRun.Parameter(name, value)
  }

  private static func dataInput(_ json: JSONValue) -> NotebookRun.DataInput? {
    guard let name = json["name"]?.asText, let path = json["path"]?.asText,
      let digest = json["digest"]?.asText
    else { return nil }
    return NotebookRun.DataInput(
      name: name, path: path, bytes: json["bytes"]?.asInt, digest: digest,
      rows: json["rows"]?.asInt)
  }
}

extension NotebookReport.Finding {
  /// The finding as JSON.
  public var json: JSONValue {
    .object([
      "code": .text(code), "severity": .text(severity), "kind": .text(kind),
      "message": .text(message), "line": JSONValue(line), "column": JSONValue(column),
      "hint": JSONValue(hint), "snippet": .text(snippet),
    ])
  }

  /// The finding that JSON holds; nil when it is none.
  public init?(_ json: JSONValue) {
    guard let code = json["code"]?.asText, let severity = json["severity"]?.asText,
      let kind = json["kind"]?.asText, let message = json["message"]?.asText,
      let snippet = json["snippet"]?.asText
    else { return nil }
    self.init(
      code: code, severity: severity, kind: kind, message: message, line: json["line"]?.asInt,
      column: json["column"]?.asInt, snippet: snippet)
    hint = json["hint"]?.asText
  }
}

extension NotebookReport.Cell {
  /// The account of the cell as JSON.
  public var json: JSONValue {
    var needs: [String] = []
    if case .skipped(let ids) = status { needs = ids }
    return .object([
      "id": .text(id), "line": .int(line), "status": .text(status.name),
      "needs": .array(needs.map { .text($0) }), "cached": .bool(isCached), "key": JSONValue(key),
      "duration": durationSeconds.map { .number($0) } ?? .null, "rows_in": JSONValue(rowsIn),
      "rows_out": JSONValue(rows), "notes": .array(notes.map { .text($0) }),
      "findings": .array(findings.map(\.json)),
      "outputs": .array(
        outputs.map { .object(["file": .text($0.name), "digest": .text($0.digest)]) }),
    ])
  }

  /// The account that JSON holds; nil when it is none.
  public init?(_ json: JSONValue) {
    guard let id = json["id"]?.asText, let line = json["line"]?.asInt,
      let needs = json["needs"]?.asTexts,
      let status = json["status"]?.asText.flatMap({ CellRun.Status(name: $0, needs: needs) }),
      case .bool(let isCached)? = json["cached"], let notes = json["notes"]?.asTexts,
      let findings = json["findings"]?.map(NotebookReport.Finding.init),
      let outputs = json["outputs"]?.map(Self.output)
    else { return nil }
    self.init(id: id, line: line, status: status)
    self.isCached = isCached
    key = json["key"]?.asText
    durationSeconds = json["duration"]?.asNumber
    rowsIn = json["rows_in"]?.asInt
    rows = json["rows_out"]?.asInt
    self.notes = notes
    self.findings = findings
    self.outputs = outputs
  }

  private static func output(_ json: JSONValue) -> NotebookReport.OutputFile? {
    guard let name = json["file"]?.asText, let digest = json["digest"]?.asText else { return nil }
    return NotebookReport.OutputFile(name: name, digest: digest)
  }
}

extension CellRun.Status {
  /// The status of a word in manifests and reports; nil for any other word.
  init?(name: String, needs: [String] = []) {
    switch name {
    case "ok": self = .ok
    case "failed": self = .failed
    case "skipped": self = .skipped(needs: needs)
    case "cancelled": self = .cancelled
    case "not run": self = .notRun
    default: return nil
    }
  }
}

extension JSONValue {
  /// A number that may be absent, which is null.
  fileprivate init(_ number: Int?) { self = number.map { .int($0) } ?? .null }

  /// A text that may be absent, which is null.
  fileprivate init(_ text: String?) { self = text.map { .text($0) } ?? .null }

  /// The number, if this is one.
  fileprivate var asNumber: Double? {
    switch self {
    case .int(let number): Double(number)
    case .number(let number): number
    default: nil
    }
  }

  /// The values of a list, read; nil when this is no list or one of them cannot be read.
  fileprivate func map<Value>(_ read: (JSONValue) -> Value?) -> [Value]? {
    guard let values = asArray else { return nil }
    var out: [Value] = []
    for value in values {
      guard let value = read(value) else { return nil }
      out.append(value)
    }
    return out
  }
}
