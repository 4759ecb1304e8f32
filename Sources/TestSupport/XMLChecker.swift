/// Reads XML far enough to say whether it is well-formed and what elements it holds.
public struct XMLChecker {
  /// An element in the order of the document.
  public struct Element {
    /// The name of the tag.
    public var name: String
    /// The attributes as written, with references in place.
    public var attributes: [(name: String, value: String)]
    /// The names of the elements around it, the root first.
    public var parents: [String]
    /// The text directly inside it, with references in place.
    public var text = ""
    /// The value of an attribute.
    public subscript(name: String) -> String? { attributes.first { $0.name == name }?.value }
  }
  /// Why a text is not XML.
  public struct Malformed: Error {
    /// What was found.
    public var reason: String
  }

  private let characters: [Unicode.Scalar]
  private var position = 0
  private var elements: [Element] = []

  /// All elements of a document.
  ///
  /// - Throws: `Malformed` when the document is not well-formed.
  public static func elements(of text: String) throws -> [Element] {
    var checker = XMLChecker(text)
    try checker.document()
    return checker.elements
  }

  private init(_ text: String) { characters = Array(text.unicodeScalars) }

  private mutating func document() throws {
    var open: [(name: String, index: Int)] = []
    var hadRoot = false
    while position < characters.count {
      guard characters[position] == "<" else {
        let text = try text(until: "<")
        if open.isEmpty, text.contains(where: { !$0.isWhitespace }) {
          throw Malformed(reason: "text outside the root: \(text)")
        }
        if let last = open.last { elements[last.index].text += text }
        continue
      }
      position += 1
      if position < characters.count, characters[position] == "/" {
        position += 1
        let name = name()
        guard open.popLast()?.name == name, next() == ">" else {
          throw Malformed(reason: "end of \(name)")
        }
        continue
      }
      if open.isEmpty, hadRoot { throw Malformed(reason: "two roots") }
      hadRoot = true
      let isEmpty = try startTag(inside: open.map(\.name))
      let index = elements.count - 1
      if !isEmpty { open.append((elements[index].name, index)) }
    }
    if !hadRoot { throw Malformed(reason: "no root") }
    if !open.isEmpty { throw Malformed(reason: "not closed: \(open.map(\.name))") }
  }

  /// Reads a start tag; true when it closes itself.
  private mutating func startTag(inside parents: [String]) throws -> Bool {
    var element = Element(name: name(), attributes: [], parents: parents)
    guard !element.name.isEmpty else { throw Malformed(reason: "a bare <") }
    while true {
      while position < characters.count, characters[position] == " " { position += 1 }
      switch next() {
      case ">":
        elements.append(element)
        return false
      case "/":
        guard next() == ">" else { throw Malformed(reason: "a bare /") }
        elements.append(element)
        return true
      default:
        position -= 1
        let attribute = name()
        guard !attribute.isEmpty, next() == "=", next() == "\"" else {
          throw Malformed(reason: "an attribute of \(element.name)")
        }
        guard element[attribute] == nil else { throw Malformed(reason: "\(attribute) twice") }
        element.attributes.append((attribute, try text(until: "\"")))
        position += 1
      }
    }
  }

  private mutating func next() -> Unicode.Scalar {
    guard position < characters.count else { return "\0" }
    position += 1
    return characters[position - 1]
  }

  private mutating func name() -> String {
    var out = String.UnicodeScalarView()
    while position < characters.count,
      characters[position].properties.isAlphabetic
        || "0123456789-_:".unicodeScalars.contains(characters[position])
    {
      out.append(characters[position])
      position += 1
    }
    return String(out)
  }

  private mutating func text(until end: Unicode.Scalar) throws -> String {
    var out = String.UnicodeScalarView()
    while position < characters.count, characters[position] != end {
      let scalar = characters[position]
      if scalar == "<" || (scalar.value < 0x20 && scalar != "\n" && scalar != "\t")
        || scalar.value == 0xFFFE
      {
        throw Malformed(reason: "a forbidden character")
      }
      if scalar == "&" {
        let rest = String(
          String.UnicodeScalarView(characters[position..<min(characters.count, position + 6)]))
        let known = ["&amp;", "&lt;", "&gt;", "&quot;", "&#39;", "&#9;", "&#10;", "&#13;"]
        guard known.contains(where: rest.hasPrefix) else {
          throw Malformed(reason: "the reference \(rest)")
        }
      }
      out.append(scalar)
      position += 1
    }
    return String(out)
  }
}
