/// Texts with errors, and what is shown for them.
extension MessageExamples {
  /// Clauses, brackets and statements.
  static let others: [(text: String, shown: String)] = [
    (
      #"""
      lb | dedupe model
      """#,
      #"""
      error[E108]: `dedupe` lacks `keep`
        query, line 1
        1 | lb | dedupe model
          |      ^^^^^^ `keep` says which row stays: first, last, max E or min E
      """#
    ),
    (
      #"""
      lb | dedupe model keep
      """#,
      #"""
      error[E108]: `keep` lacks `first`, `last`, `max` or `min`
        query, line 1
        1 | lb | dedupe model keep
          |                       ^ which row stays: first, last, max E or min E
      """#
    ),
    (
      #"""
      lb | smooth n along x
      """#,
      #"""
      error[E108]: `smooth` lacks `using`
        query, line 1
        1 | lb | smooth n along x
          |      ^^^^^^ `using` says how to smooth: loess, mean …
      """#
    ),
    (
      #"""
      lb | plot line x: a, title "x"
      """#,
      #"""
      error[E102]: `"x"` cannot stand here
        query, line 1
        1 | lb | plot line x: a, title "x"
          |                            ^^^ expected `:` and a value
        After a comma follows another `name: value`; clauses have no commas between.
      """#
    ),
    (
      #"""
      lb | show | | show
      """#,
      #"""
      error[E102]: a stage lacks its verb
        query, line 1
        1 | lb | show | | show
          |             ^ expected a verb after `|`
      """#
    ),
    (
      #"""
      lb | select if
      """#,
      #"""
      error[E108]: `select` lacks at least one column
        query, line 1
        1 | lb | select if
          |             ^^ which columns to keep
      """#
    ),
    (
      #"""
      filter x > 3
      """#,
      #"""
      error[E102]: a stage begins with `|`
        query, line 1
        1 | filter x > 3
          | ^^^^^^ `filter` is a verb
        fix: | filter x > 3
      """#
    ),
    (
      #"""
      x = 5
      """#,
      #"""
      error[E114]: a name is given with `let`
        query, line 1
        1 | x = 5
          |   ^
        fix: let x = 5
      """#
    ),
    (
      #"""
      6 * 7 | show
      """#,
      #"""
      error[E102]: a stage follows a table
        query, line 1
        1 | 6 * 7 | show
          |       ^ what stands before it is not a table
      """#
    ),
    (
      #"""
      let r = rows [a, b; 1, 2; 3]
      """#,
      #"""
      error[E112]: a row has 1 cell for 2 columns
        query, line 1
        1 | let r = rows [a, b; 1, 2; 3]
          |               ----        ^ 1 cell
          |               2 columns
      """#
    ),
    (
      #"""
      load lb form "x"
      """#,
      #"""
      error[E102]: `form` cannot stand here
        query, line 1
        1 | load lb form "x"
          |         ^^^^ expected `from` and a path
      """#
    ),
    (
      #"""
      load lb from "x" as csv as tsv
      """#,
      #"""
      error[E109]: `as` is given twice
        query, line 1
        1 | load lb from "x" as csv as tsv
          |                  --     ^^ again here
          |                  first here
      """#
    ),
    (
      #"""
      param k: it in 1..3 = 4
      """#,
      #"""
      error[E114]: `it` is not a type of a parameter
        query, line 1
        1 | param k: it in 1..3 = 4
          |          ^^ did you mean `int`?
        Types: one of, any of, dates, date, bool, int, number, text
      """#
    ),
    (
      #"""
      def f(a = 3
      """#,
      #"""
      error[E104]: `(` is never closed
        query, line 1
        1 | def f(a = 3
          |      ^
      """#
    ),
    (
      #"""
      lb | show )
      """#,
      #"""
      error[E104]: `)` closes nothing
        query, line 1
        1 | lb | show )
          |           ^ no bracket is open
      """#
    ),
    (
      #"""
      lb | filter $x > 1
      """#,
      #"""
      error[E102]: `$` begins nothing here
        query, line 1
        1 | lb | filter $x > 1
          |             ^
        Names have no sign before them: score > 3
      """#
    ),
    (
      #"""
      lb | filter 2024-1 > x
      """#,
      #"""
      error[E105]: `2024-1` is neither a date nor a difference
        query, line 1
        1 | lb | filter 2024-1 > x
          |             ^^^^^^
        Dates have all their digits: 2024-03-01, 2024-03, 2024-W09, 2024-Q1.
        A subtraction has spaces around its sign.
      """#
    ),
    (
      #"""
      lb
      | qqqq
      | take
      | reject x >
      | show
      """#,
      #"""
      error[E101]: `qqqq` is not a verb
        query, line 2
        2 | | qqqq
          |   ^^^^
        Verbs: filter, reject, sort, top, bottom, take, skip, distinct, dedupe, sample,
          select, drop, rename, derive, split, extract, fill, smooth, group by, agg,
          complete, join, inner join, left join, right join, full join, semi join,
          anti join, asof join, cross join, union, pivot, unpivot, explode, describe,
          correlate, histogram, ccdf, ecdf, lorenz, fit powerlaw, fit linear, compare,
          graph, graph summary, plot, show, save, expect
      error[E108]: `take` lacks an expression
        query, line 3
        3 | | take
          |       ^ how many rows, or which: 5..10
      error[E102]: the end of the line comes too early
        query, line 4
        4 | | reject x >
          |             ^ expected a value
      """#
    ),
    (
      #"""
      lb | filter
      """#,
      #"""
      error[E108]: `filter` lacks an expression
        query, line 1
        1 | lb | filter
          |            ^ which rows to keep
      """#
    ),
    (
      #"""
      let
      """#,
      #"""
      error[E102]: the end of the text comes too early
        query, line 1
        1 | let
          |    ^ expected a name
      """#
    ),
    (
      #"""
      load
      """#,
      #"""
      error[E102]: the end of the text comes too early
        query, line 1
        1 | load
          |     ^ expected the name of the table
      """#
    ),
    (
      #"""
      lb | filter if x then 1
      lb | topp 3 by x
      hub | top 3 by
      """#,
      #"""
      error[E102]: the end of the line comes too early
        query, line 1
        1 | lb | filter if x then 1
          |                        ^ expected `else`
        `if` is a value, so that it needs both branches.
      error[E101]: `topp` is not a verb
        query, line 2
        2 | lb | topp 3 by x
          |      ^^^^ did you mean `top`?
        fix: top 3 by x
      error[E108]: `by` lacks an expression
        query, line 3
        3 | hub | top 3 by
          |               ^ what to rank by
      """#
    ),
    (
      #"""
      explain 5
      """#,
      #"""
      error[E102]: `5` cannot stand here
        query, line 1
        1 | explain 5
          |         ^ expected a table
      """#
    ),
    (
      #"""
      lb | plot line x: a add
      """#,
      #"""
      error[E108]: `add` lacks a mark
        query, line 1
        1 | lb | plot line x: a add
          |                        ^ one more layer
      """#
    ),
    (
      #"""
      lb | select a b
      """#,
      #"""
      error[E102]: `b` has no place in `select`
        query, line 1
        1 | lb | select a b
          |               ^
        A list has commas between its parts.
        Here may follow: `|`
      """#
    ),
    (
      #"""
      lb | filter `a
      """#,
      #"""
      error[E103]: a name in backticks has no end
        query, line 1
        1 | lb | filter `a
          |             ^ this backtick has no partner on its line
      """#
    ),
    (
      #"""
      lb | filter x.5
      """#,
      #"""
      error[E102]: `5` cannot stand here
        query, line 1
        1 | lb | filter x.5
          |               ^ expected the name of a field
      """#
    ),
    (
      #"""
      lb | filter not
      """#,
      #"""
      error[E102]: the end of the text comes too early
        query, line 1
        1 | lb | filter not
          |                ^ expected a value
      """#
    ),
  ]
}
