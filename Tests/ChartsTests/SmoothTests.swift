import Charts
import Columnar
import Diagnostics
import Testing

@Suite struct SmoothTests {
  /// A parabola is its own local regression of degree two.
  @Test func curvesRunOverTheirOwnSeries() throws {
    let x = Array(0..<12) + Array(4..<16)
    var smooth = layer(
      "smooth",
      [
        ("x", .int, integers(x)), ("y", .int, integers(x.map { $0 * $0 })),
        ("color", .text, texts(x.indices.map { $0 < 12 ? "a" : "b" })),
      ])
    smooth.smoother = LoessSmoother(workers: Workers(threadCount: 1))
    let frame = try ChartBuilder.build(ChartSpec(layers: [smooth])).panels[0].frames[0]
    #expect(frame.count == 160)
    #expect(frame.center.x[0] == 0 && frame.center.x[79] == 11)
    #expect(frame.center.x[80] == 4 && frame.center.x[159] == 15)
    for row in 0..<frame.count {
      let place = frame.center.x[row]
      #expect(abs(frame.center.y[row] - place * place) < 1e-8)
    }
  }

  @Test func tooFewPlacesAreNoted() throws {
    var smooth = layer("smooth", [("x", .int, integers([1, 1])), ("y", .int, integers([1, 2]))])
    smooth.smoother = LoessSmoother(workers: Workers(threadCount: 1))
    let chart = try ChartBuilder.build(ChartSpec(layers: [smooth]))
    #expect(chart.panels[0].frames[0].count == 0)
    #expect(chart.notes.map(\.text) == ["1 series has too few places for a smooth curve"])
  }

  @Test func aSmootherIsNeeded() {
    let smooth = layer("smooth", [("x", .int, integers([1, 2])), ("y", .int, integers([1, 2]))])
    let error = #expect(throws: Diagnostic.self) {
      try ChartBuilder.build(ChartSpec(layers: [smooth]))
    }
    #expect(error?.kind == .defect)
  }
}
