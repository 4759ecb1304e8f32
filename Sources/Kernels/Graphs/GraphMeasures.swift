public import Columnar

/// Numbers that describe a graph as a whole; nil where there is nothing to measure.
public enum GraphMeasures {
  /// The number of triangles: three nodes that are all next to each other.
  ///
  /// Each edge is seen from its end with fewer neighbours, so that no list of ends is longer than
  /// the root of twice the edges (Schank and Wagner 2005, "Finding, Counting and Listing All
  /// Triangles in Large Graphs").
  public static func triangles(_ graph: Adjacency, workers: Workers) -> Int {
    let count = graph.nodeCount
    func isBefore(_ a: UInt32, _ b: UInt32) -> Bool {
      let left = graph.degree(Int(a))
      let right = graph.degree(Int(b))
      return left == right ? a < b : left < right
    }
    var edges = EdgeCollector(nodeCount: count, capacity: graph.edgeCount / 2)
    for node in 0..<count {
      let source = UInt32(truncatingIfNeeded: node)
      for edge in graph.range(node) where isBefore(source, graph.neighbors.base[edge]) {
        edges.add(source, graph.neighbors.base[edge], 1, rows: 1)
      }
    }
    let ahead = edges.finish()
    let size = 4096
    return workers.map((count + size - 1) / size) { block -> Int in
      var found = 0
      for node in block * size..<min(count, (block + 1) * size) {
        let own = ahead.range(node)
        for edge in own {
          found += common(ahead, own, ahead.range(Int(ahead.neighbors.base[edge])))
        }
        if workers.shouldStop() { break }
      }
      return found
    }.reduce(0, +)
  }

  /// How many neighbours two sorted lists have in common.
  private static func common(_ graph: Adjacency, _ a: Range<Int>, _ b: Range<Int>) -> Int {
    let list = graph.neighbors.base
    var left = a.lowerBound
    var right = b.lowerBound
    var found = 0
    while left < a.upperBound, right < b.upperBound {
      let x = list[left]
      let y = list[right]
      if x == y { found += 1 }
      left += x <= y ? 1 : 0
      right += y <= x ? 1 : 0
    }
    return found
  }

  /// Transitivity: of all pairs of neighbours of one node, the share that are next to each other;
  /// three times the triangles over the connected triples (Newman 2003, "The Structure and Function
  /// of Complex Networks", equation 3).
  public static func clustering(_ graph: Adjacency, workers: Workers) -> Double? {
    var triples = 0
    for node in 0..<graph.nodeCount {
      triples += graph.degree(node) * (graph.degree(node) - 1) / 2
    }
    guard triples > 0 else { return nil }
    return Double(3 * triangles(graph, workers: workers)) / Double(triples)
  }

  /// The correlation of the two degrees of an edge: the out-degree of its source and the in-degree of
  /// its target; in an undirected graph the degrees of its ends, each edge taken both ways (Newman
  /// 2003, "Mixing Patterns in Networks", equation 21 and 25).
  ///
  /// All sums are whole numbers of 128 bits, so only the last division rounds.
  public static func assortativity(_ graph: Digraph) -> Double? {
    let edges = Int128(graph.outgoing.edgeCount)
    var sumOut: Int128 = 0
    var squaresOut: Int128 = 0
    var sumIn: Int128 = 0
    var squaresIn: Int128 = 0
    var products: Int128 = 0
    for node in 0..<graph.nodeCount {
      let out = Int128(graph.outgoing.degree(node))
      let into = Int128(graph.incoming.degree(node))
      sumOut += out * out
      squaresOut += out * out * out
      sumIn += into * into
      squaresIn += into * into * into
      var reached = 0
      for edge in graph.outgoing.range(node) {
        reached += graph.incoming.degree(Int(graph.outgoing.neighbors.base[edge]))
      }
      products += out * Int128(reached)
    }
    let spreadOut = edges * squaresOut - sumOut * sumOut
    let spreadIn = edges * squaresIn - sumIn * sumIn
    guard spreadOut > 0, spreadIn > 0 else { return nil }
    let together = Double(edges * products - sumOut * sumIn)
    return together / (Double(spreadOut).squareRoot() * Double(spreadIn).squareRoot())
  }

  /// The share of weight that is answered by weight in the other direction: the smaller weights of
  /// each pair of opposite edges over all weights (Squartini, Picciolo, Ruzzenenti and Garlaschelli
  /// 2013, "Reciprocity of Weighted Networks", equation 6).
  public static func weightedReciprocity(_ graph: Digraph) -> Double? {
    let out = graph.outgoing
    let into = graph.incoming
    var answered = CompensatedSum()
    var total = CompensatedSum()
    for node in 0..<graph.nodeCount {
      var other = into.range(node).lowerBound
      let end = into.range(node).upperBound
      for edge in out.range(node) {
        total.add(out.weights.base[edge])
        let target = out.neighbors.base[edge]
        while other < end, into.neighbors.base[other] < target { other += 1 }
        guard other < end, into.neighbors.base[other] == target else { continue }
        answered.add(min(out.weights.base[edge], into.weights.base[other]))
      }
    }
    guard total.value > 0 else { return nil }
    return answered.value / total.value
  }
}
