import Columnar
import Kernels

/// How one wanted column is being read.
struct ColumnPlan: Sendable {
  /// The position of the column in the file.
  var index: Int
  /// The type that its cells are read as.
  var type: CellType
  /// Whether `types` asked for it, so that no other type will do.
  var isDeclared = false
  /// The type of the items, when `types` asked for a list.
  var listItems: CellType?
  /// Whether nearly all values of the sample differ, so that a dictionary would be wasted.
  var isMostlyDistinct = false
}

/// The cells of one column in one part of the file.
///
/// A class only so that an array can hold several; loops over cells work on local pointers.
final class CellCollector: @unchecked Sendable {
  let plan: ColumnPlan
  let syntax: CellSyntax
  let quote: UInt8
  /// Rows so far.
  private(set) var count = 0
  /// Rows without a value.
  private(set) var nullCount = 0
  /// Cells such as `nan` that stand for no number.
  private(set) var undefinedCount = 0
  /// The type that the column needs instead, once a cell has contradicted the plan.
  private(set) var contradiction: CellType?
  /// Where the first contradicting cell stands.
  private(set) var contradictingCell: (address: Int, text: String)?
  /// Whether any text holds bytes above 0x7F.
  private(set) var hasNonASCII = false

  private var capacity = 0
  private let stride: Int
  private var values: UnsafeMutableRawPointer
  private(set) var valid: UnsafeMutablePointer<UInt8>
  private(set) var text: TextCollector?

  init(_ plan: ColumnPlan, syntax: CellSyntax, quote: UInt8) {
    self.plan = plan
    self.syntax = syntax
    self.quote = quote
    switch plan.type {
    case .bool: stride = 1
    case .date: stride = 4
    case .int, .number, .instant: stride = 8
    case .text, .empty: stride = 0
    }
    values = .allocate(byteCount: 8, alignment: 8)
    valid = .allocate(capacity: 1)
    if plan.type == .text { text = TextCollector(isPlain: plan.isMostlyDistinct) }
  }

  deinit {
    values.deallocate()
    valid.deallocate()
  }

  /// The values so far; `count` of them.
  func values<T>(as type: T.Type) -> UnsafePointer<T> {
    UnsafePointer(values.assumingMemoryBound(to: T.self))
  }

  /// Reads the column's cells of a window.
  func append(_ window: CellWindow) {
    guard contradiction == nil else {
      // The column will be read again, and may need an even wider type then.
      widen(window)
      return
    }
    reserve(count + window.rows)
    if window.hasNonASCII { hasNonASCII = true }
    let done: Int
    switch plan.type {
    case .text:
      done = text?.append(window, plan.index, syntax, quote, valid + count) ?? 0
      nullCount += countNulls(window.rows)
    case .empty:
      done = appendEmpty(window)
    case .bool:
      done = appendValues(window, UInt8(0)) { parseBool($0, $1) }
    case .int:
      done = appendValues(window, Int64(0)) { parseInt($0, $1) }
    case .instant:
      if let pattern = syntax.datePattern {
        done = appendValues(window, Int64(0)) { pattern.parse($0, $1) ?? parseInstant($0, $1) }
      } else {
        done = appendValues(window, Int64(0)) { parseInstant($0, $1) }
      }
    case .date:
      if let pattern = syntax.datePattern {
        done = appendValues(window, Int32(0)) {
          pattern.parse($0, $1).map(CivilCalendar.day) ?? parseDate($0, $1)
        }
      } else {
        done = appendValues(window, Int32(0)) { parseDate($0, $1) }
      }
    case .number:
      let sign = syntax.decimalSign
      done = appendValues(window, 0.0) { parseNumber($0, $1, sign) }
      dropUndefined(window.rows)
    }
    count += window.rows
    if done < window.rows { contradict(window, done) }
  }

