import Columnar

/// `sample:leaderboard`: 1,200 evaluations with the columns of the leaderboard's "contents" export.
///
/// Flags keep that export's sense: `MoE` and `Not_Merged` are true for models that are neither.
enum LeaderboardSample {
  private static let count = 1200

  /// A family of models: its architecture, base model, sizes and how good it is.
  private struct Family {
    let architecture: String
    let base: String
    let size: Int
    let level: Int
    /// The first month, counted from January 2023.
    let firstMonth: Int
    let weight: Int
  }

  private static let families = [
    Family(
      architecture: "LlamaForCausalLM", base: "huggyllama/llama-7b", size: 7, level: 60,
      firstMonth: 1, weight: 30),
    Family(
      architecture: "LlamaForCausalLM", base: "meta-llama/Llama-2-7b-hf", size: 7, level: 82,
      firstMonth: 6, weight: 50),
    Family(
      architecture: "LlamaForCausalLM", base: "meta-llama/Llama-2-70b-hf", size: 69, level: 170,
      firstMonth: 6, weight: 15),
    Family(
      architecture: "LlamaForCausalLM", base: "meta-llama/Meta-Llama-3-8B", size: 8, level: 150,
      firstMonth: 15, weight: 170),
    Family(
      architecture: "LlamaForCausalLM", base: "meta-llama/Meta-Llama-3-70B", size: 70, level: 260,
      firstMonth: 15, weight: 30),
    Family(
      architecture: "MistralForCausalLM", base: "mistralai/Mistral-7B-v0.1", size: 7, level: 140,
      firstMonth: 8, weight: 150),
    Family(
      architecture: "MixtralForCausalLM", base: "mistralai/Mixtral-8x7B-v0.1", size: 46, level: 190,
      firstMonth: 11, weight: 30),
    Family(
      architecture: "Qwen2ForCausalLM", base: "Qwen/Qwen2-7B", size: 7, level: 190, firstMonth: 17,
      weight: 120),
    Family(
      architecture: "Qwen2ForCausalLM", base: "Qwen/Qwen2-72B", size: 72, level: 330,
      firstMonth: 17, weight: 25),
    Family(
      architecture: "GemmaForCausalLM", base: "google/gemma-2b", size: 2, level: 70,
      firstMonth: 13, weight: 30),
    Family(
      architecture: "Gemma2ForCausalLM", base: "google/gemma-2-9b", size: 9, level: 210,
      firstMonth: 17, weight: 60),
    Family(
      architecture: "PhiForCausalLM", base: "microsoft/phi-2", size: 2, level: 120, firstMonth: 11,
      weight: 25),
    Family(
      architecture: "Phi3ForCausalLM", base: "microsoft/Phi-3-mini-4k-instruct", size: 3,
      level: 200,
      firstMonth: 15, weight: 35),
    Family(
      architecture: "GPTNeoXForCausalLM", base: "Removed", size: 6, level: 45, firstMonth: 0,
      weight: 30),
  ]

  private static let types = [
    "🔶 fine-tuned on domain-specific datasets", "💬 chat models (RLHF, DPO, IFT, ...)",
    "🤝 base merges and moerges", "🟢 pretrained", "🟩 continuously pretrained",
  ]
  private static let licenses = [
    "apache-2.0", "other", "mit", "llama3", "cc-by-nc-4.0", "gemma", "llama2",
  ]
  private static let precisions = ["bfloat16", "float16", "4bit"]
  /// The benchmarks, and how far each lies above or below the level, in tenths.
  static let benchmarks: [(name: String, shift: Int)] = [
    ("IFEval", 230), ("BBH", 60), ("MATH Lvl 5", -120), ("GPQA", -150), ("MUSR", -110),
    ("MMLU-PRO", 60),
  ]

  /// One evaluation.
  private struct Entry {
    var name = ""
    var family = 0
    var type = 0
    var precision = 0
    var day: Int32?
    var scores: [Int] = []
    var likes = 0
    var license: Int?
    var sha = ""
    var isChat = false
    var isAvailable = true
    var isMaintained = false
    var generation = 0
    var submitted: Int32 = 0
  }

  static func make() -> Table {
    var random = SampleRandom(seed: 0x1EAD_2024)
    var entries: [Entry] = []
    while entries.count < count {
      // Every fortieth evaluation repeats a model in another precision.
      if entries.count % 40 == 39 {
        var again = entries[random.below(entries.count)]
        again.precision = (again.precision + 1) % 2
        again.scores = again.scores.map { max(0, $0 + random.below(21) - 10) }
        entries.append(again)
      } else {
        entries.append(entry(&random, number: entries.count + 1))
      }
    }
    return table(entries)
  }

