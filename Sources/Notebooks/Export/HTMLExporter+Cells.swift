extension HTMLExporter {
  /// A cell: its code, its results with the caption, its notes, and what went wrong.
  func section(
    _ cell: NotebookCell, _ outcome: CellRun, _ names: inout PageNames
  ) -> String {
    let show = cell.options.show
    var out = ""
    if show == .all || show == .code { out += codeBlock(cell) }
    if show == .all || show == .result { out += results(cell, outcome, &names) }
    out += findings(cell, outcome)
    guard !out.isEmpty else { return "" }
    let id = HTMLText.escaped(cell.id)
    return "<section class=\"cell\" id=\"\(id)\" aria-label=\"Cell \(id)\">\n\(out)</section>\n"
  }

  /// An exercise: its task, the code to begin from, and its hints, folded.
  ///
  /// What solves and checks it stays out of the page.
  func section(_ exercise: NotebookExercise) -> String {
    let id = HTMLText.escaped(exercise.id)
    let body = ExerciseBody(exercise.body)
    var out = """
      <section class="cell exercise" id="\(id)" aria-label="Exercise \(id)">
      \(MarkdownProse.html("**Exercise** \(body.task)"))
      """
    if !body.starter.isEmpty {
      out += "<pre tabindex=\"0\"><code>\(CodeHighlighter.html(body.starter))</code></pre>\n"
    }
    for (index, hint) in body.hints.enumerated() {
      out += """
        <details class="hint">
        <summary>Hint\(body.hints.count > 1 ? " \(index + 1)" : "")</summary>
        \(MarkdownProse.html(hint))</details>

        """
    }
    return out + "</section>\n"
  }

  private func codeBlock(_ cell: NotebookCell) -> String {
    guard code != .hide, !cell.code.isEmpty else { return "" }
    let isFolded = code == .fold || cell.options.fold
    let name = cell.hasExplicitId ? " <span class=\"id\">\(HTMLText.escaped(cell.id))</span>" : ""
    return """
      <details class="code"\(isFolded ? "" : " open")>
      <summary>Code\(name)</summary>
      <pre tabindex="0"><code>\(CodeHighlighter.html(cell.code))</code></pre>
      </details>

      """
  }

  /// The outputs in order; the last one carries the caption.
  private func results(
    _ cell: NotebookCell, _ outcome: CellRun, _ names: inout PageNames
  ) -> String {
    var out = ""
    for (index, output) in outcome.outputs.enumerated() {
      let isLast = index == outcome.outputs.count - 1
      let body = html(output, label: cell.caption ?? cell.id, &names)
      guard !body.figure.isEmpty else { continue }
      out += "<figure>\n\(body.figure)"
      if isLast, let caption = cell.caption {
        out += "<figcaption>\(HTMLText.escaped(caption))</figcaption>\n"
      }
      out += "</figure>\n\(body.data)"
    }
    return out
  }

  /// The best form of an output for a page; a chart brings its data along, folded.
  private func html(
    _ output: CellOutput, label: String, _ names: inout PageNames
  ) -> (figure: String, data: String) {
    var table = output.text(.html)
    if table == nil, let rows = output.table {
      table = HTMLTable.html(rows, label: names.label(label))
    }
    if let svg = output.text(.svg) {
      let data = table.map {
        "<details class=\"data\">\n<summary>Data</summary>\n\($0)\n</details>\n"
      }
      let drawing = names.drawing(String(Self.withoutProlog(svg)))
      return ("<div class=\"chart\">\(drawing)</div>\n", data ?? "")
    }
    if let table { return (table.hasSuffix("\n") ? table : table + "\n", "") }
    guard let text = output.text(.plainText) ?? output.text(.csv), !text.isEmpty else {
      return ("", "")
    }
    return ("<pre class=\"text\" tabindex=\"0\">\(HTMLText.escaped(text))</pre>\n", "")
  }

  /// The `svg` element of a drawing that may begin with an XML declaration.
  private static func withoutProlog(_ svg: String) -> Substring {
    var start = svg.startIndex
    while start < svg.endIndex, !svg[start...].hasPrefix("<svg") { start = svg.index(after: start) }
    return start < svg.endIndex ? svg[start...] : svg[...]
  }

  /// Notes, errors in their place, and why there is no result.
  private func findings(_ cell: NotebookCell, _ outcome: CellRun) -> String {
    var out = ""
    if !outcome.notes.isEmpty {
      let items = outcome.notes.map { "<li>\(HTMLText.escaped($0))</li>" }.joined(separator: "\n")
      out += "<ul class=\"notes\" aria-label=\"Notes\">\n\(items)\n</ul>\n"
    }
    if let staleness = outcome.staleness {
      out += """
        <p class="status stale" role="note">Out of date: \(HTMLText.escaped(staleness)).</p>

        """
    }
    for finding in outcome.findings {
      let isError = finding.isError
      let isExpected = isError && outcome.status == .ok
      let kind = isExpected ? "expected" : isError ? "failure" : "warning"
      let word = isExpected ? "Expected error" : isError ? "Error" : "Warning"
      out += """
        <div class="finding \(kind)" role="group" aria-label="\(word)">
        <p>\(word)</p>
        <pre tabindex="0">\(HTMLText.escaped(finding.text))</pre>
        </div>

        """
    }
    switch outcome.status {
    case .ok, .failed: break
    case .skipped(let needs):
      let names = needs.map { need in
        let id = HTMLText.escaped(need)
        return CellIdentity.isValid(need) ? "<a href=\"#\(id)\">\(id)</a>" : id
      }
      out += "<p class=\"status\">Skipped: needs \(names.joined(separator: ", ")).</p>\n"
    case .cancelled: out += "<p class=\"status\">Stopped before it was done.</p>\n"
    case .notRun:
      if cell.options.show != .none { out += "<p class=\"status\">Not run.</p>\n" }
    }
    return out
  }
}
