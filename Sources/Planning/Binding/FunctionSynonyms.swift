/// The names that other languages have for functions of this one: SQL, dplyr and base R, pandas,
/// polars, KQL and spreadsheets.
enum FunctionSynonyms {
  /// What to write instead of a function of another language.
  struct Meaning: Sendable, Hashable {
    /// What to write, as it is shown: `mean(x)`.
    let form: String
    /// The function that takes the same arguments, so that its name alone can be replaced; nil when
    /// more has to change.
    let function: String?
  }

  /// The meaning of a word, in capitals or not.
  static func meaning(of word: String) -> Meaning? { table[word.lowercased()] }

  /// Functions with the same arguments in the same order.
  private static let renamed: [(String, [String])] = [
    ("mean", ["avg", "average"]),
    ("sd", ["std", "stdev", "stddev", "stddev_samp", "stdevif"]),
    ("var", ["variance", "var_samp"]),
    ("min", ["minimum"]), ("max", ["maximum"]), ("sum", ["total", "sum_of"]),
    (
      "count_distinct",
      ["n_distinct", "nunique", "n_unique", "dcount", "approx_count_distinct", "uniq", "countd"]
    ),
    ("quantile", ["percentile", "percentile_cont", "quantile_cont", "approx_quantile"]),
    ("list", ["collect", "collect_list", "array_agg", "make_list", "make_set", "implode"]),
    ("max_by", ["arg_max", "argmax", "which_max", "idxmax"]),
    ("min_by", ["arg_min", "argmin", "which_min", "idxmin"]),
    (
      "length",
      ["len", "nchar", "strlen", "str_length", "len_chars", "char_length", "array_length"]
    ),
    ("lower", ["tolower", "to_lower", "lowercase", "str_to_lower", "to_lowercase", "lcase"]),
    ("upper", ["toupper", "to_upper", "uppercase", "str_to_upper", "to_uppercase", "ucase"]),
    ("trim", ["strip", "str_trim", "trimws", "strip_chars", "btrim"]),
    (
      "starts_with",
      ["startswith", "str_starts", "startsWith", "has_prefix", "prefix"].map { $0.lowercased() }
    ),
    ("ends_with", ["endswith", "str_ends", "has_suffix"]),
    ("contains", ["str_contains", "includes", "has", "instr", "strpos", "position"]),
    ("replace", ["gsub", "str_replace", "str_replace_all", "regexp_replace", "replace_all"]),
    ("split", ["str_split", "strsplit", "string_split"]),
    ("substr", ["substring", "str_sub", "mid", "str_slice"]),
    ("coalesce", ["ifnull", "nvl", "isnull", "fill_null", "fillna", "replace_na", "iif_null"]),
    ("null_if", ["nullif", "na_if"]),
    ("ceil", ["ceiling"]), ("ln", ["loge"]), ("sqrt", ["square_root"]), ("abs", ["absolute"]),
    ("sign", ["signum"]),
    ("row_no", ["row_number", "rownum", "row_index", "with_row_index"]),
    ("dense_rank", ["rank_dense", "row_rank_dense"]),
    ("lag", ["prev", "previous"]), ("lead", ["next"]),
    ("delta", ["diff", "difference"]), ("pct_change", ["percent_change", "growth"]),
    ("cumsum", ["cum_sum", "cumulative_sum", "running_sum", "running_total", "row_cumsum"]),
    ("running_max", ["cummax", "cum_max"]), ("running_min", ["cummin", "cum_min"]),
    ("cumcount", ["cum_count"]), ("zscore", ["z_score", "scale", "standardize"]),
    ("today", ["now", "current_date", "getdate", "sysdate", "curdate", "current_timestamp"]),
    (
      "parse_date",
      ["to_date", "todate", "str_to_date", "strptime", "as_date", "to_datetime", "ymd"]
    ),
    ("month", ["startofmonth", "month_start"]), ("week", ["startofweek"]),
    ("day", ["startofday"]), ("year", ["startofyear"]),
    ("weekday", ["dayofweek", "day_of_week", "wday", "dow", "isodow"]),
    ("min_of", ["least", "pmin", "min_horizontal"]),
    ("max_of", ["greatest", "pmax", "max_horizontal"]),
    ("text", ["to_string", "tostring", "str", "as_character", "to_char", "string", "varchar"]),
    ("match", ["regexp_extract", "str_extract", "regex_extract", "regexp_substr"]),
    ("unique", ["is_unique"]), ("corr", ["cor", "correlation", "pearson"]),
    ("bin", ["cut", "bucket", "width_bucket", "binned"]),
    ("sort", ["list_sort", "array_sort", "sorted"]),
  ]

  /// Functions whose arguments have another form here.
  private static let rewritten: [(String, [String])] = [
    ("count()", ["n", "row_count", "size", "nrow"]),
    ("count(if: condition)", ["countif", "count_if", "sum_if_true"]),
    ("sum(x, if: condition)", ["sumif", "sum_if", "sumifs"]),
    ("mean(x, if: condition)", ["avgif", "averageif", "avg_if"]),
    (
      "if condition then a else b", ["if", "ifelse", "if_else", "iff", "iif", "ternary", "fifelse"]
    ),
    (
      "case { condition => value, else => other }",
      ["case_when", "when", "decode", "switch", "case_match", "choose"]
    ),
    ("x is null", ["is_null", "isna", "is_na", "isnan", "is_nan", "is_missing", "isempty"]),
    (
      "x is not null", ["is_not_null", "notna", "notnull", "is_not_nan", "isnotnull", "isnotempty"]
    ),
    ("x in a..b", ["between", "is_between"]),
    ("x in [a, b]", ["is_in", "isin"]),
    ("x ~ r\"…\"", ["str_detect", "grepl", "regexp_matches", "regexp_like", "rlike", "matches"]),
    ("f\"{a}-{b}\"", ["concat", "paste", "paste0", "concat_str", "str_c", "strcat", "glue"]),
    ("number(x) or int(x)", ["cast", "try_cast", "convert", "as_type", "astype", "safe_cast"]),
    ("month(x), week(x) or another period", ["date_trunc", "floor_date", "truncate", "datetrunc"]),
    ("month_no(x), weekday(x) and their like", ["date_part", "extract", "datepart", "dt"]),
    ("days(a - b)", ["datediff", "date_diff", "timestampdiff", "difftime"]),
    ("created + 7 days", ["dateadd", "date_add", "timedelta", "interval"]),
    ("x // 1, a division that rounds down", ["div"]),
    ("rolling(mean(x), 4 weeks) along …", ["rolling_mean", "rollmean", "moving_average", "ma"]),
    ("x ^ 2", ["pow", "power"]),
  ]

  private static let table: [String: Meaning] = {
    var result: [String: Meaning] = [:]
    for (function, words) in renamed {
      for word in words { result[word] = Meaning(form: "\(function)(…)", function: function) }
    }
    for (form, words) in rewritten {
      for word in words { result[word] = Meaning(form: form, function: nil) }
    }
    return result
  }()
}
