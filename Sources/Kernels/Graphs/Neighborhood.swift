import Columnar

/// The graph without directions and weights: who is next to whom.
public struct Neighborhood: Sendable {
  /// The different neighbours of each node, ascending.
  public let adjacency: Adjacency
  /// The number of directed edges whose reverse is an edge too.
  public let reciprocated: Int

  /// Forgets the directions of a graph.
  public init(_ graph: Digraph) {
    guard !graph.isUndirected else {
      adjacency = graph.outgoing
      reciprocated = graph.outgoing.edgeCount
      return
    }
    let out = graph.outgoing
    let into = graph.incoming
    var both = 0
    var edges = EdgeCollector(nodeCount: graph.nodeCount, capacity: 2 * out.edgeCount)
    for node in 0..<graph.nodeCount {
      let source = UInt32(truncatingIfNeeded: node)
      var left = out.range(node).lowerBound
      var right = into.range(node).lowerBound
      let leftEnd = out.range(node).upperBound
      let rightEnd = into.range(node).upperBound
      while left < leftEnd || right < rightEnd {
        let a = left < leftEnd ? out.neighbors.base[left] : .max
        let b = right < rightEnd ? into.neighbors.base[right] : .max
        if a <= b { left += 1 }
        if b <= a { right += 1 }
        if a == b { both += 1 }
        edges.add(source, min(a, b), 1, rows: 1)
      }
    }
    adjacency = edges.finish()
    reciprocated = both
  }
}
