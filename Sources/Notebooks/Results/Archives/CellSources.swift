import Diagnostics

/// Findings as JSON whose places are counted in the cells of a notebook.
///
/// A place is the id of a cell and two offsets, so that it stays right when the cell moves. The
/// cells have to be those that the finding was made from; keeping them apart is up to the caller.
struct CellSources {
  private let notebook: Notebook
  private let path: String
  private let sources: [String: SourceText]

  init(_ notebook: Notebook, path: String) {
    self.notebook = notebook
    self.path = path
    sources = Dictionary(
      notebook.cells.map { ($0.id, $0.sourceText(in: path)) },
      uniquingKeysWith: { first, _ in first })
  }

  // MARK: Writing

  /// A finding; nil when it points at a text that is no cell.
  func value(of diagnostic: Diagnostic) -> JSONValue? {
    var members: [String: JSONValue] = [
      "severity": .text(diagnostic.severity.rawValue), "code": .text(diagnostic.code),
      "message": .text(diagnostic.message), "kind": .text(diagnostic.kind.name),
      "details": .array(diagnostic.details.map { .text($0) }),
    ]
    if let primary = diagnostic.primary {
      guard let place = place(primary.span, primary.text) else { return nil }
      members["primary"] = place
    }
    var others: [JSONValue] = []
    for label in diagnostic.secondary {
      guard let place = place(label.span, label.text) else { return nil }
      others.append(place)
    }
    members["secondary"] = .array(others)
    if let fix = diagnostic.fix {
      members["fix"] = .text(fix.text)
      var edits: [JSONValue] = []
      for edit in fix.edits {
        guard let place = place(edit.span, edit.replacement) else { return nil }
        edits.append(place)
      }
      members["edits"] = .array(edits)
    }
    return .object(members)
  }

  /// A place with the words that belong to it.
  private func place(_ span: Span, _ words: String) -> JSONValue? {
    guard let id = notebook.cells.first(where: { sources[$0.id]?.name == span.source.name })?.id,
      sources[id]?.bytes == span.source.bytes
    else { return nil }
    return .array([.text(id), .int(span.lower), .int(span.upper), .text(words)])
  }

  // MARK: Reading

  func diagnostic(_ value: JSONValue) -> Diagnostic? {
    guard let code = value["code"]?.asText, let message = value["message"]?.asText,
      let severity = value["severity"]?.asText.flatMap(Diagnostic.Severity.init),
      let kind = value["kind"]?.asText.flatMap(Diagnostic.Kind.init(named:)),
      let details = value["details"]?.asTexts, let secondary = value["secondary"]?.asArray
    else { return nil }
    var diagnostic = Diagnostic(
      code, message, details: details, kind: kind, severity: severity)
    if let value = value["primary"] {
      guard let (span, words) = place(value) else { return nil }
      diagnostic.primary = .init(span, words)
    }
    for value in secondary {
      guard let (span, words) = place(value) else { return nil }
      diagnostic.secondary.append(.init(span, words))
    }
    guard let fix = value["fix"] else { return diagnostic }
    guard let text = fix.asText, let edits = value["edits"]?.asArray else { return nil }
    var replacements: [Diagnostic.Fix.Edit] = []
    for edit in edits {
      guard let (span, words) = place(edit) else { return nil }
      replacements.append(.init(span, words))
    }
    diagnostic.fix = .init(text, edits: replacements)
    return diagnostic
  }

  private func place(_ value: JSONValue) -> (span: Span, words: String)? {
    guard let parts = value.asArray, parts.count == 4, let id = parts[0].asText,
      let source = sources[id], let lower = parts[1].asInt, let upper = parts[2].asInt,
      lower >= 0, lower <= upper, upper <= source.bytes.count, let words = parts[3].asText
    else { return nil }
    return (Span(source, lower, upper), words)
  }
}

extension Diagnostic.Kind {
  /// The kind of a word.
  fileprivate init?(named name: String) {
    let all: [Self] = [
      .usage, .program, .data, .limit, .output, .expectation, .difference, .cancelled, .defect,
    ]
    guard let kind = all.first(where: { $0.name == name }) else { return nil }
    self = kind
  }
}
