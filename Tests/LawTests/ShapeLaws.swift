import Columnar
import Execution
import TestSupport
import Testing

/// Verbs that change the shape of a table lose and invent nothing.
@Suite struct ShapeLaws {
  @Test func unpivotUndoesPivot() {
    // An empty text cannot name a column: `pivot` calls it `(empty)`.
    let long = Stages(
      "| filter g is not null and g != \"\" | dedupe k, g keep first | select k, g, n")
    let round = Stages(
      """
      | filter g is not null and g != "" | dedupe k, g keep first | select k, g, n
      | pivot g values n | unpivot * except k into g, n | select k, g, n
      """)
    Law("pivot and unpivot", seed: 61, tables: 300).check { table, _ in
      let before = try long(table)
      guard !before.isEmpty else { return nil }
      let after = try round(table)
      let names = Set(before.map { $0[1] })
      let keys = Set(before.map { $0[0] })
      // Every key has a row for every name; what was not there is null.
      if after.count != keys.count * names.count { return "\(after.count) rows" }
      let known = Dictionary(before.map { ([$0[0], $0[1]], $0[2]) }) { a, _ in a }
      for row in after where row[2] != (known[[row[0], row[1]]] ?? .null) { return "\(row)" }
      return nil
    }
  }

  @Test func pivotUndoesUnpivot() {
    let stages = Stages(
      "| select id, k, n | unpivot k, n into name, value | pivot name values value in [\"k\", \"n\"]"
    )
    let same = Stages("| select id, k, n")
    Law("unpivot and pivot", seed: 62, tables: 200).check { table, _ in
      differ(try stages(table), try same(table))
    }
  }

  @Test func listsComeApart() {
    let lists = Stages("| group by g agg items = list(n) | explode items as n | select g, n")
    let rows = Stages("| filter n is not null | select g, n")
    let empty = Stages("| group by g agg items = list(n) | filter items is null | select g")
    let positions = Stages(
      "| group by g agg items = list(o) | explode items with index i | select g, i")
    Law("explode", seed: 63, tables: 300).check { table, _ in
      var expected = multiset(try rows(table))
      // A group without values has no list, and gives one row with null.
      for row in try empty(table) { expected[[row[0], .null]] = 1 }
      if multiset(try lists(table)) != expected { return "explode of list" }
      let counted = Dictionary(grouping: try positions(table)) { $0[0] }
      for (name, part) in counted {
        let wanted = (0..<part.count).map { [name, Value.int(Int64($0))] }
        if part != wanted { return "positions of \(name): \(part)" }
      }
      return nil
    }
  }

  @Test func splitTextsJoinAgain() {
    let stages = Stages(
      "| derive p = f\"{g}/{k}/{g}\", l = p | split l on \"/\" | derive again = join_text(l, \"/\") | select p, again"
    )
    Law("split", seed: 64, tables: 200).check { table, _ in
      try stages(table).first { $0[0] != $0[1] }.map { "\($0)" }
    }
  }

  @Test func samplesAreSubsets() {
    let few = Stages("| sample 5 seed 3 | select id")
    let half = Stages("| sample 50% per g seed 3 | select id, g")
    let all = Stages("| sample 100% seed 3 | select id")
    Law("sample", seed: 65, tables: 200).check { table, _ in
      let drawn = try few(table).map { $0[0] }
      let ids = Set(table["id"])
      if drawn.count != min(5, table.rows.count) || Set(drawn).count != drawn.count {
        return "\(drawn)"
      }
      if !Set(drawn).isSubset(of: ids) { return "rows from nowhere" }
      if table["id"].filter(Set(drawn).contains) != drawn { return "another order: \(drawn)" }
      if try few(table).map({ $0[0] }) != drawn { return "another sample the second time" }
      if Set(try all(table).map { $0[0] }) != ids { return "100% lost rows" }
      let parts = Dictionary(grouping: try half(table)) { $0[1] }
      for (name, part) in parts {
        let size = table["g"].filter { $0 == name }.count
        if abs(2 * part.count - size) > 1 { return "\(part.count) of \(size)" }
      }
      return nil
    }
  }

  @Test func crossAndAsofJoins() {
    let cross = Stages("| select id | cross join other")
    let asof = Stages("| select id, o | asof join other on o >= place")
    let rename = Stages("| select place = o, value = n")
    Law("cross and asof", seed: 66, tables: 200).check { table, random in
      let small = RandomTable(&random, bound: 7)
      let other = try rename.result(small.table()).table
      let pairs = try cross(table, with: ["other": other])
      if pairs.count != table.rows.count * small.rows.count { return "\(pairs.count) pairs" }
      for row in try asof(table, with: ["other": other]) {
        guard case .int(let o) = row[1] else { return "\(row)" }
        // The nearest place that is not beyond.
        let best = small.rows.filter { if case .int(let p) = $0[1] { p <= o } else { false } }
          .max { a, b in (a[1].asDouble ?? 0) < (b[1].asDouble ?? 0) }
        if row.last != (best?[4] ?? .null) { return "\(row), other \(small.text)" }
      }
      return nil
    }
  }
}
