import Diagnostics
import Notebooks

/// Which notebooks and cells of a run are meant: `--only`, `--until` and `--exclude`.
struct RunSelection {
  /// The ids after `--only`; empty for all cells.
  var only: [String] = []
  /// The id after `--until`.
  var until: String?
  /// The patterns after `--exclude`.
  var excluded: [String] = []

  /// Whether some cells may be left out.
  var choosesCells: Bool { !only.isEmpty || until != nil }

  /// Reads what follows the flags; ids of `--only` are separated by commas.
  init(only: [String] = [], until: String? = nil, excluded: [String] = []) {
    self.only = only.flatMap { text in
      text.split { $0 == "," || $0 == " " }.map(String.init)
    }
    self.until = until
    self.excluded = excluded
  }

  // MARK: Notebooks

  /// The notebooks that no pattern excludes.
  ///
  /// - Throws: `E719` when nothing is left.
  func included(_ found: [NotebookFiles.Found]) throws(Diagnostic) -> [NotebookFiles.Found] {
    guard !excluded.isEmpty else { return found }
    let patterns = excluded.map(PathPattern.init)
    let left = found.filter { item in
      !patterns.contains { $0.matches(item.path, place: item.place) }
    }
    guard !left.isEmpty else {
      throw Diagnostic(
        "E719", "`--exclude` leaves no notebook to run",
        details: [
          "It excludes " + Self.list(found.map(\.path)) + ".",
          "* is any text in one name, ** any number of folders; quote patterns for the shell.",
        ], kind: .usage)
    }
    return left
  }

  // MARK: Cells

  /// The cells of a notebook that are to be run; nil for all, and empty when none of its cells is
  /// named.
  func cells(of notebook: Notebook, _ dependencies: CellDependencies) -> Set<String>? {
    guard choosesCells else { return nil }
    var chosen: Set<String> = []
    for id in only where notebook.cell(id) != nil { collect(id, dependencies, &chosen) }
    if let until, notebook.cell(until) != nil {
      for cell in notebook.cells {
        chosen.insert(cell.id)
        if cell.id == until { break }
      }
    }
    return chosen
  }

  /// A cell and all that it needs.
  private func collect(
    _ id: String, _ dependencies: CellDependencies, _ chosen: inout Set<String>
  ) {
    guard chosen.insert(id).inserted else { return }
    for needed in dependencies.needs[id] ?? [] { collect(needed, dependencies, &chosen) }
  }

  /// Looks whether the ids are those of cells.
  ///
  /// - Throws: `E720` for an id that no notebook has.
  func check(_ notebooks: [Notebook]) throws(Diagnostic) {
    for id in only { try Self.check(id, after: "--only", in: notebooks) }
    if let until { try Self.check(until, after: "--until", in: notebooks) }
  }

  /// Looks whether an id is that of a cell.
  ///
  /// - Throws: `E720` with the nearest id, and the ids that there are.
  static func check(
    _ id: String, after flag: String, in notebooks: [Notebook]
  ) throws(Diagnostic) {
    guard !notebooks.contains(where: { $0.cell(id) != nil }) else { return }
    var ids: [String] = []
    for cell in notebooks.flatMap(\.cells) where !ids.contains(cell.id) { ids.append(cell.id) }
    let near = Suggestion.nearest(to: id, among: ids)
    throw Diagnostic(
      "E720", "no cell has the id `\(id)` of `\(flag)`",
      details: (near.map { ["did you mean `\($0)`?"] } ?? [])
        + [ids.isEmpty ? "There are no cells." : "Cells: \(list(ids))"],
      kind: .usage)
  }

  /// At most twenty names, and how many more there are.
  private static func list(_ names: [String]) -> String {
    let most = 20
    guard names.count > most + 1 else { return names.joined(separator: ", ") }
    return names.prefix(most).joined(separator: ", ") + " and \(names.count - most) more"
  }

  // MARK: Results of the last run

  /// The results of the last run for the cells that are left out, where their keys still hold.
  ///
  /// The others stay `not run`: nothing that may be out of date is shown as if it were not. Neither
  /// is a cell that saves files, because those are made anew with the results.
  static func earlier(
    _ notebook: Notebook, path: String, besides cells: Set<String>, _ keys: NotebookKeys,
    from folder: ResultFolder
  ) -> [String: CellRun] {
    let leftOut = notebook.cells.filter { !cells.contains($0.id) && $0.options.run }
    guard !leftOut.isEmpty, let recorded = folder.recorded(),
      let stored = folder.read(notebook, path: path)
    else { return [:] }
    var earlier: [String: CellRun] = [:]
    for cell in leftOut {
      guard let key = keys.cell(cell.id)?.key, let record = recorded.cell(cell.id),
        record.key == key, record.status == "ok", record.damagedFiles.isEmpty,
        var result = stored.cells.first(where: { $0.id == cell.id }), result.status == .ok,
        !CellDependencies.names(in: cell.sourceText(in: path)).contains("save")
      else { continue }
      result.isCached = true
      if record.values.count == result.outputs.count {
        for (index, digest) in record.values.enumerated() {
          result.outputs[index].valueDigest = digest
        }
      }
      earlier[cell.id] = result
    }
    return earlier
  }
}
