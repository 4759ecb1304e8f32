extension FindingPages {
  /// What the verbs of statistics ask of their values.
  static let statistics: [FindingPage] = [
    FindingPage(
      "E323", "negative values where shares of a total are meant",
      why: "A negative value has no share of a total, so the curve would leave its square.",
      mending: "Keep the others first: | filter n >= 0.",
      example: .query("rows [n; 3; -1] | lorenz n")),
    FindingPage(
      "E324", "a term of a regression that is no number",
      why: "A line has a slope along numbers only; a condition counts as 0 or 1.",
      mending: """
        Write days(date - 2024-01-01) for a date, and kind == "chat" for one value of a text.
        """,
      example: .query(#"rows [t, y; "a", 1] | fit linear y on t"#)),
    FindingPage(
      "E325", "a regression on more terms than are taken",
      why: "The work grows with the square of the terms, and so many explain nothing.",
      mending: "Choose the terms that matter.",
      example: .query(
        "rows [x, y; 1, 2] | fit linear y on "
          + [String](repeating: "x", count: 201).joined(separator: ", "))),
    FindingPage(
      "E326", "bins that are said twice",
      why: "A width decides how many bins there are, so both cannot be asked for.",
      mending: "Keep `width`, or `bins`, or `log` with or without `bins`.",
      example: .query("rows [n; 1] | histogram n bins 3 width 2")),
    FindingPage(
      "E327", "logarithmic bins of something else than numbers",
      why: "Dates and texts have no logarithm.",
      mending: "Leave out `log`, or take a number such as days(d - 2024-01-01).",
      example: .query("rows [d; 2024-01-01] | histogram d log")),
    FindingPage(
      "E328", "a width that does not fit the values in the bins",
      why: "Numbers lie in bins of a positive number, dates in bins of a duration.",
      mending: "Write width 5 for numbers, and width 2 weeks for dates.",
      example: .query("rows [d; 2024-01-01] | histogram d width 5")),
    FindingPage(
      "E329", "bins too narrow for the values",
      why: "Numbers have about 16 digits, so far from 0 the ends of narrow bins are equal.",
      mending: "Take wider bins, or subtract something first.",
      example: .query("rows [x; 1e300; 1.5e300] | histogram x width 1")),
    FindingPage(
      "E394", "a distribution of values that have none",
      why: "`ecdf`, `lorenz`, `histogram` and `fit powerlaw` place values on a line.",
      mending: "Take a column of numbers or dates, or count the values with `group by`.",
      example: .query(#"rows [t; "a"] | ecdf t"#)),
    FindingPage(
      "E395", "a correlation of something else than numbers",
      why: "A correlation says how numbers go together.",
      mending: "Write correlate is number, which takes all columns of numbers.",
      example: .query(#"rows [a, t; 1, "x"] | correlate a, t"#)),
    FindingPage(
      "E396", "a correlation of fewer than two columns",
      why: "One column has nothing to go together with.",
      mending: "Name a second column.",
      example: .query("rows [a; 1] | correlate a")),
    FindingPage(
      "E397", "a comparison of groups by values that have no order",
      why: "The tests rank the values, so each must be less or more than another.",
      mending: "Take a column of numbers or dates.",
      example: .query(#"rows [g, t; "a", "x"] | compare t by g using kruskal"#)),
    FindingPage(
      "E398", "a test of two groups for more or fewer of them",
      why: "The test of Mann and Whitney compares one group with one other.",
      mending: "Keep two groups with `filter`, or write using kruskal.",
      example: .query(
        #"rows [g, n; "a", 1; "b", 2; "c", 3] | compare n by g using mannwhitney"#)),
    FindingPage(
      "E399", "a beginning of a power law that is not above 0",
      why: "A power law is infinite at 0, so its tail begins above.",
      mending: "Write xmin 1, or leave it out to have it found.",
      example: .query("rows [n; 1; 2] | fit powerlaw n xmin 0")),
  ]
}
