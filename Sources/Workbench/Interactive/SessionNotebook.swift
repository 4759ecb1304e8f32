import Diagnostics

/// Writes what was typed as a notebook.
enum SessionNotebook {
  /// Writes statements as cells: definitions together, each pipeline with its continuations.
  static func write(_ statements: [String], to path: String) throws(Diagnostic) {
    guard !path.isEmpty else {
      throw Diagnostic("E404", "`.save` needs the name of a file", kind: .usage)
    }
    var cells: [[String]] = []
    for statement in statements {
      let extends = statement.hasPrefix("|")
      if extends, !cells.isEmpty {
        cells[cells.count - 1].append(statement)
      } else {
        cells.append([statement])
      }
    }
    var text = "---\nhfnb: 1\n---\n"
    for cell in cells { text += "\n```hfq\n\(cell.joined(separator: "\n"))\n```\n" }
    try FileText.write(text, to: path)
  }
}
