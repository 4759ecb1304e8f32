import Catalog
import Charts
import Diagnostics
import Foundation
import Synchronization
import TestSupport
import Testing
import Workbench

/// One picture of the gallery: a query that draws one chart, and what it must look like.
///
/// `Cases/NAME.hfq` begins with comment lines that say what to look at; `NAME.svg` and `NAME.txt`
/// beside it are what must come out.
struct GalleryCase: Sendable, CustomTestStringConvertible {
  /// The name of the files.
  let name: String
  /// What the chart shows and what to look at.
  let comment: String
  /// The statements that draw it.
  let query: String

  var testDescription: String { name }

  static let folder = Repository.root.appendingPathComponent("Tests/GalleryTests/Cases")

  /// All cases, sorted by name.
  static let all: [GalleryCase] = {
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return files.filter { $0.hasSuffix(".hfq") }.sorted().compactMap { file in
      guard let text = try? String(contentsOf: folder.appendingPathComponent(file), encoding: .utf8)
      else { return nil }
      let lines = text.components(separatedBy: "\n")
      let comment = lines.prefix { $0.hasPrefix("#") }
      return GalleryCase(
        name: String(file.dropLast(4)),
        comment: comment.map { $0.drop { $0 == "#" || $0 == " " } }.joined(separator: " "),
        query: lines.dropFirst(comment.count).joined(separator: "\n"))
    }
  }()

  static func named(_ name: String) throws -> GalleryCase {
    try #require(all.first { $0.name == name }, "there is no case \(name)")
  }

  struct Failure: Error, CustomStringConvertible { var description: String }

  /// The chart, built by a session of its own.
  func chart(threads: Int) throws -> BuiltChart {
    let session = Session(options: SessionOptions(threadCount: threads))
    var charts: [BuiltChart] = []
    let problems = session.run(SourceText(name: name + ".hfq", text: query)) { result in
      guard case .table(let pipeline) = result else { return }
      for case .chart(let chart) in pipeline.outputs {
        if let built = chart as? BuiltChart { charts.append(built) }
      }
    }
    guard problems.isEmpty else {
      throw Failure(description: problems.map { DiagnosticRenderer().render($0) }.joined())
    }
    guard charts.count == 1 else {
      throw Failure(description: "\(name) draws \(charts.count) charts, not one")
    }
    return charts[0]
  }

  private static let built = Mutex<[String: BuiltChart]>([:])

  /// The chart; built once for all tests.
  func chart() throws -> BuiltChart {
    if let known = Self.built.withLock({ $0[name] }) { return known }
    let chart = try chart(threads: 2)
    Self.built.withLock { $0[name] = chart }
    return chart
  }
}
