import Catalog
import Columnar
import Diagnostics
import Planning
import QueryLanguage

/// The words of `explain`: what each stage will do to columns and rows, without reading any.
struct PlanExplanation {
  var layout: StoryLayout
  /// What was counted when the plan last ran; nothing else in the words comes from data.
  var lastRecord: RunRecord?

  private static let widestHead = 44

  func text(of plan: Plan) -> String {
    var entries: [(head: String, lines: [String])] = [
      ("source  \(plan.source.name)", [plan.source.schema.names.joined(separator: ", ")])
    ]
    for (index, stage) in plan.stages.enumerated() {
      let head = "\(index + 1) \(StoryText.oneLine(stage.syntax.span.text))"
      entries.append((head, [columns(stage, at: index), changes(stage)].compactMap { $0 }))
    }
    for (index, stage) in (plan.deferred?.stages ?? []).enumerated() {
      let head = "\(plan.stages.count + index + 1) \(StoryText.oneLine(stage.span.text))"
      entries.append((head, ["checked when the data is there"]))
    }
    let heads = entries.map { DisplayWidth.cells($0.head) }.filter { $0 <= Self.widestHead }
    let width = min(Self.widestHead, heads.max() ?? 0)
    var lines: [String] = []
    for entry in entries {
      var rest = entry.lines.flatMap {
        layout.wrapped($0, indent: width + 3, hanging: width + 5)
      }
      if DisplayWidth.cells(entry.head) <= width, let first = rest.first {
        rest[0] = layout.padded(entry.head, to: width + 3) + first.dropFirst(width + 3)
        lines += rest
      } else {
        lines += layout.wrapped(entry.head, indent: 0, hanging: 2) + rest
      }
    }
    return (lines + layout.wrapped(reads(plan), indent: 0, hanging: 2))
      .joined(separator: "\n") + "\n"
  }

  /// `same 9 columns, fewer or equal rows; tags may be null`.
  private func columns(_ stage: PlannedStage, at index: Int) -> String {
    let (before, after) = (stage.input, stage.output)
    var parts: [String] = []
    if stage.isOpen {
      let known = after.names.isEmpty ? "" : "\(after.names.joined(separator: ", ")) and "
      parts.append("\(known)columns that depend on the data")
    } else if before.names == after.names {
      parts.append("same \(StoryText.counted(after.fields.count, "column"))")
    } else if after.names.starts(with: before.names) {
      let added = after.fields.dropFirst(before.fields.count)
      parts.append(
        "same \(StoryText.counted(before.fields.count, "column")) and "
          + added.map(describe).joined(separator: ", "))
    } else {
      let old = Set(before.names)
      let isMostlyNew = after.fields.contains { !old.contains($0.name) }
      parts.append(
        isMostlyNew
          ? after.fields.map {
            old.contains($0.name) && !changed($0, before) ? $0.name : describe($0)
          }
          .joined(separator: ", ")
          : "\(StoryText.number(after.fields.count)) of \(before.fields.count) columns ("
            + after.names.joined(separator: ", ") + ")")
    }
    if !stage.verb.rowForecast.isEmpty { parts.append(stage.verb.rowForecast) }
    return parts.joined(separator: ", ") + nulls(stage, at: index)
  }

  private func changed(_ field: Field, _ before: Schema) -> Bool {
    before[field.name]?.type != field.type
  }

  private func describe(_ field: Field) -> String {
    "\(field.name): \(field.type.name)" + (field.isNeverNull ? "" : " or null")
  }

  /// The columns that the stage looks at and that may be null.
  private func nulls(_ stage: PlannedStage, at index: Int) -> String {
    let read = stage.verb.columnsRead(for: [])
    let names = stage.input.fields.filter { read.contains($0.name) && !$0.isNeverNull }.map(\.name)
    guard !names.isEmpty, stage.input.names == stage.output.names else { return "" }
    var text = "; \(StoryText.list(names, limit: 4)) may be null"
    if let stages = lastRecord?.stages, index < stages.count,
      stages[index].text == stage.syntax.span.text, let unknown = stages[index].unknown, unknown > 0
    {
      text += " (\(StoryText.number(unknown)) in the last run)"
    }
    return text
  }

  /// Columns whose type changes under the same name.
  private func changes(_ stage: PlannedStage) -> String? {
    guard stage.input.names == stage.output.names else { return nil }
    let changed = stage.output.fields.filter { self.changed($0, stage.input) }
    return changed.isEmpty ? nil : changed.map(describe).joined(separator: ", ")
  }

  private func reads(_ plan: Plan) -> String {
    let total = plan.source.schema.fields.count
    let needed = ColumnPruning.columnsNeeded(plan)
    let read = plan.source.schema.names.filter { needed.contains($0) }
    return "reads \(read.count) of \(StoryText.counted(total, "column"))"
      + (read.isEmpty ? "" : ": \(read.joined(separator: ", "))")
  }
}
