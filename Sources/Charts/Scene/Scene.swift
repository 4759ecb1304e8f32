/// What a part of a scene is for; decides accessibility, the order in a terminal, and tests.
public enum SceneRole: String, Sendable, Hashable, CaseIterable {
  case background, grid, axis, mark, label, legend, title, note, strip
}

/// A drawing that knows nothing of its renderer: shapes in the units of a surface.
public struct Scene: Sendable {
  /// The width and height of the whole drawing.
  public var width: Double, height: Double
  /// The shapes, in the order of drawing.
  public var items: [SceneItem]
  /// A short name of the drawing.
  public var title: String
  /// What the drawing shows, in sentences.
  public var description: String
  /// The rectangles inside the axes, one per panel.
  public var panels: [SceneRectangle]

  /// Creates a scene.
  public init(
    width: Double, height: Double, items: [SceneItem], title: String, description: String,
    panels: [SceneRectangle]
  ) {
    self.width = width
    self.height = height
    self.items = items
    self.title = title
    self.description = description
    self.panels = panels
  }
}

/// One shape of a scene with what is known about it.
public struct SceneItem: Sendable {
  /// What the shape is for.
  public var role: SceneRole
  /// The category that it belongs to, if any.
  public var series: String?
  /// Text shown when pointing at it.
  public var tooltip: String?
  /// From 0, invisible, to 1.
  public var opacity: Double
  /// The shape.
  public var shape: SceneShape

  /// Creates an item.
  public init(
    _ role: SceneRole, _ shape: SceneShape, series: String? = nil, tooltip: String? = nil,
    opacity: Double = 1
  ) {
    self.role = role
    self.shape = shape
    self.series = series
    self.tooltip = tooltip
    self.opacity = opacity
  }
}

/// The few shapes of which every chart is made.
public indirect enum SceneShape: Sendable {
  /// Shapes that belong together, perhaps cut at a rectangle.
  case group([SceneItem], clip: SceneRectangle?)
  /// Straight pieces.
  case path(ScenePath)
  /// An upright rectangle.
  case rectangle(SceneRectangle, fill: Paint?, stroke: SceneStroke?)
  /// Discs of one look.
  case circles(SceneCircles)
  /// A line of text.
  case text(SceneText)
}

/// How a line is drawn.
public struct SceneStroke: Sendable, Hashable {
  /// The colour.
  public var paint: Paint
  /// The width in pixels; a terminal has one width.
  public var width: Double
  /// Lengths of dashes and gaps in pixels; empty for a full line.
  public var dash: [Double]
  /// Creates a stroke.
  public init(_ paint: Paint, width: Double = 1, dash: [Double] = []) {
    self.paint = paint
    self.width = width
    self.dash = dash
  }
}

/// Polylines or polygons of one look.
public struct ScenePath: Sendable {
  /// The vertices of each piece.
  public var pieces: [[ScenePoint]]
  /// Whether each piece ends where it began.
  public var isClosed: Bool
  /// The colour inside.
  public var fill: Paint?
  /// The line.
  public var stroke: SceneStroke?
  /// Creates a path.
  public init(
    _ pieces: [[ScenePoint]], isClosed: Bool = false, fill: Paint? = nil,
    stroke: SceneStroke? = nil
  ) {
    self.pieces = pieces
    self.isClosed = isClosed
    self.fill = fill
    self.stroke = stroke
  }
}

/// Discs of one colour, or other symbols of the same area.
public struct SceneCircles: Sendable {
  /// The shape of all of them.
  public var symbol = Symbol.disc
  /// Whether the shape says something and must be told from others however many there are.
  public var keepsShape = false
  /// Whether the area says something.
  public var keepsSize = false
  /// The centres.
  public var centers: [ScenePoint]
  /// The radius in pixels of each disc, or one for all.
  public var radii: [Double]
  /// The colour.
  public var fill: Paint
  /// A thin line around each disc that separates it from its neighbours.
  public var ring: Paint?
  /// Text for each disc, or none.
  public var tooltips: [String]
  /// Creates discs.
  public init(
    _ centers: [ScenePoint], radii: [Double], fill: Paint, ring: Paint? = nil,
    tooltips: [String] = []
  ) {
    self.centers = centers
    self.radii = radii
    self.fill = fill
    self.ring = ring
    self.tooltips = tooltips
  }

  /// The radius of a disc.
  public func radius(at index: Int) -> Double {
    radii.count == 1 ? radii[0] : index < radii.count ? radii[index] : 3
  }
}

/// Where the given point lies on a line of text.
public enum TextAnchor: Sendable, Hashable { case start, middle, end }

/// A line of text.
public struct SceneText: Sendable {
  /// The text, free of control characters.
  public var text: String
  /// The point that the anchor names; vertically the middle of the line.
  public var position: ScenePoint
  /// The size of the font in pixels; a terminal has one size.
  public var size: Double
  /// Where the point lies.
  public var anchor: TextAnchor
  /// Whether it is bold.
  public var isBold: Bool
  /// The colour.
  public var paint: Paint
  /// Degrees clockwise about the point.
  public var angle: Double
  /// Whether a rim of paper colour separates it from what lies below.
  public var hasHalo: Bool
  /// The whole text, when `text` is shortened.
  public var fullText: String?
  /// The fill that the text stands on, when that is not the paper.
  public var ground: Paint?

  /// Creates a text.
  public init(
    _ text: String, at position: ScenePoint, size: Double, anchor: TextAnchor = .start,
    isBold: Bool = false, paint: Paint = .ink, angle: Double = 0, hasHalo: Bool = false,
    fullText: String? = nil, ground: Paint? = nil
  ) {
    self.text = text
    self.position = position
    self.size = size
    self.anchor = anchor
    self.isBold = isBold
    self.paint = paint
    self.angle = angle
    self.hasHalo = hasHalo
    self.fullText = fullText
    self.ground = ground
  }

  /// The same text in ink with a rim of paper.
  public var inInk: SceneText {
    var text = self
    text.paint = .ink
    text.hasHalo = true
    return text
  }

  /// The upright rectangle that the text covers, of a given unrotated width.
  public func bounds(width: Double) -> SceneRectangle {
    let left: Double =
      switch anchor {
      case .start: 0
      case .middle: -width / 2
      case .end: -width
      }
    let half = size * 0.6
    let turned = ((angle.truncatingRemainder(dividingBy: 180)) + 180)
      .truncatingRemainder(dividingBy: 180)
    if turned == 0 {
      let flips = abs(angle.truncatingRemainder(dividingBy: 360)) == 180
      return SceneRectangle(
        x: position.x + (flips ? -left - width : left), y: position.y - half, width: width,
        height: 2 * half)
    }
    let (sine, cosine) = Rotation.sineAndCosine(degrees: angle)
    let corners = [(left, -half), (left + width, -half), (left, half), (left + width, half)].map {
      ScenePoint(
        position.x + $0.0 * cosine - $0.1 * sine, position.y + $0.0 * sine + $0.1 * cosine)
    }
    let xs = corners.map(\.x)
    let ys = corners.map(\.y)
    return SceneRectangle(
      fromX: xs.min() ?? 0, toX: xs.max() ?? 0, fromY: ys.min() ?? 0, toY: ys.max() ?? 0)
  }
}
