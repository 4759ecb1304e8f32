public import Columnar

/// The nodes that can be reached from some nodes, with the fewest steps to each.
public struct Reach: Sendable {
  /// The nodes reached, the nearest first, of equal distance in their order.
  public let nodes: Buffer<UInt32>
  /// The steps to each of `nodes`.
  public let distances: Buffer<UInt32>
  /// For each of `nodes` the nearest start; of several, the first.
  public let roots: Buffer<UInt32>

  /// Follows edges breadth first from all starts at once.
  ///
  /// - Parameters:
  ///   - edges: The edges to follow.
  ///   - starts: Nodes, ascending and different.
  public init(_ edges: Adjacency, from starts: [UInt32]) {
    let count = edges.nodeCount
    let distance = UnsafeMutablePointer<UInt32>.allocate(capacity: max(1, count))
    let root = UnsafeMutablePointer<UInt32>.allocate(capacity: max(1, count))
    defer {
      distance.deallocate()
      root.deallocate()
    }
    distance.update(repeating: .max, count: count)
    var found: [UInt32] = []
    for start in starts {
      distance[Int(start)] = 0
      root[Int(start)] = start
    }
    var level = starts
    var steps: UInt32 = 0
    while !level.isEmpty {
      found += level
      steps += 1
      var next: [UInt32] = []
      for node in level {
        for edge in edges.range(Int(node)) {
          let other = Int(edges.neighbors.base[edge])
          if distance[other] == .max {
            distance[other] = steps
            root[other] = root[Int(node)]
            next.append(UInt32(truncatingIfNeeded: other))
          } else if distance[other] == steps {
            root[other] = min(root[other], root[Int(node)])
          }
        }
      }
      level = next.sorted()
    }
    nodes = Buffer(found)
    distances = Buffer(found.map { distance[Int($0)] })
    roots = Buffer(found.map { root[Int($0)] })
  }
}
