import Columnar
import Diagnostics
import TestSupport
import Testing

@testable import ChartRendering
@testable import Charts

/// The twelve points of the contract of the SVG output, one test each or more.
@Suite struct SVGContractTests {
  private static func weeks(_ count: Int) -> [Int64] { (0..<count).map { Int64($0) } }

  /// A layer with a wave of values for each of some series.
  private static func spec(
    _ mark: String, rows count: Int = 12, series: Int = 2, _ constants: [(String, Value)] = []
  ) -> ChartSpec {
    let places = (0..<count * series).map { Int64($0 / series) }
    let heights = places.indices.map { Double(($0 * 37) % 23 + 1) }
    let (along, across) = mark == "bar" ? ("y", "x") : ("x", "y")
    var spec = ChartSpec(layers: [
      MadeCharts.layer(
        mark,
        [
          (along, MadeCharts.integers(places)), (across, MadeCharts.numbers(heights)),
          ("color", MadeCharts.texts(places.indices.map { "s\($0 % series)" })),
        ], constants)
    ])
    spec.title = "Waves"
    return spec
  }

  private static func svg(_ spec: ChartSpec, _ theme: Theme = .light) throws -> String {
    SVGRenderer.render(try ChartBuilder.build(spec), theme: theme)
  }

  private static func elements(
    _ spec: ChartSpec, _ theme: Theme = .light
  ) throws -> [XMLChecker.Element] {
    try XMLChecker.elements(of: try svg(spec, theme))
  }

  @Test("1: the root has its attributes, in order", arguments: Theme.all.map(\.name))
  func root(theme: String) throws {
    let root = try Self.elements(Self.spec("line"), #require(Theme.named(theme)))[0]
    #expect(
      root.attributes.map(\.name).filter { $0 != "class" } == [
        "xmlns", "width", "height", "viewBox", "role", "aria-labelledby", "font-family",
        "font-size", "fill",
      ])
    #expect(root["role"] == "img")
    #expect(root["font-family"] == "'Liberation Sans', Arial, Helvetica, sans-serif")
  }

  @Test("2: title and description come first, guides are hidden from screen readers")
  func titles() throws {
    let spec = Self.spec("line", series: 9)
    let chart = try ChartBuilder.build(spec)
    let elements = try Self.elements(spec)
    #expect(elements[1].name == "title" && elements[1].text == "Waves")
    #expect(elements[2].name == "desc" && elements[2].text == chart.description)
    let numbers = elements.filter { $0.name == "text" && Double($0.text) != nil }
    #expect(numbers.count > 5 && numbers.allSatisfy { $0["aria-hidden"] == "true" })
    let lines = elements.filter { $0["stroke"] == Theme.light.grid.hex }
    #expect(!lines.isEmpty && lines.allSatisfy { $0["aria-hidden"] == "true" })
    #expect(elements.filter { $0.name == "title" && $0.parents.count == 1 }.count == 1)
  }

  @Test("3: the paper is painted", arguments: Theme.all.map(\.name))
  func paper(theme name: String) throws {
    let theme = try #require(Theme.named(name))
    let elements = try Self.elements(Self.spec("bar"), theme)
    let first = try #require(elements.dropFirst(3).first { $0.name == "rect" })
    #expect(first["fill"] == theme.paper.hex)
    #expect(first["x"] == "0" && first["y"] == "0")
    #expect(first["width"] == elements[0]["width"] && first["height"] == elements[0]["height"])
  }

