import Glibc
import Synchronization

/// How rows are cut into blocks.
///
/// Blocks have a fixed size, so that no result depends on threads.
public enum Blocks {
  /// Rows in a block.
  public static let size = 65_536

  /// The number of blocks of a table.
  @inlinable
  public static func count(rows: Int) -> Int { (rows + size - 1) / size }

  /// The rows of a block.
  @inlinable
  public static func range(_ block: Int, rows: Int) -> Range<Int> {
    block * size..<min(rows, (block + 1) * size)
  }
}

/// Threads that share numbered pieces of work.
///
/// Which thread does a piece is left open; results are placed by the number of the piece, and the
/// error of the lowest piece wins, so nothing that can be seen depends on the threads.
public struct Workers: Sendable {
  /// The number of threads, at least one.
  public let threadCount: Int

  /// Whether long computations should end early with whatever they have.
  ///
  /// For loops that cannot throw: what they give then is thrown away, since the run stops.
  public var shouldStop: @Sendable () -> Bool

  /// Creates workers; nil takes one thread for each processor.
  public init(threadCount: Int? = nil, shouldStop: @escaping @Sendable () -> Bool = { false }) {
    self.shouldStop = shouldStop
    self.threadCount = max(1, threadCount ?? Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))
  }

  /// Does `count` pieces of work and gives their results in order.
  ///
  /// - Throws: The error of the piece with the lowest number that failed; later pieces may be left.
  public func map<Result: Sendable, Failure: Error>(
    _ count: Int, _ body: @Sendable (Int) throws(Failure) -> Result
  ) throws(Failure) -> [Result] {
    var results = [Result?](repeating: nil, count: count)
    try results.withUnsafeMutableBufferPointer { slots throws(Failure) in
      nonisolated(unsafe) let slots = slots
      try forEach(count) { piece throws(Failure) in slots[piece] = try body(piece) }
    }
    return results.compactMap { $0 }
  }

  /// Does `count` pieces of work.
  ///
  /// - Throws: The error of the piece with the lowest number that failed.
  public func forEach<Failure: Error>(
    _ count: Int, _ body: @Sendable (Int) throws(Failure) -> Void
  ) throws(Failure) {
    let threads = min(threadCount, count)
    guard threads > 1 else {
      for piece in 0..<count { try body(piece) }
      return
    }
    let state = SharedWork<Failure>()
    withoutActuallyEscaping(body) { body in
      Self.run(threads) {
        while true {
          let piece = state.next.wrappingAdd(1, ordering: .relaxed).oldValue
          if piece >= count || piece > state.failedPiece.load(ordering: .relaxed) { return }
          do throws(Failure) {
            try body(piece)
          } catch {
            state.record(error, of: piece)
          }
        }
      }
    }
    if let error = state.failure { throw error }
  }

  /// Runs a closure on this thread and on `threads - 1` others, and waits for all of them.
  private static func run(_ threads: Int, _ body: @escaping @Sendable () -> Void) {
    let task = ThreadTask(body)
    var handles: [pthread_t] = []
    for _ in 1..<threads {
      var handle = pthread_t()
      let argument = Unmanaged.passRetained(task).toOpaque()
      let status = pthread_create(
        &handle, nil,
        { argument in
          guard let argument else { return nil }
          Unmanaged<ThreadTask>.fromOpaque(argument).takeRetainedValue().body()
          return nil
        }, argument)
      if status == 0 {
        handles.append(handle)
      } else {
        // No thread to be had: the others do its share.
        Unmanaged<ThreadTask>.fromOpaque(argument).release()
      }
    }
    body()
    for handle in handles { pthread_join(handle, nil) }
  }
}

private final class ThreadTask: Sendable {
  let body: @Sendable () -> Void
  init(_ body: @escaping @Sendable () -> Void) { self.body = body }
}

/// What the threads of one region share: the next piece, and the earliest failure.
private final class SharedWork<Failure: Error>: Sendable {
  let next = Atomic<Int>(0)
  let failedPiece = Atomic<Int>(Int.max)
  private let earliest = Mutex<(piece: Int, error: Failure)?>(nil)

  func record(_ error: Failure, of piece: Int) {
    earliest.withLock { current in
      guard piece < (current?.piece ?? .max) else { return }
      current = (piece, error)
      failedPiece.store(piece, ordering: .relaxed)
    }
  }

  var failure: Failure? { earliest.withLock { $0?.error } }
}
