/// Keeps names on one page apart: labels of regions, and ids inside of drawings.
struct PageNames {
  private var labels: [String: Int] = [:]
  private var drawings: [String: Int] = [:]

  /// A label that no region before has; the second of one label gets ` (2)`.
  mutating func label(_ wanted: String) -> String {
    var label = wanted
    while labels[label] != nil {
      let number = (labels[wanted] ?? 1) + 1
      labels[wanted] = number
      label = "\(wanted) (\(number))"
    }
    labels[label] = 1
    return label
  }

  /// A drawing with ids that no drawing before it has.
  ///
  /// Ids in a drawing begin with a digest of its content, so only equal drawings share them.
  mutating func drawing(_ svg: String) -> String {
    let attribute = "aria-labelledby=\""
    guard let start = svg.firstRange(of: attribute)?.upperBound else { return svg }
    let digest = svg[start...].prefix { $0 != "-" && $0 != "\"" }
    let number = (drawings[String(digest)] ?? 0) + 1
    drawings[String(digest)] = number
    guard number > 1, !digest.isEmpty else { return svg }
    return svg.replacing("\(digest)-", with: "\(digest)n\(number)-")
  }
}
