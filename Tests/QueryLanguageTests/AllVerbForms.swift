import QueryLanguage

/// The forms of every verb of the language, as its grammar states them.
enum AllVerbForms {
  static let along = ClauseForm(
    "along", words: ["along"], .orders, help: "the order in which rows follow each other")
  static let per = ClauseForm(
    "per", words: ["per"], .names, help: "the columns whose values split the rows into parts")
  static let tail = [along, per]

  static let verbs = VerbForms(rows + columns + groups + joins + shapes + statistics + results)

  static let rows: [VerbForm] = [
    VerbForm(
      ["filter"],
      [ClauseForm("condition", .expression, required: true, help: "which rows to keep")] + tail),
    VerbForm(
      ["reject"],
      [ClauseForm("condition", .expression, required: true, help: "which rows to remove")] + tail),
    VerbForm(
      ["sort"], [ClauseForm("orders", .orders, required: true, help: "what to order by")]),
    VerbForm(["top"], ranking("the largest")),
    VerbForm(["bottom"], ranking("the smallest")),
    VerbForm(
      ["take"],
      [
        ClauseForm("last", .word(["last"]), help: "counts from the end"),
        ClauseForm("rows", .expression, required: true, help: "how many rows, or which: 5..10"),
      ]),
    VerbForm(
      ["skip"],
      [ClauseForm("rows", .expression, required: true, help: "how many rows to leave out")]),
    VerbForm(["distinct"], [ClauseForm("columns", .columns, help: "what makes a row unique")]),
    VerbForm(
      ["dedupe"],
      [
        ClauseForm("columns", .columns, required: true, help: "what makes a row unique"),
        ClauseForm(
          "keep", words: ["keep"],
          .group([
            ClauseForm("first", words: ["first"], .flag),
            ClauseForm("last", words: ["last"], .flag),
            ClauseForm("max", words: ["max"], .expression, help: "what to compare"),
            ClauseForm("min", words: ["min"], .expression, help: "what to compare"),
          ]),
          required: true, help: "which row stays: first, last, max E or min E"),
      ] + tail),
    VerbForm(
      ["sample"],
      [
        ClauseForm("size", .expression, required: true, help: "how many rows, or which share"),
        per,
        ClauseForm("seed", words: ["seed"], .number, help: "where the generator starts"),
      ]),
  ]

  private static func ranking(_ which: String) -> [ClauseForm] {
    [
      ClauseForm("count", .count, required: true, help: "how many to keep"),
      ClauseForm("entities", .names, help: "the columns that name an entity"),
      ClauseForm("by", words: ["by"], .expression, required: true, help: "what to rank by"),
      per,
      ClauseForm(
        "ties", words: ["with", "ties"], .flag, help: "also keeps rows equal to the last"),
      ClauseForm("others", words: ["others"], .text, help: "the name of all that is not \(which)"),
    ]
  }

  static let columns: [VerbForm] = [
    VerbForm(
      ["select"], [ClauseForm("columns", .columns, required: true, help: "which columns to keep")]),
    VerbForm(
      ["drop"], [ClauseForm("columns", .columns, required: true, help: "which columns to remove")]),
    VerbForm(
      ["rename"],
      [ClauseForm("columns", .columns, required: true, help: "new and old names: new = old")]),
    VerbForm(
      ["derive"],
      [
        ClauseForm("items", .assignments, required: true, help: "names and values: name = …"),
        ClauseForm("for", words: ["for"], .columns, help: "the columns that `it` stands for"),
      ] + tail),
    VerbForm(
      ["split"],
      [
        ClauseForm("column", .name, required: true, help: "the column to split"),
        ClauseForm("on", words: ["on"], .text, required: true, help: "the text between the parts"),
        ClauseForm("into", words: ["into"], .names, help: "the new columns"),
      ]),
    VerbForm(
      ["extract"],
      [
        ClauseForm("column", .name, required: true, help: "the column to read"),
        ClauseForm("pattern", .text, required: true, help: "a pattern with named groups"),
      ]),
    VerbForm(
      ["fill"],
      [
        ClauseForm("columns", .columns, required: true, help: "which columns to fill"),
        ClauseForm("method", .word(["forward", "backward", "linear", "nearest"])),
        ClauseForm("value", words: ["with"], .expression, help: "the value to fill in"),
      ] + tail),
    VerbForm(
      ["smooth"],
      [ClauseForm("column", .name, required: true, help: "the column to smooth")] + tail + [
        ClauseForm(
          "method", words: ["using"], .method, required: true, help: "how to smooth: loess, mean …"),
        ClauseForm(
          "points", words: ["at"], .number, closingWord: "points", help: "the size of an even grid"),
        ClauseForm("name", words: ["as"], .name, help: "the name of the result"),
      ]),
  ]

