/// The length of a period.
public enum Grain: Sendable, Hashable {
  case hour, day
  /// A week that begins on the given day.
  case week(startingOn: Weekday)
  case month, quarter, year

  /// The word for it in the language.
  public var name: String {
    switch self {
    case .hour: "hour"
    case .day: "day"
    case .week: "week"
    case .month: "month"
    case .quarter: "quarter"
    case .year: "year"
    }
  }
}

/// A day of the week, numbered as in ISO 8601.
public enum Weekday: Int, Sendable, Hashable, CaseIterable {
  case monday = 1, tuesday, wednesday, thursday, friday, saturday, sunday
}

/// The type of a column or of a value.
public indirect enum DataType: Sendable, Hashable {
  /// The type of the literal `null` alone; it fits everywhere.
  case null
  case bool
  /// A whole number of 64 bits.
  case int
  /// An IEEE 754 double; never NaN, never infinite.
  case number
  /// UTF-8 in NFC.
  case text
  /// A civil day.
  case date
  /// Microseconds since 1970-01-01T00:00Z.
  case instant
  /// A span of the calendar; stored as the number of such spans since the one of 1970-01-01.
  case period(Grain)
  /// Microseconds.
  case duration
  case list(DataType)
  case record([Field])
  /// A list, an object or a single value of JSON whose parts have no types of their own.
  ///
  /// Stored as text in the canonical form of `NestedText`, never JSON's null itself.
  case json

  /// The type as the language writes it.
  public var name: String {
    switch self {
    case .null: "null"
    case .bool: "bool"
    case .int: "int"
    case .number: "number"
    case .text: "text"
    case .date: "date"
    case .instant: "instant"
    case .period(let grain): "period<\(grain.name)>"
    case .duration: "duration"
    case .list(let element): "list<\(element.name)>"
    case .json: "json"
    case .record(let fields):
      "record{\(fields.map { "\($0.name): \($0.type.name)" }.joined(separator: ", "))}"
    }
  }

  /// Whether arithmetic works on it.
  public var isNumeric: Bool { self == .int || self == .number }
  /// Whether it is a place in time.
  public var isTemporal: Bool {
    switch self {
    case .date, .instant, .period: true
    default: false
    }
  }
  /// Whether values of it can be ordered.
  public var isOrdered: Bool {
    switch self {
    case .list, .record, .json: false
    default: true
    }
  }
}

/// A named column of a schema or a named part of a record.
public struct Field: Sendable, Hashable {
  /// The name, compared by code point.
  public var name: String
  /// The type.
  public var type: DataType
  /// Whether it is known that no value is missing.
  public var isNeverNull: Bool
  /// What the values say about groups, when they are aggregates; nil for others.
  public var summary: Summary?

  /// An aggregate whose values are misread when they are aggregated again.
  public enum Summary: Sendable, Hashable {
    /// The mean of each group.
    case mean
    /// The number of rows of each group.
    case count
  }

  /// Creates a field.
  public init(_ name: String, _ type: DataType, isNeverNull: Bool = false) {
    self.name = name
    self.type = type
    self.isNeverNull = isNeverNull
  }

  /// The same column under another name.
  public func renamed(to name: String) -> Field {
    var field = self
    field.name = name
    return field
  }
}

/// The columns of a table in order.
public struct Schema: Sendable, Hashable {
  /// The columns.
  public var fields: [Field]
  /// Creates a schema; names are expected to differ.
  public init(_ fields: [Field]) { self.fields = fields }
  /// The names in order.
  public var names: [String] { fields.map(\.name) }
  /// The position of a column.
  public func index(of name: String) -> Int? {
    // Swift's text equality is canonical equivalence; names that differ only so are one name here.
    fields.firstIndex { $0.name == name }
  }
  /// The column of a name.
  public subscript(name: String) -> Field? { index(of: name).map { fields[$0] } }
}
