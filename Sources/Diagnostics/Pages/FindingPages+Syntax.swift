extension FindingPages {
  /// Mistakes in how a program is written: found before names and types are looked at.
  static let syntax: [FindingPage] = [
    FindingPage(
      "E101", "a stage that begins with a word that is no verb",
      why: """
        Each stage is one verb and its clauses. Words of other languages are known, and the \
        message says which verb does the same here.
        """,
      mending: "Take the verb that the message names.",
      example: .query("rows [a; 1] | mutate b = a + 1")),
    FindingPage(
      "E102", "a word or sign that cannot stand here",
      why: """
        What was read so far is complete, or lacks something else. The message says what was \
        expected, or which clauses may follow.
        """,
      mending: """
        Look at the place of the carets first, then at what stands directly before it: often a \
        comma or an operator is missing.
        """,
      example: .query("rows [a; 1] | filter a > 1 < 2")),
    FindingPage(
      "E103", "a text or a name in backticks without an end",
      why: "A text ends on its line. One over several lines stands between three quotes.",
      mending: "Add the closing quote.",
      example: .query(#"rows [a] | filter a == "x"#)),
    FindingPage(
      "E104", "a bracket without a partner",
      why: """
        Brackets go in pairs, and a line break inside an open bracket does not end the \
        statement.
        """,
      mending: "Add the missing bracket, or remove the one too many.",
      example: .query("rows [a; 1] | filter (a > 1")),
    FindingPage(
      "E105", "a number, duration, date or period that does not exist",
      why: """
        Dates are checked against the calendar, whole numbers against 64 bits. `7m` is none, \
        since it could mean minutes or months.
        """,
      mending: """
        Write dates with all digits, as 2024-03-01, 2024-03, 2024-W09 or 2024-Q1, and durations \
        as 30d, 2w, 1mo, 1q, 1y, 6h, 15min or 10s.
        """,
      example: .query("rows [d; 2024-02-30]")),
    FindingPage(
      "E106", "an escape or brace in a text that means nothing",
      why: "In \"…\" a backslash begins an escape, and in f\"…\" braces hold an expression.",
      mending: "Write a regular expression raw, r\"\\d+\", and a brace of an f-string twice.",
      example: .query(#"rows [a; "x"] | filter a ~ "\d""#)),
    FindingPage(
      "E107", "typographic quotes",
      why: "Word processors and web pages turn straight quotes into curly ones.",
      mending: "`.fix` replaces them.",
      example: .query(#"rows [a; "x"] | filter a == “x”"#)),
    FindingPage(
      "E108", "a clause that must stand is missing",
      why: "Some clauses are needed: `top` must know what to rank by.",
      mending: "Add the clause; `?top` shows the form of a verb.",
      example: .query("rows [a; 1] | top 3")),
    FindingPage(
      "E109", "a clause that is given twice",
      why: "A second `per` or `along` could mean both or the last one, so neither is guessed.",
      mending: "Put the names into one clause, with commas.",
      example: .query("rows [a; 1] | top 1 by a per a per a")),
    FindingPage(
      "E110", "an expression that is nested too deeply",
      why: "The limit keeps hostile text from exhausting memory; nobody reaches it by hand.",
      mending: "Give parts a name with `derive` or `let`.",
      example: .query(
        "1 + " + String(repeating: "(", count: 2_000) + "1" + String(repeating: ")", count: 2_000))),
    FindingPage(
      "E111", "`=` where `==` is meant",
      why: "`=` gives a name to something, `==` asks whether two things are equal.",
      mending: "Write `==` in conditions; `.fix` does it.",
      example: .query("rows [a; 1] | filter a = 1")),
    FindingPage(
      "E112", "a row of `rows […]` that is longer or shorter than the header",
      why: "The first line of an inline table has the names; each row has as many values.",
      mending: "Add or remove a value; a missing one is written `null`.",
      example: .query("rows [a, b; 1]")),
    FindingPage(
      "E113", "a label of an argument that ends with `=`",
      why: "Labels of arguments end with a colon, since `=` gives names.",
      mending: "Write `width: 5`.",
      example: .query("rows [a; 1] | derive b = bin(a, width = 5)")),
    FindingPage(
      "E114", "a statement without one of its parts",
      why: "`let`, `def`, `load`, `param` and `set` each have a fixed form.",
      mending: "Complete it as the message shows.",
      example: .query("x = 1")),
    FindingPage(
      "E115", "`=>` outside of a function of an item and of the arms of `case`",
      why: "The arrow stands after the name of an item, or after a condition in braces.",
      mending: "Write a function as def f(x) = x + 1, and a choice as case { x > 3 => \"high\" }.",
      example: .query("rows [n; 1] | derive x = t => t + 1")),
    FindingPage(
      "E119", "more errors than are shown",
      why: "After many errors the rest is rarely worth reading.",
      mending: "Mend the first ones and run again.",
      example: .none("It stands below a hundred other errors.")),
  ]
}
