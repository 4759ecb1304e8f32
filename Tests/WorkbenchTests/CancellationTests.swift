import Catalog
import Columnar
import Diagnostics
import Synchronization
import Testing
import Workbench

/// Stopping a query leaves the session usable.
@Suite struct CancellationTests {
  /// Says stop after it was asked some times.
  private final class Countdown: Sendable {
    private let asked = Atomic<Int>(0)
    let limit: Int
    init(_ limit: Int) { self.limit = limit }
    var isOver: Bool { asked.wrappingAdd(1, ordering: .relaxed).newValue > limit }
  }

  private static func errors(_ query: String, after limit: Int) -> [Diagnostic] {
    let countdown = Countdown(limit)
    let session = Session(
      options: SessionOptions(threadCount: 2), cancellation: Cancellation { countdown.isOver })
    return session.run(SourceText(name: "query", text: query)) { _ in }
  }

  private static let load = "load h from \"sample:hub\"\n"

  @Test("A query stops between stages and blocks", arguments: [0, 1, 3])
  func stages(_ limit: Int) {
    let errors = Self.errors(
      Self.load + "h | filter downloads > 0 | group by task | sort n desc", after: limit)
    #expect(errors.map(\.code) == ["E130"])
    #expect(errors.first?.kind == .cancelled)
  }

  @Test("A long moving window stops inside itself") func window() {
    let errors = Self.errors(
      Self.load + "h | derive m = rolling(median(downloads), 15000 rows) along created",
      after: 20)
    #expect(errors.map(\.code) == ["E130"])
  }

  @Test("A long smooth stops inside itself") func smooth() {
    let errors = Self.errors(
      Self.load + "h | smooth downloads along created using loess(span: 0.75)", after: 20)
    #expect(errors.map(\.code) == ["E130"])
  }

  @Test("The session goes on after a stop") func goesOn() {
    let isStopped = Flag()
    let session = Session(cancellation: Cancellation { isStopped.value })
    #expect(session.run(SourceText(name: "query", text: Self.load)) { _ in }.isEmpty)
    isStopped.value = true
    let query = SourceText(name: "query", text: "h | group by task")
    #expect(session.run(query) { _ in }.map(\.code) == ["E130"])
    isStopped.value = false
    #expect(session.run(query) { _ in }.isEmpty)
    #expect(session.lastResult?.table.rowCount ?? 0 > 3)
  }

  /// A switch for both directions.
  private final class Flag: Sendable {
    private let storage = Atomic<Bool>(false)
    var value: Bool {
      get { storage.load(ordering: .relaxed) }
      set { storage.store(newValue, ordering: .relaxed) }
    }
  }
}
