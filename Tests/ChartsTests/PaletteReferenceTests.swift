import Foundation
import Testing

@testable import Charts

/// The palettes against values that other programs computed; see References/palettes.py.
@Suite struct PaletteReferenceTests {
  private struct File: Decodable {
    var colors: [String: [String]]
    var separation: [String: [String: Double]]
    var contrast: [String: [String: [Double]]]
  }

  private static let file: File? = {
    let url = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("References/palettes.json")
    return (try? Data(contentsOf: url)).flatMap { try? JSONDecoder().decode(File.self, from: $0) }
  }()

  private static let all =
    [Palettes.light, Palettes.dark] + Palettes.named.filter { file?.colors[$0.name] != nil }

  @Test("The colours are the published ones") func colors() throws {
    let file = try #require(Self.file)
    let known = Self.all + Palettes.ramps
    for (name, colors) in file.colors {
      let palette = try #require(known.first { $0.name == name }, "\(name)")
      #expect(palette.colors.map { String($0.hex.dropFirst()) } == colors, "\(name)")
    }
  }

  @Test("Separation is as others compute it") func separation() throws {
    let file = try #require(Self.file)
    for palette in Self.all {
      for count in [4, 6, 8] {
        let expected = try #require(file.separation[palette.name]?[String(count)])
        let own = ColorVision.separation(Array(palette.colors.prefix(count)))
        // The matrices are published with six digits, and OKLab with ten.
        #expect(abs(own - expected) < 2e-3, "\(palette.name) \(count): \(own), not \(expected)")
      }
    }
  }

  @Test("Contrast is as others compute it") func contrast() throws {
    let file = try #require(Self.file)
    for palette in Self.all {
      for (paper, theme) in [("light", Theme.light), ("dark", Theme.dark)] {
        let expected = try #require(file.contrast[palette.name]?[paper])
        for (color, value) in zip(palette.colors, expected) {
          // WCAG rounds its coefficients to four digits.
          #expect(abs(color.contrast(with: theme.paper) - value) < 1e-3)
        }
      }
    }
  }

  /// The promises of the two default palettes, for four, six and eight categories.
  @Test func promises() {
    let light = [4, 6, 8].map { ColorVision.separation(Array(Palettes.light.colors.prefix($0))) }
    let dark = [4, 6, 8].map { ColorVision.separation(Array(Palettes.dark.colors.prefix($0))) }
    #expect(light.map { ($0 * 10).rounded() / 10 } == [10.7, 8.7, 7.5])
    #expect(dark.map { ($0 * 10).rounded() / 10 } == [12.1, 9.6, 8.3])
    #expect((light + dark).allSatisfy { $0 >= 7 })
    #expect(Palettes.light.colors.allSatisfy { $0.contrast(with: Theme.light.paper) >= 3 })
    #expect(Palettes.dark.colors.allSatisfy { $0.contrast(with: Theme.dark.paper) >= 4.5 })
  }

  /// The contrasts of ink, muted text, axis lines and grid with the paper.
  @Test func greys() {
    func contrasts(_ theme: Theme) -> [Double] {
      [theme.ink, theme.muted, theme.axis, theme.grid].map {
        ($0.contrast(with: theme.paper) * 10).rounded() / 10
      }
    }
    #expect(contrasts(.light) == [15.8, 6.1, 3.1, 1.4])
    #expect(contrasts(.dark) == [14.6, 7.8, 3.8, 1.4])
    #expect(contrasts(.auto) == contrasts(.light))
    #expect(contrasts(.print)[0] == 21)
    #expect(Theme.print.palette.allSatisfy { $0.contrast(with: Theme.print.paper) >= 3 })
    // Printed greys differ by dashes and shapes; the paint for what is folded is still seen.
    for theme in Theme.all { #expect(theme.other.contrast(with: theme.paper) >= 2) }
  }
}
