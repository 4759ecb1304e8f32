import Diagnostics
import Testing

@testable import Workbench

/// `.why` and `.why not`, answer by answer.
@Suite struct WhyTests {
  /// What a session answers after it ran a program.
  private static func answer(_ question: String, after program: String) throws -> String {
    let session = Session(options: SessionOptions(threadCount: 2, allowsRedefinition: true))
    let problems = session.run(SourceText(name: "test", text: program)) { _ in }
    #expect(problems.isEmpty)
    do throws(DiagnosticList) {
      return try session.why(question, layout: StoryLayout(width: 100, color: false))
    } catch {
      return error.all.map { "\($0.code): \($0.message)\n" }.joined()
    }
  }

  private static let models = """
    let lb = rows [model, author, type, score, created
      "a1", "a", "chat", 60, 2024-01-05
      "a2", "a", "chat", 71, 2024-01-20
      "b1", "b", "base", 50, 2024-01-07
      "b2", "b", "base", null, 2024-02-11
      "c1", "c", "chat", 65, 2023-11-02
      "c2", "c", "base", 80, 2024-02-29
    ]

    """

  @Test("A row that is a row of the source") func single() throws {
    #expect(
      try Self.answer(
        "1", after: Self.models + "lb | filter score > 55 and created in 2024 | top 2 by score")
          == """
          Row 1 (c2, c, base, 80, 2024-02-29) is row #6 of lb.
            step 1: kept: score 80 is above 55 and created 2024-02-29 is in 2024
            step 2: number 1 of 3 by score, 80; the best that lost is #1 a1 60

          """)
  }

  @Test("The rows behind an aggregate") func aggregate() throws {
    #expect(
      try Self.answer(
        "1",
        after: Self.models
          + "lb | group by type agg n = count(), best = max(score), mean = mean(score) | sort type")
          == """
          Row 1 (base, 3, 80, 65) comes from 3 rows of lb.
            step 1: n = 3 from 3 rows
            step 1: best = 80 from #6 c2; next 50 from #3; 1 missing
            step 1: mean = 65 from 2 values, 1 missing and skipped

          """)
  }

  @Test("A row that a stage made") func made() throws {
    #expect(
      try Self.answer(
        "2", after: "rows [d; 2024-01-03; 2024-03-02] | group by every month(d)")
          == """
          Row 2 (2024-02, 0) was made on the way and comes from no row of the rows given.
            step 1: it was added by `every`, comes from no row

          """)
  }

  @Test("The row of the other table") func join() throws {
    let program = """
      let kinds = rows [name, kind; "a", "company"; "b", "person"]
      rows [author; "b"; "z"] | left join kinds on author == name
      """
    #expect(
      try Self.answer("1", after: program)
        == """
        Row 1 (b, b, person) is row #1 of the rows given.
          step 1: matched row 2 of `kinds`: name b, kind person

        """)
    #expect(
      try Self.answer("2", after: program)
        == """
        Row 2 (z, (missing), (missing)) is row #2 of the rows given.
          step 1: it has no match in `kinds`

        """)
  }

  @Test("Each stage that can remove a row says why") func lost() throws {
    let program =
      Self.models + """
        lb
        | filter created in 2024
        | group by month(created), type agg best = max(score)
        | top 1 by best per month
        """
    #expect(
      try Self.answer("not model ~ \"[bc]\"", after: program)
        == """
        4 rows of lb match.
          #3  b1  reached step 2 in (2024-01, base); that row lost in step 3: 50 < 71, the last one kept
          #4  b2  reached step 2 in (2024-02, base); that row is row 2 of the result
          #5  c1  removed in step 1: created 2023-11-02 is not in 2024
          #6  c2  reached step 2 in (2024-02, base); that row is row 2 of the result

        """)
  }

  @Test("Parts of conditions, nulls, keys and ties") func reasons() throws {
    let program =
      Self.models
      + "lb | reject score is null | filter type == \"chat\" or score >= 80 | dedupe author keep max score | top 1 by score"
    #expect(
      try Self.answer("not score != 1", after: program)
        == """
        6 rows of lb match.
          #1  a1  removed in step 3: #2 of the same author was kept: score 60 < 71
          #2  a2  removed in step 4: 71 < 80, the last one kept
          #3  b1  removed in step 2: type base is not "chat" and score 50 is below 80
          #4  b2  removed in step 1: score is missing
          #5  c1  removed in step 3: #6 of the same author was kept: score 65 < 80
          #6  c2  is in the result, as row 1

        """)
  }

  @Test("A condition may ask for a column that a table on the way makes") func later() throws {
    let program =
      Self.models + """
        let good = lb | derive half = score / 2 | filter half > 31
        good | top 1 by half
        """
    #expect(
      try Self.answer("not half < 33", after: program)
        == """
        3 rows of good match.
          #1  a1  removed in step 2 of good: half 30 is at most 31
          #3  b1  removed in step 2 of good: half 25 is at most 31
          #5  c1  removed in step 1: 32.5 < 40, the last one kept

        """)
  }

  @Test("More rows than fit are counted") func many() throws {
    let rows = (1...30).map { "\($0)" }.joined(separator: "; ")
    let text = try Self.answer("not x > 0", after: "rows [x; \(rows)] | filter x > 25 | take 3")
    #expect(
      text.hasSuffix("  and 20 more: 15 removed in step 1, 2 removed in step 2, 3 in the result\n"))
  }

  @Test("Questions that have no answer") func errors() throws {
    #expect(try Self.answer("1", after: "").hasPrefix("E440"))
    #expect(try Self.answer("9", after: "rows [x; 1]").hasPrefix("E441"))
    #expect(try Self.answer("0", after: "rows [x; 1]").hasPrefix("E441"))
    #expect(try Self.answer("why", after: "rows [x; 1]").hasPrefix("E442"))
    #expect(try Self.answer("not y > 1", after: "rows [x; 1]").hasPrefix("E201"))
    #expect(try Self.answer("not x >", after: "rows [x; 1]").hasPrefix("E1"))
    #expect(
      try Self.answer("not x > 5", after: "rows [x; 1]") == "No row of the rows given matches.\n")
  }

  @Test("A continued pipeline is followed to its beginning") func continued() throws {
    #expect(
      try Self.answer("1", after: Self.models + "lb | filter score > 60\n\n| sort score desc")
        .hasPrefix("Row 1 (c2, c, base, 80, 2024-02-29) is row #6"))
  }
}
