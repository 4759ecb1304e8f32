/// Takes one of several colours that hardly differ for all of them.
///
/// A ramp gives each of a million rows a colour of its own, of which no eye sees more than some
/// dozens apart; shapes of one colour can share an element.
struct PaintBuckets {
  private var representatives: [UInt32: Paint] = [:]

  /// The first colour of those that are as good as equal to one.
  mutating func paint(near paint: Paint) -> Paint {
    guard case .fixed(let color) = paint else { return paint }
    let key =
      UInt32(color.red / 16) << 16 | UInt32(color.green / 16) << 8 | UInt32(color.blue / 16)
    if let known = representatives[key] { return known }
    representatives[key] = paint
    return paint
  }
}
