import Columnar
import TestSupport
import Testing

/// Text of numbers against Python.
@Suite struct NumberTextTests {
  /// From Python's `repr`, without the `.0` of whole numbers.
  @Test(
    arguments: [
      (0.1, "0.1"), (1.0 / 3, "0.3333333333333333"), (1e15, "1000000000000000"), (1e16, "1e+16"),
      (1.5e16, "1.5e+16"), (1e-4, "0.0001"), (1e-5, "1e-05"), (1.2345e-7, "1.2345e-07"),
      (Double.leastNonzeroMagnitude, "5e-324"),
      (1.797_693_134_862_315_7e308, "1.7976931348623157e+308"),
      (9_007_199_254_740_994, "9007199254740994"), (0.1 + 0.2, "0.30000000000000004"), (100, "100"),
      (1e22, "1e+22"), (1e23, "1e+23"), (-2.5, "-2.5"), (4.35, "4.35"), (-0.0, "0"), (-7, "-7"),
    ] as [(Double, String)])
  func shortest(value: Double, expected: String) {
    #expect(NumberText.shortest(value) == expected)
  }

  @Test func shortestReadsBack() {
    var numbers = SeededNumbers(11)
    for _ in 0..<2000 {
      let value = Double(bitPattern: numbers.next())
      guard value.isFinite else { continue }
      #expect(Double(NumberText.shortest(value)) == value)
    }
  }

  /// From `Decimal(repr(value)).quantize(…, ROUND_HALF_UP)` of Python's `decimal`.
  @Test(
    arguments: [
      (2.675, 2, "2.68"), (1.005, 2, "1.01"), (0.5, 0, "1"), (1.5, 0, "2"), (2.5, 0, "3"),
      (0.05, 1, "0.1"), (0.04, 1, "0.0"), (999.995, 2, "1000.00"), (-1.25, 1, "-1.3"),
      (1e15, 2, "1000000000000000.00"), (123.456, 0, "123"), (1e-7, 3, "0.000"), (0, 2, "0.00"),
      (0, 0, "0"), (1.25e20, 1, "125000000000000000000.0"),
    ] as [(Double, Int, String)])
  func fixed(value: Double, decimals: Int, expected: String) {
    #expect(NumberText.fixed(value, decimals: decimals) == expected)
  }

  @Test func fixedGivesNoMinusToZero() {
    #expect(NumberText.fixed(-0.004, decimals: 2) == "0.00")
    #expect(NumberText.fixed(-0.0, decimals: 1) == "0.0")
  }

  /// Digits from `Decimal(repr(value)).quantize(…, ROUND_HALF_UP)`, without trailing zeros.
  @Test(
    arguments: [
      (3.14159265, 3, "3.14"), (0.00012345678, 4, "0.0001235"), (99999.95, 6, "100000"),
      (0.99995, 4, "1"), (2.5, 1, "3"), (1e-5, 3, "0.00001"), (9.9999e-6, 3, "0.00001"),
      (1.25e20, 2, "1.25e20"), (12345.678, 6, "12345.7"), (1_234_567, 3, "1234567"),
      (-1_234_567.8, 3, "-1234568"), (0, 3, "0"), (1.5e-7, 6, "1.5e-7"),
      (999_999_999_999_999, 3, "999999999999999"),
    ] as [(Double, Int, String)])
  func significant(value: Double, digits: Int, expected: String) {
    #expect(NumberText.significant(value, digits: digits) == expected)
  }

  @Test(
    arguments: [
      (0, "0"), (999, "999"), (1000, "1,000"), (-1_234_567, "-1,234,567"),
      (Int.min, "-9,223,372,036,854,775,808"),
    ] as [(Int, String)])
  func grouped(value: Int, expected: String) { #expect(NumberText.grouped(value) == expected) }
}
