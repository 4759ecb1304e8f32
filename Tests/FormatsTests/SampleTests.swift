import Catalog
import Columnar
import Testing

@testable import Formats

@Suite struct SampleTests {
  private func table(_ name: String) throws -> Table {
    try SampleSource(name).read(columns: nil, testContext())
  }

  private func ints(_ table: Table, _ name: String) -> [Int64] {
    table.values(name).compactMap { if case .int(let value) = $0 { value } else { nil } }
  }

  @Test func everySampleSaysThatItIsSynthetic() throws {
    for name in SampleSource.names {
      let table = try table(name)
      #expect(table.provenance == "synthetic data, made by hfnb")
      #expect(table.rowCount > 0)
      for column in table.storedColumns { #expect(column.count == table.rowCount) }
      let part = try SampleSource(name).read(columns: [table.schema.names[1]], testContext())
      #expect(part.schema.names == [table.schema.names[1]])
      #expect(part.provenance == table.provenance)
    }
  }

  @Test func samplesAreTheSameOnEveryMachine() throws {
    // FNV-1a over the CSV text; recorded from the first run, so that any change is noticed.
    func digest(_ name: String) throws -> String {
      var hash: UInt64 = 0xcbf2_9ce4_8422_2325
      for byte in try written(table(name), CSVWriter.self).utf8 {
        hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3
      }
      return String(hash, radix: 16)
    }
    for name in SampleSource.names {
      let found = try digest(name)
      #expect(found == SampleDigests.expected[name], "\(name)")
    }
  }

  @Test func leaderboardHasTheColumnsOfTheExport() throws {
    let table = try table("leaderboard")
    #expect(table.rowCount == 1200)
    #expect(
      table.schema.names == [
        "eval_name", "Precision", "Type", "T", "Weight type", "Architecture", "Model", "fullname",
        "Model sha", "Average \u{2B06}\u{FE0F}", "Hub License", "Hub \u{2764}\u{FE0F}",
        "#Params (B)", "Available on the hub", "Not_Merged", "MoE", "Flagged", "Chat Template",
        "IFEval Raw", "IFEval", "BBH Raw", "BBH", "MATH Lvl 5 Raw", "MATH Lvl 5", "GPQA Raw",
        "GPQA", "MUSR Raw", "MUSR", "MMLU-PRO Raw", "MMLU-PRO", "Maintainer's Highlight",
        "Upload To Hub Date", "Submission Date", "Generation", "Base Model",
      ])
    let dates = table.values("Upload To Hub Date")
    #expect((20...80).contains(dates.filter(\.isNull).count))
    #expect(Set(table.values("fullname")).count == 1170)
    #expect(table.values("MoE").filter { $0 == .bool(true) }.count > 1100)
    if let path = SharedData.path("leaderboard_v2/contents_2024-10-15.csv") {
      let real = try FileOpening().openTable(path)
      #expect(real.schema.names == table.schema.names)
    }
  }

  @Test func hubIsAsUnevenAsTheRealOne() throws {
    let table = try table("hub")
    let downloads = ints(table, "downloads").sorted(by: >)
    #expect(downloads.count == 20_000)
    #expect(downloads.filter { $0 == 0 }.count == 14_000)
    let total = downloads.reduce(0, +)
    let top = downloads.prefix(200).reduce(0, +)
    #expect((0.98...0.995).contains(Double(top) / Double(total)))
  }

  @Test func everyColumnIsExplained() throws {
    for sample in Sample.all {
      let names = try table(sample.name).schema.names
      #expect(sample.columns.map(\.name) == names, "\(sample.name)")
      #expect(sample.columns.allSatisfy { !$0.help.isEmpty })
      #expect(sample.summary.hasSuffix("."))
    }
    #expect(SampleSource.names == SampleSource.names.sorted())
  }

  @Test func tablesFitTogether() throws {
    let models = Set(try table("hub").values("id"))
    #expect(Set(try table("spaces").values("model")).isSubset(of: models))
    #expect(Set(try table("emissions").values("model")).isSubset(of: models))
    let orgs = Set(try table("orgs").values("name"))
    #expect(orgs.isSubset(of: Set(try table("authors").values("name"))))
    let ofUsers = Set(try table("users").values("org")).subtracting([.null])
    #expect(ofUsers.isSubset(of: orgs))
  }

  @Test func collaborationIsAsTheStudySays() throws {
    let users = Set(try table("users").values("login"))
    let edges = try table("collaboration")
    let (sources, targets) = (edges.values("src"), edges.values("dst"))
    let connected = Set(sources + targets)
    #expect(connected.isSubset(of: users))
    let isolates = Double(users.count - connected.count) / Double(users.count)
    #expect((0.885...0.895).contains(isolates))
    let pairs = Set(zip(sources, targets).map { [$0, $1] })
    #expect(pairs.count == edges.rowCount)
    #expect(pairs.allSatisfy { $0[0] != $0[1] })
    let mutual = pairs.filter { pairs.contains([$0[1], $0[0]]) }.count
    #expect((0.8..<1).contains(Double(mutual) / Double(pairs.count)))
  }

  /// All people of a repository point to each other, with the commits in which they stand first.
  @Test func contributorsMakeTheCollaboration() throws {
    let rows = try table("contributors")
    #expect(Set(rows.values("author")) == Set(try table("users").values("login")))
    let pairs = zip(rows.values("repo"), rows.values("author")).map { [$0, $1] }
    #expect(Set(pairs).count == rows.rowCount)
    var people: [Value: [(author: Value, commits: Int64)]] = [:]
    for (pair, commits) in zip(pairs, ints(rows, "commits")) {
      people[pair[0], default: []].append((pair[1], commits))
    }
    var made: [[Value]: Int64] = [:]
    for group in people.values {
      for source in group where source.commits > 0 {
        for target in group where target.author != source.author {
          made[[source.author, target.author], default: 0] += source.commits
        }
      }
    }
    let edges = try table("collaboration")
    let ends = zip(edges.values("src"), edges.values("dst")).map { [$0, $1] }
    #expect(made == Dictionary(uniqueKeysWithValues: zip(ends, ints(edges, "weight"))))
  }

  @Test func commitsHaveSeveralFiles() throws {
    let table = try table("commits")
    let hashes = Set(table.values("hash"))
    #expect(hashes.count == 3000)
    #expect(table.rowCount > 5000)
    #expect(
      Set(zip(table.values("hash"), table.values("file")).map { [$0, $1] }).count == table.rowCount)
  }

  @Test func edgesLeaveMostAuthorsAlone() throws {
    let authors = Set(try table("authors").values("name"))
    let edges = try table("edges")
    let connected = Set(edges.values("source") + edges.values("target"))
    #expect(connected.isSubset(of: authors))
    let isolates = Double(authors.count - connected.count) / Double(authors.count)
    #expect((0.88...0.90).contains(isolates))
  }
}

/// The digests of the samples.
enum SampleDigests {
  static let expected = [
    "authors": "6fd8812b1da5fbd5",
    "collaboration": "6d9033f54ee5377f",
    "commits": "1d23c87914935b24",
    "contributors": "f8851568c3d56491",
    "edges": "24c603718eddb518",
    "emissions": "3e8c71fa72832e2b",
    "hub": "77fff3db0bc92369",
    "leaderboard": "3093e264c1e81933",
    "orgs": "c496fd48c8ffbae3",
    "releases": "6fac67676bed8d4c",
    "spaces": "e94a367f81c3d8f1",
    "users": "eede5778e9fe3d78",
  ]
}
