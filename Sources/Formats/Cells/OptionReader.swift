import Catalog
import Columnar
import Diagnostics
import Kernels

/// Takes `with` options one by one, with errors that point at them.
struct OptionReader {
  private let options: ReadOptions
  private let known: [ParameterInfo]

  /// Checks that all names are known to the format.
  init(_ options: ReadOptions, _ declaration: Declaration) throws(Diagnostic) {
    self.options = options
    known = declaration.parameters
    for option in options.options where !known.contains(where: { $0.name == option.name }) {
      let names = known.map(\.name)
      let nearest = Suggestion.nearest(to: option.name, among: names)
      throw Diagnostic(
        "E810", "`\(option.name)` is not an option of \(declaration.name)", at: option.span,
        label: nearest.map { "did you mean `\($0)`?" } ?? "unknown option",
        details: Self.advice(option.name, declaration) + [
          "Options: \(names.joined(separator: ", "))"
        ])
    }
  }

  /// Why an option of one format means nothing in another.
  private static func advice(_ name: String, _ declaration: Declaration) -> [String] {
    switch name {
    case "delimiter" where declaration.name == "tsv":
      ["The cells of tsv stand between tabs; `as csv` takes any delimiter."]
    case _ where CSVReader.options.contains(where: { $0.name == name }):
      ["`\(name)` says how delimited text is written; JSON says that itself."]
    default: []
    }
  }

  private func option(_ name: String) -> ReadOptions.Option? {
    options.options.last { $0.name == name }
  }

  /// A text option.
  func text(_ name: String) throws(Diagnostic) -> String? {
    guard let option = option(name) else { return nil }
    guard case .text(let text) = option.value else { throw mismatch(option, "text") }
    return text
  }

  /// A true or false option.
  func bool(_ name: String) throws(Diagnostic) -> Bool? {
    guard let option = option(name) else { return nil }
    guard case .bool(let value) = option.value else { throw mismatch(option, "true or false") }
    return value
  }

  /// A count of zero or more.
  func count(_ name: String) throws(Diagnostic) -> Int? {
    guard let option = option(name) else { return nil }
    guard case .int(let value) = option.value, value >= 0 else {
      throw mismatch(option, "a whole number of 0 or more")
    }
    return Int(value)
  }

  /// One ASCII character; the empty text, when allowed, is 0xFF.
  func character(_ name: String, emptyAllowed: Bool = false) throws(Diagnostic) -> UInt8? {
    guard let option = option(name) else { return nil }
    guard case .text(let text) = option.value else { throw mismatch(option, "one character") }
    if emptyAllowed, text.isEmpty { return 0xFF }
    let bytes = Array(text == "\\t" ? "\t".utf8 : text.utf8)
    guard bytes.count == 1, bytes[0] < 0x80, bytes[0] != 0x0A, bytes[0] != 0x0D else {
      throw mismatch(option, "one ASCII character")
    }
    return bytes[0]
  }

  /// The pattern of `dates`.
  func datePattern() throws(Diagnostic) -> DatePattern? {
    guard let option = option("dates"), let text = try text("dates") else { return nil }
    var unknown: Character?
    if let pattern = DatePattern(text, unknown: &unknown) { return pattern }
    throw Diagnostic(
      "E811", "`dates` has an unknown letter `%\(unknown.map(String.init) ?? "")`",
      at: option.valueSpan,
      label: "in this pattern",
      details: ["Letters: %Y %y %m %b %d %a %H %I %M %S %f %p %z"])
  }

  private func mismatch(_ option: ReadOptions.Option, _ expected: String) -> Diagnostic {
    Diagnostic(
      "E811", "`\(option.name)` takes \(expected), found \(option.value.type.name)",
      at: option.valueSpan, label: "expected \(expected)")
  }
}
