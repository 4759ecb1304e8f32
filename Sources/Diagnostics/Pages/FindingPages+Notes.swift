extension FindingPages {
  /// Notes: what is remarkable about a result that is not an error.
  static let notes: [FindingPage] = [
    FindingPage(
      "W1", "a column whose type changed since it was locked",
      why: """
        The lock of a notebook knows the types of its data. A file that changed reads as another \
        type without an error.
        """,
      mending: "Check the file; lock again if the change is right.",
      example: .none("It needs a lock.")),
    FindingPage(
      "W2", "a mean of means",
      why: "The mean of group means gives small groups the weight of large ones.",
      mending: "Keep the number of rows and write weighted_mean(x, n).",
      example: .query(
        """
        rows [k, x; "a", 1; "a", 2; "b", 9]
        | group by k agg m = mean(x), n = count()
        | agg mean(m)
        """)),
    FindingPage(
      "W3", "periods without rows",
      why: "A month in which nothing happened has no row, so charts and lags skip it.",
      mending: "Write group by every month(created).",
      example: .query("rows [d; 2024-01-31; 2024-03-01] | group by month(d)")),
    FindingPage(
      "W4", "a partial first or last period",
      why: "A week that has only begun reads as a collapse.",
      mending: "Write group by whole week(created).",
      example: .query("rows [d; 2024-01-10; 2024-02-10] | group by month(d)")),
    FindingPage(
      "W5", "undefined results that became missing",
      why: """
        Division by zero, the logarithm of a negative number and their like have no value. There \
        is no infinity and no NaN.
        """,
      mending: "Leave such rows out first, or give a value with ??.",
      example: .query("rows [a; 1; 2] | derive b = a / 0")),
    FindingPage(
      "W6", "an aggregate over fewer than five rows",
      why: "One row more could change a mean of three rows completely.",
      mending: "Group more coarsely, or leave small groups out: filter n >= 5.",
      example: .query(#"rows [k, x; "a", 1; "b", 2] | group by k agg mean(x)"#)),
    FindingPage(
      "W7", "bars on a logarithmic axis",
      why: """
        The length of a bar says how many times larger it is than another, which a logarithm \
        destroys; and a log axis has no zero to begin at.
        """,
      mending: "Draw points.",
      example: .query(#"rows [k, x; "a", 10; "b", 1000] | plot column x: k, y: x scale y log"#)),
    FindingPage(
      "W8", "a tie that `top` cut",
      why: """
        Rows with the same value as the last one were left out; which ones depends on the order \
        of the file.
        """,
      mending: "Add `with ties`, or a second column to rank by.",
      example: .query("rows [x; 1; 1; 2] | top 2 by x")),
    FindingPage(
      "W9", "an earlier row that lies across a gap",
      why: "lag(x) is the row before, which may be a month earlier than the period before.",
      mending: "Add the missing periods with `every` or `complete`, or write lag(x, 1 month).",
      example: .query("rows [m, x; 2024-01, 1; 2024-04, 2] | derive c = delta(x) along m")),
    FindingPage(
      "W10", "rows whose condition is unknown",
      why: """
        A comparison with a missing value is neither true nor false. `filter` drops such rows.
        """,
      mending: "To keep them: filter x > 5 or x is null; or use `reject` with the opposite.",
      example: .query("rows [x; 1; null; 9] | filter x > 5")),
    FindingPage(
      "W11", "a sum or count over rows that a join multiplied",
      why: """
        A value of the one side stands in many rows since the join, and is added once for each.
        """,
      mending: "Sum before joining, or aggregate the other side first.",
      example: .query(
        """
        let totals = rows [author, total; "a", 10]
        rows [author, model; "a", 1; "a", 2]
        | join totals on author
        | agg sum(total)
        """)),
    FindingPage(
      "W12", "`take` of rows in the order of the file",
      why: "Which rows come first in a file means nothing.",
      mending: "`sort` before, or use `top`; `sample` for a fair choice.",
      example: .query("rows [x; 1; 2] | take 1")),
    FindingPage(
      "W13", "a text that never occurs in its column",
      why: "A misspelt value is the error that no type tells: the result is just empty.",
      mending: "Correct the text; near values are suggested.",
      example: .query(#"rows [k; "chat"; "base"] | filter k == "caht""#)),
    FindingPage(
      "W14", "rows of a layer that lie outside of the axes",
      why: "`scale … from … to` cuts what is beyond.",
      mending: "Widen the scale, or filter so that the reader knows.",
      example: .query("rows [x; 1; 2; 9] | plot point x: x, y: x scale y from 0 to 5")),
    FindingPage(
      "W15", "keys that stand on one side of a join only",
      why: "Rows without a partner are dropped by `join` and get missing values in `left join`.",
      mending: "Look at them with `anti join`.",
      example: .query(
        """
        let t = rows [k; 1; 2]
        rows [k; 1; 3] | join t on k
        """)),
    FindingPage(
      "W16", "a pie with more than seven slices",
      why: "Angles are hard to compare, and thin slices are hard to see.",
      mending: "Draw a bar, or keep the largest: top 6 kind by count() others \"Other\".",
      example: .query("rows [n; 1; 2; 3; 4; 5; 6; 7; 8] | plot pie value: n, color: n")),
    FindingPage(
      "W17", "a drawing of more than 200 kB",
      why: "Pages with such drawings load slowly, and nobody sees a hundred thousand marks apart.",
      mending: "Aggregate or bin the rows first, or draw fewer: top, sample, bins.",
      example: .none("It takes too many rows to print here.")),
  ]
}
