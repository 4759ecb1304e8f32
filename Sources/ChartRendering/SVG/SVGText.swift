/// Text inside XML.
enum SVGText {
  /// The text with the five characters of XML replaced, and those that XML forbids left out.
  static func escaped(_ text: String) -> String {
    var out = ""
    out.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": out += "&amp;"
      case "<": out += "&lt;"
      case ">": out += "&gt;"
      case "\"": out += "&quot;"
      case "'": out += "&#39;"
      default:
        switch scalar.value {
        case 0x09, 0x0A, 0x0D: out += " "
        case 0x00..<0x20, 0x7F..<0xA0, 0xFFFE, 0xFFFF: break
        case 0x202A...0x202E, 0x2066...0x2069: break
        default: out.unicodeScalars.append(scalar)
        }
      }
    }
    return out
  }

  /// At most so many characters of a text.
  static func limited(_ text: String, to count: Int = 200) -> String {
    text.count <= count ? text : String(text.prefix(count - 1)) + "…"
  }
}
