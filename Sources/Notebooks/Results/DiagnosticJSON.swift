public import Diagnostics

extension Diagnostic {
  /// The finding as one line of JSON, with the same content as its text.
  ///
  /// Places have lines and columns from 1, columns counted in Unicode scalars, and the offsets of
  /// their bytes from 0 in the text that `source` names. Keys are sorted; those without content are
  /// left out.
  public var jsonLine: String {
    var members: [String: JSONValue] = [
      "version": .int(1), "severity": .text(severity.rawValue), "code": .text(code),
      "message": .text(message), "kind": .text(kind.name),
    ]
    if let primary { members["primary"] = primary.json }
    if !secondary.isEmpty { members["secondary"] = .array(secondary.map(\.json)) }
    if !details.isEmpty { members["details"] = .array(details.map { .text($0) }) }
    if let fix { members["fix"] = fix.json }
    return JSONValue.object(members).compact
  }
}

extension Diagnostic.Kind {
  /// The word for the kind in reports.
  var name: String {
    switch self {
    case .usage: "usage"
    case .program: "program"
    case .data: "data"
    case .limit: "limit"
    case .output: "output"
    case .expectation: "expectation"
    case .difference: "difference"
    case .cancelled: "cancelled"
    case .defect: "defect"
    }
  }
}

extension Diagnostic.Label {
  fileprivate var json: JSONValue {
    var members = span.json
    if !text.isEmpty { members["label"] = .text(text) }
    return .object(members)
  }
}

extension Diagnostic.Fix {
  fileprivate var json: JSONValue {
    var members: [String: JSONValue] = ["text": .text(text)]
    if !edits.isEmpty {
      members["edits"] = .array(
        edits.map { edit in
          var members = edit.span.json
          members["replacement"] = .text(edit.replacement)
          return .object(members)
        })
    }
    return .object(members)
  }
}

extension Span {
  fileprivate var json: [String: JSONValue] {
    [
      "source": .text(source.name), "start": .int(lower), "end": .int(upper),
      "line": .int(source.lineNumber(of: lower)), "column": .int(source.column(of: lower)),
      "end_line": .int(source.lineNumber(of: upper)), "end_column": .int(source.column(of: upper)),
      "text": .text(text),
    ]
  }
}
