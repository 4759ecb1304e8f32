import Testing
import Workbench

/// How charts are drawn where nobody says it.
@Suite struct ChartStyleTests {
  private func style(_ variables: [String: String], isTerminal: Bool = true) -> ChartStyle {
    ChartStyle.Choice.automatic.style(isTerminal: isTerminal) { variables[$0] }
  }

  @Test func automaticStyle() {
    #expect(style([:]) == .braille)
    #expect(style(["LANG": "de_DE.UTF-8", "TERM": "xterm"]) == .braille)
    #expect(style(["LANG": "C"]) == .braille)
    #expect(style(["LANG": "en_US.ISO-8859-1"]) == .ascii)
    // The first that is set and not empty counts.
    #expect(style(["LC_ALL": "", "LC_CTYPE": "en_US.utf8", "LANG": "en_US"]) == .braille)
    #expect(style(["TERM": "dumb"]) == .ascii)
    // What goes into a file does not depend on the terminal.
    #expect(style(["TERM": "dumb"], isTerminal: false) == .braille)
  }

  @Test func chosenStyle() {
    for choice in ChartStyle.Choice.allCases where choice != .automatic {
      #expect(choice.style(isTerminal: true) { _ in "dumb" }.rawValue == choice.rawValue)
    }
  }
}
