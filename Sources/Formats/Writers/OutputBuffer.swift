import Catalog
import Columnar
import Diagnostics

/// Collects bytes and hands them to a sink in large pieces.
struct OutputBuffer: ~Copyable {
  private let sink: any ByteSink
  private let start: UnsafeMutablePointer<UInt8>
  private var count = 0
  private static let capacity = 1 << 16

  init(_ sink: any ByteSink) {
    self.sink = sink
    start = .allocate(capacity: Self.capacity)
  }

  deinit { start.deallocate() }

  /// Sends what is left; called once at the end.
  mutating func flush() throws(Diagnostic) {
    guard count > 0 else { return }
    try sink.write(UnsafeRawBufferPointer(start: start, count: count))
    count = 0
  }

  /// Appends one byte.
  @inline(__always)
  mutating func append(_ byte: UInt8) throws(Diagnostic) {
    if count == Self.capacity { try flush() }
    start[count] = byte
    count &+= 1
  }

  /// Appends bytes of any length.
  mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) throws(Diagnostic) {
    guard let from = bytes.baseAddress else { return }
    if bytes.count > Self.capacity - count {
      try flush()
      if bytes.count > Self.capacity {
        try sink.write(UnsafeRawBufferPointer(bytes))
        return
      }
    }
    (start + count).update(from: from, count: bytes.count)
    count &+= bytes.count
  }

  /// Appends a text.
  mutating func append(_ text: String) throws(Diagnostic) {
    var text = text
    // `withUTF8` rethrows any error, so the typed one is carried out by hand.
    let failure: Diagnostic? = text.withUTF8 { bytes in
      do throws(Diagnostic) { try append(bytes) } catch { return error }
      return nil
    }
    if let failure { throw failure }
  }

  /// Appends a whole number.
  mutating func append(int value: Int64) throws(Diagnostic) {
    if Self.capacity - count < 20 { try flush() }
    var magnitude = value.magnitude
    if value < 0 {
      start[count] = UInt8(ascii: "-")
      count &+= 1
    }
    var digits = 1
    var bound: UInt64 = 10
    while digits < 19, magnitude >= bound {
      digits &+= 1
      bound &*= 10
    }
    var position = count &+ digits
    count = position
    repeat {
      position &-= 1
      start[position] = UInt8(truncatingIfNeeded: magnitude % 10) &+ 0x30
      magnitude /= 10
    } while magnitude > 0
  }

  /// Appends a number in the shortest text that reads back as the same double.
  mutating func append(number value: Double) throws(Diagnostic) {
    if value == value.rounded(.towardZero), abs(value) < 1e15 {
      try append(int: Int64(value))
    } else {
      try append(NumberText.shortest(value))
    }
  }

  /// Appends a date as `2024-03-01`.
  mutating func append(date day: Int32) throws(Diagnostic) {
    let (year, month, dayOfMonth) = CivilCalendar.date(ofDay: day)
    guard (0...9999).contains(year) else {
      try append(ValueText.date(day))
      return
    }
    if Self.capacity - count < 10 { try flush() }
    put(year / 100, at: 0)
    put(year % 100, at: 2)
    start[count + 4] = UInt8(ascii: "-")
    put(month, at: 5)
    start[count + 7] = UInt8(ascii: "-")
    put(dayOfMonth, at: 8)
    count += 10
  }

  private func put(_ value: Int, at offset: Int) {
    start[count + offset] = UInt8(truncatingIfNeeded: value / 10) + 0x30
    start[count + offset + 1] = UInt8(truncatingIfNeeded: value % 10) + 0x30
  }
}
