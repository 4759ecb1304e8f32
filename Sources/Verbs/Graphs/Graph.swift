public import Catalog
public import Columnar
public import Diagnostics
import Kernels
import QueryLanguage

/// Turns a table of edges into a table of its nodes.
public struct Graph: Verb {
  /// The verb's name, clauses, help and examples.
  public static let declaration = Declaration(
    "graph", "Turns a table of edges into a table of its nodes, with what each is to the others.",
    category: .graphs,
    details: """
      One row for each node, sorted by `node`: the values of both columns and, with `nodes \
      TABLE.COLUMN`, those of a list, which brings nodes without edges. Rows with the same ends are \
      one edge whose weight is the sum of theirs; without `weight` a row weighs 1. Edges from a node \
      to itself are left out of every measure (`graph summary` counts them). With `undirected` an \
      edge goes both ways, so that `in`, `out` and `degree` are equal.

      `in` and `out` count the edges that end and begin at the node, `degree` is their sum; `in` is \
      a word of the language, so later stages write it in backticks. \
      `strength` adds the weights of the same edges. `core` is the largest k for which the node lies \
      in a part of the graph where each has k neighbours, directions aside (Seidman 1983; Batagelj \
      and Zaversnik 2003). `component` numbers the parts without a path between them, directions \
      aside: 1 is the largest, of equal ones that with the first node. `pagerank` is the share of \
      time that a walker spends there who follows an edge in proportion to its weight with \
      probability 0.85, else, or at a dead end, jumps anywhere (Page, Brin, Motwani and Winograd \
      1999).

      `reach from TABLE.COLUMN` gives the nodes that can be reached from the values of that column \
      instead: `node`, the fewest steps as `distance`, and the nearest start as `root` (of several \
      the first), sorted by distance and node. Starts are reached in 0 steps, also those on no edge. \
      `backward` follows edges from their end to their beginning.
      """,
    clauses: ClauseForm.edges + [
      ClauseForm("reach", words: ["reach", "from"], .qualifiedName, help: "where to start"),
      ClauseForm("backward", words: ["backward"], .flag, help: "follows edges backward"),
    ],
    searchTerms: [
      "network", "k-core", "degree", "centrality", "pagerank", "components", "igraph", "networkx",
      "descendants", "transitive", "bfs", "collaboration",
    ],
    examples: [
      Example(
        "Who works with whom",
        """
        rows [from, to; "ann", "bob"; "bob", "ann"; "bob", "cyd"; "cyd", "ann"; "dan", "bob"]
        | graph from -> to
        | select node, `in`, out, degree, core
        """,
        expected: """
          node,in,out,degree,core
          ann,2,1,3,2
          bob,2,2,4,2
          cyd,1,1,2,2
          dan,0,1,1,1

          """),
      Example(
        "Nodes without edges come from a list",
        """
        let users = rows [login; "ann"; "bob"; "eve"]
        rows [from, to, n; "ann", "bob", 3; "bob", "ann", 1]
        | graph from -> to weight n nodes users.login
        | select node, degree, strength, component
        """,
        expected: """
          node,degree,strength,component
          ann,2,4,1
          bob,2,4,1
          eve,0,0,2

          """),
      Example(
        "Everything made from a model",
        """
        let merges = rows [id; "m1"]
        rows [model, base; "m2", "m1"; "m3", "m2"; "x", "y"]
        | graph base -> model reach from merges.id
        """,
        expected: "node,distance,root\nm1,0,m1\nm2,1,m1\nm3,2,m1\n"),
    ])

  /// The columns that the stage gives.
  public let output: Schema
  let clauses: GraphClauses
  let isBackward: Bool

