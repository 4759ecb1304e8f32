import Catalog
import Columnar
import Diagnostics
import Kernels
import QueryLanguage

/// What `top` and `bottom` share.
struct RankingStage: Sendable {
  let output: Schema
  let largest: Bool
  let count: Int
  let entities: [String]
  let by: BoundExpression
  let aggregation: GroupExpressions?
  let partition: [String]
  let withTies: Bool
  let others: String?

  static func clauses(which: String) -> [ClauseForm] {
    [
      ClauseForm("count", .count, required: true, help: "how many to keep"),
      ClauseForm("entities", .names, help: "the columns that name an entity"),
      ClauseForm("by", words: ["by"], .expression, required: true, help: "what to rank by"),
      .per,
      ClauseForm(
        "ties", words: ["with", "ties"], .flag, help: "also keeps rows equal to the last"),
      ClauseForm(
        "others", words: ["others"], .text, help: "the name of all that is not \(which)"),
    ]
  }

  init(_ arguments: Arguments, largest: Bool) throws(Diagnostic) {
    self.largest = largest
    guard let count = try arguments.count("count", minimum: 1) else {
      throw arguments.missingClause("count")
    }
    self.count = count
    entities = try arguments.keyColumns("entities")
    partition = try arguments.keyColumns("per")
    withTies = arguments.has("ties")
    others = arguments.text("others")?.text
    if entities.isEmpty {
      by = try arguments.expression("by", mode: .windowed(WindowScope(per: partition)))
      aggregation = nil
    } else {
      let keys = partition + entities
      by = try arguments.expression("by", mode: .aggregate(keys: keys))
      aggregation = GroupExpressions([by])
    }
    guard by.type.isOrdered else {
      throw Diagnostic(
        "E303", "a \(by.type.name) has no order", at: by.span, label: "this is a \(by.type.name)")
    }
    output = try Self.output(arguments, entities: entities)
  }

  /// With `others`, the entities are text and stay columns of text.
  private static func output(
    _ arguments: Arguments, entities: [String]
  ) throws(Diagnostic) -> Schema {
    guard let (_, span) = arguments.text("others") else { return arguments.input }
    guard !entities.isEmpty else {
      throw Diagnostic(
        "E381", "`others` needs the column that it renames", at: span,
        details: ["For example: top 9 arch by count() others \"Other\""])
    }
    for (field, place) in try arguments.existingFields("entities") where field.type != .text {
      throw Diagnostic(
        "E382", "`others` gives a text, but `\(field.name)` is \(field.type.name)", at: place)
    }
    return arguments.input
  }

  func columnsRead(for wanted: Set<String>) -> Set<String> {
    wanted.union(by.columnsRead).union(partition).union(entities)
  }

  func run(_ input: Table, _ context: RunContext) throws(Diagnostic) -> Table {
    entities.isEmpty ? try topRows(input, context) : try topEntities(input, context)
  }

  // MARK: Rows

  private func topRows(_ input: Table, _ context: RunContext) throws(Diagnostic) -> Table {
    let scores = try context.evaluate([by], over: input)
    let grouping =
      partition.isEmpty
      ? nil : try input.grouping(by: partition, workers: context.workers)
    let top = TopRows.find(
      count, of: scores[0], largest: largest, partitions: grouping?.groups,
      partitionCount: grouping?.groupCount ?? 1, withTies: withTies, workers: context.workers)
    noteTies(top, scores[0], context)
    context.record.unknown = top.unranked
    context.history.hasOrder = true
    let rows = Self.inOrderOfParts(top, firstRows: grouping?.firstRows)
    context.record.kept = rows.count
    context.record.removed = input.rowCount - rows.count
    context.trace(.picked(rows))
    return input.selecting(rows)
  }

  /// The rows of all parts; the part whose first row comes first in the table is the first.
  private static func inOrderOfParts(
    _ top: TopRows, firstRows: Buffer<UInt32>?
  ) -> Buffer<UInt32> {
    guard let firstRows, firstRows.count > 1 else { return top.rows }
    let order = (0..<firstRows.count).sorted { firstRows.base[$0] < firstRows.base[$1] }
    return Buffer(
      order.flatMap { part in
        (top.offsets[part]..<top.offsets[part + 1]).map { top.rows.base[$0] }
      })
  }

