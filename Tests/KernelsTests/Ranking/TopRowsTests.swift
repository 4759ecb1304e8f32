import Columnar
import Kernels
import TestSupport
import Testing

@Suite struct TopRowsTests {
  private struct Sample {
    var scores: [Double?]
    var partitions: [UInt32]
    var partitionCount: Int

    var column: Column {
      var builder = ColumnBuilder(.number)
      for score in scores { builder.append(score.map { .number($0) } ?? .null) }
      return builder.finish()
    }
  }

  private func sample(_ count: Int, partitions: Int, values: Int) -> Sample {
    var numbers = SeededNumbers(UInt64(count * 31 + partitions))
    return Sample(
      scores: (0..<count).map { _ in
        numbers.next(below: 15) == 0 ? nil : Double(numbers.next(below: values))
      },
      partitions: (0..<count).map { _ in UInt32(numbers.next(below: partitions)) },
      partitionCount: partitions)
  }

  /// The best rows by sorting each partition.
  private func naive(
    _ sample: Sample, _ count: Int, largest: Bool, withTies: Bool
  ) -> [[UInt32]] {
    (0..<sample.partitionCount).map { partition in
      let ranked = sample.scores.indices.filter {
        sample.partitions[$0] == UInt32(partition) && sample.scores[$0] != nil
      }.sorted { a, b in
        let x = sample.scores[a] ?? 0
        let y = sample.scores[b] ?? 0
        return x == y ? a < b : largest ? x > y : x < y
      }
      var kept = Array(ranked.prefix(count))
      if withTies, let last = kept.last {
        kept += ranked.dropFirst(count).filter { sample.scores[$0] == sample.scores[last] }
      }
      return kept.map { UInt32($0) }
    }
  }

  @Test(arguments: [(0, 1, 3), (1, 1, 3), (500, 1, 10), (3_000, 40, 30), (70_000, 7, 1_000_000)])
  func agreesWithSorting(rows: Int, partitions: Int, values: Int) {
    let sample = sample(rows, partitions: partitions, values: values)
    for count in rows > 10_000 ? [100] : [1, 3, 100] {
      for (largest, withTies) in [(true, false), (false, false), (true, true)] {
        let expected = naive(sample, count, largest: largest, withTies: withTies)
        for threads in [1, 2, 7] {
          let top = TopRows.find(
            count, of: sample.column, largest: largest, partitions: Buffer(sample.partitions),
            partitionCount: partitions, withTies: withTies, workers: Workers(threadCount: threads))
          let found = (0..<partitions).map { partition in
            (top.offsets[partition]..<top.offsets[partition + 1]).map { top.rows[$0] }
          }
          #expect(found == expected)
          #expect(top.unranked == sample.scores.count { $0 == nil })
        }
      }
    }
  }

  @Test func manyPartitionsNeedNoHeaps() {
    let sample = sample(3_000, partitions: 70_000, values: 5)
    let order = sample.scores.indices.filter { sample.scores[$0] != nil }.sorted { a, b in
      let x = (sample.partitions[a], -(sample.scores[a] ?? 0), a)
      return x < (sample.partitions[b], -(sample.scores[b] ?? 0), b)
    }
    var taken: [UInt32: Int] = [:]
    var expected: [UInt32] = []
    for row in order {
      taken[sample.partitions[row], default: 0] += 1
      if taken[sample.partitions[row], default: 0] <= 2 { expected.append(UInt32(row)) }
    }
    let top = TopRows.find(
      2, of: sample.column, largest: true, partitions: Buffer(sample.partitions),
      partitionCount: 70_000, workers: Workers(threadCount: 2))
    #expect(top.rows.array == expected)
  }

  @Test func countsTiesAtTheCut() {
    let column = Column(.int, .int64(Buffer([5, 7, 5, 5, 9, 1])), count: 6)
    let top = TopRows.find(3, of: column, largest: true, workers: Workers(threadCount: 1))
    #expect(top.rows.array == [4, 1, 0])
    #expect(top.cutTies.count == 1)
    #expect(top.cutTies.first?.tied == 3)
    #expect(top.cutTies.first?.kept == 1)
    #expect(top.cutTies.first?.row == 0)
    let all = TopRows.find(
      3, of: column, largest: true, withTies: true, workers: Workers(threadCount: 1))
    #expect(all.rows.array == [4, 1, 0, 2, 3])
    #expect(all.cutTies.isEmpty)
  }

  @Test func textsAreRankedByCodePoint() {
    let column = Column(.text, .text(TextData(["b", "ä", "a", "z"])), count: 4)
    let top = TopRows.find(2, of: column, largest: true, workers: Workers(threadCount: 1))
    #expect(top.rows.array == [1, 3])
  }

  @Test func bestRowOfEachGroup() {
    let groups = Buffer<UInt32>([0, 1, 0, 1, 2, 0])
    var builder = ColumnBuilder(.number)
    for value: Value in [.number(2), .null, .number(5), .null, .null, .number(5)] {
      builder.append(value)
    }
    let scores = builder.finish()
    let workers = Workers(threadCount: 1)
    func rows(_ choice: BestRows.Choice, order: [UInt32]? = nil) -> BestRows {
      BestRows.choose(
        choice, groups: groups, groupCount: 3, order: order.map { Buffer($0) }, workers: workers)
    }
    #expect(rows(.first).rows.array == [0, 1, 4])
    #expect(rows(.last).rows.array == [3, 4, 5])
    let largest = rows(.largest(scores))
    #expect(largest.rows.array == [1, 2, 4])
    #expect(largest.tiedGroups == 2)
    #expect(rows(.smallest(scores)).rows.array == [0, 1, 4])
    // With the rows counted from the end, the later of the equal ones is the earlier.
    #expect(rows(.largest(scores), order: [5, 4, 3, 2, 1, 0]).rows.array == [3, 4, 5])
  }
}
