import Columnar

/// `sample:releases`: public release dates of model families, as a reference analysis lists them.
enum ReleasesSample {
  private static let releases: [(year: Int, month: Int, day: Int, name: String)] = [
    (2023, 2, 24, "LLama1"), (2023, 7, 18, "LLama2"), (2023, 9, 20, "Mistral7b-v0.1"),
    (2023, 10, 17, "Phi1 and Phi1.5"), (2023, 12, 6, "Mistral7b-v0.2 and Mixtral 8x7B"),
    (2024, 1, 11, "Phi2"), (2024, 1, 20, "Qwen2-beta"), (2024, 2, 8, "Gemma"),
    (2024, 4, 10, "Mixtral 8x22B"), (2024, 4, 22, "LLama3 and Phi3-mini"),
    (2024, 5, 22, "Mistral7b-v0.3"),
  ]

  static func make() -> Table {
    Table([
      (
        "date",
        SampleColumns.dates(
          releases.map { CivilCalendar.days(year: $0.year, month: $0.month, day: $0.day) })
      ),
      ("name", SampleColumns.texts(releases.map(\.name))),
    ])
  }
}
