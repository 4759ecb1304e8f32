import Catalog
import Columnar
import Diagnostics
import Kernels

/// What window functions share: loops over partitions and columns read at other rows.
enum WindowLoops {
  /// Calls a closure with the rows of each partition, in order; several partitions at a time.
  static func forEachPartition(
    _ partitions: WindowPartitions, _ workers: Workers,
    _ body: @Sendable (UnsafeBufferPointer<UInt32>) -> Void
  ) {
    GroupPieces.forEach(partitions.rows, workers) { groups in
      for group in groups {
        let range = partitions.rows.range(group)
        body(
          UnsafeBufferPointer(
            start: partitions.rows.rows.base + range.lowerBound, count: range.count))
      }
    }
  }

  /// Values written row by row, and which rows have one.
  struct Output<Element: BitwiseCopyable & Sendable>: Sendable {
    private let buffer: Buffer<Element>
    private let present: Buffer<UInt8>

    /// Creates an output in which no row has a value.
    init(zero: Element, count: Int) {
      buffer = Buffer(repeating: zero, count: count)
      present = Buffer(repeating: 0, count: count)
    }

    /// Sets the value of a row; rows are set once, by one thread each.
    func set(_ row: UInt32, _ value: Element) {
      UnsafeMutablePointer(mutating: buffer.base)[Int(row)] = value
      UnsafeMutablePointer(mutating: present.base)[Int(row)] = 1
    }

    /// The values, once all rows are set.
    var values: Buffer<Element> { buffer }
    /// The rows that were set; nil for all.
    var validity: Bitmap? { Bitmap(bytes: present.base, count: present.count).orNilIfAllSet }
  }

  /// The values of a column in another row for each row.
  ///
  /// - Parameter source: Sets the row to read; rows that are not set are null.
  static func reading(
    _ column: Column, _ partitions: WindowPartitions, _ workers: Workers,
    _ source: @Sendable (UnsafeBufferPointer<UInt32>, Output<UInt32>) -> Void
  ) -> Column {
    let nothing = UInt32(truncatingIfNeeded: column.count)
    let rows = Output<UInt32>(zero: nothing, count: column.count)
    forEachPartition(partitions, workers) { source($0, rows) }
    return Column.concatenate([column, .nulls(column.type, count: 1)], type: column.type)
      .gather(rows.values.base, count: column.count)
  }

  /// A column of numbers from the numbers of each partition.
  ///
  /// - Parameter compute: Gets the rows of a partition in order, the numbers of all rows, which of
  ///   them are there, and the output.
  static func numbers(
    _ column: Column, _ partitions: WindowPartitions, _ workers: Workers,
    _ compute:
      @Sendable (
        UnsafeBufferPointer<UInt32>, Vector<Double>, Bitmap?, Output<Double>
      ) -> Void
  ) throws(Diagnostic) -> Column {
    let values = try Operand(column).doubles()
    let output = Output<Double>(zero: 0, count: column.count)
    let validity = column.validity
    forEachPartition(partitions, workers) { compute($0, values, validity, output) }
    let (finite, _) = Cleaning.removeUndefined(output.values, validity: output.validity)
    return Column(.number, .double(output.values), validity: finite, count: column.count)
  }
}

extension Declaration {
  /// The declaration of a window function.
  static func window(
    _ name: String, _ summary: String, details: String, parameters: [ParameterInfo]? = nil,
    result: String = "the type of x", terms: [String] = [], examples: [Example]
  ) -> Declaration {
    Declaration(
      name, summary, category: .window, details: details,
      parameters: parameters ?? [ParameterInfo("x", "number", help: "The values.")],
      result: result, searchTerms: terms, examples: examples)
  }
}

extension WindowKernel {
  /// The window of an argument that is the literal null.
  static func nothing(_ type: DataType) -> WindowKernel {
    WindowKernel(type: type) { (_, partitions, _) throws(Diagnostic) in
      .nulls(type, count: partitions.partitionOfRow.count)
    }
  }
}
