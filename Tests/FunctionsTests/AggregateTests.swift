import Catalog
import Columnar
import Diagnostics
import Functions
import Testing

@Suite struct AggregateTests {
  private func number(_ values: [Value]) -> Double { values.first?.asDouble ?? .nan }
  private func isClose(_ a: Double, _ b: Double) -> Bool {
    abs(a - b) <= 1e-13 * max(1, abs(b))
  }

  private let sample = TestArgument.numbers(2.5, nil, 7.25, 0.5, 7.25, 11, 3)

  @Test("Sums, means and spreads agree with NumPy") func moments() throws {
    // x = np.array([2.5, 7.25, 0.5, 7.25, 11, 3])
    #expect(number(try aggregate("sum", sample)) == 31.5)  // x.sum()
    #expect(number(try aggregate("mean", sample)) == 5.25)  // x.mean()
    #expect(isClose(number(try aggregate("var", sample)), 15.25))  // x.var(ddof=1)
    #expect(isClose(number(try aggregate("sd", sample)), 3.905124837953327))  // x.std(ddof=1)
    #expect(number(try aggregate("median", sample)) == 5.125)  // np.median(x)
    // scipy.stats.gmean(x)
    #expect(isClose(number(try aggregate("geo_mean", sample)), 3.5976313662126835))
    #expect(number(try aggregate("iqr", sample)) == 4.625)  // scipy.stats.iqr(x)
    #expect(try aggregate("count", sample) == [.int(6)])
    #expect(try aggregate("count_distinct", sample) == [.int(5)])
    #expect(try aggregate("mode", sample) == [.number(7.25)])
    #expect(try aggregate("min", sample) == [.number(0.5)])
    #expect(try aggregate("max", sample) == [.number(11)])
  }

  @Test("The nine quantiles agree with R's definitions") func quantiles() throws {
    // np.quantile(x, 0.3, method=m) for m in inverted_cdf, averaged_inverted_cdf,
    // closest_observation, interpolated_inverted_cdf, hazen, weibull, linear, median_unbiased,
    // normal_unbiased
    let expected: [Double] = [
      2.5, 2.5, 2.5, 2.0999999999999996, 2.65, 2.55, 2.75, 2.6166666666666667, 2.625,
    ]
    for (type, value) in zip(1..., expected) {
      let result = number(try aggregate("quantile", sample, .number(0.3), .int(Int64(type))))
      #expect(isClose(result, value), "type \(type): \(result) is not \(value)")
    }
    #expect(number(try aggregate("quantile", sample, .number(0))) == 0.5)
    #expect(number(try aggregate("quantile", sample, .number(1))) == 11)
  }

