extension FindingPages {
  /// Names: columns, tables, functions, parameters and settings.
  static let names: [FindingPage] = [
    FindingPage(
      "E201", "a column that is not there at this stage",
      why: """
        A stage sees only the columns that the stage before it gives. The message lists them, \
        and says which stage removed the column if it was there earlier.
        """,
      mending: "Correct the spelling, or keep the column in the stage that removed it.",
      example: .query("rows [a, b; 1, 2] | select a | filter b > 1")),
    FindingPage(
      "E202", "two columns with one name",
      why: """
        A name stands for one column, so that every message and chart can be read without doubt.
        """,
      mending: "Give one of them another name: other = …",
      example: .query("rows [a, a; 1, 2]")),
    FindingPage(
      "E203", "a pattern that fits no column",
      why: "In `bench_*` the star stands for any letters.",
      mending: "Compare the pattern with the columns that the message lists.",
      example: .query("rows [a; 1] | select bench_*")),
    FindingPage(
      "E204", "a word after `is` that is no type",
      why: "Columns can be chosen by type: `is number`, `is text`.",
      mending: "Take one of the types that the message lists.",
      example: .query("rows [a; 1] | select is integer")),
    FindingPage(
      "E205", "a name that is a column here and also something outside",
      why: "A column that a data set gains later could otherwise change a result without a word.",
      mending: "Write `.name` for the column and `@name` for the parameter or let.",
      example: .query(
        """
        let a = 5
        rows [a; 1] | filter a > 1
        """)),
    FindingPage(
      "E206", "a table where a value is needed, or the other way round",
      why: "Tables stand before `|` and after `join`; values stand in expressions.",
      mending: "Use `join` to bring columns of the table here.",
      example: .query(
        """
        let t = rows [a; 1]
        rows [b; 1] | filter b > t
        """)),
    FindingPage(
      "E207", "a parameter or let that is not defined",
      why: "`@name` looks only outside the table.",
      mending: "Define it above, or write the column without `@`.",
      example: .query("rows [a; 1] | filter a > @limit")),
    FindingPage(
      "E208", "the date of today is not known",
      why: "A result must not depend on the clock, so `today()` is an input that is recorded.",
      mending:
        "Give it: hfnb run report.hfnb --today 2024-05-01; queries take the day of their run.",
      example: .query("today()")),
    FindingPage(
      "E209", "a function that does not exist",
      why: "Functions of other languages are known, and the message names ours.",
      mending: "`.help` lists all functions.",
      example: .query("rows [a; 1] | derive b = rond(a)")),
    FindingPage(
      "E210", "a table that is not loaded",
      why: "A statement begins with a table: one that was loaded, or made with `let`.",
      mending: "Load it first: load lb from \"leaderboard.csv\"",
      example: .query("bord | take 1")),
    FindingPage(
      "E211", "a function made with `def` that has no end",
      why: "Functions are expanded in place, so they cannot call themselves.",
      mending: "Write the steps out, or use a window function such as cumsum.",
      example: .query(
        """
        def f(x) = f(x)
        f(1)
        """)),
    FindingPage(
      "E212", "a line that goes on from a pipeline that is not there",
      why: "A line that begins with `|` continues the last pipeline.",
      mending: "Begin with a table.",
      example: .query("| take 3")),
    FindingPage(
      "E213", "a name that is defined twice",
      why: "In a notebook a name has one meaning, whatever the order of the cells.",
      mending: "Take another name.",
      example: .query(
        """
        let x = 1
        let x = 2
        """)),
    FindingPage(
      "E214", "a setting that is not there, or a value it cannot have",
      why: "The settings are `week_start` and `seed`.",
      mending: "Write set week_start sunday, or set seed 7.",
      example: .query("set week_begin sunday")),
    FindingPage(
      "E215", "a default that is not one of the choices of its parameter",
      why: "The default must be valid, since most runs use it.",
      mending: "Take one of the choices.",
      example: .query("param grain: one of day, week = month")),
    FindingPage(
      "E216", "new names in `rename` or `drop` that do not fit",
      why: "`rename` needs new = old; `drop` takes names only.",
      mending: "Write rename best = score.",
      example: .query("rows [a; 1] | rename a")),
    FindingPage(
      "E217", "`derive … for` with more than `it`",
      why: "With `for` the one item is repeated for each column, which is called `it`.",
      mending: "Write derive it = round(it, 2) for is number.",
      example: .query("rows [a; 1] | derive b = a for a")),
    FindingPage(
      "E218", "a field that a record does not have",
      why: "Records come from JSON; each has the fields that occur in the data.",
      mending: "Take one of the fields that the message lists.",
      example: .commands(
        """
        printf '[{"a": {"b": 1}}]' > t.json
        hfnb --load t=t.json -c "t | derive c = a.x"
        """)),
  ]
}
