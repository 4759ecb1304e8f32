extension FindingPages {
  /// Functions and verbs of one's own, functions of items, and notebooks that use others.
  static let definitions: [FindingPage] = [
    FindingPage(
      "E220", "calls of one's own functions or verbs that expand too far",
      why: """
        What is made with `def` is put in place wherever it is called, so calls that double at \
        every level grow without bound.
        """,
      mending: "Give a table in the middle a name with `let`, and go on from there.",
      example: .query(
        """
        def a(t) = t | take 9 | take 9
        def b(t) = t | a() | a() | a() | a() | a() | a() | a() | a() | a() | a()
        def c(t) = t | b() | b() | b() | b() | b() | b() | b() | b() | b() | b()
        def d(t) = t | c() | c() | c() | c() | c() | c() | c() | c() | c() | c() | c()
        rows [n; 1] | d()
        """)),
    FindingPage(
      "E221", "a value where a function of an item is needed",
      why: "`map`, `filter`, `any` and `all` must be told what to do with each item of a list.",
      mending: "Name the item and say what to do with it: map(tags, t => lower(t)).",
      example: .query("map([1, 2], 3)")),
    FindingPage(
      "E222", "two items of one name, one inside the other",
      why: "Inside the inner function nobody could tell which item is meant.",
      mending: "Give the inner item another name.",
      example: .query("map([1, 2], t => map([3], t => t))")),
    FindingPage(
      "E223", "a function of many rows that looks at an item of a list",
      why: "An aggregate runs over rows, and the items of a list belong to one row.",
      mending: "Make one row of each item with `explode`, or take sum(list) and its like.",
      example: .query("rows [n; 1] | derive x = map([1, 2], i => sum(i))")),
    FindingPage(
      "E224", "a function with `=>` given to a function that takes values",
      why: "Only functions of lists take a function of an item.",
      mending: "Write the value itself, or use `map`.",
      example: .query("rows [n; 1] | derive x = abs(t => t)")),
    FindingPage(
      "E225", "an expression given to a verb of one's own where it needs a name",
      why: "The body uses the parameter as the name of a column, which an expression has not.",
      mending: "Make a column of the expression with `derive` first.",
      example: .query(
        """
        def first_of(t, k) = t | sort k | dedupe k keep first
        rows [a; 1] | first_of(a + 1)
        """)),
    FindingPage(
      "E226", "two parameters of one name",
      why: "The body could mean either of them.",
      mending: "Rename one of them.",
      example: .query("def f(x, x) = x + 1")),
    FindingPage(
      "E227", "a definition that is called like a verb of the language",
      why: "A stage that begins with the word always means the verb of the language.",
      mending: "Take another name.",
      example: .query("def filter(t) = t | take 1")),
    FindingPage(
      "E228", "a verb of one's own without the table that it works on",
      why: """
        The first parameter of a verb is the table that stands before the bar, and the body \
        begins with it.
        """,
      mending: "Write def best(t) = t | top 3 by score.",
      example: .query("def best() = lb | take 1")),
    FindingPage(
      "E229", "a verb where a function is needed, or the other way round",
      why: "Verbs stand behind `|` and give tables; functions stand in expressions.",
      mending: "Put the verb into a stage of its own, or the function into `derive`.",
      example: .query(
        """
        def double(x) = x * 2
        rows [a; 1] | double(a)
        """)),
    FindingPage(
      "E230", "an argument that is given twice",
      why: "A value in order and one with a label are for the same parameter.",
      mending: "Remove one of them.",
      example: .query(
        """
        def f(k, n) = k + n
        f(1, k: 2)
        """)),
    FindingPage(
      "E231", "a notebook that lies outside of the folder of the one that uses it",
      why: "A folder that is copied as a whole keeps working, and reads nothing else.",
      mending: "Move the notebook into the folder or below it.",
      example: .query(#"use "../common.hfnb""#)),
    FindingPage(
      "E232", "notebooks that use each other in a circle",
      why: "Each would have to be read before the other.",
      mending: "Move what both need into a third notebook.",
      example: .commands(
        #"""
        printf '```hfq\nuse "b.hfnb"\n```\n' > a.hfnb
        printf '```hfq\nuse "a.hfnb"\n```\n' > b.hfnb
        hfnb run a.hfnb
        """#)),
    FindingPage(
      "E233", "a name that the used notebook does not define",
      why: "`use` brings what stands behind `let`, `def` and `param` there.",
      mending: "Take one of the names that the message lists.",
      example: .commands(
        #"""
        printf '```hfq\nlet limit = 2\n```\n' > common.hfnb
        hfnb -c 'use "common.hfnb" for limt'
        """#)),
  ]
}
