import Columnar
import Diagnostics
import Testing

@testable import Charts

@Suite struct StackTests {
  private func frame(
    _ mark: String, _ x: [String], _ y: [Double?], _ color: [String],
    _ constants: [(String, Value)] = []
  ) throws -> MarkFrame {
    let spec = ChartSpec(layers: [
      layer(
        mark, [("x", .text, texts(x)), ("y", .number, numbers(y)), ("color", .text, texts(color))],
        constants)
    ])
    return try ChartBuilder.build(spec).panels[0].frames[0]
  }

  @Test func stacksBySign() throws {
    let built = try frame("column", ["a", "a", "a", "b"], [3, -2, 4, 5], ["p", "q", "r", "p"])
    #expect(built.lower.y == [0, -2, 3, 0])
    #expect(built.upper.y == [3, 0, 7, 5])
    #expect(built.lower.x == [-0.5, -0.5, -0.5, 0.5])
  }

  @Test func orderIsThatOfTheColoursWhateverTheRows() throws {
    let built = try frame("column", ["a", "a", "a"], [1, 2, 4], ["r", "p", "q"])
    // p at the baseline, then q, then r.
    let tops = zip(built.colorCodes, built.upper.y).sorted { $0.0 < $1.0 }.map(\.1)
    #expect(tops == [2, 6, 7])
  }

  @Test func rowsOfOneSegmentAreAddedUp() throws {
    let built = try frame("column", ["a", "a", "a"], [1, 2, nil], ["p", "p", "p"])
    #expect(built.count == 1)
    #expect(built.upper.y == [3])
  }

  @Test func sharesReachOne() throws {
    let built = try frame(
      "column", ["a", "a", "b", "b"], [1, 3, 0, 0], ["p", "q", "p", "q"],
      [("stack", .text("share"))])
    #expect(built.upper.y == [0.25, 1, 0, 0])
  }

  @Test func sharesRefuseNegatives() {
    let error = #expect(throws: Diagnostic.self) {
      try frame("column", ["a", "a"], [1, -3], ["p", "q"], [("stack", .text("share"))])
    }
    #expect(error?.code == "E376")
    #expect(error?.message == "shares need values of zero or more, but one is \u{2212}3")
    #expect(error?.fix != nil)
  }

  @Test func centredStacksAreBalanced() throws {
    let built = try frame(
      "column", ["a", "a"], [2, 4], ["p", "q"], [("stack", .text("center"))])
    #expect(built.lower.y == [-3, -1])
    #expect(built.upper.y == [-1, 3])
  }

  @Test func areasAreAlignedAndSplitAtZero() throws {
    let spec = ChartSpec(layers: [
      layer(
        "area",
        [
          ("x", .number, numbers([0, 2, 1, 3])), ("y", .number, numbers([2, -2, 5, 5])),
          ("color", .text, texts(["p", "p", "q", "q"])),
        ])
    ])
    let built = try ChartBuilder.build(spec).panels[0].frames[0]
    // Places 0, 1 (where p crosses zero and so ends one stretch and begins another), 2, 3.
    #expect(built.center.x == [0, 1, 1, 2, 3, 0, 1, 2, 3])
    #expect(built.center.y == [2, 0, -0.0, -2, -0.0, 0, 5, 5, 5])
    #expect(built.center.y[2].sign == .minus && built.center.y[1].sign == .plus)
    #expect(Array(built.upper.y[5...]) == [2, 5, 5, 5])
    #expect(built.lower.y[3] == -2)
  }

  @Test func unstackedAreasGetTheirCrossings() {
    var frame = MarkFrame()
    frame.center.x = [0, 4]
    frame.center.y = [1, -3]
    let crossed = Alignment.crossed(frame)
    #expect(crossed.center.x == [0, 1, 1, 4])
    #expect(crossed.center.y == [1, 0, -0.0, -3])
  }

  @Test func slotsOfPeriodsHaveTheirLength() throws {
    let spec = ChartSpec(layers: [
      layer(
        "column",
        [
          ("x", .period(.month), [.period(.month, 648), .period(.month, 649)]),
          ("y", .int, integers([1, 2])),
        ])
    ])
    let built = try ChartBuilder.build(spec).panels[0].frames[0]
    // January and February 2024.
    #expect(zip(built.lower.x, built.upper.x).map { $1 - $0 } == [31, 29])
  }

  @Test func labelsAreSpreadAsLittleAsPossible() {
    let places = LabelSpreading.spread([10, 11, 50], heights: [10, 10, 10], from: 0, to: 100)
    #expect(places == [5.5, 15.5, 50])
    let tight = LabelSpreading.spread([99, 99], heights: [10, 20], from: 0, to: 100)
    #expect(tight == [75, 90])
    #expect(LabelSpreading.spread([], heights: [], from: 0, to: 1).isEmpty)
  }
}
