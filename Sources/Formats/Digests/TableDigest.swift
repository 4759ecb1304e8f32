import CDigest
public import Columnar

/// What a table holds, as digests that are equal exactly when the tables are.
///
/// Columns are digested in blocks of rows, in order; neither the threads, the way in which texts are
/// stored nor a selection changes a digest.
public struct TableDigest: Sendable, Hashable {
  /// A column and the digest of its values in order.
  public struct ColumnDigest: Sendable, Hashable {
    /// The name.
    public var name: String
    /// The type as the language writes it.
    public var type: String
    /// The number of missing values.
    public var nulls: Int
    /// The digest of the type and the values; the name is no part of it.
    public var digest: Digest
  }

  /// The number of rows.
  public let rows: Int
  /// The columns, in order.
  public let columns: [ColumnDigest]

  /// The digest of the whole table: names, types, and rows in order.
  public var digest: Digest {
    var builder = DigestBuilder()
    builder.add("hfnb-table 1")
    builder.add(rows)
    builder.add(columns.count)
    for column in columns {
      builder.add(column.name)
      builder.add(column.digest)
    }
    return builder.finish()
  }

  /// Digests a table.
  public init(_ table: Table, workers: Workers) {
    rows = table.rowCount
    let table = Self.inNormalForm(table, workers)
    let blocks = Blocks.count(rows: table.rowCount)
    let fields = table.schema.fields
    let pieces = workers.map(blocks * fields.count) { piece in
      let (index, block) = (piece / blocks, piece % blocks)
      return Self.digest(Self.part(of: table, column: index, block))
    }
    var columns: [ColumnDigest] = []
    for (index, field) in fields.enumerated() {
      var builder = DigestBuilder()
      builder.add("hfnb-column 1")
      builder.add(Self.canonicalName(of: field.type))
      builder.add(table.rowCount)
      var nulls = 0
      for piece in pieces[index * blocks..<(index + 1) * blocks] {
        builder.add(piece.digest)
        nulls += piece.nulls
      }
      columns.append(
        ColumnDigest(
          name: field.name, type: field.type.name, nulls: nulls, digest: builder.finish()))
    }
    self.columns = columns
  }

  /// The sum of the digests of the rows, which does not depend on their order.
  public static func anyOrder(_ table: Table, workers: Workers) -> Digest {
    let table = inNormalForm(table, workers)
    let blocks = Blocks.count(rows: table.rowCount)
    let sums = workers.map(blocks) { block in
      let columns = (0..<table.columnCount).map { Self.part(of: table, column: $0, block) }
      return Self.sum(columns, rows: Blocks.range(block, rows: table.rowCount).count)
    }
    var total = [UInt8](repeating: 0, count: 32)
    for sum in sums { add(sum, to: &total) }
    return Digest(bytes: total)
  }

  /// The cells of a column in a block of rows.
  static func part(of table: Table, column: Int, _ block: Int) -> Column {
    let range = Blocks.range(block, rows: table.rowCount)
    let stored = table.storedColumns[column]
    guard let selection = table.selection else {
      return stored.slice(range)
    }
    let rows = selection.rows.slice(range)
    return stored.gather(rows.base, count: rows.count)
  }

  /// The table with its texts in NFC.
  static func inNormalForm(_ table: Table, _ workers: Workers) -> Table {
    let columns = workers.map(table.columnCount) { index in
      table.storedColumns[index].withTextsInNormalForm()
    }
    return Table(
      table.schema, columns, rowCount: table.storedRowCount, selection: table.selection)
  }

  private static func digest(_ column: Column) -> (digest: Digest, nulls: Int) {
    let places = CellBytes.sizes(of: column)
    let starts = UnsafeMutablePointer(mutating: places.base)
    let size = startingPlaces(starts, count: column.count)
    let bytes = Buffer<UInt8>(count: size) { target in
      CellBytes.write(column, to: target, at: starts)
    }
    var builder = DigestBuilder()
    builder.add(UnsafeRawBufferPointer(start: bytes.base, count: size))
    return (builder.finish(), column.nullCount)
  }

  /// Turns sizes into the places where they begin; gives their sum.
  private static func startingPlaces(_ sizes: UnsafeMutablePointer<Int>, count: Int) -> Int {
    var place = 0
    for row in 0..<count {
      let size = sizes[row]
      sizes[row] = place
      place += size
    }
    return place
  }

  private static func sum(_ columns: [Column], rows: Int) -> [UInt8] {
    let sizes = Buffer<Int>(count: rows + 1) { target in
      target.update(repeating: 0, count: rows + 1)
      for column in columns { CellBytes.addSizes(of: column, to: target) }
    }
    let places = UnsafeMutablePointer(mutating: sizes.base)
    let size = startingPlaces(places, count: rows + 1)
    let offsets = Buffer<Int>(count: rows + 1) { $0.update(from: places, count: rows + 1) }
    let bytes = Buffer<UInt8>(count: size) { target in
      for column in columns { CellBytes.write(column, to: target, at: places) }
    }
    var sum = [UInt8](repeating: 0, count: 32)
    hfnb_sha256_sum(bytes.base, offsets.base, rows, &sum)
    return sum
  }

  private static func add(_ part: [UInt8], to total: inout [UInt8]) {
    var carry = 0
    for place in total.indices.reversed() {
      carry += Int(total[place]) + Int(part[place])
      total[place] = UInt8(truncatingIfNeeded: carry)
      carry >>= 8
    }
  }

  /// The type with everything that gives its values their meaning: weeks with their first day.
  private static func canonicalName(of type: DataType) -> String {
    switch type {
    case .period(.week(let first)): "period<week from \(first.rawValue)>"
    case .list(let element): "list<\(canonicalName(of: element))>"
    case .record(let fields):
      "record{"
        + fields.map { "\($0.name.utf8.count) \($0.name): \(canonicalName(of: $0.type))" }
        .joined(separator: ", ") + "}"
    default: type.name
    }
  }
}
