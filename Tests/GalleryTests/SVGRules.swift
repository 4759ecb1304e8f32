import Charts
import TestSupport

/// What an SVG of ours may hold, by its text alone.
enum SVGRules {
  static let elements: Set<String> = [
    "svg", "title", "desc", "g", "path", "rect", "circle", "text", "clipPath", "style",
    "pattern",
  ]
  static let attributes: Set<String> = [
    "xmlns", "class", "width", "height", "viewBox", "role", "aria-labelledby", "aria-hidden",
    "font-family", "font-size", "font-weight", "fill", "stroke", "stroke-width",
    "stroke-dasharray", "stroke-linejoin", "stroke-linecap", "opacity", "x", "y", "cx", "cy", "r",
    "d", "id", "clip-path", "text-anchor", "transform", "paint-order", "patternUnits",
    "patternTransform",
  ]
  private static let numeric: Set<String> = [
    "x", "y", "width", "height", "cx", "cy", "r", "font-size", "stroke-width",
  ]
  /// No picture of the gallery is larger.
  static let budget = 60_000

  /// What is wrong with a document; nothing when it keeps the contract.
  static func violations(_ svg: String, theme: Theme, budget: Int = budget) -> [String] {
    var out: [String] = []
    func check(_ holds: Bool, _ message: @autoclosure () -> String) {
      if !holds { out.append(message()) }
    }
    let elements: [XMLChecker.Element]
    do { elements = try XMLChecker.elements(of: svg) } catch { return ["not XML: \(error)"] }
    check(svg.hasSuffix("</svg>\n"), "does not end with a line break")
    check(svg.utf8.count <= budget, "\(svg.utf8.count) bytes")
    guard elements.count >= 4 else { return out + ["nothing but \(elements.count) elements"] }
    let root = elements[0]
    check(root.name == "svg" && root["xmlns"] == "http://www.w3.org/2000/svg", "the root")
    check(root["role"] == "img", "no role")
    check(
      root["viewBox"] == "0 0 \(root["width"] ?? "") \(root["height"] ?? "")", "the view box")
    for name in ["font-family", "font-size", "fill"] {
      check(root[name] != nil, "the root has no \(name)")
    }
    check(elements[1].name == "title" && !elements[1].text.isEmpty, "no title")
    check(elements[2].name == "desc" && elements[2].text.count > 20, "no description")
    check(
      root["aria-labelledby"] == "\(elements[1]["id"] ?? "?") \(elements[2]["id"] ?? "?")",
      "the title and the description are not named")
    check(
      elements[3].name == "rect" && elements[3]["width"] == root["width"]
        && elements[3]["height"] == root["height"] && elements[3]["fill"] == theme.paper.hex,
      "the paper is not painted")
    out += identifiers(elements, svg)
    for element in elements { out += violations(element) }
    check(
      elements.count { $0.name == "style" } == (theme.hasDarkVariant ? 1 : 0), "style elements")
    out += lines(svg)
    return out
  }

  private static func identifiers(_ elements: [XMLChecker.Element], _ svg: String) -> [String] {
    var out: [String] = []
    let ids = elements.compactMap { $0["id"] }
    if Set(ids).count != ids.count { out.append("an identifier twice") }
    let root = ids.first?.split(separator: "-").first.map(String.init) ?? ""
    let isHash =
      root.count == 9 && root.first == "h" && root.dropFirst().allSatisfy { $0.isHexDigit }
    if !isHash || !ids.allSatisfy({ $0.hasPrefix(root + "-") }) { out.append("ids: \(ids)") }
    for element in elements {
      for (_, value) in element.attributes where value.contains("url(") {
        let name = value.split(separator: " ").first ?? ""
        let isReference = name.hasPrefix("url(#") && name.hasSuffix(")")
        if !isReference || !ids.contains(String(name.dropFirst(5).dropLast())) {
          out.append("\(value) leads nowhere")
        }
      }
      if element.name == "style" {
        // Every rule begins with the class of the root, so that no other chart is touched.
        let rules = element.text.split(separator: "\n").filter { $0.contains("{ ") }
        for rule in rules where !rule.hasPrefix(".\(root) ") && !rule.hasPrefix("@media") {
          out.append("the rule \(rule)")
        }
      }
    }
    return out
  }

