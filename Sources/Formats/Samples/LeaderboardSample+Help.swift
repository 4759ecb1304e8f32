extension LeaderboardSample {
  /// What the columns of the export hold.
  static let columnHelp: [(name: String, help: String)] =
    [
      ("eval_name", "the model and its precision"), ("Precision", "bfloat16, float16 or 4bit"),
      ("Type", "an emoji and how the model was made"), ("T", "the emoji alone"),
      ("Weight type", "Original"), ("Architecture", "the class that runs it"),
      ("Model", "a link in HTML"), ("fullname", "author/name; some are evaluated twice"),
      ("Model sha", "the evaluated commit"), ("Average ⬆️", "the mean of the six benchmarks"),
      ("Hub License", "sometimes missing"), ("Hub ❤️", "likes"),
      ("#Params (B)", "parameters in billions"), ("Available on the hub", "whether it is there"),
      ("Not_Merged", "true for models that are no merge"),
      ("MoE", "true for models that are no mixture of experts, as in that export"),
      ("Flagged", "whether it was withdrawn"), ("Chat Template", "whether it was used"),
    ] + benchmarks.flatMap { [($0.name + " Raw", "0 to 1"), ($0.name, "0 to 100")] } + [
      ("Maintainer's Highlight", "whether it was picked"),
      ("Upload To Hub Date", "sometimes missing"), ("Submission Date", "when it was sent in"),
      ("Generation", "how many times it was tuned"), ("Base Model", "what it was made from"),
    ]
}
