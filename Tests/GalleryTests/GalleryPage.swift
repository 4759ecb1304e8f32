import ChartRendering
import Foundation
import TestSupport
import Testing

/// The contact sheet: every case with its words, its query, its picture and its terminal drawing.
enum GalleryPage {
  struct Entry {
    var name: String
    var comment: String
    var query: String
    var svg: String
    var text: String
  }

  static func entry(_ example: GalleryCase) throws -> Entry {
    let chart = try example.chart()
    return Entry(
      name: example.name, comment: example.comment,
      query: example.query.trimmingCharacters(in: .whitespacesAndNewlines),
      svg: SVGRenderer.render(chart), text: TerminalRenderer.render(chart, width: 100))
  }

  static func escaped(_ text: String) -> String {
    text.replacingOccurrences(of: "&", with: "&amp;").replacingOccurrences(of: "<", with: "&lt;")
      .replacingOccurrences(of: ">", with: "&gt;").replacingOccurrences(of: "\"", with: "&quot;")
  }

  /// The groups of the page, by how names begin; the rest comes first.
  static let groups = [
    ("", "Charts of every kind"), ("dashboard-", "The six views of the dashboard"),
    ("study-", "The figures of the Hub study"), ("article-", "The five figures of the article"),
  ]

  /// The page as HTML without any script.
  static func html(_ entries: [Entry]) -> String {
    func belongs(_ entry: Entry, to prefix: String) -> Bool {
      prefix.isEmpty
        ? !groups.dropFirst().contains { entry.name.hasPrefix($0.0) } : entry.name.hasPrefix(prefix)
    }
    var contents = ""
    var body = ""
    for (prefix, title) in groups {
      let own = entries.filter { belongs($0, to: prefix) }
      guard !own.isEmpty else { continue }
      contents += "<p><b>\(title)</b> "
      contents += own.map { "<a href=\"#\($0.name)\">\($0.name)</a>" }.joined(separator: " · ")
      contents += "</p>\n"
      body += "<h2>\(title)</h2>\n"
      for entry in own { body += section(entry) }
    }
    return """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>Charts of hfnb</title>
      <style>
      \(style)
      </style>
      </head>
      <body>
      <header>
      <h1>Charts of hfnb</h1>
      <p>\(entries.count) charts, each drawn by the query beside it: as SVG, and with characters for a terminal of a \
      hundred columns. All data are invented.</p>
      <nav>
      \(contents)</nav>
      </header>
      <main>
      \(body)</main>
      </body>
      </html>

      """
  }

  private static func section(_ entry: Entry) -> String {
    let parts = entry.comment.components(separatedBy: "Look at: ")
    let look =
      parts.count > 1
      ? "<p class=\"look\"><b>Look at</b> \(escaped(parts[1]))</p>\n" : ""
    return """
      <section id="\(entry.name)">
      <h3><a href="#\(entry.name)">\(entry.name)</a></h3>
      <p>\(escaped(parts[0].trimmingCharacters(in: .whitespaces)))</p>
      \(look)<div class="pair">
      <figure>
      \(entry.svg)<figcaption>SVG, \(entry.svg.utf8.count / 100 * 100 / 1000).\(entry.svg.utf8.count / 100 % 10) kB</figcaption>
      </figure>
      <pre class="terminal" role="img" aria-label="The same chart in a terminal">\(escaped(entry.text))</pre>
      </div>
      <details><summary>The query</summary>
      <pre class="query">\(escaped(entry.query))</pre>
      </details>
      </section>

      """
  }

  private static let style = """
    :root { color-scheme: light; --ink: #1f2328; --muted: #59636e; --line: #d8dde3; --wash: #f6f8fa; }
    * { box-sizing: border-box; }
    body { margin: 0 auto; max-width: 1640px; padding: 2rem clamp(1rem, 3vw, 3rem) 6rem; background: #fff;
      color: var(--ink); font: 16px/1.5 "Liberation Sans", Arial, Helvetica, sans-serif; }
    h1 { font-size: 2rem; line-height: 1.2; margin: 0 0 .5rem; letter-spacing: -.01em; }
    h2 { font-size: 1.4rem; margin: 4rem 0 0; padding-top: 1rem; border-top: 2px solid var(--ink); }
    h3 { font-size: 1.05rem; margin: 0 0 .25rem; }
    h3 a { color: inherit; text-decoration: none; }
    header > p { max-width: 44rem; color: var(--muted); margin: 0 0 1rem; }
    nav { font-size: .85rem; line-height: 1.9; color: var(--muted); }
    nav p { margin: .4rem 0; }
    nav b { color: var(--ink); margin-right: .4rem; }
    nav a { color: #10549f; text-decoration: none; white-space: nowrap; }
    nav a:hover, h3 a:hover { text-decoration: underline; }
    section { padding: 2.2rem 0; border-bottom: 1px solid var(--line); }
    section > p { margin: 0; max-width: 60rem; }
    .look { color: var(--muted); font-size: .9rem; }
    .look b { font-weight: 600; color: var(--ink); }
    .pair { display: flex; flex-wrap: wrap; gap: 1.25rem; align-items: flex-start; margin: 1rem 0 .6rem; }
    figure { margin: 0; border: 1px solid var(--line); border-radius: 6px; overflow: hidden; flex: 0 1 auto; }
    figure svg { display: block; max-width: 100%; height: auto; }
    figcaption { font-size: .72rem; color: var(--muted); padding: .25rem .6rem; border-top: 1px solid var(--line);
      background: var(--wash); }
    pre { margin: 0; padding: .9rem 1rem; background: var(--wash); border: 1px solid var(--line);
      border-radius: 6px; overflow-x: auto; }
    .terminal { flex: 1 1 40rem; min-width: 0; font: 12px/1.18 "DejaVu Sans Mono", Menlo, Consolas, monospace; }
    .query { font: 13px/1.45 "DejaVu Sans Mono", Menlo, Consolas, monospace; }
    details > summary { cursor: pointer; color: #10549f; font-size: .9rem; padding: .2rem 0; }
    """
}

@Suite struct GalleryPageTests {
  /// With `HFNB_GALLERY` naming a folder the page and its pictures are written there.
  @Test("The contact sheet shows every case") func page() throws {
    let entries = try GalleryCase.all.map(GalleryPage.entry)
    let html = GalleryPage.html(entries)
    for entry in entries {
      #expect(html.components(separatedBy: "<section id=\"\(entry.name)\">").count == 2)
      #expect(html.contains(entry.svg), "\(entry.name) is not on the page")
    }
    #expect(!html.contains("<script"))
    #expect(html.components(separatedBy: "<h2>").count == GalleryPage.groups.count + 1)
    guard let folder = ProcessInfo.processInfo.environment["HFNB_GALLERY"] else { return }
    let base = URL(fileURLWithPath: folder)
    try FileManager.default.createDirectory(at: base, withIntermediateDirectories: true)
    func write(_ text: String, _ name: String) throws {
      try text.write(to: base.appendingPathComponent(name), atomically: true, encoding: .utf8)
    }
    try write(html, "index.html")
    for entry in entries {
      try write(entry.svg, entry.name + ".svg")
      try write(entry.text, entry.name + ".txt")
    }
  }
}
