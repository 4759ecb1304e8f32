/// Reads XML far enough to say whether it is well-formed and what elements it holds.
struct XMLChecker {
  struct Element {
    var name: String
    var attributes: [(name: String, value: String)]
    subscript(name: String) -> String? { attributes.first { $0.name == name }?.value }
  }
  struct Malformed: Error { var reason: String }

  private let characters: [Unicode.Scalar]
  private var position = 0
  private(set) var elements: [Element] = []

  static func elements(of text: String) throws -> [Element] {
    var checker = XMLChecker(text)
    try checker.document()
    return checker.elements
  }

  private init(_ text: String) { characters = Array(text.unicodeScalars) }

  private mutating func document() throws {
    var open: [String] = []
    var hadRoot = false
    while position < characters.count {
      guard characters[position] == "<" else {
        let text = try text(until: "<")
        if open.isEmpty, text.contains(where: { !$0.isWhitespace }) {
          throw Malformed(reason: "text outside the root: \(text)")
        }
        continue
      }
      position += 1
      if characters[position] == "/" {
        position += 1
        let name = name()
        guard open.popLast() == name, next() == ">" else {
          throw Malformed(reason: "end of \(name)")
        }
        continue
      }
      if open.isEmpty, hadRoot { throw Malformed(reason: "two roots") }
      hadRoot = true
      if try !startTag() { open.append(elements[elements.count - 1].name) }
    }
    if !open.isEmpty { throw Malformed(reason: "not closed: \(open)") }
  }

  /// Reads a start tag; true when it closes itself.
  private mutating func startTag() throws -> Bool {
    var element = Element(name: name(), attributes: [])
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
      if scalar == "<" || (scalar.value < 0x20 && scalar != "\n") || scalar.value == 0xFFFE {
        throw Malformed(reason: "a forbidden character")
      }
      if scalar == "&" {
        let rest = String(
          String.UnicodeScalarView(characters[position..<min(characters.count, position + 6)]))
        guard ["&amp;", "&lt;", "&gt;", "&quot;", "&#39;"].contains(where: rest.hasPrefix) else {
          throw Malformed(reason: "the reference \(rest)")
        }
      }
      out.append(scalar)
      position += 1
    }
    return String(out)
  }
}
