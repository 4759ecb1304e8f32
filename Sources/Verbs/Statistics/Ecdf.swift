public import Catalog
public import Columnar
public import Diagnostics

/// Gives the share of rows up to each value.
public struct Ecdf: Verb {
  /// The verb's name, clauses, help and examples.
  public static let declaration = Declaration(
    "ecdf", "Gives the share of rows with a value up to each one.", category: .statistics,
    details: """
      The empirical distribution function: one row for each different value `x`, ascending, with `p`, \
      the share of values that are x or less. `per` makes one for each part, in the order in which \
      the parts first stand. Missing values are left out.
      """,
    clauses: EmpiricalDistribution.clauses,
    searchTerms: ["cumulative distribution", "percentile rank", "cdf"],
    examples: [
      Example(
        "Three of four values are 2 or less", "rows [n; 2; 1; 5; 2] | ecdf n",
        expected: "x,p\n1,0.25\n2,0.75\n5,1\n"),
      Example(
        "For each kind", "rows [kind, n; \"b\", 3; \"a\", 1; \"b\", 4] | ecdf n per kind",
        expected: "kind,x,p\nb,3,0.5\nb,4,1\na,1,1\n"),
    ])

  let distribution: EmpiricalDistribution

  /// Binds the value and the parts.
  public init(_ arguments: Arguments) throws(Diagnostic) {
    distribution = try EmpiricalDistribution(arguments)
  }

  /// Counts the values up to each different one.
  public func run(_ input: Table, _ context: RunContext) throws(Diagnostic) -> Table {
    try distribution.run(input, context) { _, upTo, all in
      Double(upTo) / Double(all)
    }
  }
}

extension Ecdf: EmpiricalVerb {
  static let bound = "at most"
  static let others = "smaller"
}
