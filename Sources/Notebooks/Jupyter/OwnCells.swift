import Diagnostics

/// Turns the cells of a notebook of hfnb's own back.
struct OwnCells {
  private let document: JupyterDocument
  private let exercises: Set<String>

  init(_ document: JupyterDocument) {
    self.document = document
    exercises = Set(
      document.cells.compactMap { cell in
        cell.kind == .code && Self.body(cell) != nil ? cell.id : nil
      })
  }

  func parts(_ report: inout ImportReport, _ pictures: inout ImportedPictures) -> ImportedParts {
    var parts = ImportedParts(keepsPlaces: true)
    var ids = CellIds(document)
    for cell in document.cells {
      switch cell.kind {
      case .markdown:
        if let task = cell.metadata["hfnb"]?["task_of"]?.asText, exercises.contains(task) {
          continue
        }
        let (text, isChanged) = ProseCells.shielded(pictures.replaced(cell, &report))
        if isChanged { report.add(.fences, "cell \(cell.number)") }
        parts.addMarkdown(text)
      case .raw:
        report.add(.raw, "cell \(cell.number)")
        parts.addShown(ProseCells.fenced(cell.source, language: "text"))
      case .code:
        if let body = Self.body(cell) {
          if let text = exercise(cell, &ids, &report) {
            parts.addCell(text)
          } else {
            report.add(.fences, "cell \(cell.number)")
            parts.addShown(ProseCells.fenced(body, language: "text"))
          }
        } else if let text = code(cell, &ids, &report) {
          parts.addCell(text)
        } else {
          report.add(.fences, "cell \(cell.number)")
          parts.addShown(ProseCells.fenced(cell.source, language: "hfq"))
        }
      }
    }
    return parts
  }

  private static func body(_ cell: JupyterDocument.Cell) -> String? {
    JupyterJSON.joined(cell.metadata["hfnb"]?["exercise"]).map(ProseCells.unixLines)
  }

  // MARK: Cells

  /// The cell as text; nil when no fence can hold its code.
  private func code(
    _ cell: JupyterDocument.Cell, _ ids: inout CellIds, _ report: inout ImportReport
  ) -> String? {
    let options = JupyterOptions(metadata: cell.metadata).source
    let fence = fence(cell, around: cell.source)
    let id = ids.take(cell, &report)
    let opening = fence + "hfq" + (id.map { " \($0)" } ?? "")
    func block(_ lines: [String]) -> String {
      ([opening] + lines + (cell.source.isEmpty ? [] : [cell.source]) + [fence])
        .joined(separator: "\n")
    }
    let whole = block(options)
    if isOne(whole) { return whole }
    // Options that cannot be read become comments, and so do lines of code that look like them.
    let apart = block(options + [""])
    if isOne(apart) {
      report.add(.options, "cell \(cell.number): its code begins with `#|`")
      return apart
    }
    let commented = block(options.map { "# " + $0.dropFirst(2).drop { $0 == " " } } + [""])
    guard isOne(commented) else { return nil }
    for option in options { report.add(.options, "cell \(cell.number): \(option)") }
    return commented
  }

  private func exercise(
    _ cell: JupyterDocument.Cell, _ ids: inout CellIds, _ report: inout ImportReport
  ) -> String? {
    guard let body = Self.body(cell), let id = cell.id, CellIdentity.isValid(id) else { return nil }
    let fence = fence(cell, around: body)
    let text = ([fence + "exercise " + id] + (body.isEmpty ? [] : [body]) + [fence])
      .joined(separator: "\n")
    guard isOne(text), ids.reserve(id) else { return nil }
    if cell.source != ExerciseBody(body).starter {
      report.add(
        .options, "cell \(cell.number): what was typed into the exercise `\(id)`")
    }
    return text
  }

  private func fence(_ cell: JupyterDocument.Cell, around text: String) -> String {
    let least = JupyterCells.fenceLength(around: text)
    let wanted = cell.metadata["hfnb"]?["fence"]?.asInt ?? least
    return String(repeating: "`", count: min(max(least, wanted), max(least, 64)))
  }

  /// Whether a text is one block with fences, without an error.
  private func isOne(_ text: String) -> Bool {
    let (notebook, findings) = Notebook.parse(SourceText(name: "cell", text: "\n\(text)\n"))
    guard findings.allSatisfy({ $0.severity != .error }) else { return false }
    return notebook.cells.count + notebook.exercises.count == 1
      && notebook.blocks.dropFirst().count == 1
  }
}

/// Gives out the ids of cells, each once.
struct CellIds {
  private var taken: Set<String> = []
  /// The valid ids of the file, which mended ones keep out of the way of.
  private let written: Set<String>
  private let areExpected: Bool

  init(_ document: JupyterDocument) {
    areExpected = document.hasIds
    written = Set(document.cells.compactMap(\.id).filter(CellIdentity.isValid))
  }

  /// Whether an id was still free.
  mutating func reserve(_ id: String) -> Bool { taken.insert(id).inserted }

  /// The id that a cell has in a notebook; nil when it is named after its text.
  mutating func take(_ cell: JupyterDocument.Cell, _ report: inout ImportReport) -> String? {
    guard let given = cell.id else {
      if areExpected {
        report.add(.ids, "cell \(cell.number) has none; it is named after its text")
      }
      return nil
    }
    let isNamed = cell.metadata["hfnb"]?["named"] == .bool(true)
    if !isNamed, CellIdentity.isDerived(given) || CellIdentity.isRandom(given) { return nil }
    let isValid = CellIdentity.isValid(given)
    guard let wanted = isValid ? given : CellIdentity.nearest(to: given) else {
      report.add(
        .ids, "cell \(cell.number): `\(given)` is dropped; the cell is named after its text")
      return nil
    }
    var id = wanted
    var number = 1
    while id != given && written.contains(id) || !taken.insert(id).inserted {
      number += 1
      let ending = "-\(number)"
      id = String(wanted.prefix(CellIdentity.longest - ending.utf8.count)) + ending
    }
    if id != given { report.add(.ids, "cell \(cell.number): `\(given)` is `\(id)` now") }
    return id
  }
}
