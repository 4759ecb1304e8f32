import Charts

/// Filled shapes as eighths of cells: each cell is cut into eight strips, lying or standing, and what
/// is shown is the block that fits the strips best.
struct TerminalFills {
  /// What fills a strip.
  struct Ink: Equatable {
    var paint: Paint
    /// What fills a whole cell.
    var sign: Character
    /// Whether it only shades what nothing else fills.
    var isPale = false
  }

  /// What a cell shows of its strips.
  struct Block {
    var character: Character
    var foreground: Paint?
    var background: Paint?
    /// Whether foreground and background change places, for what hangs from above or the right.
    var isReversed = false
    /// The paint of most of the cell, if most of it is filled.
    var ground: Paint?
  }

  private let isASCII: Bool
  private let hasColor: Bool
  private var inks: [Ink] = []
  /// Eight strips for each cell, from below or from the left; 0 for none, else a place in `inks`.
  private var strips: [UInt8]
  /// Whether the strips of a cell stand side by side.
  private var areStanding: [Bool]

  init(cellCount: Int, hasColor: Bool, isASCII: Bool) {
    self.hasColor = hasColor
    self.isASCII = isASCII
    strips = [UInt8](repeating: 0, count: cellCount * 8)
    areStanding = [Bool](repeating: false, count: cellCount)
  }

  /// The number of an ink; the last of 255 stands for all that follow.
  mutating func number(of ink: Ink) -> UInt8 {
    if let known = inks.firstIndex(of: ink) { return UInt8(known + 1) }
    if inks.count < 255 { inks.append(ink) }
    return UInt8(inks.count)
  }

  /// Fills the strips of a cell whose middles lie between two places, measured in cells from the
  /// lower or left edge.
  ///
  /// - Parameter isThin: Whether at least one strip is filled.
  mutating func fill(
    _ cell: Int, from start: Double, to end: Double, _ ink: UInt8, standing: Bool, isThin: Bool
  ) {
    var first = Int((start * 8 + 0.5 - 1e-9).rounded(.down))
    var last = Int((end * 8 - 0.5 + 1e-9).rounded(.down))
    if first > last {
      guard isThin else { return }
      first = Int(((start + end) * 4).rounded(.down))
      last = first
    }
    first = max(0, min(7, first))
    last = max(0, min(7, last))
    if areStanding[cell] != standing {
      // Strips of the other direction become what fills most of the cell.
      let most = dominant(cell)
      for strip in 0..<8 { strips[cell * 8 + strip] = most }
      areStanding[cell] = standing
    }
    let isPale = inks[Int(ink) - 1].isPale
    for strip in first...max(first, last) where !isPale || strips[cell * 8 + strip] == 0 {
      strips[cell * 8 + strip] = ink
    }
  }

  /// The ink, or none, of the most strips of a cell; of the lower one where two are equal.
  private func dominant(_ cell: Int, in range: Range<Int> = 0..<8) -> UInt8 {
    var best: (ink: UInt8, count: Int) = (0, 0)
    for strip in range {
      let ink = strips[cell * 8 + strip]
      var count = 0
      for other in range where strips[cell * 8 + other] == ink { count += 1 }
      if count > best.count { best = (ink, count) }
    }
    return best.ink
  }

  private static let lowerBlocks: [Character] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]
  private static let leftBlocks: [Character] = ["▏", "▎", "▍", "▌", "▋", "▊", "▉", "█"]

  /// What a cell shows; nil for an empty one.
  func block(_ cell: Int) -> Block? {
    let range = cell * 8..<(cell * 8 + 8)
    guard strips[range].contains(where: { $0 != 0 }) else { return nil }
    return hasColor && !isASCII ? colored(cell) : plain(cell)
  }

  /// Two inks at the place between them that leaves the fewest strips wrong.
  private func colored(_ cell: Int) -> Block? {
    var best: (split: Int, lower: UInt8, upper: UInt8, wrong: Int)?
    for split in (1...8).reversed() {
      let lower = dominant(cell, in: 0..<split)
      let upper = split < 8 ? dominant(cell, in: split..<8) : lower
      var wrong = 0
      for strip in 0..<8 where strips[cell * 8 + strip] != (strip < split ? lower : upper) {
        wrong += 1
      }
      if wrong < best?.wrong ?? .max { best = (split, lower, upper, wrong) }
    }
    guard let best else { return nil }
    let below = ink(best.lower)
    let above = ink(best.upper)
    let blocks = areStanding[cell] ? Self.leftBlocks : Self.lowerBlocks
    if best.split == 8 || best.lower == best.upper {
      return below.map {
        Block(character: $0.sign, foreground: $0.paint, background: nil, ground: $0.paint)
      }
    }
    let ground = best.split >= 4 ? below?.paint : above?.paint
    switch (below, above) {
    case (nil, nil): return nil
    case (let below?, nil):
      // A shade has no eighths.
      guard below.sign == "█" else {
        return best.split < 4
          ? nil : Block(character: below.sign, foreground: below.paint, background: nil)
      }
      return Block(
        character: blocks[best.split - 1], foreground: below.paint, background: nil,
        ground: best.split >= 4 ? below.paint : nil)
    case (nil, let above?):
      guard above.sign == "█" else {
        return best.split > 4
          ? nil : Block(character: above.sign, foreground: above.paint, background: nil)
      }
      if best.split == 4 {
        return Block(
          character: areStanding[cell] ? "▐" : "▀", foreground: above.paint, background: nil,
          ground: ground)
      }
      return Block(
        character: blocks[best.split - 1], foreground: above.paint, background: nil,
        isReversed: true, ground: ground)
    case (let below?, let above?):
      guard below.sign == "█", above.sign == "█" else {
        let more = best.split >= 4 ? below : above
        return Block(character: more.sign, foreground: more.paint, background: nil)
      }
      return Block(
        character: blocks[best.split - 1], foreground: below.paint, background: above.paint,
        ground: ground)
    }
  }

  /// The sign of the ink that fills most of the cell, or a block where only a part is filled.
  private func plain(_ cell: Int) -> Block? {
    let all = strips[cell * 8..<(cell * 8 + 8)]
    let filled = all.count { $0 != 0 }
    var counts: [UInt8: Int] = [:]
    for number in all where number != 0 { counts[number, default: 0] += 1 }
    guard let most = counts.max(by: { ($0.value, $1.key) < ($1.value, $0.key) }),
      let ink = ink(most.key)
    else { return nil }
    func shown(_ character: Character) -> Block {
      Block(character: character, foreground: ink.paint, background: nil, ground: ink.paint)
    }
    if filled == 8 || counts.count > 1 { return filled >= 4 ? shown(ink.sign) : nil }
    guard ink.sign == "█" else {
      if filled >= 4 { return shown(ink.sign) }
      return isASCII ? shown(areStanding[cell] ? ink.sign : "_") : nil
    }
    let startsAtEdge = all.first != 0
    if startsAtEdge {
      return shown((areStanding[cell] ? Self.leftBlocks : Self.lowerBlocks)[filled - 1])
    }
    let hanging: [Character] = areStanding[cell] ? ["▕", "▐", "█"] : ["▔", "▀", "█"]
    return shown(hanging[filled < 3 ? 0 : filled < 6 ? 1 : 2])
  }

  private func ink(_ number: UInt8) -> Ink? { number == 0 ? nil : inks[Int(number) - 1] }
}
