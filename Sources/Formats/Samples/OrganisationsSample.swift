import Columnar

/// `sample:orgs`: the organisations among the authors, with the kind that they give themselves.
///
/// Authors of `sample:hub` without a row here are single people.
enum OrganisationsSample {
  /// The positions of organisations among the authors.
  private static let members = (0..<AuthorsSample.count).filter { $0 % 10 <= 2 }
  static let names = members.map(AuthorsSample.name)
  private static let kinds = [
    "company", "university", "non-profit", "community", "classroom",
  ]

  /// The position of an organisation in `names`; the first ones more often.
  static func draw(_ random: inout SampleRandom) -> Int {
    min(random.below(names.count), random.below(names.count))
  }

  static func make() -> Table {
    var random = SampleRandom(seed: 0x0465_2023)
    var kind: [Int?] = []
    var members: [Int?] = []
    for _ in names {
      kind.append(random.chance(60) ? nil : random.pick([34, 16, 12, 32, 6]))
      members.append(1 + min(random.below(300), random.below(300), random.below(300)))
    }
    return Table([
      ("name", SampleColumns.texts(names)),
      ("kind", SampleColumns.categories(kind, kinds)),
      ("members", SampleColumns.ints(members)),
    ])
  }
}
