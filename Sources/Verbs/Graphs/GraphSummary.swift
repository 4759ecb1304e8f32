public import Catalog
public import Columnar
public import Diagnostics
import Kernels
public import QueryLanguage

/// Describes a graph by one row.
public struct GraphSummary: Verb {
  /// The verb's name, clauses, help and examples.
  public static let declaration = Declaration(
    "graph summary", "Describes a table of edges, taken as a graph, by one row.",
    category: .graphs,
    details: """
      The graph is that of `graph`: rows with the same ends are one edge whose weight is the sum of \
      theirs, and edges from a node to itself are counted in `self_loops` only. What cannot be \
      measured is missing, such as the reciprocity of a graph without edges.

      `nodes`, `edges`: how many there are. `density`: edges over possible ones, n(n−1), half of it \
      when undirected. `reciprocity`: the share of edges whose reverse exists. `isolates`, only with \
      `nodes`: nodes without any edge to another. `components`: the parts without a path between \
      them, directions aside; `largest`: the nodes of the largest. `max_core`: the largest core \
      number; `core_share`: the share of nodes that have it. `self_loops`: nodes with an edge to \
      themselves.

      `weighted_reciprocity`: Σ min(w_ij, w_ji) / Σ w_ij (Squartini, Picciolo, Ruzzenenti and \
      Garlaschelli 2013). `clustering`: transitivity, three times the triangles over the pairs of \
      neighbours of one node, directions aside (Newman 2003). `assortativity`: the correlation over \
      edges of the source's out-degree with the target's in-degree; when undirected, of the degrees \
      of both ends (Newman 2003).
      """,
    clauses: ClauseForm.edges,
    searchTerms: [
      "network", "density", "reciprocity", "isolates", "components", "k-core", "clustering",
      "transitivity", "assortativity",
    ],
    examples: [
      Example(
        "A triangle with a tail, and one who works alone",
        """
        let people = rows [login; "ann"; "bob"; "cyd"; "dan"; "eve"]
        rows [from, to; "ann", "bob"; "bob", "ann"; "bob", "cyd"; "cyd", "ann"; "dan", "bob"]
        | graph summary from -> to nodes people.login
        | select nodes, edges, density, reciprocity, isolates, components, largest, max_core
        """,
        expected: """
          nodes,edges,density,reciprocity,isolates,components,largest,max_core
          5,5,0.25,0.4,1,2,4,2

          """),
      Example(
        "Weights and triangles",
        """
        rows [a, b, n; 1, 2, 3; 2, 1, 1; 2, 3, 2; 3, 1, 2; 3, 3, 9]
        | graph summary a -> b weight n
        | select self_loops, weighted_reciprocity, clustering, core_share
        """,
        expected: "self_loops,weighted_reciprocity,clustering,core_share\n1,0.25,1,1\n"),
    ])

  /// The columns that the stage gives.
  public let output: Schema
  let clauses: GraphClauses
  private let stage: StageSyntax

  /// Binds the ends of edges and what else belongs to the graph.
  public init(_ arguments: Arguments) throws(Diagnostic) {
    clauses = try GraphClauses(arguments)
    stage = arguments.stage
    var fields = [Field("nodes", .int, isNeverNull: true), Field("edges", .int, isNeverNull: true)]
    fields += [Field("density", .number), Field("reciprocity", .number)]
    // An edge table cannot hold a node without edges, so without a list nobody can count them.
    if clauses.nodes != nil { fields.append(Field("isolates", .int, isNeverNull: true)) }
    fields += ["components", "largest"].map { Field($0, .int, isNeverNull: true) }
    fields += [Field("max_core", .int), Field("self_loops", .int, isNeverNull: true)]
    fields += ["weighted_reciprocity", "clustering", "assortativity", "core_share"]
      .map { Field($0, .number) }
    output = Schema(fields)
  }

  /// The ends of edges and their weights.
  public func columnsRead(for wanted: Set<String>) -> Set<String> { clauses.columnsRead }

  /// Says that isolates need a list of nodes, and which column could be it.
  public func absence(
    of name: Identifier, tables: [(name: String, schema: Schema)]
  ) -> Diagnostic? {
    guard name.text == "isolates", clauses.nodes == nil else { return nil }
    let ends = [clauses.source.name, clauses.target.name]
    let lists = tables.filter { table in ends.contains { table.schema.index(of: $0) == nil } }
      .flatMap { table in
        table.schema.fields.filter { $0.type == clauses.nodeType }
          .map { "\(Identifier.quoted(table.name)).\(Identifier.quoted($0.name))" }
      }
    let list = lists.count == 1 ? lists[0] : "TABLE.COLUMN"
    return Diagnostic(
      "E361", "an edge table has no isolated nodes", at: name.span,
      label: "needs the full list of nodes",
      details: ["Give it one: \(stage.span.text) nodes \(list)"])
  }

  /// Reads the graph and measures it.
  public func run(_ input: Table, _ context: RunContext) throws(Diagnostic) -> Table {
    let loaded = try LoadedGraph(clauses, input, context)
    context.trace(.pooled)
    let graph = loaded.graph
    let neighborhood = Neighborhood(graph)
    try context.checkpoint()
    var fields: [Field] = []
    var columns: [Column] = []
    let measures = Measures(
      graph: graph, neighborhood: neighborhood, workers: context.workers,
      components: context.wants("components") || context.wants("largest")
        ? ConnectedComponents(neighborhood.adjacency).sizes : [],
      cores: context.wants("max_core") || context.wants("core_share")
        ? CoreNumbers.of(neighborhood.adjacency).array : [])
    for field in output.fields where context.wants(field.name) {
      fields.append(field)
      columns.append(.constant(measures.value(of: field.name), field.type, count: 1))
      try context.checkpoint()
    }
    return Table(Schema(fields), columns, rowCount: 1)
  }
}

/// The measures of a graph by their names.
private struct Measures {
  let graph: Digraph
  let neighborhood: Neighborhood
  let workers: Workers
  let components: [Int]
  let cores: [UInt32]

  func value(of name: String) -> Value {
    let nodes = graph.nodeCount
    let directed = graph.outgoing.edgeCount
    let largestCore = cores.max()
    switch name {
    case "nodes": return .int(Int64(nodes))
    case "edges": return .int(Int64(graph.edgeCount))
    case "density": return share(Double(directed), of: Double(nodes) * Double(nodes - 1))
    case "reciprocity": return share(Double(neighborhood.reciprocated), of: Double(directed))
    case "isolates":
      let adjacency = neighborhood.adjacency
      return .int(Int64((0..<nodes).count { adjacency.degree($0) == 0 }))
    case "components": return .int(Int64(components.count))
    case "largest": return .int(Int64(components.first ?? 0))
    case "max_core": return largestCore.map { .int(Int64($0)) } ?? .null
    case "self_loops": return .int(Int64(graph.selfLoops))
    case "weighted_reciprocity": return number(GraphMeasures.weightedReciprocity(graph))
    case "clustering":
      return number(GraphMeasures.clustering(neighborhood.adjacency, workers: workers))
    case "assortativity": return number(GraphMeasures.assortativity(graph))
    case "core_share":
      return share(Double(cores.count { $0 == largestCore }), of: Double(nodes))
    default: return .null
    }
  }

  private func number(_ value: Double?) -> Value { value.map { .number($0) } ?? .null }

  private func share(_ part: Double, of whole: Double) -> Value {
    whole > 0 ? .number(part / whole) : .null
  }
}
