import Diagnostics
import Glibc
import Notebooks

/// What is said about a worker that did not come to its end.
enum DeadWorker {
  /// The error, and how the notebook ended; no error when the user stopped it.
  ///
  /// - Parameters:
  ///   - cell: The cell that it was in, with the line of its fence.
  ///   - memory: The limit on memory over which it went, as it told itself.
  static func finding(
    _ end: WorkerEnd, path: String, cell: String?, line: Int?,
    memory: (limit: String, origin: String)?
  ) -> (Diagnostic?, NotebookReport.Outcome) {
    let place = cell.map { "in cell `\($0)`" } ?? "before its first cell or after its last"
    var details = [line.map { "\(path), line \($0)" } ?? path]
    switch end.killed {
    case .stop?: return (nil, .cancelled)
    case .time?:
      let finding = Diagnostic(
        "E509", "the worker did not stop when its time was over, and was killed \(place)",
        details: details + [
          "Its time was over two seconds before. The results of this run are not written."
        ], kind: .limit)
      return (finding, .cancelled)
    case nil: break
    }
    if let cell, let memory {
      return (
        MemoryWatch.finding(
          cell: cell, line: line ?? 1, path: path, limit: memory.limit, origin: memory.origin),
        .cancelled
      )
    }
    if let cell, end.lastWords.hasPrefix(allocationFailure) {
      let words = end.lastWords.dropFirst("Fatal error: ".utf8.count)
      return (
        MemoryWatch.refused(
          cell: cell, line: line ?? 1, path: path, words: "The system says: \(words)."), .cancelled
      )
    }
    let how: String
    switch end.end {
    case .failure(let error):
      return (
        Diagnostic(
          "E705", "the process for `\(path)` could not be started: \(error.words)",
          details: ["Fewer at once need less: `-j 1`."], kind: .defect), .died
      )
    case .success(.signal(let number)): how = "died \(place): \(words(of: number))"
    case .success(.exit(let status)): how = "ended \(place) with status \(status)"
    }
    if !end.lastWords.isEmpty { details.append("Its last words: \(end.lastWords)") }
    if case .success(.signal(SIGKILL)) = end.end {
      details.append("The system kills a process when memory runs out: see `--memory` and `-j`.")
    }
    details.append(
      "If nobody else ended it, this is a fault in hfnb. Please report it with the notebook and "
        + "the output of `hfnb --version`.")
    return (Diagnostic("E704", "the worker \(how)", details: details, kind: .defect), .died)
  }

  /// What Swift says when memory is not to be had.
  private static let allocationFailure = "Fatal error: failed to allocate"

  /// A signal in words.
  static func words(of signal: Int32) -> String {
    let known: [Int32: String] = [
      SIGSEGV: "it used memory that is not its own", SIGBUS: "a file that it read became shorter",
      SIGILL: "a check of its own failed", SIGTRAP: "a check of its own failed",
      SIGABRT: "it gave up", SIGFPE: "an impossible calculation", SIGKILL: "it was killed",
      SIGXCPU: "the system's limit of time was reached",
    ]
    return "\(known[signal] ?? "it was ended") (signal \(signal))"
  }
}
