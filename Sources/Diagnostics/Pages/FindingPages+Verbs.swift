extension FindingPages {
  /// What single verbs ask of their tables and clauses.
  static let verbs: [FindingPage] = [
    FindingPage(
      "E341", "a function that needs an order which nobody gave",
      why: """
        Running totals and earlier rows depend on the order of rows. An earlier `sort` does not \
        count, since it stands elsewhere.
        """,
      mending: "Add `along` and the column: along week.",
      example: .query("rows [a; 1] | derive b = cumsum(a)")),
    FindingPage(
      "E342", "rows that belong into one cell",
      why: """
        `pivot` makes one cell for each combination of the other columns and the name. Several \
        values do not fit, and choosing one would be a guess.
        """,
      mending: "Aggregate first: group by g, k agg v = sum(v).",
      example: .query(#"rows [g, k, v; 1, "a", 3; 1, "a", 5] | pivot k values v"#)),
    FindingPage(
      "E343", "a value that would give a column a name which is taken",
      why: "`pivot` names columns after values.",
      mending: "Rename the column that has the name first.",
      example: .query(#"rows [g, k, v; 1, "g", 3] | pivot k values v"#)),
    FindingPage(
      "E344", "an `asof join` whose last condition is not >= or <=",
      why: """
        The last condition says on which side the nearest row lies; those before it are \
        equalities.
        """,
      mending: "Write on author, created >= released.",
      example: .query("rows [t; 1] | asof join rows [d; 1] on t == d")),
    FindingPage(
      "E345", "a distance of an `asof join` that does not fit its columns",
      why: "Dates are a duration apart, numbers a number.",
      mending: "Write within 30 days, or within 5.",
      example: .query("rows [t; 1] | asof join rows [d; 1] on t >= d within 30 days")),
    FindingPage(
      "E346", "`split` at an empty text",
      why: "Between any two characters there is nothing, so every place would be a cut.",
      mending: "Give the sign between the parts: split tags on \",\".",
      example: .query(#"rows [t; "a"] | split t on "" into a, b"#)),
    FindingPage(
      "E347", "`extract` with a pattern that has no named group",
      why: "Each named group becomes a column.",
      mending: "Name the groups: r\"(?<year>[0-9]+)\".",
      example: .query(#"rows [t; "a1"] | extract t r"([0-9]+)""#)),
    FindingPage(
      "E348", "`unpivot … into` without two names",
      why: "One column holds the old names, the other the values.",
      mending: "Write into name, value.",
      example: .query("rows [id, a, b; 1, 2, 3] | unpivot a, b into value")),
    FindingPage(
      "E349", "columns of different types in one `unpivot`",
      why: "Their values go into one column, which has one type.",
      mending: "Convert them first, or choose fewer: unpivot is number.",
      example: .query(#"rows [id, a, b; 1, 2, "x"] | unpivot a, b into name, value"#)),
    FindingPage(
      "E355", "`pivot` that takes names and values from one column",
      why: "The one gives the columns their names, the other the cells.",
      mending: "Name another column behind `values`.",
      example: .query(#"rows [g, k; 1, "a"] | pivot k values k"#)),
    FindingPage(
      "E356", "a list of columns of `pivot` that is empty or repeats a value",
      why: "Each value of the list makes one column.",
      mending: "Write each value once.",
      example: .query(#"rows [g, k, v; 1, "a", 3] | pivot k values v in []"#)),
    FindingPage(
      "E357", "`pivot` into too many columns",
      why: "A column of ids or dates is likely.",
      mending: "Name the columns to make: in [\"a\", \"b\"].",
      example: .query("rows [k; 1; 10001] | complete k | derive v = 1 | pivot k values v")),
    FindingPage(
      "E358", "`unpivot` of no column",
      why: "The choice fits none of the columns here.",
      mending: "Choose columns that are there.",
      example: .query("rows [id; 1] | unpivot is text into name, value")),
    FindingPage(
      "E360", "nodes of a graph of several types",
      why: "The ends of edges and the list of nodes must be comparable.",
      mending: "Convert one side first.",
      example: .query(#"rows [src, dst; "x", 1] | graph src -> dst"#)),
    FindingPage(
      "E361", "isolated nodes asked of a table of edges",
      why: "A node without edges stands in no edge.",
      mending: "Give the list of nodes: graph summary src -> dst nodes users.login.",
      example: .query(#"rows [src, dst; "x", "y"] | graph summary src -> dst | select isolates"#)),
    FindingPage(
      "E362", "a weight of edges that is not a number",
      why: "Weights are added up.",
      mending: "Convert it first, or count edges without `weight`.",
      example: .query(#"rows [a, b, w; 1, 2, "much"] | graph a -> b weight w"#)),
    FindingPage(
      "E363", "an edge without a weight",
      why: "Taking it as 0 or as 1 would be a guess.",
      mending: "Say which: derive w = w ?? 1.",
      example: .query("rows [a, b, w; 1, 2, 3; 2, 3, null] | graph a -> b weight w")),
    FindingPage(
      "E364", "a weight that is negative",
      why: "A weight says how strong an edge is.",
      mending: "Filter such edges out, or take abs(w).",
      example: .query("rows [a, b, w; 1, 2, 3; 2, 3, -0.5] | graph a -> b weight w")),
    FindingPage(
      "E365", "weights that are too large to be added up",
      why: "Their sum is beyond the largest number.",
      mending: "Divide them by a constant first.",
      example: .query("rows [a, b, w; 1, 2, 1.7e308; 2, 3, 1.7e308] | graph a -> b weight w")),
    FindingPage(
      "E366", "`reach` with a clause that changes nothing",
      why: "It counts steps and looks neither at weights nor at a list of nodes.",
      mending: "Leave the clause out.",
      example: .query(
        """
        let starts = rows [id; 1]
        rows [a, b, w; 1, 2, 3] | graph a -> b weight w reach from starts.id
        """)),
    FindingPage(
      "E367", "`backward` without `reach from`",
      why: "It says in which direction edges are followed.",
      mending: "Write reach from T.c backward.",
      example: .query("rows [a, b; 1, 2] | graph a -> b backward")),
    FindingPage(
      "E351", "a join in which both sides repeat the key",
      why: "Each pair of equal keys gives a row, so later totals count rows several times.",
      mending: "Make one side unique with `dedupe`, or say `many` if pairs are wanted.",
      example: .query(
        """
        let t = rows [k; 1; 1]
        rows [k; 1; 1] | join t on k
        """)),
    FindingPage(
      "E352", "a right table that repeats a key under `one`",
      why: "`one` says that each key stands once there.",
      mending: "Make it unique: t | dedupe k keep first.",
      example: .query(
        """
        let t = rows [k; 1; 1]
        rows [k; 1] | join t on k one
        """)),
    FindingPage(
      "E353", "a join on something else than columns",
      why: "A join matches a column of each side.",
      mending: "Make the key first with `derive`.",
      example: .query(
        """
        let t = rows [k; 1]
        rows [k; 1] | join t on k + 1 == k
        """)),
    FindingPage(
      "E354", "tables in a union whose columns differ in type",
      why: "A column has one type.",
      mending: "Convert it in one of the tables before.",
      example: .query(
        """
        let t = rows [k; "x"]
        rows [k; 1] | union t
        """)),
    FindingPage(
      "E370", "a mark, channel, scale, palette or theme that does not exist",
      why: "The message lists those there are.",
      mending: "Correct the name; `?plot` explains them.",
      example: .query("rows [a; 1] | plot pint x: a, y: a")),
    FindingPage(
      "E371", "a list or record in a chart",
      why: "One place of a chart shows one value.",
      mending: "`explode` the list first.",
      example: .query("rows [a, b; [1], 2] | plot point x: a, y: b")),
    FindingPage(
      "E372", "a mark without a channel that it needs",
      why: "A point needs x and y, a rule one of them.",
      mending: "Add the channel the message names.",
      example: .query("rows [a; 1] | plot point x: a")),
    FindingPage(
      "E373", "a constant of a chart that it cannot have",
      why: "Opacity goes from 0 to 1, a size is in pixels.",
      mending: "Take a value of the range that the message names.",
      example: .query("rows [a; 1] | plot point x: a, y: a, alpha: 7")),
    FindingPage(
      "E374", "a colour that is not known",
      why: "Colours are CSS names or hexadecimal.",
      mending: "Write \"steelblue\" or \"#4682b4\".",
      example: .query(#"rows [a; 1] | plot point x: a, y: a, color: "blu1""#)),
    FindingPage(
      "E375", "an axis with two kinds of values, or a scale that does not fit them",
      why: "All layers share the axes.",
      mending: "Bring the layers to one type.",
      example: .query(#"rows [a, b; "x", 1] | plot column x: a, y: a"#)),
    FindingPage(
      "E376", "shares of values that are negative",
      why: "A share of a total needs parts of one sign.",
      mending: "Stack from zero instead: stack: zero.",
      example: .query(#"rows [a, b; 1, -1] | plot column x: a, y: b, stack: "share""#)),
    FindingPage(
      "E377", "more panels, shapes or dashes than a reader can tell apart",
      why: "Small charts that nobody can read say nothing.",
      mending: "Keep the largest first: top 12 author by count().",
      example: .query(
        "rows [a; " + (1...200).map(String.init).joined(separator: "; ")
          + "] | plot point x: a, y: a facet a")),
    FindingPage(
      "E378", "an axis whose ends or ticks make no sense",
      why: "The low end must be below the high one, and ticks must be steps of the axis.",
      mending: "Correct `scale`.",
      example: .query("rows [a; 1; 2] | plot point x: a, y: a scale y from 5 to 1")),
    FindingPage(
      "E379", "a line with several rows for one place",
      why: "The line could take any of them, so the reader could not trust it.",
      mending: "Aggregate first, or give the lines a `color`.",
      example: .query("rows [a, b; 1, 2; 1, 3] | plot line x: a, y: b")),
    FindingPage(
      "E380", "axes or further layers for a mark without axes",
      why: "A pie has no axes on which anything else could stand.",
      mending: "Draw two charts, and leave out what belongs to axes.",
      example: .query(#"rows [k, n; "a", 1] | plot pie value: n, color: k scale x log"#)),
    FindingPage(
      "E381", "`others` without the column that it renames",
      why: "`others` puts the rest under one name.",
      mending: "Write top 9 arch by count() others \"Other\".",
      example: .query(#"rows [a; 1] | top 1 by a others "x""#)),
    FindingPage(
      "E382", "`others` for a column that is not text",
      why: "The name of the rest is a text.",
      mending: "Make the column a text first.",
      example: .query(#"rows [a; 1] | top 1 a by count() others "x""#)),
    FindingPage(
      "E383", "`complete` with a new column",
      why: "It fills up the combinations of columns that are there.",
      mending: "Make the column first with `derive`.",
      example: .query("rows [a; 1] | complete b = a + 1")),
    FindingPage(
      "E384", "`from` and `to` that do not fit",
      why: """
        They stand together, and need one column with steps: a period, a date or whole numbers.
        """,
      mending: "Give both, and one such column.",
      example: .query(#"rows [a; "x"] | complete a from 1 to 3"#)),
    FindingPage(
      "E385", "a way to smooth that does not exist",
      why: "The message lists them.",
      mending: "Write using loess(span: 0.75), or another of them.",
      example: .query("rows [a, b; 1, 2] | smooth b along a using spline(3)")),
    FindingPage(
      "E386", "a way to smooth that has no values between the rows",
      why: "A moving mean has values only where rows are.",
      mending: "Use `loess` or `lowess`.",
      example: .query("rows [a, b; 1, 2] | smooth b along a using mean(3 rows) at 10 points")),
    FindingPage(
      "E387", "a window or half-life that does not fit its column",
      why: "A length of time needs a column of dates; months have no fixed length.",
      mending: "Write so many rows, or the unit of the column.",
      example: .query("rows [a, b; 1, 2] | smooth b along a using mean(4 weeks)")),
    FindingPage(
      "E391", "a `plot` without a mark for columns that suggest none",
      why: "`plot` alone picks a chart from the types of the columns.",
      mending: "Write the mark: plot point x: …, y: ….",
      example: .query("rows [a; [1]] | plot")),
    FindingPage(
      "E392", "a clause of `plot` that does not fit",
      why: "The message says what can stand there.",
      mending: "Name the channel before each value, and order a channel that the first layer has.",
      example: .query("rows [a; 1] | plot point x: a, y: a order color by count()")),
    FindingPage(
      "E393", "a format of numbers that is not known",
      why: "Formats are percent, bytes, or a pattern.",
      mending: "Write \"0.0\" for one decimal.",
      example: .query(#"rows [a; 1] | plot point x: a, y: a scale y format "money""#)),
  ]
}
