/// The words that other languages use for verbs of this one.
enum VerbSynonyms {
  /// The verb that a word stands for, and what that verb does.
  static func meaning(of word: String) -> (verb: String, purpose: String)? {
    table[word.lowercased()]
  }

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
        "transmute", "add_column",
      ]
    ),
    ("filter", "keeps rows", ["where", "having", "search", "query", "subset", "keep"]),
    ("reject", "removes rows", ["filter_out", "exclude", "discard"]),
    (
      "group by", "makes groups",
      [
        "groupby", "group_by", "summarise", "summarize", "nest", "rollup",
      ]
    ),
    ("agg", "gives one row for the table", ["aggregate", "reduce", "summary", "tally"]),
    ("sort", "orders rows", ["arrange", "order", "orderby", "order_by", "sort_by", "sort_values"]),
    ("take", "keeps rows by position", ["head", "limit", "slice", "first", "fetch"]),
    ("skip", "leaves out the first rows", ["offset", "tail"]),
    ("top", "keeps the largest", ["nlargest", "slice_max", "top_n", "largest"]),
    ("bottom", "keeps the smallest", ["nsmallest", "slice_min", "smallest"]),
    ("select", "chooses columns", ["project", "cols", "columns", "pick"]),
    ("drop", "removes columns", ["project_away", "remove"]),
    ("rename", "renames columns", ["project_rename", "relabel"]),
    ("distinct", "keeps unique rows", ["unique", "uniq", "dedup"]),
    ("dedupe", "keeps one row for each key", ["drop_duplicates", "unique_by"]),
    ("left join", "keeps every left row", ["left_join", "leftjoin", "lookup", "merge"]),
    ("inner join", "keeps matching rows", ["inner_join", "innerjoin"]),
    ("full join", "keeps all rows of both sides", ["outer", "full_join", "outer_join"]),
    ("anti join", "keeps rows without a match", ["anti_join", "antijoin"]),
    ("semi join", "keeps rows with a match", ["semi_join", "semijoin"]),
    ("union", "stacks tables", ["append", "concat", "bind_rows", "rbind", "vstack"]),
    ("pivot", "makes a long table wide", ["pivot_wider", "spread", "dcast"]),
    ("unpivot", "makes a wide table long", ["pivot_longer", "melt", "gather"]),
    (
      "explode", "gives one row for each item of a list",
      ["unnest", "expand", "mv_expand", "flatten"]
    ),
    ("fill", "fills missing values", ["fillna", "fill_null", "replace_na", "ffill", "bfill"]),
    ("complete", "adds missing combinations", ["make_series", "resample", "upsample"]),
    ("show", "prints the table", ["print", "display", "glimpse"]),
    ("save", "writes the table", ["write", "export", "to_csv", "write_csv", "dump"]),
    ("plot", "draws a chart", ["chart", "render", "draw", "visualise", "visualize", "ggplot"]),
    ("describe", "describes the columns", ["summarystats", "schema", "info", "profile"]),
    ("expect", "checks a condition", ["assert", "check", "verify"]),
  ]
}
