import Catalog
import Columnar
import Execution
import Planning
import TestSupport
import Testing

/// How values lie in memory and how many threads there are shows in no result.
@Suite struct MemoryLaws {
  /// Stages over text, and over columns that later stages do not want.
  static let stages = [
    "| filter g == \"a\"", "| reject g in [\"a\", \"B\"] or g is null", "| derive u = upper(g)",
    "| group by g agg n = count(), m = max(g), x = mean(x)", "| group by upper(g)",
    "| sort g desc, o",
    "| distinct g", "| dedupe g keep last", "| top 2 by g", "| top 1 g by sum(n)",
    "| derive p = lag(g) along o per k", "| derive s = g ~ \"a\", l = length(g) + n",
    "| agg m = mode(g), c = count_distinct(g), l = list(g), first = first(g), e = entropy(g)",
    "| filter g < \"b\" and n > 0", "| derive c = if n > 0 then g else \"other\"",
    "| complete g, b fill n = 0", "| derive f = g | fill f forward along o",
    "| derive d_2 = g ?? \"none\", t = f\"{g}-{n}\"", "| join other on g | sort id, o",
    "| group by every month(d), g", "| filter count() > 2 per g", "| describe g",
  ]

  @Test func codedAndPlainTextAreOne() {
    let all = Self.stages.map { Stages($0) }
    Law("dictionary", seed: 51, tables: 700).check { table, random in
      let index = random.next(below: all.count)
      func rows(_ coded: Bool) throws -> [[Value]] {
        let plain = table.table(coded: coded)
        let other = try Stages("| select g, other = o | distinct g").result(plain).table
        return try all[index].result(plain, with: ["other": other]).table.valueRows
      }
      return differ(try rows(true), try rows(false), Self.stages[index])
    }
  }

  /// A table behind a selection of its rows, as `filter` leaves it.
  @Test func selectionsShowNothing() {
    let all = Self.stages.map { Stages($0) }
    let twice = Stages("| union again | filter k_2 == 1 | drop k_2")
    Law("selection", seed: 52, tables: 500).check { table, random in
      let index = random.next(below: all.count)
      let marked = try Stages("| derive k_2 = 2").result(table.table()).table
      let own = try Stages("| derive k_2 = 1").result(table.table()).table
      let selected = try twice.result(marked, with: ["again": own]).table
      let other = try Stages("| select g, other = o | distinct g").result(table.table()).table
      let with = ["other": other]
      return differ(
        try all[index].result(selected, with: with).table.valueRows,
        try all[index].result(table.table(), with: with).table.valueRows, Self.stages[index])
    }
  }

  @Test func unreadColumnsAreNotMissed() {
    let pruned = Self.stages.map { Stages($0 + " | take 1000") }
    let ends = ["| select o", "| agg n = count()", "| select g | distinct", "| sort o | select id"]
    let short = Self.stages.prefix(12).flatMap { stage in
      stage.contains("group") || stage.contains("agg") || stage.contains("distinct")
        ? [] : ends.map { Stages(stage + " " + $0) }
    }
    Law("pruning", seed: 53, tables: 700).check { table, random in
      let list = random.next(below: 3) == 0 ? pruned : short
      let stages = list[random.next(below: list.count)]
      let whole = table.table()
      let other = try Stages("| select g, other = o | distinct g").result(whole).table
      var plan = try stages.plan(whole, with: ["other": other])
      let context = RunContext(workers: Workers(threadCount: 1), evaluator: Evaluator())
      let expected = try PlanExecutor.run(plan, context).table.valueRows
      plan.source = .data(RecordingSource(whole), name: "data", schema: whole.schema)
      return differ(try PlanExecutor.run(plan, context).table.valueRows, expected)
    }
  }
}
