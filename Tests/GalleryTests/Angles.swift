import Glibc

extension Double {
  /// The sine and cosine of an angle in degrees, exact at right angles.
  var sineAndCosine: (sine: Double, cosine: Double) {
    switch truncatingRemainder(dividingBy: 360) {
    case 0: (0, 1)
    case 90, -270: (1, 0)
    case 180, -180: (0, -1)
    case 270, -90: (-1, 0)
    default: (sin(self * .pi / 180), cos(self * .pi / 180))
    }
  }
}
