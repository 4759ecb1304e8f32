import Glibc

/// Sines and cosines that are exact at right angles.
enum Rotation {
  /// The sine and cosine of an angle in degrees.
  static func sineAndCosine(degrees: Double) -> (sine: Double, cosine: Double) {
    switch degrees.truncatingRemainder(dividingBy: 360) {
    case 0: return (0, 1)
    case 90, -270: return (1, 0)
    case 180, -180: return (0, -1)
    case 270, -90: return (-1, 0)
    default:
      let radians = degrees * .pi / 180
      return (sin(radians), cos(radians))
    }
  }
}
