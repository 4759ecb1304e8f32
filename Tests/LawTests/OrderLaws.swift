import Columnar
import Execution
import TestSupport
import Testing

/// What the order of the rows may change and what not.
@Suite struct OrderLaws {
  /// Aggregates that do not depend on the order of the rows, to the last bit.
  static let exact =
    """
    c = count(), cn = count(n), s = sum(n), low = min(x), high = max(x), first = min(g),
    last = max(d), q = quantile(x, 0.9), m = median(x), distinct = count_distinct(g),
    only = unique(g), whole = no_nulls(x), share = fraction(b), every = all(b), some = any(b),
    spread = iqr(x), e = entropy(g)
    """

  @Test func groupsDoNotSeeTheOrder() {
    let stages = [
      "| agg ", "| group by g agg ", "| group by k, b agg ", "| group by month(d) agg ",
    ]
    .map { Stages($0 + Self.exact) }
    Law("group", seed: 11, tables: 500).check { table, random in
      let stage = stages[random.next(below: stages.count)]
      return differ(try stage(table), try stage(table.shuffled(&random)))
    }
  }

  /// Sums of any numbers stay within the bound of Neumaier's sum (1974).
  ///
  /// They are added with compensation in the order of the rows, so that another order may change the
  /// last bits: by one rounding of the result and a term of second order in the sum of magnitudes.
  @Test func sumsOfNumbersKeepTheirBound() {
    let sums = Stages("| group by k agg s = sum(x), m = mean(x), size = sum(abs(x)), n = count(x)")
    let epsilon = 0x1p-53
    Law("sums", seed: 12, tables: 500).check { table, random in
      let left = try sums(table)
      let right = try sums(table.shuffled(&random))
      for (a, b) in zip(left, right) {
        let size = a[3].asDouble ?? 0
        let count = a[4].asDouble ?? 0
        guard let s = a[1].asDouble, let t = b[1].asDouble, a[0] == b[0], a[4] == b[4] else {
          return "\(a) \(b)"
        }
        let bound = 4 * epsilon * abs(s) + 4 * count * count * epsilon * epsilon * size
        if abs(s - t) > bound { return "sum \(s) \(t)" }
        guard let m = a[2].asDouble, let n = b[2].asDouble else { continue }
        if abs(m - n) > bound / count + 4 * epsilon * abs(m) { return "mean \(m) \(n)" }
      }
      return nil
    }
  }

  @Test func sumsOfSmallFractionsAreExact() {
    let sums = Stages("| derive y = n / 8 | group by g agg s = sum(y)")
    Law("exact sums", seed: 13, tables: 200).check { table, random in
      differ(try sums(table), try sums(table.shuffled(&random)))
    }
  }

  /// Windows with an order that has no ties, over parts.
  static let windows = [
    "lag(n)", "lead(x)", "lag(g, 2)", "delta(n)", "pct_change(x)", "cumsum(n)", "cumcount()",
    "cummean(n)", "running_max(x)", "running_min(n)", "is_record(x)", "rolling(sum(n), 3 rows)",
    "rolling(max(x), 2 rows)", "first(n)", "last(g)", "row_no()", "rank(x)", "dense_rank(n)",
    "ntile(o, 3)", "count()", "count_distinct(g)", "max(d)", "sum(n)", "median(x)",
    "rolling(mean(n), 3 rows, centered: true)", "cumsum(if b then 1 else 0)",
  ]

  @Test func windowsDoNotSeeTheOrder() {
    let stages = Self.windows.flatMap { window in
      ["", " per g", " per k, b"].map {
        Stages("| derive w = \(window) along o\($0) | sort o | select o, w")
      }
    }
    // Where values tie, their ranks follow the order of the rows.
    Law("windows", seed: 14, tables: 900).check { table, random in
      let index = random.next(below: stages.count)
      return differ(
        try stages[index](table), try stages[index](table.shuffled(&random)),
        Self.windows[index / 3])
    }
  }

