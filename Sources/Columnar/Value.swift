/// One value with its kind: for literals, parameters, cells that are shown, and tests.
///
/// Never used per cell on a hot path.
public indirect enum Value: Sendable, Hashable {
  case null
  case bool(Bool)
  case int(Int64)
  case number(Double)
  case text(String)
  /// JSON in its canonical form.
  case json(String)
  /// Days since 1970-01-01.
  case date(Int32)
  /// Microseconds since 1970-01-01T00:00Z.
  case instant(Int64)
  /// The number of periods since the one that holds 1970-01-01.
  case period(Grain, Int32)
  case duration(CalendarDuration)
  case list([Value], of: DataType)
  case record([RecordPart])

  /// One named part of a record value.
  public struct RecordPart: Sendable, Hashable {
    /// The name and the value.
    public var name: String, value: Value
    /// Creates a part.
    public init(_ name: String, _ value: Value) {
      self.name = name
      self.value = value
    }
  }

  /// The type of the value.
  public var type: DataType {
    switch self {
    case .null: .null
    case .bool: .bool
    case .int: .int
    case .number: .number
    case .text: .text
    case .json: .json
    case .date: .date
    case .instant: .instant
    case .period(let grain, _): .period(grain)
    case .duration: .duration
    case .list(_, let element): .list(element)
    case .record(let parts): .record(parts.map { Field($0.name, $0.value.type) })
    }
  }

  /// Whether it is null.
  public var isNull: Bool { self == .null }

  /// The value as a double, when it is a number.
  public var asDouble: Double? {
    switch self {
    case .int(let value): Double(value)
    case .number(let value): value
    default: nil
    }
  }
}

/// A length of time on the calendar: whole months, and microseconds for the rest.
///
/// Months have no fixed length, so the two parts are kept apart.
public struct CalendarDuration: Sendable, Hashable {
  /// Whole months; years are twelve, quarters three.
  public var months: Int64
  /// Microseconds.
  public var microseconds: Int64
  /// Creates a duration.
  public init(months: Int64 = 0, microseconds: Int64 = 0) {
    self.months = months
    self.microseconds = microseconds
  }
  /// Microseconds in a day.
  public static let day: Int64 = 86_400_000_000
}