  static let groups: [VerbForm] = [
    VerbForm(
      ["group", "by"],
      [
        ClauseForm("keys", .keys, required: true, help: "what makes a group"),
        ClauseForm("aggregates", words: ["agg"], .items, help: "what to say about each group"),
      ]),
    VerbForm(
      ["agg"],
      [ClauseForm("aggregates", .items, required: true, help: "what to say about the table")]),
    VerbForm(
      ["complete"],
      [
        ClauseForm("items", .items, required: true, help: "which combinations to complete"),
        per,
        ClauseForm("from", words: ["from"], .expression, help: "where the steps begin"),
        ClauseForm("to", words: ["to"], .expression, help: "where the steps end"),
        ClauseForm("fill", words: ["fill"], .assignments, help: "values for the new rows"),
      ]),
  ]

  static let joins: [VerbForm] = {
    let table = ClauseForm("table", .table, required: true, help: "the table to join")
    let kinds: [[String]] = [
      ["join"], ["inner", "join"], ["left", "join"], ["right", "join"], ["full", "join"],
      ["semi", "join"], ["anti", "join"],
    ]
    let on = ClauseForm(
      "on", words: ["on"], .expressions, required: true, help: "which rows match")
    let prefix = ClauseForm(
      "prefix", words: ["prefix"], .text, help: "stands before names of the right side")
    let clauses = [
      table, on,
      ClauseForm("one", words: ["one"], .flag, help: "each key stands once on the right"),
      ClauseForm("many", words: ["many"], .flag, help: "both sides may repeat keys"), prefix,
    ]
    let within = ClauseForm("within", words: ["within"], .expression, help: "the largest distance")
    return kinds.map { VerbForm($0, clauses) } + [
      VerbForm(["asof", "join"], [table, on, within, prefix]),
      VerbForm(["cross", "join"], [table, prefix]),
      VerbForm(
        ["union"],
        [
          ClauseForm("tables", .tables, required: true, help: "the tables to add"),
          ClauseForm("origin", words: ["as"], .name, help: "a column for the table's name"),
        ]),
    ]
  }()

  static let shapes: [VerbForm] = [
    VerbForm(
      ["pivot"],
      [
        ClauseForm("column", .name, required: true, help: "whose values become columns"),
        ClauseForm("values", words: ["values"], .name, required: true, help: "what fills them"),
        ClauseForm("in", words: ["in"], .expression, help: "the list of columns to make"),
        ClauseForm("fill", words: ["fill"], .expression, help: "the value of empty cells"),
      ]),
    VerbForm(
      ["unpivot"],
      [
        ClauseForm("columns", .columns, required: true, help: "which columns become rows"),
        ClauseForm("into", words: ["into"], .names, required: true, help: "name and value"),
      ]),
    VerbForm(
      ["explode"],
      [
        ClauseForm("column", .name, required: true, help: "the column with lists"),
        ClauseForm("name", words: ["as"], .name, help: "the name of an item"),
        ClauseForm("index", words: ["with", "index"], .name, help: "a column for the position"),
      ]),
  ]

  static let statistics: [VerbForm] = [
    VerbForm(["describe"], [ClauseForm("columns", .columns, help: "which columns to describe")]),
    VerbForm(
      ["correlate"],
      [
        ClauseForm("columns", .columns, required: true, help: "which columns to compare"),
        ClauseForm(
          "method", words: ["using"], .word(["pearson", "spearman", "kendall"]),
          help: "pearson, spearman or kendall"),
      ]),
    VerbForm(
      ["histogram"],
      [
        ClauseForm("value", .expression, required: true, help: "what to count"),
        ClauseForm("bins", words: ["bins"], .number, help: "how many bins"),
        ClauseForm("width", words: ["width"], .expression, help: "how wide a bin is"),
        ClauseForm("log", words: ["log"], .flag, help: "bins of equal ratio"),
        per,
      ]),
    VerbForm(["ccdf"], distribution), VerbForm(["ecdf"], distribution),
    VerbForm(["lorenz"], distribution),
    VerbForm(
      ["fit", "powerlaw"],
      [
        ClauseForm("value", .expression, required: true, help: "what to fit"),
        ClauseForm("xmin", words: ["xmin"], .expression, help: "where the tail begins"),
        ClauseForm("bootstrap", words: ["bootstrap"], .number, help: "how many repetitions"),
        per,
      ]),
    VerbForm(
      ["fit", "linear"],
      [
        ClauseForm("value", .expression, required: true, help: "what to explain"),
        ClauseForm("on", words: ["on"], .expressions, required: true, help: "what explains it"),
        per,
        ClauseForm("name", words: ["as"], .name, help: "a column for the fitted values"),
      ]),
    VerbForm(
      ["compare"],
      [
        ClauseForm("value", .expression, required: true, help: "what to compare"),
        ClauseForm("by", words: ["by"], .name, required: true, help: "the groups"),
        ClauseForm(
          "method", words: ["using"], .word(["kruskal", "mannwhitney"]), required: true,
          help: "kruskal or mannwhitney"),
      ]),
    VerbForm(
      ["graph"],
      graph + [
        ClauseForm("reach", words: ["reach", "from"], .qualifiedName, help: "where to start"),
        ClauseForm("backward", words: ["backward"], .flag, help: "follows edges backward"),
      ]),
    VerbForm(["graph", "summary"], graph),
  ]