  /// What a notebook that strips styles and classes shows is the light theme.
  @Test(
    "4: a dark page changes classes only", arguments: ["line", "column", "point", "tile"])
  func darkVariant(mark: String) throws {
    let spec = Self.spec(mark)
    let auto = try Self.svg(spec, .auto)
    #expect(auto.contains("@media (prefers-color-scheme: dark)"))
    #expect(auto.split(separator: "<style>").count == 2)
    let rules = try #require(
      auto.split(separator: "<style>").last?.split(separator: "</style>").first)
    let id = try #require(Self.elements(spec, .auto)[0]["class"])
    for line in rules.split(separator: "\n").dropFirst() where line != "}" {
      #expect(line.hasPrefix(".\(id) ."), "\(line)")
    }
    for element in try Self.elements(spec, .auto) {
      for name in (element["class"] ?? "").split(separator: " ") where name != id {
        #expect(element[name.hasPrefix("f") ? "fill" : "stroke"] != nil)
        #expect(rules.contains(".\(name) "))
      }
    }
    func plain(_ text: String) throws -> String {
      var text = text.replacing(try Regex("<style>(.|\n)*</style>\n"), with: "")
      text.replace(try Regex(" class=\"[^\"]*\""), with: "")
      text.replace(try Regex("h[0-9a-f]{8}"), with: "h")
      return text.replacing(" fill=\"\(Theme.light.ink.hex)\"", with: "")
    }
    #expect(try plain(auto) == plain(Self.svg(spec)))
  }

  @Test("4: text on a fill can be read on a dark page too") func textOnFills() throws {
    let values = MadeCharts.numbers([1, 2, 3, 4, 5, 6])
    let labels = MadeCharts.texts(["1", "2", "3", "4", "5", "6"])
    let spec = ChartSpec(layers: [
      MadeCharts.layer(
        "tile",
        [
          ("x", MadeCharts.texts(["a", "b", "c", "a", "b", "c"])),
          ("y", MadeCharts.texts(["u", "u", "u", "v", "v", "v"])), ("color", values),
          ("text", labels),
        ])
    ])
    // The colours of tiles stay, so the colours of their texts do.
    let texts = try Self.elements(spec, .auto).filter {
      $0.name == "text" && $0["text-anchor"] == "middle" && $0["aria-hidden"] == nil
    }
    #expect(texts.count == 6 && texts.allSatisfy { $0["class"] == nil })
  }

  @Test("5: ids come from the content") func ids() throws {
    let first = try Self.elements(Self.spec("line"))[1]["id"] ?? ""
    #expect(first.wholeMatch(of: try Regex("h[0-9a-f]{8}-t")) != nil)
    #expect(try Self.svg(Self.spec("line")) == Self.svg(Self.spec("line")))
    var titled = Self.spec("line")
    titled.title = "Other"
    let others = try [
      Self.elements(titled)[1]["id"], Self.elements(Self.spec("line", rows: 13))[1]["id"],
      Self.elements(Self.spec("line"), .dark)[1]["id"], Self.elements(Self.spec("step"))[1]["id"],
    ]
    #expect(Set(others + [first]).count == 5)
    // Everything that is named is named by the id of this chart.
    for element in try Self.elements(Self.spec("line"), .print) {
      if let id = element["id"] { #expect(id.hasPrefix("h") && id.contains("-")) }
    }
  }

  @Test("6: one element on each line, numbers of one decimal") func lines() throws {
    let text = try Self.svg(Self.spec("point"), .auto)
    #expect(text.hasSuffix("</svg>\n"))
    for line in text.split(separator: "\n") {
      let tags = line.matches(of: try Regex("<[a-zA-Z]")).count
      let own =
        line.hasPrefix("<title") || line.hasPrefix("<desc")
        ? 0 : line.matches(of: try Regex("<title")).count
      let nested = line.hasPrefix("<clipPath") ? 1 : 0
      #expect(tags - own - nested <= 1, "\(line.prefix(120))")
    }
    #expect(SVGNumber.text(-0.04) == "0" && SVGNumber.text(2.0) == "2")
    #expect(SVGNumber.text(1.25) == "1.3" && SVGNumber.text(-1.25) == "-1.3")
    #expect(SVGNumber.text(.nan) == "0" && SVGNumber.text(.infinity) == "0")
  }

  @Test("7: baselines are numbers") func baselines() throws {
    let text = try Self.svg(Self.spec("line"))
    #expect(!text.contains("dominant-baseline"))
    let scene = Scene(
      width: 50, height: 50,
      items: [SceneItem(.title, .text(SceneText("a", at: ScenePoint(5, 10), size: 20)))],
      title: "", description: "", panels: [])
    #expect(
      SVGRenderer.render(scene, theme: .light).contains("<text x=\"5\" y=\"17\" font-size=\"20\">a")
    )
  }

  @Test("8: tooltips where rows are few, else one per series") func tooltips() throws {
    for mark in ["column", "bar", "point", "line"] {
      let few = try Self.elements(Self.spec(mark)).filter { $0.name == "title" }.map(\.text)
      #expect(few.contains { $0.hasPrefix("s1 · ") && $0.contains(": ") }, "\(mark)")
      #expect(few.count >= 24 && few.count <= 310, "\(mark)")
      let many = try Self.elements(Self.spec(mark, rows: 400)).filter { $0.name == "title" }
      #expect(many.count < 40, "\(mark): \(many.count)")
      #expect(Set(many.map(\.text)).isSuperset(of: ["s0", "s1"]), "\(mark)")
    }
    // The discs of a line cannot be seen, but pointed at.
    let discs = try Self.elements(Self.spec("line")).filter { $0.name == "circle" }
    #expect(discs.count == 24 && discs.allSatisfy { $0["r"] == "6" })
    #expect(try Self.svg(Self.spec("line")).contains("<g fill=\"#1f2328\" opacity=\"0\">"))
  }

  @Test("9: four vertices for each column of pixels at most") func thinning() throws {
    for mark in ["line", "area"] {
      let chart = try ChartBuilder.build(Self.spec(mark, rows: 20_000, series: 1))
      let scene = ChartLayout.scene(of: chart, on: PixelSurface(), theme: .light)
      var perColumn: [Int: Int] = [:]
      func visit(_ items: [SceneItem]) {
        for item in items {
          if case .group(let children, _) = item.shape { visit(children) }
          guard item.role == .mark, case .path(let path) = item.shape else { continue }
          for point in path.pieces.joined() {
            perColumn[Int(point.x.rounded(.down)), default: 0] += 1
          }
        }
      }
      visit(scene.items)
      #expect(perColumn.count > 500)
      #expect((perColumn.values.max() ?? 0) <= 4, "\(mark)")
    }
  }

  @Test("10: many points are strokes of no length") func points() throws {
    let elements = try Self.elements(Self.spec("point", rows: 600, series: 1))
    #expect(!elements.contains { $0.name == "circle" })
    let path = try #require(elements.first { $0["stroke-linecap"] == "round" })
    #expect(path["stroke-width"] == "6" && path["d"]?.contains("h0m") == true)
  }

  @Test("11: sizes") func sizes() throws {
    #expect(try Self.svg(Self.spec("line", rows: 44, series: 1)).utf8.count < 12_000)
    #expect(try Self.svg(Self.spec("area", rows: 44, series: 6)).utf8.count < 12_000)
    #expect(try Self.svg(Self.spec("line", rows: 44, series: 6)).utf8.count < 60_000)
    #expect(SVGRenderer.sizeNote(of: String(repeating: "a", count: 200_000)) == nil)
    #expect(SVGRenderer.sizeNote(of: String(repeating: "a", count: 200_001))?.code == "W17")
  }
}
