public import Catalog
public import Diagnostics
import Notebooks

/// Writes findings and notes beside the results: as text for people, or as lines of JSON.
public struct FindingWriter {
  /// The form in which findings are written.
  public enum Form: String, Sendable, CaseIterable {
    /// With the line of the program and carets below it.
    case text
    /// One JSON object a line.
    case json
  }

  /// The form.
  public let form: Form
  /// Whether texts are coloured.
  public let color: Bool
  private let sink: any ByteSink

  /// Creates a writer.
  public init(_ sink: any ByteSink, form: Form = .text, color: Bool = false) {
    self.sink = sink
    self.form = form
    self.color = color
  }

  /// Writes findings.
  public func write(_ findings: [Diagnostic]) {
    switch form {
    case .text:
      let renderer = DiagnosticRenderer(color: color)
      for finding in findings { try? sink.write(renderer.render(finding)) }
    case .json: for finding in findings { try? sink.write(finding.jsonLine + "\n") }
    }
  }

  /// Writes one finding.
  public func write(_ finding: Diagnostic) { write([finding]) }

  /// Writes the notes of one result: at most three as text, all of them as JSON.
  public func write(_ notes: [StageRecord.Note]) {
    switch form {
    case .text:
      for line in notes.lines { try? sink.write(line + "\n") }
    case .json:
      write(notes.map { Diagnostic($0.code, $0.text, kind: .data, severity: .note) })
    }
  }
}

extension [StageRecord.Note] {
  /// How many notes of one result are written out for people.
  private static var mostShown: Int { 3 }

  /// The notes that are written out.
  private var shown: [String] { prefix(Self.mostShown).map { "note \($0.code): \($0.text)" } }

  /// What is said about the notes that are only counted: `and 2 more: W6, W10`; nil when there are
  /// none.
  private var rest: String? {
    guard count > Self.mostShown else { return nil }
    var codes: [String] = []
    for note in dropFirst(Self.mostShown) where !codes.contains(note.code) {
      codes.append(note.code)
    }
    return "and \(count - Self.mostShown) more: \(codes.joined(separator: ", "))"
  }

  /// The notes for people, a line for each of the first three and one that counts the others.
  var lines: [String] { shown + (rest.map { [$0] } ?? []) }
}
