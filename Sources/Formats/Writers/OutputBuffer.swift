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
  ///
  /// Numbers of few decimals are tried first: when a whole number divided by a power of ten gives
  /// back the same double, its digits are the shortest, as no text of 15 digits stands for two
  /// doubles.
  mutating func append(number value: Double) throws(Diagnostic) {
    let magnitude = abs(value)
    guard magnitude < 1e9, magnitude >= 1e-3 || value == 0 else {
      try append(NumberText.shortest(value))
      return
    }
    var scale = 1.0
    for decimals in 0...6 {
      let scaled = (magnitude * scale).rounded()
      if scaled / scale == magnitude {
        try append(digits: UInt64(scaled), decimals: decimals, isNegative: value < 0)
        return
      }
      scale *= 10
    }
    try append(NumberText.shortest(value))
  }

  private mutating func append(
    digits: UInt64, decimals: Int, isNegative: Bool
  ) throws(Diagnostic) {
    if Self.capacity - count < 24 { try flush() }
    if isNegative { put(byte: UInt8(ascii: "-")) }
    var divisor: UInt64 = 1
    for _ in 0..<decimals { divisor &*= 10 }
    try append(int: Int64(digits / divisor))
    guard decimals > 0 else { return }
    put(byte: UInt8(ascii: "."))
    var rest = digits % divisor
    for position in stride(from: decimals - 1, through: 0, by: -1) {
      start[count + position] = UInt8(truncatingIfNeeded: rest % 10) &+ 0x30
      rest /= 10
    }
    count += decimals
  }

  private mutating func put(byte: UInt8) {
    start[count] = byte
    count &+= 1
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

  /// Appends an instant as `2024-03-01T12:30:15.25Z`.
  mutating func append(instant microseconds: Int64) throws(Diagnostic) {
    let day = CivilCalendar.day(ofInstant: microseconds)
    let rest = Int(microseconds &- CivilCalendar.instant(ofDay: day))
    guard rest % 1_000_000 % 1000 == 0, (-719_162...2_932_896).contains(day) else {
      try append(ValueText.instant(microseconds))
      return
    }
    if Self.capacity - count < 32 { try flush() }
    try append(date: day)
    let seconds = rest / 1_000_000
    put(byte: UInt8(ascii: "T"))
    put(seconds / 3600, at: 0)
    start[count + 2] = UInt8(ascii: ":")
    put(seconds / 60 % 60, at: 3)
    start[count + 5] = UInt8(ascii: ":")
    put(seconds % 60, at: 6)
    count += 8
    var milliseconds = rest % 1_000_000 / 1000
    if milliseconds > 0 {
      put(byte: UInt8(ascii: "."))
      while milliseconds > 0 {
        put(byte: UInt8(truncatingIfNeeded: milliseconds / 100) + 0x30)
        milliseconds = milliseconds % 100 * 10
      }
    }
    put(byte: UInt8(ascii: "Z"))
  }

  private func put(_ value: Int, at offset: Int) {
    start[count + offset] = UInt8(truncatingIfNeeded: value / 10) + 0x30
    start[count + offset + 1] = UInt8(truncatingIfNeeded: value % 10) + 0x30
  }
}
