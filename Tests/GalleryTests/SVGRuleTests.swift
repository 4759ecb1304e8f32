import ChartRendering
import Charts
import Testing

/// The contract of the SVG output, for every case in every theme.
@Suite struct SVGRuleTests {
  @Test("SVGs keep the contract", arguments: GalleryCase.all)
  func contract(_ example: GalleryCase) throws {
    let chart = try example.chart()
    let own = Theme.named(chart.spec.theme) ?? .light
    for theme in Theme.all {
      // The budget is for the picture that is kept; symbols of the print theme take more room.
      let budget = theme.name == own.name ? SVGRules.budget : 200_000
      let found = SVGRules.violations(
        SVGRenderer.render(chart, theme: theme), theme: theme, budget: budget)
      #expect(found.isEmpty, "\(example.name) in \(theme.name): \(found.prefix(4))")
    }
  }

  /// Each change of a good document that must be seen.
  static let breaks: [(find: String, replace: String)] = [
    ("</svg>\n", "</svg>"), ("role=\"img\"", "role=\"figure\""), ("<g", "<use"),
    ("<text", "<text onclick=\"x\""), ("#ffffff", "currentColor"), ("url(#h", "url(#x"),
    ("-t\">", "-d\">"), (" x=\"", " x=\"0"), ("viewBox=\"0 0", "viewBox=\"1 0"),
    ("fill=\"#", "fill=\"red"), ("</desc>", "</desc"), ("&lt;", "<"), ("><rect", "><image/><rect"),
    (" d=\"M", " d=\"MNaN "), (">\n<text", "><text"), ("<desc", "<metadata"),
    ("<title id", "<script></script><title id"), ("width=\"720\"", "width=\"720.00\""),
  ]

  @Test("Every break of the contract is seen", arguments: breaks.indices)
  func broken(_ index: Int) throws {
    let svg = SVGRenderer.render(try GalleryCase.named("hostile-text").chart())
    let change = Self.breaks[index]
    let range = try #require(svg.firstRange(of: change.find), "nothing like \(change.find)")
    try #require(SVGRules.violations(svg, theme: .light).isEmpty)
    let broken = svg.replacingCharacters(in: range, with: change.replace)
    #expect(
      !SVGRules.violations(broken, theme: .light).isEmpty, "\(change.replace) is not seen")
  }

  @Test("Large documents are refused") func size() throws {
    let svg = SVGRenderer.render(try GalleryCase.named("one-point").chart())
    let large = svg.replacing("</desc>", with: String(repeating: "x", count: 60_000) + "</desc>")
    #expect(SVGRules.violations(large, theme: .light).contains { $0.hasSuffix("bytes") })
  }

  @Test("Names never become markup") func hostile() throws {
    let svg = SVGRenderer.render(try GalleryCase.named("hostile-text").chart())
    #expect(!svg.contains("<script") && svg.contains("&lt;script&gt;"))
    #expect(!svg.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" })
  }
}

extension String {
  func replacingCharacters(in range: Range<Index>, with text: String) -> String {
    String(self[..<range.lowerBound]) + text + String(self[range.upperBound...])
  }
}
