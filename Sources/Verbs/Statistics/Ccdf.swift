public import Catalog
public import Columnar
public import Diagnostics

/// Gives the share of rows from each value on.
public struct Ccdf: Verb {
  /// The verb's name, clauses, help and examples.
  public static let declaration = Declaration(
    "ccdf", "Gives the share of rows with a value from each one on.", category: .statistics,
    details: """
      The complementary distribution function: one row for each different value `x`, ascending, with \
      `p`, the share of values that are x or more; the first is always 1. On two logarithmic axes a \
      power law is a straight line. `per` makes one for each part, in the order in which the parts \
      first stand. Missing values are left out.
      """,
    clauses: EmpiricalDistribution.clauses,
    searchTerms: ["survival function", "tail distribution", "complementary cdf"],
    examples: [
      Example(
        "Three of four values are 2 or more", "rows [n; 2; 1; 5; 2] | ccdf n",
        expected: "x,p\n1,1\n2,0.75\n5,0.25\n"),
      Example(
        "For each kind", "rows [kind, n; \"b\", 3; \"a\", 1; \"b\", 4] | ccdf n per kind",
        expected: "kind,x,p\nb,3,1\nb,4,0.5\na,1,1\n"),
    ])

  let distribution: EmpiricalDistribution

  /// Binds the value and the parts.
  public init(_ arguments: Arguments) throws(Diagnostic) {
    distribution = try EmpiricalDistribution(arguments)
  }

  /// Counts the values from each different one on.
  public func run(_ input: Table, _ context: RunContext) throws(Diagnostic) -> Table {
    try distribution.run(input, context) { below, _, all in
      Double(all - below) / Double(all)
    }
  }
}

extension Ccdf: EmpiricalVerb {
  static let bound = "at least"
  static let others = "larger"
}
