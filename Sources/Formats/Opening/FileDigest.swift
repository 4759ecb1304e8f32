public import Catalog
import Columnar
import Diagnostics

/// SHA-256 digests of files.
public enum FileDigest {
  /// The digest of some bytes, in 64 lower-case hexadecimal digits, as `sha256sum` prints it.
  public static func sha256(_ input: InputBytes) -> String {
    var builder = DigestBuilder()
    builder.add(input.bytes)
    return builder.finish().hexadecimal
  }

  /// The digest that `load` asked for, in lower case.
  ///
  /// - Throws: `E834` when it cannot be one.
  static func wanted(_ options: ReadOptions) throws(Diagnostic) -> String? {
    guard let (text, span) = options.digest else { return nil }
    let isHexadecimal = text.utf8.allSatisfy { byte in
      (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte | 0x20)
    }
    guard isHexadecimal, text.utf8.count == 64 else {
      let found =
        isHexadecimal
        ? "\(text.utf8.count) digit\(text.utf8.count == 1 ? "" : "s")" : "other characters"
      throw Diagnostic(
        "E834", "a SHA-256 digest has 64 hexadecimal digits", at: span, label: "found \(found)",
        details: ["`sha256sum FILE` prints it."])
    }
    return text.lowercased()
  }

  /// Throws when a file does not have the digest that `load` asked for.
  ///
  /// The digest is that of the file as it is stored, before it is unpacked.
  static func verify(_ input: InputBytes, _ options: ReadOptions) throws(Diagnostic) {
    guard let wanted = try wanted(options) else { return }
    let found = sha256(input)
    guard found != wanted else { return }
    throw Diagnostic(
      "E835", "`\(input.name)` is not the file that was meant: its digest differs",
      at: options.digest?.span,
      details: [
        "Expected: \(wanted)", "Found:    \(found)",
        "If the new content is wanted, write its digest here.",
      ], kind: .data)
  }
}
