import CReadline
import Glibc

/// What is known about the terminal that the program talks to.
public struct Terminal: Sendable {
  /// The size of a terminal in cells.
  public struct Size: Sendable, Equatable {
    /// The number of cells in a line.
    public var columns: Int
    /// The number of lines.
    public var rows: Int
    /// Creates a size.
    public init(columns: Int, rows: Int) {
      self.columns = columns
      self.rows = rows
    }
  }

  /// The descriptor that keys are read from.
  public let input: Int32
  /// The descriptor that text is shown on.
  public let output: Int32
  /// Whether a person types the input and sees the output: both are terminals.
  public let isInteractive: Bool
  /// How many colours the output may have.
  public let colorLevel: ColorLevel

  /// Looks at two descriptors and the environment.
  ///
  /// - Parameters:
  ///   - input: The descriptor that keys are read from.
  ///   - output: The descriptor that text is shown on.
  ///   - color: The choice on the command line.
  ///   - environment: Looks up a variable; by default in the environment of the process.
  public init(
    input: Int32 = 0, output: Int32 = 1, color: ColorLevel.Choice = .automatic,
    environment: (String) -> String? = Terminal.variable
  ) {
    self.input = input
    self.output = output
    let showsOnTerminal = Terminal.isTerminal(output)
    isInteractive = showsOnTerminal && Terminal.isTerminal(input)
    colorLevel = ColorLevel.level(
      color, isTerminal: showsOnTerminal, environment: environment)
  }

  /// The size at this moment; 80 by 24 where it is unknown.
  public var size: Size { Terminal.size(of: output) ?? Size(columns: 80, rows: 24) }

  /// Whether a descriptor is a terminal.
  public static func isTerminal(_ descriptor: Int32) -> Bool { isatty(descriptor) == 1 }

  /// The size of the terminal behind a descriptor, if there is one and it says so.
  public static func size(of descriptor: Int32) -> Size? {
    var columns: Int32 = 0
    var rows: Int32 = 0
    guard hfnb_terminal_size(descriptor, &columns, &rows) else { return nil }
    return Size(columns: Int(columns), rows: Int(rows))
  }

  /// A variable of the environment of the process.
  public static func variable(_ name: String) -> String? {
    guard let value = getenv(name) else { return nil }
    return String(cString: value)
  }

  /// Whether characters outside ASCII can be shown: the locale, if one is set, is of UTF-8, and what
  /// is written to is not a terminal that calls itself dumb.
  public static func showsUnicode(
    isTerminal: Bool, environment: (String) -> String? = Terminal.variable
  ) -> Bool {
    if isTerminal, environment("TERM") == "dumb" { return false }
    let names = ["LC_ALL", "LC_CTYPE", "LANG"]
    let set = names.compactMap { environment($0) }.first { !$0.isEmpty } ?? "UTF-8"
    // A terminal without any locale setting is nearly always UTF-8 today.
    return set.uppercased().contains("UTF") || set == "C" || set == "POSIX"
  }
}
