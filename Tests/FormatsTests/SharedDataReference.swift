/// Facts about the shared data files.
///
/// Computed by `References/shared_data.py` with Python 3.11.7 and pandas 3.1.1.
enum SharedDataReference {
  /// The file, its rows, and for each column the cells without content: nulls,
  /// infinities and empty texts.
  static let files: [(name: String, rows: Int, empty: [Int])] = [
    ("activity/author_activity_2024-04.csv", 1616, [0, 0]),
    ("activity/repo_activity_first1000.csv", 1000, [0, 0, 0, 0, 0, 0, 0]),
    ("activity/repo_authors_all.csv", 7782, [0, 6556, 0]),
    ("activity/repo_commit_authors_first1000.csv", 1226, [0, 0, 0]),
    (
      "co2/HFCO2.csv", 1419,
      [0, 0, 1354, 0, 0, 0, 0, 0, 0, 0, 361, 0, 0, 0, 0, 113, 49, 114, 1355, 0]
    ),
    ("commits/repository_evolution_commits.csv", 4012, [0, 0, 0, 0, 0, 0, 0]),
    (
      "epoch/notable_ai_models_2024.csv", 825,
      [
        0, 0, 5, 30, 0, 9, 2, 0, 406, 284, 368, 437, 435, 433, 462, 443, 444, 326, 664, 438, 5, 5,
        556, 660, 666, 581, 781, 686, 795, 764, 70, 804, 796, 668, 785, 787,
      ]
    ),
    ("hub/datasets_trending_2025-07-01.json", 1000, [0, 0, 182, 0, 0, 0]),
    ("hub/models_downloads_2022-07.csv", 55524, [0, 0, 18549, 0, 0]),
    ("hub/radar_kpi_history_2026-08-19_20.csv", 83585, [0, 0, 0, 33489, 0, 0, 0]),
    (
      "hub/radar_models_2026-08-19.jsonl", 10289,
      [
        0, 0, 0, 0, 0, 2882, 0, 4056, 3091, 0, 0, 0, 0, 0, 5116, 5123, 48, 916, 4667, 0, 0, 0, 0,
        9991, 0,
      ]
    ),
    ("hub/taide_monthly/2024-06-13_hf.csv", 9, [0, 0, 0, 0, 0, 0]),
    ("hub/taide_monthly/2024-07-01_hf.csv", 9, [0, 0, 0, 0, 0, 0]),
    ("hub/taide_monthly/2024-08-01_hf.csv", 9, [0, 0, 0, 0, 0, 0]),
    ("hub/taide_monthly/2024-09-01_hf.csv", 10, [0, 0, 0, 0, 0, 0]),
    ("hub/taide_monthly/2024-10-01_hf.csv", 10, [0, 0, 0, 0, 0, 0]),
    ("hub/taide_monthly/2024-11-01_hf.csv", 10, [0, 0, 0, 0, 0, 0]),
    ("hub/taide_monthly/2024-12-06_hf.csv", 10, [0, 0, 0, 0, 0, 0]),
    ("hub/taide_monthly/2025-01-02_hf.csv", 9, [0, 0, 0, 0, 0, 0]),
    ("hub/taide_monthly/2025-02-05_hf.csv", 10, [0, 0, 0, 0, 0, 0]),
    ("hub/taide_monthly/2025-03-05_hf.csv", 11, [0, 0, 0, 0, 0, 0]),
    ("hub/taide_monthly/2025-04-13_hf.csv", 11, [0, 0, 0, 0, 0, 0]),
    ("hub/taide_monthly/2025-05-07_hf.csv", 11, [0, 0, 0, 0, 0, 0]),
    ("hub/taide_monthly/2025-06-10_hf.csv", 11, [0, 0, 0, 0, 0, 0]),
    ("hub/taide_monthly/2025-07-08_hf.csv", 11, [0, 0, 0, 0, 0, 0]),
    ("hub/taide_monthly/2025-08-24_hf.csv", 12, [0, 0, 0, 0, 0, 0]),
    ("hub/taide_monthly/2025-09-18_hf.csv", 12, [0, 0, 0, 0, 0, 0]),
    ("hub/taide_monthly/2025-10-30_hf.csv", 12, [0, 0, 0, 0, 0, 0]),
    ("hub/taide_monthly/2025-12-08_hf.csv", 11, [0, 0, 0, 0, 0, 0]),
    ("hub/taide_monthly/2026-01-06_hf.csv", 11, [0, 0, 0, 0, 0, 0]),
    ("leaderboard_v1/20230523.csv", 49, [0, 0, 0, 0, 0, 0, 0, 11]),
    ("leaderboard_v1/20230531.csv", 84, [0, 0, 0, 0, 0, 0, 0, 12]),
    ("leaderboard_v1/20230531.json", 84, [0, 1, 0, 0, 0, 0, 0]),
    ("leaderboard_v1/20230610.csv", 132, [0, 0, 0, 0, 0, 1, 0, 11]),
    ("leaderboard_v1/20230629.csv", 142, [0, 0, 0, 0, 0, 0, 0, 11]),
    ("leaderboard_v1/20230724.csv", 384, [0, 0, 0, 0, 0, 0, 0, 5]),
    ("leaderboard_v1/20230801.csv", 501, [0, 0, 0, 0, 0, 0, 0, 8]),
    ("leaderboard_v1/20230809.csv", 542, [0, 0, 0, 0, 0, 0, 0, 8]),
    ("leaderboard_v1/20230817.csv", 813, [0, 0, 0, 0, 0, 0, 0, 9]),
    ("leaderboard_v1/20230817.json", 813, [0, 0, 0, 0, 0, 0]),
    (
      "leaderboard_v2/contents_2024-10-15.csv", 1500,
      [
        0, 0, 0, 0, 0, 0, 0, 0, 6, 0, 245, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        0, 52, 0, 0, 0,
      ]
    ),
    (
      "leaderboard_v2/gradio_2024-10-09.csv", 1445,
      [
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 232, 0, 0, 0, 5, 0, 0, 1, 47, 0,
        0, 0, 0, 0,
      ]
    ),
    ("lineage/mistral_small_24b_finetunes_2025-04-05.csv", 67, [0, 0, 0, 0, 0, 0]),
    ("obs/base_llm_benchmark_eval.csv", 148, [0, 0, 0, 25, 25, 0, 3, 0, 0, 0, 0, 16, 21]),
  ]
}
