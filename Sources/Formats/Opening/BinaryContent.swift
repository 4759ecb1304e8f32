import Catalog
import Diagnostics

/// Tells binary files by their first bytes.
enum BinaryContent {
  private static let signatures: [(bytes: [UInt8], name: String)] = [
    ([0x1F, 0x8B], "gzip data"),
    ([0x28, 0xB5, 0x2F, 0xFD], "Zstandard data"),
    (Array("PK\u{3}\u{4}".utf8), "a ZIP archive (or a spreadsheet)"),
    (Array("PAR1".utf8), "a Parquet file"),
    (Array("ARROW1".utf8), "an Arrow file"),
    (Array("SQLite format 3\0".utf8), "an SQLite database"),
    ([0x89, 0x50, 0x4E, 0x47], "a PNG image"),
    ([0xFF, 0xD8, 0xFF], "a JPEG image"),
    (Array("%PDF".utf8), "a PDF document"),
    ([0x7F, 0x45, 0x4C, 0x46], "a program"),
    ([0xFF, 0xFE], "UTF-16 text"),
    ([0xFE, 0xFF], "UTF-16 text"),
    (Array("BZh".utf8), "bzip2 data"),
    ([0xFD, 0x37, 0x7A, 0x58, 0x5A], "xz data"),
  ]

  /// What the bytes look like, if they are no text.
  static func name(of bytes: UnsafeRawBufferPointer) -> String? {
    for (signature, name) in signatures where bytes.starts(with: signature) { return name }
    return bytes.prefix(1024).contains(0) ? "a binary file: it holds zero bytes" : nil
  }

  /// Throws when an input is no text.
  static func requireText(_ input: InputBytes, at span: Span?) throws(Diagnostic) {
    guard let name = name(of: input.bytes) else { return }
    throw Diagnostic(
      "E826", "\(input.name) is not text", at: span, label: "",
      details: ["It looks like \(name). Expected CSV, TSV, JSON or JSON lines."], kind: .data)
  }
}
