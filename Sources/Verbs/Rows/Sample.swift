public import Catalog
public import Columnar
public import Diagnostics
import Kernels
import QueryLanguage

/// Keeps rows drawn at random.
public struct Sample: Verb {
  /// The verb's name, clauses, help and examples.
  public static let declaration = Declaration(
    "sample", "Keeps rows drawn at random, without putting any back.", category: .rows,
    details: """
      `sample 100` keeps exactly a hundred rows, or all when there are not more; `sample 10%` a tenth \
      of them, rounded to whole rows with halves upward. With `per`, as many are drawn from each \
      part. Every choice of rows has the same chance, and the rows stay in the order of the table.

      The same seed gives the same rows on every machine and for every number of threads: `seed`, \
      else that of `set seed`, else 0. The numbers come from SplitMix64 (Steele, Lea and Flood 2014) \
      by Lemire's method for a range (2019), the choice is Floyd's (Bentley and Floyd 1987), and \
      parts follow one another in the order of their first rows.
      """,
    clauses: [
      ClauseForm("size", .expression, required: true, help: "how many rows, or which share"),
      .per,
      ClauseForm("seed", words: ["seed"], .number, help: "where the generator starts"),
    ],
    searchTerms: ["random", "slice_sample", "tablesample", "shuffle", "subset"],
    examples: [
      Example(
        "Three of six rows", "rows [x; 1; 2; 3; 4; 5; 6] | sample 3 seed 7",
        expected: "x\n1\n2\n6\n"),
      Example(
        "Half of each kind",
        """
        rows [kind, x; "a", 1; "b", 2; "a", 3; "a", 4; "b", 5; "a", 6] | sample 50% per kind seed 1
        """,
        expected: "kind,x\na,3\na,4\nb,5\n"),
    ])

  /// Its draws begin where `set seed` says.
  public static let drawsAtRandom = true
  /// The columns that the stage gives: those of its input.
  public let output: Schema
  let size: Size
  let partition: [String]
  let seed: UInt64

  enum Size: Sendable {
    case rows(Int)
    case share(Double)

    func rows(of count: Int) -> Int {
      switch self {
      case .rows(let wanted): return min(wanted, count)
      case .share(let share):
        // A product such as 50 × 0.29 lies a little below the half that it stands for.
        let exact = share * Double(count)
        return min(count, Int((exact + 0.5 + 4 * exact.ulp).rounded(.down)))
      }
    }
  }

  /// Binds size, parts and seed.
  public init(_ arguments: Arguments) throws(Diagnostic) {
    output = arguments.input
    guard let (value, span) = try arguments.constant("size") else {
      throw arguments.missingClause("size")
    }
    switch value {
    case .int(let count) where count >= 0: size = .rows(Int(count))
    case .number(let share) where share >= 0 && share <= 1: size = .share(share)
    default:
      throw Diagnostic(
        "E313", "a number of rows, or a share from 0% to 100%, is needed here", at: span,
        label: "found \(ValueText.plain(value))")
    }
    partition = try arguments.keyColumns("per")
    guard let (given, place) = try arguments.constant("seed") else {
      seed = arguments.binder.seed
      return
    }
    guard case .int(let number) = given, number >= 0 else {
      throw Diagnostic("E214", "a seed is a whole number from 0", at: place)
    }
    seed = UInt64(number)
  }

  /// The wanted columns and those of the parts.
  public func columnsRead(for wanted: Set<String>) -> Set<String> { wanted.union(partition) }

  /// Draws rows.
  public func run(_ input: Table, _ context: RunContext) throws(Diagnostic) -> Table {
    var random = SplitMix64(seed: seed)
    let rows: Buffer<UInt32>
    if partition.isEmpty || input.rowCount == 0 {
      let wanted = size.rows(of: input.rowCount)
      var chosen = BufferBuilder<UInt32>(capacity: wanted)
      RandomSubset.draw(wanted, of: input.rowCount, from: &random) {
        chosen.append(UInt32(truncatingIfNeeded: $0))
      }
      rows = chosen.finish()
    } else {
      rows = try draw(input, &random, context)
    }
    context.record.kept = rows.count
    context.record.removed = input.rowCount - rows.count
    context.trace(.picked(rows))
    return input.selecting(rows)
  }

  private func draw(
    _ input: Table, _ random: inout SplitMix64, _ context: RunContext
  ) throws(Diagnostic) -> Buffer<UInt32> {
    let grouping = try input.grouping(by: partition, workers: context.workers)
    context.record.groups = .init(count: grouping.groupCount, sizes: grouping.sizes)
    let parts = grouping.groupedRows
    let firsts = OrderKey(rowNumbers: grouping.firstRows, below: input.rowCount)
    let order = RowOrder.sorted(
      by: [firsts], count: grouping.groupCount, workers: context.workers)
    var isChosen = [Bool](repeating: false, count: input.rowCount)
    for index in 0..<order.count {
      if index % 65_536 == 0 { try context.checkpoint() }
      let range = parts.range(Int(order.base[index]))
      RandomSubset.draw(size.rows(of: range.count), of: range.count, from: &random) { position in
        isChosen[Int(parts.rows.base[range.lowerBound + position])] = true
      }
    }
    var chosen = BufferBuilder<UInt32>()
    for row in 0..<input.rowCount where isChosen[row] {
      chosen.append(UInt32(truncatingIfNeeded: row))
    }
    return chosen.finish()
  }
}
