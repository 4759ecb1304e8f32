import Columnar
import Foundation
import Kernels
import Testing

/// Graphs and what networkx says about them; `References/graphs.py` makes the file.
struct GraphReference: Decodable, Sendable {
  var name: String
  var nodes: Int
  var undirected: Bool
  var starts: [UInt32]
  var sources: [UInt32], targets: [UInt32]
  var weights: [Double]
  var edges: Int
  var selfLoops: Int
  var incoming: [Int], outgoing: [Int]
  var strength: [Double]
  var core: [UInt32], component: [UInt32]
  var pagerank: [Double]
  var reciprocated: Int
  var triangles: Int
  var clustering: Double?
  var assortativity: Double?
  var weightedReciprocity: Double?
  var forward: [[UInt32]], backward: [[UInt32]]

  private struct File: Decodable { var graphs: [GraphReference] }

  static let all: [GraphReference] = {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("References/graphs.json")
    guard let data = try? Data(contentsOf: file),
      let decoded = try? JSONDecoder().decode(File.self, from: data)
    else { return [] }
    return decoded.graphs
  }()

  /// The graph with its rows in another order.
  func graph(rotatedBy turn: Int = 0) -> Digraph {
    let rows = sources.indices.map { ($0 + turn) % max(1, sources.count) }
    return Digraph(
      from: Buffer(rows.map { sources[$0] }), to: Buffer(rows.map { targets[$0] }),
      weights: Buffer(rows.map { weights[$0] }), nodeCount: nodes, isUndirected: undirected)
  }
}

@Suite struct GraphReferenceTests {
  private let workers = Workers(threadCount: 2)

  private func expectClose(
    _ found: Double?, _ expected: Double?, _ what: String,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    guard let found, let expected else {
      #expect(found == nil && expected == nil, "\(what)", sourceLocation: sourceLocation)
      return
    }
    #expect(
      abs(found - expected) <= 1e-9 * max(1e-3, abs(expected)), "\(what)",
      sourceLocation: sourceLocation)
  }

  @Test func theFileIsThere() { #expect(GraphReference.all.count == 14) }

  @Test(arguments: GraphReference.all)
  func nodes(_ reference: GraphReference) {
    let graph = reference.graph()
    let nodes = 0..<reference.nodes
    #expect(graph.edgeCount == reference.edges)
    #expect(graph.selfLoops == reference.selfLoops)
    #expect(nodes.map { graph.incoming.degree($0) } == reference.incoming)
    #expect(nodes.map { graph.outgoing.degree($0) } == reference.outgoing)
    let out = graph.outgoing.strengths
    let into = graph.incoming.strengths
    for node in nodes {
      let sum = reference.undirected ? out[node] : out[node] + into[node]
      expectClose(sum, reference.strength[node], "strength of \(node)")
    }
    let neighborhood = Neighborhood(graph)
    #expect(neighborhood.reciprocated == reference.reciprocated)
    #expect(CoreNumbers.of(neighborhood.adjacency).array == reference.core)
    let components = ConnectedComponents(neighborhood.adjacency)
    #expect(components.component.array == reference.component)
    #expect(components.sizes.reduce(0, +) == reference.nodes)
    let ranks = PageRank().ranks(graph, workers: workers)
    for node in nodes {
      #expect(abs(ranks[node] - reference.pagerank[node]) <= 1e-9 * reference.pagerank[node])
    }
  }

  @Test(arguments: GraphReference.all)
  func wholeGraph(_ reference: GraphReference) {
    let graph = reference.graph()
    let adjacency = Neighborhood(graph).adjacency
    #expect(GraphMeasures.triangles(adjacency, workers: workers) == reference.triangles)
    expectClose(
      GraphMeasures.clustering(adjacency, workers: workers), reference.clustering, "clustering")
    expectClose(GraphMeasures.assortativity(graph), reference.assortativity, "assortativity")
    expectClose(
      GraphMeasures.weightedReciprocity(graph), reference.weightedReciprocity,
      "weighted reciprocity")
  }

  @Test(arguments: GraphReference.all)
  func reach(_ reference: GraphReference) {
    let graph = reference.graph()
    for (edges, expected) in [
      (graph.outgoing, reference.forward), (graph.incoming, reference.backward),
    ] {
      let reach = Reach(edges, from: reference.starts)
      let found = (0..<reach.nodes.count).map {
        [reach.distances[$0], reach.nodes[$0], reach.roots[$0]]
      }
      #expect(found == expected)
    }
  }

  /// Every digit is the same whatever the order of rows and the number of threads.
  @Test(arguments: GraphReference.all)
  func orderOfRowsAndThreads(_ reference: GraphReference) {
    let graph = reference.graph()
    let turned = reference.graph(rotatedBy: 17)
    #expect(graph.outgoing.weights.array == turned.outgoing.weights.array)
    #expect(graph.incoming.neighbors.array == turned.incoming.neighbors.array)
    #expect(
      PageRank().ranks(graph, workers: Workers(threadCount: 1)).array
        == PageRank().ranks(turned, workers: Workers(threadCount: 8)).array)
    #expect(
      GraphMeasures.weightedReciprocity(graph) == GraphMeasures.weightedReciprocity(turned))
  }
}

@Suite struct NodeNumberingTests {
  private let workers = Workers(threadCount: 2)

  private func column(_ type: DataType, _ values: [Value]) -> Column {
    var builder = ColumnBuilder(type)
    for value in values { builder.append(value) }
    return builder.finish()
  }

  @Test func textsInTheirOrder() throws {
    let numbering = try #require(
      NodeNumbering(
        [
          column(.text, [.text("b"), .text("é"), .null]), column(.text, []),
          column(.text, [.text("a"), .text("b"), .text("日本")]),
        ], type: .text, workers: workers))
    #expect(numbering.nodes.values == [.text("a"), .text("b"), .text("é"), .text("日本")])
    let none = NodeNumbering.none
    #expect(numbering.numbers.map(\.array) == [[1, 2, none], [], [0, 1, 3]])
  }

  @Test func wholeNumbersFarApart() throws {
    let numbering = try #require(
      NodeNumbering(
        [column(.int, [.int(.max), .int(-5)]), column(.int, [.int(.min), .int(-5)])],
        type: .int, workers: workers))
    #expect(numbering.nodes.values == [.int(.min), .int(-5), .int(.max)])
    #expect(numbering.numbers.map(\.array) == [[2, 1], [0, 1]])
  }

  @Test func nothing() throws {
    let numbering = try #require(
      NodeNumbering([column(.text, []), column(.text, [])], type: .text, workers: workers))
    #expect(numbering.count == 0)
    #expect(numbering.numbers.map(\.count) == [0, 0])
  }
}
