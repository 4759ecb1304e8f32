/// Colours by the names that CSS gives them.
enum CSSColors {
  /// The names that are known, sorted, for suggestions.
  static let names = table.map(\.name)

  /// The colour of a lower-case name.
  static func number(of name: String) -> UInt32? { table.first { $0.name == name }?.number }

  private static let table: [(name: String, number: UInt32)] = [
    ("aqua", 0x00ffff), ("beige", 0xf5f5dc), ("black", 0x000000), ("blue", 0x0000ff),
    ("brown", 0xa52a2a), ("coral", 0xff7f50), ("crimson", 0xdc143c), ("cyan", 0x00ffff),
    ("darkblue", 0x00008b), ("darkgray", 0xa9a9a9), ("darkgreen", 0x006400),
    ("darkgrey", 0xa9a9a9), ("darkorange", 0xff8c00), ("darkred", 0x8b0000),
    ("dimgray", 0x696969), ("dimgrey", 0x696969), ("firebrick", 0xb22222),
    ("forestgreen", 0x228b22), ("gold", 0xffd700), ("goldenrod", 0xdaa520), ("gray", 0x808080),
    ("green", 0x008000), ("grey", 0x808080), ("indigo", 0x4b0082), ("khaki", 0xf0e68c),
    ("lightblue", 0xadd8e6), ("lightgray", 0xd3d3d3), ("lightgreen", 0x90ee90),
    ("lightgrey", 0xd3d3d3), ("lime", 0x00ff00), ("magenta", 0xff00ff), ("maroon", 0x800000),
    ("navy", 0x000080), ("olive", 0x808000), ("orange", 0xffa500), ("orchid", 0xda70d6),
    ("pink", 0xffc0cb), ("plum", 0xdda0dd), ("purple", 0x800080), ("red", 0xff0000),
    ("salmon", 0xfa8072), ("seagreen", 0x2e8b57), ("sienna", 0xa0522d), ("silver", 0xc0c0c0),
    ("skyblue", 0x87ceeb), ("slategray", 0x708090), ("slategrey", 0x708090),
    ("steelblue", 0x4682b4), ("tan", 0xd2b48c), ("teal", 0x008080), ("tomato", 0xff6347),
    ("turquoise", 0x40e0d0), ("violet", 0xee82ee), ("white", 0xffffff), ("yellow", 0xffff00),
  ]
}
