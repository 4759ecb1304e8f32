import Columnar

/// Complete records of one stretch of a file, all with the same number of cells.
struct CellWindow {
  /// The byte that positions count from.
  let bytes: UnsafePointer<UInt8>
  /// The positions of separators; `stride` for each record.
  ///
  /// The one before the first is readable: the first record begins after it.
  let separators: UnsafePointer<UInt32>
  /// The number of records.
  let rows: Int
  /// Cells in a record.
  let stride: Int
  /// Whether any byte is above 0x7F.
  let hasNonASCII: Bool

  /// The first byte of a cell and the one after its last, without a carriage return at the end of
  /// a record.
  @inline(__always)
  func cell(_ row: Int, _ column: Int) -> (start: UnsafePointer<UInt8>, count: Int) {
    let index = row &* stride &+ column
    // Wraps from -1, which stands before the first separator, to 0.
    let start = Int(separators[index &- 1] &+ 1)
    var end = Int(separators[index])
    if column &+ 1 == stride, end > start, bytes[end &- 1] == 0x0D { end &-= 1 }
    return (bytes + start, end &- start)
  }
}

/// What stops a file from being read as delimited text.
enum CSVProblem: Sendable {
  /// A record with another number of cells; offset of the record.
  case ragged(offset: Int, cells: Int)
  /// A quote that nothing closes; offset of the record.
  case unclosedQuote(offset: Int)
  /// A byte that is not UTF-8.
  case invalidUTF8(offset: Int)
  /// A record of 4 GB or more.
  case recordTooLong(offset: Int)
  /// A cell that is not of its declared type.
  case notOfType(offset: Int, column: Int, cell: String)
}

/// Walks over the records of a part of a file.
struct CSVWalker {
  let bytes: UnsafePointer<UInt8>
  /// The end of the file.
  let end: Int
  let scanner: SeparatorScanner
  let columnCount: Int
  let windowSize: Int

  /// Where a walk ended.
  struct Outcome: Sendable {
    /// The offset of the first record that was left.
    var end: Int
    var rows = 0
    var problem: CSVProblem?
    /// The walk began inside quotes, or so it seems: no record ended for a long time.
    var isLost = false
  }

  /// Gives all records that begin in a range of offsets to a closure, in windows.
  ///
  /// - Parameters:
  ///   - patience: How many bytes beyond the range a record may reach before the walk gives up;
  ///     nil for as many as it takes.
  func walk(
    _ range: Range<Int>, patience: Int?, _ body: (CellWindow, Int) -> CSVProblem?
  ) -> Outcome {
    var outcome = Outcome(end: range.lowerBound)
    var want = windowSize
    var capacity = 0
    var positions = UnsafeMutablePointer<UInt32>.allocate(capacity: 1)
    defer { positions.deallocate() }
    while outcome.end < range.upperBound {
      let offset = outcome.end
      var windowEnd = min(offset + want, range.upperBound)
      // A record that reaches beyond the range is read alone.
      let isBeyond = want > windowSize && offset + want > range.upperBound
      if isBeyond { windowEnd = min(offset + want, end) }
      let length = windowEnd - offset
      guard length < 1 << 32 - 64 else {
        outcome.problem = .recordTooLong(offset: offset)
        return outcome
      }
      if capacity < length + 80 {
        positions.deallocate()
        capacity = length + 80
        positions = .allocate(capacity: capacity)
        positions[0] = .max
      }
      let separators = positions + 1
      var scan = scanner.scan(bytes + offset, length, into: separators)
      if scan.hasStrayQuote { scan = scanner.scanSlowly(bytes + offset, length, into: separators) }
      if windowEnd == end, scan.endsInQuotes {
        outcome.problem = .unclosedQuote(offset: offset)
      } else if windowEnd == end, !endsWithLineFeed(scan, separators, length) {
        // The last record ends with the file.
        separators[scan.count] = UInt32(truncatingIfNeeded: length)
        scan.count += 1
        scan.lineFeeds += 1
      }
      guard scan.lineFeeds > 0 else {
        if outcome.problem != nil { return outcome }
        if let patience, windowEnd > range.upperBound + patience {
          outcome.isLost = true
          return outcome
        }
        want = windowEnd == range.upperBound ? length + 1024 : want * 2
        want = max(want, windowSize + 1)
        continue
      }
      want = windowSize
      let problem = deliver(
        scan, separators, offset: offset, length: length, onlyFirst: isBeyond, &outcome, body)
      if let problem {
        outcome.problem = problem
        return outcome
      }
      if outcome.problem != nil {
        // The records before the open quote are fine; the one with it is not.
        outcome.problem = .unclosedQuote(offset: outcome.end)
        return outcome
      }
    }
    return outcome
  }

  private func endsWithLineFeed(
    _ scan: SeparatorScan, _ separators: UnsafePointer<UInt32>, _ length: Int
  ) -> Bool {
    scan.count > 0 && Int(separators[scan.count - 1]) == length - 1 && bytes[Int(end) - 1] == 0x0A
  }

  /// Hands over the complete records of a window.
  private func deliver(
    _ scan: SeparatorScan, _ separators: UnsafePointer<UInt32>, offset: Int, length: Int,
    onlyFirst: Bool, _ outcome: inout Outcome, _ body: (CellWindow, Int) -> CSVProblem?
  ) -> CSVProblem? {
    let base = bytes + offset
    @inline(__always) func isRecordEnd(_ index: Int) -> Bool {
      let position = Int(separators[index])
      return offset &+ position == end || base[position] == 0x0A
    }
    let rows = scan.lineFeeds
    var isRegular = !onlyFirst && scan.count >= rows &* columnCount
    if isRegular {
      var index = columnCount &- 1
      for _ in 0..<rows {
        isRegular = isRegular && isRecordEnd(index)
        index &+= columnCount
      }
    }
    func hand(_ first: Int, _ count: Int) -> CSVProblem? {
      outcome.rows += count
      let window = CellWindow(
        bytes: base, separators: separators + first, rows: count, stride: columnCount,
        hasNonASCII: scan.hasNonASCII)
      return body(window, offset)
    }
    func finish(after index: Int) -> CSVProblem? {
      let last = min(offset + Int(separators[index]) + 1, end)
      if scan.hasNonASCII,
        let invalid = TextForm.firstInvalidByte(base, last - offset)
      {
        return .invalidUTF8(offset: offset + invalid)
      }
      outcome.end = last
      return nil
    }
    if isRegular {
      // Blank lines of a single column are missing values, so every record counts.
      if let problem = finish(after: rows * columnCount - 1) { return problem }
      return hand(0, rows)
    }
    // Blank lines, a ragged record, or one record only: runs of good records between blank lines.
    var runStart = 0
    var runRows = 0
    var recordStart = 0
    for index in 0..<scan.count where isRecordEnd(index) {
      let cells = index - recordStart + 1
      let start = recordStart == 0 ? 0 : Int(separators[recordStart - 1]) + 1
      let width = Int(separators[index]) - start
      let isBlank = cells == 1 && (width == 0 || (width == 1 && base[start] == 0x0D))
      if isBlank, columnCount > 1 {
        if runRows > 0, let problem = hand(runStart, runRows) { return problem }
        runStart = index + 1
        runRows = 0
      } else if cells != columnCount {
        if let problem = finish(after: index) { return problem }
        return .ragged(offset: offset + start, cells: cells)
      } else {
        runRows += 1
      }
      recordStart = index + 1
      if onlyFirst { break }
    }
    if let problem = finish(after: recordStart - 1) { return problem }
    return runRows > 0 ? hand(runStart, runRows) : nil
  }
}
