import ChartRendering
import Charts
import Diagnostics
import Testing

/// The drawings of characters.
@Suite struct TerminalRuleTests {
  /// What is wrong with a drawing without colours.
  static func violations(_ text: String, width: Int, isASCII: Bool = false) -> [String] {
    var out: [String] = []
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      let cells = DisplayWidth.cells(line)
      if cells > width { out.append("\(cells) cells: \(line)") }
      if line.last == " " { out.append("a blank at the end of: \(line)") }
    }
    if !text.hasSuffix("\n") || text.hasSuffix("\n\n") { out.append("the last line") }
    for scalar in text.unicodeScalars where scalar != "\n" {
      if scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value) {
        out.append("the control character \(scalar.value)")
      }
      if isASCII, !scalar.isASCII { out.append("\(scalar) is not ASCII") }
    }
    return out
  }

  @Test("Lines fit, and no colour is no escape", arguments: GalleryCase.all)
  func fits(_ example: GalleryCase) throws {
    let chart = try example.chart()
    for width in [20, 33, 40, 60, 80, 100, 200] {
      let text = TerminalRenderer.render(chart, width: width)
      let found = Self.violations(text, width: max(20, min(100, width)))
      #expect(found.isEmpty, "\(example.name) at \(width): \(found.prefix(3))")
    }
    let ascii = TerminalRenderer.render(chart, width: 80, isASCII: true)
    let found = Self.violations(ascii, width: 80, isASCII: true)
    #expect(found.isEmpty, "\(example.name) in ASCII: \(found.prefix(3))")
  }

  @Test("Colours change nothing but colours", arguments: GalleryCase.all)
  func colors(_ example: GalleryCase) throws {
    let chart = try example.chart()
    for color in TerminalColor.allCases where color != .none {
      let text = TerminalRenderer.render(chart, width: 80, color: color)
      for line in text.split(separator: "\n") {
        let bare = line.replacing(/\u{1B}\[[0-9;]*m/, with: "")
        #expect(!bare.contains("\u{1B}"), "another sequence in \(line)")
        #expect(DisplayWidth.cells(bare) <= 80)
        if let last = line.lastIndex(of: "\u{1B}") {
          #expect(line[last...].hasPrefix("\u{1B}[0m"), "colour is left on: \(line)")
        }
      }
    }
  }

  @Test("Broken drawings are seen") func broken() {
    #expect(Self.violations("abc\n", width: 3).isEmpty)
    for text in ["abcd\n", "ab \n", "abc", "abc\n\n", "a\u{1B}c\n", "模型\n"] {
      #expect(!Self.violations(text, width: 3).isEmpty, "\(text)")
    }
    #expect(!Self.violations("é\n", width: 3, isASCII: true).isEmpty)
  }
}
