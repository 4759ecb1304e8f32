import Catalog
import Diagnostics
import Glibc
import Notebooks

/// What a pool of workers works for.
protocol WorkerPoolOwner: AnyObject {
  /// The next job, with its number; nil when there is none to be begun now or later.
  func nextJob() -> (number: Int, job: WorkerJob)?
  /// An event of a job that was begun.
  func received(_ event: WorkerEvent, of number: Int)
  /// The worker of a job is gone.
  func ended(_ number: Int, _ end: WorkerEnd)
  /// The user asked to stop; no job is begun from now on.
  func stopping()
  /// Shows how far the run is; called some times a second.
  func tick()
}

/// How a worker ended, for who tells about it.
struct WorkerEnd: Sendable {
  /// The end of its process, or why it could not be started.
  var end: Result<WorkerProcess.End, SystemError>
  /// Why it was killed, when it was.
  var killed: Reason?
  /// The last line that it wrote to its standard error.
  var lastWords: String

  /// Why a worker was killed.
  enum Reason: Sendable {
    /// It did not stop when the user asked.
    case stop
    /// It did not stop when its time was over.
    case time
  }
}

/// Runs jobs in processes, up to a number at once, in one loop that waits for all of them.
final class WorkerPool {
  /// One worker at work.
  private struct Worker {
    var number: Int
    var process: WorkerProcess
    /// The part of a line that came without its end.
    var rest: [UInt8] = []
    /// The end of what it wrote to its standard error.
    var words: [UInt8] = []
    /// When it is killed, in monotonic nanoseconds: some time after it was asked to stop, or after
    /// the limit of its cell.
    var killTime: UInt64?
    var killReason: WorkerEnd.Reason = .time
    var wasKilled = false
  }

  /// How long a worker has for stopping, in nanoseconds.
  private static let grace: UInt64 = 2_000_000_000

  private let program: String
  private let width: Int
  private let ticks: Bool
  private let cancellation: Cancellation
  private unowned let owner: any WorkerPoolOwner
  private var workers: [Worker] = []
  private var isStopping = false

  /// Creates a pool.
  ///
  /// - Parameters:
  ///   - program: The path of this program.
  ///   - width: How many workers run at once.
  ///   - ticks: Whether the owner wants to be called while nothing else happens.
  init(
    program: String, width: Int, owner: any WorkerPoolOwner, ticks: Bool,
    cancellation: Cancellation
  ) {
    self.program = program
    self.width = width
    self.ticks = ticks
    self.owner = owner
    self.cancellation = cancellation
  }

  /// Runs jobs until there are no more.
  func run() {
    var hasMore = true
    while true {
      if cancellation.isCancelled { stopAll() }
      while hasMore, !isStopping, workers.count < width {
        guard let (number, job) = owner.nextJob() else {
          hasMore = false
          break
        }
        start(number, job)
      }
      if workers.isEmpty, !hasMore || isStopping { return }
      wait()
    }
  }

  /// Lets a worker that asked write its results.
  func allow(_ number: Int) { worker(number)?.process.say([WorkerMain.Word.write]) }

  /// Stops a worker whose results are not wanted.
  func discard(_ number: Int) {
    guard let index = workers.firstIndex(where: { $0.number == number }) else { return }
    stop(index)
  }

  private func worker(_ number: Int) -> Worker? { workers.first { $0.number == number } }

  private func start(_ number: Int, _ job: WorkerJob) {
    switch WorkerProcess.start(program) {
    case .failure(let error):
      owner.ended(number, WorkerEnd(end: .failure(error), killed: nil, lastWords: ""))
    case .success(let process):
      process.say(Array((job.json.compact + "\n").utf8))
      workers.append(Worker(number: number, process: process))
    }
  }

  // MARK: Stopping

  private func stopAll() {
    if !isStopping {
      isStopping = true
      owner.stopping()
      for index in workers.indices { stop(index) }
    }
    // Who asks twice does not want to wait.
    if Interrupts.stopCount > 1 { for index in workers.indices { kill(index) } }
  }

