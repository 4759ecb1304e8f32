import Charts
import Columnar
import Diagnostics
import Testing

@testable import ChartRendering

@Suite struct TerminalTests {
  @Test(arguments: Gallery.all + EdgeCharts.all)
  func everyLineFits(_ example: Gallery.Case) throws {
    let chart = try ChartBuilder.build(example.spec)
    for width in [10, 20, 40, 80, 100, 500] {
      let text = TerminalRenderer.render(chart, width: width)
      for line in text.split(separator: "\n") {
        // A size in the specification is taken as far as the terminal is wide.
        let most = example.spec.size == nil ? min(100, width) : width
        #expect(DisplayWidth.cells(line) <= max(20, most), "\(example.name) at \(width)")
        #expect(line.last != " ")
      }
      #expect(!text.unicodeScalars.contains { $0.value == 0x1B || $0.value == 0x07 })
    }
  }

  @Test(arguments: Gallery.all)
  func asciiIsASCII(_ example: Gallery.Case) throws {
    let chart = try ChartBuilder.build(example.spec)
    let text = TerminalRenderer.render(chart, isASCII: true)
    #expect(text.utf8.allSatisfy { $0 < 0x80 && ($0 >= 0x20 || $0 == 0x0A) })
  }

  @Test(arguments: Gallery.all)
  func coloursAreTurnedOffAgain(_ example: Gallery.Case) throws {
    let chart = try ChartBuilder.build(example.spec)
    for color in TerminalColor.allCases where color != .none {
      let text = TerminalRenderer.render(chart, color: color)
      for line in text.split(separator: "\n") {
        guard let last = line.lastIndex(of: "\u{1B}") else { continue }
        #expect(line[last...].hasPrefix("\u{1B}[0m"))
      }
    }
  }

  @Test func bars() throws {
    let layer = Gallery.layer(
      "bar",
      [
        ("x", "n", .int, [.int(16), .int(8), .int(1)]),
        ("y", "task", .text, [.text("text-generation"), .text("fill-mask"), .text("模型")]),
      ])
    let text = TerminalRenderer.render(
      try ChartBuilder.build(ChartSpec(layers: [layer])), width: 50)
    let lines = text.split(separator: "\n").map(String.init)
    func length(_ line: String) -> Int { line.filter { "▏▎▍▌▋▊▉█".contains($0) }.count }
    #expect(length(lines[1]) > length(lines[2]) && length(lines[2]) > length(lines[3]))
    // The longest bar leaves no room, so its number stands on its end.
    #expect(lines[1].hasSuffix("16") && lines[2].hasSuffix(" 8") && lines[3].hasSuffix(" 1"))
    #expect(lines[3].hasPrefix("           模型 ┤█"))
  }

  @Test func nearestColours() {
    #expect(TerminalColor.nearestIndex(RGBColor(0x000000)) == 16)
    #expect(TerminalColor.nearestIndex(RGBColor(0xffffff)) == 231)
    #expect(TerminalColor.nearestIndex(RGBColor(0xff0000)) == 196)
    #expect(TerminalColor.nearestIndex(RGBColor(0x808080)) == 244)
  }

  /// Series colours, and the grey of everything else, can be read on black as well as on white.
  @Test func seriesColoursStandOutOnBlackAndWhite() {
    #expect(TerminalColor.indexedSeries == [25, 130, 29, 169, 100, 31, 98, 243])
    for index in TerminalColor.indexedSeries {
      let color = TerminalColor.color(index: index)
      #expect(color.contrast(with: RGBColor(0xffffff)) >= 3, "\(index)")
      #expect(color.contrast(with: RGBColor(0x000000)) >= 3, "\(index)")
    }
    #expect(TerminalColor.color(index: 25) == RGBColor(0x005faf))
    #expect(TerminalColor.color(index: 243) == RGBColor(0x767676))
  }

  /// Numbers in tiles are black or white, whichever can be read on the tile.
  @Test func textOnFillsCanBeRead() {
    for paint in [Paint.fixed(RGBColor(0xfde725)), .fixed(RGBColor(0x440154)), .series(3), .other] {
      guard case .fixed(let text) = TerminalColor.full.readable(on: paint) else { continue }
      let ground: RGBColor =
        switch paint {
        case .fixed(let color): color
        case .series(let index): TerminalColor.color(index: TerminalColor.indexedSeries[index])
        default: TerminalColor.color(index: 243)
        }
      #expect(text.contrast(with: ground) >= 4.5)
    }
  }
}
