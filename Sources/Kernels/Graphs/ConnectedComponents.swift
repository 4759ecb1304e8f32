public import Columnar

/// The parts of a graph between which there is no path, directions aside.
public struct ConnectedComponents: Sendable {
  /// The component of each node, counted from 1: the largest first, of equal ones that with the
  /// first node.
  public let component: Buffer<UInt32>
  /// The nodes of each component, the largest first.
  public let sizes: [Int]

  /// Finds the components by joining sets, each led by its first node.
  ///
  /// Union-find with path halving (Tarjan and van Leeuwen 1984).
  public init(_ graph: Adjacency) {
    let count = graph.nodeCount
    let leaders = UnsafeMutablePointer<UInt32>.allocate(capacity: max(1, count))
    defer { leaders.deallocate() }
    for node in 0..<count { leaders[node] = UInt32(truncatingIfNeeded: node) }
    func leader(_ node: UInt32) -> UInt32 {
      var node = node
      while leaders[Int(node)] != node {
        leaders[Int(node)] = leaders[Int(leaders[Int(node)])]
        node = leaders[Int(node)]
      }
      return node
    }
    for node in 0..<count {
      for edge in graph.range(node) {
        let a = leader(UInt32(truncatingIfNeeded: node))
        let b = leader(graph.neighbors.base[edge])
        if a < b { leaders[Int(b)] = a } else if b < a { leaders[Int(a)] = b }
      }
    }
    var sizes = [Int](repeating: 0, count: count)
    for node in 0..<count { sizes[Int(leader(UInt32(truncatingIfNeeded: node)))] += 1 }
    let found = (0..<count).filter { sizes[$0] > 0 }
      .sorted { (sizes[$0], $1) > (sizes[$1], $0) }
    var numbers = [UInt32](repeating: 0, count: count)
    for (index, first) in found.enumerated() {
      numbers[first] = UInt32(truncatingIfNeeded: index + 1)
    }
    component = Buffer(count: count) { target in
      for node in 0..<count {
        target[node] = numbers[Int(leader(UInt32(truncatingIfNeeded: node)))]
      }
    }
    self.sizes = found.map { sizes[$0] }
  }
}
