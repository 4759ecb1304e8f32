import Diagnostics

/// The report of a run as one JSON object.
///
/// The order of members is always that of `order`, and what is not in it stands behind it by name.
/// Equal runs give equal texts but for the members `started` and `duration`.
enum JSONReport {
  /// The version of the shape; raised when a member changes its meaning or goes away.
  static let version = 1

  /// The order of members in every object.
  static let order = [
    "format", "version", "path", "name", "value", "file", "id", "code", "variant", "status", "exit",
    "severity", "kind", "message", "hint", "line", "column", "started", "duration", "totals",
    "parameters", "data", "semantics", "all", "needs", "cached", "key", "bytes", "rows", "digest",
    "rows_in", "rows_out", "notes", "error", "findings", "outputs", "snippet", "pages", "notebooks",
    "cells",
  ]

  /// The text, ending with a line break.
  static func text(_ report: RunReport) -> String {
    let totals = report.totals
    var notebooks: [String: JSONValue] = ["all": .int(report.notebooks.count)]
    for outcome in NotebookReport.Outcome.allCases {
      notebooks[outcome.rawValue] = .int(totals.notebooks[outcome] ?? 0)
    }
    var cells: [String: JSONValue] = [
      "all": .int(totals.cells.values.reduce(0, +)), "cached": .int(totals.cachedCells),
    ]
    for status in RunReport.Totals.cellStatuses {
      cells[status] = .int(totals.cells[status] ?? 0)
    }
    let root = JSONValue.object([
      "format": .text("hfnb-report"), "version": .int(version),
      "exit": .int(Int(report.exitStatus.rawValue)), "started": .text(report.startedAt),
      "duration": .number(report.durationSeconds),
      "totals": .object(["notebooks": .object(notebooks), "cells": .object(cells)]),
      "notebooks": .array(report.notebooks.map(value)),
    ])
    return OrderedJSON(order: order).text(root) + "\n"
  }

  /// A notebook, with the error of each cell beside all its findings.
  private static func value(_ notebook: NotebookReport) -> JSONValue {
    guard case .object(var members) = notebook.json else { return notebook.json }
    members["error"] = notebook.ownFailure?.json ?? .null
    members["cells"] = .array(
      notebook.cells.map { cell in
        guard case .object(var members) = cell.json else { return cell.json }
        members["error"] = cell.failure?.json ?? .null
        return .object(members)
      })
    return .object(members)
  }
}

/// Writes JSON with the members of objects in an order that people read in.
///
/// What holds no other list or object and is short stands on one line.
struct OrderedJSON {
  /// The longest line of a list or an object, without its indentation.
  private static let longestLine = 88

  private let rank: [String: Int]

  init(order: [String]) {
    var rank: [String: Int] = [:]
    for (index, name) in order.enumerated() { rank[name] = index }
    self.rank = rank
  }

  /// The text of a value, without a line break at its end.
  func text(_ value: JSONValue, indent: Int = 0) -> String {
    let inner = String(repeating: " ", count: indent + 2)
    let outer = String(repeating: " ", count: indent)
    switch value {
    case .array(let values):
      if let line = line(value) { return line }
      let lines = values.map { inner + text($0, indent: indent + 2) }
      return "[\n" + lines.joined(separator: ",\n") + "\n\(outer)]"
    case .object(let members):
      if let line = line(value) { return line }
      let lines = sorted(members).map { name, value in
        "\(inner)\(JSONValue.quoted(name)): \(text(value, indent: indent + 2))"
      }
      return "{\n" + lines.joined(separator: ",\n") + "\n\(outer)}"
    default: return value.rendered()
    }
  }

  private func sorted(_ members: [String: JSONValue]) -> [(key: String, value: JSONValue)] {
    members.sorted { one, other in
      let first = rank[one.key] ?? Int.max
      let second = rank[other.key] ?? Int.max
      if first != second { return first < second }
      return one.key.utf8.lexicographicallyPrecedes(other.key.utf8)
    }
  }

  /// A list or an object on one line; nil when that is too long, or it holds others.
  private func line(_ value: JSONValue) -> String? {
    let text: String
    switch value {
    case .array(let values):
      guard values.allSatisfy(Self.isPlain) else { return nil }
      text = "[" + values.map { $0.rendered() }.joined(separator: ", ") + "]"
    case .object(let members):
      guard members.values.allSatisfy(Self.isPlain) else { return nil }
      let parts = sorted(members).map { "\(JSONValue.quoted($0.key)): \($0.value.rendered())" }
      text = "{" + parts.joined(separator: ", ") + "}"
    default: return nil
    }
    return text.utf8.count <= Self.longestLine ? text : nil
  }

  private static func isPlain(_ value: JSONValue) -> Bool {
    switch value {
    case .array(let values): values.isEmpty
    case .object(let members): members.isEmpty
    default: true
    }
  }
}
