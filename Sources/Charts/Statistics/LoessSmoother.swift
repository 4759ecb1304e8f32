public import Columnar
public import Kernels

/// Local regression as the smoother of a layer.
public struct LoessSmoother: Smoother {
  private let loess: Loess
  private let workers: Workers

  /// Creates a smoother with the settings of a regression and the threads that compute it.
  public init(_ loess: Loess = Loess(), workers: Workers) {
    self.loess = loess
    self.workers = workers
  }

  /// The curve at places; nil where the points near one do not determine it.
  public func values(x: [Double], y: [Double], at places: [Double]) -> [Double?] {
    loess.values(x: x, y: y, at: places, workers: workers)
  }
}
