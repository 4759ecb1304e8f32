import Foundation
import Testing

@testable import Charts

@Suite struct TextTests {
  private let pixels = PixelTextMeasurer()

  @Test func widthsAreThoseOfTheFont() {
    // Advance widths of Liberation Sans: H 722, e 556, l 222, o 556 thousandths.
    #expect(abs(pixels.width(of: "Hello", size: 10, isBold: false) - 22.78) < 1e-9)
    #expect(abs(pixels.width(of: "Hello", size: 10, isBold: true) - 24.45) < 1e-9)
    #expect(pixels.width(of: "", size: 10, isBold: false) == 0)
    #expect(pixels.width(of: "模型", size: 10, isBold: false) == 20)
    #expect(pixels.width(of: "e\u{301}", size: 10, isBold: false) == 5.56)
    #expect(CellTextMeasurer().width(of: "模型x", size: 10, isBold: false) == 5)
  }

  /// Every character of References/character_widths.csv, which a script reads from the font files.
  @Test func widthsAreThoseOfTheFontFiles() throws {
    let url = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("References/character_widths.csv")
    let lines = try String(contentsOf: url, encoding: .utf8).split(separator: "\n").dropFirst()
    #expect(lines.count > 500)
    for line in lines {
      let parts = line.split(separator: ",")
      let scalar = try #require(UInt32(parts[0], radix: 16).flatMap { Unicode.Scalar($0) })
      // Emoji have fonts of their own, and marks above letters take no room of theirs.
      guard !scalar.properties.isEmojiPresentation else { continue }
      for (isBold, part) in [(false, 1), (true, 2)] {
        let width = pixels.width(of: String(scalar), size: 1000, isBold: isBold)
        #expect(width == Double(parts[part]), "\(parts[0]) \(isBold)")
      }
    }
  }

  @Test func othersTakeWhatIsUsual() {
    func width(_ text: String) -> Double { pixels.width(of: text, size: 1, isBold: false) }
    #expect(width("漢字かな한글") == 6)
    #expect(width("👍") == 1.25 && width("👩‍👩‍👧‍👦") == 1.25 && width("🇩🇪") == 1.25)
    #expect(width("a\u{300}\u{301}\u{302}") == width("a"))
    #expect(width("\u{200B}\u{200D}") == 0)
    // Right-to-left letters of DejaVu Sans, which browsers take for them: 0.6 em in the mean.
    #expect((0.5...0.75).contains(width("שלום") / 4))
    #expect((0.5...0.75).contains(width("مرحبا") / 5))
    #expect(pixels.width(of: "Модель", size: 1, isBold: true) > width("Модель"))
  }

  @Test func controlCharactersGo() {
    #expect(ChartText.clean("a\u{1B}[2Jb\tc\nd\u{202E}e") == "a[2Jb c de")
    #expect(ChartText.clean(String(repeating: "é", count: 5000)).count == 1000)
  }

  @Test func shorteningKeepsHeadAndTail() {
    let name = "meta-llama/Meta-Llama-3.1-8B-Instruct"
    let short = ChartText.shortened(name, to: 100, size: 11, pixels)
    #expect(short.hasPrefix("meta-ll") && short.hasSuffix("truct") && short.contains("…"))
    #expect(pixels.width(of: short, size: 11, isBold: false) <= 100)
    #expect(ChartText.shortened("ok", to: 100, size: 11, pixels) == "ok")
    #expect(ChartText.shortened("anything", to: 0, size: 11, pixels) == "…")
    #expect(ChartText.shortened("👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦", to: 30, size: 11, pixels).contains("…"))
  }

  @Test func wrappingKeepsWords() {
    let lines = ChartText.wrapped("one two three four", to: 45, size: 11, maximumLines: 9, pixels)
    #expect(lines == ["one two", "three", "four"])
    #expect(ChartText.wrapped("  ", to: 45, size: 11, maximumLines: 9, pixels).isEmpty)
    #expect(
      ChartText.wrapped("one two three", to: 30, size: 11, maximumLines: 2, pixels).count == 2)
  }
}