  private static func violations(_ element: XMLChecker.Element) -> [String] {
    var out: [String] = []
    if !elements.contains(element.name) { out.append("the element \(element.name)") }
    for (name, value) in element.attributes {
      if !attributes.contains(name) { out.append("the attribute \(name) of \(element.name)") }
      for word in ["currentColor", "var(", "http:", "https:", "javascript:", "NaN", "inf"]
      where value.contains(word) && name != "xmlns" {
        out.append("\(name) has \(word)")
      }
      if numeric.contains(name), !isNumber(value) { out.append("\(name) is \(value)") }
      if name == "d", !isPathData(value) { out.append("the path \(value.prefix(60))") }
      if name == "opacity", !isOpacity(value) { out.append("the opacity \(value)") }
      if ["fill", "stroke"].contains(name), !isColor(value), !isPattern(value) {
        out.append("\(name) is \(value)")
      }
      if name == "transform", !isRotation(value) { out.append("the transform \(value)") }
    }
    // Every painted thing says its own paint where the root's would be wrong.
    if ["path", "rect", "circle"].contains(element.name), element["fill"] == nil,
      !element.parents.contains("clipPath"), !element.parents.contains("g")
    {
      out.append("\(element.name) without fill")
    }
    return out
  }

  /// One element a line, so that differences can be read.
  private static func lines(_ svg: String) -> [String] {
    svg.split(separator: "\n").compactMap { line in
      let tags = line.split(separator: "<").filter { part in
        !part.hasPrefix("/") && !part.hasPrefix("title") && part.contains(">")
      }.count
      // The window of a clip and the figure of a pattern stand in one line with their names.
      let isWindow = line.hasPrefix("<clipPath")
      return tags > (line.hasPrefix("<pattern") ? 3 : isWindow ? 2 : 1)
        ? "two elements in a line: \(line.prefix(60))" : nil
    }
  }

  /// `-?digits(.digit)?` without a negative zero or a zero at the end.
  static func isNumber(_ text: some StringProtocol) -> Bool {
    var rest = Substring(text)
    if rest.first == "-" { rest.removeFirst() }
    if text == "-0" { return false }
    let parts = rest.split(separator: ".", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), parts.allSatisfy({ !$0.isEmpty }) else { return false }
    guard parts.allSatisfy({ $0.allSatisfy { ("0"..."9").contains($0) } }) else { return false }
    if parts[0].count > 1, parts[0].first == "0" { return false }
    return parts.count == 1 || (parts[1].count == 1 && parts[1] != "0")
  }

  static func isPathData(_ text: String) -> Bool {
    guard text.first == "M" else { return false }
    var spaced = ""
    for character in text {
      if character == "-" {
        spaced += " -"
      } else if "MmlhvzLHVZ".contains(character) {
        spaced += " "
      } else {
        spaced.append(character)
      }
    }
    return spaced.split(separator: " ").allSatisfy { isNumber($0) }
  }

  private static func isOpacity(_ text: String) -> Bool {
    guard let value = Double(text) else { return false }
    return (0..<1).contains(value) && text.count <= 4
  }

  private static func isColor(_ text: String) -> Bool {
    if text == "none" { return true }
    return text.count == 7 && text.first == "#" && text.dropFirst().allSatisfy { $0.isHexDigit }
  }

  /// `url(#ID) #rrggbb`: a pattern, with a colour for readers that draw none.
  private static func isPattern(_ text: String) -> Bool {
    let parts = text.split(separator: " ")
    return parts.count == 2 && parts[0].hasPrefix("url(#h") && parts[0].hasSuffix(")")
      && isColor(String(parts[1]))
  }

  private static func isRotation(_ text: String) -> Bool {
    guard text.hasPrefix("rotate("), text.hasSuffix(")") else { return false }
    let numbers = text.dropFirst(7).dropLast().split(separator: " ")
    return numbers.count == 3 && numbers.allSatisfy { isNumber($0) }
  }
}
