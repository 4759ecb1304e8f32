import Diagnostics
import QueryLanguage

extension ItemSyntax {
  /// The name of the item's column as an aggregate: the one given, else the source text.
  var aggregateName: String {
    if let name { return name.text }
    switch value.unparenthesized {
    case .name(let name), .column(let name): return name.text
    default: return sourceText
    }
  }

  /// The name of the item's column as a key: the one given, a column's own, or the function's.
  var keyName: String {
    if let name { return name.text }
    switch value.unparenthesized {
    case .name(let name), .column(let name): return name.text
    case .call(let call): return call.name.text
    default: return sourceText
    }
  }

  /// The text of the value on one line, the same however it is spaced.
  private var sourceText: String { Formatter.line(of: value) }
}
