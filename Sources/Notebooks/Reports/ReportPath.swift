/// Paths as reports show and compare them.
enum ReportPath {
  /// A path without `.`, `..` and empty parts, made absolute by a folder; by text alone, no file is
  /// looked at.
  static func absolute(_ path: String, in folder: String) -> String {
    let full = path.hasPrefix("/") ? path : folder + "/" + path
    var parts: [Substring] = []
    for part in full.split(separator: "/") where part != "." {
      if part == ".." { _ = parts.popLast() } else { parts.append(part) }
    }
    return "/" + parts.joined(separator: "/")
  }

  /// A path from a folder, with `/` between its parts; one outside of the folder stays absolute.
  static func relative(_ path: String, to folder: String) -> String {
    let full = absolute(path, in: folder)
    let base = absolute("", in: folder)
    let start = base == "/" ? base : base + "/"
    guard full.utf8.starts(with: start.utf8) else { return full }
    return String(decoding: full.utf8.dropFirst(start.utf8.count), as: UTF8.self)
  }
}
