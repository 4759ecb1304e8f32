import Columnar
import Execution
import TestSupport
import Testing

/// What missing values mean (language.md 2.4), over random tables.
@Suite struct NullLaws {
  /// Conditions that can be true, false and unknown.
  static let conditions = [
    "n > 0", "x <= 0.5", "g == \"a\"", "g != \"a\"", "b", "not b", "n > 0 and b", "n > 0 or b",
    "k in [0, 1, null]", "n in -1..1", "g ~ \"^a\"", "d >= 2024", "n == x", "n < k",
    "if b then n > 0 else x > 0", "k in 0.. and not (x == n)",
  ]

  @Test func filterAndRejectShareTheRows() {
    let pairs = Self.conditions.map { condition in
      (
        Stages("| filter \(condition) | select id"), Stages("| reject \(condition) | select id"),
        Stages("| derive c = \(condition) | select c")
      )
    }
    Law("filter and reject", seed: 1, tables: 400).check { table, random in
      let (filter, reject, truth) = pairs[random.next(below: pairs.count)]
      let kept = try filter(table).map { $0[0] }
      let left = try reject(table).map { $0[0] }
      let truths = try truth(table).map { $0[0] }
      let ids = table["id"]
      let trueIDs = zip(ids, truths).filter { $0.1 == .bool(true) }.map(\.0)
      let otherIDs = zip(ids, truths).filter { $0.1 != .bool(true) }.map(\.0)
      return differ(kept, trueIDs, "filter") ?? differ(left, otherIDs, "reject")
    }
  }

  /// Pairs of conditions that say the same.
  static let equivalents: [(String, String)] = [
    ("n != k", "not (n == k)"), ("g != \"a\"", "not (g == \"a\")"), ("x != n", "not (x == n)"),
    ("b != true", "not (b == true)"), ("d != 2024-01-01", "not (d == 2024-01-01)"),
    ("n != null", "n is not null"), ("g == null", "g is null"),
    ("n <= k", "not (n > k)"), ("n >= k", "not (n < k)"), ("x < n", "not (x >= n)"),
    ("x > 0.5", "not (x <= 0.5)"), ("g < \"b\"", "not (g >= \"b\")"), ("n > k", "k < n"),
    ("d <= 2024-01", "not (d > 2024-01)"), ("d >= 2024-02-01", "not (d < 2024-02-01)"),
    ("n not in [0, 1]", "not (n in [0, 1])"), ("not (b and n > 0)", "not b or not (n > 0)"),
    ("not (b or n > 0)", "not b and not (n > 0)"), ("b and n > 0", "n > 0 and b"),
    ("b or n > 0", "n > 0 or b"), ("n in -1..2", "n >= -1 and n <= 2"),
    ("n in [0, 1]", "n == 0 or n == 1"), ("n in [0, null]", "n == 0 or n is null"),
    ("g !~ \"a\"", "not (g ~ \"a\")"), ("k is null", "not (k is not null)"),
  ]

  @Test func twoWaysToSayOneThing() {
    let stages = Self.equivalents.map { Stages("| derive p = \($0.0), q = \($0.1) | select p, q") }
    Law("equivalent conditions", seed: 2, tables: 600).check { table, random in
      let index = random.next(below: stages.count)
      for row in try stages[index](table) where row[0] != row[1] {
        return "\(Self.equivalents[index]): \(row)"
      }
      return nil
    }
  }

  @Test func comparisonsWithMissingValues() {
    let stages = Stages(
      """
      | derive equal = n == k, unequal = n != k, less = n < k, sum = n + k, name = g == null,
          text = f"{g}!", both = n ?? k, found = n in [1, null], range = n in 0..k
      | select n, k, equal, unequal, less, sum, name, g, text, both, found, range
      """)
    Law("comparisons with null", seed: 3, tables: 300).check { table, _ in
      for row in try stages(table) {
        let hasNull = row[0].isNull || row[1].isNull
        if row[2] != .bool(row[0] == row[1]) { return "== gave \(row)" }
        if row[3] != .bool(row[0] != row[1]) { return "!= gave \(row)" }
        if row[4].isNull != hasNull || row[5].isNull != hasNull { return "< or + gave \(row)" }
        if row[6] != .bool(row[7].isNull) { return "== null gave \(row)" }
        if row[8].isNull != row[7].isNull { return "f-string gave \(row)" }
        if row[9] != (row[0].isNull ? row[1] : row[0]) { return "?? gave \(row)" }
        if row[10] != .bool(row[0].isNull || row[0] == .int(1)) { return "in gave \(row)" }
        if row[11].isNull != hasNull { return "in range gave \(row)" }
      }
      return nil
    }
  }

  @Test func kleeneTables() {
    let stages = Stages(
      """
      | derive p = b, q = n > 0
      | derive both = p and q, either = p or q, neither = not p
      | select p, q, both, either, neither
      """)
    func truth(_ value: Value) -> Bool? { if case .bool(let truth) = value { truth } else { nil } }
    Law("Kleene", seed: 4, tables: 300).check { table, _ in
      for row in try stages(table) {
        let p = truth(row[0])
        let q = truth(row[1])
        let both = p == false || q == false ? false : (p == nil || q == nil ? nil : true)
        let either = p == true || q == true ? true : (p == nil || q == nil ? nil : false)
        if truth(row[2]) != both || truth(row[3]) != either { return "\(row)" }
        if truth(row[4]) != p.map({ !$0 }) { return "not: \(row)" }
      }
      return nil
    }
  }

