import Charts
import Columnar
import Testing

@testable import Catalog
@testable import Verbs

/// Charts that `plot` chooses, orders, marks as incomplete and saves.
@Suite struct PlotTests {
  private static func chart(_ program: String) -> BuiltChart? {
    let run = QueryRun(program)
    #expect(run.errorText == "", "\(program)")
    for case .chart(let chart) in run.outputs { return chart as? BuiltChart }
    return nil
  }

  /// A table for each chart that can be chosen.
  static let tables = [
    "rows [month, n; 2024-01, 3; 2024-02, 5; 2024-03, 4]",
    "rows [month, n; 2024-01, 3]",
    "rows [year, n; 2021, 3; 2022, 5; 2023, 4]",
    "rows [day, kind, n; 2024-01-01, \"a\", 1; 2024-01-02, \"a\", 2; 2024-01-01, \"b\", 3; 2024-01-02, \"b\", 5]",
    "rows [month, a, b; 2024-01, 3, 5; 2024-02, 5, 6; 2024-03, 4, 9]",
    "rows [month, a, b; 2024-01, 3, 500; 2024-02, 5, 600; 2024-03, 4, 900]",
    "rows [created; 2024-01-05; 2024-01-07; 2024-02-20; 2025-03-01; 2025-03-02]",
    "rows [day, n; 2024-01-01, 1; 2024-01-01, 2; 2024-01-02, 5]",
    "rows [`the model`, `a score`; \"a\", 3; \"b\", 5; \"c\", 4]",
    "rows [x, y; 1, 3; 2, 5; 3, 4]",
    "rows [size, downloads; 1, 300; 2000, 5000000; 30, 4000]",
    "rows [kind, who, n; \"a\", \"x\", 1; \"b\", \"x\", 2; \"a\", \"y\", 4; \"b\", \"y\", 5]",
    "rows [n; \"a\"; \"b\"; \"a\"]",
    "rows [kind, ok; \"a\", true; \"b\", true; \"a\", false; \"a\", true]",
  ]

  /// The form that is shown can be run, and draws the chart that was drawn.
  @Test(arguments: tables) func chosenFormDrawsTheSame(_ table: String) throws {
    for clauses in ["", " title \"Of \\\"it\\\"\" size 500 x 300 theme dark"] {
      let program = "\(table) | plot\(clauses)"
      let chosen = try #require(Self.chart(program))
      let note = try #require(
        QueryRun(program).notes.first { $0.text.hasPrefix("drawn as: ") }?.text)
      let form = String(note.dropFirst("drawn as: ".count))
      let written = try #require(Self.chart("\(table) | \(form)"))
      #expect(written.description == chosen.description)
      #expect(written.title == chosen.title)
      #expect(written.spec.layers.map(\.mark) == chosen.spec.layers.map(\.mark))
      for (a, b) in zip(written.panels, chosen.panels) {
        for (first, second) in zip(a.frames, b.frames) {
          #expect(first.center.x == second.center.x && first.center.y == second.center.y)
          #expect(first.series == second.series && first.colorCodes == second.colorCodes)
        }
      }
      // Nothing is left to choose.
      #expect(!QueryRun("\(table) | \(form)").notes.contains { $0.text.hasPrefix("drawn as") })
    }
  }

  /// The order in which the categories of a channel stand in the chart.
  @Test func everyChannelOfCategoriesCanBeOrdered() throws {
    let rows = """
      rows [kind, host, n; "a", "x", 1; "b", "x", 9; "c", "x", 5; "a", "y", 2; "b", "y", 3; "c", "y", 30]
      """
    let y = try #require(Self.chart("\(rows) | plot bar x: n, y: kind order y by sum(n) desc"))
    #expect(y.panels[0].scales.y.categories == ["c", "b", "a"])
    let x = try #require(Self.chart("\(rows) | plot column x: kind, y: n order x by sum(n)"))
    #expect(x.panels[0].scales.x.categories == ["a", "b", "c"])
    let color = try #require(
      Self.chart("\(rows) | plot column x: host, y: n, color: kind order color by sum(n) desc"))
    #expect(color.color.categories == ["c", "b", "a"])
    let facet = try #require(
      Self.chart(
        "\(rows) | plot bar x: n, y: kind facet host order facet by sum(n) desc order y by max(n)"))
    #expect(facet.panels.map(\.title) == ["y", "x"])
    #expect(facet.panels[0].scales.y.categories == ["a", "b", "c"])
    // A layer that draws some of the rows is ordered by those.
    let some = try #require(
      Self.chart(
        "\(rows) | plot bar x: n, y: kind, when: host == \"x\" order y by sum(n) desc"))
    #expect(some.panels[0].scales.y.categories == ["b", "c", "a"])
    // Equal values keep the order of the names.
    let equal = try #require(
      Self.chart("\(rows) | plot bar x: n, y: kind order y by count() desc"))
    #expect(equal.panels[0].scales.y.categories == ["a", "b", "c"])
  }

  private static func incomplete(_ program: String) -> [Double] {
    guard let frame = chart(program)?.panels.first?.frames.first else { return [-1] }
    return frame.isIncomplete.indices.filter { frame.isIncomplete[$0] }.map { frame.center.x[$0] }
  }

  @Test func theLastPeriodIsIncomplete() {
    let days = "rows [d; 2024-01-30; 2024-01-31; 2024-02-01; 2024-02-14]"
    let last = Double(CivilCalendar.days(year: 2024, month: 2, day: 1)) + 14.5
    for stages in [
      "group by month(d) | plot line x: month, y: n",
      "group by every month(d) | plot column x: month, y: n",
      "derive m = month(d) | group by m | plot line x: m, y: n",
      "group by month(d) | rename m = month | sort n | plot column x: m, y: n",
      "group by month(d) | filter n > 0 | top 5 by n | plot point x: month, y: n",
      "filter d != 2024-02-01 | plot column x: month(d), y: 1",
    ] {
      #expect(Self.incomplete("\(days) | \(stages)") == [last], "\(stages)")
    }
  }

  @Test func whatIsNotKnownIsNotSaid() {
    let days = "rows [d; 2024-01-30; 2024-01-31; 2024-02-01; 2024-02-14]"
    for stages in [
      "group by whole month(d) | plot line x: month, y: n",
      "group by month(d) | filter month < 2024-02 | plot line x: month, y: n",
      "group by day(d) | plot line x: day, y: n",
      "group by month(d) | derive month = month + 1 months | plot line x: month, y: n",
      "group by month(d) | union (rows [month, n; 2024-05, 1]) | plot line x: month, y: n",
    ] {
      #expect(Self.incomplete("\(days) | \(stages)") == [], "\(stages)")
    }
    // The last day of the month, a month of firsts, days without weekends, and a single day.
    for days in [
      "2024-01-30; 2024-01-31; 2024-02-28; 2024-02-29", "2024-01-01; 2024-02-01; 2024-03-01",
      "2024-06-24; 2024-06-25; 2024-06-26; 2024-06-27; 2024-06-28; 2024-06-21; 2024-06-20",
      "2024-01-05",
    ] {
      #expect(
        Self.incomplete("rows [d; \(days)] | group by month(d) | plot column x: month, y: n") == [],
        "\(days)")
    }
  }
}
