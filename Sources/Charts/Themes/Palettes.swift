/// A list of colours for categories.
public struct Palette: Sendable {
  /// The name by which it is chosen.
  public var name: String
  /// The colours, in the order of the categories.
  public var colors: [RGBColor]

  init(_ name: String, _ numbers: [UInt32]) {
    self.name = name
    colors = numbers.map { RGBColor($0) }
  }
}

/// The palettes by name.
///
/// `light` and `dark` were found by a constrained search: every pair stays apart in OKLab under
/// normal vision, protanopia, deuteranopia and tritanopia (Machado, Oliveira, Fernandes 2009), and
/// every colour has at least 3:1 contrast to its paper.
public enum Palettes {
  /// The default on light paper.
  public static let light = Palette(
    "light",
    [0x10549f, 0xa53000, 0x319072, 0xe95fae, 0x987f26, 0x1ea0cf, 0x9460df, 0x676767])
  /// The default on dark paper.
  public static let dark = Palette(
    "dark",
    [0x5785df, 0xee7f4a, 0x50e5ab, 0xaf6b91, 0xefcf4c, 0x3eade5, 0xcbbdfc, 0xa8a8a8])
  /// Okabe and Ito 2008.
  public static let okabeIto = Palette(
    "okabe-ito",
    [0xe69f00, 0x56b4e9, 0x009e73, 0xf0e442, 0x0072b2, 0xd55e00, 0xcc79a7, 0x000000])
  /// Tableau 10.
  public static let tableau10 = Palette(
    "tableau10",
    [
      0x4e79a7, 0xf28e2b, 0xe15759, 0x76b7b2, 0x59a14f, 0xedc948, 0xb07aa1, 0xff9da7, 0x9c755f,
      0xbab0ac,
    ])
  /// ColorBrewer Set2 (Brewer 2003).
  public static let set2 = Palette(
    "set2",
    [0x66c2a5, 0xfc8d62, 0x8da0cb, 0xe78ac3, 0xa6d854, 0xffd92f, 0xe5c494, 0xb3b3b3])
  /// ColorBrewer Dark2 (Brewer 2003).
  public static let dark2 = Palette(
    "dark2",
    [0x1b9e77, 0xd95f02, 0x7570b3, 0xe7298a, 0x66a61e, 0xe6ab02, 0xa6761d, 0x666666])
  /// ColorBrewer Paired (Brewer 2003).
  public static let paired = Palette(
    "paired",
    [
      0xa6cee3, 0x1f78b4, 0xb2df8a, 0x33a02c, 0xfb9a99, 0xe31a1c, 0xfdbf6f, 0xff7f00, 0xcab2d6,
      0x6a3d9a, 0xffff99, 0xb15928,
    ])

  /// The palettes that a chart can ask for.
  public static let named = [okabeIto, tableau10, set2, dark2, paired]

  /// Nine stops of viridis (van der Walt and Smith 2015) for continuous values.
  public static let viridis = Palette(
    "viridis",
    [
      0x440154, 0x472d7b, 0x3b528b, 0x2c728e, 0x21918c, 0x28ae80, 0x5ec962, 0xaddc30, 0xfde725,
    ])
  /// Shades of one blue for continuous values.
  public static let blues = Palette(
    "blues", [0xe3edf7, 0xb9d3ea, 0x8bb5db, 0x5b93c8, 0x3572b0, 0x195493, 0x0b376a])

  /// From blue over grey to rust, for values about a midpoint.
  public static let blueRust = Palette(
    "blue-rust",
    [0x10549f, 0x4876b1, 0x7898c2, 0xa8bad1, 0xd9dce0, 0xd1b3ac, 0xc68a7a, 0xb76047, 0xa53000])

  /// The ramps that a continuous colour can ask for.
  public static let ramps = [viridis, blues, blueRust]
}
