import Catalog
import Columnar
import Diagnostics
import Execution
import Formats
import QueryLanguage

/// Writes a step report for people: for each stage a sentence, then counts, then rows.
struct StepText {
  /// How lines are laid out.
  var layout: StoryLayout
  /// Whether the time of each stage is told; times differ from run to run.
  var showsTimes: Bool

  func text(of report: StepReport) throws(Diagnostic) -> String {
    let source = VisibleText.escaped(report.sourceLine)
    var lines =
      DisplayWidth.cells(source) <= layout.width
      ? [source] : layout.wrapped(source, indent: 0, hanging: 2)
    if report.shown.isEmpty { lines.append("  no stages") }
    for stage in report.shown {
      lines.append("")
      lines += try self.lines(
        of: report.run.stages[stage], number: stage - report.shown.lowerBound + 1,
        of: report.shown.count)
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func lines(
    of run: StageRun, number: Int, of count: Int
  ) throws(Diagnostic) -> [String] {
    let record = run.record
    let head = "Step \(number) of \(count)   "
    let rows =
      "\(StoryText.number(record.rowsIn)) -> \(StoryText.counted(record.rowsOut, "row"))"
    var lines = layout.header(head, StoryText.oneLine(record.text), rows)
    if let call = run.call {
      let text = "in `\(StoryText.oneLine(call.span.text))`"
      lines += layout.wrapped(text, indent: DisplayWidth.cells(head))
    }
    let caption = record.caption.isEmpty ? run.verb.sentence(for: record) : record.caption
    lines += layout.wrapped(caption, indent: 2)
    lines += layout.lines(of: try run.verb.story(of: run))
    if let columns = Self.columnText(record, input: run.input) {
      lines += layout.wrapped(columns, indent: 2, hanging: 11)
    }
    if let skipped = record.skippedText { lines += layout.wrapped(skipped, indent: 2) }
    if record.evaluation.unknownConditions > 0 {
      let count = StoryText.counted(record.evaluation.unknownConditions, "row")
      lines += layout.wrapped("conditions of `if` unknown in \(count): `else` was taken", indent: 2)
    }
    for note in record.notes {
      let code = note.code.isEmpty ? "note" : "note \(note.code)"
      lines += layout.wrapped("\(code): \(note.text)", indent: 2, hanging: 4)
    }
    if showsTimes { lines.append("  " + ResultPresenter.duration(record.nanoseconds)) }
    return lines
  }

  /// `columns  - 9 source columns   + month, type, n, best`; nil when they stay the same.
  static func columnText(_ record: StageRecord, input: Schema) -> String? {
    var parts: [String] = []
    let removed = record.columnsRemoved
    if removed.count == input.fields.count, removed.count > 3 {
      parts.append("- all \(removed.count)")
    } else if removed.count > 4 {
      parts.append("- \(removed.count) of \(input.fields.count)")
    } else if !removed.isEmpty {
      parts.append("- \(removed.joined(separator: ", "))")
    }
    if !record.columnsAdded.isEmpty { parts.append("+ \(StoryText.list(record.columnsAdded))") }
    if !record.columnsRenamed.isEmpty {
      let names = record.columnsRenamed.map { "\($0.old) -> \($0.new)" }
      parts.append("renamed \(StoryText.list(names, limit: 4))")
    }
    for column in record.columnsRetyped.prefix(3) {
      parts.append("\(column.name): \(column.from.name) -> \(column.to.name)")
    }
    return parts.isEmpty ? nil : "columns  " + parts.joined(separator: "   ")
  }
}
