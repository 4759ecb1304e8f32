import Glibc

/// A colour in the sRGB space.
public struct RGBColor: Sendable, Hashable {
  /// The parts from 0 to 255.
  public var red: UInt8, green: UInt8, blue: UInt8

  /// Creates a colour from its parts.
  public init(red: UInt8, green: UInt8, blue: UInt8) {
    self.red = red
    self.green = green
    self.blue = blue
  }

  /// Creates a colour from a number such as `0x10549f`.
  public init(_ number: UInt32) {
    self.init(
      red: UInt8(truncatingIfNeeded: number >> 16), green: UInt8(truncatingIfNeeded: number >> 8),
      blue: UInt8(truncatingIfNeeded: number))
  }

  /// Reads `#rrggbb`, `#rgb` or a colour's CSS name; nil for anything else.
  public init?(text: String) {
    let lowered = text.lowercased()
    if let named = CSSColors.number(of: lowered) {
      self.init(named)
      return
    }
    guard lowered.hasPrefix("#") else { return nil }
    let digits = Array(lowered.utf8.dropFirst())
    guard digits.allSatisfy({ (48...57).contains($0) || (97...102).contains($0) }) else {
      return nil
    }
    let full = digits.count == 3 ? digits.flatMap { [$0, $0] } : digits
    guard full.count == 6, let number = UInt32(String(decoding: full, as: UTF8.self), radix: 16)
    else { return nil }
    self.init(number)
  }

  /// The colour as `#rrggbb`.
  public var hex: String {
    func pair(_ value: UInt8) -> String {
      let digits = String(value, radix: 16)
      return digits.count == 1 ? "0" + digits : digits
    }
    return "#" + pair(red) + pair(green) + pair(blue)
  }

  /// A colour between this one and another; 0 gives this one, 1 the other.
  public func mixed(with other: RGBColor, _ amount: Double) -> RGBColor {
    func part(_ a: UInt8, _ b: UInt8) -> UInt8 {
      UInt8(max(0, min(255, (Double(a) + (Double(b) - Double(a)) * amount).rounded())))
    }
    return RGBColor(
      red: part(red, other.red), green: part(green, other.green), blue: part(blue, other.blue))
  }

  /// The parts as linear light from 0 to 1 (IEC 61966-2-1).
  var linear: (red: Double, green: Double, blue: Double) {
    func expand(_ part: UInt8) -> Double {
      let value = Double(part) / 255
      return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
    }
    return (expand(red), expand(green), expand(blue))
  }

  /// The relative luminance of WCAG 2.1.
  public var luminance: Double {
    let light = linear
    return 0.2126 * light.red + 0.7152 * light.green + 0.0722 * light.blue
  }

  /// The contrast ratio of WCAG 2.1, from 1 to 21.
  public func contrast(with other: RGBColor) -> Double {
    let first = luminance
    let second = other.luminance
    return (max(first, second) + 0.05) / (min(first, second) + 0.05)
  }
}
