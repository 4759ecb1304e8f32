import ChartRendering
import Charts
import Foundation
import TestSupport
import Testing

/// Every case draws what lies beside it, byte for byte.
@Suite struct GoldenTests {
  @Test("Cases draw what is recorded", arguments: GalleryCase.all)
  func golden(_ example: GalleryCase) throws {
    let chart = try example.chart()
    try compare(SVGRenderer.render(chart), with: example.name + ".svg")
    try compare(TerminalRenderer.render(chart, width: 100), with: example.name + ".txt")
  }

  private func compare(_ actual: String, with name: String) throws {
    let url = GalleryCase.folder.appendingPathComponent(name)
    let expected = try? String(contentsOf: url, encoding: .utf8)
    guard expected != actual else { return }
    if CaseFile.isRecording {
      try actual.write(to: url, atomically: true, encoding: .utf8)
      Issue.record("recorded \(name); look at it before keeping it")
    } else if let expected {
      let old = expected.split(separator: "\n", omittingEmptySubsequences: false)
      let new = actual.split(separator: "\n", omittingEmptySubsequences: false)
      let line = zip(old, new).enumerated().first { $0.element.0 != $0.element.1 }
      Issue.record(
        """
        \(name) differs at line \((line?.offset ?? min(old.count, new.count)) + 1)
        was: \(line?.element.0.prefix(160) ?? "(end)")
        now: \(line?.element.1.prefix(160) ?? "(end)")
        """)
    } else {
      Issue.record("\(name) is not recorded")
    }
  }

  @Test("Cases say what to look at, and every picture has a case") func files() throws {
    #expect(GalleryCase.all.count >= 40)
    for example in GalleryCase.all {
      #expect(example.comment.count >= 40, "\(example.name) says too little")
    }
    let names = Set(GalleryCase.all.map(\.name))
    for file in try FileManager.default.contentsOfDirectory(atPath: GalleryCase.folder.path) {
      let name = file.split(separator: ".").dropLast().joined(separator: ".")
      #expect(names.contains(name), "\(file) belongs to no case")
    }
  }

  @Test("Charts do not share identifiers") func identifiers() throws {
    var owners: [String: String] = [:]
    for example in GalleryCase.all {
      let svg = SVGRenderer.render(try example.chart())
      for id in try XMLChecker.elements(of: svg).compactMap({ $0["id"] }) {
        if let other = owners.updateValue(example.name, forKey: id), other != example.name {
          Issue.record("\(example.name) and \(other) share \(id)")
        }
      }
    }
  }
}
