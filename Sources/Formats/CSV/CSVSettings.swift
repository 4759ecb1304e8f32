import Catalog
import Columnar
import Diagnostics
import Kernels

/// What a `load` asked of a delimited file.
struct CSVSettings: Sendable {
  var delimiter: UInt8?
  var quote: UInt8?
  var hasHeader = true
  var skippedLines = 0
  var isLatin1 = false
  var syntax = CellSyntax()
  var types: [(column: String, type: DeclaredType, name: String, span: Span)] = []
  /// Whether columns of `types` may be absent.
  var typesMayBeAbsent = false
  var span: Span?
  /// Bytes of a file that one worker reads at a time.
  ///
  /// Results do not depend on it.
  var chunkSize = 1 << 21
  /// Bytes that are indexed at a time, so that they and their index stay in the cache.
  var windowSize = 1 << 16

  /// A type from `types {…}`.
  enum DeclaredType: Sendable, Hashable {
    case plain(CellType)
    case list(CellType)
  }

  init() {}

  init(_ options: ReadOptions, _ declaration: Declaration) throws(Diagnostic) {
    let reader = try OptionReader(options, declaration)
    delimiter = try reader.character("delimiter")
    quote = try reader.character("quote", emptyAllowed: true)
    hasHeader = try reader.bool("header") ?? true
    skippedLines = try reader.count("skip") ?? 0
    if let encoding = try reader.text("encoding") {
      switch encoding.lowercased() {
      case "utf8", "utf-8": isLatin1 = false
      case "latin1", "latin-1", "iso-8859-1": isLatin1 = true
      default:
        throw Diagnostic(
          "E811", "the encoding `\(encoding)` is not known",
          at: options.options.last { $0.name == "encoding" }?.valueSpan,
          label: "expected \"utf8\" or \"latin1\"")
      }
    }
    if let sign = try reader.character("decimal") { syntax.decimalSign = sign }
    syntax.datePattern = try reader.datePattern()
    syntax.nullTokens = options.nullTokens.map { Array($0.utf8) }
    span = options.span
    typesMayBeAbsent = options.typesMayBeAbsent
    for (column, name, span) in options.types {
      guard let type = Self.declaredType(name) else {
        let names = ["bool", "int", "number", "text", "date", "instant", "list"]
        let nearest = Suggestion.nearest(to: name, among: names)
        throw Diagnostic(
          "E812", "cells cannot be read as `\(name)`", at: span,
          label: nearest.map { "did you mean `\($0)`?" } ?? "unknown type",
          details: ["Types of cells: \(names.joined(separator: ", ")), list<int>, …"])
      }
      types.append((column, type, name, span))
    }
  }

  private static func declaredType(_ name: String) -> DeclaredType? {
    if name == "list" { return .list(.text) }
    if name.hasPrefix("list<"), name.hasSuffix(">") {
      return CellType(named: String(name.dropFirst(5).dropLast())).map { .list($0) }
    }
    return CellType(named: name).map { .plain($0) }
  }
}
