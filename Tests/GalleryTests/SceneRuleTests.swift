import Charts
import Testing

/// The rules hold for every case, on pixels and on terminals of three widths.
@Suite struct SceneRuleTests {
  @Test("Scenes keep the rules", arguments: GalleryCase.all)
  func rules(_ example: GalleryCase) throws {
    for drawn in DrawnChart.all(of: try example.chart()) {
      for rule in SceneRule.all {
        let found = rule.violations(drawn)
        #expect(
          found.isEmpty, "\(example.name), \(drawn.surfaceName): \(rule.name): \(found.prefix(3))")
      }
    }
  }
}