  @Test func filtersAndSortsWithWindows() {
    let stages = [
      "| filter n > mean(n) per g", "| reject cumsum(n) > 2 along o", "| sort rank(o) desc",
      "| filter row_no() == 1 along o desc per g", "| filter x == max(x) per k",
      "| derive share = n / sum(n) per k", "| top 2 by o per g", "| bottom 3 by o",
      "| dedupe g keep max o", "| dedupe k, b keep min o", "| dedupe g keep first along o",
      "| dedupe g keep last along o desc",
    ].map { Stages($0 + " | sort o") }
    Law("stages with windows", seed: 15, tables: 500).check { table, random in
      let stage = stages[random.next(below: stages.count)]
      return differ(try stage(table), try stage(table.shuffled(&random)))
    }
  }

  @Test func topHasAtMostAsManyRows() {
    let kinds = ["top", "bottom"].map { kind in
      (
        Stages("| \(kind) 3 by n | select id, n"),
        Stages("| \(kind) 3 by n with ties | select id, n"),
        Stages("| filter n is not null | sort n \(kind == "top" ? "desc" : "asc") | select id, n")
      )
    }
    Law("top", seed: 16, tables: 400).check { table, random in
      let (top, ties, sorted) = kinds[random.next(below: 2)]
      let rows = try top(table)
      let best = try sorted(table)
      if rows.count != min(3, best.count) { return "\(rows.count) rows" }
      // Ties go to the earlier row, and the sort is stable, so both choose the same rows.
      if Set(rows) != Set(best.prefix(3)) { return "\(rows) is not \(best.prefix(3))" }
      let cut = best.prefix(3).last?[1]
      let withTies = best.enumerated().filter { $0.offset < 3 || $0.element[1] == cut }.map(
        \.element)
      if Set(try ties(table)) != Set(withTies) { return "with ties" }
      // Rows above the cut stay whatever the order.
      let others = try top(table.shuffled(&random))
      let sure = best.filter { row in
        best.filter { $0[1] == row[1] || first($0, row, best) }.count <= 3
      }
      return sure.allSatisfy { others.contains($0) } ? nil : "\(sure) not in \(others)"
    }
    func first(_ a: [Value], _ b: [Value], _ sorted: [[Value]]) -> Bool {
      (sorted.firstIndex { $0[1] == a[1] } ?? 0) < (sorted.firstIndex { $0[1] == b[1] } ?? 0)
    }
  }

  @Test func entitiesKeepAllTheirRows() {
    let top = Stages("| top 2 g by count() | select g")
    let others = Stages("| top 2 g by count() others \"rest\" | select g")
    Law("top entities", seed: 17, tables: 300).check { table, _ in
      let counts = Dictionary(grouping: table["g"]) { $0 }.mapValues(\.count)
      let kept = try top(table).map { $0[0] }
      for value in Set(kept) where kept.filter({ $0 == value }).count != counts[value] {
        return "lost rows of \(value)"
      }
      let best = counts.filter { !$0.key.isNull }.map(\.value).sorted(by: >).prefix(2)
      let chosen = Set(kept).compactMap { counts[$0] }.sorted(by: >)
      if chosen.reduce(0, +) < best.reduce(0, +) { return "\(chosen) is not \(best)" }
      let all = try others(table).map { $0[0] }
      if all.count != table.rows.count { return "others lost rows" }
      // Rows without an entity belong to none: they are not kept, and not relabelled either.
      return differ(all.filter { $0 != .text("rest") && !$0.isNull }, kept, "others")
    }
  }

