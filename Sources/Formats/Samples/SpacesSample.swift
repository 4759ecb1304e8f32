import Columnar

/// `sample:spaces`: which spaces use which models of `sample:hub`, one row for each pair.
enum SpacesSample {
  private static let spaces = 2500

  static func make() -> Table {
    var random = SampleRandom(seed: 0x59AC_2024)
    let models = HubSample.ids
    let popular = random.permutation(models.count)
    var space: [String] = []
    var model: [Int?] = []
    for number in 0..<spaces {
      let owner = random.below(AuthorsSample.count)
      let name = "\(AuthorsSample.name(owner))/space-\(number + 1)"
      // A few models are in most spaces: a draw below a draw, three times.
      var chosen: [Int] = []
      for _ in 0..<random.pick([0, 70, 15, 8, 4, 3]) {
        let rank = random.below(1 + random.below(1 + random.below(models.count)))
        if !chosen.contains(popular[rank]) { chosen.append(popular[rank]) }
      }
      for item in chosen {
        space.append(name)
        model.append(item)
      }
    }
    return Table([
      ("space", SampleColumns.texts(space)),
      ("model", SampleColumns.categories(model, models)),
    ])
  }
}
