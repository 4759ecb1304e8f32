public import Diagnostics
import Synchronization

/// What the explaining of a stage has computed once, so that a question about many of its rows does
/// not look through the table again for each.
public final class StoryMemory: Sendable {
  private let values = Mutex<[String: any Sendable]>([:])

  init() {}

  /// The value under a name; computed by the first who asks.
  ///
  /// What is kept must not hold the run that keeps it.
  public func value<Kept: Sendable>(
    _ name: String, _ compute: () throws(Diagnostic) -> Kept
  ) throws(Diagnostic) -> Kept {
    if let known = values.withLock({ $0[name] }) as? Kept { return known }
    let made = try compute()
    values.withLock { $0[name] = made }
    return made
  }
}
