import Columnar
import Foundation
import TestSupport
import Testing

/// Statistics against R and SciPy; `References` holds the programs and what they printed.
@Suite struct ReferenceTests {
  struct Check: Sendable, CustomTestStringConvertible {
    /// The name under which a reference program says its answer.
    var name: String
    /// A pipeline over `d`, whose numbers are compared row by row.
    var query: String
    /// The table: a file beside the programs, or one of the data collection.
    var file = "made.csv"
    var tolerance = 1e-9
    var testDescription: String { name }
  }

  /// The answers of the reference programs by name; nil stands for a missing number.
  static let answers: [String: [Double?]] = {
    var answers: [String: [Double?]] = [:]
    for file in ["references-r.txt", "references-py.txt"] {
      let text =
        (try? String(contentsOf: folder.appendingPathComponent(file), encoding: .utf8)) ?? ""
      for line in text.split(separator: "\n") {
        guard let colon = line.firstIndex(of: ":"), !line.hasPrefix("#") else { continue }
        answers[String(line[..<colon])] = line[line.index(after: colon)...].split(separator: " ")
          .map { Double($0) }
      }
    }
    return answers
  }()

  static let folder = Repository.root.appendingPathComponent("Tests/VerbsTests/References")

  static func smooths(_ prefix: String, _ x: String, _ y: String, _ file: String) -> [Check] {
    var checks: [Check] = []
    func check(_ name: String, _ method: String) {
      checks.append(
        Check(
          name: "\(prefix) \(name)",
          query: "derive at = \(x), y = \(y) | filter at is not null and y is not null"
            + " | smooth y along at using \(method) as s | select s", file: file))
    }
    for surface in ["direct", "interpolate"] {
      for degree in 0...2 {
        for span in ["0.3", "0.75", "1.5"] {
          check(
            "loess \(degree) \(span) \(surface)",
            "loess(span: \(span), degree: \(degree), surface: \"\(surface)\")")
        }
      }
      for degree in 1...2 {
        check(
          "loess robust \(degree) \(surface)",
          "loess(span: 0.5, degree: \(degree), robust: true, surface: \"\(surface)\")")
      }
    }
    for (span, name) in [("0.25", "0.25"), ("2/3", "0.67")] {
      for iterations in [0, 3] {
        check("lowess \(name) \(iterations)", "lowess(span: \(span), iterations: \(iterations))")
      }
    }
    return checks
  }

  static func columns(
    _ prefix: String, _ value: String, _ tied: String, _ names: String, _ file: String
  ) -> [Check] {
    var checks: [Check] = []
    let shares = ["0", "0.01", "0.1", "0.25", "1/3", "0.5", "0.9", "0.999", "1"]
    for type in 1...9 {
      for (name, column) in [("quantile", value), ("quantile tied", tied)] {
        let items = shares.enumerated().map {
          "q\($0.offset) = quantile(\(column), \($0.element), type: \(type))"
        }
        checks.append(
          Check(
            name: "\(prefix) \(name) \(type)", query: "agg \(items.joined(separator: ", "))",
            file: file))
      }
    }
    for method in ["pearson", "spearman", "kendall"] {
      checks.append(
        Check(
          name: "\(prefix) correlate \(method)",
          query: "correlate \(names) using \(method) | select r, n", file: file))
    }
    return checks
  }

  static let made: [Check] =
    smooths("made", "x", "y", "made.csv") + smooths("ties", "t", "y", "made.csv")
    + columns("made", "y", "z", "x, y, t, z, whole", "made.csv") + [
      Check(name: "made lm", query: "fit linear y on x, t, w | drop term"),
      Check(name: "made lm powers", query: "fit linear y on x, x ^ 2, x ^ 3 | drop term"),
      Check(name: "made lm fitted", query: "fit linear y on x, w as f | select f"),
      Check(
        name: "made kruskal", query: "compare y by four using kruskal | select statistic, df, p"),
      Check(
        name: "ties kruskal", query: "compare z by four using kruskal | select statistic, df, p"),
      Check(
        name: "made mannwhitney", query: "compare y by two using mannwhitney | select statistic, p"),
      Check(
        name: "ties mannwhitney", query: "compare z by two using mannwhitney | select statistic, p"),
      Check(name: "made weighted mean", query: "agg m = weighted_mean(y, w)"),
      Check(name: "made sd var iqr", query: "agg s = sd(y), v = var(y), i = iqr(y)"),
      Check(
        name: "made mean 5",
        query: "derive i = row_no() along i0 | smooth y along i using mean(5 rows) as m | skip 4"
          + " | select m"),
      Check(
        name: "made median 5",
        query:
          "derive i = row_no() along i0 | smooth y along i using median(5 rows, centered: true)"
          + " as m | take 3..158 | select m"),
      Check(name: "made powerlaw", query: "fit powerlaw heavy | drop p"),
      Check(name: "made powerlaw from 3", query: "fit powerlaw heavy xmin 3 | drop p"),
      Check(name: "made powerlaw whole", query: "fit powerlaw whole | drop p"),
      Check(name: "made powerlaw whole from 2", query: "fit powerlaw whole xmin 2 | drop p"),
      Check(name: "made powerlaw package", query: "fit powerlaw heavy xmin 3 | select alpha"),
      Check(
        name: "made powerlaw package kolmogorov", query: "fit powerlaw heavy xmin 3 | select ks"),
      Check(
        name: "made concentration",
        query: "agg g = gini(heavy), e = entropy(heavy), h = hhi(heavy), m = geo_mean(heavy),"
          + " a = top_share(heavy, 1%), b = top_share(heavy, 10%)"),
      Check(name: "made kendall", query: "correlate z, t using kendall | select r, n"),
      Check(
        name: "longley", query: "fit linear y on x1, x2, x3, x4, x5, x6 | drop term",
        file: "longley.csv"),
      Check(
        name: "longley exact", query: "fit linear y on x1, x2, x3, x4, x5, x6 | drop term",
        file: "longley.csv", tolerance: 1e-13),
      Check(
        name: "filip",
        query:
          "fit linear y on \((1...10).map { "x ^ \($0)" }.joined(separator: ", ")) | drop term",
        file: "filip.csv"),
    ]

