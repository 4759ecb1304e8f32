import Glibc

@testable import Charts

/// How far colours are apart for readers with four kinds of vision.
enum ColorVision {
  private typealias Triple = (Double, Double, Double)

  /// Machado, Oliveira and Fernandes 2009, severity 1, on linear light.
  private static let visions: [[[Double]]] = [
    [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
    [
      [0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216],
      [-0.003882, -0.048116, 1.051998],
    ],
    [
      [0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413],
      [-0.011820, 0.042940, 0.968881],
    ],
    [
      [1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602],
      [0.004733, 0.691367, 0.303900],
    ],
  ]

  private static func seen(_ color: RGBColor, _ matrix: [[Double]]) -> Triple {
    let light = color.linear
    let parts = [light.red, light.green, light.blue]
    let out = matrix.map { row in
      max(0, min(1, zip(row, parts).reduce(0) { $0 + $1.0 * $1.1 }))
    }
    return (out[0], out[1], out[2])
  }

  /// Ottosson 2020.
  private static func okLab(_ c: Triple) -> Triple {
    let l = cbrt(0.4122214708 * c.0 + 0.5363325363 * c.1 + 0.0514459929 * c.2)
    let m = cbrt(0.2119034982 * c.0 + 0.6806995451 * c.1 + 0.1073969566 * c.2)
    let s = cbrt(0.0883024619 * c.0 + 0.2817188376 * c.1 + 0.6299787005 * c.2)
    return (
      0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
      1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
      0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s
    )
  }

  /// The smallest distance of any pair in OKLab times 100, for the kind of vision that sees it
  /// worst.
  static func separation(_ colors: [RGBColor]) -> Double {
    var worst = Double.infinity
    for matrix in visions {
      let places = colors.map { okLab(seen($0, matrix)) }
      for i in places.indices {
        for j in places.indices where j > i {
          let (a, b) = (places[i], places[j])
          let square =
            (a.0 - b.0) * (a.0 - b.0) + (a.1 - b.1) * (a.1 - b.1) + (a.2 - b.2) * (a.2 - b.2)
          worst = min(worst, square.squareRoot() * 100)
        }
      }
    }
    return worst
  }
}
