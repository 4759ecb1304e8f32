import Diagnostics
import Testing

@testable import Workbench

@Suite struct CompletionStepTests {
  private func step(
    _ typed: String, _ words: [String], next: Character? = nil
  ) -> CompletionStep {
    CompletionStep.next(typed: typed, followedBy: next, candidates: words.map { Candidate($0) })
  }

  @Test func decides() {
    #expect(step("x", []) == .nothing)
    #expect(step("to", ["top"]) == .insert("top "))
    #expect(step("to", ["top"], next: " ") == .insert("top"))
    #expect(step("top", ["top"], next: " ") == .nothing)
    #expect(step("to", ["topper", "topping"]) == .insert("topp"))
    #expect(step("topp", ["topper", "topping"]) == .list)
    #expect(step("TO", ["topper", "topping"]) == .insert("topp"))
    // Fuzzy candidates that do not begin with what was typed never eat it.
    #expect(step("dl", ["downloads", "delta"]) == .list)
    #expect(step("", ["a", "b"]) == .list)
    #expect(step("gr", ["größe", "große"]) == .list)
    #expect(step("g", ["e\u{301}a", "e\u{301}b"]) == .list)
  }

  @Test func listsInColumnsThatFit() {
    let names = (1...30).map { Candidate("name\($0)") }
    let listing = CandidateListing(candidates: names, columns: 40, lines: 20, usesColor: false)
    let lines = listing.text().split(separator: "\n")
    #expect(lines.count == 6)
    #expect(lines.first == "name1   name7   name13  name19  name25")
    #expect(lines.allSatisfy { DisplayWidth.cells($0) <= 40 })
  }

  @Test func saysHowManyAreLeftOut() {
    let names = (1...100).map { Candidate("n\($0)", detail: "text") }
    let listing = CandidateListing(candidates: names, columns: 40, lines: 5, usesColor: false)
    let lines = listing.text().split(separator: "\n")
    #expect(lines.count == 5)
    #expect(lines.last == "and 96 more")
  }

  @Test func hostileTextsAreShownNotObeyed() {
    let names = [
      Candidate("a\u{1B}[2Jb\n", detail: "価格\u{07}\u{202E}x"),
      Candidate(String(repeating: "価", count: 200), detail: String(repeating: "d", count: 200)),
    ]
    for width in [1, 10, 21, 40] {
      let listing = CandidateListing(candidates: names, columns: width, lines: 9, usesColor: false)
      let text = listing.text()
      #expect(
        text.unicodeScalars.allSatisfy { $0 == "\n" || $0.properties.generalCategory != .control })
      #expect(!text.unicodeScalars.contains("\u{202E}"))
      #expect(text.split(separator: "\n").count == 2)
      for line in text.split(separator: "\n") {
        #expect(DisplayWidth.cells(line) <= max(width, 8))
      }
    }
  }

  @Test func escapesOfThePromptAreMarked() {
    #expect(PromptMarking.marked("> ") == "> ")
    #expect(
      PromptMarking.marked("\u{1B}[1;32m> \u{1B}[0m")
        == "\u{01}\u{1B}[1;32m\u{02}> \u{01}\u{1B}[0m\u{02}")
    #expect(PromptMarking.marked("a\u{1B}[3") == "a\u{01}\u{1B}[3\u{02}")
  }

  @Test func colorFollowsTheFlagThenTheEnvironment() {
    func level(
      _ choice: ColorLevel.Choice, _ terminal: Bool, _ variables: [String: String]
    ) -> ColorLevel {
      ColorLevel.level(choice, isTerminal: terminal) { variables[$0] }
    }
    #expect(level(.automatic, true, ["TERM": "xterm"]) == .named)
    #expect(level(.automatic, true, ["TERM": "xterm-256color"]) == .indexed)
    #expect(level(.automatic, true, ["TERM": "xterm", "COLORTERM": "truecolor"]) == .trueColor)
    #expect(level(.automatic, true, ["TERM": "xterm", "NO_COLOR": "1"]) == .none)
    #expect(level(.automatic, true, ["TERM": "xterm", "NO_COLOR": ""]) == .named)
    #expect(level(.automatic, true, ["TERM": "dumb"]) == .none)
    #expect(level(.automatic, true, [:]) == .none)
    #expect(level(.automatic, false, ["TERM": "xterm"]) == .none)
    #expect(level(.always, false, ["NO_COLOR": "1"]) == .named)
    #expect(level(.never, true, ["TERM": "xterm", "COLORTERM": "24bit"]) == .none)
  }
}
