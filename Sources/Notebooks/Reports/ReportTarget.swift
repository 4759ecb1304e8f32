public import Diagnostics

/// A report that was asked for: `json:PATH`, `junit:PATH` or `github`.
public struct ReportTarget: Sendable, Hashable {
  /// The form of a report.
  public enum Kind: String, Sendable, CaseIterable {
    /// One JSON object.
    case json
    /// The XML of JUnit.
    case junit
    /// Workflow commands of GitHub, on standard output.
    case github
  }

  /// The form.
  public let kind: Kind
  /// Where it goes; nil for standard output.
  public let path: String?

  /// Reads what follows `--report`, each word on its own.
  ///
  /// - Parameters:
  ///   - words: The words, in order.
  ///   - folder: The working folder.
  ///   - notebooks: The paths of the notebooks, which no report may replace.
  /// - Throws: `E716` for a kind that does not exist, a path that is missing, too much or the place
  ///   of something else.
  public static func read(
    _ words: [String], folder: String, notebooks: [String]
  ) throws(Diagnostic) -> [ReportTarget] {
    var targets: [ReportTarget] = []
    let sources = Set(notebooks.map { ReportPath.absolute($0, in: folder) })
    var taken: [String: String] = [:]
    for word in words {
      let target = try ReportTarget(word)
      let place = target.path.map { ReportPath.absolute($0, in: folder) } ?? ""
      if let other = taken[place] {
        let name = target.path.map { "`\($0)`" } ?? "standard output"
        throw problem(
          "`--report \(other)` and `--report \(word)` both go to \(name)",
          "Give each report a place of its own.")
      }
      taken[place] = word
      if sources.contains(place) || place.hasSuffix(".hfnb") || place.hasSuffix(".hfnb.md")
        || place.hasSuffix(".hfnb.lock")
      {
        throw problem(
          "`--report \(word)` would replace a notebook or its lock",
          "Reports are files of their own, such as report.\(target.kind == .json ? "json" : "xml")."
        )
      }
      targets.append(target)
    }
    return targets
  }

  private init(_ word: String) throws(Diagnostic) {
    let parts = word.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    let name = parts.first.map(String.init) ?? ""
    let rest = parts.count > 1 ? String(parts[1]) : nil
    guard let kind = Kind(rawValue: name) else { throw Self.unknown(name, rest) }
    self.kind = kind
    guard kind != .github else {
      guard rest == nil || rest == "-" else {
        throw Self.problem(
          "`--report github` takes no path; found `\(word)`",
          "GitHub reads it from standard output, where it is written.")
      }
      path = nil
      return
    }
    guard let rest, !rest.isEmpty else {
      throw Self.problem(
        "`--report \(word)` needs a path",
        "For example `--report \(kind.rawValue):report.\(kind == .json ? "json" : "xml")`; "
          + "`\(kind.rawValue):-` is standard output.")
    }
    path = rest == "-" ? nil : rest
  }

  private static func unknown(_ name: String, _ rest: String?) -> Diagnostic {
    let end = rest.map { ":" + $0 } ?? ""
    var advice = "Reports: json:PATH, junit:PATH, github."
    if rest == nil, name.hasSuffix(".json") {
      advice = "did you mean `--report json:\(name)`?"
    } else if rest == nil, name.hasSuffix(".xml") {
      advice = "did you mean `--report junit:\(name)`?"
    } else if let near = Suggestion.nearest(to: name, among: Kind.allCases.map(\.rawValue)) {
      advice = "did you mean `--report \(near)\(near == "github" ? "" : end)`?"
    }
    return problem("there is no report `\(name)`", advice)
  }

  private static func problem(_ message: String, _ advice: String) -> Diagnostic {
    Diagnostic("E716", message, details: [advice], kind: .usage)
  }
}