  static let real: [Check] =
    smooths(
      "benchmarks", "log10(`Model Size (B)`)", "MMLU", "obs/base_llm_benchmark_eval.csv")
    + columns(
      "benchmarks", "MMLU", "`Model Size (B)`",
      "`Model Size (B)`, MMLU, HumanEval, `FLOPs (1E21)`", "obs/base_llm_benchmark_eval.csv") + [
      Check(
        name: "benchmarks lm",
        query: "fit linear MMLU on log10(`Model Size (B)`), HumanEval | drop term",
        file: "obs/base_llm_benchmark_eval.csv"),
      Check(
        name: "benchmarks powerlaw", query: "fit powerlaw `FLOPs (1E21)` | drop p",
        file: "obs/base_llm_benchmark_eval.csv"),
      Check(
        name: "downloads kruskal",
        query: "filter task in [\"fill-mask\", \"summarization\", \"translation\"]"
          + " | compare downloads by task using kruskal | select statistic, df, p",
        file: "hub/models_downloads_2022-07.csv"),
      Check(
        name: "downloads mannwhitney",
        query: "filter task in [\"fill-mask\", \"summarization\"]"
          + " | compare downloads by task using mannwhitney | select statistic, p",
        file: "hub/models_downloads_2022-07.csv"),
      Check(
        name: "downloads powerlaw summarization",
        query: "filter task == \"summarization\" | fit powerlaw downloads | drop p",
        file: "hub/models_downloads_2022-07.csv"),
      Check(
        name: "downloads powerlaw from 1000", query: "fit powerlaw downloads xmin 1000 | drop p",
        file: "hub/models_downloads_2022-07.csv"),
      Check(
        name: "downloads concentration",
        query: "filter downloads > 0 | agg g = gini(downloads), e = entropy(downloads),"
          + " h = hhi(downloads), m = geo_mean(downloads), a = top_share(downloads, 1%),"
          + " b = top_share(downloads, 10%)", file: "hub/models_downloads_2022-07.csv"),
    ]

  @Test(arguments: made)
  func agreesOnMadeData(_ check: Check) throws {
    try compare(check, Self.folder.appendingPathComponent(check.file).path)
  }

  @Test(
    .enabled(if: Repository.sharedData("obs/base_llm_benchmark_eval.csv") != nil), arguments: real)
  func agreesOnRealData(_ check: Check) throws {
    try compare(check, try #require(Repository.sharedData(check.file)))
  }

  private func compare(_ check: Check, _ path: String) throws {
    let expected = try #require(Self.answers[check.name], "no reference program says this")
    let isNumbered = check.query.contains("i0")
    let start = isNumbered ? "d | derive i0 = 1 | derive i0 = cumsum(i0) along i0 | " : "d | "
    let run = QueryRun("load d from \"\(path)\"\n\(start)\(check.query)", threads: 2)
    #expect(run.errorText == "")
    var found: [Double?] = []
    let columns = (0..<run.table.columnCount).map { run.table.column(at: $0) }
    for row in 0..<run.table.rowCount {
      for column in columns { found.append(column.value(at: row).asDouble) }
    }
    #expect(found.count == expected.count)
    var worst = 0.0
    for (a, b) in zip(found, expected) {
      guard let a, let b else {
        #expect(
          a == nil && b == nil, "\(String(describing: a)) instead of \(String(describing: b))")
        continue
      }
      // Curves pass through zero: there the size of the data is the measure.
      worst = max(
        worst,
        abs(a - b)
          / max(abs(b), check.name.contains("lowess") || check.name.contains("loess") ? 1 : 1e-300))
    }
    #expect(worst <= check.tolerance, "off by \(worst)")
  }
}