  @Test("Aggregates of nothing") func nothing() throws {
    let none = TestArgument.column(.number, [.null])
    #expect(try aggregate("sum", none) == [.number(0)])
    #expect(try aggregate("count", none) == [.int(0)])
    #expect(try aggregate("count_distinct", none) == [.int(0)])
    for name in [
      "mean", "median", "min", "max", "sd", "var", "iqr", "mode", "first", "last", "list",
      "geo_mean",
      "gini", "hhi", "entropy",
    ] {
      #expect(try aggregate(name, none) == [.null], "\(name)")
      #expect(
        try aggregate(name, .column(.number, []), groupCount: 2) == [.null, .null], "\(name)")
    }
    #expect(try aggregate("sum", .column(.int, []), groupCount: 0) == [])
  }

  @Test("Sums of doubles are compensated") func compensation() throws {
    // math.fsum([1, 1e100, 1, -1e100])
    #expect(number(try aggregate("sum", .numbers(1, 1e100, 1, -1e100))) == 2)
    let tenth = TestArgument.column(.number, (0..<10).map { _ in .number(0.1) })
    #expect(number(try aggregate("sum", tenth)) == 1)  // math.fsum([0.1] * 10)
  }

  @Test("Sums of ints are exact and overflow is an error") func ints() throws {
    #expect(try aggregate("sum", .ints(.max, -1, 1)) == [.int(.max)])
    #expect(number(try aggregate("mean", .ints(.max, .max))) == 9.223372036854775807e18)
    #expect(throws: Diagnostic.self) { try aggregate("sum", .ints(.max, 1)) }
  }

  @Test("Groups and conditions") func groups() throws {
    let x = TestArgument.ints(1, 2, 3, 4, nil)
    let groups: [UInt32] = [1, 0, 1, 2, 0]
    #expect(
      try aggregate("sum", x, groups: groups, groupCount: 4) == [2, 4, 4, 0].map { .int($0) })
    #expect(
      try aggregate("max", x, groups: groups, groupCount: 4) == [.int(2), .int(3), .int(4), .null])
    #expect(
      try aggregate(
        "count", groups: groups, groupCount: 3, condition: [true, false, true, false, true])
        == [1, 2, 0].map { .int($0) })
    #expect(
      try aggregate("list", x, groups: groups, groupCount: 3)
        == [
          .list([.int(2)], of: .int), .list([.int(1), .int(3)], of: .int),
          .list([.int(4)], of: .int),
        ])
  }

  @Test("Text aggregates, dictionary or not") func texts() throws {
    let rows: [String?] = ["b", nil, "a", "c", "b"]
    for x in [
      TestArgument.plainText(rows), .column(.text, rows.map { $0.map { .text($0) } ?? .null }),
    ] {
      #expect(try aggregate("min", x) == [.text("a")])
      #expect(try aggregate("max", x) == [.text("c")])
      #expect(try aggregate("mode", x) == [.text("b")])
      #expect(try aggregate("count_distinct", x) == [.int(3)])
      #expect(try aggregate("first", x) == [.text("b")])
      #expect(try aggregate("unique", x) == [.bool(false)])
      #expect(try aggregate("no_nulls", x) == [.bool(false)])
    }
    #expect(try aggregate("max_by", .texts("x", "y", "z"), .ints(1, 5, 5)) == [.text("y")])
    #expect(try aggregate("min_by", .texts("x", "y", "z"), .ints(nil, 5, 3)) == [.text("z")])
  }

  @Test("Concentration") func concentration() throws {
    let x = TestArgument.numbers(1, 2, 3, 10)
    // Σ(2i − n − 1)x / (nΣx) = (−3·1 − 1·2 + 1·3 + 3·10) / (4·16)
    #expect(number(try aggregate("gini", x)) == 28.0 / 64)
    #expect(number(try aggregate("top_share", x, .number(0.25))) == 10.0 / 16)
    #expect(number(try aggregate("top_share", x, .number(0.26))) == 13.0 / 16)
    // ((x / x.sum()) ** 2).sum()
    #expect(isClose(number(try aggregate("hhi", x)), 114.0 / 256))
    // scipy.stats.entropy([1, 2, 3, 10])
    #expect(isClose(number(try aggregate("entropy", x)), 1.0408398374232388))
    #expect(try aggregate("gini", .numbers(0, 0)) == [.null])
    #expect(throws: Diagnostic.self) { try aggregate("gini", .numbers(-1, 2)) }
    let hundred = TestArgument.column(.number, (0..<100).map { _ in .number(1) })
    #expect(isClose(number(try aggregate("top_share", hundred, .number(0.07))), 0.07))
  }

  @Test("Pairs of values") func pairs() throws {
    let x = TestArgument.numbers(1, 2, 3, 4, nil)
    let y = TestArgument.numbers(2, 1, 4, 3, 100)
    #expect(isClose(number(try aggregate("corr", x, y)), 0.6))  // np.corrcoef
    #expect(number(try aggregate("weighted_mean", x, .ints(1, 0, 0, 1, 9))) == 2.5)
    #expect(try aggregate("corr", .numbers(1, 1), .numbers(1, 2)) == [.null])
    #expect(number(try aggregate("fraction", .bools(true, false, nil, true))) == 2.0 / 3)
    #expect(try aggregate("all", .bools(true, nil)) == [.bool(true)])
    #expect(try aggregate("any", .bools(nil)) == [.null])
  }

  @Test("Threads change no bit") func threads() throws {
    var state: UInt64 = 7
    let values = (0..<200_000).map { _ -> Double in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double(state >> 11) / 1e10
    }
    let column = Columns.make(.number, values.map { .number($0) })
    let groups = Buffer(values.indices.map { UInt32($0 % 7) })
    for name in ["sum", "mean", "sd", "median", "gini"] {
      guard let function = standardAggregateFunctions.first(where: { $0.declaration.name == name })
      else { continue }
      let call = makeCall(name, [.column(.number, [])])
      let results = try [1, 2, 5].map { threads in
        try GroupAggregation.run(
          function.bind(call), arguments: [column], groups: groups, groupCount: 7,
          workers: Workers(threadCount: threads)
        ).values
      }
      #expect(results[0] == results[1] && results[1] == results[2], "\(name)")
    }
  }
}
