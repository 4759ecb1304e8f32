public import Catalog
import Diagnostics
import Glibc
import Notebooks
import Synchronization

/// The hidden mode `hfnb --worker`: one job from standard input, events on descriptor 3.
public enum WorkerMain {
  /// The words that the parent says after the job.
  enum Word {
    /// Stop; so does the end of the input, since the parent is gone then.
    static let stop = UInt8(ascii: "s")
    /// Write the results.
    static let write = UInt8(ascii: "w")
    /// Do not write them.
    static let discard = UInt8(ascii: "d")
  }

  /// Does the job; the process ends afterwards.
  ///
  /// - Returns: The status of the process, which says only whether there was a job.
  public static func run(registry: Registry = .standard) -> Int32 {
    signal(SIGPIPE, SIG_IGN)
    guard let (job, rest) = readJob() else { return 2 }
    let line = ParentLine()
    let ears = pthread_t.starting { line.listen(after: rest) }
    guard ears else { return 2 }
    let cancellation = Cancellation { line.mustStop }
    NotebookWorker(
      job: job, registry: registry, cancellation: cancellation,
      watchMemory: { line.watch($0) },
      mayWrite: { status in
        line.send(.ready(status))
        return line.waitForPermission()
      }, send: line.send
    ).run()
    return 0
  }

  /// The job on the first line, and what follows it.
  private static func readJob() -> (WorkerJob, rest: [UInt8])? {
    var bytes: [UInt8] = []
    while true {
      if let end = bytes.firstIndex(of: UInt8(ascii: "\n")) {
        guard let json = JSONReader.read(Array(bytes[..<end])), let job = WorkerJob(json) else {
          return nil
        }
        return (job, Array(bytes[(end + 1)...]))
      }
      guard let more = Descriptors.read(0), !more.isEmpty else { return nil }
      bytes += more
    }
  }
}

/// The worker's line to its parent: events go out, words come in, and the memory is looked at while
/// nobody speaks.
private final class ParentLine: Sendable {
  private let isStopped = Atomic<Bool>(false)
  private let sending = Mutex<Void>(())
  private let memory = Mutex<MemoryWatch?>(nil)
  /// What wakes the listener, and what carries the parent's answer to the thread that asked.
  private let wake = Descriptors.pair()
  private let answers = Descriptors.pair()

  /// Whether the run has to stop.
  var mustStop: Bool { isStopped.load(ordering: .relaxed) }

  /// Sends an event; a parent that is gone is noticed at the other end.
  func send(_ event: WorkerEvent) {
    let bytes = Array((event.json.compact + "\n").utf8)
    sending.withLock { _ in
      _ = Descriptors.write(bytes, to: 3)
    }
  }

  /// Watches the memory from now on.
  func watch(_ watch: MemoryWatch) -> MemoryWatch {
    watch.limitAllocations()
    memory.withLock { $0 = watch }
    // The listener waits without a time until there is something to look at.
    if let wake { _ = Descriptors.write([0], to: wake.near) }
    return watch
  }

  /// Waits until the parent says whether results are written.
  func waitForPermission() -> Bool {
    guard let answers else { return false }
    return Descriptors.read(answers.far) == [WorkerMain.Word.write]
  }

  /// Listens for good, on a thread of its own.
  func listen(after first: [UInt8]) {
    hear(first)
    var isOpen = true
    var overSince: UInt64?
    while true {
      var places = [pollfd(fd: isOpen ? 0 : -1, events: Int16(POLLIN), revents: 0)]
      if let wake { places.append(pollfd(fd: wake.far, events: Int16(POLLIN), revents: 0)) }
      let watch = memory.withLock { $0 }
      let ready = poll(&places, nfds_t(places.count), watch == nil ? -1 : 3)
      if ready > 0, places[0].revents != 0 {
        let words = Descriptors.read(0) ?? []
        isOpen = !words.isEmpty
        hear(isOpen ? words : [WorkerMain.Word.stop])
      }
      if ready > 0, places.count > 1, places[1].revents != 0 { _ = Descriptors.read(places[1].fd) }
      if let watch { look(at: watch, &overSince) }
    }
  }

  private func hear(_ words: [UInt8]) {
    for word in words {
      switch word {
      case WorkerMain.Word.stop:
        isStopped.store(true, ordering: .relaxed)
        answer(WorkerMain.Word.discard)
      case WorkerMain.Word.write, WorkerMain.Word.discard: answer(word)
      default: break
      }
    }
  }

  private func answer(_ word: UInt8) {
    if let answers { _ = Descriptors.write([word], to: answers.near) }
  }

  /// Stops the run at its next block when it holds too much, and leaves when that does not help.
  private func look(at watch: MemoryWatch, _ overSince: inout UInt64?) {
    guard let held = watch.held else { return }
    let now = MonotonicClock.nanoseconds()
    if held > watch.limit, watch.markOver() {
      isStopped.store(true, ordering: .relaxed)
      overSince = now
    }
    guard let since = overSince, held > watch.limit else { return }
    // Far over the limit, or for 100 ms: the cell does not ask whether it should stop.
    if held > watch.limit / 4 * 5 || now - since > 100_000_000 {
      send(.outOfMemory(limit: MemoryText.limit(watch.limit), origin: watch.origin))
      _exit(0)
    }
  }
}

extension pthread_t {
  /// Starts a thread that nobody waits for; false when the system has no more.
  fileprivate static func starting(_ body: @escaping @Sendable () -> Void) -> Bool {
    final class Body: Sendable {
      let run: @Sendable () -> Void
      init(_ run: @escaping @Sendable () -> Void) { self.run = run }
    }
    var thread = pthread_t()
    let argument = Unmanaged.passRetained(Body(body)).toOpaque()
    let status = pthread_create(
      &thread, nil,
      { argument in
        guard let argument else { return nil }
        Unmanaged<Body>.fromOpaque(argument).takeRetainedValue().run()
        return nil
      }, argument)
    return status == 0
  }
}
