import Foundation
import Testing

@testable import Notebooks

/// What readers who do not see a page, or do not use a mouse, need of it.
///
/// `Tests/WorkbenchTests/References/axe.py` runs axe-core over exported pages, where it can be had.
@Suite("Accessibility of pages")
struct PageAccessibilityTests {
  private static let page = HTMLExporter(
    pictures: ["pic.png": [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]]
  ).export(Sample.run())

  private func tags(_ name: String) -> [String] {
    Self.page.split(separator: "<").filter { piece in
      piece.hasPrefix(name) && [" ", ">", "\n"].contains(piece.dropFirst(name.count).first)
    }.map { String($0.prefix { $0 != ">" }) }
  }

  private func values(_ attribute: String) -> [String] {
    Self.page.matches(of: /\s([a-z-]+)="([^"]*)"/).filter { $0.output.1 == attribute }
      .map { String($0.output.2) }
  }

  @Test("the page has a language, a title and its landmarks once each") func landmarks() {
    #expect(tags("html") == ["html lang=\"en\""])
    for name in ["main", "header", "footer", "h1"] {
      #expect(tags(name).count == 1, "\(name)")
    }
    #expect(Self.page.contains("<title>Models per month</title>"))
    #expect(Self.page.contains("<a class=\"skip\" href=\"#_content\">"))
  }

  @Test("headings go down one level at a time") func headings() {
    let levels = Self.page.matches(of: /<h([1-6])[ >]/).compactMap { Int($0.output.1) }
    #expect(levels.first == 1 && levels.count >= 3)
    for (above, below) in zip(levels, levels.dropFirst()) { #expect(below <= above + 1) }
  }

  @Test("ids are unique, and what is referred to is there") func ids() {
    let ids = values("id")
    #expect(Set(ids).count == ids.count)
    for reference in values("aria-labelledby").flatMap({ $0.split(separator: " ") }) {
      #expect(ids.contains(String(reference)))
    }
    for link in values("href") where link.hasPrefix("#") {
      #expect(ids.contains(String(link.dropFirst())), "\(link)")
    }
  }

  @Test("charts and pictures have words, cells of headers say for what") func words() {
    #expect(!tags("svg").isEmpty && !tags("th").isEmpty)
    for svg in tags("svg") { #expect(svg.contains("role=\"img\"") && svg.contains("aria-label")) }
    for header in tags("th") {
      #expect(header.contains("scope=\"col\"") || !header.contains("class"), "\(header)")
    }
    for image in tags("img") { #expect(image.contains(" alt=\"")) }
    #expect(tags("details").count == tags("summary").count)
  }

  @Test("what scrolls is reached by keyboard and has a name") func keyboard() {
    for region in tags("div") where region.contains("role=\"region\"") {
      #expect(region.contains("tabindex=\"0\"") && region.contains("aria-label=\""))
    }
    for index in values("tabindex") { #expect(index == "0") }
    #expect(HTMLStyle.text.contains(":focus-visible"))
    for word in ["animation", "transition", "user-scalable", "maximum-scale"] {
      #expect(!Self.page.contains(word), "\(word)")
    }
  }

  @Test("equal charts and tables of one caption have ids and labels of their own")
  func equalOutputs() {
    let svg = """
      <svg role="img" aria-labelledby="h01234567-t h01234567-d">
      <title id="h01234567-t">T</title><desc id="h01234567-d">D</desc>
      <g clip-path="url(#h01234567-c1)"></g></svg>
      """
    let table = OutputTable(columns: [.init("a")], rows: [["1"]], totalRows: 1)
    let output = CellOutput([.svg: Array(svg.utf8)], table: table)
    let text = "```hfq a\n#| caption: Data\nx\n```\n"
    let run = NotebookRun(
      notebook: Sample.parse(text).notebook, path: "n.hfnb", parameters: [.init("p", "1")],
      data: [.init(name: "d", path: "d.csv", bytes: 1, digest: "x")],
      cells: [CellRun(id: "a", outputs: [output, output, CellOutput(table: table)])])
    let page = HTMLExporter().export(run)
    let ids = page.matches(of: /\sid="([^"]*)"/).map { String($0.output.1) }
    #expect(Set(ids).count == ids.count)
    #expect(ids.contains("h01234567-t") && ids.contains("h01234567n2-t"))
    #expect(page.contains("url(#h01234567n2-c1)"))
    let labels = page.matches(of: /role="region" tabindex="0" aria-label="([^"]*)"/)
      .map { String($0.output.1) }
    #expect(labels == ["Data", "Data (2)", "Data (3)", "Parameters", "Data (4)"])
  }

  @Test("prose has no empty headers, and its listings are reached by keyboard") func prose() {
    let html = MarkdownProse.html("||a|\n|:-:|-|\n|x|1|\n\n```text\n<pre>\n```\n")
    #expect(html.contains("<td></td>\n<th>a</th>"))
    #expect(html.contains("<pre tabindex=\"0\"><code class=\"language-text\">&lt;pre&gt;"))
    #expect(!html.contains("></th>"))
  }

  @Test("nothing runs, nothing is loaded") func nothingRuns() {
    #expect(Self.page.contains("default-src 'none'; style-src 'unsafe-inline'; img-src data:"))
    for name in ["script", "iframe", "object", "embed", "link", "form", "base", "audio", "video"] {
      #expect(tags(name).isEmpty, "\(name)")
    }
    for source in values("src") { #expect(source.hasPrefix("data:image/")) }
  }

  @Test("text has a contrast of 4.5 to 1, in light and in dark", arguments: [0, 1])
  func contrast(_ scheme: Int) throws {
    var colors: [String: String] = [:]
    let parts = HTMLStyle.text.components(separatedBy: "prefers-color-scheme: dark) { :root")
    for match in parts[scheme].matches(of: /--([a-z-]+): (#[0-9a-f]{3,6})/) {
      let name = String(match.output.1)
      if colors[name] == nil { colors[name] = String(match.output.2) }
    }
    let pairs = [
      ("ink", "page"), ("soft", "page"), ("accent", "page"), ("ink", "panel"), ("soft", "panel"),
      ("verb", "panel"), ("text", "panel"), ("number", "panel"), ("bad", "bad-panel"),
      ("warm", "warm-panel"), ("ink", "bad-panel"), ("ink", "warm-panel"),
    ]
    for (front, back) in pairs {
      let light = try Self.luminance(#require(colors[front]))
      let dark = try Self.luminance(#require(colors[back]))
      let ratio = (max(light, dark) + 0.05) / (min(light, dark) + 0.05)
      #expect(ratio >= 4.5, "\(front) on \(back): \(ratio)")
    }
  }

  /// The relative luminance of WCAG 2.1.
  private static func luminance(_ color: String) -> Double {
    let digits =
      color.dropFirst().count == 3
      ? color.dropFirst().map { "\($0)\($0)" }.joined() : String(color.dropFirst())
    let number = Int(digits, radix: 16) ?? 0
    let parts = [number >> 16 & 255, number >> 8 & 255, number & 255].map { part -> Double in
      let value = Double(part) / 255
      return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
    }
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
  }

  private static let tidy = "/usr/bin/tidy"

  @Test(
    "tidy finds no error",
    .enabled(if: FileManager.default.isExecutableFile(atPath: tidy), "tidy is not installed"))
  func tidyAgrees() throws {
    let path = NSTemporaryDirectory() + "hfnb-\(UUID().uuidString).html"
    defer { try? FileManager.default.removeItem(atPath: path) }
    try Self.page.write(toFile: path, atomically: true, encoding: .utf8)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: Self.tidy)
    process.arguments = ["-e", "-q", "-utf8", path]
    let pipe = Pipe()
    process.standardError = pipe
    try process.run()
    let report = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    // Attributes of SVG are unknown to this HTML checker; all else counts.
    let others = report.split(separator: "\n").filter { line in
      !line.contains("proprietary attribute") && !line.contains("trimming empty")
    }
    #expect(process.terminationStatus < 2)
    #expect(others.isEmpty, "\(report)")
  }
}
