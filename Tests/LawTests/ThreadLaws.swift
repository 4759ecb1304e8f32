import Catalog
import Columnar
import Diagnostics
import Execution
import TestSupport
import Testing
import Workbench

/// The number of threads shows in no byte: tables of several blocks through every verb and aggregate.
@Suite struct ThreadLaws {
  /// More than one block, so that parts of a result are put together.
  static let rowCount = 65_536 + 4_321

  /// A large table with ties, gaps, many and few different values.
  static let table: Table = {
    var random = SeededNumbers(4711)
    let count = rowCount
    func numbers(_ body: (Int, inout SeededNumbers) -> Int64) -> Buffer<Int64> {
      var random = random
      return Buffer((0..<count).map { body($0, &random) })
    }
    func gaps(_ rarity: Int) -> Bitmap {
      var random = SeededNumbers(UInt64(rarity))
      return Bitmap((0..<count).map { _ in random.next(below: rarity) != 0 })
    }
    _ = random.next()
    let words = (0..<40).map { "group \($0)" } + ["é", "日本", ""]
    let few = Buffer(numbers { _, r in Int64(r.next(below: words.count)) }.array.map { UInt32($0) })
    let many = TextData((0..<count).map { "name-\($0 &* 7919 % 60_013)-of-many" })
    let doubles = Buffer(
      numbers { _, r in Int64(bitPattern: r.next()) >> 20 }.array.map { Double($0) / 3 * 1e-4 })
    let days = Buffer(
      numbers { _, r in Int64(19_000 + r.next(below: 900)) }.array.map { Int32($0) })
    let truths = Buffer(numbers { _, r in Int64(r.next(below: 2)) }.array.map { UInt8($0) })
    return Table([
      ("id", Column(.int, .int64(numbers { row, _ in Int64(row) }), count: count)),
      (
        "o",
        Column(.int, .int64(numbers { row, _ in Int64(row &* 7919 % count) }), count: count)
      ),
      (
        "g",
        Column(
          .text, .dictionary(DictionaryData(codes: few, values: TextData(words))),
          validity: gaps(9), count: count)
      ),
      ("t", Column(.text, .text(many), validity: gaps(50), count: count)),
      (
        "n",
        Column(
          .int, .int64(numbers { _, r in Int64(r.next(below: 2000)) - 1000 }), validity: gaps(7),
          count: count)
      ),
      ("x", Column(.number, .double(doubles), validity: gaps(11), count: count)),
      ("b", Column(.bool, .bool(truths), validity: gaps(13), count: count)),
      ("d", Column(.date, .int32(days), validity: gaps(17), count: count)),
    ])
  }()

  /// A table to join: as many rows as there are days, and one row for most groups.
  static let other: Table = {
    let days = Buffer((0..<700).map { Int32(19_100 + $0) })
    let names = TextData((0..<700).map { "group \($0 % 45)" })
    return Table([
      ("day", Column(.date, .int32(days), count: 700)),
      ("word", Column(.text, .text(names), count: 700)),
      ("value", Column(.int, .int64(Buffer((0..<700).map { Int64($0) })), count: 700)),
    ])
  }()

