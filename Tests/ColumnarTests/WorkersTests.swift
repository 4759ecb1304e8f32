import Columnar
import Synchronization
import Testing

/// Work that is shared out to threads.
@Suite struct WorkersTests {
  private struct Failure: Error, Equatable { var piece: Int }

  @Test(arguments: [1, 2, 7])
  func givesResultsInOrder(threads: Int) {
    let workers = Workers(threadCount: threads)
    for count in [0, 1, 2, 100, 1000] {
      #expect(workers.map(count) { $0 * 3 } == (0..<count).map { $0 * 3 })
    }
  }

  @Test(arguments: [1, 2, 7])
  func doesEachPieceOnce(threads: Int) {
    let counts = (0..<500).map { _ in Counter() }
    Workers(threadCount: threads).forEach(500) { counts[$0].add() }
    #expect(counts.allSatisfy { $0.value == 1 })
  }

  @Test(arguments: [1, 2, 7])
  func throwsTheErrorOfTheLowestPiece(threads: Int) {
    let workers = Workers(threadCount: threads)
    for _ in 0..<20 {
      #expect(throws: Failure(piece: 3)) {
        try workers.map(200) { piece throws(Failure) -> Int in
          // The lowest failure comes last in time when threads run side by side.
          if piece == 3 { for step in 0..<20_000 where step < 0 { throw Failure(piece: step) } }
          if piece == 3 || piece >= 5 { throw Failure(piece: piece) }
          return piece
        }
      }
    }
  }

  @Test func hasAtLeastOneThread() {
    #expect(Workers(threadCount: 0).threadCount == 1)
    #expect(Workers(threadCount: -4).threadCount == 1)
    #expect(Workers().threadCount >= 1)
  }

  @Test func blocksCoverAllRows() {
    for rows in [0, 1, 65_535, 65_536, 65_537, 200_000] {
      let ranges = (0..<Blocks.count(rows: rows)).map { Blocks.range($0, rows: rows) }
      #expect(ranges.reduce(0) { $0 + $1.count } == rows)
      #expect(ranges.allSatisfy { !$0.isEmpty && $0.count <= Blocks.size })
      for (range, next) in zip(ranges, ranges.dropFirst()) {
        #expect(range.upperBound == next.lowerBound)
      }
    }
  }

  private final class Counter: Sendable {
    private let storage = Atomic<Int>(0)
    var value: Int { storage.load(ordering: .relaxed) }
    func add() { storage.add(1, ordering: .relaxed) }
  }
}
