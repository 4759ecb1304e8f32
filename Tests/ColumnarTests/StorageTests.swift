import Columnar
import Synchronization
import Testing

/// Buffers, interned text, grouped rows and tables.
@Suite struct StorageTests {
  @Test func buffersShareTheirMemory() {
    let buffer = Buffer<Int64>((0..<100).map { $0 * $0 })
    let part = buffer.slice(10..<20)
    #expect(part.array == (10..<20).map { $0 * $0 })
    #expect(part.owner === buffer.owner)
    let rows = Buffer<UInt32>([3, 3, 99])
    withExtendedLifetime(rows) {
      #expect(buffer.gather(rows.base, count: 3).array == [9, 9, 9801])
    }
    #expect(Buffer.concatenate([part, Buffer([]), Buffer([7])]).array == part.array + [7])
    #expect(Buffer<Int32>([]).array.isEmpty)
    #expect(Buffer<UInt8>(repeating: 3, count: 4).array == [3, 3, 3, 3])
    #expect(UInt(bitPattern: buffer.base) % 64 == 0)
  }

  @Test func aBuilderGrows() {
    var builder = BufferBuilder<UInt32>(capacity: 0)
    var expected: [UInt32] = []
    for number in 0..<1000 {
      builder.append(UInt32(number))
      expected.append(UInt32(number))
    }
    let many = Buffer<UInt32>((0..<5000).map { $0 })
    builder.append(many.base, count: 5000)
    builder[3] = 77
    expected += many.array
    expected[3] = 77
    #expect(builder.count == 6000)
    #expect(builder.finish().array == expected)
  }

  @Test func memoryIsReleasedWithItsLastOwner() {
    let released = Released()
    do {
      let start = UnsafeMutableRawPointer.allocate(byteCount: 8, alignment: 8)
      let memory = Memory(start: start, byteCount: 8) {
        $0.deallocate()
        released.count.withLock { $0 += 1 }
      }
      let buffer = Buffer<UInt8>(
        owner: memory, base: UnsafePointer(start.bindMemory(to: UInt8.self, capacity: 8)), count: 8)
      #expect(buffer.slice(2..<3).count == 1)
    }
    #expect(released.count.withLock { $0 } == 1)
  }

  private final class Released: Sendable {
    let count = Mutex(0)
  }

  @Test func internsTextsInTheOrderOfFirstSight() {
    let texts = (0..<3000).map { $0 % 7 == 0 ? "same" : "text number \($0 / 2)" }
    let data = TextData(texts)
    var interner = TextInterner(expecting: 0)
    var codes: [UInt32] = []
    var numbers: [String: UInt32] = [:]
    var expected: [UInt32] = []
    for (row, text) in texts.enumerated() {
      codes.append(interner.code(of: data.views[row]))
      expected.append(numbers[text, default: UInt32(numbers.count)])
      numbers[text] = expected[row]
    }
    #expect(codes == expected)
    #expect(interner.count == numbers.count)
    let views = interner.finish()
    #expect((0..<views.count).allSatisfy { numbers[views[$0].string] == UInt32($0) })
  }

  @Test func tellsTextsOfOneHashApart() {
    let data = TextData(["a", "b", "ab", ""])
    var interner = TextInterner()
    let first = (0..<4).map { interner.code(of: data.views[$0], hash: 42) }
    let again = (0..<4).map { interner.code(of: data.views[$0], hash: 42) }
    #expect(first == [0, 1, 2, 3] && again == first)
  }

  @Test func ordersTextByCodePoint() {
    let texts = ["", "a", "ab", "abcdefgh", "abcdefghi", "abcdefgz", "b", "é", "日", "🙂", "~"]
    let data = TextData(texts)
    for (i, a) in texts.enumerated() {
      for (j, b) in texts.enumerated() {
        let order = TextView.compare(data.views[i], data.views[j])
        let left = a.unicodeScalars.map(\.value)
        let right = b.unicodeScalars.map(\.value)
        #expect((order < 0) == left.lexicographicallyPrecedes(right))
        #expect((order == 0) == (i == j))
        #expect(TextView.equal(data.views[i], data.views[j]) == (i == j))
      }
    }
  }

  @Test func groupsRowsInTheirOrder() {
    let groups: [UInt32] = [2, 0, 9, 2, 1, 0, 2, 3]
    let grouped = GroupedRows(groups: Buffer(groups), groupCount: 4)
    #expect(grouped.offsets.array == [0, 2, 3, 6, 7])
    #expect(grouped.rows.array == [1, 5, 4, 0, 3, 6, 7])
    #expect(grouped.range(2) == 3..<6)
    let nothing = GroupedRows(groups: Buffer([]), groupCount: 0)
    #expect(nothing.groupCount == 0 && nothing.rows.count == 0)
    let unused = GroupedRows(groups: Buffer([5, 5]), groupCount: 2)
    #expect(unused.offsets.array == [0, 0, 0])
  }

  @Test func tablesKeepSelectionsUntilTheyAreCompacted() {
    let table = Table([
      ("x", Column(.int, .int64(Buffer([10, 11, 12, 13, 14])), count: 5)),
      ("y", Column(.bool, .bool(Buffer([0, 1, 0, 1, 0])), count: 5)),
    ])
    let chosen = table.selecting(Buffer([4, 2, 0])).selecting(Buffer([2, 0]))
    #expect(chosen.rowCount == 2 && chosen.storedRowCount == 5)
    #expect(chosen.column(named: "x")?.values == [.int(10), .int(14)])
    #expect(chosen.slice(1..<2).column(at: 0).values == [.int(14)])
    let compact = chosen.compacted()
    #expect(compact.selection?.count == nil && compact.storedRowCount == 2)
    #expect(compact.column(at: 1).values == [.bool(false), .bool(false)])
    #expect(table.slice(1..<3).column(at: 0).values == [.int(11), .int(12)])
    let projected = chosen.projecting([1], as: Schema([Field("z", .bool)]))
    #expect(projected.schema.names == ["z"] && projected.rowCount == 2)
    #expect(projected.column(named: "x")?.values == nil)
  }
}
