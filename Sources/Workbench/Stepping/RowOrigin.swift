import Catalog
import Columnar
import Diagnostics
import Execution

/// Where a row of the result comes from: the answer to `.why 2`.
struct RowOrigin {
  let report: StepReport
  private var run: TracedRun { report.run }

  /// The answer as lines.
  ///
  /// - Parameter number: The row, counted from 1.
  func lines(forRow number: Int) throws(Diagnostic) -> [String] {
    let count = run.result.rowCount
    guard number >= 1, number <= count else {
      throw Diagnostic(
        "E441", "the last result has no row \(number)",
        details: ["It has \(StoryText.counted(count, "row")), counted from 1."], kind: .usage)
    }
    var notes: [(stage: Int, lines: [String])] = []
    var row = number - 1
    var place = Place.row(row)
    for (index, stage) in run.stages.enumerated().reversed() {
      guard case .row(let current) = place else {
        place = place.before(stage)
        continue
      }
      row = current
      notes.append((index, try stage.verb.account(ofRow: row, in: stage)))
      place = place.before(stage)
    }
    let name = run.sourceName
    let origin =
      switch place {
      case .row(let source): "is row #\(StoryText.number(source + 1)) of \(name)"
      case .rows(let rows): "comes from \(StoryText.counted(rows.count, "row")) of \(name)"
      case .nothing: "was made on the way and comes from no row of \(name)"
      case .unknown: "depends on all rows of \(name)"
      }
    var lines = ["Row \(number) (\(cells(number - 1))) \(origin)."]
    for note in notes.reversed() {
      for line in note.lines { lines.append("  \(report.name(note.stage)): \(line)") }
    }
    return lines
  }

  private func cells(_ row: Int) -> String {
    let one = run.result.slice(row..<row + 1).compacted()
    let shown = one.storedColumns.prefix(5).map { StoryText.cell($0.value(at: 0)) }
    return (shown + (one.columnCount > 5 ? ["…"] : [])).joined(separator: ", ")
  }

  /// What a row of the result has become on the way back.
  private enum Place {
    case row(Int)
    case rows([Int])
    case nothing
    case unknown

    /// The place before a stage.
    func before(_ stage: StageRun) -> Place {
      guard let origins = stage.origins else { return .unknown }
      switch self {
      case .nothing, .unknown: return self
      case .row(let row):
        if let one = origins.inputRow(of: row) { return .row(one) }
        let rows = origins.inputRows(of: row, inputCount: stage.before.rowCount)
        return rows.isEmpty ? .nothing : .rows(rows)
      case .rows(let rows): return Place.before(rows, stage, origins)
      }
    }

    /// The rows before a stage that several rows after it come from.
    private static func before(
      _ rows: [Int], _ stage: StageRun, _ origins: RowOrigins
    ) -> Place {
      // Marks, because a join may give a row several times.
      var isInput = [Bool](repeating: false, count: stage.before.rowCount)
      switch origins {
      case .same, .picked, .joined:
        for row in rows { if let input = origins.inputRow(of: row) { isInput[input] = true } }
      case .gathered(let places):
        var isWanted = [Bool](repeating: false, count: stage.after.rowCount)
        for row in rows { isWanted[row] = true }
        for row in 0..<places.count where places.base[row] != RowOrigins.none {
          isInput[row] = isWanted[Int(places.base[row])]
        }
      case .parts(let parts, let results):
        let wanted = Set(rows.map { results.base[$0] })
        for row in 0..<parts.count { isInput[row] = wanted.contains(parts.base[row]) }
      case .pooled: return .rows(Array(isInput.indices))
      }
      let different = isInput.indices.filter { isInput[$0] }
      return different.isEmpty ? .nothing : .rows(different)
    }
  }
}
