import Catalog
import Columnar
import Diagnostics
import Foundation
import TestSupport
import Testing

/// Answers computed by `References/reshape.py` with polars, pandas and Python's integers.
@Suite struct ReshapeReferenceTests {
  private static let answers: [String: [Value]] = {
    let file = Repository.root.appendingPathComponent("Tests/VerbsTests/References/reshape.txt")
    guard let text = try? String(contentsOf: file, encoding: .utf8) else { return [:] }
    var answers: [String: [Value]] = [:]
    for line in text.split(separator: "\n") where !line.hasPrefix("#") {
      let parts = line.split(separator: ":", maxSplits: 1)
      guard parts.count == 2 else { continue }
      answers[String(parts[0])] = parts[1].dropFirst().split(separator: ",").map { cell in
        Int64(cell).map { .int($0) } ?? .null
      }
    }
    return answers
  }()

  private func expect(_ name: String, _ program: String, column: String) throws {
    let expected = try #require(Self.answers[name])
    let run = QueryRun(program)
    #expect(run.errorText == "")
    #expect(run.table.column(named: column)?.values == expected, "\(name)")
  }

  @Test(arguments: ["backward", "forward"], ["all", "k"])
  func nearestRows(side: String, by: String) throws {
    for limit in ["any", "25"] {
      let keys = by == "all" ? "" : "k, "
      let sign = side == "backward" ? ">=" : "<="
      let within = limit == "any" ? "" : "within \(limit)"
      try expect(
        "\(side) \(by) \(limit)",
        """
        let right = rows [y; 0; 149] | complete y
          | derive k = mod(y * 7907, 5), d = mod(y * 6271, 90) * 11
        rows [x; 0; 399] | complete x | derive k = mod(x * 7919, 5), t = mod(x * 104729, 997)
        | asof join right on \(keys)t \(sign) d \(within)
        """, column: "y")
    }
  }

  @Test func wideTable() throws {
    let program = """
      rows [x; 0; 399] | complete x | filter mod(x * 31, 7) != 3
      | derive g = mod(x // 9 * 37, 50), k = f"c{mod(x, 9)}" | pivot k values x
      """
    try expect("wide keys", program, column: "g")
    for k in 0..<9 { try expect("wide c\(k)", program, column: "c\(k)") }
  }

  @Test(arguments: [(500, 20, 0), (500, 20, 7), (500, 480, 7), (65, 32, 1), (64, 33, 1 << 40)])
  func samples(count: Int, wanted: Int, seed: Int) throws {
    try expect(
      "sample \(count) \(wanted) \(seed)",
      "rows [x; 0; \(count - 1)] | complete x | sample \(wanted) seed \(seed)", column: "x")
  }

  @Test func samplesOfParts() throws {
    try expect(
      "sample parts",
      """
      rows [x; 0; 99] | complete x
      | derive k = if mod(x, 11) == 0 then null else mod(x * 7919, 5) | sample 30% per k seed 11
      """, column: "x")
  }
}