  private static let distribution = [
    ClauseForm("value", .expression, required: true, help: "whose distribution"), per,
  ]

  private static let graph = [
    ClauseForm("edge", .edge, required: true, help: "from -> to"),
    ClauseForm("undirected", words: ["undirected"], .flag, help: "an edge goes both ways"),
    ClauseForm("weight", words: ["weight"], .name, help: "the column with weights"),
    ClauseForm("nodes", words: ["nodes"], .qualifiedName, help: "the full list of nodes"),
  ]

  static let results: [VerbForm] = [
    VerbForm(["plot"], plot),
    VerbForm(
      ["show"],
      [
        ClauseForm("all", .word(["all"]), help: "every row"),
        ClauseForm("rows", .number, help: "how many rows"),
        ClauseForm("columns", .columns, help: "which columns"),
        ClauseForm("mode", words: ["as"], .name, help: "how to write it: line, csv …"),
      ]),
    VerbForm(["save"], [ClauseForm("path", .text, required: true, help: "the file to write")]),
    VerbForm(
      ["expect"],
      [
        ClauseForm("conditions", .expressions, required: true, help: "what must be true"),
        ClauseForm("message", .text, help: "what to say when it is not"),
      ], canBeginStatement: true),
  ]

  private static let plot: [ClauseForm] = [
    ClauseForm("layer", .layer, help: "a mark and its channels"),
    ClauseForm("add", words: ["add"], .layer, repeats: true, help: "one more layer"),
    ClauseForm("title", words: ["title"], .text, help: "the title"),
    ClauseForm("subtitle", words: ["subtitle"], .text, help: "the line below the title"),
    ClauseForm("caption", words: ["caption"], .text, help: "the line below the chart"),
    ClauseForm("alt", words: ["alt"], .text, help: "the text for screen readers"),
    ClauseForm("save", words: ["save"], .text, help: "the file to write"),
    ClauseForm(
      "name", words: ["name"],
      .group([
        ClauseForm("channel", .name, required: true, help: "the channel"),
        ClauseForm("text", .text, required: true, help: "its name"),
      ]), repeats: true, help: "the name of an axis or a legend"),
    ClauseForm("scale", words: ["scale"], .group(scale), repeats: true, help: "how values show"),
    ClauseForm(
      "order", words: ["order"],
      .group([
        ClauseForm("channel", .name, required: true, help: "the channel"),
        ClauseForm("by", words: ["by"], .orders, required: true, help: "what to order by"),
      ]), repeats: true, help: "the order of categories"),
    ClauseForm(
      "facet", words: ["facet"],
      .group([
        ClauseForm("by", .expression, required: true, help: "one panel for each value"),
        ClauseForm(
          "across", words: ["across"], .expression, help: "a grid: one column for each value"),
        ClauseForm("columns", words: ["columns"], .number, help: "how many panels in a row"),
        ClauseForm(
          "free", words: ["free"], .name, help: "x, y or both: axes that panels do not share"),
      ]), help: "panels"),
    ClauseForm(
      "legend", words: ["legend"], .word(["top", "right", "bottom", "none"]),
      help: "top, right, bottom or none"),
    ClauseForm("size", words: ["size"], .size, help: "width x height"),
    ClauseForm("theme", words: ["theme"], .name, help: "the look"),
  ]

  private static let scale: [ClauseForm] = [
    ClauseForm("channel", .name, required: true, help: "x, y or color"),
    ClauseForm("linear", words: ["linear"], .flag, help: "equal steps for equal differences"),
    ClauseForm("log", words: ["log"], .flag, help: "equal steps for equal ratios"),
    ClauseForm("log2", words: ["log2"], .flag, help: "like log, with powers of two"),
    ClauseForm("symlog", words: ["symlog"], .flag, help: "like log, with zero"),
    ClauseForm("reverse", words: ["reverse"], .flag, help: "the other way round"),
    ClauseForm("from", words: ["from"], .expression, help: "where it begins"),
    ClauseForm("to", words: ["to"], .expression, help: "where it ends"),
    ClauseForm(
      "format", words: ["format"],
      .group([
        ClauseForm("name", .name, help: "percent, bytes or KiB"),
        ClauseForm("pattern", .text, help: "a pattern such as \"0.0\""),
      ]), help: "how numbers are written"),
    ClauseForm("ticks", words: ["ticks"], .expression, help: "the step between marks"),
    ClauseForm("angle", words: ["angle"], .expression, help: "degrees by which labels are turned"),
    ClauseForm(
      "palette", words: ["palette"], .text, help: "paired, set2, viridis … for colours"),
    ClauseForm("colors", .mapping, help: "a colour for each value"),
    ClauseForm(
      "midpoint", words: ["midpoint"], .expression, help: "the value between two colours"),
    ClauseForm("steps", words: ["steps"], .expression, help: "how many colours, 2 to 9"),
  ]
}
