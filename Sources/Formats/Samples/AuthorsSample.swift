import Columnar

/// `sample:authors`: 2,400 accounts of organisations and people.
enum AuthorsSample {
  static let count = 2400
  static let kinds = ["company", "university", "non-profit", "community", "classroom", "user"]
  private static let countries = [
    "US", "CN", "FR", "DE", "GB", "KR", "JP", "IN", "CA", "VN", "SI", "BR", "NL", "IL", "TW",
  ]

  /// The name of an account: `org-a12`, `lab-b3` or `user-c7`.
  static func name(_ index: Int) -> String {
    let letters = ["a", "b", "c", "d", "e", "f"]
    let prefix = index % 10 < 2 ? "org" : index % 10 == 2 ? "lab" : "user"
    return "\(prefix)-\(letters[index % letters.count])\(index / letters.count + 1)"
  }

  static func make() -> Table {
    var random = SampleRandom(seed: 0x0A17_4025)
    var kind: [Int?] = []
    var country: [Int?] = []
    var followers: [Int?] = []
    var joined: [Int32?] = []
    let ranks = random.permutation(count)
    let first = CivilCalendar.days(year: 2019, month: 6, day: 1)
    for index in 0..<count {
      let isUser = index % 10 > 2
      kind.append(isUser ? 5 : random.pick([45, 20, 10, 20, 5]))
      country.append(
        random.chance(350) ? nil : random.pick([30, 22, 8, 8, 6, 6, 5, 6, 4, 2, 1, 2, 2, 2, 1]))
      followers.append(ranks[index] < 900 ? 60_000 / (ranks[index] + 1) : 0)
      // More accounts join as time goes on: the larger of two draws.
      joined.append(first + Int32(max(random.below(1950), random.below(1950))))
    }
    return Table([
      ("name", SampleColumns.texts((0..<count).map(name))),
      ("kind", SampleColumns.categories(kind, kinds)),
      ("country", SampleColumns.categories(country, countries)),
      ("followers", SampleColumns.ints(followers)),
      ("joined", SampleColumns.dates(joined)),
    ])
  }
}

/// `sample:edges`: who works with whom; about 89 in 100 of the authors have no partner.
enum EdgesSample {
  /// The number of authors that have a partner, and of those in the dense core.
  private static let connected = 264
  private static let core = 24

  static func make() -> Table {
    var random = SampleRandom(seed: 0xED6E_2025)
    let members = Array(random.permutation(AuthorsSample.count).prefix(connected))
    var seen: Set<Int> = []
    var edges: [(source: Int, target: Int, weight: Int)] = []
    func add(_ a: Int, _ b: Int, _ weight: Int) {
      guard a != b, seen.insert(min(a, b) * AuthorsSample.count + max(a, b)).inserted else {
        return
      }
      edges.append((members[a], members[b], weight))
    }
    for a in 0..<core {
      for b in (a + 1)..<core where random.chance(450) { add(a, b, 1 + random.below(40)) }
    }
    for a in core..<connected {
      // Most of the periphery hangs on the core, the rest in small groups of its own.
      let partner = random.chance(700) ? random.below(core) : core + (a - core) / 4 * 4
      add(a, partner == a ? (a + 1) % connected : partner, 1 + random.below(8))
      if random.chance(250) { add(a, random.below(core), 1 + random.below(4)) }
    }
    let names = (0..<AuthorsSample.count).map(AuthorsSample.name)
    return Table([
      ("source", SampleColumns.categories(edges.map { $0.source }, names)),
      ("target", SampleColumns.categories(edges.map { $0.target }, names)),
      ("weight", SampleColumns.ints(edges.map { $0.weight })),
    ])
  }
}
