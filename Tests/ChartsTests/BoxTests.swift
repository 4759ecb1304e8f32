import Columnar
import Diagnostics
import Testing

@testable import Charts

@Suite struct BoxTests {
  private func code(_ layer: LayerSpec) -> String? {
    do throws(Diagnostic) {
      _ = try build(layer)
      return nil
    } catch { return error.code }
  }

  private let kinds: (String, DataType, [Value]) = (
    "x", .text, texts(["a", "a", "a", "a", "a", "b", "b"])
  )
  private let sizes: (String, DataType, [Value]) = (
    "y", .number, numbers([1, 2, 3, 4, 20, 5, 7])
  )

  @Test func partsOfABox() throws {
    let frame = try build(layer("box", [kinds, sizes])).panels[0].frames[0]
    #expect(frame.parts == [.whiskers, .box, .outlier, .whiskers, .box])
    #expect(frame.center.x == [0, 0, 0, 1, 1])
    #expect(frame.lower.y == [1, 2, 20, 5, 5.5] && frame.upper.y == [4, 4, 20, 7, 6.5])
    #expect(frame.center.y == [3, 3, 20, 6, 6])
    #expect(frame.texts[1] == "median 3, quartiles 2 and 4, 5 rows")
  }

  @Test func typesDecideTheDirection() throws {
    let lying = try build(layer("box", [("x", .number, sizes.2), ("y", .text, kinds.2)]))
    #expect(lying.panels[0].frames[0].lower.x == [1, 2, 20, 5, 5.5])
    #expect(lying.panels[0].frames[0].center.y == [0, 0, 0, 1, 1])
    let single = try build(layer("box", [sizes]))
    #expect(single.panels[0].scales.x.kind == .band)
    #expect(single.panels[0].scales.x.categories == [""])
    #expect(single.panels[0].frames[0].parts.count { $0 == .box } == 1)
    let alone = try build(layer("box", [("x", .number, sizes.2)]))
    #expect(alone.panels[0].scales.y.kind == .band)
    let months = (0..<7).map { Value.period(.month, Int32(600 + $0 / 4)) }
    let periods = try build(layer("box", [("x", .period(.month), months), sizes]))
    let frame = periods.panels[0].frames[0]
    #expect(frame.parts.count { $0 == .box } == 2)
    #expect(frame.upper.x[0] - frame.lower.x[0] == 31)
    #expect(code(layer("box", [])) == "E372")
    #expect(code(layer("box", [("x", .number, sizes.2), sizes])) == "E375")
    #expect(code(layer("box", [kinds, ("y", .text, kinds.2)])) == "E375")
  }

  @Test func coloursStandSideBySide() throws {
    let colors = texts(["r", "s", "r", "s", "r", "r", "r"])
    let frame = try build(layer("box", [kinds, sizes, ("color", .text, colors)])).panels[0].frames[
      0]
    let boxes = frame.parts.indices.filter { frame.parts[$0] == .box }
    #expect(frame.laneCount == 2 && boxes.count == 3)
    // Equal widths that do not overlap, inside their slots; `b` has only `r`, at its own place.
    let widths = boxes.map { frame.upper.x[$0] - frame.lower.x[$0] }
    #expect(widths.allSatisfy { abs($0 - 0.43) < 1e-12 })
    #expect(frame.upper.x[boxes[0]] <= frame.lower.x[boxes[1]] + 1e-12)
    #expect(abs(frame.lower.x[boxes[2]] - frame.lower.x[boxes[0]] - 1) < 1e-12)
    // A colour that repeats the category leaves boxes their whole slots.
    let same = try build(layer("box", [kinds, sizes, ("color", .text, kinds.2)])).panels[0].frames[
      0]
    #expect(same.laneCount == 1 && same.upper.x[0] - same.lower.x[0] == 1)
  }

  @Test func violinsHaveEqualAreas() throws {
    let chart = try build(layer("violin", [kinds, sizes]))
    let frame = chart.panels[0].frames[0]
    let outline = frame.parts.indices.filter { frame.parts[$0] == .outline }
    func area(_ slot: Double) -> Double {
      let rows = outline.filter { frame.center.x[$0] == slot }
      return zip(rows, rows.dropFirst()).reduce(0) { sum, pair in
        sum + (frame.center.y[pair.1] - frame.center.y[pair.0])
          * (frame.upper.x[pair.0] - frame.lower.x[pair.0])
      }
    }
    let widest = outline.map { frame.upper.x[$0] - frame.lower.x[$0] }.max() ?? 0
    #expect(abs(widest - 1) < 1e-12)
    // Cut at the outermost values, so that a part of each is missing.
    #expect(area(0) > 0 && area(1) > 0)
    #expect(outline.allSatisfy { frame.center.x[$0] != 0 || (1...20).contains(frame.center.y[$0]) })
    let flat = try build(layer("violin", [("y", .int, integers([4, 4]))]))
    #expect(flat.panels[0].frames[0].parts == [.whiskers, .box])
    #expect(flat.notes.map(\.text) == ["1 category has a single value and no violin"])
  }

  @Test func terminalsDrawViolinsAsBoxes() throws {
    let chart = try build(layer("violin", [kinds, sizes]))
    let scene = ChartLayout.scene(of: chart, on: CellSurface(), theme: Theme.all[0])
    let notes = scene.items.compactMap { item -> String? in
      if case .text(let text) = item.shape, item.role == .note { text.text } else { nil }
    }
    #expect(notes.joined().contains("drawn as boxes"))
  }

  @Test func boxesOnALogAxisCountWhatHasNoPlace() throws {
    let y = numbers([1, 10, 100, 0, -5])
    let chart = try build(layer("box", [("y", .number, y)])) { $0.y.transform = "log" }
    let frame = chart.panels[0].frames[0]
    #expect(abs(frame.center.y[1] - 10) < 1e-12)
    #expect(frame.lower.y[0] == 1 && frame.upper.y[0] == 100)
    #expect(chart.notes.map(\.text) == ["2 rows at zero or below have no place on the log axis"])
  }

  @Test(arguments: ["box", "violin"]) func degenerateColumns(mark: String) throws {
    let huge = Double.greatestFiniteMagnitude
    let columns: [(DataType, [Value])] = [
      (.number, []), (.number, [.null]), (.null, [.null]), (.number, numbers([3])),
      (.number, numbers([.infinity, 1, 2])), (.int, [.int(.min), .int(.max), .int(0)]),
      (.number, numbers([-huge, huge])), (.number, numbers([0, 0, 0])),
      (.number, numbers([1, 1 + 1e-16, 1 + 3e-16])),
      (.number, numbers([.leastNonzeroMagnitude, 0])),
    ]
    for (type, values) in columns {
      for name in ["x", "y"] {
        let chart = try build(layer(mark, [(name, type, values)]))
        for surface in [PixelSurface(), CellSurface()] as [any Surface] {
          let scene = ChartLayout.scene(of: chart, on: surface, theme: Theme.all[0])
          #expect(scene.panels.count == 1)
        }
      }
    }
  }
}
