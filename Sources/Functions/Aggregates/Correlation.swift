import Catalog
import Columnar
import Diagnostics
import Kernels

/// `corr(x, y)`.
enum Correlation: AggregateFunction {
  static let declaration = Declaration.aggregate(
    "corr", "Gives the correlation of two values.",
    details: """
      Over the rows in which both are there; null for fewer than two, or when one does not vary. \
      pearson in one pass after Welford (1962), parts joined after Chan, Golub and LeVeque (1983); \
      spearman is that of the ranks, ties sharing their mean rank; kendall is tau-b (Kendall 1945, \
      Knight 1966).
      """,
    parameters: [
      ParameterInfo("x", "number", help: "The first values."),
      ParameterInfo("y", "number", help: "The second values."),
      ParameterInfo(
        "method", "word", help: "pearson, spearman or kendall.", default: "pearson", labelled: true),
    ], terms: ["correlation", "pearson", "spearman", "kendall"],
    examples: [
      Example("A line", "rows [x, y; 1, 2; 2, 4; 3, 6] | agg r = corr(x, y)", expected: "r\n1"),
      Example("No spread", "rows [x, y; 1, 2; 1, 4] | agg r = corr(x, y) ?? 0", expected: "r\n0"),
      Example(
        "By ranks", "rows [x, y; 1, 1; 2, 10; 3, 100] | agg r = corr(x, y, method: spearman)",
        expected: "r\n1"),
    ])

  private struct Moments: BitwiseCopyable {
    var count = 0.0
    var meanX = 0.0
    var meanY = 0.0
    var squaresX = 0.0
    var squaresY = 0.0
    var products = 0.0

    mutating func add(_ x: Double, _ y: Double) {
      count += 1
      let (deltaX, deltaY) = (x - meanX, y - meanY)
      meanX += deltaX / count
      meanY += deltaY / count
      squaresX += deltaX * (x - meanX)
      squaresY += deltaY * (y - meanY)
      products += deltaX * (y - meanY)
    }

    mutating func add(_ other: Moments) {
      guard other.count > 0 else { return }
      let total = count + other.count
      let (deltaX, deltaY) = (other.meanX - meanX, other.meanY - meanY)
      let weight = count * other.count / total
      squaresX += other.squaresX + deltaX * deltaX * weight
      squaresY += other.squaresY + deltaY * deltaY * weight
      products += other.products + deltaX * deltaY * weight
      meanX += deltaX * (other.count / total)
      meanY += deltaY * (other.count / total)
      count = total
    }

    var correlation: Double? {
      guard count > 1, squaresX > 0, squaresY > 0 else { return nil }
      // Squares outside the range of numbers say nothing about a correlation.
      guard squaresX.isFinite, squaresY.isFinite else { return nil }
      let product = squaresX * squaresY
      // One root rounds less; two are for products outside the range of doubles.
      let scale =
        product.isNormal
        ? product.squareRoot() : squaresX.squareRoot() * squaresY.squareRoot()
      return max(-1, min(1, products / scale))
    }
  }

  static func bind(_ call: FunctionCall) throws(Diagnostic) -> AggregateKernel {
    let x = try call.numeric(0)
    let y = try call.numeric(1)
    let method = try call.constantText(2, "a word") ?? "pearson"
    guard ["pearson", "spearman", "kendall"].contains(method) else {
      throw call.valueError(2, "`method` is pearson, spearman or kendall, not \(method)")
    }
    if x == nil || y == nil { return .nothing(.number) }
    if method != "pearson" { return ranked(isKendall: method == "kendall") }
    return .slots(
      type: .number,
      SlotState<Moments>.Recipe(
        start: { Moments() },
        take: { (slots, operands, groups, count) throws(Diagnostic) in
          let (first, second) = (try operands[0].doubles(), try operands[1].doubles())
          let base = slots.base
          GroupLoops.forEachValid(Validity.of(operands, count), count: count) { row in
            base[Int(groups[row])].add(first[row], second[row])
          }
        },
        join: { $0.add($1) },
        finish: { (slots) throws(Diagnostic) in GroupResults.numbers(slots) { $0.correlation } }))
  }

  /// The correlation of ranks within each group.
  private static func ranked(isKendall: Bool) -> AggregateKernel {
    AggregateKernel(
      type: .number,
      .grouped { (columns, rows, workers) throws(Diagnostic) in
        let values = Buffer<Double>(repeating: .nan, count: rows.groupCount)
        nonisolated(unsafe) let target = UnsafeMutablePointer(mutating: values.base)
        let one = Workers(threadCount: 1)
        GroupPieces.forEach(rows, workers) { groups in
          for group in groups {
            let members = rows.rows.slice(rows.range(group))
            let ranks = columns.prefix(2).map {
              DenseRanks($0.gather(members.base, count: members.count), workers: one)
            }
            let result =
              isKendall
              ? Association.kendall(ranks[0], ranks[1]) : Association.spearman(ranks[0], ranks[1])
            if let r = result.r { target[group] = r }
          }
        }
        let (validity, _) = Cleaning.removeUndefined(values, validity: nil)
        return Column(.number, .double(values), validity: validity, count: rows.groupCount)
      })
  }
}
