import Glibc
import Testing

@testable import Workbench

/// The editor on a pseudo-terminal, key by key.
@MainActor
@Suite(.serialized) struct LineEditorTests {
  private struct Words: Completer {
    var words: [Candidate]
    func complete(line: String, cursor: Int) -> Completions {
      let before = Array(line.utf8.prefix(cursor))
      let start = before.lastIndex { $0 == 32 || $0 == 10 }.map { $0 + 1 } ?? 0
      let typed = String(decoding: before[start...], as: UTF8.self)
      return Completions(
        replacing: start..<cursor, candidates: words.filter { $0.text.hasPrefix(typed) })
    }
  }

  /// Types the steps and reads entries up to the end of the input.
  private func read(
    _ steps: [(String, String)], words: [Candidate] = [], history: [String] = [],
    entries limit: Int = 10
  ) throws -> [LineEditor.Entry] {
    let screen = try #require(PseudoTerminal())
    let terminal = Terminal(
      input: screen.descriptor, output: screen.descriptor, color: .never, environment: { _ in nil })
    let editor = LineEditor(
      applicationName: "hfnb-test", terminal: terminal, completer: Words(words: words))
    editor.setHistory(history)
    // Each prompt has a number, so that a prompt that is only drawn again is not taken for the next.
    var prompts = 0
    screen.type(
      steps.map { awaited, keys in
        guard awaited == "> " else { return (awaited, keys) }
        prompts += 1
        return ("\(prompts)> ", keys)
      })
    defer { screen.finish() }
    var entries: [LineEditor.Entry] = []
    while entries.count < limit, entries.last != .endOfInput {
      entries.append(
        editor.readEntry(
          prompt: "\u{1B}[32m\(entries.count + 1)> \u{1B}[0m", continuation: ". "
        ) { text in
          text.last == "|" || text.contains("(") && !text.contains(")") ? .incomplete : .complete
        })
    }
    #expect(screen.missed == nil, "shown: \(screen.shown)")
    lastHistory = editor.history
    return entries
  }

  private static var kept: [String] = []
  private var lastHistory: [String] {
    get { Self.kept }
    nonmutating set { Self.kept = newValue }
  }

  @Test func typingEditingAndEnd() throws {
    let entries = try read([
      ("> ", "größe 価格 x\u{7F}\u{7F}\r"), ("> ", "ac\u{02}b\r"), ("> ", "\r"), ("> ", "\u{04}"),
    ])
    #expect(entries == [.text("größe 価格"), .text("abc"), .text(""), .endOfInput])
    #expect(lastHistory == ["größe 価格", "abc"])
  }

  @Test func aStatementOfSeveralLinesIsOneEntry() throws {
    let entries = try read([
      ("> ", "lb |\r"), (". ", "top 3 |\r"), (". ", "show\r"),
      ("> ", "\u{1B}[A\r"), ("> ", "\u{04}"),
    ])
    let statement = "lb |\ntop 3 |\nshow"
    #expect(entries == [.text(statement), .text(statement), .endOfInput])
    #expect(lastHistory == [statement])
  }

