public import Columnar
public import Diagnostics

/// One layer of a chart: a mark, its rows, and what each channel shows.
public struct LayerSpec: Sendable {
  /// A mapped channel; its values are the column of the same name in the layer's table.
  public struct Channel: Sendable {
    /// The channel's name: `x`, `y`, `color`.
    public var name: String
    /// What it shows, as the program wrote it; titles axes and legends.
    public var title: String
    /// The type of its values.
    public var type: DataType
    /// Where it stands in the program.
    public var span: Span?
    /// Creates a channel.
    public init(_ name: String, title: String, type: DataType, span: Span? = nil) {
      self.name = name
      self.title = title
      self.type = type
      self.span = span
    }
  }

  /// A channel or setting given as a literal.
  public struct Constant: Sendable {
    /// The name: `alpha`, `width`, `color`.
    public var name: String
    /// The value.
    public var value: Value
    /// Where it stands in the program.
    public var span: Span?
    /// Creates a constant.
    public init(_ name: String, _ value: Value, span: Span? = nil) {
      self.name = name
      self.value = value
      self.span = span
    }
  }

  /// The mark's name.
  public var mark: String
  /// The rows; one column per mapped channel, named like the channel.
  public var data: Table
  /// The mapped channels.
  public var channels: [Channel]
  /// The constants.
  public var constants: [Constant]
  /// Computes smooth curves for this layer, when it asks for one.
  public var smoother: (any Smoother)?
  /// The last moment that the data reach, when they end within a period; a date or an instant.
  public var observedUntil: Value?
  /// Where the mark's name stands in the program.
  public var span: Span?

  /// Creates a layer.
  public init(
    mark: String, data: Table, channels: [Channel], constants: [Constant] = [],
    smoother: (any Smoother)? = nil, span: Span? = nil
  ) {
    self.mark = mark
    self.data = data
    self.channels = channels
    self.constants = constants
    self.smoother = smoother
    self.span = span
  }

  /// A mapped channel by name.
  public func channel(_ name: String) -> Channel? { channels.first { $0.name == name } }
  /// A constant by name.
  public func constant(_ name: String) -> Constant? { constants.first { $0.name == name } }
}

/// Fits a smooth curve through points.
public protocol Smoother: Sendable {
  /// The height of the curve at places, nil where it cannot be fitted.
  ///
  /// - Parameters:
  ///   - x: The positions of the points, ascending.
  ///   - y: Their heights, as many.
  ///   - places: Where the curve is wanted.
  func values(x: [Double], y: [Double], at places: [Double]) -> [Double?]
}
