import Columnar
import Execution
import TestSupport
import Testing

/// Periods, gaps and windows.
@Suite struct SeriesLaws {
  @Test func everyAddsOnlyEmptyPeriods() {
    for grain in ["day", "week", "month", "quarter", "year"] {
      let plain = Stages(
        "| filter d is not null | group by p = \(grain)(d), g agg n = count(), s = sum(n)")
      let every = Stages(
        "| filter d is not null | group by every p = \(grain)(d), g agg n = count(), s = sum(n)")
      Law("every \(grain)", seed: 31, tables: 120).check { table, random in
        let few = try plain(table)
        let all = try every(table)
        if few != all.filter({ $0[2] != .int(0) }) { return "groups with rows differ" }
        if all.contains(where: { $0[2] == .int(0) && $0[3] != .int(0) }) { return "sum of nothing" }
        let periods = Self.periods(few.map { $0[0] })
        let names = Set(few.map { $0[1] })
        // One row for each period from the first to the last and each other key.
        if all.count != periods.count * names.count { return "\(all.count) rows" }
        for name in names where Self.periods(all.filter { $0[1] == name }.map { $0[0] }) != periods
        {
          return "another span for \(name)"
        }
        return differ(all, try every(table.shuffled(&random)), "shuffled")
      }
    }
  }

  /// The numbers from the smallest period to the largest.
  static func periods(_ values: [Value]) -> [Int32] {
    let numbers = values.compactMap { if case .period(_, let number) = $0 { number } else { nil } }
    guard let low = numbers.min(), let high = numbers.max() else { return [] }
    return Array(low...high)
  }

  @Test func wholeLeavesOutPartialEdges() {
    let whole = Stages(
      "| filter d is not null | group by whole m = month(d) agg n = count(), low = min(d), high = max(d)"
    )
    let plain = Stages(
      "| filter d is not null | group by m = month(d) agg n = count(), low = min(d), high = max(d)")
    Law("whole", seed: 32, tables: 300).check { table, _ in
      let days = table["d"].compactMap { if case .date(let day) = $0 { day } else { nil } }
      let all = try plain(table)
      let kept = try whole(table)
      // A month is whole when the data begins on its first day or before and ends on its last or after.
      let expected = all.filter { row in
        guard case .period(let grain, let number) = row[0], let low = days.min(),
          let high = days.max()
        else { return false }
        return low <= grain.firstDay(of: number) && high >= grain.lastDay(of: number)
      }
      return differ(kept, expected)
    }
  }

  @Test func completeGivesEveryCombination() {
    let complete = Stages("| group by k, g agg n = count() | complete k, g fill n = 0 | sort k, g")
    let weeks = Stages(
      "| filter d is not null | group by w = week(d), g | complete w per g fill n = 0 | select w, g, n"
    )
    Law("complete", seed: 33, tables: 300).check { table, _ in
      let rows = try complete(table)
      let ks = table["k"].compactMap { if case .int(let n) = $0 { n } else { nil } }
      let pairs = Set(rows.map { [$0[0], $0[1]] })
      if pairs.count != rows.count { return "a combination twice" }
      let present = Set(zip(table["k"], table["g"]).map { [$0, $1] })
      if !present.isSubset(of: pairs) { return "a combination lost" }
      if let low = ks.min(), let high = ks.max() {
        for number in low...high {
          for name in Set(table["g"]) where !name.isNull && !pairs.contains([.int(number), name]) {
            return "\(number), \(name) is not there"
          }
        }
      }
      for part in Dictionary(grouping: try weeks(table), by: { $0[1] }).values {
        if Self.periods(part.map { $0[0] }).count != part.count {
          return "weeks of a part: \(part)"
        }
      }
      let counts = try weeks(table).reduce(0) { $0 + Int($1[2].asDouble ?? 0) }
      return differ(counts, table["d"].filter { !$0.isNull }.count, "sum of n")
    }
  }

  @Test func fillsTouchNullsOnly() {
    let methods = [
      "forward along o", "backward along o", "linear along o", "nearest along o", "with 7",
    ]
    let stages = methods.flatMap { method in
      ["", " per k"].map {
        Stages(
          "| derive f = n | fill f \(method)\(method == "with 7" ? "" : $0) | select id, n, f, k")
      }
    }
    let twice = Stages("| fill n forward along o | fill n backward along o | select n")
    Law("fill", seed: 34, tables: 500).check { table, random in
      let index = random.next(below: stages.count)
      for row in try stages[index](table) where !row[1].isNull && row[1] != row[2] {
        if row[1].asDouble != row[2].asDouble { return "\(methods[index / 2]) changed \(row)" }
      }
      let values = try twice(table).map { $0[0] }
      if table["n"].contains(where: { !$0.isNull }), values.contains(.null) { return "left a gap" }
      let filled = try stages[8](table).map { $0[2] }
      return differ(filled, table["n"].map { $0.isNull ? .int(7) : $0 }, "with 7")
    }
  }

  @Test func lagAndLeadUndoEachOther() {
    let stages = Stages(
      """
      | derive before = lag(n), after = lead(n) along o per g
      | derive back = lead(before), forth = lag(after), left = row_no(), size = count() along o per g
      | select n, back, forth, left, size
      """)
    Law("lag and lead", seed: 35, tables: 300).check { table, _ in
      for row in try stages(table) {
        if row[3] != row[4], row[1] != row[0] { return "lead of lag: \(row)" }
        if row[3] != .int(1), row[2] != row[0] { return "lag of lead: \(row)" }
      }
      return nil
    }
  }

