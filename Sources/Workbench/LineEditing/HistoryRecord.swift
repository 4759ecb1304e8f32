/// One statement of the history, and what came of it.
///
/// On disk it is one line, `text TAB milliseconds TAB rows`, where the text has `\\` for a backslash,
/// `\n` for a newline, `\r` for a carriage return and `\t` for a tab, and a number that is not
/// known is empty. There is no time of day in it.
public struct HistoryRecord: Sendable, Equatable {
  /// The statement with its lines.
  public var text: String
  /// How long it ran, in milliseconds, if it ran to its end.
  public var milliseconds: Int?
  /// How many rows its result had, if it had one.
  public var rows: Int?

  /// Creates a record.
  public init(_ text: String, milliseconds: Int? = nil, rows: Int? = nil) {
    self.text = text
    self.milliseconds = milliseconds
    self.rows = rows
  }

  /// The record as a line with its newline.
  var line: String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      default: result.unicodeScalars.append(scalar)
      }
    }
    let duration = milliseconds.map { String($0) } ?? ""
    return "\(result)\t\(duration)\t\(rows.map { String($0) } ?? "")\n"
  }

  /// Reads a line without its newline; nil if it is empty or not a text.
  ///
  /// Numbers that cannot be read count as unknown, further fields are left out, and a backslash
  /// that begins no known escape stands for itself, so that a damaged line gives what is left of it.
  init?(line: some Collection<UInt8>) {
    guard !line.contains(0), let whole = String(validating: line, as: UTF8.self) else { return nil }
    let fields = whole.unicodeScalars.split(separator: "\t", omittingEmptySubsequences: false)
    guard let escaped = fields.first else { return nil }
    var text = String.UnicodeScalarView()
    var isEscape = false
    for scalar in escaped {
      if isEscape {
        isEscape = false
        switch scalar {
        case "\\": text.append("\\")
        case "n": text.append("\n")
        case "r": text.append("\r")
        case "t": text.append("\t")
        default: text.append(contentsOf: ["\\", scalar])
        }
      } else if scalar == "\\" {
        isEscape = true
      } else {
        text.append(scalar)
      }
    }
    if isEscape { text.append("\\") }
    self.text = String(text)
    guard !self.text.allSatisfy(\.isWhitespace) else { return nil }
    milliseconds = Self.count(fields.dropFirst().first)
    rows = Self.count(fields.dropFirst(2).first)
  }

  private static func count(_ field: Substring.UnicodeScalarView?) -> Int? {
    guard let field, let value = Int(Substring(field)), value >= 0 else { return nil }
    return value
  }
}
