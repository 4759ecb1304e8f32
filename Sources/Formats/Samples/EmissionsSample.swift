import Columnar

/// `sample:emissions`: what models say about the emissions of their training.
///
/// The columns are those of the collection of Castaño and others (2023): grams of CO2, and lists
/// and objects as Python prints them, `nan` where nothing is known. Models are those of
/// `sample:hub`; `auto` has three spellings as it has there.
enum EmissionsSample {
  private static let count = 900
  private static let hardware = [
    "4 x A100", "1 x T4", "1 x RTX 3090", "8 x V100", "CPU", "TPU v3-8",
  ]
  private static let datasets = ["imdb", "squad", "glue", "common_voice", "wikipedia", "l'oeil"]
  private static let metrics = ["accuracy", "f1", "rouge1", "wer"]
  private static let languages = ["en", "fr", "de", "zh", "es", "multilingual"]

  static func make() -> Table {
    var random = SampleRandom(seed: 0xC02E_2023)
    let models = Array(random.permutation(HubSample.count).prefix(count))
    let firstDay = CivilCalendar.days(year: 2021, month: 6, day: 1)
    var emissions: [Double?] = []
    var created: [Int32?] = []
    var size: [Int?] = []
    var sets: [String] = []
    var scores: [String] = []
    var spoken: [String] = []
    var machine: [Int?] = []
    var auto: [Int?] = []
    func list(_ names: [String]) -> String {
      // Python takes double quotes when a text holds a single one.
      "[\(names.map { $0.contains("'") ? "\"\($0)\"" : "'\($0)'" }.joined(separator: ", "))]"
    }
    for _ in 0..<count {
      // From a hundredth of a gram to some tonnes: digits times a power of ten.
      var grams = Double(100 + random.below(900)) / 10_000
      for _ in 0..<random.pick([16, 24, 24, 16, 10, 6, 3, 1]) { grams *= 10 }
      emissions.append(grams)
      created.append(random.chance(35) ? nil : firstDay + Int32(random.below(760)))
      size.append(random.chance(300) ? nil : 1_000_000 * (20 + random.below(1500)))
      let used = datasets.filter { _ in random.chance(220) }
      sets.append(used.isEmpty ? "nan" : list(used))
      let known = metrics.filter { _ in random.chance(250) }
      let parts = known.map { name in
        let score = random.chance(80) ? "nan" : "0.\(500 + random.below(499))"
        return "'\(name)': \(score)"
      }
      scores.append(parts.isEmpty ? "nan" : "{\(parts.joined(separator: ", "))}")
      let words = languages.filter { _ in random.chance(200) }
      spoken.append(words.isEmpty ? "nan" : list(words))
      machine.append(random.chance(600) ? nil : random.pick([14, 30, 22, 10, 18, 6]))
      auto.append(random.chance(250) ? random.pick([70, 20, 10]) : nil)
    }
    return Table([
      ("model", SampleColumns.texts(models.map { HubSample.ids[$0] })),
      ("created", SampleColumns.dates(created)),
      ("co2_grams", SampleColumns.numbers(emissions)),
      ("size", SampleColumns.ints(size)),
      ("datasets", SampleColumns.texts(sets)),
      ("performance", SampleColumns.texts(scores)),
      ("languages", SampleColumns.texts(spoken)),
      ("hardware", SampleColumns.categories(machine, hardware)),
      ("auto", SampleColumns.categories(auto, ["autotrain", "AutoTrain", "auto-train"])),
    ])
  }
}
