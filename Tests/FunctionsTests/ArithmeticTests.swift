import Catalog
import Columnar
import Diagnostics
import Functions
import Testing

@Suite struct ArithmeticTests {
  @Test("Null in, null out") func nulls() throws {
    for sign in ["+", "-", "*", "/", "//", "^"] {
      let values = try evaluate(sign, .numbers(1, nil, 3), .numbers(nil, 2, 2))
      #expect(values[0] == .null && values[1] == .null && values[2] != .null, "\(sign)")
      #expect(try evaluate(sign, .ints(1, 2), .constant(.null)) == [.null, .null], "\(sign)")
    }
  }

  @Test("Ints stay ints and overflow is an error with its values") func overflow() throws {
    #expect(try evaluate("+", .ints(1, 2), .int(3)) == [.int(4), .int(5)])
    #expect(try evaluate("*", .ints(6), .ints(7)) == [.int(42)])
    let error = failure("+", .ints(1, .max), .int(1))
    #expect(error?.code == "E321")
    #expect(error?.message.contains("9223372036854775807 + 1") == true)
    #expect(failure("-", .ints(.min), .int(1))?.code == "E321")
    #expect(failure("*", .ints(.max), .int(2))?.code == "E321")
    #expect(failure("negate", .ints(.min))?.code == "E321")
    #expect(failure("//", .ints(.min), .int(-1))?.code == "E321")
  }

  @Test("An overflow in a missing row is none") func overflowInMissingRow() throws {
    #expect(try evaluate("+", .ints(.max, 1), .ints(nil, 1)) == [.null, .int(2)])
  }

  @Test("Division by zero is null and counted once per row") func division() throws {
    var undefined = 0
    let values = try evaluate("/", .ints(1, 0, nil, 7), .ints(0, 0, 0, 2)) {
      undefined = $0.undefined
    }
    #expect(values == [.null, .null, .null, .number(3.5)])
    #expect(undefined == 2)
    let floors = try evaluate("//", .ints(-7, 7, 1), .ints(2, -2, 0)) { undefined = $0.undefined }
    #expect(floors == [.int(-4), .int(-4), .null])
    #expect(undefined == 1)
  }

  @Test("The remainder has the sign of the divisor") func remainder() throws {
    // Python: [-7 % 3, 7 % -3, -7 % -3, 6 % 3]
    #expect(
      try evaluate("mod", .ints(-7, 7, -7, 6), .ints(3, -3, -3, 3))
        == [.int(2), .int(-2), .int(-1), .int(0)])
    #expect(try evaluate("mod", .ints(.min), .ints(-1)) == [.int(0)])
    // Python: -7.5 % 2
    #expect(try evaluate("mod", .numbers(-7.5), .number(2)) == [.number(0.5)])
  }

  @Test("Empty batches give empty columns") func empty() throws {
    #expect(try evaluate("+", .column(.int, []), .int(1), rows: 0) == [])
    #expect(try evaluate("lower", .column(.text, []), rows: 0) == [])
    #expect(try evaluate("month", .column(.instant, []), rows: 0) == [])
  }

  @Test("Text is not added") func text() throws {
    let error = failure("+", .texts("a"), .texts("b"))
    #expect(error?.code == "E303")
    #expect(error?.details.first?.contains("f\"{a}{b}\"") == true)
  }

  @Test("Rounding is that of Python") func rounding() throws {
    // Python: [round(x, 2) for x in (2.675, 1.005, 2.665, -2.675, 0.125, 0.375, 1e300, 5.015)]
    #expect(
      try evaluate(
        "round", .numbers(2.675, 1.005, 2.665, -2.675, 0.125, 0.375, 1e300, 5.015), .int(2))
        == [2.67, 1.0, 2.67, -2.67, 0.12, 0.38, 1e300, 5.01].map { .number($0) })
    // Python: [round(x) for x in (0.5, 1.5, 2.5, -0.5)]
    #expect(
      try evaluate("round", .numbers(0.5, 1.5, 2.5, -0.5)) == [0, 2, 2, -0.0].map { .number($0) })
    // Python: [round(x, -2) for x in (1250, 1350, -1250, 49)]
    #expect(
      try evaluate("round", .ints(1250, 1350, -1250, 49), .int(-2))
        == [1200, 1400, -1200, 0].map { .int($0) })
  }

  @Test("Logarithms of what has none are null and counted") func logarithms() throws {
    var undefined = 0
    let values = try evaluate("ln", .numbers(1, 0, -1, nil)) { undefined = $0.undefined }
    #expect(values == [.number(0), .null, .null, .null])
    #expect(undefined == 2)
    #expect(try evaluate("sqrt", .numbers(-1, 4)) == [.null, .number(2)])
    #expect(try evaluate("exp", .number(1000), rows: 1) == [.null])
    #expect(try evaluate("log", .numbers(8, 8), .numbers(2, 1)) == [.number(3), .null])
  }

  @Test("The smallest and largest of a row") func extremes() throws {
    #expect(try evaluate("min_of", .ints(3, 1), .ints(2, 5), .int(4)) == [.int(2), .int(1)])
    #expect(try evaluate("max_of", .ints(3), .numbers(3.5)) == [.number(3.5)])
    #expect(try evaluate("max_of", .ints(3, 4), .ints(nil, 1)) == [.null, .int(4)])
    #expect(
      try evaluate("clamp", .numbers(-1, 0.5, 9), .int(0), .int(1))
        == [0, 0.5, 1].map { .number($0) })
  }

  @Test("Bins have their lower ends") func bins() throws {
    #expect(
      try evaluate("bin", .ints(-1, 0, 9, nil), .int(5)) == [.int(-5), .int(0), .int(5), .null])
    // The largest multiple of one tenth that is not above x, as decimals say: 0.3 is the third.
    #expect(
      try evaluate("bin", .numbers(0.3, 0.7, 0.75), .number(0.1))
        == [0.3, 0.7, 0.7].map { .number($0) })
    let breaks = TestArgument.constant(.list([.int(0), .int(10), .int(20)], of: .int))
    #expect(
      try evaluate("bin", .numbers(0, 9.5, 10, 20, 21), .absent, breaks)
        == [.number(0), .number(0), .number(10), .number(10), .null])
    #expect(
      try evaluate("bin", .numbers(1000, 999, 0), .absent, .absent, .int(10))
        == [.number(1000), .number(100), .null])
    #expect(failure("bin", .ints(1))?.code == "E313")
  }
}
