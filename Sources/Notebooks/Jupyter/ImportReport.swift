import Diagnostics

/// Collects what an import has to say, one finding for each kind of thing.
struct ImportReport {
  /// A kind of thing that could not be taken over as it was.
  enum Kind: Int, CaseIterable {
    case otherLanguage, magic, parameters, outputs, ids, fences, raw, pictures, options, leftOut
    case halfCharacter

    /// The code of the finding.
    var code: String { "W\(610 + rawValue)" }

    func message(_ count: Int) -> String {
      func number(_ what: String) -> String { "\(count) \(what)\(count == 1 ? "" : "s")" }
      return switch self {
      case .otherLanguage:
        "\(number("code cell")) of another language: shown as text, not run"
      case .magic: "\(number("line")) for the notebook's own shell, left as text"
      case .parameters: "the parameters are not plain assignments, so none became a `param`"
      case .outputs: "\(number("cell")) with outputs that are not kept"
      case .ids: "\(number("cell id")) mended"
      case .fences: "\(number("cell")) with text that would have become code, shown as text"
      case .raw: "\(number("raw cell")), shown as text"
      case .pictures: "\(number("picture")) in cells left out"
      case .options: "\(number("setting")) that a notebook does not have, left out"
      case .leftOut: "\(number("part")) left out"
      case .halfCharacter: "characters that were broken"
      }
    }

    var advice: String? {
      switch self {
      case .otherLanguage: "Rewrite them as `hfq` cells where results are needed."
      case .magic: "They are commands of that tool and were not translated."
      default: nil
      }
    }
  }

  /// How many items of a kind are listed.
  private static let mostListed = 10

  private var items: [Kind: [String]] = [:]

  /// Adds an item.
  mutating func add(_ kind: Kind, _ item: String) { items[kind, default: []].append(item) }

  /// The findings in the order of their codes.
  func findings(of name: String) -> [Diagnostic] {
    Kind.allCases.compactMap { kind in
      guard let all = items[kind] else { return nil }
      var details = all.prefix(Self.mostListed).map(Self.shortened)
      if all.count > Self.mostListed { details.append("and \(all.count - Self.mostListed) more") }
      if let advice = kind.advice { details.append(advice) }
      return Diagnostic(
        kind.code, "\(name): \(kind.message(all.count))", details: details, kind: .data,
        severity: .warning)
    }
  }

  /// An item on one line of a bearable length, without what a terminal would obey.
  private static func shortened(_ item: String) -> String {
    let plain = item.unicodeScalars.map { $0.value < 32 || $0.value == 127 ? " " : String($0) }
    return plain.count > 100 ? plain.prefix(99).joined() + "…" : plain.joined()
  }
}
