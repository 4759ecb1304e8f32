import Catalog
import Columnar
import Diagnostics
import Functions
import Testing

@Suite struct WindowTests {
  private func ints(_ values: Int64?...) -> [Value] { values.map { $0.map { .int($0) } ?? .null } }

  @Test("Other rows of the partition") func shifts() throws {
    let x = TestArgument.ints(1, 2, 3, 4)
    #expect(try window("lag", x) == ints(nil, 1, 2, 3))
    #expect(try window("lead", x, .int(2)) == ints(3, 4, nil, nil))
    #expect(try window("lag", x, partitions: [0, 1, 0, 1]) == ints(nil, nil, 1, 2))
    #expect(try window("delta", .ints(1, 4, nil, 2)) == ints(nil, 3, nil, nil))
    #expect(
      try window("pct_change", .ints(4, 5, 0, 1)) == [.null, .number(0.25), .number(-1), .null])
    #expect(try window("lag", .column(.int, [])) == [])
  }

  @Test("Rows at a distance in time") func time() throws {
    let months = TestArgument.column(
      .period(.month), [0, 1, 3, 4].map { .period(.month, $0) } + [.null])
    let month = TestArgument.constant(.duration(CalendarDuration(months: 1)))
    #expect(
      try window("lag", .ints(10, 11, 13, 14, 99), month, along: months)
        == ints(nil, 10, nil, 13, nil))
    #expect(
      try window("lead", .ints(10, 11, 13, 14, 99), month, along: months)
        == ints(11, nil, 14, nil, nil))
    #expect(throws: Diagnostic.self) {
      try window(
        "lag", .ints(1), .constant(.duration(CalendarDuration(microseconds: 1))), along: months)
    }
  }

  @Test("Running values skip nulls") func running() throws {
    let x = TestArgument.ints(3, nil, 1, 5)
    #expect(try window("cumsum", x) == ints(3, nil, 4, 9))
    #expect(try window("cumcount", x) == ints(1, nil, 2, 3))
    #expect(try window("running_max", x) == ints(3, nil, 3, 5))
    #expect(try window("running_min", x) == ints(3, nil, 1, 1))
    #expect(try window("cummean", x) == [.number(3), .null, .number(2), .number(3)])
    #expect(
      try window("is_record", .ints(3, 3, nil, 4)) == [
        .bool(true), .bool(false), .null, .bool(true),
      ])
    #expect(throws: Diagnostic.self) { try window("cumsum", .ints(.max, 1)) }
  }

  @Test("Ranks") func ranks() throws {
    let x = TestArgument.ints(7, nil, 5, 7, 9)
    #expect(try window("rank", x) == ints(2, nil, 1, 2, 4))
    #expect(try window("rank", x, .constant(.bool(true))) == ints(2, nil, 4, 2, 1))
    #expect(try window("dense_rank", x) == ints(2, nil, 1, 2, 3))
    #expect(try window("ntile", .ints(5, 4, 3, 2, 1), .int(2)) == ints(2, 2, 1, 1, 1))
    #expect(try window("ntile", .ints(2, 1), .int(5)) == ints(2, 1))
    #expect(try window("row_no", partitions: [0, 1, 0], along: .ints(1, 2, 3)) == ints(1, 1, 2))
  }

  @Test("Shares and scores") func shares() throws {
    #expect(try window("share", .ints(1, 3, nil)) == [.number(0.25), .number(0.75), .null])
    #expect(try window("zscore", .ints(1, 2, 3)) == [.number(-1), .number(0), .number(1)])
    #expect(try window("zscore", .ints(2, 2)) == [.null, .null])
  }

  private func rolling(
    _ aggregate: String, _ x: TestArgument, _ frame: Value, centered: Bool = false,
    along: TestArgument
  ) throws -> [Value] {
    let inner = try #require(
      standardAggregateFunctions.first { $0.declaration.name == aggregate })
    let call = makeCall(aggregate, [x])
    let argument = try #require(x.expression(0))
    let bound = BoundAggregate(name: aggregate, kernel: try inner.bind(call), arguments: [argument])
    var outer = makeCall(
      "rolling", [.absent, .constant(frame), .constant(.bool(centered))])
    outer.arguments[0] = FunctionCall.Argument(
      BoundExpression(.aggregate(bound), type: bound.kernel.type, span: noSpan))
    let rolling = try #require(
      standardWindowFunctions.first { $0.declaration.name == "rolling" })
    let column = try #require(along.column)
    let kernel = try rolling.bind(
      outer,
      scope: WindowScope(along: [
        BoundOrder(BoundExpression(.column("along"), type: column.type, span: noSpan))
      ]))
    let groups = Buffer<UInt32>(repeating: 0, count: column.count)
    let values = try #require(x.column)
    var counts = EvaluationCounts()
    return try kernel.evaluate(
      [values],
      WindowPartitions(
        rows: GroupedRows(groups: groups, groupCount: 1), partitionOfRow: groups, along: column),
      Workers(threadCount: 1), &counts
    ).values
  }

  @Test("Moving windows over rows and over time") func moving() throws {
    let x = TestArgument.ints(1, 2, 3, 4)
    let weeks = TestArgument.column(
      .period(.week(startingOn: .monday)),
      [0, 1, 3, 4].map { .period(.week(startingOn: .monday), $0) })
    #expect(try rolling("sum", x, .int(2), along: weeks) == ints(1, 3, 5, 7))
    #expect(try rolling("sum", x, .int(3), centered: true, along: weeks) == ints(3, 6, 9, 7))
    let twoWeeks = Value.duration(CalendarDuration(microseconds: 14 * CalendarDuration.day))
    #expect(try rolling("sum", x, twoWeeks, along: weeks) == ints(1, 3, 3, 7))
    #expect(try rolling("count", x, twoWeeks, centered: true, along: weeks) == ints(2, 2, 2, 2))
    #expect(
      try rolling("median", x, .int(2), along: weeks) == [1, 1.5, 2.5, 3.5].map { .number($0) })
  }
}
