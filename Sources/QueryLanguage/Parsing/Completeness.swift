public import Diagnostics

/// Whether a text that is being typed can be run.
public enum Completeness: Sendable, Hashable {
  /// It is a program without errors.
  case complete
  /// More has to follow, on a line with this many spaces before it.
  case incomplete(indent: Int)
  /// It has errors that no further line can mend.
  case invalid
}

extension Parser {
  /// Says whether a text can be run as it stands.
  ///
  /// A text goes on when a bracket or a long text is open, or when it ends with `|`, a comma, `=` or
  /// an operator.
  public static func completeness(of source: SourceText, verbs: VerbForms) -> Completeness {
    let lexed = Lexer.lex(source)
    if lexed.isOpenEnded {
      let others = lexed.diagnostics.count - lexed.openBrackets
      let hasLongText = others > 0 && lexed.diagnostics.contains { $0.code == "E103" }
      return others == 0 || hasLongText
        ? .incomplete(indent: 2 * max(1, lexed.openBrackets)) : .invalid
    }
    if let last = lexed.tokens.dropLast().last, lexed.diagnostics.isEmpty {
      switch last.kind {
      case .symbol(.bar): return .incomplete(indent: 2)
      case .symbol(let symbol) where symbol.continuesLine: return .incomplete(indent: 4)
      case .word(.and), .word(.or), .word(.not), .word(.in), .word(.is), .word(.if), .word(.then),
        .word(.else), .word(.case):
        return .incomplete(indent: 4)
      default: break
      }
    }
    let script = parse(source, verbs: verbs)
    if script.diagnostics.isEmpty { return .complete }
    if let last = lexed.tokens.dropLast().last, last.isSymbol(.star),
      script.diagnostics.allSatisfy({ ($0.primary?.span.lower ?? 0) >= last.upper })
    {
      return .incomplete(indent: 4)
    }
    return .invalid
  }
}
