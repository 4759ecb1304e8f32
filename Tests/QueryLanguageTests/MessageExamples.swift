/// Texts with errors, and what is shown for them.
enum MessageExamples {
  /// Stages, conditions and literals.
  static let stages: [(text: String, shown: String)] = [
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
        fix: derive ratio = likes / downlaods
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
  ]
}
