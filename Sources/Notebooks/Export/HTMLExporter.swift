import Diagnostics

/// Writes a notebook and its results as one HTML file that needs nothing else and runs nothing.
///
/// The page holds no script and a content policy that forbids all loading. It depends on its inputs
/// alone: equal inputs give equal bytes. SVG and HTML of outputs come from the project's own
/// renderers and are taken as they are; every other text is escaped where it is written.
public struct HTMLExporter: Sendable {
  /// What becomes of the code of cells.
  public enum CodeDisplay: String, Sendable, CaseIterable {
    /// Behind a line that opens it.
    case fold
    /// As the cells' own `fold` and `show` options say.
    case show
    /// Left out.
    case hide
  }

  /// What becomes of the code of cells.
  public var code: CodeDisplay

  /// Pictures by their paths relative to the notebook; they are put into the page.
  public var pictures: [String: [UInt8]]

  /// Creates an exporter.
  public init(code: CodeDisplay = .show, pictures: [String: [UInt8]] = [:]) {
    self.code = code
    self.pictures = pictures
  }

  /// The page, ending with a line break.
  public func export(_ run: NotebookRun) -> String {
    var blocks = run.notebook.blocks
    let heading = Self.takeHeading(run.notebook.header.title, &blocks)
    var out = head(title: heading ?? run.fileName)
    out += header(run.notebook.header, heading: heading)
    out += "<main id=\"_content\">\n"
    var names = PageNames()
    var outcomes: [String: CellRun] = [:]
    for cell in run.cells { outcomes[cell.id] = cell }
    for block in blocks {
      switch block {
      case .frontMatter: break
      case .prose(let prose):
        let html = withPictures(MarkdownProse.html(prose.text))
        if !html.isEmpty { out += "<div class=\"prose\">\n\(html)</div>\n" }
      case .cell(let cell):
        out += section(cell, outcomes[cell.id] ?? CellRun(id: cell.id, status: .notRun), &names)
      case .exercise(let exercise):
        out += section(exercise)
      }
    }
    out += "</main>\n"
    return out + footer(run, &names) + "</body>\n</html>\n"
  }

  /// The title of the page: that of the front matter, else a heading that the prose begins with.
  ///
  /// A heading that repeats the title is taken out of the prose, so that it stands there once.
  private static func takeHeading(_ title: String?, _ blocks: inout [NotebookBlock]) -> String? {
    let first = blocks.firstIndex { if case .frontMatter = $0 { false } else { true } }
    guard let first, case .prose(let prose) = blocks[first],
      let (words, rest) = MarkdownProse.leadingHeading(prose.text)
    else { return title }
    let isPlain = !words.utf8.contains { Array("*_`[]<>\\&!#".utf8).contains($0) }
    guard words == title || title == nil && isPlain else { return title }
    blocks[first] = .prose(NotebookProse(text: rest, firstLine: prose.firstLine))
    return words
  }

  /// HTML of prose with the pictures that are at hand in it, since a page loads nothing.
  private func withPictures(_ html: String) -> String {
    guard !pictures.isEmpty else { return html }
    return PageImage.replacingAddresses(in: html) { address in
      PageImage.path(of: address).flatMap { pictures[$0] }.flatMap(PageImage.dataAddress)
    }
  }

  private func head(title: String) -> String {
    """
    <!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; \
    style-src 'unsafe-inline'; img-src data:">
    <meta name="referrer" content="no-referrer">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>\(HTMLText.escaped(title))</title>
    <style>
    \(HTMLStyle.text)
    </style>
    </head>
    <body>
    <a class="skip" href="#_content">Skip to content</a>

    """
  }

  private func header(_ header: NotebookHeader, heading: String?) -> String {
    var out = ""
    if let heading { out += "<h1>\(HTMLText.escaped(heading))</h1>\n" }
    if let summary = header.summary {
      out += "<p class=\"summary\">\(HTMLText.escaped(summary))</p>\n"
    }
    if !header.authors.isEmpty {
      out += "<p class=\"byline\">\(HTMLText.escaped(header.authors.joined(separator: ", ")))</p>\n"
    }
    if !header.tags.isEmpty {
      let items = header.tags.map { "<li>\(HTMLText.escaped($0))</li>" }.joined()
      out += "<ul class=\"tags\" aria-label=\"Tags\">\(items)</ul>\n"
    }
    return out.isEmpty ? "" : "<header>\n\(out)</header>\n"
  }

  private func footer(_ run: NotebookRun, _ names: inout PageNames) -> String {
    var out = "<footer>\n<h2>How this page was made</h2>\n"
    let parameters = run.parametersInUse
    if !parameters.isEmpty {
      let columns = [OutputTable.Column("parameter"), OutputTable.Column("value")]
      let rows = parameters.map { [Optional($0.name), Optional($0.value)] }
      out += HTMLTable.html(
        OutputTable(columns: columns, rows: rows), label: names.label("Parameters"))
    }
    if !run.data.isEmpty {
      let columns = [
        OutputTable.Column("data"), OutputTable.Column("file"),
        OutputTable.Column("rows", isNumeric: true), OutputTable.Column("bytes", isNumeric: true),
        OutputTable.Column("digest"),
      ]
      let rows: [[String?]] = run.data.map {
        [$0.name, $0.path, $0.rows.map { String($0) }, $0.bytes.map { String($0) }, $0.digest]
      }
      out += HTMLTable.html(OutputTable(columns: columns, rows: rows), label: names.label("Data"))
    }
    out += "<p>The same results come from this command:</p>\n"
    return out + "<pre class=\"command\"><code>\(HTMLText.escaped(run.command))</code></pre>\n"
      + "</footer>\n"
  }
}
