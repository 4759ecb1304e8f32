import Catalog
import Columnar
import Diagnostics
import Kernels

/// A graph as it was read from its tables.
struct LoadedGraph: Sendable {
  /// The values of the nodes, in order.
  let nodes: Column
  /// The edges.
  let graph: Digraph
  /// The nodes to start from, ascending; empty when none were asked for.
  let starts: [UInt32]

  /// Reads nodes and edges; what does not fit is counted in the record and noted.
  init(_ clauses: GraphClauses, _ input: Table, _ context: RunContext) throws(Diagnostic) {
    let edges = try Self.wholeEdges(clauses, input, context)
    let weights = try Self.weights(clauses, edges)
    let type = clauses.nodeType
    var columns = try edges.columns(named: [clauses.source.name, clauses.target.name])
      .map { $0.converted(to: type) }
    for other in [clauses.nodes, clauses.starts] {
      columns.append(try other?.column(as: type, context) ?? .nulls(type, count: 0))
    }
    try context.checkpoint()
    guard let numbering = NodeNumbering(columns, type: type, workers: context.workers) else {
      throw Diagnostic("E304", "a list or record cannot be a node")
    }
    nodes = numbering.nodes
    try context.checkpoint()
    graph = Digraph(
      from: numbering.numbers[0], to: numbering.numbers[1], weights: weights,
      nodeCount: numbering.count, isUndirected: clauses.isUndirected)
    var record = StageRecord.Graph(
      nodes: graph.nodeCount, edges: graph.edgeCount, selfLoopRows: graph.selfLoopRows,
      repeatedRows: graph.repeatedRows, missingEnds: input.rowCount - edges.rowCount)
    if let list = clauses.nodes {
      record.unlisted = Self.noteUnlisted(list, numbering, context)
      Self.noteMissing(columns[2], list, context)
    }
    if let list = clauses.starts {
      let isStart = Self.isPresent(numbering.numbers[3], count: numbering.count)
      starts = isStart.indices.filter { isStart[$0] }.map { UInt32(truncatingIfNeeded: $0) }
      Self.noteMissing(columns[3], list, context)
    } else {
      starts = []
    }
    context.record.graph = record
  }

  /// The rows whose two ends are known.
  private static func wholeEdges(
    _ clauses: GraphClauses, _ input: Table, _ context: RunContext
  ) throws(Diagnostic) -> Table {
    let ends = try input.columns(named: [clauses.source.name, clauses.target.name])
    guard let valid = Bitmap.intersection(ends[0].validity, ends[1].validity)?.orNilIfAllSet else {
      return input
    }
    var rows = BufferBuilder<UInt32>(capacity: valid.setCount)
    for row in 0..<valid.count where valid[row] { rows.append(UInt32(truncatingIfNeeded: row)) }
    context.note(
      "W10",
      "\(counted(valid.clearCount, "edge")) unknown, since an end is missing; left out")
    return input.selecting(rows.finish())
  }

  /// The weights as numbers; none is missing or negative, and their sums are exact for whole ones.
  private static func weights(
    _ clauses: GraphClauses, _ edges: Table
  ) throws(Diagnostic) -> Buffer<Double>? {
    guard let (field, span) = clauses.weight else { return nil }
    let column = try edges.columns(named: [field.name])[0]
    if column.nullCount > 0 {
      throw Diagnostic(
        "E363", "\(counted(column.nullCount, "edge")) without a weight", at: span,
        label: "`\(field.name)` is missing there",
        details: [
          "Give them one with `derive \(field.name) = \(field.name) ?? 1`, or leave them out."
        ])
    }
    guard case .double(let weights) = column.converted(to: .number).data else {
      throw .defect("a weight is not a number", at: span)
    }
    var total = CompensatedSum()
    for row in 0..<weights.count {
      guard weights.base[row] >= 0 else {
        throw Diagnostic(
          "E364", "a weight is negative: \(ValueText.plain(column.value(at: row)))", at: span,
          details: ["A weight says how strong an edge is; 0 is the least."])
      }
      total.add(weights.base[row])
    }
    let limit = field.type == .int ? 0x1p53 - 1 : Double.greatestFiniteMagnitude
    guard total.value <= limit else {
      throw Diagnostic(
        "E365", "the weights are too large to be added up", at: span,
        details: ["Divide them by a constant first; no other column changes by that."])
    }
    return weights
  }

  /// How many nodes of edges are not in the list that was to be full.
  private static func noteUnlisted(
    _ list: OtherColumn, _ numbering: NodeNumbering, _ context: RunContext
  ) -> Int {
    let listed = isPresent(numbering.numbers[2], count: numbering.count)
    let onEdges = isPresent(
      .concatenate([numbering.numbers[0], numbering.numbers[1]]), count: numbering.count)
    let unlisted = listed.indices.count { onEdges[$0] && !listed[$0] }
    if unlisted > 0 {
      context.note(
        "W15", "\(counted(unlisted, "node")) on edges but not in \(list.name); counted as nodes")
    }
    return unlisted
  }

  private static func noteMissing(
    _ column: Column, _ list: OtherColumn, _ context: RunContext
  ) {
    guard column.nullCount > 0 else { return }
    context.note("W10", "\(counted(column.nullCount, "row")) of \(list.name) without a value")
  }

  /// For each node whether it is among numbers.
  private static func isPresent(_ numbers: Buffer<UInt32>, count: Int) -> [Bool] {
    var isThere = [Bool](repeating: false, count: count)
    for row in 0..<numbers.count where numbers.base[row] != NodeNumbering.none {
      isThere[Int(numbers.base[row])] = true
    }
    return isThere
  }
}

extension Column {
  /// A column of whole numbers, one for each node.
  static func whole(_ count: Int, _ value: (Int) -> Int) -> Column {
    let numbers = Buffer<Int64>(count: count) { target in
      for row in 0..<count { target[row] = Int64(value(row)) }
    }
    return Column(.int, .int64(numbers), count: count)
  }

  /// A column of numbers without a missing one.
  static func numbers(_ values: Buffer<Double>) -> Column {
    Column(.number, .double(values), count: values.count)
  }
}
