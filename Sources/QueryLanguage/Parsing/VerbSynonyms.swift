/// The words that other languages use for verbs of this one.
public enum VerbSynonyms {
  /// The verb that a word stands for, and what that verb does.
  public static func meaning(of word: String) -> (verb: String, purpose: String)? {
    table[word.lowercased()]
  }

  /// Words that take the same clauses as the verb, so that the word alone can be replaced.
  public static let replaceable: Set<String> = [
    "mutate", "extend", "with_columns", "with_column", "assign", "transform", "where", "having",
    "subset", "query", "filter_out", "exclude", "arrange", "order", "orderby", "order_by",
    "sort_by", "head", "limit", "fetch", "offset", "project", "project_away", "groupby",
    "group_by", "unnest", "mv_expand", "unique", "drop_duplicates", "aggregate", "append",
  ]

  private static let table: [String: (verb: String, purpose: String)] = {
    var result: [String: (verb: String, purpose: String)] = [:]
    for (verb, purpose, words) in groups {
      for word in words { result[word] = (verb, purpose) }
    }
    return result
  }()

  private static let groups: [(String, String, [String])] = [
    (
      "derive", "adds columns",
      [
        "mutate", "extend", "with_columns", "with_column", "assign", "transform", "compute", "eval",
        "transmute", "add_column", "with", "let", "set_column", "calculate", "mutate_at", "map",
      ]
    ),
    (
      "filter", "keeps rows",
      ["where", "having", "search", "query", "subset", "keep", "qualify", "find"]
    ),
    (
      "reject", "removes rows",
      ["filter_out", "exclude", "discard", "drop_na", "dropna", "drop_nulls", "delete"]
    ),
    (
      "group by", "makes groups",
      [
        "groupby", "group_by", "nest", "rollup", "count", "value_counts",
        "partition_by", "by",
      ]
    ),
    ("agg", "summarises all rows", ["summarise", "summarize"]),
    (
      "agg", "gives one row for the table",
      ["aggregate", "reduce", "summary", "tally", "count_rows", "n"]
    ),
    (
      "sort", "orders rows",
      ["arrange", "order", "orderby", "order_by", "sort_by", "sort_values", "sort_index"]
    ),
    (
      "take", "keeps rows by position",
      ["head", "limit", "slice", "first", "fetch", "slice_head", "iloc"]
    ),
    ("take", "keeps the last rows as `take last 5`", ["tail", "last", "slice_tail"]),
    ("skip", "leaves out the first rows", ["offset"]),
    ("top", "keeps the largest", ["nlargest", "slice_max", "top_n", "largest"]),
    ("bottom", "keeps the smallest", ["nsmallest", "slice_min", "smallest"]),
    (
      "select", "chooses columns",
      ["project", "cols", "columns", "pick", "retain", "loc", "relocate", "reorder"]
    ),
    ("drop", "removes columns", ["project_away", "remove", "drop_columns", "unselect"]),
    ("rename", "renames columns", ["project_rename", "relabel"]),
    ("distinct", "keeps unique rows", ["unique", "uniq", "dedup", "deduplicate", "n_unique"]),
    ("dedupe", "keeps one row for each key", ["drop_duplicates", "unique_by"]),
    (
      "left join", "keeps every left row",
      ["left_join", "leftjoin", "lookup", "merge", "left_outer_join", "vlookup", "xlookup"]
    ),
    ("inner join", "keeps matching rows", ["inner_join", "innerjoin"]),
    ("full join", "keeps all rows of both sides", ["outer", "full_join", "outer_join"]),
    ("anti join", "keeps rows without a match", ["anti_join", "antijoin"]),
    ("semi join", "keeps rows with a match", ["semi_join", "semijoin"]),
    (
      "union", "stacks tables",
      ["append", "concat", "bind_rows", "rbind", "vstack", "union_all", "stack"]
    ),
    (
      "pivot", "makes a long table wide",
      ["pivot_wider", "spread", "dcast", "pivot_table", "crosstab", "crosstabulate"]
    ),
    ("unpivot", "makes a wide table long", ["pivot_longer", "melt", "gather"]),
    (
      "explode", "gives one row for each item of a list",
      ["unnest", "expand", "mv_expand", "flatten", "mv_apply", "separate_rows", "unwind"]
    ),
    (
      "fill", "fills missing values",
      ["fillna", "fill_null", "replace_na", "ffill", "bfill", "interpolate", "fill_down", "locf"]
    ),
    (
      "complete", "adds missing combinations",
      ["make_series", "resample", "upsample", "reindex", "asfreq", "expand_grid"]
    ),
    ("show", "prints the table", ["print", "display", "glimpse", "view", "output", "echo"]),
    (
      "save", "writes the table",
      [
        "write", "export", "to_csv", "write_csv", "dump", "to_parquet", "to_json", "sink_csv",
        "into",
      ]
    ),
    (
      "plot", "draws a chart",
      ["chart", "render", "draw", "visualise", "visualize", "ggplot", "hist", "graphics"]
    ),
    (
      "describe", "describes the columns",
      ["summarystats", "schema", "info", "profile", "dtypes", "skim", "str"]
    ),
    ("expect", "checks a condition", ["assert", "check", "verify"]),
  ]
}
