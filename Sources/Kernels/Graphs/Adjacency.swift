public import Columnar

/// The neighbours of each node, ascending: compressed sparse rows.
public struct Adjacency: Sendable {
  /// The neighbours of node `v` are `neighbors[offsets[v]..<offsets[v + 1]]`.
  public let offsets: Buffer<UInt32>
  /// Node numbers, node after node.
  public let neighbors: Buffer<UInt32>
  /// One weight for each of `neighbors`.
  public let weights: Buffer<Double>

  /// Wraps rows that are sorted.
  public init(offsets: Buffer<UInt32>, neighbors: Buffer<UInt32>, weights: Buffer<Double>) {
    self.offsets = offsets
    self.neighbors = neighbors
    self.weights = weights
  }

  /// The number of nodes.
  public var nodeCount: Int { offsets.count - 1 }

  /// The number of neighbours of all nodes together.
  public var edgeCount: Int { neighbors.count }

  /// Where the neighbours of a node stand.
  @inlinable @inline(__always)
  public func range(_ node: Int) -> Range<Int> {
    Int(offsets.base[node])..<Int(offsets.base[node + 1])
  }

  /// The number of neighbours of a node.
  @inlinable @inline(__always)
  public func degree(_ node: Int) -> Int {
    Int(offsets.base[node + 1] &- offsets.base[node])
  }

  /// The same edges seen from their other end.
  public var transposed: Adjacency {
    let nodes = nodeCount
    let count = neighbors.count
    let starts = Buffer<UInt32>(count: nodes + 1) { target in
      target.update(repeating: 0, count: nodes + 1)
      for edge in 0..<count { target[Int(neighbors.base[edge]) + 1] &+= 1 }
      for node in 0..<nodes { target[node + 1] &+= target[node] }
    }
    let next = UnsafeMutablePointer<UInt32>.allocate(capacity: nodes + 1)
    defer { next.deallocate() }
    next.update(from: starts.base, count: nodes + 1)
    let ends = Memory(byteCount: count * 8)
    let turnedWeights = ends.start.bindMemory(to: Double.self, capacity: max(1, count))
    // Nodes are visited in order, so each new row is in order as well.
    let sources = Buffer<UInt32>(count: count) { target in
      for node in 0..<nodes {
        for edge in range(node) {
          let place = Int(next[Int(neighbors.base[edge])])
          next[Int(neighbors.base[edge])] &+= 1
          target[place] = UInt32(truncatingIfNeeded: node)
          turnedWeights[place] = weights.base[edge]
        }
      }
    }
    return Adjacency(
      offsets: starts, neighbors: sources,
      weights: Buffer(owner: ends, base: UnsafePointer(turnedWeights), count: count))
  }
}
