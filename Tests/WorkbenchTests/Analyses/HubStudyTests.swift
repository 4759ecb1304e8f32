import Foundation
import Notebooks
import TestSupport
import Testing
import Workbench

/// The notebooks of the Hub study give the numbers that pandas, SciPy and networkx give.
@MainActor @Suite struct HubStudyTests {
  @Test("Notebooks 07 to 10", arguments: HubStudyReference.all.filter(\.isPresent))
  func tablesAreThoseOfPython(_ study: HubStudyReference) throws {
    let out = FileManager.default.temporaryDirectory
      .appendingPathComponent("hfnb-study-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: out) }
    var words = [
      Repository.root.appendingPathComponent("notebooks/\(study.notebook).hfnb").path
    ]
    if let path = study.path { words += ["--data", path] }
    for (name, value) in study.flags.sorted(by: { $0.key < $1.key }) {
      words += ["--\(name)", value]
    }
    let talk = MemorySink()
    let status = BatchRun(
      .init(words: words, outputFolder: out.path, formats: ["csv"]), talk: talk
    ).run()
    #expect(status == .success, "\(talk.text)")
    for (cell, expected) in study.cells {
      let file = out.appendingPathComponent("\(study.notebook).hfnb.out/\(cell).csv")
      let text = try String(contentsOf: file, encoding: .utf8)
      expect(text, expected, "\(study.notebook) \(study.data ?? "sample") \(cell)")
    }
  }

  @Test("The reference is there") func reference() {
    #expect(HubStudyReference.all.count == 8)
    #expect(HubStudyReference.all.allSatisfy { $0.cells.count >= 3 })
  }

  /// The cells of the expected columns; lists, which hold commas, stand in columns that are not compared.
  private func expect(_ text: String, _ expected: HubStudyReference.Cells, _ place: String) {
    let lines = text.split(separator: "\n").map(Self.fields)
    let header = lines.first ?? []
    #expect(lines.count - 1 == expected.rows.count, "\(place): number of rows")
    let columns = expected.columns.map { header.firstIndex(of: $0) }
    for (line, row) in zip(lines.dropFirst(), expected.rows) {
      for ((name, column), wanted) in zip(zip(expected.columns, columns), row) {
        guard let column, column < line.count else {
          Issue.record("\(place): no \(name)")
          continue
        }
        let found = line[column]
        let what = "\(place), \(line[0]), \(name): \(found), not \(wanted)"
        #expect(wanted.agrees(with: found), "\(what)")
      }
    }
  }

  private static func fields(_ line: Substring) -> [String] {
    var fields = [""]
    var isQuoted = false
    for character in line {
      switch character {
      case "\"": isQuoted.toggle()
      case "," where !isQuoted: fields.append("")
      default: fields[fields.count - 1].append(character)
      }
    }
    return fields
  }
}

/// A run of a notebook and what its tables hold; `References/hub_study.py` makes the file.
struct HubStudyReference: Decodable, Sendable, CustomTestStringConvertible {
  struct Cells: Decodable, Sendable {
    var columns: [String]
    var rows: [[Cell]]
  }

  enum Cell: Decodable, Sendable {
    case missing
    case number(Double)
    case text(String)

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if container.decodeNil() {
        self = .missing
      } else if let number = try? container.decode(Double.self) {
        self = .number(number)
      } else {
        self = .text(try container.decode(String.self))
      }
    }

    func agrees(with text: String) -> Bool {
      switch self {
      case .missing: text.isEmpty
      case .text(let wanted): text == wanted
      case .number(let wanted):
        Double(text).map { abs($0 - wanted) <= 1e-9 * abs(wanted) } ?? false
      }
    }
  }

  private struct File: Decodable { var studies: [HubStudyReference] }

  var notebook: String
  /// The file below the shared data; nil for the sample that the notebook names itself.
  var data: String?
  var flags: [String: String]
  var cells: [String: Cells]

  var path: String? { data.flatMap(Repository.sharedData) }
  var isPresent: Bool { data == nil || path != nil }
  var testDescription: String { "\(notebook) of \(data ?? "a sample")" }

  static let all: [HubStudyReference] = {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("References/hub_study.json")
    guard let data = try? Data(contentsOf: file),
      let decoded = try? JSONDecoder().decode(File.self, from: data)
    else { return [] }
    return decoded.studies
  }()
}
