import Columnar
import TestSupport
import Testing

/// Bitmaps against arrays of booleans.
@Suite struct BitmapTests {
  private func bits(_ bitmap: Bitmap) -> [Bool] { (0..<bitmap.count).map { bitmap[$0] } }

  /// Whether the bits after the last row are zero, as every bitmap promises.
  private func isTrimmed(_ bitmap: Bitmap) -> Bool {
    guard bitmap.count & 63 != 0, let last = bitmap.words.array.last else { return true }
    return last >> UInt64(bitmap.count & 63) == 0
  }

  @Test(arguments: [0, 1, 63, 64, 65, 127, 128, 129, 200])
  func keepsBooleans(count: Int) {
    var numbers = SeededNumbers(UInt64(count))
    let values = numbers.booleans(count)
    let bitmap = Bitmap(values)
    #expect(bits(bitmap) == values)
    #expect(bitmap.setCount == values.filter { $0 }.count)
    #expect(bitmap.clearCount == values.filter { !$0 }.count)
    #expect(isTrimmed(bitmap))
    for value in [false, true] {
      let all = Bitmap(repeating: value, count: count)
      #expect(bits(all) == [Bool](repeating: value, count: count) && isTrimmed(all))
      #expect(all.allSet == (value || count == 0))
    }
    #expect(Bitmap(repeating: true, count: count).orNilIfAllSet.map(bits) == nil)
  }

  @Test func slicesAtEveryAlignment() {
    var numbers = SeededNumbers(1)
    let values = numbers.booleans(200)
    let bitmap = Bitmap(values)
    var wrong = 0
    for lower in 0...200 {
      for upper in stride(from: lower, through: 200, by: 7) {
        let slice = bitmap.slice(lower..<upper)
        if bits(slice) != Array(values[lower..<upper]) || !isTrimmed(slice) { wrong += 1 }
      }
      let rest = bitmap.slice(lower..<200)
      if bits(rest) != Array(values[lower...]) || !isTrimmed(rest) { wrong += 1 }
    }
    #expect(wrong == 0)
  }

  @Test func slicesOfSlices() {
    var numbers = SeededNumbers(2)
    let values = numbers.booleans(400)
    let slice = Bitmap(values).slice(64..<333).slice(64..<200)
    #expect(bits(slice) == Array(values[128..<264]))
  }

  @Test(arguments: [0, 1, 63, 64, 65, 300])
  func gathers(count: Int) {
    var numbers = SeededNumbers(3)
    let values = numbers.booleans(150)
    let rows = (0..<count).map { _ in UInt32(numbers.next(below: 150)) }
    let buffer = Buffer(rows)
    let gathered = withExtendedLifetime(buffer) {
      Bitmap(values).gather(buffer.base, count: count)
    }
    #expect(bits(gathered) == rows.map { values[Int($0)] })
    #expect(isTrimmed(gathered))
  }

  @Test func concatenatesAtEveryAlignment() {
    var numbers = SeededNumbers(4)
    for _ in 0..<300 {
      let parts = (0..<(1 + numbers.next(below: 5))).map { _ -> (values: [Bool], isNil: Bool) in
        let count = numbers.next(below: 140)
        let isNil = numbers.next(below: 3) == 0
        return (
          isNil ? [Bool](repeating: true, count: count) : numbers.booleans(count), isNil
        )
      }
      let joined = Bitmap.concatenate(
        parts.map { ($0.isNil ? nil : Bitmap($0.values), $0.values.count) })
      if parts.allSatisfy(\.isNil) {
        #expect(joined.map(bits) == nil)
      } else {
        #expect(joined.map(bits) == parts.flatMap(\.values))
        #expect(joined.map(isTrimmed) == true)
      }
    }
  }

  @Test func intersects() {
    var numbers = SeededNumbers(5)
    let a = numbers.booleans(131)
    let b = numbers.booleans(131, rarity: 2)
    let both = Bitmap.intersection(Bitmap(a), Bitmap(b))
    #expect(both.map(bits) == zip(a, b).map { $0 && $1 })
    #expect(Bitmap.intersection(nil, Bitmap(b)).map(bits) == b)
    #expect(Bitmap.intersection(Bitmap(a), nil).map(bits) == a)
    #expect(Bitmap.intersection(nil, nil).map(bits) == nil)
  }
}
