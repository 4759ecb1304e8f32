import Diagnostics

/// The results of a cell as outputs of a Jupyter notebook.
enum JupyterOutputs {
  /// The outputs in order: what is to be known first, then results, then errors.
  static func all(of cell: NotebookCell, _ outcome: CellRun, number: Int?) -> [JSONValue] {
    var out: [JSONValue] = []
    let remarks = remarks(outcome)
    if !remarks.isEmpty {
      out.append(
        .object([
          "name": .text("stderr"), "output_type": .text("stream"),
          "text": JupyterJSON.lines(remarks),
        ]))
    }
    for (index, output) in outcome.outputs.enumerated() {
      // A cell has one result, its last; what it showed on the way there is displayed.
      let isResult = index == outcome.outputs.count - 1 && output[.svg] == nil
      guard let data = data(output, label: cell.caption ?? cell.id) else { continue }
      var members: [String: JSONValue] = [
        "data": .object(data), "metadata": .object(metadata(output)),
        "output_type": .text(isResult ? "execute_result" : "display_data"),
      ]
      if isResult { members["execution_count"] = number.map { .int($0) } ?? .null }
      out.append(.object(members))
    }
    for finding in outcome.findings where finding.isError {
      out.append(
        .object([
          "ename": .text(finding.code), "evalue": .text(finding.message),
          "output_type": .text("error"),
          "traceback": .array(
            finding.text.split(separator: "\n", omittingEmptySubsequences: false)
              .filter { !$0.isEmpty }.map { .text(String($0)) }),
        ]))
    }
    return out
  }

  /// What is said beside the results.
  private static func remarks(_ outcome: CellRun) -> String {
    var lines: [String] = []
    if let staleness = outcome.staleness { lines.append("out of date: \(staleness)") }
    lines += outcome.notes.map { "note \($0)" }
    for finding in outcome.findings where !finding.isError { lines.append(finding.text) }
    switch outcome.status {
    case .ok, .failed, .notRun: break
    case .skipped(let needs): lines.append("skipped: needs \(needs.joined(separator: ", "))")
    case .cancelled: lines.append("stopped before it was done")
    }
    return lines.map { $0.hasSuffix("\n") ? $0 : $0 + "\n" }.joined()
  }

  /// The forms of an output; nil when there is none.
  private static func data(_ output: CellOutput, label: String) -> [String: JSONValue]? {
    var members: [String: JSONValue] = [:]
    func add(_ type: MIMEType, _ text: String) {
      members[type.rawValue] = JupyterJSON.lines(text)
    }
    if let svg = output.text(.svg) {
      add(.svg, svg)
      add(.plainText, output.text(.plainText) ?? output.alternativeText ?? label)
      return members
    }
    let html =
      output.text(.html)
      ?? output.table.map { HTMLTable.html($0, label: label, alignsText: true) }
    if let html { add(.html, html) }
    if let csv = output.text(.csv), csv.utf8.count <= JupyterExporter.largestTable {
      add(.csv, csv)
    }
    if let text = output.text(.plainText) { add(.plainText, text) }
    return members.isEmpty ? nil : members
  }

  /// The size of a drawing.
  private static func metadata(_ output: CellOutput) -> [String: JSONValue] {
    guard let svg = output.text(.svg), let width = size("width", svg),
      let height = size("height", svg)
    else { return [:] }
    return [MIMEType.svg.rawValue: .object(["height": .int(height), "width": .int(width)])]
  }

  /// A side of a drawing, from the attribute of its first element.
  private static func size(_ name: String, _ svg: String) -> Int? {
    guard let start = svg.firstRange(of: "<svg"),
      let end = svg[start.upperBound...].firstIndex(of: ">"),
      let attribute = svg[start.upperBound..<end].firstRange(of: " \(name)=\"")
    else { return nil }
    return Int(svg[attribute.upperBound...].prefix { ("0"..."9").contains($0) })
  }
}
