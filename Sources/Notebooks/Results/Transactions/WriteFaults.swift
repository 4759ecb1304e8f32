#if DEBUG
  import Glibc
  import Synchronization

  /// Faults that tests put in the way of everything that writes files.
  ///
  /// Each call that changes the disk is a write point, and so is the middle of each piece that is
  /// written. Programs that are not built for debugging have none of this. For a whole process:
  ///
  /// - `HFNB_TEST_KILL_WRITE=N` kills it at the N-th write point,
  /// - `HFNB_TEST_FULL_DISK=N` lets the N-th and all later calls that need space fail,
  /// - `HFNB_TEST_NO_EXCHANGE=1` makes a file system that cannot swap two folders.
  final class WriteFaults: Sendable {
    /// What happens at the write point.
    enum Effect: Sendable {
      /// The process is killed.
      case kill
      /// Nothing is changed from here on, as if the process had been killed.
      case freeze
      /// No space is left.
      case fullDisk
      /// Nothing: the points are only counted.
      case none
    }

    private let effect: Effect
    private let position: Int
    private let points = Atomic<Int>(0)
    /// Whether folders cannot be swapped.
    let refusesExchange: Bool

    init(_ effect: Effect, at position: Int = .max, refusesExchange: Bool = false) {
      self.effect = effect
      self.position = position
      self.refusesExchange = refusesExchange
    }

    /// The faults of the present task, which keep tests in one process apart.
    @TaskLocal static var ofTask: WriteFaults?

    /// The faults that the environment asks for.
    private static let ofProcess: WriteFaults? = {
      func number(_ name: String) -> Int? { getenv(name).flatMap { Int(String(cString: $0)) } }
      let refusesExchange = number("HFNB_TEST_NO_EXCHANGE") != nil
      if let position = number("HFNB_TEST_KILL_WRITE") {
        return WriteFaults(.kill, at: position, refusesExchange: refusesExchange)
      }
      if let position = number("HFNB_TEST_FULL_DISK") {
        return WriteFaults(.fullDisk, at: position, refusesExchange: refusesExchange)
      }
      return refusesExchange ? WriteFaults(.none, refusesExchange: true) : nil
    }()

    static var current: WriteFaults? { ofTask ?? ofProcess }

    /// The number of write points so far.
    var count: Int { points.load(ordering: .relaxed) }

    /// Whether the fault was reached.
    var hasStruck: Bool { count >= position }

    /// Passes a write point, and gives the reason why the call fails there, or 0.
    ///
    /// - Parameter half: Does half of the call, for the point in its middle.
    func pass(needsSpace: Bool, half: (() -> Void)?) -> Int32 {
      if effect == .fullDisk, !needsSpace { return 0 }
      let reason = strike(points.add(1, ordering: .relaxed).newValue)
      guard reason == 0, let half else { return reason }
      let middle = points.add(1, ordering: .relaxed).newValue
      if middle == position, effect != .none { half() }
      return strike(middle)
    }

    private func strike(_ point: Int) -> Int32 {
      guard point >= position else { return 0 }
      switch effect {
      case .none: return 0
      case .freeze: return EIO
      case .fullDisk: return ENOSPC
      case .kill:
        _ = Glibc.kill(getpid(), SIGKILL)
        while true { pause() }
      }
    }
  }
#endif
