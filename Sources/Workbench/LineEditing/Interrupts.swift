import CReadline

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
}
