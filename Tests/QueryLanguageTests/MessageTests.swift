import Testing

/// Messages of the lexer and the parser, complete as they are shown.
@Suite struct MessageTests {
  @Test(arguments: messages.indices)
  func message(_ index: Int) {
    #expect(findings(messages[index].text) == messages[index].shown + "\n")
  }
}

private let messages: [(text: String, shown: String)] = [
  (
    #"""
    lb
    | mutate ratio = likes / downlaods
    """#,
    #"""
    error[E101]: `mutate` is not a verb
      query, line 2
      2 | | mutate ratio = likes / downlaods
        |   ^^^^^^ the verb that adds columns is `derive`
    """#
  ),
  (
    #"""
    lb | fitler x > 3
    """#,
    #"""
    error[E101]: `fitler` is not a verb
      query, line 1
      1 | lb | fitler x > 3
        |      ^^^^^^ did you mean `filter`?
      fix: filter x > 3
    """#
  ),
  (
    #"""
    lb | qqqq x, y | show
    """#,
    #"""
    error[E101]: `qqqq` is not a verb
      query, line 1
      1 | lb | qqqq x, y | show
        |      ^^^^
      Verbs: filter, reject, sort, top, bottom, take, skip, distinct, dedupe, sample,
        select, drop, rename, derive, split, extract, fill, smooth, group by, agg,
        complete, join, inner join, left join, right join, full join, semi join,
        anti join, asof join, cross join, union, pivot, unpivot, explode, describe,
        correlate, histogram, ccdf, ecdf, lorenz, fit powerlaw, fit linear, compare,
        graph, graph summary, plot, show, save, expect
    """#
  ),
  (
    #"""
    lb | filter type = "chat"
    """#,
    #"""
    error[E111]: `=` names things; `==` compares them
      query, line 1
      1 | lb | filter type = "chat"
        |                  ^
      fix: filter type == "chat"
    """#
  ),
  (
    #"""
    lb | filter created == 2024-02-30
    """#,
    #"""
    error[E105]: there is no 2024-02-30
      query, line 1
      1 | lb | filter created == 2024-02-30
        |                                ^^ 2024-02 has 29 days
      fix: filter created == 2024-02-29
    """#
  ),
  (
    #"""
    lb | top by score
    """#,
    #"""
    error[E108]: `top` lacks a count
      query, line 1
      1 | lb | top by score
        |          ^^ how many to keep
    """#
  ),
  (
    #"""
    lb | top 3 score
    """#,
    #"""
    error[E108]: `top` lacks `by`
      query, line 1
      1 | lb | top 3 score
        |      ^^^ `by` says what to rank by
    """#
  ),
  (
    #"""
    lb | top 3 by score per type per author
    """#,
    #"""
    error[E109]: `per` is given twice
      query, line 1
      1 | lb | top 3 by score per type per author
        |                     ---      ^^^ again here
        |                     first here
    """#
  ),
  (
    #"""
    lb | top 3 by score wth ties
    """#,
    #"""
    error[E102]: `wth` has no place in `top`
      query, line 1
      1 | lb | top 3 by score wth ties
        |                     ^^^ did you mean `with`?
      Here may follow: `per`, `with ties`, `others` or `|`
      fix: top 3 by score with ties
    """#
  ),
  (
    #"""
    lb | sort score dsc
    """#,
    #"""
    error[E102]: `dsc` has no place in `sort`
      query, line 1
      1 | lb | sort score dsc
        |                 ^^^ did you mean `desc`?
      Here may follow: `asc`, `desc` or `|`
      fix: sort score desc
    """#
  ),
  (
    #"""
    lb | group type agg n = count()
    """#,
    #"""
    error[E102]: `group` is followed by `by`
      query, line 1
      1 | lb | group type agg n = count()
        |            ^^^^ found `type`
      fix: group by type agg n = count()
    """#
  ),
  (
    #"""
    lb | fit x
    """#,
    #"""
    error[E102]: `fit` is followed by `powerlaw` or `linear`
      query, line 1
      1 | lb | fit x
        |          ^ found `x`
    """#
  ),
  (
    #"""
    lb | filter (a > 1
    lb | show
    """#,
    #"""
    error[E104]: `(` is never closed
      query, line 1
      1 | lb | filter (a > 1
        |             ^
    """#
  ),
  (
    #"""
    lb | filter [a)
    """#,
    #"""
    error[E104]: `[` is never closed
      query, line 1
      1 | lb | filter [a)
        |             ^
    error[E104]: `)` closes nothing
      query, line 1
      1 | lb | filter [a)
        |               ^ no bracket is open
    """#
  ),
  (
    #"""
    lb | filter x == 7m
    """#,
    #"""
    error[E105]: `m` could mean minutes or months
      query, line 1
      1 | lb | filter x == 7m
        |                  ^^ 7min or 7mo
      There is no unit `m`, because it is so often misread.
    """#
  ),
  (
    #"""
    lb | filter x > 5K
    """#,
    #"""
    error[E105]: `K` is not a suffix of a number
      query, line 1
      1 | lb | filter x > 5K
        |                 ^^ the suffixes are k, M, G and T
      fix: filter x > 5k
    """#
  ),
  (
    #"""
    lb | filter x > 99999999999999999999
    """#,
    #"""
    error[E105]: the number does not fit into an int
      query, line 1
      1 | lb | filter x > 99999999999999999999
        |                 ^^^^^^^^^^^^^^^^^^^^ the largest is 9223372036854775807
      With a fraction or an exponent it is a `number`, to about 16 digits.
    """#
  ),
  (
    #"""
    lb | filter x == "abc
    """#,
    #"""
    error[E103]: text has no end
      query, line 1
      1 | lb | filter x == "abc
        |                  ^ this quote has no partner on its line
      Text over several lines stands between """ and """
    """#
  ),
  (
    #"""
    lb | filter x == “chat”
    """#,
    #"""
    error[E107]: text stands between straight quotes
      query, line 1
      1 | lb | filter x == “chat”
        |                  ^^^^^^ typographic quotes
      fix: filter x == "chat"
    """#
  ),
  (
    #"""
    lb | filter x ~ "a\d"
    """#,
    #"""
    error[E106]: `\d` is not an escape
      query, line 1
      1 | lb | filter x ~ "a\d"
        |                   ^^ escapes are \n \t \\ \" \' \u{…}
      For a regular expression use raw text: r"…"
      fix: filter x ~ "a\\d"
    """#
  ),
  (
    #"""
    lb | filter f"{a + }" == "b"
    """#,
    #"""
    error[E102]: the end of the text comes too early
      query, line 1
      1 | lb | filter f"{a + }" == "b"
        |                   ^ expected a value
    """#
  ),
  (
    #"""
    lb | filter x && y
    """#,
    #"""
    error[E102]: `&&` is not a sign of this language
      query, line 1
      1 | lb | filter x && y
        |               ^^ written `and` here
      fix: filter x and y
    """#
  ),
  (
    #"""
    lb | filter a < b < c
    """#,
    #"""
    error[E102]: comparisons cannot be chained
      query, line 1
      1 | lb | filter a < b < c
        |                   ^ a second comparison
      For a value between two others: x in 1..5, or  a < b and b < c
    """#
  ),
  (
    #"""
    lb | filter mean(x = 3) > 2
    """#,
    #"""
    error[E113]: the label of an argument ends with `:`
      query, line 1
      1 | lb | filter mean(x = 3) > 2
        |                    ^
      fix: filter mean(x: 3) > 2
    """#
  ),
  (
    #"""
    lb | filter a in
    """#,
    #"""
    error[E102]: the end of the text comes too early
      query, line 1
      1 | lb | filter a in
        |                 ^ expected a value
    """#
  ),
  (
    #"""
    lb | filter
    | show
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
    lb | derive a
    """#,
    #"""
    error[E108]: a new column lacks its name
      query, line 1
      1 | lb | derive a
        |             ^ written `name = …`
    """#
  ),
  (
    #"""
    lb | derive x = if a then b
    """#,
    #"""
    error[E102]: the end of the text comes too early
      query, line 1
      1 | lb | derive x = if a then b
        |                            ^ expected `else`
      `if` is a value, so that it needs both branches.
    """#
  ),
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
      A name with other characters than letters, digits and `_` stands in backticks.
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
