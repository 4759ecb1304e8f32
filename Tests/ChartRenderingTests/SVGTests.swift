import ChartRendering
import Charts
import Glibc
import Testing

@Suite struct SVGTests {
  @Test(arguments: Gallery.all)
  func rendersTheSameTwice(_ example: Gallery.Case) throws {
    let chart = try ChartBuilder.build(example.spec)
    let svg = SVGRenderer.render(chart)
    #expect(svg == SVGRenderer.render(try ChartBuilder.build(example.spec)))
    if let folder = getenv("CHART_GALLERY") {
      let path = String(cString: folder) + "/" + example.name + ".svg"
      let file = fopen(path, "w")
      fputs(svg, file)
      fclose(file)
    }
  }
}
