public import Columnar

/// Cuts each text of a column into a fixed number of parts.
public enum TextCutting {
  /// The columns of the parts, and how the cuts went.
  public struct Result: Sendable {
    /// One column of text for each part; missing where a text has no such part.
    public let columns: [Column]
    /// How many rows with a text had each outcome.
    public let outcomes: [Int]
  }

  /// Cuts texts: once for each different value where there is a dictionary, else row by row.
  ///
  /// - Parameters:
  ///   - column: Of text.
  ///   - width: The number of parts.
  ///   - outcomeCount: One more than the largest outcome.
  ///   - workers: The threads; each has blocks of texts.
  ///   - cut: Writes the parts of a text, which lie inside it, and gives an outcome. The parts are
  ///     nil before.
  public static func parts(
    of column: Column, width: Int, outcomeCount: Int, workers: Workers,
    _ cut: @Sendable (TextView, UnsafeMutablePointer<TextView?>) -> Int
  ) -> Result {
    if case .dictionary(let dictionary) = column.data, dictionary.values.count <= column.count {
      return lifted(column, dictionary, width, outcomeCount, workers, cut)
    }
    let text = column.plainText
    let pieces = cutAll(
      text.views, validity: column.validity, width: width, outcomeCount: outcomeCount,
      workers: workers, cut)
    let columns = (0..<width).map { part in
      Column(
        .text, .text(TextData(views: pieces.views[part], owners: text.owners)),
        validity: pieces.validity(part), count: column.count)
    }
    return Result(
      columns: columns,
      outcomes: pieces.outcomes.reduce(into: zeros(outcomeCount)) {
        for outcome in 0..<outcomeCount { $0[outcome] += $1[outcome] }
      })
  }

  private static func zeros(_ count: Int) -> [Int] { [Int](repeating: 0, count: count) }

  /// The parts of all texts.
  private struct Pieces {
    var views: [Buffer<TextView>]
    var flags: [Buffer<UInt8>]
    var outcomeOfText: Buffer<UInt8>
    /// For each block.
    var outcomes: [[Int]]

    func validity(_ part: Int) -> Bitmap? {
      let present = flags[part]
      return Bitmap(bytes: present.base, count: present.count).orNilIfAllSet
    }
  }

  private static func cutAll(
    _ texts: Buffer<TextView>, validity: Bitmap?, width: Int, outcomeCount: Int, workers: Workers,
    _ cut: @Sendable (TextView, UnsafeMutablePointer<TextView?>) -> Int
  ) -> Pieces {
    let count = texts.count
    let views = (0..<width).map { _ in Buffer<TextView>(repeating: .empty, count: count) }
    let flags = (0..<width).map { _ in Buffer<UInt8>(repeating: 0, count: count) }
    let outcomeOfText = Buffer<UInt8>(repeating: 0, count: count)
    nonisolated(unsafe) let viewTargets = views.map { UnsafeMutablePointer(mutating: $0.base) }
    nonisolated(unsafe) let flagTargets = flags.map { UnsafeMutablePointer(mutating: $0.base) }
    nonisolated(unsafe) let outcomeTarget = UnsafeMutablePointer(mutating: outcomeOfText.base)
    let outcomes = workers.map(Blocks.count(rows: count)) { block in
      var outcomes = zeros(outcomeCount)
      withUnsafeTemporaryAllocation(of: TextView?.self, capacity: max(1, width)) { parts in
        guard let start = parts.baseAddress else { return }
        for row in Blocks.range(block, rows: count) where validity?[row] ?? true {
          start.initialize(repeating: nil, count: width)
          let outcome = cut(texts.base[row], start)
          outcomes[outcome] += 1
          outcomeTarget[row] = UInt8(truncatingIfNeeded: outcome)
          for part in 0..<width {
            guard let view = start[part] else { continue }
            viewTargets[part][row] = view
            flagTargets[part][row] = 1
          }
        }
      }
      return outcomes
    }
    return Pieces(
      views: views, flags: flags, outcomeOfText: outcomeOfText, outcomes: outcomes)
  }

  private static func lifted(
    _ column: Column, _ dictionary: DictionaryData, _ width: Int, _ outcomeCount: Int,
    _ workers: Workers, _ cut: @Sendable (TextView, UnsafeMutablePointer<TextView?>) -> Int
  ) -> Result {
    let pieces = cutAll(
      dictionary.values.views, validity: nil, width: width, outcomeCount: outcomeCount,
      workers: workers, cut)
    var outcomes = zeros(outcomeCount)
    for row in 0..<column.count where column.isValid(row) {
      outcomes[Int(pieces.outcomeOfText.base[Int(dictionary.codes.base[row])])] += 1
    }
    let columns = workers.map(width) { part in
      lifted(column, dictionary, pieces.views[part], pieces.flags[part])
    }
    return Result(columns: columns, outcomes: outcomes)
  }

  /// The column of one part: different texts can have the same one, so parts get codes of their own.
  private static func lifted(
    _ column: Column, _ dictionary: DictionaryData, _ views: Buffer<TextView>,
    _ flags: Buffer<UInt8>
  ) -> Column {
    var interner = TextInterner(expecting: views.count)
    let none = UInt32.max
    let mapping = Buffer<UInt32>(count: views.count) { target in
      for value in 0..<views.count {
        target[value] = flags.base[value] == 0 ? none : interner.code(of: views.base[value])
      }
    }
    if interner.count == 0 { _ = interner.code(of: .empty) }
    let present = Buffer<UInt8>(repeating: 0, count: column.count)
    let isPresent = UnsafeMutablePointer(mutating: present.base)
    let codes = Buffer<UInt32>(count: column.count) { target in
      for row in 0..<column.count {
        let code = column.isValid(row) ? mapping.base[Int(dictionary.codes.base[row])] : none
        target[row] = code == none ? 0 : code
        isPresent[row] = code == none ? 0 : 1
      }
    }
    let values = TextData(views: interner.finish(), owners: dictionary.values.owners)
    return Column(
      .text, .dictionary(DictionaryData(codes: codes, values: values)),
      validity: Bitmap(bytes: present.base, count: column.count).orNilIfAllSet,
      count: column.count)
  }
}
