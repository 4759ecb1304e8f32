import Glibc
import Testing

@testable import Charts

/// Recomputes what the palettes promise: separation under four kinds of vision, and contrast.
@Suite struct PaletteTests {
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

  private func seen(_ color: RGBColor, _ matrix: [[Double]]) -> Triple {
    let light = color.linear
    let parts = [light.red, light.green, light.blue]
    let out = matrix.map { row in
      max(0, min(1, zip(row, parts).reduce(0) { $0 + $1.0 * $1.1 }))
    }
    return (out[0], out[1], out[2])
  }

  /// Ottosson 2020.
  private func okLab(_ c: Triple) -> Triple {
    let l = cbrt(0.4122214708 * c.0 + 0.5363325363 * c.1 + 0.0514459929 * c.2)
    let m = cbrt(0.2119034982 * c.0 + 0.6806995451 * c.1 + 0.1073969566 * c.2)
    let s = cbrt(0.0883024619 * c.0 + 0.2817188376 * c.1 + 0.6299787005 * c.2)
    return (
      0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
      1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
      0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s
    )
  }

  private func separation(_ colors: [RGBColor]) -> Double {
    var worst = Double.infinity
    for matrix in Self.visions {
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

  @Test func separatesUnderAllVisions() {
    #expect(separation(Palettes.light.colors) >= 7)
    #expect(separation(Palettes.dark.colors) >= 7)
    // The measure itself tells a good palette from a bad one.
    #expect(separation(Palettes.dark2.colors) < 3)
  }

  @Test func standsOutFromPaper() {
    for color in Palettes.light.colors { #expect(color.contrast(with: Theme.light.paper) >= 3) }
    for color in Palettes.dark.colors { #expect(color.contrast(with: Theme.dark.paper) >= 4.5) }
    for theme in Theme.all {
      #expect(theme.ink.contrast(with: theme.paper) >= 7)
      #expect(theme.muted.contrast(with: theme.paper) >= 4.5)
    }
  }

  @Test func namedPalettes() {
    #expect(Palettes.named.map(\.name) == ["okabe-ito", "tableau10", "set2", "dark2", "paired"])
    #expect(Palettes.paired.colors.map(\.hex).first == "#a6cee3")
    #expect(Palettes.paired.colors.count == 12)
  }

  @Test func readsColours() {
    #expect(RGBColor(text: "#10549F")?.hex == "#10549f")
    #expect(RGBColor(text: "#abc")?.hex == "#aabbcc")
    #expect(RGBColor(text: "SteelBlue")?.hex == "#4682b4")
    #expect(RGBColor(text: "#12345") == nil)
    #expect(RGBColor(text: "url(#x)") == nil)
    #expect(abs(RGBColor(0x000000).contrast(with: RGBColor(0xffffff)) - 21) < 1e-9)
  }

  @Test("Text in any colour can be read") func textColors() {
    for theme in [Theme.light, .dark] {
      for color in [0xa6cee3, 0xffff99, 0xb2df8a, 0x000000, 0xffffff, 0x1f78b4] {
        let text = theme.textColor(.fixed(RGBColor(UInt32(color))))
        #expect(text.contrast(with: theme.paper) >= 4.5)
      }
      for index in 0..<8 {
        #expect(theme.textColor(.series(index)).contrast(with: theme.paper) >= 4.5)
      }
    }
  }
}