  private static func entry(_ random: inout SampleRandom, number: Int) -> Entry {
    var entry = Entry()
    // January 2023 to September 2024 and half of October; later months have more models.
    let month = max(random.below(22), random.below(22), random.below(22))
    let possible = families.indices.filter { families[$0].firstMonth <= month }
    entry.family = possible[random.pick(possible.map { families[$0].weight })]
    let family = families[entry.family]
    let first = CivilCalendar.days(year: 2023 + month / 12, month: month % 12 + 1, day: 1)
    let days = CivilCalendar.daysInMonth(year: 2023 + month / 12, month: month % 12 + 1)
    let day = first + Int32(random.below(month == 21 ? 14 : days))
    entry.day = random.chance(35) ? nil : day
    let boardOpens = CivilCalendar.days(year: 2024, month: 6, day: 12)
    entry.submitted = max(boardOpens, day) + Int32(random.below(12))
    entry.type = random.pick([40, 28, 20, 9, 3])
    entry.precision = random.pick([75, 24, 1])
    entry.generation = entry.type == 2 ? random.below(4) : random.below(2)
    // Tuning adds a little, and more the longer a family is known.
    let progress =
      (month - family.firstMonth) * 3 + (entry.type == 1 ? 25 : entry.type == 2 ? 18 : 0)
    let level = family.level + progress + random.bell(14)
    entry.scores = benchmarks.map { max(0, min(960, level + $0.shift + random.bell(12))) }
    let owner = random.below(AuthorsSample.count / 8)
    // The names of real fine-tunes carry that of their base.
    let base = family.base.split(separator: "/").last.map(String.init) ?? "model"
    let stem = base == "Removed" ? "model" : base
    entry.name = "\(AuthorsSample.name(owner))/\(stem)-\(number)"
    entry.likes = random.chance(600) ? random.below(6) : 400 / (1 + random.below(80))
    entry.license = random.chance(160) ? nil : random.pick([52, 14, 9, 9, 6, 5, 5])
    entry.sha = sha(random.next(), random.next(), random.next())
    entry.isChat = entry.type == 1 || random.chance(350)
    entry.isAvailable = random.chance(870)
    entry.isMaintained = random.chance(120)
    return entry
  }

  private static func sha(_ a: UInt64, _ b: UInt64, _ c: UInt64) -> String {
    func hexadecimal(_ value: UInt64, _ length: Int) -> String {
      let digits = String(value, radix: 16)
      return String((String(repeating: "0", count: 16) + digits).suffix(length))
    }
    return hexadecimal(a, 16) + hexadecimal(b, 16) + hexadecimal(c, 8)
  }

  private static func table(_ entries: [Entry]) -> Table {
    func texts(_ value: (Entry) -> String) -> Column { SampleColumns.texts(entries.map(value)) }
    func bools(_ value: (Entry) -> Bool) -> Column { SampleColumns.bools(entries.map(value)) }
    func names(_ codes: (Entry) -> Int?, _ names: [String]) -> Column {
      SampleColumns.categories(entries.map(codes), names)
    }
    let families = families
    let architectures = Array(
      families.map(\.architecture).reduce(into: [String]()) {
        if !$0.contains($1) { $0.append($1) }
      })
    let bases = families.map(\.base)
    var columns: [(name: String, column: Column)] = [
      (
        "eval_name",
        texts {
          $0.name.map { $0 == "/" ? "_" : String($0) }.joined() + "_" + precisions[$0.precision]
        }
      ),
      ("Precision", names({ $0.precision }, precisions)),
      ("Type", names({ $0.type }, types)),
      ("T", names({ $0.type }, types.map { String($0.prefix(1)) })),
      ("Weight type", names({ _ in 0 }, ["Original"])),
      (
        "Architecture",
        names({ architectures.firstIndex(of: families[$0.family].architecture) }, architectures)
      ),
      (
        "Model",
        texts { "<a target=\"_blank\" href=\"https://example.org/\($0.name)\">\($0.name)</a>" }
      ),
      ("fullname", texts { $0.name }),
      ("Model sha", texts { $0.sha }),
      ("Average ⬆️", SampleColumns.numbers(entries.map { Double($0.scores.reduce(0, +)) / 60 })),
      ("Hub License", names({ $0.license }, licenses)),
      ("Hub ❤️", SampleColumns.ints(entries.map { $0.likes })),
      ("#Params (B)", SampleColumns.ints(entries.map { families[$0.family].size })),
      ("Available on the hub", bools { $0.isAvailable }),
      ("Not_Merged", bools { $0.type != 2 }),
      ("MoE", bools { families[$0.family].architecture != "MixtralForCausalLM" }),
      ("Flagged", bools { _ in false }),
      ("Chat Template", bools { $0.isChat }),
    ]
    for (index, benchmark) in benchmarks.enumerated() {
      columns.append(
        (
          benchmark.name + " Raw",
          SampleColumns.numbers(entries.map { Double($0.scores[index]) / 1000 })
        ))
      columns.append(
        (benchmark.name, SampleColumns.numbers(entries.map { Double($0.scores[index]) / 10 })))
    }
    columns += [
      ("Maintainer's Highlight", bools { $0.isMaintained }),
      ("Upload To Hub Date", SampleColumns.dates(entries.map { $0.day })),
      ("Submission Date", SampleColumns.dates(entries.map { $0.submitted })),
      ("Generation", SampleColumns.ints(entries.map { $0.generation })),
      ("Base Model", names({ $0.family }, bases)),
    ]
    return Table(columns)
  }
}
