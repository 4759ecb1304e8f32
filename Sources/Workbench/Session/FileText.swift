public import Diagnostics
import Glibc
import Notebooks

/// Reads and writes small text files: programs and notebooks.
public enum FileText {
  /// The largest program that is read.
  static let limit = 64 << 20

  /// Reads a program.
  ///
  /// - Throws: `E405` when the file is missing, a folder, too large or not text, with exit status 4.
  public static func read(_ path: String) throws(Diagnostic) -> SourceText {
    let bytes = try readBytes(path)
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw failure(path, "it is not UTF-8 text")
    }
    return SourceText(name: path, text: text)
  }

  /// The working folder; `.` when the system does not say.
  static var workingFolder: String {
    guard let path = getcwd(nil, 0) else { return "." }
    defer { free(path) }
    return String(cString: path)
  }

  /// Whether something is at a path.
  static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  /// Reads the bytes of a file.
  public static func readBytes(_ path: String) throws(Diagnostic) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw failure(path, String(cString: strerror(errno)).lowercased())
    }
    defer { close(descriptor) }
    var facts = stat()
    guard fstat(descriptor, &facts) == 0 else { throw failure(path, "it cannot be examined") }
    if facts.st_mode & S_IFMT == S_IFDIR { throw failure(path, "it is a folder") }
    // Pipes and files that the system makes up do not say how long they are.
    return try facts.st_size > 0
      ? readAll(descriptor, path, expected: Int(facts.st_size)) : readAll(descriptor, path)
  }

  /// Reads a program from standard input to its end.
  public static func readStandardInput() throws(Diagnostic) -> SourceText {
    guard let text = String(validating: try readAll(0, "standard input"), as: UTF8.self) else {
      throw failure("standard input", "it is not UTF-8 text")
    }
    return SourceText(name: "standard input", text: text)
  }

  /// Reads standard input as data, of any size.
  static func readStandardInputBytes() throws(Diagnostic) -> [UInt8] {
    try readAll(0, "standard input", limit: .max)
  }

  private static func readAll(
    _ descriptor: Int32, _ path: String, expected: Int = 1 << 16, limit: Int = FileText.limit
  ) throws(Diagnostic) -> [UInt8] {
    var bytes: [UInt8] = []
    // One byte more than is expected, to see the end; pages that nothing is read into cost time too.
    var chunk = [UInt8](repeating: 0, count: min(expected + 1, 1 << 16))
    while true {
      let count = Glibc.read(descriptor, &chunk, chunk.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw failure(path, String(cString: strerror(errno)).lowercased()) }
      if count == 0 { return bytes }
      bytes.append(contentsOf: chunk[..<count])
      guard bytes.count <= limit else { throw failure(path, "it is larger than \(limit >> 20) MB") }
    }
  }

  /// Writes a text file, whole or not at all.
  public static func write(_ text: String, to path: String) throws(Diagnostic) {
    try write(Array(text.utf8), to: path)
  }

  /// Writes a file, whole or not at all: beside the old one, which it then replaces.
  public static func write(_ bytes: [UInt8], to path: String) throws(Diagnostic) {
    try AtomicFile.replace(path, with: bytes) { unwritable(path, $0) }
  }

  private static func failure(_ path: String, _ reason: String) -> Diagnostic {
    Diagnostic("E405", "`\(path)` cannot be read: \(reason)", kind: .data)
  }

  private static func unwritable(_ path: String, _ number: Int32) -> Diagnostic {
    let reason = String(cString: strerror(number)).lowercased()
    return Diagnostic(
      "E701", "`\(path)` cannot be written: \(reason)",
      details: number == ENOSPC ? ["The disk is full. Free some space and run again."] : [],
      kind: .output)
  }
}
