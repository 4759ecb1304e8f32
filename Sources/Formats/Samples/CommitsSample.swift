import Columnar

/// `sample:commits`: one row for each file that a commit changed, as commit collections have it.
///
/// Counting commits needs distinct hashes: about half of the commits change more than one file.
enum CommitsSample {
  private static let commits = 3000
  private static let files = [
    "README.md", "config.json", "model.safetensors", "tokenizer.json", "pytorch_model.bin",
    "generation_config.json", ".gitattributes", "special_tokens_map.json",
  ]
  private static let messages = [
    "Upload model", "Update README.md", "initial commit", "Add tokenizer", "Fix config",
    "Upload folder using huggingface_hub",
  ]

  static func make() -> Table {
    var random = SampleRandom(seed: 0xC033_2025)
    let first = CivilCalendar.instant(ofDay: CivilCalendar.days(year: 2022, month: 3, day: 2))
    var hash: [String] = []
    var repository: [String] = []
    var author: [Int?] = []
    var date: [Int64] = []
    var file: [Int?] = []
    var message: [Int?] = []
    for _ in 0..<commits {
      let owner = min(random.below(AuthorsSample.count), random.below(AuthorsSample.count))
      let repositoryNumber = 1 + min(random.below(400), random.below(400))
      // Most commits are by the owner.
      let person = random.chance(850) ? owner : random.below(AuthorsSample.count)
      let second = max(random.below(80_000_000), random.below(80_000_000))
      let digits = String(random.next(), radix: 16)
      let id = String(repeating: "0", count: 16 - digits.utf8.count) + digits
      let text = random.pick([30, 25, 15, 10, 8, 12])
      let start = random.below(files.count)
      for offset in 0..<random.pick([0, 52, 22, 12, 8, 6]) {
        hash.append(id)
        repository.append("\(AuthorsSample.name(owner))/model-\(repositoryNumber)")
        author.append(person)
        date.append(first + Int64(second) * 1_000_000)
        file.append((start + offset) % files.count)
        message.append(text)
      }
    }
    let names = (0..<AuthorsSample.count).map(AuthorsSample.name)
    return Table([
      ("repo", SampleColumns.texts(repository)),
      ("hash", SampleColumns.texts(hash)),
      ("file", SampleColumns.categories(file, files)),
      ("message", SampleColumns.categories(message, messages)),
      ("author", SampleColumns.categories(author, names)),
      ("date", SampleColumns.instants(date)),
    ])
  }
}
