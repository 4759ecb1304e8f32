import Catalog
import Columnar
import Diagnostics

/// One reading of some columns of a delimited file: all chunks in parallel, then their columns put
/// together in the order of the file.
struct CSVReading: Sendable {
  private let source: CSVSource
  private let types: [CellType]

  init(_ source: CSVSource, _ types: [CellType]) {
    self.source = source
    self.types = types
  }

  private var bytes: UnsafePointer<UInt8> {
    UnsafePointer(source.input.memory.start.assumingMemoryBound(to: UInt8.self))
  }
  private var count: Int { source.input.count }

  /// The records of one chunk.
  private struct Chunk: Sendable {
    var start: Int
    var outcome: CSVWalker.Outcome
    var columns: [CellCollector]
  }

  /// Reads columns by their positions in the file, and adds them to the state.
  ///
  /// A cell that contradicts the type so far widens it, and only such columns are read again; the
  /// types form a chain of at most four, so there are at most three further readings.
  func run(
    _ columns: [Int], _ context: RunContext, _ state: inout CSVSource.State
  ) throws(Diagnostic) {
    var plans = columns.map { index in
      var plan = source.layout.plans[index]
      plan.type = types[index]
      return plan
    }
    repeat {
      let chunks = try readChunks(plans, context)
      state.rowCount = chunks.reduce(0) { $0 + $1.outcome.rows }
      var again: [ColumnPlan] = []
      var finished: [Int] = []
      for (position, plan) in plans.enumerated() {
        var type = plan.type
        for chunk in chunks {
          let collector = chunk.columns[position]
          guard let wanted = collector.contradiction else { continue }
          if plan.isDeclared { throw notOfType(collector) }
          type = type.joined(wanted)
        }
        state.types[plan.index] = type
        if type == plan.type {
          finished.append(position)
        } else {
          var wider = plan
          wider.type = type
          again.append(wider)
        }
      }
      let rowCount = state.rowCount ?? 0
      let parts = finished.map { position in chunks.map { $0.columns[position] } }
      let finishedPlans = finished.map { plans[$0] }
      try context.checkpoint()
      let assembled = context.workers.map(parts.count) { number in
        assemble(finishedPlans[number], parts[number], rowCount)
      }
      for (number, column) in assembled.enumerated() {
        let index = finishedPlans[number].index
        state.columns[index] = column
        state.undefined[index] = parts[number].reduce(0) { $0 + $1.undefinedCount }
      }
      plans = again
    } while !plans.isEmpty
  }

  private func notOfType(_ collector: CellCollector) -> Diagnostic {
    var errors = CSVErrors(source.input, source.settings)
    errors.names = source.layout.names
    let cell = collector.contradictingCell
    let offset = (cell?.address ?? 0) - Int(bitPattern: bytes)
    return errors.diagnostic(
      .notOfType(offset: offset, column: collector.plan.index, cell: cell?.text ?? ""),
      columns: source.layout.names.count, source.layout.dialect)
  }

  /// Reads all chunks, each from the first line feed at or after its place as if that were outside
  /// quotes; a chunk whose beginning turns out to be elsewhere is read again from there.
  private func readChunks(
    _ plans: [ColumnPlan], _ context: RunContext
  ) throws(Diagnostic) -> [Chunk] {
    let first = source.layout.dataStart
    let size = source.settings.chunkSize
    let chunkCount = max(1, (count - first + size - 1) / size)
    var chunks = try context.workers.map(chunkCount) { number throws(Diagnostic) in
      try context.checkpoint()
      let start = number == 0 ? first : speculativeStart(first + number * size)
      return read(
        plans, from: start, to: first + (number + 1) * size, patience: number == 0 ? nil : size)
    }
    var expected = first
    for number in chunks.indices {
      let limit = first + (number + 1) * size
      if chunks[number].start != expected || chunks[number].outcome.isLost {
        try context.checkpoint()
        chunks[number] = read(plans, from: expected, to: limit, patience: nil)
      }
      if let problem = chunks[number].outcome.problem {
        throw CSVErrors(source.input, source.settings).diagnostic(
          problem, columns: source.layout.names.count, source.layout.dialect)
      }
      expected = max(expected, chunks[number].outcome.end)
    }
    return chunks
  }

  private func speculativeStart(_ offset: Int) -> Int {
    var start = offset
    // The record before ends with a line feed, perhaps the last byte of the chunk before.
    while start <= count, bytes[start - 1] != 0x0A { start += 1 }
    return min(start, count)
  }

  private func read(
    _ plans: [ColumnPlan], from start: Int, to limit: Int, patience: Int?
  ) -> Chunk {
    let layout = source.layout
    let dialect = layout.dialect
    let walker = CSVWalker(
      bytes: bytes, end: count,
      scanner: SeparatorScanner(delimiter: dialect.delimiter, quote: dialect.quote),
      columnCount: layout.names.count, windowSize: source.settings.windowSize)
    let collectors = plans.map {
      CellCollector($0, syntax: source.settings.syntax, quote: dialect.quote)
    }
    let range = start..<max(start, min(limit, count))
    let outcome = walker.walk(range, patience: patience) { window, _ in
      for collector in collectors { collector.append(window) }
      return nil
    }
    for collector in collectors { collector.text?.finish() }
    return Chunk(start: start, outcome: outcome, columns: collectors)
  }

  /// Puts the parts of a column together.
  private func assemble(
    _ plan: ColumnPlan, _ parts: [CellCollector], _ rowCount: Int
  ) -> Column {
    let validity = joinedValidity(parts, rowCount)
    func joined<T: BitwiseCopyable & Sendable>(_ type: T.Type) -> Buffer<T> {
      Buffer(count: rowCount) { target in
        var position = 0
        for part in parts {
          (target + position).update(from: part.values(as: type), count: part.count)
          position += part.count
        }
      }
    }
    let data: ColumnData
    switch plan.type {
    case .bool: data = .bool(joined(UInt8.self))
    case .int, .instant: data = .int64(joined(Int64.self))
    case .number: data = .double(joined(Double.self))
    case .date: data = .int32(joined(Int32.self))
    case .empty: return .nulls(.text, count: rowCount)
    case .text:
      let text = JoinedText(parts, rowCount, file: source.input.memory)
      let column = Column(.text, text.data, validity: validity, count: rowCount)
      guard let items = plan.listItems else { return column }
      return ListCells.column(column, items: items, source.settings.syntax)
    }
    return Column(plan.type.dataType, data, validity: validity, count: rowCount)
  }

  private func joinedValidity(_ parts: [CellCollector], _ rowCount: Int) -> Bitmap? {
    guard parts.contains(where: { $0.nullCount > 0 }) else { return nil }
    let bytes = UnsafeMutablePointer<UInt8>.allocate(capacity: max(1, rowCount))
    defer { bytes.deallocate() }
    var position = 0
    for part in parts {
      (bytes + position).update(from: part.valid, count: part.count)
      position += part.count
    }
    return Bitmap(bytes: bytes, count: rowCount)
  }
}
