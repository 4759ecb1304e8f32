import CScan

/// What a scan found besides the positions of the separators.
struct SeparatorScan {
  /// The number of separators: delimiters and line feeds outside quotes.
  var count = 0
  /// How many of them are line feeds.
  var lineFeeds = 0
  /// Whether a byte above 0x7F occurs.
  var hasNonASCII = false
  /// Whether the end lies inside quotes.
  var endsInQuotes = false
  /// Whether a quote stands inside a cell that does not begin with one, so that counting quotes is
  /// not enough to know what is quoted.
  var hasStrayQuote = false
}

/// The structural bits of 64 bytes; the first byte in the lowest bit.
struct StructuralBits {
  var quotes: UInt64
  var delimiters: UInt64
  var lineFeeds: UInt64
  var high: UInt64
}

/// Finds the separators of delimited text.
struct SeparatorScanner: Sendable {
  /// The byte between cells.
  let delimiter: UInt8
  /// The byte around cells; 0xFF, which no UTF-8 text holds, for none.
  let quote: UInt8

  /// Writes the positions of all delimiters and line feeds outside quotes.
  ///
  /// Quotes are told by their parity: the exclusive prefix sum of the quote bits is one inside
  /// quotes (Langdale and Lemire 2019, "Parsing gigabytes of JSON per second", without the
  /// escapes). The text begins outside quotes.
  ///
  /// - Parameters:
  ///   - start: The text, `count` bytes, fewer than 2^32.
  ///   - positions: Room for `count + 64` positions.
  func scan(
    _ start: UnsafePointer<UInt8>, _ count: Int, into positions: UnsafeMutablePointer<UInt32>
  ) -> SeparatorScan {
    var result = SeparatorScan()
    var state = State()
    var offset = 0
    while offset &+ 64 <= count {
      step(bits(start + offset), offset, &state, positions)
      offset &+= 64
    }
    if offset < count {
      withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 64) { rest in
        guard let copy = rest.baseAddress else { return }
        copy.update(repeating: 0, count: 64)
        copy.update(from: start + offset, count: count - offset)
        step(bits(UnsafePointer(copy)), offset, &state, positions)
      }
    }
    result.count = state.count
    result.lineFeeds = state.lineFeeds
    result.hasNonASCII = state.high != 0
    result.endsInQuotes = state.insideQuotes != 0
    result.hasStrayQuote = state.stray != 0
    return result
  }

  private struct State {
    var count = 0
    var lineFeeds = 0
    var high: UInt64 = 0
    /// All ones when the previous block ended inside quotes.
    var insideQuotes: UInt64 = 0
    /// One when an opening quote may stand at the first byte of the next block.
    var mayOpen: UInt64 = 1
    var stray: UInt64 = 0
  }

  @inline(__always)
  private func step(
    _ bits: StructuralBits, _ offset: Int, _ state: inout State,
    _ positions: UnsafeMutablePointer<UInt32>
  ) {
    state.high |= bits.high
    var separators = bits.delimiters | bits.lineFeeds
    var lineFeeds = bits.lineFeeds
    if bits.quotes | state.insideQuotes != 0 {
      let inside = hfnb_scan_prefix_xor(bits.quotes) ^ state.insideQuotes
      separators &= ~inside
      lineFeeds &= ~inside
      let opening = bits.quotes & inside
      let before = separators | (bits.quotes & ~inside)
      state.stray |= opening & ~((before &<< 1) | state.mayOpen)
      state.mayOpen = before &>> 63
      state.insideQuotes = UInt64(bitPattern: Int64(bitPattern: inside) &>> 63)
    } else {
      state.mayOpen = separators &>> 63
    }
    state.lineFeeds &+= lineFeeds.nonzeroBitCount
    let found = separators.nonzeroBitCount
    var target = positions + state.count
    let base = UInt32(truncatingIfNeeded: offset)
    // Four at a time without a branch; positions beyond the last are overwritten later.
    var left = found
    while left > 0 {
      for lane in 0..<4 {
        target[lane] = base &+ UInt32(truncatingIfNeeded: separators.trailingZeroBitCount)
        separators &= separators &- 1
      }
      target += 4
      left &-= 4
    }
    state.count &+= found
  }

  /// The structural bits of 64 bytes.
  @inline(__always)
  private func bits(_ start: UnsafePointer<UInt8>) -> StructuralBits {
    let block = hfnb_scan_load(start)
    return StructuralBits(
      quotes: hfnb_scan_equal(block, quote), delimiters: hfnb_scan_equal(block, delimiter),
      lineFeeds: hfnb_scan_equal(block, 0x0A), high: hfnb_scan_non_ascii(block))
  }

  /// The same positions, one byte at a time, for text in which quotes stand inside cells.
  ///
  /// A quote opens only at the beginning of a cell; elsewhere outside quotes it is text.
  func scanSlowly(
    _ start: UnsafePointer<UInt8>, _ count: Int, into positions: UnsafeMutablePointer<UInt32>
  ) -> SeparatorScan {
    var result = SeparatorScan()
    var atBeginning = true
    var insideQuotes = false
    var i = 0
    while i < count {
      let byte = start[i]
      if byte >= 0x80 { result.hasNonASCII = true }
      if insideQuotes {
        if byte == quote {
          if i + 1 < count, start[i + 1] == quote { i += 1 } else { insideQuotes = false }
        }
      } else if byte == delimiter || byte == 0x0A {
        positions[result.count] = UInt32(truncatingIfNeeded: i)
        result.count += 1
        if byte == 0x0A { result.lineFeeds += 1 }
        atBeginning = true
        i += 1
        continue
      } else if byte == quote, atBeginning {
        insideQuotes = true
      }
      atBeginning = false
      i += 1
    }
    result.endsInQuotes = insideQuotes
    return result
  }
}