  /// Binds the ends of edges and what else belongs to the graph.
  public init(_ arguments: Arguments) throws(Diagnostic) {
    clauses = try GraphClauses(arguments)
    isBackward = arguments.has("backward")
    guard clauses.starts == nil else {
      for key in ["weight", "nodes"] where arguments.has(key) {
        throw Diagnostic(
          "E366", "`reach` counts steps and gives no `\(key)`", at: arguments.span(key),
          label: "this changes nothing", details: ["Leave it out."])
      }
      output = Schema([
        Field("node", clauses.nodeType, isNeverNull: true),
        Field("distance", .int, isNeverNull: true),
        Field("root", clauses.nodeType, isNeverNull: true),
      ])
      return
    }
    guard !isBackward else {
      throw Diagnostic(
        "E367", "`backward` belongs to `reach from`", at: arguments.span("backward"),
        details: ["To turn all edges around, write the columns the other way round."])
    }
    let strength: DataType = clauses.weight?.field.type ?? .int
    let kinds: [(String, DataType)] = [
      ("node", clauses.nodeType), ("in", .int), ("out", .int), ("degree", .int),
      ("strength", strength), ("core", .int), ("component", .int), ("pagerank", .number),
    ]
    output = Schema(kinds.map { Field($0.0, $0.1, isNeverNull: true) })
  }

  /// The ends of edges and their weights.
  public func columnsRead(for wanted: Set<String>) -> Set<String> { clauses.columnsRead }

  /// Reads the graph and measures its nodes.
  public func run(_ input: Table, _ context: RunContext) throws(Diagnostic) -> Table {
    let loaded = try LoadedGraph(clauses, input, context)
    context.trace(.pooled)
    let columns =
      clauses.starts == nil ? try nodeTable(loaded, context) : reachTable(loaded)
    return Table(
      Schema(columns.compactMap { output[$0.name] }), columns.map(\.column),
      rowCount: columns.first?.column.count ?? 0)
  }

  private func nodeTable(
    _ loaded: LoadedGraph, _ context: RunContext
  ) throws(Diagnostic) -> [(name: String, column: Column)] {
    let graph = loaded.graph
    let count = graph.nodeCount
    var columns: [(name: String, column: Column)] = [("node", loaded.nodes)]
    let (into, out) = (graph.incoming, graph.outgoing)
    columns.append(("in", .whole(count) { into.degree($0) }))
    columns.append(("out", .whole(count) { out.degree($0) }))
    columns.append(("degree", .whole(count) { degree(graph, $0) }))
    if context.wants("strength") { columns.append(("strength", strengths(graph))) }
    if context.wants("core") || context.wants("component") {
      let neighborhood = Neighborhood(graph).adjacency
      try context.checkpoint()
      if context.wants("core") {
        let cores = CoreNumbers.of(neighborhood)
        columns.append(("core", .whole(count) { Int(cores.base[$0]) }))
      }
      try context.checkpoint()
      if context.wants("component") {
        let components = ConnectedComponents(neighborhood).component
        columns.append(("component", .whole(count) { Int(components.base[$0]) }))
      }
    }
    if context.wants("pagerank") {
      columns.append(("pagerank", .numbers(PageRank().ranks(graph, workers: context.workers))))
    }
    return columns
  }

  private func degree(_ graph: Digraph, _ node: Int) -> Int {
    let out = graph.outgoing.degree(node)
    return graph.isUndirected ? out : out + graph.incoming.degree(node)
  }

  private func strengths(_ graph: Digraph) -> Column {
    let out = graph.outgoing.strengths
    let into = graph.isUndirected ? nil : graph.incoming.strengths
    let sums = Buffer<Double>(count: graph.nodeCount) { target in
      for node in 0..<graph.nodeCount { target[node] = out.base[node] + (into?.base[node] ?? 0) }
    }
    guard clauses.weight?.field.type == .number else {
      return .whole(graph.nodeCount) { Int(sums.base[$0]) }
    }
    return .numbers(sums)
  }

  private func reachTable(_ loaded: LoadedGraph) -> [(name: String, column: Column)] {
    let edges = isBackward ? loaded.graph.incoming : loaded.graph.outgoing
    let reach = Reach(edges, from: loaded.starts)
    let count = reach.nodes.count
    return [
      ("node", loaded.nodes.gather(reach.nodes.base, count: count)),
      ("distance", .whole(count) { Int(reach.distances.base[$0]) }),
      ("root", loaded.nodes.gather(reach.roots.base, count: count)),
    ]
  }
}
