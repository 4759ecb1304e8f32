public import QueryLanguage

/// The forms of verbs that belong to the language and cannot run yet: they parse and say so.
public let plannedVerbs: [VerbForm] = plannedStatistics

private func planned(_ words: [String], _ clauses: [ClauseForm]) -> VerbForm {
  VerbForm(words, clauses, isBuilt: false)
}

private let distribution = [
  ClauseForm("value", .expression, required: true, help: "whose distribution"), .per,
]

private let plannedStatistics: [VerbForm] = [
  planned(
    ["correlate"],
    [
      ClauseForm("columns", .columns, required: true, help: "which columns to compare"),
      ClauseForm(
        "method", words: ["using"], .word(["pearson", "spearman", "kendall"]),
        help: "pearson, spearman or kendall"),
    ]),
  planned(
    ["histogram"],
    [
      ClauseForm("value", .expression, required: true, help: "what to count"),
      ClauseForm("bins", words: ["bins"], .number, help: "how many bins"),
      ClauseForm("width", words: ["width"], .expression, help: "how wide a bin is"),
      ClauseForm("log", words: ["log"], .flag, help: "bins of equal ratio"),
      .per,
    ]),
  planned(["ccdf"], distribution), planned(["ecdf"], distribution),
  planned(["lorenz"], distribution),
  planned(
    ["fit", "powerlaw"],
    [
      ClauseForm("value", .expression, required: true, help: "what to fit"),
      ClauseForm("xmin", words: ["xmin"], .expression, help: "where the tail begins"),
      ClauseForm("bootstrap", words: ["bootstrap"], .number, help: "how many repetitions"),
      .per,
    ]),
  planned(
    ["fit", "linear"],
    [
      ClauseForm("value", .expression, required: true, help: "what to explain"),
      ClauseForm("on", words: ["on"], .expressions, required: true, help: "what explains it"),
      .per,
      ClauseForm("name", words: ["as"], .name, help: "a column for the fitted values"),
    ]),
  planned(
    ["compare"],
    [
      ClauseForm("value", .expression, required: true, help: "what to compare"),
      ClauseForm("by", words: ["by"], .name, required: true, help: "the groups"),
      ClauseForm(
        "method", words: ["using"], .word(["kruskal", "mannwhitney"]), required: true,
        help: "kruskal or mannwhitney"),
    ]),
]
