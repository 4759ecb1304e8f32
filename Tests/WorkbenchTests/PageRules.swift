/// What must hold of every exported page, looked for in its text.
enum PageRules {
  /// The rules that a page breaks, in words.
  static func violations(_ page: String) -> [String] {
    var found: [String] = []
    let lower = page.lowercased()
    for part in ["<script", "javascript:", "<iframe", "<object", "<embed", "<link", "<base"]
    where lower.contains(part) {
      found.append("holds \(part)")
    }
    let policy = "http-equiv=\"Content-Security-Policy\" content=\"default-src 'none';"
    if !page.contains(policy) { found.append("has no policy") }
    var ids: Set<String> = []
    var references: [String] = []
    var labels: Set<String> = []
    var level = 0
    for piece in page.split(separator: "<", omittingEmptySubsequences: false).dropFirst() {
      let tag = piece.prefix { $0 != ">" }
      guard let first = tag.first, first.isLetter else { continue }
      let attributes = attributes(of: tag)
      for (name, value) in attributes {
        if name.hasPrefix("on") { found.append("has the attribute \(name)") }
        if name == "id", !ids.insert(value).inserted { found.append("has the id \(value) twice") }
        if name == "aria-labelledby" { references += value.split(separator: " ").map(String.init) }
        if name == "href", value.hasPrefix("#") { references.append(String(value.dropFirst())) }
      }
      let name = tag.prefix { $0.isLetter || $0.isNumber }
      let isRegion = attributes["role"] == "region" || name == "section"
      if isRegion, !labels.insert(attributes["aria-label"] ?? "").inserted {
        found.append("has the label \(attributes["aria-label"] ?? "") twice")
      }
      if name == "svg", attributes["aria-labelledby"] == nil, attributes["aria-label"] == nil {
        found.append("has a drawing without words")
      }
      if name == "img", attributes["alt"] == nil { found.append("has a picture without words") }
      if name.count == 2, name.first == "h", let number = name.last?.wholeNumberValue {
        if number > level + 1 { found.append("jumps from h\(level) to h\(number)") }
        level = number
      }
    }
    for reference in references where !ids.contains(reference) {
      found.append("refers to \(reference), which is not there")
    }
    return found
  }

  /// The attributes of a tag; text between quotes is a value.
  private static func attributes(of tag: Substring) -> [String: String] {
    var found: [String: String] = [:]
    let parts = tag.split(separator: "\"", omittingEmptySubsequences: false)
    for index in stride(from: 0, to: parts.count - 1, by: 2) {
      let name = parts[index].split { $0 == " " || $0 == "\n" }.last.map { $0.dropLast() } ?? ""
      found[name.lowercased()] = String(parts[index + 1])
    }
    return found
  }
}
