/// How charts look on a terminal.
public enum ChartStyle: String, Sendable, CaseIterable {
  /// Lines of braille dots, bars of blocks.
  case braille
  /// Nothing but ASCII: `* + o x #` and `- | +`.
  case ascii
  /// The rows behind the chart as a table, for screen readers and logs.
  case plain

  /// The choice on the command line: one of the styles, or by the terminal.
  public enum Choice: String, Sendable, CaseIterable {
    /// Braille where the terminal can show it, else ASCII.
    case automatic = "auto"
    /// See `ChartStyle`.
    case braille, ascii, plain

    /// The style.
    ///
    /// - Parameters:
    ///   - isTerminal: Whether the chart is written to a terminal.
    ///   - environment: Looks up a variable.
    public func style(
      isTerminal: Bool, environment: (String) -> String? = Terminal.variable
    ) -> ChartStyle {
      switch self {
      case .automatic:
        Terminal.showsUnicode(isTerminal: isTerminal, environment: environment) ? .braille : .ascii
      case .braille: .braille
      case .ascii: .ascii
      case .plain: .plain
      }
    }
  }
}
