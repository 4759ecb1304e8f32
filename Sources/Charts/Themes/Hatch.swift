/// A fill that is told from others without colour: one grey, or lines or dots on a ground.
public struct Hatch: Sendable, Hashable {
  /// What lies on the ground.
  public enum Figure: Sendable, Hashable {
    /// Nothing: the ground alone.
    case plain
    /// Parallel lines, so many degrees clockwise from upright.
    case lines(degrees: Double)
    /// Lines in two directions.
    case grid(degrees: Double)
    /// Dots.
    case dots
  }

  /// What lies on the ground.
  public var figure: Figure
  /// The colours of the ground and of what lies on it.
  public var ground: RGBColor, ink: RGBColor
  /// The distance between lines or dots, and their width, in pixels.
  public var pitch: Double, width: Double

  init(_ figure: Figure, ground: UInt32, ink: UInt32 = 0, pitch: Double = 6, width: Double = 1) {
    self.figure = figure
    self.ground = RGBColor(ground)
    self.ink = RGBColor(ink)
    self.pitch = pitch
    self.width = width
  }

  /// The fills of printed charts in the order of their series.
  ///
  /// Neighbours in the list differ in darkness, and those of one darkness in their figure; the four
  /// first are plain dark, plain pale, lines and plain middle grey.
  static let printed: [Hatch] = [
    Hatch(.plain, ground: 0x2b2b2b),
    Hatch(.plain, ground: 0xd4d4d4),
    Hatch(.lines(degrees: 45), ground: 0xffffff, ink: 0x2b2b2b, pitch: 5, width: 1.2),
    Hatch(.plain, ground: 0x8a8a8a),
    Hatch(.dots, ground: 0xffffff, ink: 0x2b2b2b, pitch: 5, width: 1.8),
    Hatch(.lines(degrees: 135), ground: 0x8a8a8a, ink: 0xffffff, pitch: 5, width: 1.4),
    Hatch(.grid(degrees: 45), ground: 0xffffff, ink: 0x555555, pitch: 6, width: 0.9),
    Hatch(.dots, ground: 0x2b2b2b, ink: 0xffffff, pitch: 5, width: 1.5),
  ]
}
