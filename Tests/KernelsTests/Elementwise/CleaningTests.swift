import Columnar
import Kernels
import Testing

@Suite struct CleaningTests {
  @Test("What is not finite becomes missing, and is counted where it was there") func undefined() {
    for count in [0, 1, 63, 64, 65, 200] {
      let values = Buffer((0..<count).map { $0 % 3 == 0 ? Double.nan : Double($0) })
      let present = Bitmap((0..<count).map { $0 % 2 == 0 })
      let (validity, undefined) = Cleaning.removeUndefined(values, validity: present)
      #expect(undefined == (0..<count).filter { $0 % 6 == 0 }.count)
      for row in 0..<count {
        #expect((validity?[row] ?? true) == (row % 2 == 0 && row % 3 != 0))
        #expect(values[row].isFinite)
      }
    }
  }

  @Test("Missing rows hold zero") func clearing() {
    let values = Buffer<Int64>(repeating: 7, count: 130)
    Cleaning.clearMissing(values, zero: 0, validity: Bitmap((0..<130).map { $0 % 5 != 0 }))
    for row in 0..<130 { #expect(values[row] == (row % 5 == 0 ? 0 : 7)) }
  }

  @Test("Truth tables work on words") func logic() {
    let count = 130
    let bits = (0..<count).map { UInt8($0 % 2) }
    let vector = TruthVector(
      Vector(Buffer(bits)), validity: Bitmap((0..<count).map { $0 % 3 != 0 }), count: count)
    let (values, validity) = vector.and(vector.negated).bytes
    for row in 0..<count where validity?[row] ?? true { #expect(values[row] == 0) }
    #expect(validity?.setCount == (0..<count).filter { $0 % 3 != 0 }.count)
  }
}
