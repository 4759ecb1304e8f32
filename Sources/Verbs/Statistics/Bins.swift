import Columnar
import Diagnostics
import Glibc
import Kernels

/// A row of bins, ascending, each beginning where the one before ends.
struct Bins {
  /// The lower ends.
  let starts: Column
  /// The upper ends.
  let ends: Column
  /// The number of bins.
  let count: Int
  private let edges: Edges
  private let isLastClosed: Bool

  private enum Edges {
    case real([Double])
    case steps([Int64], perUnit: Double)
  }

  init(none type: DataType) {
    starts = .nulls(type, count: 0)
    ends = starts
    count = 0
    edges = .real([])
    isLastClosed = false
  }

  init(edges values: [Double], isLastClosed: Bool) {
    count = values.count - 1
    edges = .real(values)
    self.isLastClosed = isLastClosed
    starts = Column(.number, .double(Buffer(Array(values.dropLast()))), count: count)
    ends = Column(.number, .double(Buffer(Array(values.dropFirst()))), count: count)
  }

  init(
    steps values: [Int64], _ type: DataType, isLastClosed: Bool, at span: Span
  ) throws(Diagnostic) {
    count = values.count - 1
    var isClosed = isLastClosed
    func column(_ steps: ArraySlice<Int64>) -> Column {
      switch type {
      case .date, .period:
        if steps.contains(where: { $0 > Int64(Int32.max) }) { isClosed = true }
        return Column(
          type, .int32(Buffer(steps.map { Int32(clamping: $0) })), count: steps.count)
      default: return Column(type, .int64(Buffer(Array(steps))), count: steps.count)
      }
    }
    starts = column(values.dropLast())
    ends = column(values.dropFirst())
    self.isLastClosed = isClosed
    switch type {
    case .instant, .duration: edges = .steps(values, perUnit: Double(CalendarDuration.day))
    default: edges = .steps(values, perUnit: 1)
    }
  }

  /// The width of a bin; of times in days, of periods in periods.
  func width(_ bin: Int) -> Double {
    switch edges {
    case .real(let edges): edges[bin + 1] - edges[bin]
    case .steps(let edges, let perUnit):
      // Even a width of more than half the range of whole numbers comes out right.
      Double(UInt64(bitPattern: edges[bin + 1] &- edges[bin])) / perUnit
    }
  }

  /// Calls a closure with each row that has a value in a bin, and the bin.
  func forEachRow(of column: Column, _ body: (_ row: Int, _ bin: Int) -> Void) {
    guard count > 0 else { return }
    switch (edges, column.data) {
    case (.real(let edges), .double(let values)):
      locate(values, column.validity, edges, { $0 }, body)
    case (.real(let edges), .int64(let values)):
      locate(values, column.validity, edges, { Double($0) }, body)
    case (.steps(let edges, _), .int64(let values)):
      locate(values, column.validity, edges, { $0 }, body)
    case (.steps(let edges, _), .int32(let values)):
      locate(values, column.validity, edges, { Int64($0) }, body)
    default: break
    }
  }

  @inline(__always)
  private func locate<Stored, Place: Comparable>(
    _ values: Buffer<Stored>, _ validity: Bitmap?, _ edges: [Place], _ place: (Stored) -> Place,
    _ body: (_ row: Int, _ bin: Int) -> Void
  ) {
    let last = edges.count - 1
    edges.withUnsafeBufferPointer { edges in
      GroupLoops.forEachValid(validity, count: values.count) { row in
        let value = place(values.base[row])
        guard value >= edges[0], value < edges[last] || isLastClosed && value <= edges[last] else {
          return
        }
        var low = 0
        var high = last
        while high - low > 1 {
          let middle = (low + high) / 2
          if edges[middle] <= value { low = middle } else { high = middle }
        }
        body(row, low)
      }
    }
  }
}

/// Ends of bins of equal ratio.
enum LogEdges {
  /// The powers of ten around two positive numbers.
  static func decades(_ low: Double, _ high: Double) -> [Double] {
    var first = log10(low).rounded(.down)
    // The logarithm may be off by its last digit at a power of ten.
    if pow(10, first) > low { first -= 1 }
    if pow(10, first + 1) <= low { first += 1 }
    var edges = [pow(10, first)]
    while edges[edges.count - 1] <= high {
      first += 1
      let next = pow(10, first)
      edges.append(next.isFinite ? next : .greatestFiniteMagnitude)
      if !next.isFinite { break }
    }
    return edges
  }

  /// So many bins from one positive number to a larger one.
  static func even(_ low: Double, _ high: Double, count: Int) -> [Double] {
    // Powers of ten, so that ends which are powers of ten themselves come out exact.
    let (from, to) = (log10(low), log10(high))
    var edges = (0...count).map { pow(10, from + (to - from) * Double($0) / Double(count)) }
    edges[0] = low
    edges[count] = high
    return edges
  }
}
