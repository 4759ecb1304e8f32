/// Pictures that pages may show: formats that hold nothing but points.
public enum PageImage {
  /// The largest picture that is put into a page, in bytes.
  public static let largest = 8 << 20

  /// The type of a picture by its content, whatever its name says; nil for anything else.
  public static func type(of bytes: [UInt8]) -> String? {
    let heads: [(String, [UInt8])] = [
      ("image/png", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]),
      ("image/jpeg", [0xFF, 0xD8, 0xFF]), ("image/gif", Array("GIF87a".utf8)),
      ("image/gif", Array("GIF89a".utf8)),
    ]
    if let found = heads.first(where: { bytes.starts(with: $0.1) }) { return found.0 }
    let isWebP =
      bytes.starts(with: Array("RIFF".utf8)) && bytes.count > 12
      && bytes[8..<12].elementsEqual(Array("WEBP".utf8))
    return isWebP ? "image/webp" : nil
  }

  /// The ending of a file of a type.
  static func fileExtension(of type: String) -> String {
    switch type {
    case "image/png": "png"
    case "image/jpeg": "jpg"
    case "image/gif": "gif"
    default: "webp"
    }
  }

  /// The address that holds a picture itself; nil when it is none that a page may show.
  static func dataAddress(of bytes: [UInt8]) -> String? {
    guard bytes.count <= largest, let type = type(of: bytes) else { return nil }
    return "data:\(type);base64,\(Base64.encode(bytes))"
  }

  /// The relative addresses of the pictures that prose shows, in order and once each, as file names.
  ///
  /// Only those that stay below the notebook's own folder are named.
  public static func relativePaths(in notebook: Notebook) -> [String] {
    var found: [String] = []
    for case .prose(let prose) in notebook.blocks {
      _ = replacingAddresses(in: MarkdownProse.html(prose.text)) { address in
        if let path = path(of: address), !found.contains(path) { found.append(path) }
        return nil
      }
    }
    return found
  }

  /// The file that an address means; nil when it is not one below the notebook's folder.
  static func path(of address: String) -> String? {
    let plain = address.utf8.prefix { $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") }
    guard let path = decoded(String(decoding: plain, as: UTF8.self)), !path.isEmpty,
      !path.hasPrefix("/"), !path.utf8.contains(where: { $0 < 32 || $0 == 92 || $0 == 58 })
    else { return nil }
    let parts = path.utf8.split(separator: UInt8(ascii: "/")).map {
      String(decoding: $0, as: UTF8.self)
    }
    .filter { $0 != "." }
    return parts.isEmpty || parts.contains("..") ? nil : parts.joined(separator: "/")
  }

  /// An address with its `%20` and the like resolved; nil when it is not UTF-8 then.
  private static func decoded(_ text: String) -> String? {
    let bytes = Array(text.utf8)
    var out: [UInt8] = []
    var index = 0
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "%"), index + 2 < bytes.count,
        let value = UInt8(String(decoding: bytes[index + 1...index + 2], as: UTF8.self), radix: 16)
      {
        out.append(value)
        index += 3
      } else {
        out.append(bytes[index])
        index += 1
      }
    }
    return String(validating: out, as: UTF8.self)
  }

  /// Rewrites the pictures in HTML that was made from Markdown.
  ///
  /// Text in it is escaped, so `<img src="` is only ever a picture. Where the closure gives an address,
  /// it takes the place of the old one.
  static func replacingAddresses(in html: String, _ address: (String) -> String?) -> String {
    let mark = "<img src=\""
    var out = ""
    var rest = html[...]
    while let start = rest.firstRange(of: mark) {
      out += rest[..<start.upperBound]
      rest = rest[start.upperBound...]
      guard let end = rest.firstIndex(of: "\"") else { break }
      let written = String(rest[..<end])
      out += address(written.replacing("&amp;", with: "&")) ?? written
      rest = rest[end...]
    }
    return out + rest
  }
}
