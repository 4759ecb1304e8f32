/// The shape of a point; all cover the same area at the same radius.
public enum Symbol: String, Sendable, Hashable, CaseIterable {
  case disc, triangle, square, diamond, plus, cross, wedge, star

  /// The names, for messages.
  static var names: [String] { allCases.map(\.rawValue) }

  /// The corners about the origin at radius 1; empty for a disc.
  ///
  /// Every polygon has the area of the unit disc, so that no shape looks heavier than another.
  public var corners: [ScenePoint] {
    switch self {
    case .disc: []
    case .square:
      Self.scaled([(-1, -1), (1, -1), (1, 1), (-1, 1)])
    case .diamond:
      Self.scaled([(0, -1), (1, 0), (0, 1), (-1, 0)])
    case .triangle:
      Self.scaled(Self.regular(3, from: 0))
    case .wedge:
      Self.scaled(Self.regular(3, from: 0).map { ($0.0, -$0.1) })
    case .plus: Self.scaled(Self.armed)
    case .cross:
      Self.scaled(Self.armed.map { ($0.0 - $0.1, $0.0 + $0.1) })
    case .star:
      Self.scaled(
        zip(Self.regular(5, from: 0), Self.regular(5, from: 36)).flatMap { outer, inner in
          [outer, (inner.0 * 0.45, inner.1 * 0.45)]
        })
    }
  }

  /// Four arms of equal length.
  private static let armed: [(Double, Double)] = [
    (-0.3, -1), (0.3, -1), (0.3, -0.3), (1, -0.3), (1, 0.3), (0.3, 0.3), (0.3, 1), (-0.3, 1),
    (-0.3, 0.3), (-1, 0.3), (-1, -0.3), (-0.3, -0.3),
  ]

  /// A regular polygon with its first corner so many degrees clockwise from the top.
  private static func regular(_ count: Int, from degrees: Double) -> [(Double, Double)] {
    (0..<count).map { index in
      let (sine, cosine) = Rotation.sineAndCosine(
        degrees: degrees + 360 * Double(index) / Double(count))
      return (sine, -cosine)
    }
  }

  /// The polygon with the area of the unit disc.
  private static func scaled(_ corners: [(Double, Double)]) -> [ScenePoint] {
    var twice = 0.0
    for index in corners.indices {
      let (a, b) = (corners[index], corners[(index + 1) % corners.count])
      twice += a.0 * b.1 - b.0 * a.1
    }
    let factor = (2 * Double.pi / twice.magnitude).squareRoot()
    return corners.map { ScenePoint($0.0 * factor, $0.1 * factor) }
  }
}
