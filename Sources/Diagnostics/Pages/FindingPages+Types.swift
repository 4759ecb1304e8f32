extension FindingPages {
  /// Types of values, and arguments of functions.
  static let types: [FindingPage] = [
    FindingPage(
      "E301", "a value of another type than is needed",
      why: """
        Nothing is converted by itself, except int to number and a date to an instant when they \
        are compared.
        """,
      mending: "Convert it: number(x), text(x), date(x).",
      example: .query(#"rows [a; "x"] | derive b = round(a)"#)),
    FindingPage(
      "E302", "two types that cannot be compared",
      why: "A date and a text, or a text and a number, are never equal and have no common order.",
      mending: "Write dates without quotes; convert text with number(x) or parse_date(x, …).",
      example: .query(#"rows [d; 2024-03-02] | filter d >= "2024-03-01""#)),
    FindingPage(
      "E303", "an operator that does not work on these types",
      why: "Arithmetic is for numbers, dates and durations; order is for values that have one.",
      mending: "Join texts with an f-string: f\"{a}-{b}\".",
      example: .query(#"rows [a; "x"] | derive b = a + "y""#)),
    FindingPage(
      "E304", "a period, list or record where it cannot stand",
      why: """
        A month is a span of the calendar and not a number; lists and records cannot be keys.
        """,
      mending: "For parts of a date there are month_no, year_no, weekday and others.",
      example: .query("rows [d; 2024-03-02] | filter month(d) == 3")),
    FindingPage(
      "E305", "a condition that is not true or false",
      why: "A number or a text is no condition, not even 0 or \"\".",
      mending: "Compare it: a > 0, a != \"\".",
      example: .query("rows [a; 1] | filter a")),
    FindingPage(
      "E306", "two types that cannot stand in one column",
      why: "A column has one type, also over the branches of `if` and `case`.",
      mending: "Convert one side, or use null for no value.",
      example: .query(#"rows [a; 1] | derive b = if a > 1 then "x" else 2"#)),
    FindingPage(
      "E307", "a range where it cannot stand",
      why: "a..b is not a value; it stands after `in`.",
      mending: "Write created in 2024-01..2024-03.",
      example: .query("rows [a; 1] | derive b = 1..5")),
    FindingPage(
      "E308", "`in` without a list, a range or a period",
      why: "A part of a text is found by contains(text, part).",
      mending: "Put values into brackets: type in [\"a\", \"b\"].",
      example: .query(#"rows [a; "x"] | filter "x" in a"#)),
    FindingPage(
      "E309", "a pattern that is not a regular expression",
      why: "The syntax is that of RE2, without look-ahead.",
      mending: "Write patterns raw, r\"…\", and put \\ before signs that mean themselves.",
      example: .query(#"rows [a; "x"] | filter a ~ "(""#)),
    FindingPage(
      "E311", "a function without one of its arguments",
      why: "The message shows the form of the function.",
      mending: "Add the argument.",
      example: .query(#"rows [a; "x"] | derive b = replace(a, "x")"#)),
    FindingPage(
      "E312", "a value that depends on rows where a constant is needed",
      why: "Some things are settled before any row is read, such as the k of `top`.",
      mending: "Write a number, or a parameter or let with `@`.",
      example: .query("rows [a; 1] | top a by a")),
    FindingPage(
      "E313", "a value outside of what is allowed",
      why: "The message says what is.",
      mending: "Take a value of that kind.",
      example: .query("rows [a; 1] | take 0..2")),
    FindingPage(
      "E314", "an argument that the function does not have",
      why: "Labels are part of the form of a function.",
      mending: "Correct the label, or leave it out.",
      example: .query("rows [a; 1] | derive b = round(a, digts: 2)")),
    FindingPage(
      "E315", "an argument too many",
      why: "The message says how many the function takes.",
      mending: "Remove it, or write a condition with `and`.",
      example: .query("rows [a; 1] | derive b = abs(a, 1)")),
    FindingPage(
      "E321", "a result that does not fit into 64 bits",
      why: "Whole numbers never wrap around and never become inexact without a word.",
      mending: "Compute with numbers: number(a) + 1.",
      example: .query("rows [a; 9223372036854775807] | derive b = a + 1")),
    FindingPage(
      "E322", "a negative value in a measure of shares",
      why: "Gini, shares and entropy have no meaning for negative values.",
      mending: "Leave them out: filter x >= 0.",
      example: .query("rows [a; -1; 2] | agg g = gini(a)")),
    FindingPage(
      "E331", "a column that is neither a key nor summarised",
      why: "A group is one row, and the column has many values in it.",
      mending: "Say which value is meant: max(x), list(x), max_by(x, y); or make it a key.",
      example: .query("rows [a, b; 1, 2] | group by a agg b")),
    FindingPage(
      "E332", "an aggregate where none can stand",
      why: "Aggregates need rows to sum up.",
      mending: "Put it into `group … agg`, `agg` or `derive`.",
      example: .query("rows [a; 1] | group by sum(a)")),
    FindingPage(
      "E333", "a window function where none can stand",
      why: "It looks at other rows, which a group does not keep.",
      mending: "Use it in `derive`, before the group.",
      example: .query("rows [a; 1] | agg b = lag(a)")),
    FindingPage(
      "E334", "`rolling` around something else than an aggregate",
      why: "It computes an aggregate over the last rows.",
      mending: "Write rolling(mean(x), 4 weeks).",
      example: .query(
        """
        rows [d, a; 1, 2] | derive b = rolling(mean(a, if: a > 1), 3 rows) along d
        """)),
    FindingPage(
      "E335", "`whole` before a key that is not a period of a date",
      why: "It leaves out periods that the dates do not fill.",
      mending: "Write whole month(created).",
      example: .query("rows [a; 1] | group by whole a")),
    FindingPage(
      "E336", "`every` before a key that has no steps",
      why: "It adds the periods without rows, so the key must be a period.",
      mending: "Write every month(created), or use `complete` for other keys.",
      example: .query(#"rows [a; "x"] | group by every a"#)),
  ]
}
