import Diagnostics
import Formats
import Notebooks

/// Compares what a run gave with the digests of a lock, cell by cell.
struct ResultComparison {
  /// How a cell's results stand to those of the lock, the best first.
  enum Verdict: Int, Comparable {
    case same, sameValues, withinTolerance, different, new

    var words: String {
      switch self {
      case .same: "same"
      case .sameValues: "same values"
      case .withinTolerance: "within tolerance"
      case .different: "different"
      case .new: "not in the lock"
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
  private let values: LockedValues?

  init(lock: NotebookLock, item: OpenedNotebook, folder: ResultFolder, comparesViews: Bool) {
    self.lock = lock
    self.item = item
    self.folder = folder
    self.comparesViews = comparesViews
    recorded = folder.recorded()
    values = folder.lockedValues()
  }

  /// The verdict on a cell, and what there is to say about it.
  func compare(_ run: CellRun) -> (verdict: Verdict, finding: Diagnostic?) {
    let now = LockBuilder.cell(of: run)
    // A cell that only got another id is found by its key; that the lock is old was told before.
    let former = lock.cells.first { $0.key == run.key && item.notebook.cell($0.id) == nil }
    guard let locked = lock.cell(run.id) ?? former else { return (.new, nil) }
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
    case .same, .new: return (verdict, nil)
    case .sameValues: return (verdict, drawing(run.id, lines))
    case .withinTolerance:
      return (
        verdict,
        Diagnostic(
          "W605", "cell `\(run.id)` is within its tolerance of the lock", details: lines,
          kind: .difference, severity: .note)
      )
    case .different:
      guard run.key == locked.key else { return (verdict, finding(run.id, lines)) }
      // Text, data and values are as locked, so the program that computes is not.
      var found = finding(
        run.id,
        lines + ["Nothing that it rests on changed: this hfnb computes it in another way."])
      found.fix = .init(
        "report it, unless the change is wanted; then: hfnb lock "
          + NotebookRun.shellWord(item.path))
      return (verdict, found)
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
      let marks = stored(locked, run.id, index)?.layers.map(\.mark) ?? []
      let marksNow = run.outputs[index].layers.map(\.mark)
      if !marks.isEmpty, marks != marksNow {
        return (.sameValues, [Self.layers(marksNow, locked: marks)])
      }
      return (.sameValues, changed.map { self.view($0.name, locked, run, index) })
    }
    let output = run.outputs[index]
    if let csv = output[.csv] {
      guard let before = bytes(of: "csv", locked, run.id, index) else {
        return (.different, rows(locked, now) + [missingReference])
      }
      let columns = output.table?.columns ?? []
      let tolerance = item.notebook.cell(run.id)?.options.tolerance ?? .exact
      let difference = TableDifference(
        locked: before, now: csv, numeric: Set(columns.filter(\.isNumeric).map(\.name)),
        tolerance: tolerance)
      return (difference.isTolerated ? .withinTolerance : .different, difference.lines)
    }
    if output[.svg] != nil { return chart(locked, now, run, index) }
    return (.different, [view("txt", locked, run, index)])
  }

  /// The rows behind a chart, layer by layer.
  private func chart(
    _ locked: NotebookLock.Output, _ now: NotebookLock.Output, _ run: CellRun, _ index: Int
  ) -> (Verdict, [String]) {
    let layers = run.outputs[index].layers
    guard let before = stored(locked, run.id, index)?.layers, !before.isEmpty else {
      return (
        .different,
        rows(locked, now) + ["the values that the chart shows changed", missingReference]
      )
    }
    var lines: [String] = []
    if before.map(\.mark) != layers.map(\.mark) {
      return (.different, [Self.layers(layers.map(\.mark), locked: before.map(\.mark))])
    }
    let tolerance = item.notebook.cell(run.id)?.options.tolerance ?? .exact
    var isTolerated = true
    for (number, (old, new)) in zip(before, layers).enumerated() where old.csv != new.csv {
      let place = layers.count > 1 ? "layer \(number + 1) (\(new.mark)): " : "\(new.mark): "
      let titles = LayerTitles(locked: old.csv, now: new.csv)
      lines += titles.lines.map { place + $0 }
      let difference = TableDifference(
        locked: titles.locked, now: new.csv, numeric: nil, tolerance: tolerance)
      lines += difference.lines.map { place + $0 }
      isTolerated = isTolerated && difference.isTolerated
    }
    if lines.isEmpty { lines = ["the values that the chart shows differ in type"] }
    return (isTolerated ? .withinTolerance : .different, lines)
  }

  private static func layers(_ now: [String], locked: [String]) -> String {
    "layers: \(now.joined(separator: ", ")); locked \(locked.joined(separator: ", "))"
  }

  private func rows(_ locked: NotebookLock.Output, _ now: NotebookLock.Output) -> [String] {
    guard let before = locked.rows, let after = now.rows, before != after else { return [] }
    return ["rows: \(after), locked \(before)"]
  }

  private var missingReference: String {
    "which values is not known: \(folder.path) does not hold what was locked"
  }

  /// Where two renderings differ first.
  private func view(
    _ name: String, _ locked: NotebookLock.Output, _ run: CellRun, _ index: Int
  ) -> String {
    guard let type = run.outputs[index].types.first(where: { $0.fileExtension == name }),
      let now = LockBuilder.fileBytes(run.outputs[index], type),
      let before = bytes(of: name, locked, run.id, index)
    else { return "the \(name) file changed" }
    let old = before.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    let new = now.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    let line = zip(old, new).prefix { $0 == $1 }.count
    var start = 0
    if line < old.count, line < new.count {
      let (before, after) = (old[line], new[line])
      let same = zip(before, after).prefix { $0 == $1 }.count
      start = String(decoding: before.prefix(same), as: UTF8.self).count
    }
    func shown(_ lines: [ArraySlice<UInt8>]) -> String {
      guard line < lines.count else { return "the end" }
      return Self.part(of: String(decoding: lines[line], as: UTF8.self), from: start)
    }
    return "the \(name) file differs first in line \(line + 1)\n  locked  \(shown(old))\n"
      + "  now     \(shown(new))"
  }

  /// A file of the locked results, if the result folder still holds it.
  private func bytes(
    of view: String, _ locked: NotebookLock.Output, _ id: String, _ index: Int
  ) -> [UInt8]? {
    guard let digest = locked.views.first(where: { $0.name == view })?.value else { return nil }
    if let bytes = stored(locked, id, index)?.files[view], Digest(of: bytes).hexadecimal == digest {
      return bytes
    }
    for name in recorded?.cell(id)?.files ?? [] where name.hasSuffix("." + view) {
      if let bytes = folder.file(name), Digest(of: bytes).hexadecimal == digest { return bytes }
    }
    return nil
  }

  /// A line, or the part of a long one around a character.
  private static func part(of line: String, from start: Int) -> String {
    guard line.count > 70 else { return line }
    let first = max(0, min(start - 25, line.count - 68))
    let end = line.count > first + 68 ? "…" : ""
    return (first > 0 ? "…" : "") + line.dropFirst(first).prefix(68) + end
  }

  /// What the run that made the lock gave, if it is still there.
  private func stored(
    _ locked: NotebookLock.Output, _ id: String, _ index: Int
  ) -> LockedValues.Output? {
    guard let key = lock.cell(id)?.key, let outputs = values?.cell(id, key: key)?.outputs,
      index < outputs.count, outputs[index].value == locked.value
    else { return nil }
    return outputs[index]
  }

}

/// The names of the columns behind a layer: what a channel shows, and the channel in brackets.
private struct LayerTitles {
  /// A line for each channel that shows something else.
  private(set) var lines: [String] = []
  /// The locked rows, under the names that the columns have now when the channels are the same.
  private(set) var locked: [UInt8]

  init(locked: [UInt8], now: [UInt8]) {
    self.locked = locked
    let names = Self.names(locked)
    let namesNow = Self.names(now)
    guard names != namesNow, names.map(Self.channel) == namesNow.map(Self.channel) else { return }
    for (old, new) in zip(names, namesNow) where old != new {
      lines.append("\(Self.channel(new)) was \(Self.title(old)), is \(Self.title(new))")
    }
    let end = UInt8(ascii: "\n")
    self.locked = now.prefix { $0 != end } + locked.drop { $0 != end }
  }

  private static func names(_ csv: [UInt8]) -> [String] {
    (CSVText.rows(csv).first ?? []).map { $0 ?? "" }
  }

  private static func channel(_ name: String) -> String {
    guard name.hasSuffix(")"), let open = name.lastIndex(of: "(") else { return name }
    return String(name[name.index(after: open)...].dropLast())
  }

  private static func title(_ name: String) -> String {
    guard name.hasSuffix(")"), let open = name.lastIndex(of: "(") else { return name }
    return String(name[..<open].dropLast())
  }
}
