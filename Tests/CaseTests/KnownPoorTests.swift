import Foundation
import TestSupport
import Testing

/// Messages that are known to be poor are kept as cases, so that mending one shows.
///
/// A message that became good moves to another folder, and the number here goes down; it never goes
/// up.
@Suite struct KnownPoorTests {
  static let most = 5

  @Test("The folder of poor messages only shrinks") func count() throws {
    let folder = Repository.root.appendingPathComponent("Tests/CaseTests/Cases/known-poor")
    let cases = try CaseFile.all(below: folder).flatMap { try CaseFile($0).cases }
    #expect(cases.count <= Self.most)
    #expect(cases.allSatisfy { $0.title.contains(":") }, "a title says what would be better")
  }
}
