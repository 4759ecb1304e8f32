import Columnar

/// `sample:hub`: 20,000 models as a listing of the Hub gives them.
///
/// 70 in 100 have no downloads, and the one in a hundred with the most has about 99 in 100 of all:
/// downloads fall with the rank to the power of 1.75.
enum HubSample {
  static let count = 20_000
  private static let tasks = [
    "text-generation", "text-classification", "image-classification", "text-to-image",
    "automatic-speech-recognition", "fill-mask", "token-classification", "sentence-similarity",
    "question-answering", "reinforcement-learning",
  ]
  private static let licenses = [
    "apache-2.0", "mit", "other", "cc-by-nc-4.0", "llama3", "openrail", "gemma", "cc-by-4.0",
  ]
  private static let libraries = [
    "transformers", "diffusers", "peft", "sentence-transformers", "timm", "gguf", "keras",
  ]
  private static let tags =
    libraries
    + [
      "safetensors", "pytorch", "en", "zh", "fr", "multilingual", "merge", "dpo", "lora",
      "region:us",
      "endpoints_compatible", "license:apache-2.0", "license:mit", "conversational",
    ]
  private static let sizes = [
    22_000_000, 66_000_000, 110_000_000, 335_000_000, 500_000_000, 1_100_000_000, 3_000_000_000,
    7_000_000_000, 8_000_000_000, 13_000_000_000, 34_000_000_000, 70_000_000_000,
  ]

  /// The ids of the models, in the order of the rows.
  static let ids: [String] = {
    let column = make().column(named: "id")
    return (0..<count).compactMap { column?.textView(at: $0).string }
  }()

  static func make() -> Table {
    var random = SampleRandom(seed: 0x4B42_2024)
    let ranks = random.permutation(count)
    let firstDay = CivilCalendar.days(year: 2022, month: 3, day: 2)
    var id = TextBuilder(capacity: count)
    var author: [Int?] = []
    var created: [Int32?] = []
    var downloads: [Int?] = []
    var likes: [Int?] = []
    var bytes: [Int?] = []
    var task: [Int?] = []
    var license: [Int?] = []
    var library: [Int?] = []
    var tagLists: [[Int]] = []
    var parameters: [Int?] = []
    let authorNames = (0..<AuthorsSample.count).map(AuthorsSample.name)
    for index in 0..<count {
      // Few authors have most of the models: the smallest of three draws.
      let owner = min(
        random.below(AuthorsSample.count), random.below(AuthorsSample.count),
        random.below(AuthorsSample.count))
      id.append("\(authorNames[owner])/model-\(index + 1)")
      author.append(owner)
      // Growth by month: days are the larger of two draws over 1,035 days.
      created.append(firstDay + Int32(max(random.below(1035), random.below(1035))))
      let count = self.downloads(rank: ranks[index])
      downloads.append(count)
      likes.append(count > 0 ? Int(Double(count).squareRoot()) / (4 + random.below(12)) : 0)
      let size = sizes[random.pick([4, 8, 14, 10, 8, 10, 12, 18, 12, 8, 3, 3])]
      let knowsSize = random.chance(620)
      parameters.append(knowsSize ? size : nil)
      bytes.append(size * 2 + random.below(40_000_000))
      task.append(random.chance(280) ? nil : random.pick([38, 12, 8, 10, 7, 7, 6, 5, 4, 8]))
      license.append(random.chance(420) ? nil : random.pick([48, 17, 12, 6, 6, 5, 3, 3]))
      let code = random.chance(120) ? nil : random.pick([62, 10, 12, 5, 3, 6, 2])
      library.append(code)
      var list = code.map { [$0] } ?? []
      for tag in libraries.count..<tags.count where random.chance(180) { list.append(tag) }
      tagLists.append(list)
    }
    return Table([
      ("id", Column(.text, .text(id.finish()), count: count)),
      ("author", SampleColumns.categories(author, authorNames)),
      ("created", SampleColumns.dates(created)),
      ("downloads", SampleColumns.ints(downloads)),
      ("likes", SampleColumns.ints(likes)),
      ("size", SampleColumns.ints(bytes)),
      ("task", SampleColumns.categories(task, tasks)),
      ("license", SampleColumns.categories(license, licenses)),
      ("library", SampleColumns.categories(library, libraries)),
      ("tags", SampleColumns.lists(tagLists, tags)),
      ("parameters", SampleColumns.ints(parameters)),
    ])
  }

  /// Square roots are exact everywhere, powers are not: 1.75 is 1 + 1/2 + 1/4.
  private static func downloads(rank: Int) -> Int {
    guard rank < count * 3 / 10 else { return 0 }
    let place = Double(rank + 1)
    let root = place.squareRoot()
    return Int(60_000_000 / (place * root * root.squareRoot())) + 1
  }
}
