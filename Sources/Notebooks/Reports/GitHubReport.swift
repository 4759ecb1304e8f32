/// The report of a run as workflow commands of GitHub, which it shows beside the lines of a change.
///
/// Errors are `::error`, warnings `::warning` and notes about the data `::notice`. Values are escaped
/// by the rules of its own toolkit (`@actions/core`, command.ts): `%`, CR and LF everywhere, `:` and
/// `,` in properties too, so no text of a notebook or of data can begin another command.
enum GitHubReport {
  /// The commands, one a line.
  ///
  /// - Parameter folder: The working folder, below which absolute paths are told as relative ones.
  static func text(_ report: RunReport, folder: String) -> String {
    report.notebooks.map { commands($0, folder) }.joined()
  }

  private static func commands(_ notebook: NotebookReport, _ folder: String) -> String {
    let file = ReportPath.relative(notebook.path, to: folder)
    var out = ""
    func add(
      _ command: String, _ title: String, _ message: String, line: Int?, column: Int? = nil
    ) {
      var properties = [("file", file)]
      if let line { properties.append(("line", String(line))) }
      if let column { properties.append(("col", String(column))) }
      let parts = [title, notebook.variant].filter { !$0.isEmpty }
      properties.append(("title", parts.joined(separator: " · ")))
      let words = properties.map { "\($0)=\(escapedProperty($1))" }.joined(separator: ",")
      out += "::\(command) \(words)::\(escaped(message))\n"
    }
    if notebook.outcome != .notRun, let failure = notebook.ownFailure {
      add("error", failure.code, failure.sentence, line: failure.line, column: failure.column)
    }
    for finding in notebook.findings where finding.severity == "warning" {
      add("warning", finding.code, finding.sentence, line: finding.line, column: finding.column)
    }
    for cell in notebook.cells {
      for finding in cell.findings {
        let title = finding.code.isEmpty ? cell.id : "\(finding.code) in \(cell.id)"
        let line = finding.line ?? cell.line
        switch finding.severity {
        case "error" where cell.status != .ok:
          add("error", title, finding.sentence, line: line, column: finding.column)
        case "warning":
          add("warning", title, finding.sentence, line: line, column: finding.column)
        default: break
        }
      }
      for note in cell.notes where CellRun.isFinding(note) {
        add("notice", cell.id, note, line: cell.line)
      }
    }
    return out
  }

  /// The text of a message.
  static func escaped(_ text: String) -> String {
    escaped(text) { scalar in
      switch scalar {
      case "%": "%25"
      case "\r": "%0D"
      case "\n": "%0A"
      default: nil
      }
    }
  }

  /// The value of a property.
  static func escapedProperty(_ text: String) -> String {
    escaped(text) { scalar in
      switch scalar {
      case "%": "%25"
      case "\r": "%0D"
      case "\n": "%0A"
      case ":": "%3A"
      case ",": "%2C"
      default: nil
      }
    }
  }

  private static func escaped(_ text: String, _ escape: (Unicode.Scalar) -> String?) -> String {
    var out = ""
    for scalar in text.unicodeScalars {
      if let replacement = escape(scalar) {
        out += replacement
      } else {
        out.unicodeScalars.append(scalar)
      }
    }
    return out
  }
}
