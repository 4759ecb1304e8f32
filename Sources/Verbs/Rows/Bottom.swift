public import Catalog
import Columnar
public import Diagnostics
import QueryLanguage

/// Keeps the rows, or the entities, with the smallest values.
public struct Bottom: Verb {
  /// The verb's name, clauses, help and examples.
  public static let declaration = Declaration(
    "bottom", "Keeps the rows, or all rows of the entities, with the smallest values.",
    category: .rows,
    details: "As `top`, from the other end. Missing values are never ranked.",
    clauses: RankingStage.clauses(which: "the smallest"),
    searchTerms: ["smallest", "worst", "slice_min", "lowest"],
    examples: [
      Example(
        "The two smallest",
        "rows [id, n; \"a\", 3; \"b\", 9; \"c\", null; \"d\", 5] | bottom 2 by n",
        expected: "id,n\na,3\nd,5\n"),
      Example(
        "The smallest of each kind, with ties",
        "rows [kind, n; \"x\", 1; \"y\", 4; \"x\", 1] | bottom 1 by n per kind with ties",
        expected: "kind,n\nx,1\nx,1\ny,4\n"),
      Example(
        "The author with the fewest rows; the others under one name",
        "rows [author; \"a\"; \"b\"; \"a\"] | bottom 1 author by count() others \"many\"",
        expected: "author\nmany\nb\nmany\n"),
    ])

  let stage: RankingStage

  /// Binds the ranking.
  public init(_ arguments: Arguments) throws(Diagnostic) {
    stage = try RankingStage(arguments, largest: false)
  }
}

extension Bottom: RankingVerb {}