  @Test func runningTotalsEndInTotals() {
    let stages = Stages(
      """
      | derive c = cumsum(n), k_2 = cumcount(), high = running_max(n), low = running_min(n), m = cummean(n) along o per g
      | derive total = sum(n), rows = count(), most = max(n), least = min(n), mean = mean(n) per g
      | derive place = row_no() along o per g
      | filter place == rows
      | select c, total, k_2, rows, high, most, low, least, m, mean, n
      """)
    Law("running totals", seed: 36, tables: 400).check { table, _ in
      for row in try stages(table) {
        if row[2] != row[3] { return "cumcount \(row)" }
        // Running values are null where the value is.
        guard !row[10].isNull else { continue }
        if row[0] != row[1] || row[4] != row[5] || row[6] != row[7] { return "\(row)" }
        guard let running = row[8].asDouble, let mean = row[9].asDouble else { continue }
        if abs(running - mean) > 1e-12 * max(1, abs(mean)) { return "cummean \(row)" }
      }
      return nil
    }
  }

  @Test func ranksArePermutations() {
    let stages = Stages(
      """
      | derive r = rank(x), dense = dense_rank(x), place = row_no() along x per g
      | derive unique_rank = rank(o) per g
      | select g, x, r, dense, unique_rank, id
      """)
    let all = Stages(
      "| derive r = rank(x), dense = dense_rank(x), u = rank(o) | select x, r, dense, u")
    Law("ranks", seed: 37, tables: 300).check { table, _ in
      _ = try stages(table)
      let rows = try all(table)
      let unique = rows.compactMap { if case .int(let n) = $0[3] { Int(n) } else { nil } }.sorted()
      if unique != Array(0..<rows.count).map({ $0 + 1 }) { return "rank without ties: \(unique)" }
      let values = rows.compactMap { $0[0].asDouble }
      for row in rows {
        guard let x = row[0].asDouble else {
          if row[1].isNull && row[2].isNull { continue }
          return "null has rank \(row)"
        }
        // The smallest value is first, ties share the rank of the first of them.
        let above = values.filter { $0 < x }
        if row[1] != .int(Int64(above.count + 1)) { return "rank \(row)" }
        if row[2] != .int(Int64(Set(above).count + 1)) { return "dense rank \(row)" }
      }
      return nil
    }
  }

  @Test func quantilesStayBetweenTheirNeighbours() {
    let parts = [0.0, 0.1, 0.25, 0.5, 0.75, 0.9, 1.0]
    let stages = (1...9).map { type in
      Stages(
        "| agg "
          + parts.enumerated().map { "q\($0.0) = quantile(x, \($0.1), type: \(type))" }
          .joined(separator: ", ") + ", low = min(x), high = max(x), n = count(x)")
    }
    Law("quantiles", seed: 38, tables: 300).check { table, random in
      let type = random.next(below: 9)
      let row = try stages[type](table)[0]
      let sorted = table["x"].compactMap(\.asDouble).sorted()
      let values = row.prefix(parts.count).compactMap(\.asDouble)
      guard !sorted.isEmpty else { return values.isEmpty ? nil : "of nothing \(row)" }
      if values.count != parts.count { return "missing: \(row)" }
      if values != values.sorted() { return "type \(type + 1) goes down: \(values)" }
      if values[0] < sorted[0] || (values.last ?? 0) > (sorted.last ?? 0) {
        return "outside \(row)"
      }
      if type == 6, values[0] != sorted[0] || values.last != sorted.last { return "ends \(row)" }
      for (part, value) in zip(parts, values) {
        // Every type lies within two places of p n (Hyndman and Fan 1996).
        let place = part * Double(sorted.count)
        let low = sorted[max(0, min(sorted.count - 1, Int(place) - 2))]
        let high = sorted[max(0, min(sorted.count - 1, Int(place) + 1))]
        if value < low || value > high { return "type \(type + 1): q\(part) is \(value)" }
      }
      return nil
    }
  }

  @Test func sharesAndScores() {
    let stages = Stages(
      """
      | filter k is not null | derive k = k + 1 | derive s = share(k) per g | derive z = zscore(k) per b
      | derive t = ntile(o, 3) | select g, s, t, b, z
      """)
    Law("shares", seed: 39, tables: 300).check { table, _ in
      let rows = try stages(table)
      for part in Dictionary(grouping: rows, by: { $0[0] }).values {
        let sum = part.compactMap { $0[1].asDouble }.reduce(0, +)
        if abs(sum - 1) > 1e-12 { return "shares sum to \(sum)" }
      }
      for part in Dictionary(grouping: rows, by: { $0[3] }).values {
        let scores = part.compactMap { $0[4].asDouble }
        if abs(scores.reduce(0, +)) > 1e-9 { return "scores sum to \(scores.reduce(0, +))" }
      }
      let sizes = Dictionary(grouping: rows) { $0[2] }.values.map(\.count)
      if let low = sizes.min(), let high = sizes.max(), rows.count >= 3, high - low > 1 {
        return "tiles of \(sizes)"
      }
      return nil
    }
  }
}
