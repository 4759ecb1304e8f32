import CYaml

/// A node of a YAML tree.
///
/// Scalars are text: what they mean is a matter of the key they belong to.
struct YAMLNode {
  enum Content {
    case scalar(String, isQuoted: Bool)
    case sequence([YAMLNode])
    case mapping([(key: YAMLNode, value: YAMLNode)])
  }

  /// Why a text is not YAML.
  struct Problem: Error {
    /// The words of libyaml.
    var reason: String
    /// The line, from 0.
    var line: Int
  }

  var content: Content
  /// The line where it begins, from 0.
  var line: Int

  /// The text of a scalar.
  var scalar: String? {
    if case .scalar(let text, _) = content { text } else { nil }
  }

  /// Whether it is a scalar in double quotes.
  var isQuoted: Bool {
    if case .scalar(_, isQuoted: true) = content { true } else { false }
  }

  /// The items of a sequence.
  var sequence: [YAMLNode]? {
    if case .sequence(let items) = content { items } else { nil }
  }

  /// The pairs of a mapping, in their order.
  var mapping: [(key: YAMLNode, value: YAMLNode)]? {
    if case .mapping(let pairs) = content { pairs } else { nil }
  }

  /// Reads a text; nil where it holds nothing but comments.
  ///
  /// - Parameter text: Lines that `FrontMatterScanner` let through: without aliases, so that the tree
  ///   is no larger than the text, and with one level of nesting.
  /// - Throws: `Problem` where it is not YAML.
  static func read(_ text: String) throws(Problem) -> YAMLNode? {
    var text = text
    let document = text.withUTF8 { hfnb_yaml_parse($0.baseAddress, $0.count) }
    guard let document else { throw Problem(reason: "there is no memory left for it", line: 0) }
    defer { hfnb_yaml_release(document) }
    var line = 0
    if let reason = hfnb_yaml_problem(document, &line) {
      throw Problem(reason: String(cString: reason), line: line)
    }
    return node(document, 1)
  }

  private static func node(_ document: OpaquePointer, _ number: Int32) -> YAMLNode? {
    let found = hfnb_yaml_node(document, number)
    let content: Content
    switch found.kind {
    case HFNB_YAML_SCALAR:
      let bytes = UnsafeBufferPointer(start: found.text, count: found.length)
      content = .scalar(String(decoding: bytes, as: UTF8.self), isQuoted: found.is_double_quoted)
    case HFNB_YAML_SEQUENCE:
      content = .sequence(
        (0..<found.count).compactMap { node(document, hfnb_yaml_item(document, number, $0)) })
    case HFNB_YAML_MAPPING:
      content = .mapping(
        (0..<found.count).compactMap {
          guard let key = node(document, hfnb_yaml_item(document, number, $0)),
            let value = node(document, hfnb_yaml_value(document, number, $0))
          else { return nil }
          return (key, value)
        })
    default: return nil
    }
    return YAMLNode(content: content, line: found.line)
  }
}
