import Columnar
import Kernels
import Testing

@Suite struct GapFillingTests {
  private let validity = Bitmap([false, true, false, false, true, false])
  private let rows = GroupedRows(
    groups: Buffer<UInt32>([0, 0, 0, 0, 0, 1]), groupCount: 2)
  private let positions: [Double] = [0, 1, 2, 4, 5, 6]

  @Test func sourcesOfMissingRows() {
    let none = JoinMatches.noRow
    func sources(_ source: GapFilling.Source) -> [UInt32] {
      GapFilling.sources(source, validity: validity, rows: rows, positions: positions).array
    }
    #expect(sources(.forward) == [none, 1, 1, 1, 4, none])
    #expect(sources(.backward) == [1, 1, 4, 4, 4, none])
    #expect(sources(.nearest) == [1, 1, 1, 4, 4, none])
  }

  @Test func straightLines() {
    let filled = GapFilling.linear(
      Buffer([0, 10, 0, 0, 50, 0]), validity: validity, rows: rows, positions: positions)
    #expect(filled.values.array == [0, 10, 20, 40, 50, 0])
    #expect(
      filled.validity.map { map in (0..<6).map { map[$0] } } == [
        false, true, true, true, true, false,
      ])
  }
}
