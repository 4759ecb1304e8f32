import CScan
import Columnar

/// Where the records of a JSON text lie.
enum JSONRecords: Sendable {
  /// One value on each line, from an offset to the end.
  case lines(from: Int)
  /// Values at offsets, from an array or one after the other.
  case values([Range<Int>])

  /// Finds the records of a text; only lines are not looked for yet.
  static func find(_ bytes: UnsafePointer<UInt8>, _ count: Int) throws(JSONProblem) -> JSONRecords {
    var start = 0
    if count >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF { start = 3 }
    var scanner = JSONScanner(bytes, start..<count)
    let first = scanner.next()
    guard scanner.position < count else { throw scanner.problem("a list or an object") }
    if first == UInt8(ascii: "["), !isWholeLine(bytes, scanner.position, count) {
      return .values(try elements(&scanner))
    }
    if isWholeLine(bytes, scanner.position, count), !isLastLine(bytes, scanner.position, count) {
      return .lines(from: scanner.position)
    }
    if first == UInt8(ascii: "[") { return .values(try elements(&scanner)) }
    var ranges: [Range<Int>] = []
    while scanner.next() != 0 || scanner.position < count {
      let start = scanner.position
      _ = try scanner.value()
      ranges.append(start..<scanner.position)
    }
    return .values(ranges)
  }

  private static func elements(_ scanner: inout JSONScanner) throws(JSONProblem) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    scanner.position += 1
    if !scanner.skip(UInt8(ascii: "]")) {
      while true {
        _ = scanner.next()
        let start = scanner.position
        _ = try scanner.value()
        ranges.append(start..<scanner.position)
        if scanner.skip(UInt8(ascii: ",")) { continue }
        if scanner.skip(UInt8(ascii: "]")) { break }
        throw scanner.problem("`,` or `]`")
      }
    }
    guard scanner.next() == 0, scanner.position == scanner.end else {
      throw scanner.problem("nothing more after the list")
    }
    return ranges
  }

  /// Whether the line at an offset is one whole value.
  private static func isWholeLine(
    _ bytes: UnsafePointer<UInt8>, _ start: Int, _ count: Int
  ) -> Bool {
    var scanner = JSONScanner(bytes, start..<lineEnd(bytes, start, count))
    guard (try? scanner.value()) != nil else { return false }
    return scanner.next() == 0 && scanner.position == scanner.end
  }

  /// Whether nothing but white space follows the line at an offset.
  private static func isLastLine(
    _ bytes: UnsafePointer<UInt8>, _ start: Int, _ count: Int
  ) -> Bool {
    var scanner = JSONScanner(bytes, lineEnd(bytes, start, count)..<count)
    return scanner.next() == 0 && scanner.position == count
  }

  private static func lineEnd(_ bytes: UnsafePointer<UInt8>, _ start: Int, _ count: Int) -> Int {
    var end = start
    while end < count, bytes[end] != 0x0A { end += 1 }
    return end
  }

  /// The pieces that workers take: ranges of lines, or runs of values.
  func pieces(_ bytes: UnsafePointer<UInt8>, _ count: Int, size: Int) -> [JSONPiece] {
    switch self {
    case .lines(let first):
      var pieces: [JSONPiece] = []
      var start = first
      while start < count {
        var end = min(count, start + size)
        while end < count, bytes[end - 1] != 0x0A { end += 1 }
        pieces.append(.lines(start..<end))
        start = end
      }
      return pieces
    case .values(let ranges):
      var pieces: [JSONPiece] = []
      var first = 0
      for index in ranges.indices
      where ranges[index].upperBound - ranges[first].lowerBound >= size || index == ranges.count - 1
      {
        pieces.append(.values(ranges[first...index]))
        first = index + 1
        if first == ranges.count { break }
      }
      return pieces
    }
  }
}

/// A run of records for one worker.
enum JSONPiece: Sendable {
  case lines(Range<Int>)
  case values(ArraySlice<Range<Int>>)

  /// The bytes of all its records; nil when it has none.
  var range: Range<Int>? {
    switch self {
    case .lines(let range): return range
    case .values(let ranges):
      guard let first = ranges.first, let last = ranges.last else { return nil }
      return first.lowerBound..<last.upperBound
    }
  }

  /// Gives a scanner for each record to a closure.
  func forEach(
    _ bytes: UnsafePointer<UInt8>, _ body: (inout JSONScanner) throws(JSONProblem) -> Void
  ) throws(JSONProblem) {
    switch self {
    case .lines(let range):
      var scanner = JSONScanner(bytes, range)
      while scanner.next() != 0 || scanner.position < range.upperBound {
        // A value cannot go beyond its line, so that an error stays in the line that has it.
        let rest = range.upperBound - scanner.position
        let end = scanner.position + hfnb_scan_find_newline(bytes + scanner.position, rest)
        var line = JSONScanner(bytes, scanner.position..<end)
        try body(&line)
        guard line.next() == 0, line.position == end else {
          throw line.problem("the end of the line")
        }
        scanner.position = end
      }
    case .values(let ranges):
      for range in ranges {
        var scanner = JSONScanner(bytes, range)
        try body(&scanner)
      }
    }
  }
}