  static let stages = [
    "| filter n > 0 and (x < 1e8 or g == \"group 3\")", "| reject t ~ \"7-of\" | select id, t",
    "| filter x > mean(x) per g | select id, x",
    "| derive a = n * 2 + id, u = upper(g) | drop t, x",
    """
    | group by g agg c = count(), s = sum(x), m = mean(x), v = var(x), q = quantile(x, 0.9),
        f = first(t), l = last(t), u = count_distinct(t), e = entropy(abs(n)), i = iqr(x), k = mode(n),
        w = weighted_mean(x, abs(n)), low = min(t), high = max(d), by = max_by(t, x), p = fraction(b)
    """,
    """
    | agg c = count(x), s = sum(x), m = mean(x), sd = sd(x), md = median(x), r = corr(x, n),
        g = gini(abs(x)), ts = top_share(abs(x), 1%), h = hhi(abs(n)), e = entropy(g),
        gm = geo_mean(abs(x) + 1), all_b = all(b), any_b = any(b), un = unique(id), nn = no_nulls(x),
        lo = min(x), hi = max(n), by = min_by(t, x), f = fraction(b), i = iqr(n), mo = mode(g)
    """,
    "| group by every week(d), g agg s = sum(x), n = count(if: b)", "| group by whole month(d), b",
    "| group by t agg s = sum(n) | sort s desc, t | take 500",
    "| sort g desc, x, t | select id | take 20000", "| sort t, n desc | select id | skip 60000",
    "| top 100 by x", "| top 3 by x per g", "| bottom 50 by n with ties",
    "| top 5 g by sum(x) | select id",
    "| top 7 g by count() others \"rest\" | select g", "| take last 5", "| distinct g, b",
    "| distinct t", "| dedupe t keep max x | select id, t",
    "| dedupe g, b keep last along o",
    "| join other on g == word many | agg n = count(), s = sum(value)",
    "| left join other on d == day many | select id, value | take 90000",
    "| full join other on d == day many | agg n = count(), s = sum(value), x = sum(x)",
    "| anti join other on d == day | select id", "| semi join other on d == day | select id",
    "| right join other on d == day many | select id, day",
    "| union self | agg n = count(), s = sum(x)", "| group by d, g | complete d per g fill n = 0",
    "| select o, x, g | fill x linear along o per g | select x",
    "| select o, n | fill n forward along o", "| describe",
    "| group by day(d) | smooth n along day using loess(span: 0.4) as trend",
    "| derive l = lag(x), s = cumsum(n), r = rolling(mean(x), 5 rows) along o per g | select l, s, r",
    "| derive k = rank(x), z = zscore(x), h = share(abs(n)) per g | select k, z, h",
    "| derive m = running_max(x), c = cumcount(), p = is_record(x), a = row_no() along o | select m, c, p, a",
    "| rename number = n | select number, * except t | take 70000",
    "| expect id >= 0, count() > 1 | agg n = count(), s = sum(x)",
    "| group by month(d), g | pivot g values n fill 0",
    "| select id, n, o | unpivot n, o into name, value",
    "| group by g, b agg l = list(n) | explode l with index i | agg n = count(), s = sum(l), i = sum(i)",
    "| select t | split t on \"-\" into a, b, c | group by c",
    "| select t | extract t r\"^name-(?<number>\\d+)\" | take 70000",
    "| sample 10% per g seed 7 | select id",
    "| select id, d | asof join other on d >= day within 30 days | select id, value",
    "| filter id < 300 | select id | cross join other | agg n = count(), s = sum(value)",
    "| derive e = mod(o, 5000) | graph n -> e | sort node", "| graph summary n -> id",
    """
    | derive a = lead(x), b_2 = dense_rank(n), c = ntile(x, 7), e = cummean(x), f = running_min(n),
        h = delta(x), i = pct_change(n) along o per g
    | select a, b_2, c, e, f, h, i
    """,
    "| correlate n, x, o using spearman", "| histogram x bins 40 per g", "| ecdf n per b",
    "| ccdf n per b", "| derive a = abs(x) | lorenz a per g | take 30000",
    "| derive a = abs(n) + 1 | fit powerlaw a xmin 900 per b", "| fit linear x on n, o per g",
    "| compare x by b using kruskal",
  ]

  /// Verbs without a stage here: what they give is not a table of rows, or they write files.
  static let withoutStage: Set = ["plot", "show", "save"]

  @Test func everyVerbHasAStage() {
    let text = Self.stages.joined(separator: " \n") + " "
    for verb in Registry.standard.verbs.map({ $0.declaration.name })
    where !Self.withoutStage.contains(verb) {
      #expect(text.contains("| \(verb) "), "no stage for `\(verb)`")
    }
  }

  @Test func everyAggregateAndWindowHasAStage() {
    let text = Self.stages.joined(separator: "\n")
    let names =
      Registry.standard.aggregateFunctions.map { $0.declaration.name }
      + Registry.standard.windowFunctions.map { $0.declaration.name }
    for name in names { #expect(text.contains(" \(name)("), "no stage for `\(name)`") }
  }

  private static func bytes(_ index: Int, threads: Int) throws -> [UInt8] {
    let result = try Stages(stages[index]).result(
      table, with: ["other": other, "self": table], threads: threads)
    let sink = MemorySink()
    try Registry.standard.writers.first { $0.declaration.name == "csv" }?
      .write(result.table, to: sink, WriteOptions())
    // What is said about a run is part of the result.
    let notes = result.record.stages.flatMap(\.notes).map { "\($0.code) \($0.text)" }
    return sink.bytes + Array(notes.joined(separator: "\n").utf8)
  }

  @Test(arguments: stages.indices)
  func threadsDoNotShow(index: Int) throws {
    let expected = try Self.bytes(index, threads: 1)
    #expect(expected.count > 10)
    for threads in [2, 3, 8] {
      let same = try Self.bytes(index, threads: threads) == expected
      #expect(same, "\(threads) threads: \(Self.stages[index])")
    }
  }
}