  /// Aggregates that look at the values that are there and nothing else.
  static let aggregates = [
    "sum(x)", "mean(x)", "median(x)", "quantile(x, 0.9)", "min(x)", "max(x)", "sd(x)", "var(x)",
    "iqr(x)", "mode(x)", "first(x)", "last(x)", "count(x)", "count_distinct(x)", "min(g)", "max(g)",
    "count(g)", "mode(g)", "first(g)", "last(d)", "max(d)", "min_by(g, n)", "max_by(g, n)",
    "sum(n)",
    "mean(n)", "entropy(g)", "list(n)",
  ]

  @Test func aggregatesSkipNulls() {
    let pairs = Self.aggregates.map { aggregate -> (Stages, Stages) in
      let inside = aggregate.split(separator: "(")[1]
      let names = inside.split(whereSeparator: { ",) ".contains($0) }).map(String.init)
      let conditions = names.filter { Int($0) == nil && Double($0) == nil }
        .map { "\($0) is not null" }.joined(separator: " and ")
      let without =
        aggregate.contains("_by")
        ? "| filter n is not null | agg a = \(aggregate)"
        : "| filter \(conditions) | agg a = \(aggregate)"
      return (Stages("| agg a = \(aggregate)"), Stages(without))
    }
    Law("aggregates skip nulls", seed: 5, tables: 500).check { table, random in
      let index = random.next(below: pairs.count)
      return differ(
        try pairs[index].0(table), try pairs[index].1(table), Self.aggregates[index])
    }
  }

  @Test func countsAndNothing() {
    let stages = Stages(
      """
      | agg rows = count(), there = count(n), sure = count(if: n > 0), total = sum(n),
          sum_of_some = sum(n, if: b), share = fraction(n > 0), mean = mean(n)
      """)
    let nothing = Stages(
      """
      | filter id < 0
      | agg c = count(), cx = count(x), s = sum(n), sx = sum(x), m = mean(x), low = min(g),
          q = quantile(x, 0.5), d = sd(x), f = first(g), f_2 = fraction(b)
      """)
    Law("counts", seed: 6, tables: 300).check { table, _ in
      let numbers = table["n"].compactMap { if case .int(let n) = $0 { n } else { nil } }
      let row = try stages(table)[0]
      let some = zip(table["n"], table["b"]).reduce(Int64(0)) { sum, pair in
        if case .int(let n) = pair.0, pair.1 == .bool(true) { sum + n } else { sum }
      }
      let positive = numbers.filter { $0 > 0 }.count
      let expected: [Value] = [
        .int(Int64(table.rows.count)), .int(Int64(numbers.count)), .int(Int64(positive)),
        .int(numbers.reduce(0, +)), .int(some),
        numbers.isEmpty ? .null : .number(Double(positive) / Double(numbers.count)),
        numbers.isEmpty
          ? .null : .number(Double(numbers.reduce(0, +)) / Double(numbers.count)),
      ]
      let none: [Value] =
        [.int(0), .int(0), .int(0), .number(0)] + Array(repeating: .null, count: 6)
      return try differ(row, expected) ?? differ(nothing(table)[0], none, "of nothing")
    }
  }

  @Test func groupsSortsAndTopsPutNullsLast() {
    let group = Stages("| group by g | select g")
    let ascending = Stages("| sort n | select n")
    let descending = Stages("| sort n desc | select n")
    let top = Stages("| top 3 by x | select x")
    let bottom = Stages("| bottom 3 by x per k | select x")
    Law("nulls last", seed: 7, tables: 300).check { table, _ in
      func isLast(_ values: [Value]) -> Bool {
        !values.drop { !$0.isNull }.contains { !$0.isNull }
      }
      for stages in [group, ascending, descending] {
        let values = try stages(table).map { $0[0] }
        if !isLast(values) { return "null before a value: \(values)" }
      }
      let groups = try group(table).map { $0[0] }
      if Set(groups) != Set(table["g"]) || groups.count != Set(groups).count {
        return "groups \(groups)"
      }
      if try top(table).contains([.null]) { return "null ranked" }
      if try bottom(table).contains([.null]) { return "null ranked" }
      return nil
    }
  }

  @Test func nullKeysMatchNothing() {
    let kinds = ["inner", "left", "right", "full", "semi", "anti"]
    let stages = kinds.map { Stages("| \($0) join other on g == key many | select *") }
    Law("null join keys", seed: 8, tables: 300).check { table, random in
      let other = RandomTable(&random, bound: 8)
      let rename = Stages("| select key = g, value = id")
      let otherTable = try rename.result(other.table()).table
      let ownCount = Dictionary(grouping: table["g"].filter { !$0.isNull }) { $0 }.mapValues(
        \.count)
      let otherCount = Dictionary(grouping: other["g"].filter { !$0.isNull }) { $0 }
        .mapValues(\.count)
      let inner = ownCount.reduce(0) { $0 + $1.value * (otherCount[$1.key] ?? 0) }
      let matched = table["g"].filter { otherCount[$0] != nil }.count
      let matchedOther = other["g"].filter { ownCount[$0] != nil }.count
      let left = inner + table.rows.count - matched
      let right = other.rows.count - matchedOther
      let expected = [
        inner, left, inner + right, left + right, matched, table.rows.count - matched,
      ]
      for (index, stage) in stages.enumerated() {
        let count = try stage.result(table.table(), with: ["other": otherTable]).table.rowCount
        if count != expected[index] {
          return "\(kinds[index]) gave \(count), not \(expected[index]); other is \(other.text)"
        }
      }
      return nil
    }
  }
}
