/// What to write instead of words and signs of other languages that stand where nothing like them
/// can stand: SQL's `having`, capitals such as `AND`, Python's `a if b else c`.
enum ForeignWords {
  /// Words of this language that others write in capitals.
  private static let reserved: Set<String> = [
    "and", "or", "not", "in", "is", "null", "true", "false", "if", "then", "else", "case", "by",
    "on", "as", "desc", "asc", "agg", "per", "along", "from",
  ]

  /// What a word in capitals is written as: `AND` is `and`; nil for other words.
  static func lowered(_ word: String) -> String? {
    let lower = word.lowercased()
    return word != lower && reserved.contains(lower) ? lower : nil
  }

  /// A sentence on what to write instead of a word or sign that stands where it cannot.
  ///
  /// - Parameter verb: The verb of the stage; empty inside expressions.
  static func advice(on word: String, in verb: String) -> String? {
    switch (word.lowercased(), verb) {
    case ("having", _): "A condition on groups is a `filter` after them: | filter n > 1"
    case ("where", _): "A condition is a stage of its own: | filter …"
    case ("between", _): "A value between two others: x in 1..5"
    case ("like", _), ("ilike", _), ("rlike", _), ("regexp", _), ("glob", _):
      "Parts of a text: contains(x, \"a\"), starts_with(x, \"a\"), ends_with(x, \"a\"), x ~ r\"…\""
    case ("contains", _), ("startswith", _), ("starts_with", _), ("endswith", _):
      "Functions have their arguments in parentheses: contains(x, \"a\")"
    case ("over", _), ("partition", _):
      "Windows have their rows at the end of the stage: derive m = mean(x) along created per type"
    case ("using", "join"), ("by", "join"), ("using", "left join"), ("by", "left join"):
      "`on` names the keys: on name, or on left == right"
    case ("by", "agg"): "Groups stand before their values: group by type agg n = count()"
    case ("as", "rename"), ("as", "derive"), ("as", "select"), ("as", "agg"), ("as", "group by"):
      "New names come first: new = old"
    case ("as", ""): "A function converts: int(x), number(x), text(x), date(x)"
    case ("desc", "top"), ("descending", "top"): "`top` keeps the largest, `bottom` the smallest."
    case ("asc", "top"), ("ascending", "top"): "`bottom` keeps the smallest."
    case ("descending", _): "Written `desc`."
    case ("ascending", _): "Written `asc`; it is the default."
    case ("when", _), ("end", _): "Cases: case { x > 3 => \"high\", else => \"low\" }"
    case ("nulls", _): "Missing values are last in both directions."
    case ("*", _): "`count()` counts rows; count(x) those where x is not missing."
    case (":", ""), (":", _): "A function converts: int(x), number(x), text(x), date(x)"
    case ("(", "filter"), ("(", "derive"), ("(", "group by"), ("(", "agg"), ("(", "reject"):
      "Functions stand before what they work on: contains(model, \"x\")"
    case ("(", "select"):
      "`select` chooses columns; computed ones are made with `derive`, summaries with `agg`."
    case ("(", "distinct"), ("(", "drop"), ("(", "rename"), ("(", "sort"):
      "Verbs take no parentheses: \(verb) a, b"
    default: nil
    }
  }

  /// A sentence on a statement that begins with a word of another language.
  static func advice(onStatement word: String) -> String? { statements[word.lowercased()] }

  private static let statements: [String: String] = {
    var result: [String: String] = [:]
    for (words, advice) in [
      ("select with", "A query begins with its table: lb | filter score > 3 | select model"),
      ("from", "A query begins with its table alone: lb | filter score > 3"),
      ("import library require", "Nothing has to be imported: verbs and functions are there."),
      (
        "insert update delete create alter",
        "Data is read and never changed; `save` writes a result to a file."
      ),
    ] {
      for word in words.split(separator: " ") { result[String(word)] = advice }
    }
    return result
  }()
}
