public import Catalog
import Columnar
import Diagnostics
import Kernels

/// What the verbs of graphs tell about the edges that they have read.
extension GraphClauses {
  var edgeText: String { "\(source.name) -> \(target.name)" }

  /// Nodes and edges, what was left out, and where the nodes come from.
  func facts(_ run: StageRun) -> [String] {
    guard let graph = run.record.graph else { return [] }
    var facts = [
      counted(graph.nodes, "node"), counted(graph.edges, isUndirected ? "edge both ways" : "edge"),
    ]
    if isUndirected { facts[1] = counted(graph.edges, "edge") + ", both ways" }
    if let nodes {
      facts[0] += " with those of \(nodes.name)"
      if graph.unlisted > 0 {
        facts[0] += " (\(StoryText.number(graph.unlisted)) not listed there)"
      }
    } else {
      facts[0] += ", only those on edges"
    }
    if graph.repeatedRows > 0 {
      facts.append(
        "\(counted(graph.repeatedRows, "row")) repeat an edge\(weight == nil ? "" : ", weights added")"
      )
    }
    if graph.selfLoopRows > 0 {
      facts.append("\(counted(graph.selfLoopRows, "row")) from a node to itself left out")
    }
    if graph.missingEnds > 0 {
      facts.append("\(counted(graph.missingEnds, "row")) with a missing end left out")
    }
    return facts
  }
}

extension Graph {
  /// What is made of the edges.
  public func sentence(for record: StageRecord) -> String {
    guard let starts = clauses.starts else {
      return
        "Reads \(counted(record.rowsIn, "row")) as edges \(clauses.edgeText) and gives one row for each node."
    }
    return
      "Follows the edges \(clauses.edgeText)\(isBackward ? " backward" : "") from \(starts.name) as far "
      + "as they go: \(counted(record.rowsOut, "node"))."
  }

  /// One row for each node.
  public var rowForecast: String {
    clauses.starts == nil ? "one row per node" : "one row per node that is reached"
  }

  /// The graph, and the nodes with most edges or the farthest.
  public func story(of run: StageRun) -> Story {
    var story = Story()
    story.add(clauses.facts(run))
    let isReach = clauses.starts != nil
    guard let measure = run.after.column(named: isReach ? "distance" : "degree") else {
      return story
    }
    let top = TopRows.find(3, of: measure, largest: true, workers: run.context.workers)
    let wanted =
      isReach
      ? ["node", "distance", "root"] : ["node", "in", "out", "degree", "core", "component"]
    let columns = wanted.filter { run.after.schema.index(of: $0) != nil }
    let best = isReach ? "farthest" : "most edges"
    story.add(
      run.table(
        top.rows.array.enumerated().map { (.plain, Int($1), $0 == 0 ? best : "") }, of: .after,
        columns: columns))
    return story
  }

  /// The edges at the node.
  public func account(ofRow row: Int, in run: StageRun) -> [String] {
    guard clauses.starts == nil else { return [] }
    let one = run.after.slice(row..<row + 1)
    guard let node = one.column(named: "node")?.value(at: 0),
      let from = run.before.column(named: clauses.source.name),
      let to = run.before.column(named: clauses.target.name)
    else { return [] }
    let begin = (0..<from.count).filter { from.value(at: $0) == node }
    let end = (0..<to.count).filter { to.value(at: $0) == node }
    let labels = Set(begin + end).sorted().prefix(5).map { run.label(ofInput: $0) }
      .filter { !$0.isEmpty }
    let names = labels.isEmpty ? "" : " (\(labels.joined(separator: ", ")))"
    return [
      "\(counted(end.count, "row")) end and \(counted(begin.count, "row")) begin at \(StoryText.cell(node))\(names)"
    ]
  }
}

extension GraphSummary {
  /// What is described.
  public func sentence(for record: StageRecord) -> String {
    "Reads \(counted(record.rowsIn, "row")) as edges \(clauses.edgeText) and describes the graph in one row."
  }

  /// One row.
  public var rowForecast: String { "one row" }

  /// The graph and its first measures.
  public func story(of run: StageRun) -> Story {
    var story = Story()
    story.add(clauses.facts(run))
    story.add(run.firstRows(1, columns: Array(run.after.schema.names.prefix(7))))
    return story
  }
}
