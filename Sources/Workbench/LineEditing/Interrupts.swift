import CReadline
import Glibc
public import Notebooks

/// Ctrl-C while something is evaluated: a flag that the evaluation asks for between blocks.
public enum Interrupts {
  /// Runs a body during which Ctrl-C only sets the flag; outside it stops the process as ever.
  ///
  /// An interrupt from before the body is forgotten.
  @MainActor
  public static func watched<Result, Failure: Error>(
    _ body: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    _ = hfnb_interrupt_take()
    hfnb_interrupt_install()
    defer { hfnb_interrupt_remove() }
    return try body()
  }

  /// Whether the user asked to stop; cheap, and allowed on any thread.
  public static var isPending: Bool { hfnb_interrupt_is_pending() }

  /// Answers as `isPending` and forgets the request.
  public static func take() -> Bool { hfnb_interrupt_take() }

  /// Asks to stop, as Ctrl-C does.
  public static func request() { hfnb_interrupt_request() }

  /// Runs a command during which Ctrl-C and SIGTERM ask it to stop; a status of its own tells which.
  ///
  /// - Parameter leavesAtSecond: Whether a second signal ends the process at once; a command that has
  ///   processes of its own to end watches `stopCount` instead.
  @MainActor
  public static func stopping(
    leavesAtSecond: Bool = true, _ body: () -> ExitStatus
  ) -> ExitStatus {
    hfnb_stop_install(leavesAtSecond)
    defer { hfnb_stop_remove() }
    let status = body()
    return status == .interrupted && isTermination ? .terminated : status
  }

  /// Whether the first signal was SIGTERM.
  static var isTermination: Bool { hfnb_stop_signal() == SIGTERM }

  /// How many signals asked to stop since `stopping` began.
  static var stopCount: Int { Int(hfnb_stop_count()) }

  /// What polls as readable once a signal asked to stop; -1 when nothing was ever watched.
  static var stopDescriptor: Int32 { hfnb_stop_descriptor() }
}