  private func stop(_ index: Int) {
    workers[index].process.say([WorkerMain.Word.stop])
    workers[index].killTime = MonotonicClock.nanoseconds() &+ Self.grace
    workers[index].killReason = .stop
  }

  private func kill(_ index: Int) {
    guard !workers[index].wasKilled else { return }
    workers[index].wasKilled = true
    workers[index].process.kill()
  }

  /// Kills who did not stop in time.
  ///
  /// A worker sees the end of its limit itself; this is for one that does not come to look.
  private func enforceTimes() {
    let now = MonotonicClock.nanoseconds()
    for index in workers.indices {
      if let time = workers[index].killTime, now > time { kill(index) }
    }
  }

  /// The time until the next thing to enforce, in milliseconds; -1 for none.
  private var timeout: Int32 {
    let longest: Int32 = ticks ? 100 : 3_600_000
    let times = workers.filter { !$0.wasKilled }.compactMap(\.killTime)
    guard let next = times.min() else { return ticks ? longest : -1 }
    let now = MonotonicClock.nanoseconds()
    return next <= now ? 0 : min(longest, Int32(min((next - now) / 1_000_000 + 1, 3_600_000)))
  }

  // MARK: Listening

  private func wait() {
    var places = [pollfd(fd: Interrupts.stopDescriptor, events: Int16(POLLIN), revents: 0)]
    for worker in workers {
      places.append(pollfd(fd: worker.process.events, events: Int16(POLLIN), revents: 0))
      places.append(pollfd(fd: worker.process.errors, events: Int16(POLLIN), revents: 0))
    }
    let ready = poll(&places, nfds_t(places.count), timeout)
    if ready > 0 {
      if places[0].revents != 0 { _ = Descriptors.read(places[0].fd) }
      // From the last to the first, because who ended is removed.
      for index in workers.indices.reversed() {
        if places[2 + 2 * index].revents != 0 { readWords(index) }
        if places[1 + 2 * index].revents != 0 { readEvents(index) }
      }
    }
    enforceTimes()
    if ticks { owner.tick() }
  }

  private func readWords(_ index: Int) {
    guard let more = Descriptors.read(workers[index].process.errors), !more.isEmpty else { return }
    workers[index].words = (workers[index].words + more).suffix(1 << 16)
  }

  private func readEvents(_ index: Int) {
    guard let more = Descriptors.read(workers[index].process.events) else { return }
    guard !more.isEmpty else { return end(index) }
    let number = workers[index].number
    var bytes = workers[index].rest + more
    workers[index].rest = []
    var start = 0
    while let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) {
      if let event = JSONReader.read(Array(bytes[start..<end])).flatMap(WorkerEvent.init) {
        note(event, index)
        owner.received(event, of: number)
      }
      start = end + 1
    }
    bytes.removeFirst(start)
    workers[index].rest = bytes
  }

  private func note(_ event: WorkerEvent, _ index: Int) {
    guard workers[index].killReason == .time else { return }
    switch event {
    case .begin(_, _, let deadline): workers[index].killTime = deadline.map { $0 &+ Self.grace }
    case .cell, .end, .ready, .outOfMemory: workers[index].killTime = nil
    case .findings: break
    }
  }

  private func end(_ index: Int) {
    readWords(index)
    let worker = workers.remove(at: index)
    let end = worker.process.reap()
    let lines = worker.words.split(separator: UInt8(ascii: "\n"))
    // What went wrong stands above the stack, if there is one.
    let cause = lines.last { $0.starts(with: "Fatal error:".utf8) } ?? lines.last
    owner.ended(
      worker.number,
      WorkerEnd(
        end: .success(end), killed: worker.wasKilled ? worker.killReason : nil,
        lastWords: cause.map { String(decoding: $0, as: UTF8.self) } ?? ""))
  }
}
