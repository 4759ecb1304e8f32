public import Columnar

/// Core numbers: the largest k for which a node belongs to a part of the graph in which every node
/// has at least k neighbours (Seidman 1983).
public enum CoreNumbers {
  /// The core number of each node.
  ///
  /// Batagelj and Zaversnik, "An O(m) Algorithm for Cores Decomposition of Networks" (2003): nodes
  /// stand in bins by how many neighbours they have left; the node with the fewest is taken away
  /// next, and each of its neighbours moves down by one bin.
  public static func of(_ graph: Adjacency) -> Buffer<UInt32> {
    let count = graph.nodeCount
    var largest = 0
    let left = Buffer<UInt32>(count: count) { left in
      for node in 0..<count {
        left[node] = UInt32(truncatingIfNeeded: graph.degree(node))
        largest = max(largest, graph.degree(node))
      }
      // Nodes sorted by degree, and where each stands.
      let sorted = UnsafeMutablePointer<UInt32>.allocate(capacity: max(1, count))
      let place = UnsafeMutablePointer<UInt32>.allocate(capacity: max(1, count))
      // The first position of each bin.
      let bin = UnsafeMutablePointer<UInt32>.allocate(capacity: largest + 2)
      defer {
        sorted.deallocate()
        place.deallocate()
        bin.deallocate()
      }
      bin.update(repeating: 0, count: largest + 2)
      for node in 0..<count { bin[Int(left[node]) + 1] &+= 1 }
      for degree in 0...largest { bin[degree + 1] &+= bin[degree] }
      for node in 0..<count {
        let degree = Int(left[node])
        place[node] = bin[degree]
        sorted[Int(bin[degree])] = UInt32(truncatingIfNeeded: node)
        bin[degree] &+= 1
      }
      for degree in stride(from: largest, to: 0, by: -1) { bin[degree] = bin[degree - 1] }
      bin[0] = 0
      for position in 0..<count {
        let node = Int(sorted[position])
        for edge in graph.range(node) {
          let other = Int(graph.neighbors.base[edge])
          guard left[other] > left[node] else { continue }
          // The neighbour changes places with the first of its bin, which then begins later.
          let degree = Int(left[other])
          let first = bin[degree]
          let head = sorted[Int(first)]
          if head != UInt32(truncatingIfNeeded: other) {
            let old = place[other]
            sorted[Int(old)] = head
            place[Int(head)] = old
            sorted[Int(first)] = UInt32(truncatingIfNeeded: other)
            place[other] = first
          }
          bin[degree] &+= 1
          left[other] &-= 1
        }
      }
    }
    return left
  }
}
