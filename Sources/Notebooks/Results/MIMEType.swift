/// The kind of an output's bytes.
public struct MIMEType: RawRepresentable, Sendable, Hashable, Comparable {
  /// The name, such as `text/csv`.
  public let rawValue: String

  /// Creates a type from its name.
  public init(rawValue: String) { self.rawValue = rawValue }

  /// What a terminal shows.
  public static let plainText = MIMEType(rawValue: "text/plain")
  /// The complete table.
  public static let csv = MIMEType(rawValue: "text/csv")
  /// A table for a page; written by the project's own renderer, so it is not escaped again.
  public static let html = MIMEType(rawValue: "text/html")
  /// A chart; written by the project's own renderer, so it is not escaped again.
  public static let svg = MIMEType(rawValue: "image/svg+xml")
  /// A value for other programs.
  public static let json = MIMEType(rawValue: "application/json")

  /// The ending of the file that holds such bytes in a result folder; nil when there is none.
  public var fileExtension: String? {
    switch self {
    case .plainText: "txt"
    case .csv: "csv"
    case .svg: "svg"
    case .json: "json"
    default: nil
    }
  }

  /// Orders types by their names.
  public static func < (left: MIMEType, right: MIMEType) -> Bool {
    left.rawValue.utf8.lexicographicallyPrecedes(right.rawValue.utf8)
  }
}
