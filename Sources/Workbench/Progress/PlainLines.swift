import Columnar
import Diagnostics
public import Notebooks

/// The lines that a run of notebooks writes for people and logs: one for a notebook that went well,
/// one for each failure, and one at the end.
public struct PlainLines: Sendable {
  /// The width of the column with the paths.
  private let titleWidth: Int

  /// The widest column of paths, beyond which one path does not push all others to the right.
  private static let widestTitle = 60
  /// The width of the column that says how many cells there are.
  private static let countWidth = 23

  /// Creates lines for notebooks with these titles, so that their columns stand below each other.
  public init(titles: some Sequence<String>) {
    let widest = titles.map { DisplayWidth.cells(Self.oneLine($0)) }.max() ?? 0
    titleWidth = min(widest, Self.widestTitle)
  }

  // MARK: Notebooks

  /// The lines of a notebook; none for one that was not begun, which only the last line counts.
  public func lines(of report: NotebookReport) -> String {
    guard report.outcome != .notRun else { return "" }
    guard report.outcome != .ok else {
      let counts = Self.padded(Self.counts(of: report) + "   ", to: Self.countWidth)
      return line("ok", report, counts + Self.seconds(report.durationSeconds))
    }
    var out = ""
    if let failure = report.ownFailure {
      let place = failure.line.map { "line \($0): " } ?? ""
      out += line(Self.word(for: report.outcome), report, place + failure.sentence)
    }
    for cell in report.cells {
      guard let failure = cell.failure else {
        if cell.status == .failed { out += failed(cell, "it failed", line: cell.line, report) }
        continue
      }
      let word = cell.status == .cancelled ? "stopped" : "failed"
      out += failed(cell, failure.sentence, line: failure.line ?? cell.line, report, word: word)
    }
    for (roots, count) in skipped(in: report) {
      let verb = count == 1 ? "1 cell needs" : "\(count) cells need"
      out += line("skipped", report, "\(verb) \(roots)")
    }
    return out
  }

  private static func word(for outcome: NotebookReport.Outcome) -> String {
    switch outcome {
    case .ok: "ok"
    case .failed: "failed"
    case .refused: "refused"
    case .died: "died"
    case .cancelled: "stopped"
    case .notRun: "not run"
    }
  }

  private func failed(
    _ cell: NotebookReport.Cell, _ message: String, line number: Int, _ report: NotebookReport,
    word: String = "failed"
  ) -> String {
    line(word, report, "cell \(cell.id), line \(number): \(message)")
  }

  private func line(_ word: String, _ report: NotebookReport, _ rest: String) -> String {
    let title = Self.padded(Self.oneLine(report.title), to: titleWidth)
    return Self.padded(word, to: 8) + title + "      " + Self.oneLine(rest) + "\n"
  }

  /// How many cells were left out, by the cells that failed and that they need in the end.
  private func skipped(in report: NotebookReport) -> [(roots: String, count: Int)] {
    var roots: [String: [String]] = [:]
    var groups: [(roots: String, count: Int)] = []
    for cell in report.cells {
      guard case .skipped(let needs) = cell.status else { continue }
      var found: [String] = []
      // Cells stand below those that they need, so the roots of those are known.
      for root in needs.flatMap({ roots[$0] ?? [$0] }) where !found.contains(root) {
        found.append(root)
      }
      roots[cell.id] = found
      let words = found.joined(separator: ", ")
      if let index = groups.firstIndex(where: { $0.roots == words }) {
        groups[index].count += 1
      } else {
        groups.append((words, 1))
      }
    }
    return groups
  }

  private static func counts(of report: NotebookReport) -> String {
    var parts = [counted(report.cells.count, "cell")]
    let cached = report.cells.count(where: \.isCached)
    if cached > 0 { parts.append("\(cached) cached") }
    let left = report.cells.count { $0.status == .notRun }
    if left > 0 { parts.append("\(left) not run") }
    let notes = report.cells.reduce(0) { $0 + $1.notes.count(where: CellRun.isFinding) }
    if notes > 0 { parts.append(counted(notes, "note")) }
    return parts.joined(separator: ", ")
  }

  // MARK: Cells and the end

  /// The line of a cell, for those who ask for more.
  public func line(of cell: NotebookReport.Cell) -> String {
    var parts = [cell.status.name]
    if cell.isCached { parts.append("cached") }
    if let rows = cell.rows { parts.append(Self.counted(rows, "row")) }
    if let seconds = cell.durationSeconds { parts.append(Self.seconds(seconds)) }
    if let key = cell.key { parts.append("key \(key.prefix(12))") }
    return "        cell \(cell.id): \(parts.joined(separator: ", "))\n"
  }

  /// The last line: how many notebooks, how long, and the exit status.
  public static func summary(of report: RunReport) -> String {
    let totals = report.totals.notebooks
    func count(_ outcome: NotebookReport.Outcome) -> Int { totals[outcome] ?? 0 }
    var parts = ["\(count(.ok)) ok", "\(count(.failed)) failed"]
    for outcome in [NotebookReport.Outcome.refused, .died, .cancelled, .notRun]
    where count(outcome) > 0 {
      parts.append("\(count(outcome)) \(word(for: outcome))")
    }
    return counted(report.notebooks.count, "notebook") + ": " + parts.joined(separator: ", ")
      + " · \(seconds(report.durationSeconds)) · exit \(report.exitStatus.rawValue)\n"
  }

  // MARK: Words

  /// A time: `0.08 s`, `3 min 20 s`, `2 h 5 min`.
  static func seconds(_ value: Double) -> String {
    guard value.isFinite, value > 0 else { return "0.00 s" }
    if value < 59.995 { return NumberText.fixed(value, decimals: 2) + " s" }
    let whole = Int(min(value, 1e15).rounded())
    if whole < 3600 { return "\(whole / 60) min \(whole % 60) s" }
    return "\(whole / 3600) h \(whole % 3600 / 60) min"
  }

  /// A number with its noun: `1 cell`, `2 cells`.
  static func counted(_ count: Int, _ word: String) -> String {
    "\(count) \(word)\(count == 1 ? "" : "s")"
  }

  private static func padded(_ text: String, to width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - DisplayWidth.cells(text)))
  }

  /// A text in which nothing ends the line or moves the cursor: control characters become spaces.
  static func oneLine(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: isControl) else { return text }
    var out = String.UnicodeScalarView()
    for scalar in text.unicodeScalars { out.append(isControl(scalar) ? " " : scalar) }
    return String(out)
  }

  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value)
      || (0x2028...0x2029).contains(scalar.value)
  }
}
