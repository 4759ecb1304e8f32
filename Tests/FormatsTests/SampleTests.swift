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
    let digests = try SampleSource.names.map(digest)
    #expect(digests == SampleDigests.expected)
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

  @Test func edgesLeaveMostAuthorsAlone() throws {
    let authors = Set(try table("authors").values("name"))
    let edges = try table("edges")
    let connected = Set(edges.values("source") + edges.values("target"))
    #expect(connected.isSubset(of: authors))
    let isolates = Double(authors.count - connected.count) / Double(authors.count)
    #expect((0.88...0.90).contains(isolates))
  }
}

/// The digests of the samples in the order of their names.
enum SampleDigests {
  static let expected = [
    "6fd8812b1da5fbd5", "24c603718eddb518", "77fff3db0bc92369", "3093e264c1e81933",
    "6fac67676bed8d4c",
  ]
}
