import Testing

@testable import Charts

/// Recomputes what the palettes promise: separation under four kinds of vision, and contrast.
@Suite struct PaletteTests {
  @Test func separatesUnderAllVisions() {
    #expect(ColorVision.separation(Palettes.light.colors) >= 7)
    #expect(ColorVision.separation(Palettes.dark.colors) >= 7)
    // The measure itself tells a good palette from a bad one.
    #expect(ColorVision.separation(Palettes.dark2.colors) < 3)
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
