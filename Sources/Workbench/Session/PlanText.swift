import Catalog
import Columnar
import Diagnostics
import Planning
import QueryLanguage

/// The words of `explain`: the columns after each stage, without reading more than was needed.
enum PlanText {
  static func explain(_ plan: Plan) -> String {
    var lines: [(head: String, columns: String)] = []
    let source =
      switch plan.source {
      case .data(_, let name, _): "source  \(name)"
      case .shared(let table): "source  \(table.name)"
      case .table: "source  the rows given"
      }
    lines.append((source, plan.source.schema.names.joined(separator: ", ")))
    var before = plan.source.schema
    for (index, stage) in plan.stages.enumerated() {
      let open = stage.isOpen ? ", and columns that depend on the data" : ""
      lines.append(
        ("\(index + 1) \(oneLine(stage.syntax))", changes(from: before, to: stage.output) + open))
      before = stage.output
    }
    for (index, stage) in (plan.deferred?.stages ?? []).enumerated() {
      lines.append(
        ("\(plan.stages.count + index + 1) \(oneLine(stage))", "checked when the data is there"))
    }
    let width = min(44, lines.map(\.head.count).max() ?? 0)
    var out = lines.map { line in
      line.head.count > width
        ? "\(line.head)\n\(String(repeating: " ", count: width))   \(line.columns)"
        : line.head + String(repeating: " ", count: width - line.head.count) + "   " + line.columns
    }
    let total = plan.source.schema.fields.count
    let needed = ColumnPruning.columnsNeeded(plan)
    let read = plan.source.schema.names.filter { needed.contains($0) }
    out.append("reads \(read.count) of \(total) columns: \(read.joined(separator: ", "))")
    return out.joined(separator: "\n") + "\n"
  }

  private static func oneLine(_ stage: StageSyntax) -> String {
    stage.span.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  private static func changes(from before: Schema, to after: Schema) -> String {
    if before.names == after.names {
      return "same \(after.fields.count) column\(after.fields.count == 1 ? "" : "s")"
    }
    return after.fields.map { field in
      let isNew = before[field.name]?.type != field.type
      return isNew ? "\(field.name): \(field.type.name)" : field.name
    }.joined(separator: ", ")
  }
}
