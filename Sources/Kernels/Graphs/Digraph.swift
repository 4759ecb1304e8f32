public import Columnar

/// A simple graph whose edges have directions and weights.
///
/// Rows with the same two ends are one edge, whose weight is the sum of theirs. An edge from a node
/// to itself is counted and then left out: degrees, cores and reciprocity are those of the graph
/// without it. In an undirected graph every edge stands in both directions.
public struct Digraph: Sendable {
  /// The edges by the node where they begin.
  public let outgoing: Adjacency
  /// The edges by the node where they end.
  public let incoming: Adjacency
  /// Whether every edge goes both ways.
  public let isUndirected: Bool
  /// The number of nodes with an edge to themselves.
  public let selfLoops: Int
  /// Rows whose two ends are one node.
  public let selfLoopRows: Int
  /// Rows that repeat the ends of an earlier one.
  public let repeatedRows: Int

  /// The number of nodes.
  public var nodeCount: Int { outgoing.nodeCount }
  /// The number of edges; one with both directions counts once when the graph is undirected.
  public var edgeCount: Int { isUndirected ? outgoing.edgeCount / 2 : outgoing.edgeCount }

  /// Builds a graph from its edges.
  ///
  /// Two counting sorts, first by target and then by source, bring the rows into order in a time
  /// that grows with nodes and edges alone.
  ///
  /// - Parameters:
  ///   - sources: The node where each edge begins.
  ///   - targets: The node where each edge ends.
  ///   - weights: The weight of each row; nil for 1.
  ///   - nodeCount: The number of nodes; all ends are below it.
  ///   - isUndirected: Whether every edge goes both ways.
  public init(
    from sources: Buffer<UInt32>, to targets: Buffer<UInt32>, weights: Buffer<Double>? = nil,
    nodeCount: Int, isUndirected: Bool = false
  ) {
    self.isUndirected = isUndirected
    var from = sources
    var to = targets
    if isUndirected {
      from = Self.ends(sources, targets) { min($0, $1) }
      to = Self.ends(sources, targets) { max($0, $1) }
    }
    let byTarget = GroupedRows(groups: to, groupCount: nodeCount).rows
    let bySource = GroupedRows(
      groups: from.gather(byTarget.base, count: byTarget.count), groupCount: nodeCount)
    let order = byTarget.gather(bySource.rows.base, count: byTarget.count)
    var edges = EdgeCollector(nodeCount: nodeCount, capacity: order.count)
    var row = 0
    while row < order.count {
      let source = from.base[Int(order.base[row])]
      let target = to.base[Int(order.base[row])]
      var end = row + 1
      while end < order.count, to.base[Int(order.base[end])] == target,
        from.base[Int(order.base[end])] == source
      {
        end += 1
      }
      let weight = weights.map { Self.weight(of: row..<end, order, $0) } ?? Double(end - row)
      edges.add(source, target, weight, rows: end - row)
      row = end
    }
    selfLoops = edges.selfLoops
    selfLoopRows = edges.selfLoopRows
    repeatedRows = edges.repeatedRows
    let collected = edges.finish()
    let turned = collected.transposed
    if isUndirected {
      let both = Self.united(collected, turned)
      outgoing = both
      incoming = both
    } else {
      outgoing = collected
      incoming = turned
    }
  }

  private static func ends(
    _ a: Buffer<UInt32>, _ b: Buffer<UInt32>, _ choose: (UInt32, UInt32) -> UInt32
  ) -> Buffer<UInt32> {
    Buffer(count: a.count) { target in
      for row in 0..<a.count { target[row] = choose(a.base[row], b.base[row]) }
    }
  }

  /// The sum of the weights of rows, smallest first, so that it does not depend on their order.
  private static func weight(
    of rows: Range<Int>, _ order: Buffer<UInt32>, _ weights: Buffer<Double>
  ) -> Double {
    if rows.count == 1 { return weights.base[Int(order.base[rows.lowerBound])] }
    var sum = CompensatedSum()
    for value in rows.map({ weights.base[Int(order.base[$0])] }).sorted() { sum.add(value) }
    return sum.value
  }

  /// The edges of two graphs without a common one, node by node in order.
  private static func united(_ a: Adjacency, _ b: Adjacency) -> Adjacency {
    var edges = EdgeCollector(nodeCount: a.nodeCount, capacity: a.edgeCount + b.edgeCount)
    for node in 0..<a.nodeCount {
      let source = UInt32(truncatingIfNeeded: node)
      var left = a.range(node)
      var right = b.range(node)
      while !left.isEmpty || !right.isEmpty {
        let takesLeft =
          right.isEmpty
          || (!left.isEmpty
            && a.neighbors.base[left.lowerBound] < b.neighbors.base[right.lowerBound])
        let (row, position) =
          takesLeft ? (a, left.removeFirst()) : (b, right.removeFirst())
        edges.add(source, row.neighbors.base[position], row.weights.base[position], rows: 1)
      }
    }
    return edges.finish()
  }
}

/// Takes edges in order and lays them down as compressed sparse rows.
struct EdgeCollector: ~Copyable {
  private let offsets: UnsafeMutablePointer<UInt32>
  private let memory: Memory
  private let nodeCount: Int
  private var neighbors: BufferBuilder<UInt32>
  private var weights: BufferBuilder<Double>
  private(set) var selfLoops = 0
  private(set) var selfLoopRows = 0
  private(set) var repeatedRows = 0

  init(nodeCount: Int, capacity: Int) {
    self.nodeCount = nodeCount
    memory = Memory(byteCount: (nodeCount + 1) * 4)
    offsets = memory.start.bindMemory(to: UInt32.self, capacity: nodeCount + 1)
    offsets.update(repeating: 0, count: nodeCount + 1)
    neighbors = BufferBuilder(capacity: capacity)
    weights = BufferBuilder(capacity: capacity)
  }

  @inline(__always)
  mutating func add(_ source: UInt32, _ target: UInt32, _ weight: Double, rows: Int) {
    if source == target {
      selfLoops += 1
      selfLoopRows += rows
      return
    }
    repeatedRows += rows - 1
    offsets[Int(source) + 1] &+= 1
    neighbors.append(target)
    weights.append(weight)
  }

  consuming func finish() -> Adjacency {
    for node in 0..<nodeCount { offsets[node + 1] &+= offsets[node] }
    return Adjacency(
      offsets: Buffer(owner: memory, base: UnsafePointer(offsets), count: nodeCount + 1),
      neighbors: neighbors.finish(), weights: weights.finish())
  }
}
