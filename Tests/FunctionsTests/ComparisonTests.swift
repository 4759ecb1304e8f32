import Columnar
import Diagnostics
import Functions
import Testing

@Suite struct ComparisonTests {
  private static let yes = Value.bool(true)
  private static let no = Value.bool(false)

  @Test("Equality is total") func equality() throws {
    #expect(
      try evaluate("==", .ints(1, nil, nil, 2), .ints(1, nil, 1, 3)) == [
        Self.yes, Self.yes, Self.no, Self.no,
      ])
    #expect(
      try evaluate("!=", .texts("a", nil, "b"), .text("a")) == [Self.no, Self.yes, Self.yes])
    #expect(try evaluate("==", .texts("a", nil), .constant(.null)) == [Self.no, Self.yes])
  }

  @Test("`!=` is the opposite of `==`, `<=` that of `>`") func laws() throws {
    let a = TestArgument.numbers(1, 2, 3, nil, nil, 0)
    let b = TestArgument.numbers(2, 2, nil, 4, nil, -1)
    for (sign, opposite) in [("==", "!="), (">", "<="), ("<", ">=")] {
      let values = try evaluate(sign, a, b)
      let others = try evaluate(opposite, a, b)
      for (value, other) in zip(values, others) {
        switch (value, other) {
        case (.bool(let x), .bool(let y)): #expect(x != y)
        default: #expect(value == .null && other == .null)
        }
      }
    }
  }

  @Test("Dictionary and plain text compare alike") func texts() throws {
    let rows: [String?] = ["b", "a", nil, "é", "b", ""]
    for sign in ["==", "!=", "<", ">="] {
      for other in ["b", "zz", ""] {
        #expect(
          try evaluate(
            sign, .column(.text, rows.map { $0.map { .text($0) } ?? .null }), .text(other))
            == evaluate(sign, .plainText(rows), .text(other)), "\(sign) \(other)")
      }
    }
  }

  @Test("Dates compare with whole periods") func spans() throws {
    let march = TestArgument.constant(.period(.month, Grain.month.period(ofDay: day(2024, 3, 1))))
    let days = TestArgument.column(
      .date,
      [
        .date(day(2024, 2, 29)), .date(day(2024, 3, 1)), .date(day(2024, 3, 31)),
        .date(day(2024, 4, 1)), .null,
      ])
    #expect(try evaluate("<", days, march) == [Self.yes, Self.no, Self.no, Self.no, .null])
    #expect(try evaluate("<=", days, march) == [Self.yes, Self.yes, Self.yes, Self.no, .null])
    #expect(try evaluate(">", days, march) == [Self.no, Self.no, Self.no, Self.yes, .null])
    #expect(try evaluate("==", days, march) == [Self.no, Self.yes, Self.yes, Self.no, Self.no])
    #expect(try evaluate("in", days, march) == [Self.no, Self.yes, Self.yes, Self.no, .null])
    #expect(
      try evaluate(">=", days, .int(2024)) == [Self.yes, Self.yes, Self.yes, Self.yes, .null])
    #expect(try evaluate("<", march, days) == [Self.no, Self.no, Self.no, Self.yes, .null])
  }

  @Test("An instant lies in its day") func instants() throws {
    let last = CivilCalendar.instant(ofDay: day(2024, 3, 31)) + CalendarDuration.day - 1
    let instants = TestArgument.column(.instant, [.instant(last), .instant(last + 1)])
    let limit = TestArgument.constant(.date(day(2024, 3, 31)))
    #expect(try evaluate("<=", instants, limit) == [Self.yes, Self.no])
    #expect(try evaluate("==", instants, limit) == [Self.yes, Self.no])
    #expect(
      try evaluate("in range", instants, .absent, limit) == [Self.yes, Self.no])
  }

  @Test("Ranges hold both ends and may be open") func ranges() throws {
    #expect(
      try evaluate("in range", .ints(1, 2, 5, 6, nil), .int(2), .int(5))
        == [Self.no, Self.yes, Self.yes, Self.no, .null])
    #expect(try evaluate("in range", .ints(1, 2), .int(2), .absent) == [Self.no, Self.yes])
  }

  @Test("Errors name the fix") func errors() {
    let date = TestArgument.column(.date, [.date(0)])
    let error = failure(">=", date, .text("2024-03-01"))
    #expect(error?.code == "E302")
    #expect(error?.message == "a date cannot be compared with text")
    #expect(error?.fix?.text == "2024-03-01")
    let month = TestArgument.column(.period(.month), [.period(.month, 0)])
    let part = failure("==", month, .int(3))
    #expect(part?.code == "E304")
    #expect(part?.details.first?.contains("month_no(x) == 3") == true)
    #expect(failure("in", .texts("a"), .text("abc"))?.details.first?.contains("contains") == true)
    #expect(failure("<", .texts("a"), .int(1))?.code == "E302")
  }

  @Test("Lists of constants") func constantLists() throws {
    let list = TestArgument.constant(.list([.text("a"), .text("c")], of: .text))
    #expect(try evaluate("in", .texts("a", "b", nil), list) == [Self.yes, Self.no, Self.no])
    #expect(try evaluate("not in", .texts("a", "b", nil), list) == [Self.no, Self.yes, Self.yes])
    let withNull = TestArgument.constant(.list([.int(1), .null], of: .int))
    #expect(try evaluate("in", .ints(1, 2, nil), withNull) == [Self.yes, Self.no, Self.yes])
    let many = TestArgument.constant(.list((0..<100).map { .int($0 * 2) }, of: .int))
    #expect(
      try evaluate("in", .ints(4, 5, 198, 200), many) == [Self.yes, Self.no, Self.yes, Self.no])
    #expect(try evaluate("in", .ints(1), .constant(.list([], of: .null))) == [Self.no])
  }

  @Test("Lists of columns") func listColumns() throws {
    let tags = TestArgument.column(
      .list(.text),
      [
        .list([.text("merge"), .text("moe")], of: .text), .list([], of: .text), .null,
        .list([.null], of: .text),
      ])
    #expect(try evaluate("in", .text("merge"), tags) == [Self.yes, Self.no, .null, Self.no])
    #expect(
      try evaluate("in", .texts("moe", "moe", "moe", nil), tags) == [
        Self.yes, Self.no, .null, Self.yes,
      ])
    #expect(try evaluate("not in", .text("merge"), tags) == [Self.no, Self.yes, .null, Self.yes])
  }

  @Test("Kleene's tables") func logic() throws {
    let values: [Bool?] = [true, false, nil]
    for a in values {
      for b in values {
        let both: Value =
          a == false || b == false ? Self.no : a == nil || b == nil ? .null : Self.yes
        let either: Value =
          a == true || b == true ? Self.yes : a == nil || b == nil ? .null : Self.no
        #expect(try evaluate("and", .bools(a), .bools(b)) == [both])
        #expect(try evaluate("or", .bools(a), .bools(b)) == [either])
      }
    }
    #expect(try evaluate("and", .bools(false, true), .constant(.null)) == [Self.no, .null])
    #expect(try evaluate("not", .bools(true, nil)) == [Self.no, .null])
  }

  @Test("The first value that is there") func alternatives() throws {
    #expect(try evaluate("??", .ints(1, nil), .number(0.5)) == [.number(1), .number(0.5)])
    #expect(
      try evaluate("coalesce", .texts(nil, "b"), .texts("x", nil), .text("z")) == [
        .text("x"), .text("b"),
      ])
    #expect(try evaluate("null_if", .ints(-1, 5, nil), .int(-1)) == [.null, .int(5), .null])
    #expect(failure("??", .ints(1), .text("a"))?.code == "E306")
    #expect(try evaluate("is null", .ints(1, nil)) == [Self.no, Self.yes])
  }
}
