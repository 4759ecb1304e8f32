public import QueryLanguage

/// The forms of verbs that belong to the language and cannot run yet: they parse and say so.
public let plannedVerbs: [VerbForm] =
  plannedJoins + plannedShapes + plannedGraphs

private func planned(_ words: [String], _ clauses: [ClauseForm]) -> VerbForm {
  VerbForm(words, clauses, isBuilt: false)
}

private let plannedJoins: [VerbForm] = [
  planned(
    ["asof", "join"],
    [
      ClauseForm("table", .table, required: true, help: "the table to join"),
      ClauseForm("on", words: ["on"], .expressions, required: true, help: "which rows match"),
      ClauseForm("within", words: ["within"], .expression, help: "the largest distance"),
      ClauseForm(
        "prefix", words: ["prefix"], .text, help: "stands before names of the right side"),
    ]),
  planned(
    ["cross", "join"],
    [ClauseForm("table", .table, required: true, help: "the table to join")]),
]

private let plannedShapes: [VerbForm] = [
  planned(
    ["pivot"],
    [
      ClauseForm("column", .name, required: true, help: "whose values become columns"),
      ClauseForm("values", words: ["values"], .name, required: true, help: "what fills them"),
      ClauseForm("in", words: ["in"], .expression, help: "the list of columns to make"),
      ClauseForm("fill", words: ["fill"], .expression, help: "the value of empty cells"),
    ]),
  planned(
    ["unpivot"],
    [
      ClauseForm("columns", .columns, required: true, help: "which columns become rows"),
      ClauseForm("into", words: ["into"], .names, required: true, help: "name and value"),
    ]),
  planned(
    ["explode"],
    [
      ClauseForm("column", .name, required: true, help: "the column with lists"),
      ClauseForm("name", words: ["as"], .name, help: "the name of an item"),
      ClauseForm("index", words: ["with", "index"], .name, help: "a column for the position"),
    ]),
  planned(
    ["split"],
    [
      ClauseForm("column", .name, required: true, help: "the column to split"),
      ClauseForm("on", words: ["on"], .text, required: true, help: "the text between the parts"),
      ClauseForm("into", words: ["into"], .names, help: "the new columns"),
    ]),
  planned(
    ["extract"],
    [
      ClauseForm("column", .name, required: true, help: "the column to read"),
      ClauseForm("pattern", .text, required: true, help: "a pattern with named groups"),
    ]),
  planned(
    ["sample"],
    [
      ClauseForm("size", .expression, required: true, help: "how many rows, or which share"),
      .per,
      ClauseForm("seed", words: ["seed"], .number, help: "where the generator starts"),
    ]),
]

private let graph = [
  ClauseForm("edge", .edge, required: true, help: "from -> to"),
  ClauseForm("undirected", words: ["undirected"], .flag, help: "an edge goes both ways"),
  ClauseForm("weight", words: ["weight"], .name, help: "the column with weights"),
  ClauseForm("nodes", words: ["nodes"], .qualifiedName, help: "the full list of nodes"),
]

private let plannedGraphs: [VerbForm] = [
  planned(
    ["graph"],
    graph + [
      ClauseForm("reach", words: ["reach", "from"], .qualifiedName, help: "where to start"),
      ClauseForm("backward", words: ["backward"], .flag, help: "follows edges backward"),
    ]),
  planned(["graph", "summary"], graph),
]