  @Test func distinctAndDedupe() {
    let distinct = Stages("| select g, n | distinct")
    let first = Stages("| dedupe g, n keep first | select id, g, n")
    let best = Stages("| dedupe g keep max x | select g, x")
    Law("distinct", seed: 18, tables: 400).check { table, random in
      let pairs = zip(table["g"], table["n"]).map { [$0, $1] }
      var seen: Set<[Value]> = []
      let unique = pairs.filter { seen.insert($0).inserted }
      if let flaw = try differ(distinct(table), unique, "distinct") { return flaw }
      let shuffled = try distinct(table.shuffled(&random))
      if Set(shuffled) != seen || shuffled.count != seen.count { return "distinct, shuffled" }
      if let flaw = try differ(first(table).map { Array($0[1...]) }, unique, "dedupe") {
        return flaw
      }
      for row in try best(table) {
        let values = zip(table["g"], table["x"]).filter { $0.0 == row[0] }.compactMap {
          $0.1.asDouble
        }
        if row[1].asDouble != values.max() { return "keep max gave \(row)" }
      }
      return differ(Set(try best(table)), Set(try best(table.shuffled(&random))), "keep max")
    }
  }

  @Test func sortsAreStable() {
    let orders = ["n", "n desc", "g, x desc", "b desc, k", "d", "x", "g desc", "length(g)", "-n"]
    let stages = orders.map {
      Stages("| derive y = length(g) | sort \($0) | select id, n, g, x, b")
    }
    let keys = Stages("| sort n desc, g | sort n desc, g | select id")
    let once = Stages("| sort n desc, g | select id")
    let twice = Stages("| sort g | sort n desc | select id")
    Law("sort", seed: 19, tables: 500).check { table, random in
      let rows = try stages[random.next(below: stages.count)](table)
      if Set(rows.map { $0[0] }) != Set(table["id"]) || rows.count != table.rows.count {
        return "rows lost"
      }
      let byOne = try stages[0](table)
      for (left, right) in zip(byOne, byOne.dropFirst()) where left[1] == right[1] {
        guard case .int(let a) = left[0], case .int(let b) = right[0], a < b else {
          return "not stable at \(left)"
        }
      }
      let sorted = try once(table)
      return try differ(keys(table), sorted, "sorted again")
        ?? differ(twice(table), sorted, "by one key after the other")
    }
  }

  @Test func joinsAreMultisets() {
    let kinds = ["inner", "left", "right", "full", "semi", "anti"]
    let stages = kinds.map {
      Stages("| select id, g, k | \($0) join other on g == key, k == number many")
    }
    Law("joins", seed: 20, tables: 400).check { table, random in
      let small = RandomTable(&random, bound: 8)
      let rename = Stages("| select key = g, number = k, value = id")
      let other = try rename.result(small.table()).table
      let otherShuffled = try rename.result(small.shuffled(&random).table()).table
      let index = random.next(below: kinds.count)
      let rows = try stages[index](table, with: ["other": other])
      let shuffled = try stages[index](table.shuffled(&random), with: ["other": otherShuffled])
      if multiset(rows) != multiset(shuffled) { return "\(kinds[index]), other \(small.text)" }
      guard index == 0 else { return nil }
      // Pairs in the order of the left rows, and for each in the order of the right rows.
      let pairs = table.rows.flatMap { left in
        small.rows.filter { right in
          !left[2].isNull && !left[3].isNull && left[2] == right[2] && left[3] == right[3]
        }.map { [left[0], left[2], left[3], $0[0]] }
      }
      return differ(rows.map { [$0[0], $0[1], $0[2], $0.last ?? .null] }, pairs, "inner")
    }
  }

  @Test func unionsAndCuts() {
    let union = Stages("| union other")
    let first = Stages("| take 5")
    let last = Stages("| take last 5")
    let rest = Stages("| skip 5")
    let middle = Stages("| take 3..6")
    Law("union and take", seed: 21, tables: 300).check { table, random in
      let other = RandomTable(&random)
      let both = try union(table, with: ["other": other.table()])
      if let flaw = differ(both, table.rows + other.rows, "union") { return flaw }
      if let flaw = try differ(first(table) + rest(table), table.rows, "take and skip") {
        return flaw
      }
      return try differ(last(table), Array(table.rows.suffix(5)), "take last")
        ?? differ(middle(table), Array(table.rows.prefix(6).dropFirst(2)), "take 3..6")
    }
  }
}
