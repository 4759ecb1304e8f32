import Diagnostics
import Testing

/// Cells that text takes on a terminal.
@Suite struct DisplayWidthTests {
  @Test(
    arguments: [
      ("", 0), ("plain", 5), ("a\tb\u{7F}", 2), ("é", 1), ("e\u{301}", 1), ("日本語", 6),
      ("한국", 4), ("\u{1112}\u{1161}\u{11AB}", 2), ("ＡＢ", 4), ("ｱ", 1), ("🙂", 2), ("👩‍👩‍👧‍👦", 2),
      ("👍🏽", 2), ("🇩🇪", 2), ("❤", 1), ("❤\u{FE0F}", 2), ("1\u{FE0F}\u{20E3}", 2), ("a\u{200B}b", 2),
      ("naïve café", 10), ("\u{AD}", 0), ("Ω→≈", 3), ("𠀀", 2),
    ] as [(String, Int)])
  func counts(text: String, cells: Int) {
    #expect(DisplayWidth.cells(text) == cells)
    #expect(DisplayWidth.cells(Substring(text)) == cells)
  }

  @Test func addsUpOverCharacters() {
    let text = "a日e\u{301}👩‍👩‍👧❤\u{FE0F}"
    #expect(text.reduce(0) { $0 + DisplayWidth.cells(of: $1) } == DisplayWidth.cells(text))
  }
}
