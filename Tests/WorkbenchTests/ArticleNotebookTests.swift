import Foundation
import Notebooks
import TestSupport
import Testing
import Workbench

/// The notebooks of the article's five figures, on real files, against pandas.
///
/// `References/article.json` was written by `References/article.py` with pandas 3.1.1.
@Suite(.enabled(if: Repository.sharedData("hub/radar_models_2026-08-19.jsonl") != nil))
struct ArticleNotebookTests {
  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("References")

  private func reference(_ name: String) throws -> [[Any]] {
    let file = Self.folder.appendingPathComponent("article.json")
    let whole = try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any]
    return try #require(whole?[name] as? [[Any]])
  }

  /// The tables of a notebook, by cell.
  private func run(
    _ notebook: String, data: String, _ parameters: [String: [String]] = [:]
  ) throws -> [String: [[String]]] {
    let path = Repository.root.appendingPathComponent("notebooks/\(notebook).hfnb").path
    let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
    let parsed = Notebook.parse(bytes: bytes, name: path)
    var values = parameters
    values["data"] = [try #require(Repository.sharedData(data))]
    values["orgs"] = [Self.folder.appendingPathComponent("article_kinds.csv").path]
    let runner = NotebookRunner(
      parsed.notebook, path: path, options: BatchOptions(parameterValues: values, threadCount: 2))
    var tables: [String: [[String]]] = [:]
    for cell in runner.run().cells {
      #expect(cell.status == .ok, "\(notebook) \(cell.id): \(cell.diagnostics)")
      guard let text = cell.outputs.lazy.compactMap({ $0.text(.csv) }).first else { continue }
      tables[cell.id] = text.split(separator: "\n").map { line in
        line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      }
    }
    return tables
  }

  /// Compares rows with the reference, in any order: the first columns are the key.
  private func compare(
    _ table: [[String]]?, _ name: String, keys: Int, columns: [Int]? = nil
  ) throws {
    let rows = try #require(table).dropFirst().map { row in
      columns.map { $0.map { row[$0] } } ?? row
    }
    let wanted = try reference(name)
    #expect(rows.count == wanted.count, "\(name)")
    var byKey: [[String]: [String]] = [:]
    for row in rows { byKey[Array(row.prefix(keys))] = row }
    for expected in wanted {
      let key = expected.prefix(keys).map { "\($0)" }
      let row = try #require(byKey[key], "\(name) has no \(key)")
      for (cell, value) in zip(row.dropFirst(keys), expected.dropFirst(keys)) {
        try same(cell, value, "\(name) \(key)")
      }
    }
  }

  private func same(_ cell: String, _ value: Any, _ what: String) throws {
    let wanted = try #require((value as? NSNumber)?.doubleValue, "\(what): \(value)")
    let found = try #require(Double(cell), "\(what): \(cell)")
    #expect(abs(found - wanted) <= 1e-9 * abs(wanted), "\(what): \(found), not \(wanted)")
  }

  private let hub = "hub/radar_models_2026-08-19.jsonl"

  @Test func uploads() throws {
    let tables = try run("11-uploads", data: hub)
    #expect(tables["first-day"]?[1][0] == "2")
    // Months without uploads are filled up with zeros.
    let months = try #require(tables["per-month"])
    try compare(months.filter { $0.last != "0" }, "uploads", keys: 2)
    #expect(Set(months.dropFirst().map { $0[0] }).count == 49)
    try compare(tables["size-per-month"], "sizes", keys: 2)
  }

  @Test func kinds() throws {
    let tables = try run("12-organisation-types", data: hub)
    try compare(tables["kinds"], "kinds", keys: 1)
  }

  @Test func largest() throws {
    let tables = try run("13-top-organisations", data: hub)
    for (cell, name, column) in [
      ("most-uploads", "most_uploads", 2), ("most-downloads", "most_downloads", 3),
    ] {
      let rows = try #require(tables[cell]).dropFirst()
      let wanted = try reference(name)
      #expect(rows.map { $0[0] } == wanted.map { "\($0[0])" })
      #expect(rows.map { $0[column] } == wanted.map { "\($0[1])" })
    }
    try compare(tables["models"], "models", keys: 1, columns: [0, 2, 3])
  }

  @Test func parameters() throws {
    let tables = try run(
      "14-parameters", data: "epoch/notable_ai_models_2024.csv", ["grain": ["year"]])
    try compare(tables["kinds"], "parameters_by_kind", keys: 1)
    // Models without a date have no place in time, but a type.
    try compare(
      tables["per-period"].map { $0.filter { !$0[0].isEmpty } }, "parameters_by_year", keys: 1)
  }

  @Test func emissions() throws {
    let tables = try run("15-emissions", data: "co2/HFCO2.csv")
    let file = Self.folder.appendingPathComponent("article.json")
    let whole = try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any]
    let wanted = try #require(whole?["emissions"] as? [Any])
    let size = try #require(tables["size"]?[1])
    for (cell, index) in zip([0, 1, 4, 5], [0, 1, 2, 3]) {
      try same(size[cell], wanted[index], "size \(index)")
    }
    let kind = try #require(tables["kinds"]?[1])
    try same(kind[2], wanted[4], "median")
    try same(kind[3], wanted[5], "mean")
    let automatic = tables["how"]?.first { $0[0] == "automatic" }
    try same(try #require(automatic)[1], wanted[6], "automatic")
  }
}
