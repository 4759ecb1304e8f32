import Catalog
import Columnar
import Testing

@testable import Formats

/// Real files with the facts that are known about them; skipped where they are absent.
@Suite(.enabled(if: SharedData.isPresent)) struct SharedDataTests {
  @Test(arguments: [
    ("leaderboard_v1/20230523.csv", 49, 8), ("leaderboard_v1/20230531.csv", 84, 8),
    ("leaderboard_v1/20230610.csv", 132, 8), ("leaderboard_v1/20230629.csv", 142, 8),
    ("leaderboard_v1/20230724.csv", 384, 8), ("leaderboard_v1/20230801.csv", 501, 8),
    ("leaderboard_v1/20230809.csv", 542, 8), ("leaderboard_v1/20230817.csv", 813, 8),
    ("leaderboard_v1/20230531.json", 84, 7), ("leaderboard_v1/20230817.json", 813, 6),
    ("leaderboard_v2/contents_2024-10-15.csv", 1500, 35),
    ("leaderboard_v2/gradio_2024-10-09.csv", 1445, 34),
    ("hub/models_downloads_2022-07.csv", 55524, 5),
    ("hub/radar_models_2026-08-19.jsonl", 10289, 25),
    ("hub/radar_kpi_history_2026-08-19_20.csv", 83585, 7),
    ("hub/datasets_trending_2025-07-01.json", 1000, 6),
    ("activity/author_activity_2024-04.csv", 1616, 2), ("activity/repo_authors_all.csv", 7782, 3),
    ("activity/repo_activity_first1000.csv", 1000, 7),
    ("activity/repo_commit_authors_first1000.csv", 1226, 3),
    ("commits/repository_evolution_commits.csv", 4012, 7), ("co2/HFCO2.csv", 1419, 20),
    ("lineage/mistral_small_24b_finetunes_2025-04-05.csv", 67, 6),
    ("epoch/notable_ai_models_2024.csv", 825, 36), ("obs/base_llm_benchmark_eval.csv", 148, 13),
  ])
  func sizes(file: String, rows: Int, columns: Int) throws {
    let table = try SharedData.table(file)
    #expect(table.rowCount == rows)
    #expect(table.columnCount == columns)
  }

  /// Rows, columns and empty cells of every file, as pandas counts them.
  @Test func everyFileIsReadAsPandasReadsIt() throws {
    #expect(SharedDataReference.files.count == 44)
    for file in SharedDataReference.files {
      let table = try SharedData.table(file.name)
      #expect(table.rowCount == file.rows, "\(file.name)")
      let empty = table.schema.fields.indices.map { index in
        table.column(at: index).values.filter { $0.isNull || $0 == .text("") }.count
      }
      #expect(empty == file.empty, "\(file.name)")
    }
  }

  @Test func monthsOfOneOrganisationAreOneTable() throws {
    let first = try #require(SharedData.path("hub/taide_monthly/2024-06-13_hf.csv"))
    let folder = first.dropLast("2024-06-13_hf.csv".count)
    let options = ReadOptions(options: [option("file", .text("source"))])
    let table = try FileOpening().openTable(folder + "*.csv", options: options)
      .read(columns: nil, testContext())
    let parts = SharedDataReference.files.filter { $0.name.hasPrefix("hub/taide_monthly/") }
    #expect(table.rowCount == parts.reduce(0) { $0 + $1.rows })
    #expect(Set(table.values("source")).count == 19)
  }

  @Test func leaderboardContents() throws {
    let table = try SharedData.table("leaderboard_v2/contents_2024-10-15.csv")
    let types = Dictionary(uniqueKeysWithValues: table.schema.fields.map { ($0.name, $0.type) })
    #expect(types["Average \u{2B06}\u{FE0F}"] == .number)
    #expect(types["#Params (B)"] == .int)
    #expect(types["MoE"] == .bool)
    #expect(types["Upload To Hub Date"] == .date)
    #expect(table.values("Upload To Hub Date").filter(\.isNull).count == 52)
    #expect(Set(table.values("fullname")).count == 1465)
  }

  @Test func modelDownloads() throws {
    let table = try SharedData.table("hub/models_downloads_2022-07.csv")
    #expect(
      table.types == ["model text", "downloads int", "task text", "sha text", "private bool"])
    let downloads = table.values("downloads").compactMap { $0.asDouble }.sorted(by: >)
    // Facts of the data's README: 30.8875% zero, floor(1%) of models hold 96.649%, mean 3588.27.
    let total = downloads.reduce(0, +)
    let zero = Double(downloads.filter { $0 == 0 }.count) / 55524
    #expect(abs(zero - 0.308875) < 1e-6)
    #expect(abs(downloads.prefix(555).reduce(0, +) / total - 0.96649) < 1e-5)
    #expect(abs(total / 55524 - 3588.27) < 0.01)
    let emptyTasks = table.values("task").filter { $0.isNull || $0 == .text("") }
    #expect(emptyTasks.count == 18_549)
  }

  @Test func radar() throws {
    let table = try SharedData.table("hub/radar_models_2026-08-19.jsonl")
    let types = Dictionary(uniqueKeysWithValues: table.schema.fields.map { ($0.name, $0.type) })
    #expect(types["created_at"] == .instant)
    #expect(types["tags"] == .list(.text))
    #expect(types["downloads_30d"] == .int)
    let downloads = table.values("downloads_30d").compactMap { $0.asDouble }.sorted(by: >)
    let total = downloads.reduce(0, +)
    let zero = Double(downloads.filter { $0 == 0 }.count) / Double(downloads.count)
    #expect(abs(zero - 0.50986) < 1e-5)
    let top = downloads.prefix(downloads.count / 100).reduce(0, +)
    #expect(abs(top / total - 0.91729) < 1e-5)
  }

  @Test func quotedLineBreaks() throws {
    let commits = try SharedData.table("commits/repository_evolution_commits.csv")
    let messages = commits.values("message").filter {
      if case .text(let text) = $0 { text.utf8.contains(10) } else { false }
    }
    #expect(messages.count == 294)
    let epoch = try SharedData.table("epoch/notable_ai_models_2024.csv")
    let cells = epoch.schema.names.flatMap { epoch.values($0) }.filter {
      if case .text(let text) = $0 { text.utf8.contains(10) } else { false }
    }
    #expect(cells.count == 1128)
  }

  @Test func everyFileSurvivesARoundTrip() throws {
    for file in [
      "leaderboard_v2/contents_2024-10-15.csv", "commits/repository_evolution_commits.csv",
      "epoch/notable_ai_models_2024.csv", "co2/HFCO2.csv",
    ] {
      let table = try SharedData.table(file)
      let again = try csv(written(table, CSVWriter.self))
      // A column of whole numbers comes back as int, so the texts of the cells are compared.
      #expect(again.schema.names == table.schema.names, "\(file)")
      #expect(again.rows == table.rows, "\(file)")
    }
  }
}
