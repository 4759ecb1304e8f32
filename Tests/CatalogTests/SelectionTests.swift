import Catalog
import Columnar
import Diagnostics
import TestSupport
import Testing

/// Which columns selectors choose, and under which names.
@Suite struct SelectionTests {
  private func names(_ selectors: String) -> [String] {
    Answers(rows + "| select \(selectors)").table.schema.names
  }

  private func error(_ selectors: String) -> String {
    Answers(rows + "| select \(selectors)").error
  }

  private let rows = """
    rows [id, bench_a, bench_b, size, day, ok; "x", 1, 2.5, 3, 2024-01-01, true]

    """

  @Test func namesKeepTheOrderTheyAreWrittenIn() {
    #expect(names("size, id") == ["size", "id"])
    #expect(names("s = size, id") == ["s", "id"])
    #expect(names("id = size, size = id") == ["id", "size"])
  }

  @Test func globsKeepTheOrderOfTheTable() {
    #expect(names("bench_*") == ["bench_a", "bench_b"])
    #expect(names("*_b, id") == ["bench_b", "id"])
    #expect(names("b*h_*") == ["bench_a", "bench_b"])
    #expect(names("*i*") == ["id", "size"])
    #expect(error("nothing_*") == "E203 `nothing_*`")
  }

  @Test func allButSome() {
    #expect(names("*") == ["id", "bench_a", "bench_b", "size", "day", "ok"])
    #expect(names("* except id, ok") == ["bench_a", "bench_b", "size", "day"])
    #expect(error("* except nothing") == "E201 `nothing`")
  }

  @Test func aLaterSelectorLeavesOutWhatIsThere() {
    #expect(names("size, *") == ["size", "id", "bench_a", "bench_b", "day", "ok"])
    #expect(names("bench_b, bench_*, bench_b") == ["bench_b", "bench_a"])
  }

  @Test func typesChooseColumns() {
    #expect(names("is number") == ["bench_a", "bench_b", "size"])
    #expect(names("is int") == ["bench_a", "size"])
    #expect(names("is text, is date") == ["id", "day"])
    #expect(names("is bool") == ["ok"])
    #expect(error("is numbr") == "E204 `numbr`")
  }

  @Test func oneNameForTwoColumnsIsAnError() {
    let answers = Answers(rows + "| select id = size, id")
    #expect(answers.error == "E202 `id`")
    #expect(answers.errors.first?.secondary.first?.span.text == "id")
  }

  @Test func aMissingNameIsSuggested() {
    #expect(error("siez") == "E201 `siez`")
    #expect(Answers(rows + "| select siez").errors.first?.fix?.text == "select size")
    #expect(error("a = siez") == "E201 `siez`")
  }

  @Test func dropTakesTheSameSelectors() {
    #expect(Answers(rows + "| drop bench_*, is date").table.schema.names == ["id", "size", "ok"])
  }
}