  @Test func controlCForgetsTheLineAndGoesOn() throws {
    let entries = try read([
      ("> ", "abc\u{03}"), ("> ", "lb |\r"), (". ", "top\u{03}"), ("> ", "\u{12}"),
      ("i-search", "lb\u{03}"), ("> ", "fine\r"), ("> ", "\u{04}"),
    ])
    #expect(
      entries == [.interrupted, .interrupted, .interrupted, .text("fine"), .endOfInput])
    #expect(lastHistory == ["fine"])
  }

  @Test func manyInterruptsLoseNoKeys() throws {
    let rounds = 100
    var steps: [(String, String)] = []
    for _ in 0..<rounds { steps.append(("> ", "some keys\u{03}")) }
    steps += [("> ", "last\r"), ("> ", "\u{04}")]
    let entries = try read(steps, entries: rounds + 5)
    #expect(
      entries == [LineEditor.Entry](repeating: .interrupted, count: rounds)
        + [.text("last"), .endOfInput])
  }

  @Test func controlDInAContinuationGivesWhatIsThere() throws {
    let entries = try read([("> ", "lb |\r"), (". ", "\u{04}"), ("> ", "\u{04}")])
    #expect(entries == [.text("lb |"), .endOfInput])
  }

  @Test func pasteIsTakenWhole() throws {
    let entries = try read([
      ("> ", "\u{1B}[200~a |\rb |\r\tc\u{1B}[201~\r"), ("> ", "one\u{1B}\rtwo\r"), ("> ", "\u{04}"),
    ])
    #expect(entries == [.text("a |\nb |\n\tc"), .text("one\ntwo"), .endOfInput])
  }

  @Test func aSingleCandidateIsTaken() throws {
    let words = [Candidate("downloads"), Candidate("median(", appendSpace: false)]
    let entries = try read(
      [
        ("> ", "sort dow\t+ me\tx)\r"), ("> ", "é dow x\u{02}\u{02}\t!\r"),
        ("> ", "(\r"), (". ", "dow\t)\r"), ("> ", "zz\t\r"), ("> ", "\u{04}"),
      ], words: words)
    #expect(
      entries == [
        .text("sort downloads + median(x)"), .text("é downloads! x"), .text("(\ndownloads )"),
        .text("zz"), .endOfInput,
      ])
  }

  @Test func severalCandidatesAreFollowedAndListed() throws {
    let words = [
      Candidate("likes", detail: "int  7"), Candidate("likes_total", detail: "int  9"),
      Candidate("likely", detail: "bool"),
    ]
    let entries = try read(
      [
        ("> ", "l\t\t"), ("likes        int  7\r\nlikes_total  int  9\r\nlikely       bool", ""),
        ("1> ", "s_\t\r"), ("> ", "\u{04}"),
      ], words: words)
    #expect(entries == [.text("likes_total "), .endOfInput])
  }

  @Test func historyIsSearchedAndRecalled() throws {
    let entries = try read(
      [("> ", "\u{12}group\r"), ("> ", "\u{10}\u{10}\r"), ("> ", "\u{04}")],
      history: ["lb | group by author", "lb | top 3", "lb | top 3"])
    #expect(
      entries == [.text("lb | group by author"), .text("lb | top 3"), .endOfInput])
    #expect(
      lastHistory == ["lb | group by author", "lb | top 3", "lb | group by author", "lb | top 3"])
  }

  @Test func withoutATerminalLinesAreReadPlainly() {
    var lines = ["a |", "b", "", "c |"][...]
    let terminal = Terminal(input: -1, output: -1, environment: { _ in nil })
    let editor = LineEditor(applicationName: "hfnb-test", terminal: terminal, completer: nil) {
      lines.popFirst()
    }
    let entries = (0..<4).map { _ in
      editor.readEntry(prompt: "> ") { $0.last == "|" ? .incomplete : .complete }
    }
    #expect(entries == [.text("a |\nb"), .text(""), .text("c |"), .endOfInput])
    #expect(editor.history.isEmpty)
  }

  @Test func aTerminalThatHungUpDoesNotSpoilTheNext() throws {
    let gone = try #require(PseudoTerminal())
    gone.type([("> ", "half")])
    gone.finish()
    let terminal = Terminal(
      input: gone.descriptor, output: gone.descriptor, environment: { _ in nil })
    let editor = LineEditor(applicationName: "hfnb-test", terminal: terminal)
    _ = editor.readEntry(prompt: "> ") { _ in .complete }
    #expect(editor.readEntry(prompt: "> ") { _ in .complete } == .endOfInput)
    let entries = try read([("> ", "some\u{03}"), ("> ", "text\r"), ("> ", "\u{04}")])
    #expect(entries == [.interrupted, .text("text"), .endOfInput])
  }

  @Test func anInterruptDuringEvaluationOnlySetsTheFlag() {
    Interrupts.request()
    let seen = Interrupts.watched {
      let before = Interrupts.isPending
      kill(getpid(), SIGINT)
      while !Interrupts.isPending { usleep(100) }
      return (before, Interrupts.take(), Interrupts.isPending)
    }
    #expect(seen == (false, true, false))
  }
}