  /// Reads typed cells up to the first that is of another type, and gives its row.
  @inline(__always)
  private func appendValues<T>(
    _ window: CellWindow, _ zero: T, _ parse: (UnsafePointer<UInt8>, Int) -> T?
  ) -> Int {
    let target = values.assumingMemoryBound(to: T.self) + count
    let valid = valid + count
    let column = plan.index
    let hasTokens = !syntax.nullTokens.isEmpty
    let quote = quote
    var nulls = 0
    for row in 0..<window.rows {
      var (start, length) = window.cell(row, column)
      if length > 0, start[0] == quote { (start, length) = Self.unquoted(start, length, quote) }
      if length == 0 || (hasTokens && syntax.isNullToken(start, length)) {
        target[row] = zero
        valid[row] = 0
        nulls &+= 1
        continue
      }
      if let value = parse(start, length) {
        target[row] = value
        valid[row] = 1
        continue
      }
      let (trimmedStart, trimmedLength) = syntax.trimmed(start, length)
      guard trimmedLength < length, let value = parse(trimmedStart, trimmedLength) else {
        nullCount &+= nulls
        return row
      }
      target[row] = value
      valid[row] = 1
    }
    nullCount &+= nulls
    return window.rows
  }

  /// The bytes between quotes; nothing when the cell is not one quoted text, so that no parser
  /// takes it.
  @inline(__always)
  static func unquoted(
    _ start: UnsafePointer<UInt8>, _ length: Int, _ quote: UInt8
  ) -> (UnsafePointer<UInt8>, Int) {
    guard length >= 2, start[length &- 1] == quote else { return (start, length) }
    return (start + 1, length &- 2)
  }

  private func appendEmpty(_ window: CellWindow) -> Int {
    for row in 0..<window.rows {
      let (start, length) = window.cell(row, plan.index)
      let isQuotedEmpty = length == 2 && start[0] == quote
      if length > 0, isQuotedEmpty || !syntax.isNullToken(start, length) { return row }
      valid[count + row] = 0
    }
    nullCount += window.rows
    return window.rows
  }

  private func countNulls(_ rows: Int) -> Int {
    var present = 0
    for row in count..<(count + rows) { present &+= Int(valid[row]) }
    return rows - present
  }

  /// Numbers that are not numbers become missing values.
  private func dropUndefined(_ rows: Int) {
    let numbers = values.assumingMemoryBound(to: Double.self)
    for row in count..<(count + rows) where numbers[row] != numbers[row] && valid[row] != 0 {
      numbers[row] = 0
      valid[row] = 0
      nullCount += 1
      undefinedCount += 1
    }
  }

  private func contradict(_ window: CellWindow, _ row: Int) {
    let (start, length) = window.cell(row, plan.index)
    contradictingCell = (
      Int(bitPattern: start),
      String(decoding: UnsafeBufferPointer(start: start, count: min(length, 60)), as: UTF8.self)
    )
    contradiction = plan.type
    widen(window)
  }

  /// Joins the types of a window's cells into the type that the next reading will use.
  private func widen(_ window: CellWindow) {
    guard var type = contradiction, type != .text else { return }
    for row in 0..<window.rows where type != .text {
      var (start, length) = window.cell(row, plan.index)
      if length > 0, start[0] == quote {
        (start, length) = Self.unquoted(start, length, quote)
        // A quoted empty cell alone says nothing; a column of them is text anyway.
        if length == 0 { continue }
      }
      type = type.joined(syntax.type(of: start, length))
    }
    contradiction = type
  }

  private func reserve(_ wanted: Int) {
    guard wanted > capacity else { return }
    capacity = max(wanted, capacity * 2)
    let newValid = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
    newValid.update(from: valid, count: count)
    valid.deallocate()
    valid = newValid
    if stride > 0 {
      let newValues = UnsafeMutableRawPointer.allocate(
        byteCount: capacity * stride, alignment: 8)
      newValues.copyMemory(from: values, byteCount: count * stride)
      values.deallocate()
      values = newValues
    }
  }
}
