import Columnar

/// The type of the JSON values of a column, as far as they have been seen.
///
/// How shapes join: whole numbers widen to numbers, dates to instants; a single value among lists
/// is a list of one; all other mixtures are text, in which what is not a text stands as its JSON.
/// Texts are dates or instants only when all of them are.
indirect enum JSONShape: Sendable, Hashable {
  /// Only nulls, or nothing.
  case empty
  /// `bool`, `int`, `number`: JSON words and numbers. `date`, `instant`, `text`: JSON texts.
  case cell(CellType)
  case list(JSONShape)
  /// Fields in the order of their first appearance.
  case record([JSONField])

  /// The largest number of fields of a record; objects with more stay text.
  static let mostFields = 500

  /// The shape that holds values of both.
  func joined(_ other: JSONShape) -> JSONShape {
    switch (self, other) {
    case (.empty, _): return other
    case (_, .empty): return self
    case (.cell(let a), .cell(let b)): return .cell(a.joined(b))
    case (.list(let a), .list(let b)): return .list(a.joined(b))
    case (.list(let items), .cell): return .list(items.joined(other))
    case (.cell, .list(let items)): return .list(items.joined(self))
    case (.record(var fields), .record(let others)):
      for other in others {
        if let index = fields.firstIndex(where: { $0.name == other.name }) {
          fields[index].shape = fields[index].shape.joined(other.shape)
        } else {
          fields.append(other)
        }
      }
      return fields.count > Self.mostFields ? .cell(.text) : .record(fields)
    default: return .cell(.text)
    }
  }

  /// The type in the language; a column without values is text.
  var dataType: DataType {
    switch self {
    case .empty: .text
    case .cell(let type): type.dataType
    case .list(let items): .list(items.dataType)
    case .record(let fields): .record(fields.map { Field($0.name, $0.shape.dataType) })
    }
  }

  /// The shape of one value.
  static func of(_ value: TextView, _ syntax: CellSyntax) -> JSONShape {
    var shape = JSONShape.empty
    shape.widen(value, syntax)
    return shape
  }

  /// Joins the shape of one value, given by its bytes, into this one.
  mutating func widen(_ value: TextView, _ syntax: CellSyntax) {
    guard value.count > 0 else { return }
    switch value.start[0] {
    case UInt8(ascii: "\""):
      // The usual case: it is text already, and another text changes nothing.
      if case .cell(.text) = self { return }
      let inside = TextView(start: value.start + 1, count: value.count - 2)
      if syntax.isNullToken(inside.start, inside.count) { return }
      if case .cell(.instant) = self, parseInstant(inside.start, inside.count) != nil { return }
      if case .cell(.date) = self, parseDate(inside.start, inside.count) != nil { return }
      self = joined(.cell(Self.typeOfText(inside, syntax)))
    case UInt8(ascii: "{"), UInt8(ascii: "["):
      widenByContainer(value, syntax)
    case UInt8(ascii: "t"), UInt8(ascii: "f"):
      if case .cell(.bool) = self { return }
      self = joined(.cell(.bool))
    default:
      if syntax.isNullToken(value.start, value.count) { return }
      if case .cell(.number) = self { return }
      let isInt = parseInt(value.start, value.count) != nil
      if isInt, case .cell(.int) = self { return }
      self = joined(.cell(isInt ? .int : .number))
    }
  }

  private static func typeOfText(_ inside: TextView, _ syntax: CellSyntax) -> CellType {
    switch syntax.type(of: inside.start, inside.count) {
    case .date: .date
    case .instant: .instant
    default: .text
    }
  }

  private mutating func widenByContainer(_ value: TextView, _ syntax: CellSyntax) {
    if case .cell(.text) = self, value.start[0] == UInt8(ascii: "{") { return }
    if value.start[0] == UInt8(ascii: "[") {
      var items = JSONShape.empty
      JSONParts.forEachItem(of: value) { items.widen($0, syntax) }
      self = joined(.list(items))
      return
    }
    var fields: [JSONField] = []
    JSONParts.forEachField(of: value) { key, part in
      let shape = JSONShape.of(part, syntax)
      if let index = fields.firstIndex(where: { $0.name == key }) {
        fields[index].shape = shape
      } else {
        // An object with more fields is a map, not a record; the rest of it changes nothing.
        guard fields.count <= Self.mostFields else { return }
        fields.append(JSONField(name: key, shape: shape))
      }
    }
    self = joined(fields.count > Self.mostFields ? .cell(.text) : .record(fields))
  }
}

/// A field of a record in JSON.
struct JSONField: Sendable, Hashable {
  var name: String
  var shape: JSONShape
}

/// Goes through the parts of a value that a scanner has already found to be well formed.
enum JSONParts {
  /// The items of a list.
  static func forEachItem(of list: TextView, _ body: (TextView) -> Void) {
    var scanner = JSONScanner(list.start, 1..<list.count)
    while let item = try? scanner.value() {
      body(item)
      if !scanner.skip(UInt8(ascii: ",")) { return }
    }
  }

  /// The fields of an object, with decoded keys.
  static func forEachField(of object: TextView, _ body: (String, TextView) -> Void) {
    var scanner = JSONScanner(object.start, 1..<object.count)
    while let key = try? scanner.string(), scanner.skip(UInt8(ascii: ":")),
      let value = try? scanner.value()
    {
      body(text(key.view, key.hasEscape), value)
      if !scanner.skip(UInt8(ascii: ",")) { return }
    }
  }

  /// The inside of a JSON text as a text.
  static func text(_ view: TextView, _ hasEscape: Bool) -> String {
    guard hasEscape else { return view.string }
    return JSONEscapes.withDecoded(view) { String(decoding: $0, as: UTF8.self) }
  }
}
