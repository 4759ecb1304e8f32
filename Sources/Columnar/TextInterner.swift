/// Gives each different text a number, counted from 0 in the order of first sight.
///
/// Open addressing with linear probing over a power of two of slots; each slot holds 32 bits of
/// the hash beside the number, so that most different texts are told apart without reading them.
/// Views are kept as they are: the caller keeps their memory alive.
public struct TextInterner: ~Copyable {
  private var slots: UnsafeMutablePointer<UInt64>
  private var slotMask: Int
  private var views: BufferBuilder<TextView>
  private static let emptySlot: UInt64 = .max

  /// Creates an interner that expects about as many different texts.
  public init(expecting count: Int = 64) {
    var size = 128
    while size < count &* 2 { size &*= 2 }
    slots = .allocate(capacity: size)
    slots.update(repeating: Self.emptySlot, count: size)
    slotMask = size - 1
    views = BufferBuilder(capacity: max(64, count))
  }

  deinit { slots.deallocate() }

  /// The number of different texts so far.
  public var count: Int { views.count }

  /// The number of a text, which is new when it equals `count` as it was before the call.
  @inline(__always)
  public mutating func code(of view: TextView) -> UInt32 { code(of: view, hash: view.hash) }

  /// The number of a text whose hash is known.
  @inline(__always)
  public mutating func code(of view: TextView, hash: UInt64) -> UInt32 {
    let tag = hash & 0xFFFF_FFFF_0000_0000
    var slot = Int(truncatingIfNeeded: hash) & slotMask
    while true {
      let entry = slots[slot]
      if entry == Self.emptySlot { break }
      if entry & 0xFFFF_FFFF_0000_0000 == tag {
        let code = UInt32(truncatingIfNeeded: entry)
        if TextView.equal(views[code], view) { return code }
      }
      slot = (slot &+ 1) & slotMask
    }
    let code = UInt32(truncatingIfNeeded: views.count)
    slots[slot] = tag | UInt64(code)
    views.append(view)
    if views.count &* 2 > slotMask { grow() }
    return code
  }

  /// Replaces the kept view of a number by one with the same bytes that lives longer.
  public mutating func replaceView(of code: UInt32, with view: TextView) { views[code] = view }

  private mutating func grow() {
    let size = (slotMask + 1) * 2
    let larger = UnsafeMutablePointer<UInt64>.allocate(capacity: size)
    larger.update(repeating: Self.emptySlot, count: size)
    for code in 0..<views.count {
      let hash = views[UInt32(code)].hash
      var slot = Int(truncatingIfNeeded: hash) & (size - 1)
      while larger[slot] != Self.emptySlot { slot = (slot + 1) & (size - 1) }
      larger[slot] = (hash & 0xFFFF_FFFF_0000_0000) | UInt64(code)
    }
    slots.deallocate()
    slots = larger
    slotMask = size - 1
  }

  /// The different texts in the order of their numbers; the interner is used up.
  public consuming func finish() -> Buffer<TextView> { takeViews() }

  private mutating func takeViews() -> Buffer<TextView> {
    var taken = BufferBuilder<TextView>(capacity: 16)
    swap(&taken, &views)
    return taken.finish()
  }
}