  private func noteTies(_ top: TopRows, _ scores: Column, _ context: RunContext) {
    guard let first = top.cutTies.first else { return }
    let value = ValueText.plain(scores.value(at: first.row))
    let noun = entities.isEmpty ? "rows" : "entities"
    var text = "\(NumberText.grouped(first.tied)) \(noun) tie at \(value), "
    text += "\(NumberText.grouped(first.kept)) kept"
    if top.cutTies.count > 1 {
      text += ", and so in \(counted(top.cutTies.count - 1, "more part"))"
    }
    context.note("W8", text + "; add `with ties`")
  }

  // MARK: Entities

  private func topEntities(_ input: Table, _ context: RunContext) throws(Diagnostic) -> Table {
    guard let aggregation else { throw .defect("entities without an aggregate") }
    let keys = partition + entities
    let grouping = try input.grouping(by: keys, workers: context.workers)
    let keyColumns = try input.columns(named: keys).map {
      $0.gather(grouping.firstRows.base, count: grouping.groupCount)
    }
    // Groups may come in any order; of equal entities the one that comes first in the table wins.
    let entityOrder = Buffer(
      (0..<grouping.groupCount).sorted {
        grouping.firstRows.base[$0] < grouping.firstRows.base[$1]
      }.map { UInt32($0) })
    let scores = try aggregation.evaluate(
      over: input, groups: grouping.groups, groupCount: grouping.groupCount,
      keys: Array(zip(keys, keyColumns)), context
    )[0].withoutValues(whereMissing: Array(keyColumns.dropFirst(partition.count)))
      .gather(entityOrder.base, count: entityOrder.count)
    let groupTable = Table(
      zip(keys, keyColumns).map {
        ($0, $1.gather(entityOrder.base, count: entityOrder.count))
      })
    let parts =
      partition.isEmpty
      ? nil : try groupTable.grouping(by: partition, workers: context.workers)
    let top = TopRows.find(
      count, of: scores, largest: largest, partitions: parts?.groups,
      partitionCount: parts?.groupCount ?? 1, withTies: withTies, workers: context.workers)
    noteTies(top, scores, context)
    context.record.groups = .init(count: grouping.groupCount, sizes: grouping.sizes)
    var isChosen = [Bool](repeating: false, count: grouping.groupCount)
    for index in 0..<top.rows.count { isChosen[Int(entityOrder.base[Int(top.rows.base[index])])] = true }
    let chosen = isChosen
    let kept = Buffer(
      (0..<input.rowCount).filter { chosen[Int(grouping.groups.base[$0])] }.map { UInt32($0) })
    context.record.kept = kept.count
    context.record.removed = others == nil ? input.rowCount - kept.count : 0
    guard let others else {
      context.trace(.picked(kept))
      return input.selecting(kept)
    }
    context.trace(.same)
    let renamed = try input.columns(named: entities).map { column in
      column.replacingText(with: others) {
        column.isValid($0) && !chosen[Int(grouping.groups.base[$0])]
      }
    }
    return input.setting(Array(zip(entities, renamed)), like: input.schema)
  }
}

extension Column {
  /// The values, but missing where any of the other columns is missing.
  fileprivate func withoutValues(whereMissing others: [Column]) -> Column {
    withValidity(others.reduce(validity) { Bitmap.intersection($0, $1.validity) })
  }

  /// A text column with another text in some rows.
  fileprivate func replacingText(with text: String, where isReplaced: (Int) -> Bool) -> Column {
    let added = TextData([text])
    switch data {
    case .dictionary(let dictionary):
      let position = (0..<dictionary.values.count).first {
        TextView.equal(dictionary.values.views.base[$0], added.views.base[0])
      }
      let code = UInt32(truncatingIfNeeded: position ?? dictionary.values.count)
      let values = position == nil ? .concatenate([dictionary.values, added]) : dictionary.values
      let codes = Buffer<UInt32>(count: count) { target in
        for row in 0..<count {
          target[row] = isReplaced(row) ? code : dictionary.codes.base[row]
        }
      }
      let replaced = DictionaryData(codes: codes, values: values)
      return Column(.text, .dictionary(replaced), validity: validity, count: count)
    case .text(let texts):
      let views = Buffer<TextView>(count: count) { target in
        for row in 0..<count {
          target[row] = isReplaced(row) ? added.views.base[0] : texts.views.base[row]
        }
      }
      let replaced = TextData(views: views, owners: texts.owners + added.owners)
      return Column(.text, .text(replaced), validity: validity, count: count)
    default: return self
    }
  }
}
