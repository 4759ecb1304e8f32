import ChartRendering
import Charts
import Diagnostics
import Glibc
import Testing

@Suite struct TerminalTests {
  @Test(arguments: Gallery.all)
  func everyLineFits(_ example: Gallery.Case) throws {
    let chart = try ChartBuilder.build(example.spec)
    for width in [20, 40, 80, 100, 500] {
      let text = TerminalRenderer.render(chart, width: width)
      for line in text.split(separator: "\n") {
        #expect(DisplayWidth.cells(line) <= min(100, width), "\(example.name) at \(width)")
      }
      #expect(!text.unicodeScalars.contains { $0.value == 0x1B || $0.value == 0x07 })
    }
    if let folder = getenv("CHART_GALLERY") {
      let path = String(cString: folder) + "/" + example.name + ".txt"
      let file = fopen(path, "w")
      fputs(TerminalRenderer.render(chart), file)
      fclose(file)
    }
  }
}
