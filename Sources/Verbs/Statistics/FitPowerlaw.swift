public import Catalog
public import Columnar
public import Diagnostics
import Kernels
import QueryLanguage

/// Fits a power law to the tail of a value.
public struct FitPowerlaw: Verb {
  /// The verb's name, clauses, help and examples.
  public static let declaration = Declaration(
    "fit powerlaw", "Fits a power law to the tail of a value.", category: .statistics,
    details: """
      One row for each part, by Clauset, Shalizi and Newman (2009): the exponent `alpha` of \
      x^-alpha by maximum likelihood; `xmin`, where the tail begins, is the value for which the \
      distance `ks` of Kolmogorov and Smirnov between tail and fit is smallest, unless it is given; \
      `sigma` is the standard error of alpha, `tail` the number of values in the tail. Whole \
      numbers (int) are fitted by sums over whole numbers, others by integrals. `ks` is the largest \
      difference anywhere, on both sides of each step; programs that look at one side only may \
      choose another xmin.

      `bootstrap 1000` draws so many samples from the fit, fits each, and gives in `p` the share \
      of them that lie at least as far from their fit: below 0.1 a power law is hard to believe. \
      Without it p is missing. The draws depend on `set seed` alone. Values that are missing, zero \
      or negative are left out.
      """,
    clauses: [
      ClauseForm("value", .expression, required: true, help: "what to fit"),
      ClauseForm("xmin", words: ["xmin"], .expression, help: "where the tail begins"),
      ClauseForm("bootstrap", words: ["bootstrap"], .number, help: "how many samples to draw"),
      .per,
    ],
    searchTerms: ["pareto", "zipf", "heavy tail", "exponent", "clauset"],
    examples: [
      Example(
        "The tail from 1 on, of numbers",
        """
        rows [x; 1.5; 2.5; 5.0; 12.5]
        | fit powerlaw x xmin 1 | derive r = round(alpha, 6) | select xmin, tail, r
        """,
        expected: "xmin,tail,r\n1,4,1.733014\n"),
      Example(
        "For each kind",
        """
        rows [kind, n; "a", 1; "a", 1; "a", 1; "a", 2; "a", 5; "b", 3]
        | fit powerlaw n per kind | select kind, xmin, tail
        """,
        expected: "kind,xmin,tail\na,1,5\nb,,\n"),
      Example(
        "How often samples of the fit lie as far from it",
        """
        rows [n; 1; 1; 1; 1; 1; 2; 2; 3; 7]
        | fit powerlaw n xmin 1 bootstrap 20 | derive likely = p > 0.1 | select tail, likely
        """,
        expected: "tail,likely\n9,true\n"),
    ])

  /// Its draws begin where `set seed` says.
  public static let drawsAtRandom = true
  /// The columns that the stage gives.
  public let output: Schema
  let clauses: PartitionedValue
  let xmin: Double?
  let samples: Int
  let seed: UInt64

  /// Binds the value, the smallest value of the tail and the parts.
  public init(_ arguments: Arguments) throws(Diagnostic) {
    clauses = try PartitionedValue(arguments, accepts: { $0.isNumeric }, "a number")
    let isDiscrete = clauses.value.type == .int
    var smallest: Double?
    if let (value, span) = try arguments.constant("xmin") {
      guard let number = value.asDouble, number > 0, !isDiscrete || number == number.rounded()
      else {
        throw Diagnostic(
          "E399", "`xmin` is a \(isDiscrete ? "whole " : "")number above 0", at: span,
          label: "found \(ValueText.plain(value))")
      }
      smallest = number
    }
    xmin = smallest
    samples = try arguments.count("bootstrap", minimum: 1) ?? 0
    seed = arguments.binder.seed
    output = try clauses.output(
      [
        Field("alpha", .number), Field("xmin", isDiscrete ? .int : .number),
        Field("sigma", .number), Field("ks", .number), Field("tail", .int), Field("p", .number),
      ], arguments)
  }

  /// The value's columns and those of the parts.
  public func columnsRead(for wanted: Set<String>) -> Set<String> { clauses.columnsRead }

  /// Fits one part after the other.
  public func run(_ input: Table, _ context: RunContext) throws(Diagnostic) -> Table {
    let sorted = try SortedValues(clauses, input, context)
    let isDiscrete = clauses.value.type == .int
    var firstRows: [UInt32] = []
    var builders = output.fields.suffix(6).map { ColumnBuilder($0.type) }
    var results = [UInt32](repeating: 0, count: input.rowCount)
    var leftOut = 0
    var failed = 0
    func append(_ fit: PowerLaw?, _ p: Double?) {
      let xmin = fit.map { isDiscrete ? Value.int(Int64($0.xmin)) : .number($0.xmin) }
      let cells: [Value?] = [
        fit.map { .number($0.alpha) }, xmin, fit.map { .number($0.sigma) },
        fit.map { .number($0.distance) }, fit.map { .int(Int64($0.tail)) }, p.map { .number($0) },
      ]
      for (index, cell) in cells.enumerated() { builders[index].append(cell ?? .null) }
    }
    for part in sorted.partsInTableOrder {
      try context.checkpoint()
      let numbers = sorted.numbers(part)
      let positive = Array(numbers.drop { $0 <= 0 })
      leftOut += numbers.count - positive.count
      let fit = PowerLaw(
        sorted: positive, isDiscrete: isDiscrete, xmin: xmin, workers: context.workers)
      if fit == nil { failed += 1 }
      append(fit, fit?.probability(samples: samples, seed: seed, workers: context.workers))
      if context.isTracing {
        for row in sorted.rows(part).array { results[Int(row)] = UInt32(firstRows.count) }
      }
      firstRows.append(sorted.firstRow(part))
    }
    try context.checkpoint()
    if firstRows.isEmpty, clauses.per.isEmpty {
      // Like an aggregate of nothing.
      append(nil, nil)
      failed = 1
    }
    if leftOut > 0 {
      context.note("W5", "\(counted(leftOut, "value")) not above 0 left out of the fit")
    }
    if failed > 0 {
      context.note("W5", "no fit in \(counted(failed, "part")): a tail needs two different values")
    }
    context.trace(clauses.per.isEmpty ? .pooled : .gathered(Buffer(results)))
    let rows = Buffer(firstRows)
    let keys = try input.columns(named: clauses.per).map {
      $0.gather(rows.base, count: rows.count)
    }
    let columns = builders.map { $0.finish() }
    return Table(output, keys + columns, rowCount: columns[0].count)
  }
}
