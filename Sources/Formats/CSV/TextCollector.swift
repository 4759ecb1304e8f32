import Columnar

/// The texts of one column in one part of the file: as codes into a list of different texts while
/// they repeat, as one view per row otherwise.
///
/// Views point into the file; only texts with doubled quotes are copied.
final class TextCollector: @unchecked Sendable {
  /// One code per row; nil once texts have shown to be mostly different.
  private(set) var codes: UnsafeMutablePointer<UInt32>?
  /// One view per row, when there are no codes.
  private(set) var views: UnsafeMutablePointer<TextView>
  private(set) var count = 0
  /// The memory of texts that are not in the file as they are.
  private(set) var owners: [Memory] = []
  /// The different texts by code, after `finish`.
  private(set) var values: Buffer<TextView>?

  private var capacity = 0
  private let interner: UnsafeMutablePointer<TextInterner>
  /// Made when the first text has to be copied.
  private var copies: UnsafeMutablePointer<TextBuilder>?
  /// Rows after which texts must have repeated, and the share of different ones that is too many.
  private static let patience = 4096
  private static let largestDistinctShare = 0.625

  init(isPlain: Bool) {
    codes = isPlain ? nil : .allocate(capacity: 1)
    views = .allocate(capacity: 1)
    interner = .allocate(capacity: 1)
    interner.initialize(to: TextInterner())
  }

  deinit {
    codes?.deallocate()
    views.deallocate()
    interner.deinitialize(count: 1)
    interner.deallocate()
    copies?.deinitialize(count: 1)
    copies?.deallocate()
  }

  /// Reads a column's texts of a window; writes one for each row with a value to `valid`.
  ///
  /// - Returns: The number of rows, all of which are text.
  func append(
    _ window: CellWindow, _ column: Int, _ syntax: CellSyntax, _ quote: UInt8,
    _ valid: UnsafeMutablePointer<UInt8>
  ) -> Int {
    reserve(count + window.rows)
    if let codes {
      appendCodes(window, column, syntax, quote, valid, codes + count)
    } else {
      appendViews(window, column, syntax, quote, valid, views + count)
    }
    count += window.rows
    if codes != nil, count >= Self.patience,
      Double(interner.pointee.count) > Double(count) * Self.largestDistinctShare
    {
      giveUpCodes(valid: valid - (count - window.rows))
    }
    return window.rows
  }

  private func appendCodes(
    _ window: CellWindow, _ column: Int, _ syntax: CellSyntax, _ quote: UInt8,
    _ valid: UnsafeMutablePointer<UInt8>, _ codes: UnsafeMutablePointer<UInt32>
  ) {
    let hasTokens = !syntax.nullTokens.isEmpty
    let interner = interner
    for row in 0..<window.rows {
      let (start, length) = window.cell(row, column)
      if length == 0 || (hasTokens && syntax.isNullToken(start, length)) {
        codes[row] = 0
        valid[row] = 0
        continue
      }
      valid[row] = 1
      if start[0] != quote {
        codes[row] = interner.pointee.code(of: TextView(start: start, count: length))
      } else if let view = Self.plainInside(start, length, quote) {
        codes[row] = interner.pointee.code(of: view)
      } else {
        let before = interner.pointee.count
        Self.withUnescaped(start, length, quote) { bytes in
          let view = bytes.baseAddress.map { TextView(start: $0, count: bytes.count) } ?? .empty
          let code = interner.pointee.code(of: view)
          // The unescaped bytes go away, so a new text is copied and the copy kept.
          if Int(code) == before {
            interner.pointee.replaceView(of: code, with: copy(bytes))
          }
          codes[row] = code
        }
      }
    }
  }

  private func appendViews(
    _ window: CellWindow, _ column: Int, _ syntax: CellSyntax, _ quote: UInt8,
    _ valid: UnsafeMutablePointer<UInt8>, _ views: UnsafeMutablePointer<TextView>
  ) {
    let hasTokens = !syntax.nullTokens.isEmpty
    let empty = TextView.empty
    for row in 0..<window.rows {
      let (start, length) = window.cell(row, column)
      if length == 0 || (hasTokens && syntax.isNullToken(start, length)) {
        views[row] = empty
        valid[row] = 0
        continue
      }
      valid[row] = 1
      if start[0] != quote {
        views[row] = TextView(start: start, count: length)
      } else if let view = Self.plainInside(start, length, quote) {
        views[row] = view
      } else {
        views[row] = Self.withUnescaped(start, length, quote) { copy($0) }
      }
    }
  }

  /// The text between quotes, when there are no quotes in it.
  @inline(__always)
  static func plainInside(
    _ start: UnsafePointer<UInt8>, _ length: Int, _ quote: UInt8
  ) -> TextView? {
    guard length >= 2, start[length &- 1] == quote else { return nil }
    for i in 1..<(length &- 1) where start[i] == quote { return nil }
    return TextView(start: start + 1, count: length &- 2)
  }

  /// Gives the text of a quoted cell to a closure: two quotes stand for one, and what follows the
  /// closing quote is text as it stands.
  static func withUnescaped<Result>(
    _ start: UnsafePointer<UInt8>, _ length: Int, _ quote: UInt8,
    _ body: (UnsafeBufferPointer<UInt8>) -> Result
  ) -> Result {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: length) { scratch in
      var written = 0
      var i = 1
      var isInside = true
      while i < length {
        if isInside, start[i] == quote {
          guard i + 1 < length, start[i + 1] == quote else {
            isInside = false
            i += 1
            continue
          }
          i += 1
        }
        scratch[written] = start[i]
        written += 1
        i += 1
      }
      return body(UnsafeBufferPointer(rebasing: scratch[0..<written]))
    }
  }

  /// Turns codes into views: the texts do not repeat enough.
  private func giveUpCodes(valid: UnsafeMutablePointer<UInt8>) {
    guard let codes else { return }
    let known = interner.pointee.finishedViews()
    let empty = TextView.empty
    capacity = max(capacity, count)
    views.deallocate()
    views = .allocate(capacity: capacity)
    for row in 0..<count {
      views[row] = valid[row] != 0 ? known.base[Int(codes[row])] : empty
    }
    codes.deallocate()
    self.codes = nil
  }

  /// Completes the list of different texts and of what keeps them alive.
  func finish() {
    if codes != nil { values = interner.pointee.finishedViews() }
    guard let copies else { return }
    var taken = TextBuilder(capacity: 16)
    swap(&taken, &copies.pointee)
    owners = taken.finish().owners
  }

  private func copy(_ bytes: UnsafeBufferPointer<UInt8>) -> TextView {
    let builder: UnsafeMutablePointer<TextBuilder>
    if let copies {
      builder = copies
    } else {
      builder = .allocate(capacity: 1)
      builder.initialize(to: TextBuilder(capacity: 16))
      copies = builder
    }
    return builder.pointee.copy(bytes)
  }

  private func reserve(_ wanted: Int) {
    guard wanted > capacity else { return }
    capacity = max(wanted, capacity * 2)
    if let codes {
      let larger = UnsafeMutablePointer<UInt32>.allocate(capacity: capacity)
      larger.update(from: codes, count: count)
      codes.deallocate()
      self.codes = larger
    } else {
      let larger = UnsafeMutablePointer<TextView>.allocate(capacity: capacity)
      larger.update(from: views, count: count)
      views.deallocate()
      views = larger
    }
  }
}

extension TextInterner {
  /// The different texts in the order of their numbers; leaves the interner empty.
  fileprivate mutating func finishedViews() -> Buffer<TextView> {
    var taken = TextInterner()
    swap(&taken, &self)
    return taken.finish()
  }
}
