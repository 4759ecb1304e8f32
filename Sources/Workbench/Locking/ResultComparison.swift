import Diagnostics
import Formats
import Notebooks

/// Compares what a run gave with the digests of a lock, cell by cell.
struct ResultComparison {
  /// How a cell's results stand to those of the lock, the best first.
  enum Verdict: Int, Comparable {
    case same, sameValues, withinTolerance, different

    var words: String {
      switch self {
      case .same: "same"
      case .sameValues: "same values"
      case .withinTolerance: "within tolerance"
      case .different: "different"
      }
    }

    static func < (a: Verdict, b: Verdict) -> Bool { a.rawValue < b.rawValue }
  }

  let lock: NotebookLock
  let item: OpenedNotebook
  /// The results of the run that made the lock, as far as they are still there.
  let folder: ResultFolder
  /// Whether another rendering of the same values is a difference.
  let comparesViews: Bool
  private let recorded: RecordedRun?

  init(lock: NotebookLock, item: OpenedNotebook, folder: ResultFolder, comparesViews: Bool) {
    self.lock = lock
    self.item = item
    self.folder = folder
    self.comparesViews = comparesViews
    recorded = folder.recorded()
  }

  /// The verdict on a cell, and what there is to say about it.
  func compare(_ run: CellRun) -> (verdict: Verdict, finding: Diagnostic?) {
    let now = LockBuilder.cell(of: run)
    guard let locked = lock.cell(run.id) else {
      return (.different, finding(run.id, ["the cell is not in the lock"]))
    }
    if let words = outcome(run, now, locked) {
      return (.different, finding(run.id, [words]))
    }
    var verdict = Verdict.same
    var lines: [String] = []
    if now.outputs.count != locked.outputs.count {
      verdict = .different
      lines.append("it gave \(now.outputs.count) results, locked \(locked.outputs.count)")
    }
    for (index, (old, new)) in zip(locked.outputs, now.outputs).enumerated() {
      let (each, words) = compare(old, new, run, index)
      verdict = max(verdict, each)
      let prefix = locked.outputs.count > 1 ? "result \(index + 1): " : ""
      lines += words.map { prefix + $0 }
    }
    switch verdict {
    case .same: return (.same, nil)
    case .sameValues: return (verdict, drawing(run.id, lines))
    case .withinTolerance:
      return (
        verdict,
        Diagnostic(
          "W605", "cell `\(run.id)` is within its tolerance of the lock", details: lines,
          kind: .difference, severity: .note)
      )
    case .different: return (verdict, finding(run.id, lines))
    }
  }

  private func outcome(
    _ run: CellRun, _ now: NotebookLock.Cell, _ locked: NotebookLock.Cell
  ) -> String? {
    switch run.status {
    case .skipped(let needs): return "it was skipped: it needs \(needs.joined(separator: ", "))"
    case .cancelled: return "it was cancelled"
    case .failed:
      let error = run.diagnostics.first { $0.severity == .error }
      return "it failed: \(error?.message ?? "for a reason that is not known")"
    case .ok, .notRun: break
    }
    if now.isNotRun != locked.isNotRun {
      return now.isNotRun ? "it is not run any more" : "it was not run when it was locked"
    }
    guard now.error != locked.error else { return nil }
    return "its error is \(now.error ?? "none"), locked \(locked.error ?? "none")"
  }

  private func finding(_ id: String, _ lines: [String]) -> Diagnostic {
    Diagnostic(
      "E670", "the result of cell `\(id)` is not as locked", details: lines, kind: .difference)
  }

  private func drawing(_ id: String, _ lines: [String]) -> Diagnostic {
    comparesViews
      ? Diagnostic(
        "E671", "cell `\(id)`: values equal, drawing changed", details: lines, kind: .difference)
      : Diagnostic(
        "W604", "cell `\(id)`: values equal, drawing changed", details: lines,
        kind: .difference, severity: .note)
  }

  // MARK: One result

  private func compare(
    _ locked: NotebookLock.Output, _ now: NotebookLock.Output, _ run: CellRun, _ index: Int
  ) -> (Verdict, [String]) {
    if locked.value == now.value {
      let changed = now.views.filter { view in
        locked.views.contains { $0.name == view.name && $0.value != view.value }
      }
      guard !changed.isEmpty else { return (.same, []) }
      return (.sameValues, changed.map { self.view($0.name, locked, run, index) })
    }
    let output = run.outputs[index]
    if let csv = output[.csv] {
      guard let before = bytes(of: "csv", locked, run.id) else {
        return (.different, rows(locked, now) + [missingReference])
      }
      let numeric = (output.table?.columns ?? []).filter(\.isNumeric).map(\.name)
      let tolerance = item.notebook.cell(run.id)?.options.tolerance ?? .exact
      let difference = TableDifference(
        locked: before, now: csv, numeric: Set(numeric), tolerance: tolerance)
      return (difference.isTolerated ? .withinTolerance : .different, difference.lines)
    }
    if output[.svg] != nil {
      return (.different, rows(locked, now) + ["the data that the chart shows changed"])
    }
    return (.different, [view("txt", locked, run, index)])
  }

  private func rows(_ locked: NotebookLock.Output, _ now: NotebookLock.Output) -> [String] {
    guard let before = locked.rows, let after = now.rows, before != after else { return [] }
    return ["rows: \(after), locked \(before)"]
  }

  private var missingReference: String {
    "\(folder.path) does not hold the locked table any more, so its cells cannot be compared"
  }

  /// Where two renderings differ first.
  private func view(
    _ name: String, _ locked: NotebookLock.Output, _ run: CellRun, _ index: Int
  ) -> String {
    guard let type = run.outputs[index].types.first(where: { $0.fileExtension == name }),
      let now = LockBuilder.fileBytes(run.outputs[index], type),
      let before = bytes(of: name, locked, run.id)
    else { return "the \(name) file changed" }
    let old = before.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    let new = now.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    let line = zip(old, new).prefix { $0 == $1 }.count
    func shown(_ lines: [ArraySlice<UInt8>]) -> String {
      guard line < lines.count else { return "the end" }
      let text = String(decoding: lines[line], as: UTF8.self)
      return text.count > 70 ? text.prefix(69) + "…" : text
    }
    return "the \(name) file differs first in line \(line + 1)\n  locked  \(shown(old))\n"
      + "  now     \(shown(new))"
  }

  /// A file of the locked results, if the result folder still holds it.
  private func bytes(
    of view: String, _ locked: NotebookLock.Output, _ id: String
  ) -> [UInt8]? {
    guard let digest = locked.views.first(where: { $0.name == view })?.value else { return nil }
    for name in recorded?.cell(id)?.files ?? [] where name.hasSuffix("." + view) {
      if let bytes = folder.file(name), Digest(of: bytes).hexadecimal == digest { return bytes }
    }
    return nil
  }
}
