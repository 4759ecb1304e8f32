public import Catalog
import Columnar
public import Diagnostics
import QueryLanguage

/// Keeps the rows, or the entities, with the largest values.
public struct Top: Verb {
  /// The verb's name, clauses, help and examples.
  public static let declaration = Declaration(
    "top", "Keeps the rows, or all rows of the entities, with the largest values.",
    category: .rows,
    details: """
      Exactly as many rows as asked for, the largest first; of equal ones the earlier row wins and \
      a note says how many were left out. Missing values are never ranked. With `per`, each part \
      has its own ranking.

      `top 10 author by count()` ranks authors and keeps all rows of the ten, in the order of the \
      table; `others "Other"` keeps the remaining rows as well and gives them that name.
      """,
    clauses: RankingStage.clauses(which: "the largest"),
    searchTerms: ["largest", "best", "limit", "slice_max", "rank", "head"],
    examples: [
      Example(
        "The two largest", "rows [id, n; \"a\", 3; \"b\", 9; \"c\", null; \"d\", 5] | top 2 by n",
        expected: "id,n\nb,9\nd,5\n"),
      Example(
        "The largest of each kind",
        "rows [kind, n; \"x\", 1; \"y\", 4; \"x\", 2] | top 1 by n per kind",
        expected: "kind,n\nx,2\ny,4\n"),
      Example(
        "Equal values",
        "rows [id, n; \"a\", 3; \"b\", 9; \"c\", 3] | top 2 by n with ties",
        expected: "id,n\nb,9\na,3\nc,3\n"),
      Example(
        "The busiest author; the others under one name",
        """
        rows [author, day; "a", 1; "b", 2; "a", 3; "c", 4]
        | top 1 author by count() others "Other"
        """,
        expected: "author,day\na,1\nOther,2\na,3\nOther,4\n"),
    ])

  let stage: RankingStage

  /// Binds the ranking.
  public init(_ arguments: Arguments) throws(Diagnostic) {
    stage = try RankingStage(arguments, largest: true)
  }
}

extension Top: RankingVerb {}
