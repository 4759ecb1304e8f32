import Catalog
import Columnar
import Diagnostics

/// Writes the errors about one JSON file.
struct JSONErrors {
  private let input: InputBytes
  private let span: Span?
  private let bytes: UnsafePointer<UInt8>

  init(_ input: InputBytes, _ span: Span?) {
    self.input = input
    self.span = span
    bytes = UnsafePointer(input.memory.start.assumingMemoryBound(to: UInt8.self))
  }

  /// The error for a problem.
  func diagnostic(_ problem: JSONProblem) -> Diagnostic {
    let offset = min(problem.offset, input.count)
    if problem.isEncoding { return invalidUTF8(offset) }
    return Diagnostic(
      "E830",
      "\(place(offset)) is not JSON: expected \(problem.expected), found \(found(offset))",
      at: span, details: ["The text there: \(excerpt(offset))"], kind: .data)
  }

  /// The error for records whose keys all differ.
  func tooManyKeys(_ count: Int) -> Diagnostic {
    Diagnostic(
      "E831", "the objects of \(input.name) have \(NumberText.grouped(count)) different keys",
      at: span,
      details: [
        "At most \(NumberText.grouped(JSONCollector.mostNames)) are read as columns.",
        "The keys look like data: a list of objects with one field for the key is expected.",
      ], kind: .data)
  }

  /// The error for a byte that is not UTF-8.
  private func invalidUTF8(_ offset: Int) -> Diagnostic {
    let code = String(bytes[offset], radix: 16, uppercase: true)
    return Diagnostic(
      "E823", "\(place(offset)) is not UTF-8", at: span,
      details: ["Found the byte 0x\(code). JSON is always UTF-8."], kind: .data)
  }

  /// The error for a value that is not of its declared type.
  func notOfType(_ value: TextView, _ type: String, _ column: String) -> Diagnostic {
    let text = String(decoding: value.bytes.prefix(60), as: UTF8.self)
    let offset = bytes.distance(to: value.start)
    return Diagnostic(
      "E825", "\(place(offset)): `\(VisibleText.escaped(text))` is not \(type)", at: span,
      details: ["`types` declares column `\(column)` so."], kind: .data)
  }

  private func place(_ offset: Int) -> String {
    var line = 1
    var start = 0
    for i in 0..<offset where bytes[i] == 0x0A {
      line += 1
      start = i + 1
    }
    return "line \(line) of \(input.name), byte \(offset - start + 1),"
  }

  private func found(_ offset: Int) -> String {
    guard offset < input.count else { return "the end of the file" }
    if bytes[offset] == 0x0A || bytes[offset] == 0x0D { return "the end of the line" }
    var end = offset + 1
    while end < input.count, bytes[end] & 0xC0 == 0x80 { end += 1 }
    let text = String(
      decoding: UnsafeBufferPointer(start: bytes + offset, count: end - offset), as: UTF8.self)
    return "`\(VisibleText.escaped(text))`"
  }

  private func excerpt(_ offset: Int) -> String {
    var start = max(0, offset - 30)
    while start < offset, bytes[start] & 0xC0 == 0x80 { start += 1 }
    for i in start..<offset where bytes[i] == 0x0A { start = i + 1 }
    var end = min(input.count, offset + 30)
    while end < input.count, bytes[end] & 0xC0 == 0x80 { end += 1 }
    var i = offset
    while i < end, bytes[i] != 0x0A { i += 1 }
    let text = String(
      decoding: UnsafeBufferPointer(start: bytes + start, count: i - start), as: UTF8.self)
    return VisibleText.escaped(text)
  }
}
