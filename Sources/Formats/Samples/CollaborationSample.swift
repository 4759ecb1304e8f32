import Columnar

/// `sample:users`, `sample:contributors` and `sample:collaboration`: developers, who committed where,
/// and who works with whom.
///
/// The edges follow the rule of Osborne, Ding and Kirk (2024): all people who commit to one
/// repository point to each other, and those who only ever stand second in a commit are pointed to
/// without pointing back. So reciprocity is high, and 89 in 100 developers are isolates.
enum CollaborationSample {
  private static let users = 4000
  /// Developers who share a repository with somebody.
  private static let connected = 440
  private static let repositories = 260
  /// Every this many of them never stands first in a commit.
  private static let silent = 12

  static func login(_ index: Int) -> String { "dev-\(index + 1)" }

  static func makeUsers() -> Table {
    var random = SampleRandom(seed: 0x05E5_2024)
    var organisation: [Int?] = []
    var joined: [Int32?] = []
    let first = CivilCalendar.days(year: 2019, month: 6, day: 1)
    for _ in 0..<users {
      organisation.append(random.chance(220) ? OrganisationsSample.draw(&random) : nil)
      joined.append(first + Int32(max(random.below(1950), random.below(1950))))
    }
    return Table([
      ("login", SampleColumns.texts((0..<users).map(login))),
      ("org", SampleColumns.categories(organisation, OrganisationsSample.names)),
      ("joined", SampleColumns.dates(joined)),
    ])
  }

  static func makeEdges() -> Table {
    var weights: [Int: Int] = [:]
    var order: [Int] = []
    for people in shared() {
      for (source, commits) in people where commits > 0 {
        for (target, _) in people where target != source {
          let key = source * users + target
          if weights[key] == nil { order.append(key) }
          weights[key, default: 0] += commits
        }
      }
    }
    let names = (0..<users).map(login)
    return Table([
      ("src", SampleColumns.categories(order.map { $0 / users }, names)),
      ("dst", SampleColumns.categories(order.map { $0 % users }, names)),
      ("weight", SampleColumns.ints(order.map { weights[$0] })),
    ])
  }

  static func makeContributors() -> Table {
    var groups = shared()
    let withOthers = Set(groups.joined().map(\.developer))
    var random = SampleRandom(seed: 0xC047_2024)
    for developer in random.permutation(users) {
      // Who works with nobody has one repository or two; of the others one in two has one as well.
      let isAlone = !withOthers.contains(developer)
      let own = isAlone ? 1 + random.pick([80, 20]) : random.pick([50, 50])
      for _ in 0..<own { groups.append([(developer, 1 + random.below(12))]) }
    }
    var repo: [String] = []
    var author: [Int?] = []
    var commits: [Int?] = []
    for place in random.permutation(groups.count) {
      // A repository carries the name of the first of its people.
      let name = "\(login(groups[place][0].developer))/repo-\(place + 1)"
      for (developer, count) in groups[place] {
        repo.append(name)
        author.append(developer)
        commits.append(count)
      }
    }
    return Table([
      ("repo", SampleColumns.texts(repo)),
      ("author", SampleColumns.categories(author, (0..<users).map(login))),
      ("commits", SampleColumns.ints(commits)),
    ])
  }

  /// The repositories drawn for those who work with others: who is in them, and with how many commits.
  private static func shared() -> [[(developer: Int, commits: Int)]] {
    var random = SampleRandom(seed: 0xC011_2024)
    let members = Array(random.permutation(users).prefix(connected))
    return (0..<repositories).map { repository in
      // The first repositories make sure that everybody has a partner.
      var people: [Int] = []
      if repository < connected / 2 { people = [repository * 2, repository * 2 + 1] }
      // Few developers are in many repositories: the smallest of three draws.
      let size = 1 + random.pick([40, 30, 15, 10, 5])
      while people.count < size {
        let person = min(
          random.below(connected), random.below(connected), random.below(connected))
        if !people.contains(person) { people.append(person) }
      }
      return people.map { person in
        (members[person], person % silent == silent - 1 ? 0 : 1 + random.below(9))
      }
    }
  }
}
