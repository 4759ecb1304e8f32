import Diagnostics
import Notebooks

/// Says of errors in a cell what only the notebook around it knows.
struct NotebookFindings {
  private let notebook: Notebook
  private let dependencies: CellDependencies

  init(_ notebook: Notebook, _ dependencies: CellDependencies) {
    self.notebook = notebook
    self.dependencies = dependencies
  }

  /// Codes of names that nothing defines at their place.
  private static let unknownNames: Set<String> = ["E101", "E201", "E207", "E209", "E210"]

  /// An error of a cell, with where the name that it misses is defined.
  func located(_ error: Diagnostic, in cell: String) -> Diagnostic {
    guard Self.unknownNames.contains(error.code), let name = error.primary?.span.text else {
      return error
    }
    if name == "stdin", error.code != "E201" { return Self.standardInput(error) }
    if let others = dependencies.locals[name] {
      guard let other = others.first(where: { $0 != cell }) else { return error }
      var told = error
      told.details.append(
        "`\(name)` is local to cell `\(other)`, as names that begin with `_` are; "
          + "a name without it is known to all cells below.")
      return told
    }
    guard let definer = dependencies.definers[name], definer != cell,
      let later = notebook.cell(definer), let here = notebook.cell(cell),
      later.fenceLine > here.fenceLine
    else { return error }
    var told = error
    told.details.append(
      "`\(name)` is defined below, in cell `\(definer)` (line \(later.fenceLine)); "
        + "cells run from top to bottom.")
    if told.fix == nil {
      told.fix = Diagnostic.Fix(
        "move cell `\(definer)` (line \(later.fenceLine)) above cell `\(cell)` "
          + "(line \(here.fenceLine))")
    }
    return told
  }

  /// Input that is gone once it was read cannot be part of what is run again.
  private static func standardInput(_ error: Diagnostic) -> Diagnostic {
    Diagnostic(
      "E627", "a notebook cannot read `stdin`", at: error.primary?.span,
      label: "it cannot be read a second time",
      details: [
        "A notebook gives the same results again, so its data is in files.",
        "Keep the input in a file, such as `… > data.csv`, and load that.",
      ], fix: .init("load data from \"data.csv\""))
  }
}
