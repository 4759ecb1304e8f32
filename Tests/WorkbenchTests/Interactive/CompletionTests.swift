import Catalog
import Columnar
import Diagnostics
import Testing

@testable import Workbench

/// What Tab proposes.
@Suite struct CompletionTests {
  private static func texts(_ line: String, after setup: String = "") -> [String] {
    let session = Session(options: SessionOptions(threadCount: 1))
    let program =
      """
      let lb = rows [model, type, score, created; "a", "chat", 1, 2024-01-01; "b", "base", 2, 2024-02-01]
      param grain: one of day, week = week
      \(setup)
      """
    let errors = session.run(SourceText(name: "setup", text: program)) { _ in }
    #expect(errors.isEmpty)
    let completions = SessionCompleter(session).complete(line: line, cursor: line.utf8.count)
    return completions.candidates.map(\.text)
  }

  @Test("After a bar: verbs") func verbs() {
    #expect(Self.texts("lb | sel") == ["select"])
    #expect(Self.texts("lb | left") == ["left join"])
  }

  @Test("Only the columns that exist at this stage") func columns() {
    #expect(Self.texts("lb | select model, score | filter sc").first == "score")
    #expect(!Self.texts("lb | select model, score | filter ty").contains("type"))
    #expect(Self.texts("lb | group by ty").first == "type")
    #expect(Self.texts("lb | group by month(created) | sort mon").first == "month")
  }

  @Test("The common values of a compared column") func values() {
    #expect(Self.texts("lb | filter type == ") == ["\"chat\"", "\"base\""])
    #expect(Self.texts("lb | filter type == \"ch") == ["\"chat\""])
    #expect(Self.texts("lb | filter type in [\"b") == ["\"base\""])
  }

  @Test("Tables, parameters and functions") func names() {
    #expect(Self.texts("l").contains("lb"))
    #expect(Self.texts("lb | filter score > roun") == ["round("])
    #expect(Self.texts("lb | group by period(created, gra").contains("grain"))
  }

  @Test("Commands") func commands() {
    #expect(Self.texts(".ta") == ["tables"])
    #expect(Self.texts(".sche") == ["schema"])
  }

  @Test("In the middle of a line") func middle() {
    let session = Session(options: SessionOptions(threadCount: 1))
    _ = session.run(SourceText(name: "setup", text: "let t = rows [alpha; 1]")) { _ in }
    let line = "t | filter al > 1 | take 1"
    let completions = SessionCompleter(session).complete(line: line, cursor: 13)
    #expect(completions.replacing == 11..<13)
    #expect(completions.candidates.map(\.text).first == "alpha")
  }

  @Test("Hostile lines give no crash") func hostile() {
    let session = Session(options: SessionOptions(threadCount: 1))
    let lines = [
      "", "|", "\"", "lb |", "|||", "`", "rows [", "é | filter ", "\u{0}", "lb | filter x == ",
    ]
    for line in lines {
      for cursor in [0, line.utf8.count / 2, line.utf8.count, line.utf8.count + 5] {
        _ = SessionCompleter(session).complete(line: line, cursor: cursor)
      }
    }
  }
}
