import Columnar
import Execution
import Foundation
import TestSupport
import Testing

/// Distributions, correlations and graphs of random tables.
@Suite struct DistributionLaws {
  @Test func histogramsCountEveryValue() {
    let rules = ["", " bins 3", " bins 1", " width 7", " per k"]
    let stages = ["n", "x", "d"].flatMap { column in
      // A width of dates is a duration.
      rules.filter { column == "n" || $0 != " width 7" }.map {
        (column, Stages("| histogram \(column)\($0) | select from, to, n"))
      }
    }
    Law("histogram", seed: 71, tables: 400).check { table, random in
      let (column, histogram) = stages[random.next(below: stages.count)]
      let rows = try histogram(table)
      let counted = rows.reduce(0) { $0 + Int($1[2].asDouble ?? 0) }
      return differ(counted, table[column].filter { !$0.isNull }.count, "values of \(column)")
    }
  }

  @Test func distributionsAddUp() {
    let below = Stages("| ecdf x")
    let above = Stages("| ccdf x")
    Law("ecdf and ccdf", seed: 72, tables: 300).check { table, _ in
      let low = try below(table).compactMap { $0[1].asDouble }
      let high = try above(table).compactMap { $0[1].asDouble }
      let values = Set(table["x"].filter { !$0.isNull }).count
      if low.count != values || high.count != values { return "\(low.count) of \(values) values" }
      // What is at least x and what is below x is all.
      for (index, share) in high.enumerated() {
        let before = index == 0 ? 0 : low[index - 1]
        if abs(share + before - 1) > 1e-12 { return "\(share) and \(before)" }
      }
      return differ(low.last ?? 1, 1, "the last")
    }
  }

  @Test func correlationsHaveNoDirection() {
    let stages = ["pearson", "spearman", "kendall"].map {
      (
        Stages("| correlate n, k using \($0) | select r, n"),
        Stages("| correlate k, n using \($0) | select r, n")
      )
    }
    Law("correlate", seed: 73, tables: 300).check { table, random in
      let (one, other) = stages[random.next(below: stages.count)]
      let row = try one(table)[0]
      if let r = row[0].asDouble, !(-1...1).contains(r) { return "r is \(r)" }
      return differ([row], try other(table), "the other way")
    }
  }

  @Test func lorenzCurvesEndAtOne() {
    let stages = Stages("| derive a = abs(n) | lorenz a")
    Law("lorenz", seed: 74, tables: 200).check { table, _ in
      let points = try stages(table).map { $0.map { $0.asDouble ?? .nan } }
      guard table["n"].contains(where: { $0.asDouble ?? 0 != 0 }) else { return nil }
      if points.first != [0, 0] || points.last != [1, 1] { return "\(points)" }
      for (left, right) in zip(points, points.dropFirst())
      where left[0] > right[0] || left[1] > right[1] {
        return "goes down at \(right)"
      }
      return nil
    }
  }

  @Test func graphsDoNotSeeNames() {
    let stages = Stages("| graph summary k -> n")
    let renamed = Stages("| derive k = 1000 - 3 * k, n = 1000 - 3 * n | graph summary k -> n")
    Law("graph", seed: 75, tables: 150).check { table, random in
      let before = try stages(table)[0]
      for (what, after) in [
        ("shuffled", try stages(table.shuffled(&random))[0]), ("renamed", try renamed(table)[0]),
      ] {
        for (a, b) in zip(before, after) where a != b {
          // Sums in another order differ in their last digits.
          guard let x = a.asDouble, let y = b.asDouble, abs(x - y) <= 1e-9 * max(1, abs(x)) else {
            return "\(what): \(before) is not \(after)"
          }
        }
      }
      return nil
    }
  }

  /// All laws together draw more than ten thousand tables.
  @Test func enoughTablesAreDrawn() throws {
    var drawn = 0
    for file in Repository.swiftFiles("Tests/LawTests") {
      let text = try String(contentsOf: file, encoding: .utf8)
      for match in text.matches(of: #/Law\("[^"]*", seed: \d+, tables: (\d+)\)/#) {
        drawn += Int(match.output.1) ?? 0
      }
    }
    #expect(drawn >= 10_000, "\(drawn)")
  }
}
