import Foundation
import TestSupport
import Testing

/// Runs what fuzzers collected: inputs that reach every part of the code, and those that once failed.
@Suite struct ReplayTests {
  @Test(arguments: AnyText.allCases)
  func inputsKeepTheirProperties(target: AnyText) throws {
    var count = 0
    for folder in ["Corpus", "Regressions"] {
      let url = Repository.root.appendingPathComponent("Tests/Fuzz/\(folder)/\(target.rawValue)")
      let names = (try? FileManager.default.contentsOfDirectory(atPath: url.path)) ?? []
      for name in names.sorted() {
        let bytes = [UInt8](try Data(contentsOf: url.appendingPathComponent(name)))
        let flaw = target.flaw(in: bytes)
        #expect(flaw == nil, "\(folder)/\(target.rawValue)/\(name)")
        count += 1
      }
    }
    #expect(count >= 50, "\(target.rawValue) has \(count) inputs")
  }

  @Test func allInputsBelongToATarget() throws {
    let known = Set(AnyText.allCases.map(\.rawValue))
    for folder in ["Corpus", "Regressions"] {
      let path = Repository.root.appendingPathComponent("Tests/Fuzz/\(folder)").path
      for name in try FileManager.default.contentsOfDirectory(atPath: path) {
        #expect(known.contains(name), "\(folder)/\(name)")
      }
    }
  }
}
