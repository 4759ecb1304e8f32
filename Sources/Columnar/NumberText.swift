/// Text of numbers, the same on every machine and in every locale.
public enum NumberText {
  /// The shortest text that reads back as the same double.
  ///
  /// Whole numbers below 10^16 are written without a fraction and without an exponent.
  public static func shortest(_ value: Double) -> String {
    if value == value.rounded(), abs(value) < 1e16 {
      return String(Int64(value))  // also turns -0 into 0
    }
    return value.description
  }

  /// The text of a double to a number of significant digits, without trailing zeros.
  ///
  /// Rounds the shortest decimal text, half away from zero, so that what is shown is a rounding of
  /// what CSV holds. Exponents are used below 1e-5 and from 1e15 on.
  public static func significant(_ value: Double, digits: Int) -> String {
    if value == 0 { return "0" }
    var decimal = Decimal(value)
    // Digits before the point are never rounded away: 1234567 stays as it is.
    decimal.round(toDigits: max(digits, min(decimal.exponent, 15)))
    return decimal.text
  }

  /// The text of a double with a fixed number of digits after the point.
  ///
  /// `shift` moves the point to the right in the decimal text, exactly: 2 for percent.
  public static func fixed(_ value: Double, decimals: Int, shift: Int = 0) -> String {
    fixed(Decimal(value), decimals: decimals, shift: shift)
  }

  /// The text of a whole number with a fixed number of digits after the point.
  public static func fixed(_ value: Int64, decimals: Int, shift: Int = 0) -> String {
    fixed(Decimal(value), decimals: decimals, shift: shift)
  }

  private static func fixed(_ value: Decimal, decimals: Int, shift: Int) -> String {
    var decimal = value
    guard !decimal.digits.isEmpty else {
      return decimals > 0 ? "0." + String(repeating: "0", count: decimals) : "0"
    }
    decimal.exponent += shift
    decimal.round(toDigits: decimal.exponent + decimals)
    return decimal.fixedText(decimals: decimals)
  }

  /// A whole number with a comma between groups of three digits.
  public static func grouped(_ value: Int) -> String {
    let digits = String(value.magnitude)
    var out = value < 0 ? "-" : ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { out.append(",") }
      out.append(digit)
    }
    return out
  }

  /// The decimal digits of a double: 0.d1d2d3… times ten to the exponent.
  struct Decimal {
    var isNegative: Bool
    var digits: [UInt8]
    /// The position of the point, counted from before the first digit.
    var exponent: Int

    init(_ value: Int64) {
      isNegative = value < 0
      digits = value == 0 ? [] : String(value.magnitude).utf8.map { $0 - UInt8(ascii: "0") }
      exponent = digits.count
      while digits.last == 0 { digits.removeLast() }
    }

    init(_ value: Double) {
      isNegative = value < 0
      digits = []
      exponent = 0
      var pointSeen = false
      var exponentText = ""
      var inExponent = false
      for byte in value.magnitude.description.utf8 {
        switch byte {
        case UInt8(ascii: "."): pointSeen = true
        case UInt8(ascii: "e"): inExponent = true
        case _ where inExponent: exponentText.unicodeScalars.append(Unicode.Scalar(byte))
        default:
          if !digits.isEmpty || byte != UInt8(ascii: "0") {
            digits.append(byte - UInt8(ascii: "0"))
            if !pointSeen { exponent += 1 }
          } else if pointSeen {
            exponent -= 1
          }
        }
      }
      let sign = exponentText.hasPrefix("-") ? -1 : 1
      exponent += sign * (Int(exponentText.drop { $0 == "-" || $0 == "+" }) ?? 0)
      while digits.last == 0 { digits.removeLast() }
    }

    /// Keeps this many digits; none or fewer rounds to nothing or to one unit.
    mutating func round(toDigits count: Int) {
      guard count < digits.count else { return }
      guard count >= 0 else {
        digits = []
        return
      }
      let up = digits[count] >= 5
      digits.removeSubrange(count...)
      if up {
        var index = count - 1
        while index >= 0, digits[index] == 9 {
          digits[index] = 0
          index -= 1
        }
        if index >= 0 {
          digits[index] += 1
        } else {
          digits.insert(1, at: 0)
          exponent += 1
        }
      }
      while digits.last == 0 { digits.removeLast() }
    }

    /// Plain or exponent form without trailing zeros.
    var text: String {
      if digits.isEmpty { return "0" }
      if exponent > 15 || exponent < -4 {
        let head = String(digits[0])
        let tail = digits.dropFirst().map(String.init).joined()
        let mantissa = tail.isEmpty ? head : head + "." + tail
        return (isNegative ? "-" : "") + mantissa + "e" + String(exponent - 1)
      }
      return fixedText(decimals: max(0, digits.count - exponent))
    }

    func fixedText(decimals: Int) -> String {
      var out = ""
      for position in 0..<max(1, exponent) {
        out += position < exponent && position < digits.count ? String(digits[position]) : "0"
      }
      if decimals > 0 {
        out += "."
        for position in exponent..<(exponent + decimals) {
          out += position >= 0 && position < digits.count ? String(digits[position]) : "0"
        }
      }
      return isNegative && !digits.isEmpty ? "-" + out : out
    }
  }
}
