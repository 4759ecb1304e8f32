public import Columnar

/// Where somebody who follows edges at random is found in the long run.
///
/// Page, Brin, Motwani and Winograd, "The PageRank Citation Ranking" (1999): with probability
/// `damping` the walker follows an edge of the node, in proportion to its weight, else jumps to any
/// node; from a node without an edge to follow the walker always jumps.
public struct PageRank: Sendable {
  /// The probability of following an edge.
  public var damping = 0.85
  /// The ranks are final when they change by no more than this, all taken together.
  ///
  /// Every step shrinks the distance to the true ranks by `damping` at least, so about 190 steps
  /// reach it whatever the graph.
  public var tolerance = 1e-13
  /// Steps after which the ranks are taken as they are.
  public var maximumSteps = 1000

  /// Creates the usual settings.
  public init() {}

  /// The rank of each node; they add up to 1.
  ///
  /// Each node collects from those that point to it, in their order, and nodes are cut into fixed
  /// blocks: the digits do not depend on threads.
  public func ranks(_ graph: Digraph, workers: Workers) -> Buffer<Double> {
    let count = graph.nodeCount
    guard count > 0 else { return Buffer([]) }
    let incoming = graph.incoming
    let isDeadEnd = graph.outgoing.strengths.array.map { $0 == 0 }
    let chances = Self.chances(graph)
    let blocks = Blocks.count(rows: count)
    var ranks = Buffer(repeating: 1 / Double(count), count: count)
    for _ in 0..<maximumSteps {
      let current = ranks
      var dangling = CompensatedSum()
      for node in 0..<count where isDeadEnd[node] { dangling.add(current.base[node]) }
      let base = ((1 - damping) + damping * dangling.value) / Double(count)
      let memory = Memory(byteCount: count * 8)
      nonisolated(unsafe) let next = memory.start.bindMemory(to: Double.self, capacity: count)
      let changes = workers.map(blocks) { block -> Double in
        var change = 0.0
        for node in Blocks.range(block, rows: count) {
          var sum = 0.0
          for edge in incoming.range(node) {
            sum += current.base[Int(incoming.neighbors.base[edge])] * chances.base[edge]
          }
          let rank = base + damping * sum
          next[node] = rank
          change += abs(rank - current.base[node])
        }
        return change
      }
      ranks = Buffer(owner: memory, base: UnsafePointer(next), count: count)
      if changes.reduce(0, +) <= tolerance || workers.shouldStop() { break }
    }
    return ranks
  }

  /// For each edge, by its end, how likely it is to be followed from its beginning.
  private static func chances(_ graph: Digraph) -> Buffer<Double> {
    let incoming = graph.incoming
    let strengths = graph.outgoing.strengths
    return Buffer(count: incoming.edgeCount) { target in
      for edge in 0..<incoming.edgeCount {
        let strength = strengths.base[Int(incoming.neighbors.base[edge])]
        target[edge] = strength > 0 ? incoming.weights.base[edge] / strength : 0
      }
    }
  }
}

extension Adjacency {
  /// The weights of each node's edges, added up.
  public var strengths: Buffer<Double> {
    let nodes = nodeCount
    return Buffer(count: nodes) { target in
      for node in 0..<nodes {
        var sum = CompensatedSum()
        for edge in range(node) { sum.add(weights.base[edge]) }
        target[node] = sum.value
      }
    }
  }
}
