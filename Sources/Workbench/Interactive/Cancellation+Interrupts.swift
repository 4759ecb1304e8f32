public import Catalog

extension Cancellation {
  /// A switch that Ctrl-C throws while something is evaluated.
  public static var onInterrupt: Cancellation { Cancellation { Interrupts.isPending } }
}
