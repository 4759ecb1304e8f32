public import Diagnostics

/// How a command ends, as the number that it leaves to the shell.
public enum ExitStatus: Int32, Sendable, Hashable, CaseIterable {
  /// Everything asked for was done.
  case success = 0
  /// An `expect`, a check or an exercise does not hold.
  case expectation = 1
  /// An unknown flag or parameter, or a value outside of its type.
  case usage = 2
  /// The program has an error.
  case program = 3
  /// Data is missing, unreadable or not as the lock says.
  case data = 4
  /// A limit on time, memory or rows was reached.
  case limit = 5
  /// Results differ from the lock.
  case difference = 6
  /// Results could not be written.
  case output = 7
  /// A fault in hfnb itself.
  case defect = 70
  /// The user interrupted it.
  case interrupted = 130
  /// It was told to end.
  case terminated = 143

  /// All statuses, the one that wins over all others first.
  public static let precedence: [ExitStatus] = [
    .terminated, .interrupted, .defect, .output, .usage, .program, .data, .limit, .expectation,
    .difference, .success,
  ]

  /// The status of several notebooks together; success when there are none.
  public static func combined(_ statuses: some Sequence<ExitStatus>) -> ExitStatus {
    let all = Set(statuses)
    return precedence.first { all.contains($0) } ?? .success
  }

  /// The status that an error of some kind leads to.
  public init(_ kind: Diagnostic.Kind) {
    switch kind {
    case .usage: self = .usage
    case .program: self = .program
    case .data: self = .data
    case .limit: self = .limit
    case .output: self = .output
    case .expectation: self = .expectation
    case .difference: self = .difference
    case .cancelled: self = .interrupted
    case .defect: self = .defect
    }
  }

  /// The status of findings; warnings and notes do not count.
  public static func combined(_ diagnostics: [Diagnostic]) -> ExitStatus {
    combined(diagnostics.filter { $0.severity == .error }.map { ExitStatus($0.kind) })
  }
}
