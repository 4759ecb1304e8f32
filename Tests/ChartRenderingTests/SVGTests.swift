import ChartRendering
import Charts
import Columnar
import Diagnostics
import TestSupport
import Testing

/// The contract of the SVG output.
@Suite struct SVGTests {
  private static let allowed: Set<String> = [
    "svg", "title", "desc", "g", "path", "rect", "circle", "text", "clipPath", "pattern", "style",
  ]
  private static let numeric: Set<String> = [
    "x", "y", "width", "height", "cx", "cy", "r", "font-size", "stroke-width",
  ]

  @Test(arguments: Gallery.all + EdgeCharts.all)
  func keepsTheContract(_ example: Gallery.Case) throws {
    for theme in Theme.all {
      let svg = SVGRenderer.render(try ChartBuilder.build(example.spec), theme: theme)
      let elements = try XMLChecker.elements(of: svg)
      #expect(svg.hasSuffix("</svg>\n"))
      #expect(svg.utf8.count <= 60_000, "\(example.name): \(svg.utf8.count) bytes")
      let root = try #require(elements.first)
      #expect(root.name == "svg" && root["role"] == "img")
      #expect(root["viewBox"] == "0 0 \(root["width"] ?? "") \(root["height"] ?? "")")
      #expect(elements[1].name == "title" && elements[2].name == "desc")
      #expect(root["aria-labelledby"] == "\(elements[1]["id"] ?? "") \(elements[2]["id"] ?? "")")
      let ids = elements.compactMap { $0["id"] }
      #expect(Set(ids).count == ids.count)
      for element in elements {
        #expect(Self.allowed.contains(element.name), "\(element.name)")
        for (name, value) in element.attributes {
          #expect(!name.hasPrefix("on") && name != "href" && name != "style")
          #expect(!value.contains("currentColor") && !value.contains("var("))
          if Self.numeric.contains(name) { #expect(isNumber(value), "\(name)=\(value)") }
          if name == "d" { #expect(isPathData(value), "\(value.prefix(80))") }
          if name == "clip-path" {
            #expect(ids.contains(String(value.dropFirst(5).dropLast())))
          }
        }
      }
      #expect(elements.contains { $0.name == "style" } == theme.hasDarkVariant)
    }
  }

  /// `-?digits(.digit)?` without a negative zero.
  private func isNumber(_ text: some StringProtocol) -> Bool {
    var rest = Substring(text)
    if rest.first == "-" { rest.removeFirst() }
    if text == "-0" { return false }
    let parts = rest.split(separator: ".", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), parts.allSatisfy({ !$0.isEmpty }) else { return false }
    guard parts.allSatisfy({ $0.allSatisfy { ("0"..."9").contains($0) } }) else { return false }
    return parts.count == 1 || (parts[1].count == 1 && parts[1] != "0")
  }

  private func isPathData(_ text: String) -> Bool {
    var spaced = ""
    for character in text {
      if character == "-" {
        spaced += " -"
      } else if "MmlhvzL".contains(character) {
        spaced += " "
      } else {
        spaced.append(character)
      }
    }
    return spaced.split(separator: " ").allSatisfy { isNumber($0) }
  }

  @Test(arguments: Gallery.all)
  func rendersTheSameTwice(_ example: Gallery.Case) throws {
    let first = SVGRenderer.render(try ChartBuilder.build(example.spec))
    #expect(first == SVGRenderer.render(try ChartBuilder.build(example.spec)))
    let chart = try ChartBuilder.build(example.spec)
    #expect(TerminalRenderer.render(chart) == TerminalRenderer.render(chart))
  }

  @Test func differentChartsHaveDifferentIdentifiers() throws {
    let ids = try Gallery.all.map { example in
      try XMLChecker.elements(of: SVGRenderer.render(try ChartBuilder.build(example.spec)))[1]["id"]
    }
    #expect(Set(ids).count == ids.count)
  }

  @Test func hostileTextStaysText() throws {
    let svg = SVGRenderer.render(try ChartBuilder.build(Gallery.hostile))
    #expect(!svg.contains("<script"))
    #expect(svg.contains("&lt;script&gt;"))
    #expect(!svg.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" })
    #expect(!svg.unicodeScalars.contains { $0.value == 0x202E })
  }

  @Test func manyPointsAreFewBytes() throws {
    var random = Gallery.Generator(state: 1)
    let count = 100_000
    let x = Buffer<Double>((0..<count).map { _ in random.next() * 100 })
    let y = Buffer<Double>((0..<count).map { _ in random.next() * 100 })
    let sorted = Buffer<Double>(x.array.sorted())
    func spec(_ mark: String, _ x: Buffer<Double>) -> ChartSpec {
      let table = Table([
        (name: "x", column: Column(.number, .double(x), count: count)),
        (name: "y", column: Column(.number, .double(y), count: count)),
      ])
      return ChartSpec(layers: [
        LayerSpec(
          mark: mark, data: table,
          channels: [
            LayerSpec.Channel("x", title: "x", type: .number),
            LayerSpec.Channel("y", title: "y", type: .number),
          ])
      ])
    }
    // Four vertices for each column of pixels, whatever the rows.
    let line = SVGRenderer.render(try ChartBuilder.build(spec("line", sorted)))
    #expect(line.utf8.count < 60_000)
    let points = SVGRenderer.render(try ChartBuilder.build(spec("point", x)))
    #expect(points.utf8.count < 20 * count)
    _ = TerminalRenderer.render(try ChartBuilder.build(spec("point", x)))
  }
}
